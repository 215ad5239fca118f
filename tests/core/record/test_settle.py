"""What a person's replies add up to."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from govflow.adapters.memory.register import MemoryRegister
from govflow.core.record.events import LetterSent, Private, RecipientExcused, ReplyResolved
from govflow.core.record.rows import RecipientRow, ReplyRow
from govflow.core.record.settle import HELD
from govflow.core.replies.outcomes import Held
from tests.registers import Chance, Clock, letter, reply, seal


@pytest.fixture
def register():
    made = MemoryRegister(clock=Clock(), entropy=Chance())
    seal(made, people=2)
    return made


@pytest.fixture(autouse=True)
def _tables_equal_the_replay(register):
    yield
    assert register.verify() == []


def said(register, words, outcome="acknowledged", **values):
    raw = words.encode()
    evidence = hashlib.sha256(raw).hexdigest()
    register.append(reply(evidence, outcome=outcome, **values), evidence=[raw])
    return evidence


def settled(register, evidence, outcome):
    counted = outcome == "acknowledged"
    register.append(ReplyResolved(evidence, outcome, counted, Private("Kim"), Private("asked")))


def row(register) -> RecipientRow:
    return register.get(RecipientRow, "SMP-1", 1)


def test_outcomes_held_here_are_those_held_when_judging():
    def name(kind):
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__)[1:]

    assert {name(kind) for kind in get_args(Held)} == HELD


def test_a_second_acknowledgement_does_not_replace_the_first(register):
    first = said(register, "I have read it", received="2026-11-25T09:00:00Z")
    said(register, "as I said", received="2026-11-26T09:00:00Z")
    assert (row(register).counted, row(register).counted_at) == (first, "2026-11-25T09:00:00Z")


def test_an_objection_does_not_take_an_acknowledgement_away(register):
    first = said(register, "I have read it")
    said(register, "on reflection I object", "conflict")
    assert (row(register).counted, row(register).held) == (first, 1)


def test_the_officer_can_take_an_acknowledgement_away(register):
    said(register, "I have read it")
    objection = said(register, "on reflection I object", "conflict")
    settled(register, objection, "declined")
    assert (row(register).counted, row(register).outcome) == ("", "declined")
    again = said(register, "after all: I have read it and will follow it")
    assert (row(register).counted, row(register).outcome) == (again, "acknowledged")


def test_a_reply_taken_for_genuine_by_mistake_is_put_right(register):
    first = said(register, "I have read it")
    second = said(register, "I have read it, really")
    settled(register, first, "wrong_sender")
    assert row(register).counted == second
    settled(register, second, "unclear")
    assert row(register).counted == ""


def test_a_reply_from_somebody_else_does_not_say_where_the_person_stands(register):
    said(register, "no", "declined")
    said(register, "I am not her", "wrong_sender")
    assert (row(register).outcome, row(register).held) == ("declined", 2)


def test_an_acknowledgement_that_does_not_count_settles_nothing(register):
    said(register, "of the old text", "acknowledged", counted=False)
    assert (row(register).outcome, row(register).counted) == ("", "")


def test_an_automatic_answer_says_until_when(register):
    said(register, "back soon", "auto_reply", detail=(("until", "2026-12-21"),))
    assert (row(register).away_until, row(register).outcome) == (date(2026, 12, 21), "")
    said(register, "out of the office", "auto_reply")
    assert row(register).away_until == date(2026, 12, 21)
    said(register, "until whenever", "auto_reply", detail=(("until", "soon"),))
    assert row(register).away_until == date(2026, 12, 21)


def sent(register, kind, step):
    register.add_letters([letter(1, kind=kind, step=step)])
    name, raw = f"SMP-1/001/{step}", step.encode()
    with register.sender_lock():
        assert register.claim(name, hashlib.sha256(raw).hexdigest(), raw)
        register.append(LetterSent(name, "folder", ""))


def test_an_answer_ends_a_question_and_nothing_else_does(register):
    asked = said(register, "what about my own account?", "question")
    sent(register, "reminder", "reminder-1")
    assert (row(register).outcome, row(register).held) == ("question", 1)
    sent(register, "answer", "answer-1")
    assert (row(register).outcome, row(register).held) == ("", 0)
    assert register.get(ReplyRow, asked).dealt_with is True
    said(register, "and my page?", "question")
    assert (row(register).outcome, row(register).held) == ("question", 1)


def test_a_letter_that_went_out_again_gives_the_address_another_chance(register):
    said(register, "no such user", "bounced")
    assert row(register).outcome == "bounced"
    sent(register, "first", "again")
    assert (row(register).outcome, row(register).letters) == ("", 1)
    said(register, "no such user, still", "bounced")
    assert row(register).outcome == "bounced"


def test_where_somebody_stands_dates_from_when_it_changed(register):
    said(register, "hm", "unclear")
    since = row(register).since
    said(register, "hm, hm", "unclear")
    assert row(register).since == since
    said(register, "I have read it")
    assert row(register).since > since


def test_an_excuse_is_kept_with_its_day_and_can_be_ended(register):
    waive = RecipientExcused(
        "SMP-1", 1, "waived", date(2026, 12, 24), Private("Kim"), Private("on leave")
    )
    register.append(waive)
    assert (row(register).excused, row(register).excused_until) == ("waived", date(2026, 12, 24))
    register.append(replace(waive, excuse="", until=None))
    assert (row(register).excused, row(register).excused_until) == ("", None)
