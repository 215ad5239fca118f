"""Letters of the office's own: the week's numbers, what waits for the officer, escalations off the roll."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from govflow.adapters.memory.mail import LostAnswer
from govflow.adapters.system.working_days import BankHolidays
from govflow.core.people.calendar import WorkingCalendar
from govflow.core.people.letters import Contact, Deferred
from govflow.core.people.plans import ReminderRules
from govflow.workflows.deliver import deliver
from govflow.workflows.notify import plan_notice, seal
from govflow.workflows.office import HOME, Timetable
from govflow.workflows.remind import carry_out, plan_round
from govflow.workflows.run import run
from govflow.workflows.weekly import send_weekly
from tests.workflows.desk import CODE, Desk
from tests.workflows.test_remind import QUESTION, YES, newest, play

CALENDAR = WorkingCalendar(HOME, BankHolidays("ENG"))
RULES = ReminderRules(ceo="s1", chair="c1")
CHAIR = "c1,Fay Chair,fay@mail.example,patrons,,,,,cy\n"


def settle(desk: Desk, **rules: object) -> None:
    """Ada is the CEO; Fay chairs the Board and is bound by nothing."""
    table = Timetable(replace(RULES, **rules), CALENDAR)  # type: ignore[arg-type]
    object.__setattr__(desk.office, "timetable", table)
    path = desk.root / "people.csv"
    path.write_text(path.read_text(encoding="utf-8") + CHAIR, encoding="utf-8")


def each_day(desk: Desk, last: date, send: Callable[[], int]) -> list[str]:
    """Asked every day until `last`: the days on which something was sent."""
    days = []
    while desk.clock.today() <= last:
        days += [f"{desk.clock.today():%a %d %b}"] * send()
        desk.clock.turn_to(desk.clock.today() + timedelta(days=1))
    return days


def test_the_ceo_gets_three_numbers_and_the_overdue_staff_once_a_week(desk: Desk) -> None:
    """Sent on 2 November, due on the 23rd. Boxing Day is a Saturday in 2026, so Monday 28 is off."""
    settle(desk)
    desk.send()
    desk.hear("ada@union.example", YES)
    days = each_day(desk, date(2027, 1, 5), lambda: send_weekly(desk.office))
    assert days == [
        "Mon 09 Nov", "Mon 16 Nov", "Mon 23 Nov", "Mon 30 Nov", "Mon 07 Dec", "Mon 14 Dec",
        "Mon 21 Dec", "Tue 29 Dec", "Mon 04 Jan",
    ]  # fmt: skip
    letter = newest(desk)
    for line in ("Answers asked for: 3", "Acknowledged: 1 (33 %)", "Overdue: 2", "* Ben Staff"):
        assert line in letter
    assert "Cai" not in letter
    assert "governance+" not in letter
    assert desk.office.register.verify() == []


def test_nobody_is_named_to_the_ceo_while_their_reply_waits(desk: Desk) -> None:
    settle(desk)
    desk.send()
    desk.hear("ben@union.example", QUESTION)
    desk.clock.turn_to(date(2026, 11, 30))
    assert send_weekly(desk.office) == 1
    assert "Ben" not in newest(desk)


def test_a_week_in_which_everybody_has_answered_has_no_mail(desk: Desk) -> None:
    settle(desk)
    desk.send()
    for address in ("ada@union.example", "ben@union.example", "cai@mail.example"):
        desk.hear(address, YES)
    assert each_day(desk, date(2026, 12, 8), lambda: send_weekly(desk.office)) == []


def test_a_monday_on_which_nobody_looked_is_made_up_for(desk: Desk) -> None:
    settle(desk)
    desk.send()
    desk.clock.turn_to(date(2026, 11, 11))
    assert each_day(desk, date(2026, 11, 15), lambda: send_weekly(desk.office)) == ["Wed 11 Nov"]


def test_the_officer_is_told_once_a_week_what_waits_for_her(desk: Desk) -> None:
    settle(desk, ceo="")
    house = replace(desk.office.house, contact=Contact("Sarah", "", "sarah@union.example"))
    object.__setattr__(desk.office, "house", house)
    desk.send()
    desk.hear("ben@union.example", QUESTION)
    desk.clock.turn_to(date(2026, 12, 7))
    assert run(desk.office).weekly == 1
    assert run(desk.office).weekly == 0
    letter = newest(desk)
    assert "Waiting for you: 3" in letter
    assert "* 1 reply needs your eye" in letter
    assert "* a question has waited more than 3 working days" in letter
    assert "* 2 people have not answered SMP-1 after every reminder" in letter


def test_the_mailbox_that_govflow_reads_is_not_written_to(desk: Desk) -> None:
    settle(desk, ceo="")
    desk.send()
    desk.hear("ben@union.example", QUESTION)
    desk.clock.turn_to(date(2026, 12, 7))
    assert run(desk.office).weekly == 0


def staff_only(desk: Desk) -> None:
    settle(desk)
    deliver(desk.office, seal(desk.office, plan_notice(desk.office, CODE, audiences=("staff",))))


def test_the_chair_is_told_of_the_ceo_though_no_notice_is_for_the_chair(desk: Desk) -> None:
    """Ada, the CEO, is silent; Fay is on no roll. Her letter is Welsh, like all of hers."""
    staff_only(desk)
    desk.hear("ben@union.example", YES)
    story = play(desk, date(2027, 1, 31))
    assert story == ["Mon 16 Nov ada", "Fri 20 Nov ada", "Mon 30 Nov ada", "Mon 07 Dec fay"]
    letter = newest(desk)
    assert "* Ada Staff" in letter
    assert "Annwyl Fay Chair" in letter
    assert "governance+" not in letter
    assert desk.office.register.verify() == []


@pytest.mark.parametrize("fault", [Deferred(60, "later"), LostAnswer(arrived=False)])
def test_a_letter_to_the_chair_that_was_put_off_goes_once(desk: Desk, fault: object) -> None:
    staff_only(desk)
    desk.hear("ben@union.example", YES)
    play(desk, date(2026, 12, 6))
    desk.transport._faults["fay@mail.example"] = [fault]  # type: ignore[list-item]
    assert not carry_out(desk.office, plan_round(desk.office)).complete
    assert [line.split()[-1] for line in play(desk, date(2027, 1, 31))] == ["fay"]


def test_a_letter_to_the_chair_that_waits_is_withdrawn_once_the_ceo_answers(desk: Desk) -> None:
    staff_only(desk)
    desk.hear("ben@union.example", YES)
    play(desk, date(2026, 12, 6))
    desk.transport._faults["fay@mail.example"] = [Deferred(60, "later")]
    carry_out(desk.office, plan_round(desk.office))
    desk.hear("ada@union.example", YES)
    assert play(desk, date(2027, 1, 31)) == []


def test_who_signs_is_set_for_each_audience(desk: Desk) -> None:
    house = replace(desk.office.house, signers={"trustees": "Fay, Chair of the Board"})
    object.__setattr__(desk.office, "house", house)
    desk.send()
    said = {post.recipient: post.raw.decode("utf-8", "replace") for post in desk.transport.posted}
    assert "Fay, Chair of the Board" in said["cai@mail.example"]
    assert "Fay, Chair of the Board" not in said["ben@union.example"]
