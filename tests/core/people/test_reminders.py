"""When whom a letter goes to: calendars written by hand, and laws that hold for every round."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govflow.core.people.calendar import WorkingCalendar
from govflow.core.people.plans import ReminderPlan, ReminderRules, Request
from govflow.core.people.reminders import plan_reminders

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})
CALENDAR = WorkingCalendar(ZoneInfo("Europe/London"), CHRISTMAS)
RULES = ReminderRules(ceo="ceo", chair="chair", vice_chair="vice")
SENT = date(2026, 11, 2)
DUE = date(2026, 11, 23)


def asked(person: str = "ben", notice: str = "SMP-1", **given: object) -> Request:
    request = Request(notice, 1, person, person.title(), "staff", DUE, "outstanding", first_on=SENT)
    return replace(request, **given)  # type: ignore[arg-type]


def played(
    requests: Sequence[Request],
    last: date,
    changes: Callable[[date, Request], Request] = lambda day, request: request,
    rules: ReminderRules = RULES,
    days_off: frozenset[date] = frozenset(),
) -> list[tuple[date, ReminderPlan]]:
    """A round looked at every day (but on `days_off`), each plan carried out; days with letters only."""
    standing = {(r.person, r.notice): r for r in requests}
    story = []
    day = SENT
    while day <= last:
        standing = {key: changes(day, r) for key, r in standing.items()}
        plan = plan_reminders(rules, CALENDAR, standing.values(), day)
        if plan.total and day not in days_off:
            story.append((day, plan))
            standing |= _carried_out(standing, plan)
        day += timedelta(days=1)
    return story


def _carried_out(
    standing: dict[tuple[str, str], Request], plan: ReminderPlan
) -> dict[tuple[str, str], Request]:
    done = {}
    for reminder in plan.reminders:
        key = (reminder.request.person, reminder.request.notice)
        done[key] = replace(standing[key], reminded_on=(*standing[key].reminded_on, plan.on))
    for letter in plan.escalations:
        key = (letter.to.person, letter.to.notice)
        done[key] = replace(standing[key], escalations_on=(*standing[key].escalations_on, plan.on))
    return done


def reminded(story: list[tuple[date, ReminderPlan]], person: str = "ben") -> list[str]:
    return [
        f"{day:%a %d %b} {r.request.notice}/{r.step}" + "".join(f" +{a.notice}" for a in r.also)
        for day, plan in story
        for r in plan.reminders
        if r.request.person == person
    ]


def escalated(story: list[tuple[date, ReminderPlan]]) -> list[str]:
    return [
        f"{day:%a %d %b} {e.to.person}: {', '.join(r.person for r in e.about)}"
        for day, plan in story
        for e in plan.escalations
    ]


def test_the_default_calendar_is_three_reminders_and_then_silence() -> None:
    """Due Monday 23 November: -7 is the 16th, -1 a Sunday so the Friday before, +5 a Saturday."""
    story = played([asked()], date(2027, 2, 1))
    assert reminded(story) == ["Mon 16 Nov SMP-1/1", "Fri 20 Nov SMP-1/2", "Mon 30 Nov SMP-1/3"]


def test_over_christmas_letters_wait_for_working_days() -> None:
    due = date(2026, 12, 26)
    story = played([asked(due=due)], date(2027, 2, 1))
    assert reminded(story) == ["Fri 18 Dec SMP-1/1", "Thu 24 Dec SMP-1/2", "Thu 31 Dec SMP-1/3"]


def test_a_day_on_which_nobody_looked_is_made_up_for_by_one_letter() -> None:
    off = frozenset(date(2026, 11, d) for d in range(10, 27))
    story = played([asked()], date(2027, 1, 8), days_off=off)
    assert reminded(story) == ["Fri 27 Nov SMP-1/1", "Mon 30 Nov SMP-1/2"]


def test_two_notices_share_one_letter_where_both_are_due() -> None:
    two = [asked(), asked(notice="DPP-1")]
    assert reminded(played(two, date(2027, 1, 8))) == [
        "Mon 16 Nov DPP-1/1 +SMP-1",
        "Fri 20 Nov DPP-1/2 +SMP-1",
        "Mon 30 Nov DPP-1/3 +SMP-1",
    ]


def test_the_second_notice_a_day_later_waits_until_the_first_letter_has_rested() -> None:
    two = [asked(), asked(notice="DPP-1", due=date(2026, 11, 24))]
    story = reminded(played(two, date(2027, 1, 8)))
    assert story == [
        "Mon 16 Nov SMP-1/1",
        "Wed 18 Nov DPP-1/1",
        "Fri 20 Nov SMP-1/2",
        "Mon 23 Nov DPP-1/2",
        "Mon 30 Nov SMP-1/3 +DPP-1",
    ]


def test_nobody_is_reminded_while_away_and_the_round_goes_on_afterwards() -> None:
    back = date(2026, 11, 26)
    story = played([asked(away_until=back)], date(2027, 1, 8))
    assert reminded(story) == ["Thu 26 Nov SMP-1/1", "Mon 30 Nov SMP-1/2"]


DONE = "acknowledged declined exempt waived left undelivered uncertain superseded informed"


@pytest.mark.parametrize("state", DONE.split())
def test_only_those_who_still_owe_an_answer_are_reminded(state: str) -> None:
    assert not played([asked(state=state)], date(2027, 1, 8))


def test_a_held_reply_pauses_everything_to_and_about_its_writer() -> None:
    held = asked(notice="DPP-1", state="acknowledged", held=True)
    everybody = [asked(manager="ada"), held, asked("ada", state="acknowledged")]
    assert not played(everybody, date(2027, 1, 8))
    plan = plan_reminders(RULES, CALENDAR, everybody, date(2026, 11, 16))
    assert [(p.request.notice, p.why) for p in plan.paused] == [("SMP-1", "a reply waits for you")]


def test_a_reply_that_matched_nobody_pauses_the_person_who_wrote_it() -> None:
    plan = plan_reminders(RULES, CALENDAR, [asked()], date(2026, 11, 16), held=["ben"])
    assert plan.total == 0


def test_staff_escalate_to_the_manager_and_then_to_the_ceo() -> None:
    done = {"state": "acknowledged"}
    people = [asked(manager="ada"), asked("ada", **done), asked("ceo", **done)]
    story = played(people, date(2027, 2, 1))
    assert escalated(story) == [
        "Mon 07 Dec ada: ben",
        "Mon 14 Dec ceo: ben",
    ]


def test_a_manager_who_left_is_passed_over() -> None:
    people = [asked(manager="ada"), asked("ada", state="left", here=False)]
    story = played([*people, asked("ceo", state="acknowledged")], date(2027, 2, 1))
    assert escalated(story) == ["Mon 07 Dec ceo: ben"]


def test_trustees_and_the_ceo_escalate_to_the_chair_and_the_chair_to_the_vice_chair() -> None:
    people = [
        asked("cai", audience="trustees"),
        asked("ceo"),
        asked("chair", audience="trustees"),
        asked("vice", audience="trustees", state="acknowledged"),
    ]
    assert escalated(played(people, date(2027, 2, 1))) == [
        "Mon 07 Dec chair: cai, ceo",
        "Mon 07 Dec vice: chair",
    ]


def test_after_the_last_reminder_the_officer_is_told() -> None:
    people = [asked(reminded_on=(date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 30)))]
    for day, told in ((date(2026, 11, 30), []), (date(2026, 12, 1), ["ben"])):
        plan = plan_reminders(RULES, CALENDAR, people, day)
        assert [r.person for r in plan.officer] == told


days = st.dates(date(2026, 10, 1), date(2027, 3, 31))
states = st.sampled_from(
    ["outstanding", "overdue", "acknowledged", "exempt", "waived", "left", "declined", "away"]
)
requests = st.lists(
    st.builds(
        asked,
        person=st.sampled_from(["ben", "ada", "ceo", "chair", "cai"]),
        notice=st.sampled_from(["A-1", "B-1", "C-1"]),
        audience=st.sampled_from(["staff", "trustees"]),
        due=days,
        state=states,
        manager=st.sampled_from(["", "ada", "ceo"]),
        away_until=st.none() | days,
        first_on=days,
    ),
    unique_by=lambda r: (r.person, r.notice),
    max_size=8,
)
schedules = st.builds(
    ReminderRules,
    days=st.lists(st.integers(-20, 20), min_size=1, max_size=5, unique=True).map(tuple),
    most=st.integers(1, 5),
    gap=st.integers(1, 5),
    ceo=st.just("ceo"),
    chair=st.just("chair"),
)


@settings(max_examples=40, deadline=None)
@given(requests, schedules)
def test_nobody_gets_two_letters_on_one_day_nor_more_than_the_most(
    people: list[Request], rules: ReminderRules
) -> None:
    story = played(people, date(2027, 4, 30), rules=rules)
    written = [(day, r.request.person) for day, plan in story for r in plan.reminders]
    written += [(day, e.to.person) for day, plan in story for e in plan.escalations]
    assert len(written) == len(set(written))
    assert all(CALENDAR.works(day) for day, _ in written)
    asked_for = [
        (one.person, one.notice)
        for _, plan in story
        for r in plan.reminders
        for one in (r.request, *r.also)
    ]
    assert all(asked_for.count(one) < rules.most for one in asked_for)


@settings(max_examples=40, deadline=None)
@given(requests, schedules)
def test_nobody_exempt_waived_left_away_or_done_is_ever_written_to_or_about(
    people: list[Request], rules: ReminderRules
) -> None:
    for day, plan in played(people, date(2027, 4, 30), rules=rules):
        named = [one for r in plan.reminders for one in (r.request, *r.also)]
        named += [one for e in plan.escalations for one in e.about]
        assert {one.state for one in named} <= {"outstanding", "overdue"}
        assert all(one.away_until is None or one.away_until <= day for one in named)
        assert not any(e.to.person == one.person for e in plan.escalations for one in e.about)
