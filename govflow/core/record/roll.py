"""The roll of a notice: its recipients and letters, as one digest that the ledger can hold.

One event seals a notice for 100,000 people; another adds those who come later. Its `roll` is the
SHA-256 over one line of canonical JSON per recipient, in order of number, then one per letter, in order
of id, each ended by a newline:

    ["recipient", number, subject, audience, language, commitment]
    ["letter", letter, notice, recipient, kind, message_id]

The commitment covers the personal columns. It stays in the row for good, so that the digest can be
checked when a person's values and salt have been erased: the others still open theirs.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring as _quoted

from govflow.core.record.encode import canonical, whole
from govflow.core.record.events import NoticeSealed, RecipientsAdded
from govflow.core.record.rows import LetterRow, RecipientRow


@dataclass(frozen=True, slots=True)
class Roll:
    """What a notice (or a later planning of letters) adds to the tables, as first written."""

    recipients: Sequence[RecipientRow]
    letters: Sequence[LetterRow]


def numbers(event: NoticeSealed | RecipientsAdded) -> range:
    """The numbers within the notice of those whom this event put on its roll."""
    first = event.first if isinstance(event, RecipientsAdded) else 1
    return range(first, first + event.recipients)


def personal_line(row: RecipientRow) -> str:
    """The personal columns of a recipient in one canonical line: what the commitment is to.

    Raises RecordError for text that no database keeps whole.
    """
    others = ",".join(map(_quoted, row.other_emails))
    return _whole_line(
        f"[{_quoted(row.person)},{_quoted(row.name)},{_quoted(row.email)},[{others}],"
        f"{_quoted(row.reference)},{_quoted(row.secret)}]"
    )


def lines(roll: Roll) -> Iterator[str]:
    """The roll's lines, without their newlines."""
    for r in roll.recipients:
        yield (
            f'["recipient",{r.number},{_quoted(r.subject)},{_quoted(r.audience)},'
            f"{_quoted(r.language)},{_quoted(r.commitment)}]"
        )
    for one in roll.letters:
        yield (
            f'["letter",{_quoted(one.letter)},{_quoted(one.notice)},{one.recipient},'
            f"{_quoted(one.kind)},{_quoted(one.message_id)}]"
        )


def digest(roll: Roll) -> str:
    """The SHA-256 over the roll's lines, in hex. Raises RecordError as `personal_line` does."""
    total = hashlib.sha256()
    for line in lines(roll):
        total.update(_whole_line(line).encode("utf-8") + b"\n")
    return total.hexdigest()


def _whole_line(line: str) -> str:
    """The line as it is, unless it holds what cannot be kept: then the careful spelling refuses it."""
    if "\\u0000" in line or not whole(line):
        canonical(json.loads(line))
    return line
