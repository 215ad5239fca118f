"""Policies to be reviewed: owner and chair are written to once a month until somebody looks."""

from dataclasses import replace
from datetime import date

from govflow.core.people.plans import ReminderRules
from govflow.core.record.events import PolicyRepealed, Private
from govflow.core.text.policy import FrontMatter
from govflow.workflows.office import Timetable
from govflow.workflows.policies import adopt
from govflow.workflows.reviews import policy_register, send_reviews
from govflow.workflows.status import status
from tests.workflows.desk import CODE, Desk
from tests.workflows.test_remind import newest
from tests.workflows.test_weekly import CALENDAR, CHAIR, each_day


def owned(desk: Desk, code: str, owner: str = "Ada Staff") -> None:
    """A Policy passed on 1 March 2024, so that its life ends on 1 March 2027."""
    text = desk.office.library.current(CODE)
    front: FrontMatter = replace(
        text.front,
        code=code,
        title=f"{code.title()} Policy",
        instrument_class="Policy",
        passed_on=date(2024, 3, 1),
        in_force=date(2024, 3, 1),
        owner=owner,
    )
    adopt(desk.office, replace(text, front=front), "test")


def with_chair(desk: Desk) -> None:
    table = Timetable(ReminderRules(chair="c1"), CALENDAR)
    object.__setattr__(desk.office, "timetable", table)
    path = desk.root / "people.csv"
    path.write_text(path.read_text(encoding="utf-8") + CHAIR, encoding="utf-8")


def test_the_owner_hears_monthly_from_ninety_days_before_and_the_chair_once_it_lapsed(
    desk: Desk,
) -> None:
    """Due on 1 March 2027, a Monday: ninety days before is 1 December 2026; 1 February is a Monday.

    1 January is a bank holiday and 2 and 3 a weekend. From March on the chair gets a letter as well.
    """
    owned(desk, "expenses")
    with_chair(desk)
    days = each_day(desk, date(2027, 3, 31), lambda: send_reviews(desk.office))
    assert days == ["Tue 01 Dec", "Mon 04 Jan", "Mon 01 Feb", "Mon 01 Mar", "Mon 01 Mar"]
    to = [post.recipient for post in desk.transport.posted]
    assert to == ["ada@union.example"] * 3 + ["fay@mail.example", "ada@union.example"]
    assert desk.office.register.verify() == []


def test_one_letter_names_all_policies_of_an_owner_in_their_language(desk: Desk) -> None:
    with_chair(desk)
    owned(desk, "expenses", "fay@mail.example")
    owned(desk, "gifts", "c1")
    desk.clock.turn_to(date(2026, 12, 1))
    assert send_reviews(desk.office) == 1
    letter = newest(desk)
    assert "* Expenses Policy: mae ei adolygiad i fod erbyn 1 Mawrth 2027" in letter
    assert "* Gifts Policy: mae ei adolygiad i fod erbyn 1 Mawrth 2027" in letter
    assert "Polisïau i'w hadolygu: 2" in letter or "=?utf-8" in letter.casefold()


def test_nobody_is_written_to_where_the_owner_is_not_on_the_list(desk: Desk) -> None:
    owned(desk, "expenses", "The Treasurer")
    desk.clock.turn_to(date(2027, 3, 1))
    assert send_reviews(desk.office) == 0
    assert ("Expenses Policy: lapsed", "govflow register policies") in {
        (step.why, step.command) for step in status(desk.office).waiting
    }


def test_the_register_of_policies_has_class_owner_version_and_review_date(desk: Desk) -> None:
    owned(desk, "expenses")
    desk.clock.turn_to(date(2026, 12, 24))
    found = policy_register(desk.office)
    lines = [
        (
            one.title,
            one.instrument_class,
            one.owner,
            one.version,
            one.review.due,
            one.review.standing,
        )
        for one in found.policies
    ]
    expenses = ("Expenses Policy", "Policy", "Ada Staff", "1.0", date(2027, 3, 1), "review due")
    assert expenses in lines
    assert len(lines) == 2


def test_a_repealed_policy_is_no_longer_in_the_register(desk: Desk) -> None:
    owned(desk, "expenses")
    ends = date(2026, 12, 1)
    desk.office.register.append(PolicyRepealed("expenses", ends, "26/1", ends, "", Private("R")))
    desk.clock.turn_to(ends)
    assert [one.code for one in policy_register(desk.office).policies] == [CODE]
