"""What the office's own letters say of a round: three numbers for the CEO, and who is overdue."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from govflow.core.people.calendar import WorkingCalendar, on_or_after
from govflow.core.people.plans import ReminderRules, Round
from govflow.core.people.reminders import hindrance
from govflow.core.people.reports import STANDING_OF, Standing

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@dataclass(frozen=True, slots=True)
class Weekly:
    """Three numbers over the notices that wait for answers. `names` are the staff who are overdue."""

    asked: int
    acknowledged: int
    overdue: int
    names: tuple[str, ...]

    @property
    def over(self) -> bool:
        """Whether everybody has answered, so that there is nothing to write about."""
        return self.asked == self.acknowledged


def weekly_day(rules: ReminderRules, calendar: WorkingCalendar, today: date) -> date | None:
    """The day of this week's mail: the weekday of the settings, or the next working day of the week.

    None when the settings want none, when it has not come yet, or when the office is closed today.
    A day on which nobody looked is made up for later in the week.
    """
    if rules.weekly not in DAYS or not calendar.works(today):
        return None
    monday = today - timedelta(days=today.weekday())
    day = on_or_after(calendar, monday + timedelta(days=DAYS.index(rules.weekly)))
    return day if day <= today else None


def weekly(whole: Round, notices: Collection[str]) -> Weekly:
    """The numbers over these notices, and the names of the overdue staff, each once, by name.

    Staff are those whose escalations end with the CEO. Nobody is named who is away, has left, or of whom
    a reply waits for the officer; and the CEO is not told of themselves.
    """
    asked = [
        request
        for requests in whole.by_person.values()
        for request in requests
        if request.notice in notices and request.number and request.due is not None
    ]
    counted = [r for r in asked if STANDING_OF.get(r.state) is not Standing.EXCLUDED]
    states = [request.state for request in counted]
    names = {
        (request.name, request.person)
        for request in counted
        if request.state == "overdue"
        and request.person != whole.rules.ceo
        and "ceo" in whole.rules.upwards.get(request.audience, ())
        and not hindrance(whole, request.person)
    }
    return Weekly(
        asked=len(states),
        acknowledged=states.count("acknowledged"),
        overdue=states.count("overdue"),
        names=tuple(name for name, _ in sorted(names)),
    )


def weekly_lines(found: Weekly, language: str = "en") -> tuple[str, ...]:
    """The three numbers, a line each. The share is rounded down: 100 % means everybody."""
    share = 100 * found.acknowledged // found.asked if found.asked else 0
    if language == "cy":
        return (
            f"Atebion y gofynnwyd amdanynt: {found.asked}",
            f"Wedi cydnabod: {found.acknowledged} ({share} %)",
            f"Yn hwyr: {found.overdue}",
        )
    return (
        f"Answers asked for: {found.asked}",
        f"Acknowledged: {found.acknowledged} ({share} %)",
        f"Overdue: {found.overdue}",
    )
