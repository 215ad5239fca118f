"""What somebody shows of the ledger: a signed note, a letter as it lies in a mailbox, a typed line."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from govflow.core.people.letters import CHECKPOINT_HEADER, SIGNATURE_HEADER
from govflow.core.record.chain import Checkpoint, read_checkpoint
from govflow.core.record.signed import SignedCheckpoint, read_note

HEAD = 65_536
"""A letter's headers are looked for in so many characters of it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A checkpoint that was shown; signed or not; `at` is the date of the letter that carried it."""

    checkpoint: Checkpoint
    note: SignedCheckpoint | None = None
    at: datetime | None = None


def read_seen(text: str) -> Seen:
    """The checkpoint that a text shows, whichever of the three forms it has.

    Raises RecordError where it shows none.
    """
    note = read_note(text)
    if note is not None:
        return Seen(note.checkpoint, note)
    head = re.split(r"\r?\n\r?\n", text[:HEAD], maxsplit=1)[0]
    plain = re.sub(r"\r?\n[ \t]+", " ", head)  # a server may have folded the lines
    printed = _header(plain, CHECKPOINT_HEADER)
    if not printed:
        return Seen(read_checkpoint(text))
    checkpoint, line = read_checkpoint(printed), _header(plain, SIGNATURE_HEADER)
    note = SignedCheckpoint(line.partition(" ")[0], checkpoint, (line,)) if line else None
    return Seen(checkpoint, note, _date(_header(plain, "Date")))


def _header(head: str, name: str) -> str:
    found = re.search(rf"(?mi)^{name}:[ \t]*(.*?)[ \t\r]*$", head)
    return found[1] if found else ""


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
