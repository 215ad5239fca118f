"""The time, real or pretended (`--on`)."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class SystemClock:
    """This computer's clock. `pretended` is the day `--on` names; real time stays real."""

    pretended: date | None = None

    def now(self) -> datetime:
        """The real instant, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day in the United Kingdom, or the pretended one."""
        return self.pretended or self.now().astimezone(HOME).date()

    def stamp(self) -> datetime:
        """The instant that letters are dated with: now, or ten o'clock of the pretended day."""
        return office_hour(self.pretended) if self.pretended else self.now()


@dataclass
class PretendClock:
    """A clock for the demo and the tests: it shows `day`, and ticks a second at every look."""

    day: date
    _ticks: int = field(default=0)

    def now(self) -> datetime:
        self._ticks += 1
        return office_hour(self.day) + timedelta(seconds=self._ticks)

    def today(self) -> date:
        return self.day

    def stamp(self) -> datetime:
        return office_hour(self.day)

    def turn_to(self, day: date) -> None:
        """Let it be the morning of another, later day."""
        self.day, self._ticks = day, 0


def office_hour(day: date) -> datetime:
    """Ten o'clock in the morning of a day in the United Kingdom, in UTC."""
    return datetime.combine(day, time(10), HOME).astimezone(UTC)
