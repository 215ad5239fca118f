"""Working days, bank holidays, the end of February and the two nights on which clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govflow.core.errors import SettingsError
from govflow.core.people.calendar import (
    WorkingCalendar,
    add_working_days,
    next_working_moment,
    on_or_after,
    on_or_before,
    open_at,
)

LONDON = ZoneInfo("Europe/London")
CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}
CLOSED = {date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)}
UNION = WorkingCalendar(LONDON, CHRISTMAS, CLOSED)

days = st.dates(date(2024, 1, 1), date(2032, 12, 31))
first, last = datetime(2024, 1, 1, tzinfo=UTC), datetime(2032, 12, 31, tzinfo=UTC)
moments = st.datetimes(
    first.replace(tzinfo=None), last.replace(tzinfo=None), timezones=st.just(UTC)
)
counts = st.integers(-40, 40)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


def test_a_weekend_a_bank_holiday_and_a_closure_are_not_working_days() -> None:
    assert [UNION.works(date(2026, 12, d)) for d in (24, 25, 26, 28, 29)] == [True] + [False] * 4


def test_over_christmas_the_next_working_day_is_in_the_new_year() -> None:
    assert on_or_after(UNION, date(2026, 12, 25)) == date(2027, 1, 4)
    assert on_or_before(UNION, date(2027, 1, 3)) == date(2026, 12, 24)
    assert add_working_days(UNION, date(2026, 12, 24), 1) == date(2027, 1, 4)
    assert add_working_days(UNION, date(2027, 1, 4), -1) == date(2026, 12, 24)


def test_the_29th_of_february_is_a_working_day_like_another() -> None:
    assert add_working_days(UNION, date(2028, 2, 28), 1) == date(2028, 2, 29)
    assert add_working_days(UNION, date(2028, 2, 29), 1) == date(2028, 3, 1)


def test_the_office_opens_at_nine_by_its_own_clock_on_both_sides_of_a_clock_change() -> None:
    before, after = date(2027, 3, 26), date(2027, 3, 29)
    assert next_working_moment(UNION, at(before, 7)) == datetime(2027, 3, 26, 9, tzinfo=UTC)
    assert next_working_moment(UNION, at(before, 17)) == datetime(2027, 3, 29, 8, tzinfo=UTC)
    assert open_at(UNION, at(after, 9))
    assert not open_at(UNION, at(after, 8, 59))
    autumn = next_working_moment(UNION, at(date(2026, 10, 24), 12))
    assert autumn == datetime(2026, 10, 26, 9, tzinfo=UTC)


def test_the_office_is_closed_from_five_oclock() -> None:
    day = date(2026, 11, 2)
    assert open_at(UNION, at(day, 16, 59))
    assert not open_at(UNION, at(day, 17))


def test_closures_without_end_are_refused_and_not_searched_for_ever() -> None:
    start = date(2026, 1, 1)
    always = {start + timedelta(days=n) for n in range(900)}
    with pytest.raises(SettingsError, match="no working day"):
        on_or_after(WorkingCalendar(LONDON, closures=always), start)


@given(days)
def test_the_nearest_working_day_is_one_and_nothing_nearer_is(day: date) -> None:
    found = on_or_after(UNION, day)
    assert UNION.works(found)
    between = range((found - day).days)
    assert not any(UNION.works(day + timedelta(days=n)) for n in between)


@given(days, counts)
def test_adding_and_taking_away_working_days_leads_back(day: date, count: int) -> None:
    start = on_or_after(UNION, day)
    assert add_working_days(UNION, add_working_days(UNION, start, count), -count) == start


@given(days, st.integers(1, 40))
def test_so_many_working_days_lie_between(day: date, count: int) -> None:
    end = add_working_days(UNION, day, count)
    passed = (day + timedelta(days=n) for n in range(1, (end - day).days + 1))
    assert sum(map(UNION.works, passed)) == count


@given(moments)
def test_the_next_working_moment_is_open_and_never_earlier(moment: datetime) -> None:
    found = next_working_moment(UNION, moment)
    assert open_at(UNION, found)
    assert found >= moment
    assert next_working_moment(UNION, found) == found
