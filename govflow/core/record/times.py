"""How the ledger writes a time, and when it refuses a clock."""

from datetime import UTC, date, datetime, timedelta

from govflow.core.errors import RecordError

TOLERANCE = timedelta(seconds=60)
"""How far a clock may stand behind the newest event: machines' clocks differ by seconds."""


def stamp(now: datetime) -> str:
    """A time in UTC to the millisecond, '2026-11-24T10:59:18.123Z'."""
    return now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def shown(instant: datetime, as_of: date | None) -> datetime:
    """An instant as the register's tables show it: moved to the pretended day, when there is one."""
    if as_of is None:
        return instant
    return datetime.combine(as_of, instant.astimezone(UTC).timetz())


def refuse_early(now: datetime, newest: str) -> None:
    """Raise RecordError when the clock stands before the newest event (its `at`)."""
    if newest and now + TOLERANCE < datetime.fromisoformat(newest):
        raise RecordError(
            f"The clock says {stamp(now)}, but the newest event was recorded at {newest}.",
            place="clock",
            remedy="put the computer's clock right; if the recorded time was wrong, "
            "say so with 'govflow ledger accept-clock'.",
            undone="nothing was recorded.",
        )
