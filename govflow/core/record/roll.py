"""The roll of a notice: its recipients and letters, as one digest that the ledger can hold.

One event seals a notice for 100,000 people. Its `roll` is the SHA-256 over one line of canonical JSON
per recipient, in order of number, then one per letter, in order of id, each ended by a newline:

    ["recipient", number, subject, audience, language, commitment]
    ["letter", letter, notice, recipient, kind, message_id]

The commitment covers the personal columns. It stays in the row for good, so that the digest can be
checked when a person's values and salt have been erased: the others still open theirs.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from govflow.core.record.encode import Salts, canonical, commitment
from govflow.core.record.rows import LetterRow, RecipientRow


@dataclass(frozen=True, slots=True)
class Roll:
    """What a notice (or a later planning of letters) adds to the tables, as first written."""

    recipients: Sequence[RecipientRow]
    letters: Sequence[LetterRow]


def personal_line(row: RecipientRow) -> str:
    """The personal columns of a recipient in one canonical line: what the commitment is to."""
    return _line([row.person, row.name, row.email, row.other_emails, row.reference, row.secret])


def commit(row: RecipientRow, salt: Salts) -> RecipientRow:
    """The row with a fresh salt and the commitment to its personal columns."""
    fresh = next(salt)
    return replace(row, salt=fresh, commitment=commitment(personal_line(row), fresh))


def lines(roll: Roll) -> Iterator[str]:
    """The roll's lines, without their newlines."""
    for r in roll.recipients:
        yield _line(["recipient", r.number, r.subject, r.audience, r.language, r.commitment])
    for one in roll.letters:
        yield _line(["letter", one.letter, one.notice, one.recipient, one.kind, one.message_id])


def digest(roll: Roll) -> str:
    """The SHA-256 over the roll's lines, in hex."""
    total = hashlib.sha256()
    for line in lines(roll):
        total.update(line.encode("utf-8") + b"\n")
    return total.hexdigest()


_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


def _line(values: list[object]) -> str:
    """Canonical JSON of a flat list; the slow, careful spelling only where something looks odd."""
    text = _encode(values)
    return text if text.isascii() and "\\u0000" not in text else canonical(values)
