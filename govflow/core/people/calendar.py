"""Working days and working hours: when a letter that nobody is waiting for may go out."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from govflow.core.errors import SettingsError

DAY = timedelta(days=1)
FURTHEST = 400
"""How many days are looked through for a working day before the settings are called impossible."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The organisation's working days: Monday to Friday without bank holidays and closure days.

    `zone` is the time zone of its office, in which letters go out from `opens` until before `closes`.
    The bank holidays are given as dates; nothing here knows them by itself.
    """

    zone: tzinfo
    bank_holidays: AbstractSet[date] = frozenset()
    closures: AbstractSet[date] = frozenset()
    opens: time = time(9)
    closes: time = time(17)

    def works(self, day: date) -> bool:
        """Whether this is a working day."""
        off = day in self.bank_holidays or day in self.closures
        return day.weekday() < 5 and not off


def on_or_after(calendar: WorkingCalendar, day: date) -> date:
    """The day itself when it is a working day, else the next one. Raises SettingsError if none is near."""
    return _walk(calendar, day, DAY)


def on_or_before(calendar: WorkingCalendar, day: date) -> date:
    """The day itself when it is a working day, else the last one before it. Raises as `on_or_after`."""
    return _walk(calendar, day, -DAY)


def _walk(calendar: WorkingCalendar, day: date, step: timedelta) -> date:
    for _ in range(FURTHEST):
        if calendar.works(day):
            return day
        day += step
    raise SettingsError(
        f"there is no working day within {FURTHEST} days.",
        place="govflow.toml",
        remedy="shorten the closure days under [calendar].",
    )


def add_working_days(calendar: WorkingCalendar, day: date, count: int) -> date:
    """The working day that lies `count` working days after `day` (before it when negative).

    `day` itself is not counted; with 0 it is `on_or_after(day)`.
    """
    if count == 0:
        return on_or_after(calendar, day)
    step = DAY if count > 0 else -DAY
    for _ in range(abs(count)):
        day = _walk(calendar, day + step, step)
    return day


def open_at(calendar: WorkingCalendar, moment: datetime) -> bool:
    """Whether letters may go out at this moment (an aware datetime)."""
    local = moment.astimezone(calendar.zone)
    hour = local.time().replace(tzinfo=None)
    return calendar.works(local.date()) and calendar.opens <= hour < calendar.closes


def next_working_moment(calendar: WorkingCalendar, moment: datetime) -> datetime:
    """The moment itself within working hours, else the next opening of the office; in UTC.

    `moment` is aware. Daylight saving is the zone's own: the office opens at the same local hour.
    """
    if open_at(calendar, moment):
        return moment.astimezone(UTC)
    local = moment.astimezone(calendar.zone)
    late = local.time().replace(tzinfo=None) >= calendar.opens
    day = on_or_after(calendar, local.date() + DAY if late else local.date())
    return datetime.combine(day, calendar.opens, calendar.zone).astimezone(UTC)
