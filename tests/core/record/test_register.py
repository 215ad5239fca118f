"""How one person stands in one notice."""

from dataclasses import replace
from datetime import date

import pytest

from govflow.core.people.letters import NOT_NEEDED
from govflow.core.record.register import PRECEDENCE, STATES, state
from govflow.core.record.rows import NoticeRow, VersionRow
from tests.registers import DIGEST, letter, recipient

TODAY = date(2026, 12, 1)
SENT = replace(letter(), state="sent")
ASKED = recipient()
VERSION = VersionRow(
    "social-media", "1.0", DIGEST, "T", date(2018, 6, 18), "", date(2018, 6, 18), "", "", 1
)
NEXT = replace(VERSION, version="1.1", seq=9, in_force=TODAY, materiality="A")
NOTICE = NoticeRow(
    notice="SMP-1",
    policy="social-media",
    version="1.0",
    digest=DIGEST,
    purpose="acknowledgement",
    audiences=("staff",),
    sealed_on=date(2026, 11, 24),
    due=date(2026, 12, 18),
    statement="",
    recipients=1,
    roll="",
    closed=False,
)
INFORMATION = replace(NOTICE, purpose="information", due=None)


def stands(row=ASKED, *, letters=(SENT,), notice=NOTICE, versions=(VERSION,), today=TODAY):
    return state(row, letters, notice, versions, today)


def but(**changes):
    return replace(ASKED, **changes)


def test_an_answer_is_awaited_until_the_last_day_and_overdue_after_it():
    assert stands(today=date(2026, 12, 18)) == "outstanding"
    assert stands(today=date(2026, 12, 19)) == "overdue"


def test_a_person_given_longer_is_overdue_only_after_that():
    longer = but(due=date(2027, 1, 8))
    assert stands(longer, today=date(2027, 1, 8)) == "outstanding"
    assert stands(longer, today=date(2027, 1, 9)) == "overdue"


@pytest.mark.parametrize(
    "later",
    [
        {"held": 1, "outcome": "declined"},
        {"outcome": "bounced"},
        {"excused": "left"},
        {"outcome": "question", "held": 1},
        {"away_until": date(2026, 12, 24)},
    ],
)
def test_nothing_that_came_later_hides_an_acknowledgement(later):
    counted = but(counted="e" * 64, **later)
    assert stands(counted, versions=(VERSION, NEXT)) == "acknowledged"


def test_a_reply_in_doubt_is_shown_before_everything_but_excuses():
    assert stands(but(held=1)) == "held"
    assert stands(but(held=1, outcome="bounced"), today=date(2027, 2, 1)) == "held"
    assert stands(but(held=1), notice=replace(NOTICE, closed=True)) == "held"
    assert stands(but(held=1, excused="exempt")) == "exempt"


def test_a_no_is_shown_while_it_waits_and_after_it_was_settled():
    assert stands(but(held=1, outcome="declined")) == "declined"
    assert stands(but(held=0, outcome="declined")) == "declined"
    settled = but(outcome="declined")
    assert stands(settled, versions=(VERSION, NEXT)) == "superseded"


def test_a_question_is_a_question_until_it_is_answered():
    assert stands(but(outcome="question", held=1)) == "question"
    assert stands(but(outcome="question")) == "question"


def test_an_excuse_ends_on_its_day():
    waived = but(excused="waived", excused_until=TODAY)
    assert stands(waived) == "waived"
    assert stands(waived, today=date(2026, 12, 2)) == "outstanding"
    assert stands(but(excused="left")) == "left"


def test_somebody_away_is_back_on_the_day_they_named():
    gone = but(away_until=date(2026, 12, 21))
    assert stands(gone, today=date(2026, 12, 20)) == "away"
    assert stands(gone, today=date(2026, 12, 21)) == "overdue"
    assert stands(but(excused="away", excused_until=date(2027, 1, 31))) == "away"


def test_a_later_text_that_asks_everybody_anew_supersedes_on_its_day():
    assert stands(versions=(VERSION, NEXT)) == "superseded"
    assert stands(versions=(VERSION, NEXT), today=date(2026, 11, 30)) == "outstanding"


@pytest.mark.parametrize("materiality", ["B", "C"])
def test_a_clarifying_or_editorial_text_supersedes_nothing(materiality):
    assert stands(versions=(VERSION, replace(NEXT, materiality=materiality))) == "outstanding"


def test_another_policys_text_supersedes_nothing():
    assert stands(versions=(VERSION, replace(NEXT, policy="expenses"))) == "outstanding"


def test_a_letter_that_came_back_or_was_refused_did_not_arrive():
    refused = replace(SENT, state="refused")
    assert stands(but(outcome="bounced")) == "undelivered"
    assert stands(letters=(refused,)) == "undelivered"
    assert stands(letters=(SENT, refused)) == "outstanding"


@pytest.mark.parametrize("where", ["unknown", "parked", "sending"])
def test_a_letter_that_may_have_gone_is_uncertain(where):
    doubtful = replace(SENT, state=where)
    assert stands(letters=(doubtful,)) == "uncertain"
    assert stands(letters=(SENT, doubtful)) == "outstanding"


def test_information_is_given_when_the_letter_has_gone():
    assert stands(notice=INFORMATION) == "informed"
    assert stands(notice=INFORMATION, letters=(letter(),)) == "outstanding"
    assert stands(but(outcome="bounced"), notice=INFORMATION) == "undelivered"
    assert stands(notice=INFORMATION, today=date(2030, 1, 1)) == "informed"


def test_every_state_of_the_contract_has_its_rule_and_its_words():
    words = (
        "outstanding, overdue, acknowledged, held, declined, question, undelivered, exempt, waived,"
        " left, away, informed, superseded, uncertain, agreed"
    )
    assert sorted(STATES) == sorted(words.split(", "))
    assert all(rule.__doc__ for _, rule in PRECEDENCE)


def test_a_letter_withdrawn_in_time_was_refused_by_nobody():
    withdrawn = replace(letter(), state="refused", code=NOT_NEEDED)
    assert stands(letters=(withdrawn,)) == "outstanding"
    assert stands(letters=(replace(withdrawn, code="550"),)) == "undelivered"
