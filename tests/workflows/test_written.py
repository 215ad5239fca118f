"""Resolutions in writing: every member who may vote agrees by reply, and each reply is evidence."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from govflow.adapters.memory.correspondents import Answer
from govflow.core.errors import GovflowError
from govflow.core.record.events import DecisionRecorded
from govflow.core.record.resolutions import MeetingRules, Step, agreements_needed
from govflow.core.record.rows import AmendmentRow, ReplyRow
from govflow.workflows.collect import Settlement, resolve
from govflow.workflows.decisions import plan_decision, record_decision
from govflow.workflows.deliver import deliver
from govflow.workflows.mailings import seal_mailing
from govflow.workflows.recorded import recorded
from govflow.workflows.written import Votes, plan_resolution, votes, written_decision
from tests.workflows.desk import MONDAY, Desk
from tests.workflows.test_decisions import NEW, OLD
from tests.workflows.test_mailings import MORE

CAI, DAI, ELIN = "cai@mail.example", "dai@mail.example", "elin@mail.example"
ARTICLE = "Article 9.4"
AGREES, OBJECTS = Answer("outlook", "I agree."), Answer("outlook", "I do not agree.")
LAST = MONDAY + timedelta(days=14)


def in_writing(desk: Desk, majority: str = "unanimous", article: str = ARTICLE) -> None:
    rules = MeetingRules(written_article=article, written_majority=majority)
    desk.office = replace(desk.office, house=replace(desk.office.house, meetings=rules))


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """Three trustees who are asked to agree to one amendment by 16 November."""
    with (desk.root / "people.csv").open("a", encoding="utf-8") as file:
        file.write(MORE)
    in_writing(desk)
    desk.pack(desk.amend(OLD, NEW))
    return desk


def ask(desk: Desk, *conflicts: str) -> None:
    plan = plan_resolution(desk.office, "2026-01", conflicts=conflicts)
    deliver(desk.office, seal_mailing(desk.office, plan))


def stand(desk: Desk) -> Votes:
    return votes(desk.office, "2026-01")


def record(desk: Desk) -> AmendmentRow:
    said = written_decision(desk.office, "2026-01", "W/1")
    record_decision(desk.office, plan_decision(desk.office, "2026-01", said))
    row = desk.office.register.get(AmendmentRow, "2026-01")
    assert row is not None
    return row


def later(desk: Desk, days: int) -> None:
    desk.clock.turn_to(desk.clock.today() + timedelta(days=days))


def test_it_is_passed_on_the_day_of_the_last_agreement_needed(asked: Desk) -> None:
    ask(asked)
    asked.hear(DAI, AGREES)
    later(asked, 1)
    asked.hear(CAI, AGREES)
    with pytest.raises(GovflowError, match="1 more must agree; 2 of 3 have"):
        record(asked)
    later(asked, 2)
    asked.hear(ELIN, Answer("phone", "Agreed, thanks"))
    later(asked, 4)
    row = record(asked)
    assert (row.state, row.decided_on) == ("passed", MONDAY + timedelta(days=3))
    [said] = recorded(asked.office, DecisionRecorded)
    assert (said.article, said.votes_for, said.present) == (ARTICLE, 3, 3)
    assert all(asked.office.register.evidence(digest) for digest in said.votes)
    assert len(set(said.votes)) == 3
    paper = asked.root / "documents" / "board" / "2026-01" / "decision"
    minute = (paper / "draft minute, Trustee Board.docx").read_text(encoding="utf-8")
    assert "without a meeting, under Article 9.4" in minute
    assert "Dai Trustee agreed on 2 November 2026" in minute


def test_a_vote_after_the_last_day_is_held_and_cannot_be_made_to_count(asked: Desk) -> None:
    ask(asked)
    asked.hear(DAI, AGREES)
    asked.hear(CAI, AGREES)
    asked.clock.turn_to(LAST + timedelta(days=1))
    asked.hear(ELIN, AGREES)
    late = max(asked.office.register.find(ReplyRow), key=lambda reply: reply.seq)
    assert (late.outcome, late.rule, late.counted) == ("unclear", "voted_too_late", False)
    with pytest.raises(GovflowError, match="came after 16/11/2026"):
        resolve(asked.office, Settlement(late.evidence, "agreed", "Sarah Okafor", "She meant to"))
    resolve(asked.office, Settlement(late.evidence, "not_an_answer", "Sarah Okafor", "Too late"))
    row = record(asked)
    assert (row.state, row.decided_on) == ("rejected", LAST)


def test_a_vote_on_the_last_day_is_in_time(asked: Desk) -> None:
    ask(asked)
    asked.clock.turn_to(LAST)
    for member in (CAI, DAI, ELIN):
        asked.hear(member, AGREES)
    assert record(asked).decided_on == LAST


def test_a_changed_vote_holds_the_decision_until_somebody_else_settles_it(asked: Desk) -> None:
    ask(asked)
    for member in (CAI, DAI, ELIN):
        asked.hear(member, AGREES)
    later(asked, 1)
    asked.hear(DAI, OBJECTS)
    assert (stand(asked).doubtful, stand(asked).passed_on) == (("Dai Trustee",), None)
    with pytest.raises(GovflowError, match="a reply of Dai Trustee waits"):
        record(asked)
    changed = max(asked.office.register.find(ReplyRow), key=lambda reply: reply.seq)
    assert changed.outcome == "conflict"
    with pytest.raises(GovflowError, match="nobody settles their own reply"):
        resolve(asked.office, Settlement(changed.evidence, "declined", "Dai Trustee", "Mine"))
    resolve(asked.office, Settlement(changed.evidence, "declined", "Sarah Okafor", "Rang him"))
    assert stand(asked).against == ("Dai Trustee",)
    assert record(asked).state == "rejected"


def test_an_objection_taken_back_counts_once_it_was_settled(asked: Desk) -> None:
    ask(asked)
    asked.hear(DAI, OBJECTS)
    [first] = asked.office.register.find(ReplyRow)
    resolve(asked.office, Settlement(first.evidence, "declined", "Sarah Okafor", "Clear"))
    later(asked, 1)
    for member in (CAI, ELIN, DAI):
        asked.hear(member, AGREES)
    again = max(asked.office.register.find(ReplyRow), key=lambda reply: reply.seq)
    assert again.outcome == "conflict"
    resolve(asked.office, Settlement(again.evidence, "agreed", "Sarah Okafor", "Changed his mind"))
    assert stand(asked).passed_on == MONDAY + timedelta(days=1)
    assert record(asked).state == "passed"


def test_a_member_with_an_interest_gets_the_papers_and_no_vote(asked: Desk) -> None:
    ask(asked, "Dai Trustee")
    letters = {post.recipient: post.raw.decode() for post in asked.transport.posted}
    assert "not asked to vote" in letters[DAI].replace("=\r\n", "").replace("\r\n", " ")
    asked.hear(DAI, AGREES)
    reply = asked.office.register.find(ReplyRow)[0]
    assert (reply.rule, reply.counted) == ("about_the_boards_papers", False)
    resolve(asked.office, Settlement(reply.evidence, "not_an_answer", "Sarah Okafor", "Interest"))
    asked.hear(CAI, AGREES)
    asked.hear(ELIN, AGREES)
    assert (stand(asked).aside, stand(asked).may_vote) == (("Dai Trustee",), 2)
    assert record(asked).state == "passed"
    [said] = recorded(asked.office, DecisionRecorded)
    assert (said.conflicts, said.present) == (("Dai Trustee",), 2)


def test_an_article_may_let_a_majority_decide(asked: Desk) -> None:
    in_writing(asked, "simple")
    ask(asked)
    asked.hear(DAI, AGREES)
    later(asked, 1)
    asked.hear(ELIN, AGREES)
    later(asked, 1)
    asked.hear(CAI, AGREES)
    assert record(asked).decided_on == MONDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("majority", "members", "needed"),
    [
        ("unanimous", 9, 9),
        ("simple", 9, 5),
        ("simple", 10, 6),
        ("two-thirds", 9, 6),
        ("two-thirds", 10, 7),
        ("three-quarters", 9, 7),
        ("unanimous", 0, 1),
    ],
)
def test_how_many_must_agree(majority: str, members: int, needed: int) -> None:
    assert agreements_needed(majority, members) == needed


def test_without_an_article_nobody_is_asked_in_writing(asked: Desk) -> None:
    in_writing(asked, article="")
    with pytest.raises(GovflowError, match="no article"):
        plan_resolution(asked.office, "2026-01")


def test_too_few_who_may_vote_are_no_quorum(asked: Desk) -> None:
    routes = {"By-Law": (Step("Trustee Board", quorum=3),)}
    house = replace(asked.office.house, routes=routes)
    asked.office = replace(asked.office, house=house)
    with pytest.raises(GovflowError, match="only 2 could vote"):
        plan_resolution(asked.office, "2026-01", conflicts=["t2"])


def test_an_unproved_or_unclear_vote_counts_for_nobody(asked: Desk) -> None:
    ask(asked)
    asked.hear(DAI, Answer("unsigned", "I agree."))
    asked.hear(ELIN, Answer("outlook", "I agree, if section 3 changes."))
    asked.hear(CAI, Answer("outlook", "I agree.", sender=DAI))
    assert stand(asked).agreed == ()
    assert {reply.outcome for reply in asked.office.register.find(ReplyRow)} == {
        "unverified",
        "unclear",
        "wrong_sender",
    }


def test_a_vote_is_no_acknowledgement_and_none_is_a_vote(asked: Desk) -> None:
    ask(asked)
    asked.hear(DAI, Answer("outlook", "I have read and understood it and will follow it."))
    [reply] = asked.office.register.find(ReplyRow)
    assert not reply.counted
    with pytest.raises(GovflowError, match="settle it as agreed"):
        resolve(asked.office, Settlement(reply.evidence, "acknowledged", "Sarah Okafor", "Read"))
    assert asked.clock.today() == date(2026, 11, 2)
