"""Whole rounds over months, looked at every day; the calendar of letters beside each is written by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from pathlib import Path

import pytest

from govflow.adapters.memory.correspondents import Answer
from govflow.adapters.system.working_days import BankHolidays
from govflow.core.people.calendar import WorkingCalendar
from govflow.core.people.plans import ReminderRules
from govflow.workflows.excuses import leave
from govflow.workflows.office import HOME, Timetable
from govflow.workflows.remind import plan_round
from tests.workflows.desk import Desk, open_desk
from tests.workflows.test_remind import YES, play

ADA, BEN, CAI = "ada@union.example", "ben@union.example", "cai@mail.example"
NO = Answer("outlook", "I have read this but I do not agree with it and will not follow it.")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with the bank holidays of England; what the register is made of does not matter here."""
    with open_desk(tmp_path / "union", "memory") as found:
        rules(found)
        yield found


def rules(desk: Desk, **said: str) -> None:
    calendar = WorkingCalendar(HOME, BankHolidays("ENG"))
    object.__setattr__(desk.office, "timetable", Timetable(ReminderRules(**said), calendar))  # type: ignore[arg-type]


def joined(desk: Desk, *lines: str) -> None:
    path = desk.root / "people.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n".join(lines) + "\n", encoding="utf-8")


def begun(desk: Desk, day: date, due: date) -> None:
    """The notice goes out; Cai, the trustee, answers at once in every story."""
    desk.clock.turn_to(day)
    desk.send(due=due)
    desk.hear(CAI, YES)


def test_over_christmas_no_letter_goes_on_a_bank_holiday(desk: Desk) -> None:
    """Due on Monday 28 December 2026, Boxing Day's bank holiday; Christmas and New Year are Fridays.

    The last reminder moves from Saturday 2 January to Monday 4; Ada is told once it had five days.
    """
    begun(desk, date(2026, 12, 7), date(2026, 12, 28))
    assert play(desk, date(2027, 2, 28)) == [
        "Mon 21 Dec ada", "Mon 21 Dec ben",
        "Thu 24 Dec ada", "Thu 24 Dec ben",
        "Mon 04 Jan ada", "Mon 04 Jan ben",
        "Mon 11 Jan ada",
    ]  # fmt: skip


def test_the_29th_of_february_is_a_last_day_like_any_other(desk: Desk) -> None:
    """2028: 29 February is a Tuesday; five days after it is a Sunday, so Monday 6 March."""
    begun(desk, date(2028, 2, 8), date(2028, 2, 29))
    assert play(desk, date(2028, 4, 30)) == [
        "Tue 22 Feb ada", "Tue 22 Feb ben",
        "Mon 28 Feb ada", "Mon 28 Feb ben",
        "Mon 06 Mar ada", "Mon 06 Mar ben",
        "Mon 13 Mar ada",
    ]  # fmt: skip


def test_over_easter_and_the_change_of_clocks_the_office_keeps_its_own_hours(desk: Desk) -> None:
    """2028: clocks go forward on Sunday 26 March; Good Friday is 14 April, Easter Monday the 17th.

    Due on 3 April: the day before is a Sunday, so Friday 31 March; five days after a Saturday, so Monday
    10 April; Ada is told five days later, which is after Easter.
    """
    begun(desk, date(2028, 3, 13), date(2028, 4, 3))
    assert play(desk, date(2028, 5, 31)) == [
        "Mon 27 Mar ada", "Mon 27 Mar ben",
        "Fri 31 Mar ada", "Fri 31 Mar ben",
        "Mon 10 Apr ada", "Mon 10 Apr ben",
        "Tue 18 Apr ada",
    ]  # fmt: skip
    dates = [str(message_from_bytes(post.raw)["Date"]) for post in desk.transport.posted]
    assert dates[0] == "Mon, 13 Mar 2028 10:00:00 +0000"
    assert dates[3] == "Mon, 27 Mar 2028 09:00:00 +0000"


def test_who_is_away_is_written_to_once_they_are_back_and_never_twice_for_it(desk: Desk) -> None:
    """Sent on 2 November, due on the 23rd. Ben is back on Monday 23: two steps missed, one letter."""
    begun(desk, date(2026, 11, 2), date(2026, 11, 23))
    desk.hear(BEN, Answer("away", "I am out of the office until Monday 23 November 2026."))
    assert play(desk, date(2027, 1, 31)) == [
        "Mon 16 Nov ada",
        "Fri 20 Nov ada",
        "Mon 23 Nov ben",
        "Mon 30 Nov ada", "Mon 30 Nov ben",
        "Mon 07 Dec ada",
    ]  # fmt: skip


def test_where_the_manager_has_left_the_ceo_is_told(desk: Desk) -> None:
    """Ada, Ben's manager, goes after Friday 4 December; Bea is the CEO and has answered."""
    rules(desk, ceo="b1")
    joined(desk, "b1,Bea Boss,bea@union.example,staff,,,,,en")
    begun(desk, date(2026, 11, 2), date(2026, 11, 23))
    desk.hear("bea@union.example", YES)
    leave(desk.office, "s1", date(2026, 12, 4))
    assert play(desk, date(2027, 1, 31)) == [
        "Mon 16 Nov ada", "Mon 16 Nov ben",
        "Fri 20 Nov ada", "Fri 20 Nov ben",
        "Mon 30 Nov ada", "Mon 30 Nov ben",
        "Mon 07 Dec bea",
    ]  # fmt: skip


def test_after_a_no_and_after_a_bounce_nobody_is_written_to_nor_about(desk: Desk) -> None:
    begun(desk, date(2026, 11, 2), date(2026, 11, 23))
    desk.hear(BEN, NO)
    desk.hear(ADA, Answer("bounce", "mailbox unavailable"))
    assert play(desk, date(2027, 1, 31)) == []
    assert desk.states()["s2"] == "declined"
    assert desk.states()["s1"] == "undelivered"


def test_somebody_in_two_audiences_gets_each_letter_once(desk: Desk) -> None:
    joined(desk, "f1,Flo Both,flo@union.example,staff;trustees,,,,,en")
    begun(desk, date(2026, 11, 2), date(2026, 11, 23))
    for address in (ADA, BEN):
        desk.hear(address, YES)
    assert play(desk, date(2027, 1, 31)) == ["Mon 16 Nov flo", "Fri 20 Nov flo", "Mon 30 Nov flo"]
    assert [r.person for r in plan_round(desk.office).officer] == ["f1"]


def test_a_version_superseded_mid_round_is_asked_about_no_more(desk: Desk) -> None:
    """1.0 went out on 2 November; 1.1, a change of substance, on the 16th, due on 7 December.

    Seven days before is 30 November; the day before a Sunday, so Friday 4; five days after a Saturday.
    """
    begun(desk, date(2026, 11, 2), date(2026, 11, 23))
    desk.clock.turn_to(date(2026, 11, 10))
    desk.bring_into_force("express permission", "express written permission")
    assert play(desk, date(2026, 11, 15)) == []
    begun(desk, date(2026, 11, 16), date(2026, 12, 7))
    assert play(desk, date(2027, 2, 28)) == [
        "Mon 30 Nov ada", "Mon 30 Nov ben",
        "Fri 04 Dec ada", "Fri 04 Dec ben",
        "Mon 14 Dec ada", "Mon 14 Dec ben",
        "Mon 21 Dec ada",
    ]  # fmt: skip


def test_two_notices_end_in_one_letter_whenever_both_are_due(desk: Desk) -> None:
    """A is due on 23 November, B on the 30th.

    16: A's first. 20: A's second. 23: B's first (its seventh day before). 27: B's second (30 less one
    is a Sunday). 30: A's third; B has been asked on the 27th. 7 December: Ada about Ben under A, and B's
    third (5 December is a Saturday) goes to Ben alone, for Ada has had her letter of the day as a
    reminder; so she is told of Ben on the 8th.
    """
    begun(desk, date(2026, 11, 2), date(2026, 11, 23))
    desk.send(desk.another_policy(), due=date(2026, 11, 30))
    desk.hear(CAI, YES)
    story = play(desk, date(2026, 12, 8))
    assert story == [
        "Mon 16 Nov ada", "Mon 16 Nov ben",
        "Fri 20 Nov ada", "Fri 20 Nov ben",
        "Mon 23 Nov ada", "Mon 23 Nov ben",
        "Fri 27 Nov ada", "Fri 27 Nov ben",
        "Mon 30 Nov ada", "Mon 30 Nov ben",
        "Mon 07 Dec ada", "Mon 07 Dec ben",
        "Tue 08 Dec ada",
    ]  # fmt: skip
    assert len(story) == len(set(story))


def test_a_person_on_leave_is_left_alone_until_the_day_after_it(desk: Desk) -> None:
    """Ben is exempt until 20 November, which covers the first two days on which he would be reminded."""
    from govflow.core.record.events import Private, RecipientExcused
    from govflow.workflows.requests import gather

    begun(desk, date(2026, 11, 2), date(2026, 11, 23))
    ben = next(r for r in gather(desk.office) if r.person == "s2")
    until = date(2026, 11, 20)
    excused = RecipientExcused(ben.notice, ben.number, "exempt", until, Private("S"), Private("R"))
    desk.office.register.append(excused)
    desk.hear(ADA, YES)
    assert play(desk, date(2026, 12, 6)) == ["Mon 23 Nov ben", "Mon 30 Nov ben"]


def test_the_offices_own_closure_days_move_letters_like_bank_holidays(desk: Desk) -> None:
    """Closed from 16 to 20 November: the first reminder moves back to Friday 13, the second as well.

    A step before the last day moves back, never on; one letter covers both.
    """
    closed = frozenset(date(2026, 11, day) for day in range(16, 21))
    calendar = replace(desk.office.timetable.calendar, closures=closed)
    object.__setattr__(desk.office, "timetable", Timetable(ReminderRules(), calendar))
    begun(desk, date(2026, 11, 2), date(2026, 11, 23))
    desk.hear(ADA, YES)
    assert play(desk, date(2026, 12, 6)) == ["Fri 13 Nov ben", "Mon 30 Nov ben"]
