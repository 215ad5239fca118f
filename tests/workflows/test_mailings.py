"""The Board's papers by e-mail: once to each member, in time, of the pack that was built, and no notice."""

from datetime import UTC, date, timedelta

import pytest

from govflow.adapters.memory.correspondents import Answer
from govflow.core.errors import GovflowError, NotPassedError
from govflow.core.people.calendar import WorkingCalendar
from govflow.core.record.rows import NoticeRow, RecipientRow
from govflow.workflows.amend import withdraw
from govflow.workflows.deliver import deliver
from govflow.workflows.mailings import Mailing, clear_days, plan_mailing, seal_mailing
from govflow.workflows.registers import mailings_of, reply_lines
from govflow.workflows.remind import plan_round
from govflow.workflows.reporting import report
from govflow.workflows.run import run
from govflow.workflows.status import status
from tests.workflows.desk import CODE, MONDAY, Desk
from tests.workflows.test_decisions import NEW, OLD, edit

MEETING = MONDAY + timedelta(days=17)
MORE = """t2,Dai Trustee,dai@mail.example,trustees,,,,,en
t3,Elin Trustee,elin@mail.example,trustees,,,,,en
"""
BOARD = ["cai@mail.example", "dai@mail.example", "elin@mail.example"]
OTHER = ("revolutionary developments", "important developments")


@pytest.fixture
def tabled(desk: Desk) -> Desk:
    """Three trustees and one amendment with its pack."""
    with (desk.root / "people.csv").open("a", encoding="utf-8") as file:
        file.write(MORE)
    desk.meet(desk.amend(OLD, NEW), MEETING)
    return desk


def send(desk: Desk, *names: str) -> Mailing:
    plan = plan_mailing(desk.office, names or ("2026-01",))
    deliver(desk.office, seal_mailing(desk.office, plan))
    return plan


def addresses(desk: Desk) -> list[str]:
    return sorted(post.recipient for post in desk.transport.posted)


def test_each_member_of_the_board_gets_the_papers_once(tabled: Desk) -> None:
    send(tabled)
    send(tabled)
    assert addresses(tabled) == BOARD


def test_letters_that_were_confirmed_and_not_sent_go_out_with_the_next_pass(tabled: Desk) -> None:
    seal_mailing(tabled.office, plan_mailing(tabled.office, ("2026-01",)))
    assert run(tabled.office).delivered == 3
    assert addresses(tabled) == BOARD


@pytest.mark.parametrize(
    ("sent", "days"),
    [("2026-11-18", 5), ("2026-11-19", 4), ("2026-11-20", 3), ("2026-11-25", 0), ("2026-11-26", 0)],
)
def test_clear_days_are_working_days_between_sending_and_meeting(sent: str, days: int) -> None:
    calendar = WorkingCalendar(UTC)
    assert clear_days(calendar, date.fromisoformat(sent), date(2026, 11, 26)) == days


def test_papers_that_go_late_are_warned_about_and_go(tabled: Desk) -> None:
    assert plan_mailing(tabled.office, ("2026-01",)).warnings == ()
    tabled.clock.turn_to(MEETING - timedelta(days=3))
    [warning] = send(tabled).warnings
    assert warning.startswith("only 2 clear working days before the meeting")
    assert addresses(tabled) == BOARD


def test_papers_for_a_meeting_that_is_past_or_not_named_are_refused(tabled: Desk) -> None:
    tabled.clock.turn_to(MEETING + timedelta(days=1))
    with pytest.raises(GovflowError, match="is past"):
        plan_mailing(tabled.office, ("2026-01",))
    other = tabled.amend(*OTHER)
    tabled.pack(other)
    with pytest.raises(GovflowError, match="does not say at which meeting"):
        plan_mailing(tabled.office, (other,))


def test_a_text_changed_since_the_pack_is_not_sent(tabled: Desk) -> None:
    edit(tabled, "2026-01")
    with pytest.raises(NotPassedError, match="changed after the pack was built"):
        plan_mailing(tabled.office, ("2026-01",))


def test_a_new_pack_goes_out_anew_and_closes_the_old_mailing(tabled: Desk) -> None:
    send(tabled)
    tabled.pack("2026-01")
    assert send(tabled).notice == "BRD-1"
    edit(tabled, "2026-01")
    tabled.pack("2026-01")
    assert send(tabled).notice == ""
    assert addresses(tabled) == sorted([*BOARD, *BOARD])
    assert [line["closed"] for line in mailings_of(tabled.office, "2026-01")] == [True, False]


def test_papers_of_several_amendments_go_out_in_one_letter_with_an_index(tabled: Desk) -> None:
    other = tabled.amend(*OTHER, title="Whom to ask")
    tabled.meet(other, MEETING, item="8")
    plan = send(tabled, "2026-01", other)
    assert addresses(tabled) == BOARD
    names = [name for name, _ in plan.papers]
    assert names[0] == "0 index of papers.docx"
    assert names[1] == "2026-01 1 cover sheet.docx"
    assert len(names) == 9
    index = tabled.root / "documents" / "board" / f"2026-01+{other}" / names[0]
    assert "item 8, moved by The Chair" in index.read_text(encoding="utf-8")
    tabled.decide("2026-01")
    assert not tabled.office.register.find(NoticeRow)[0].closed
    tabled.decide(other, "rejected")
    assert tabled.office.register.find(NoticeRow)[0].closed


def test_amendments_that_go_to_different_meetings_are_not_sent_together(tabled: Desk) -> None:
    other = tabled.amend(*OTHER)
    tabled.meet(other, MEETING + timedelta(days=30))
    with pytest.raises(GovflowError, match="different meetings"):
        plan_mailing(tabled.office, ("2026-01", other))


def test_a_withdrawn_amendment_takes_its_papers_with_it(tabled: Desk) -> None:
    send(tabled)
    withdraw(tabled.office, "2026-01", "Not needed")
    assert tabled.office.register.find(NoticeRow)[0].closed


@pytest.mark.parametrize(
    "words", ["I have read and understood the policy and will follow it.", "I cannot come.", "ok"]
)
def test_an_answer_to_the_papers_is_held_and_never_counts(tabled: Desk, words: str) -> None:
    send(tabled)
    tabled.hear("dai@mail.example", Answer("outlook", words))
    [reply] = reply_lines(tabled.office)
    assert (reply["outcome"], reply["rule"]) == ("unclear", "about_the_boards_papers")
    assert not any(row.counted for row in tabled.office.register.find(RecipientRow))


def test_nobody_is_reminded_of_papers_and_no_report_is_made_of_them(tabled: Desk) -> None:
    send(tabled)
    tabled.clock.turn_to(MEETING + timedelta(days=30))
    assert plan_round(tabled.office).total == 0
    with pytest.raises(GovflowError, match="no notice was sent yet"):
        report(tabled.office)


def test_papers_do_not_stand_for_the_notice_of_the_version_they_propose(tabled: Desk) -> None:
    send(tabled)
    tabled.decide("2026-01")
    tabled.confirm()
    tabled.publish("2026-01")
    assert any("nobody was told" in step.why for step in status(tabled.office).steps)
    tabled.send()
    assert len(tabled.transport.posted) == 3 + 5
    assert CODE in {row.policy for row in tabled.office.register.find(NoticeRow)}
