"""The time, the pretended day and the salts that recording needs, from the ports that give them."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from govflow.core.record.encode import Salts, salts
from govflow.core.record.ledger import Pen
from govflow.core.record.times import refuse_early, stamp

HEX = "0123456789abcdef"


class Clock(Protocol):
    """The only source of time; `today` may be pretended."""

    def now(self) -> datetime: ...
    def today(self) -> date: ...


class Entropy(Protocol):
    """The only source of chance."""

    def token(self, alphabet: str, length: int) -> str: ...


def pen_for(clock: Clock, entropy: Entropy, newest: str) -> Pen:
    """What the next event is written with. `newest` is the time of the newest event, '' for none.

    Raises RecordError when the clock stands before it.
    """
    now = clock.now()
    refuse_early(now, newest)
    return Pen(stamp(now), pretended(clock.today(), now), fresh_salts(entropy))


def fresh_salts(entropy: Entropy) -> Salts:
    """Salts from a new 256-bit seed, drawn when the first is needed."""
    yield from salts(entropy.token(HEX, 64))


def pretended(today: date, now: datetime) -> date | None:
    """The day, when it is not today's date in UTC, in London or where this machine stands."""
    real = {now.astimezone(zone).date() for zone in (UTC, ZoneInfo("Europe/London"), None)}
    return None if today in real else today


def new_subject(entropy: Entropy) -> str:
    """A random key of 128 bits that stands for a person in the ledger."""
    return entropy.token(HEX, 32)


def new_worker(entropy: Entropy) -> str:
    """The number of a sender, which also names its lock."""
    return "1" + entropy.token("0123456789", 8)
