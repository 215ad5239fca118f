"""The office's calendar from the settings: the bank holidays of its nation and its own closure days."""

from collections.abc import Iterator, Set
from datetime import date
from typing import TYPE_CHECKING

import holidays

from govflow.adapters.system.clock import HOME
from govflow.core.people.calendar import WorkingCalendar

if TYPE_CHECKING:
    from govflow.adapters.files.settings import Calendar


class BankHolidays(Set[date]):
    """The bank holidays of one nation of the United Kingdom; a year is worked out when first asked for.

    Source: the `holidays` package, which follows gov.uk/bank-holidays; years it does not know yet are
    worked out by rule, without holidays proclaimed later.
    """

    def __init__(self, nation: str) -> None:
        self._days = holidays.country_holidays("GB", subdiv=nation)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in self._days

    def __iter__(self) -> Iterator[date]:
        return iter(self._days)

    def __len__(self) -> int:
        return len(self._days)


def working_calendar(settings: "Calendar") -> WorkingCalendar:
    """The calendar of the office, in the time zone of the United Kingdom."""
    from govflow.adapters.files.settings import days_of

    closures = frozenset(day for entry in settings.closures for day in days_of(entry))
    return WorkingCalendar(HOME, BankHolidays(settings.nation), closures)
