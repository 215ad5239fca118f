"""What others have seen of the ledger: checkpoints in letters, reports and mailboxes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from govflow.core.errors import RecordError
from govflow.core.record.chain import GENESIS, Checkpoint, RecordedEvent


@dataclass(frozen=True, slots=True)
class LetterOutside:
    """A letter that went, as it lies outside the register: what its headers say, and its bytes.

    `notice` is what the letter says of its notice (core/record/marks), `name` and `address` are the
    recipient's, `reply_to` leads back to them.
    """

    letter: str
    message_id: str
    reference: str
    raw: bytes
    notice: str = ""
    name: str = ""
    address: str = ""
    reply_to: str = ""


class Ledger(Protocol):
    """A ledger as far as looking up its events goes."""

    def events(self, after: int = 0) -> Iterator[RecordedEvent]:
        """The events after this number, in order."""


def holds(ledger: Ledger, seen: Checkpoint) -> bool:
    """Whether a ledger has the event that a checkpoint names, so has not lost or rewritten it."""
    if seen.size == 0:
        return seen.is_of(0, GENESIS)
    event = next(ledger.events(seen.size - 1), None)
    return event is not None and seen.is_of(event.seq, event.hash)


def refuse_behind(ledger: Ledger, seen: Iterable[Checkpoint]) -> None:
    """Raise RecordError when a checkpoint seen elsewhere is not in this ledger.

    That is how a restored copy finds that it is behind: what it does not know was sent, it would send
    again. The newest such checkpoint is named.
    """
    lost = [one for one in seen if not holds(ledger, one)]
    if lost:
        newest = max(lost, key=lambda one: one.size)
        raise RecordError(
            f"The register is not the one that was seen elsewhere: event {newest.size} is missing"
            " or another.",
            place=newest.short,
            remedy="restore a newer copy with 'govflow db restore', or have this one learn what went"
            " out meanwhile with 'govflow db catch-up'.",
            undone="nothing was sent.",
        )
