"""Everything a register holds, read side by side: ledger, personal values, rolls."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from govflow.core.record.chain import Alteration, RecordedEvent
from govflow.core.record.columns import COLUMNS, Stored, restored
from govflow.core.record.encode import Entry, PersonalValue, opens
from govflow.core.record.events import LettersPlanned, NoticeSealed, RecipientsAdded
from govflow.core.record.ledger import fresh_letter, fresh_recipient
from govflow.core.record.project import NOTHING
from govflow.core.record.roll import Roll, numbers, personal_line
from govflow.core.record.rows import LetterRow, RecipientRow
from govflow.core.record.tables import NAMES


class Holdings(Protocol):
    """Everything a register holds, as it is stored now."""

    def events(self, after: int = 0) -> Iterator[RecordedEvent]:
        """The ledger in order of number."""

    def personal(self) -> Iterator[PersonalValue]:
        """The personal values beside the ledger, in order of event, field and item."""

    def stored_rows(self, table: type[Any]) -> Iterable[Stored]:
        """A state table's rows as plain values."""

    def all_evidence(self) -> Iterable[tuple[str, bytes | None]]:
        """Every digest with its bytes, None where they were erased."""

    def subjects_by_person(self) -> Iterable[tuple[str, str]]:
        """Every person with the random key that stands for them."""


class PersonalWalk:
    """The personal values, taken along as the ledger is walked: both are in order of event."""

    def __init__(self, values: Iterator[PersonalValue]) -> None:
        self._values = values
        self._next = next(values, None)
        self._strays: list[PersonalValue] = []

    def of(self, seq: int) -> list[PersonalValue]:
        """The values of this event; those of events that were skipped become strays."""
        mine: list[PersonalValue] = []
        while self._next is not None and self._next.seq <= seq:
            (mine if self._next.seq == seq else self._strays).append(self._next)
            self._next = next(self._values, None)
        return mine

    def left(self) -> list[PersonalValue]:
        """Values of events that the ledger does not have."""
        rest = [self._next] if self._next else []
        return [*self._strays, *rest, *self._values]


class Rolls:
    """The rolls of all notices as the tables have them now, put back to how they were first written."""

    def __init__(self, holdings: Holdings) -> None:
        self.found: list[Alteration] = []
        self.recipients: dict[str, list[RecipientRow]] = {}
        self.letters: dict[int, list[LetterRow]] = {}
        for recipient in self._rows(RecipientRow, holdings):
            self._check_commitment(recipient)
            self.recipients.setdefault(recipient.notice, []).append(recipient)
        for letter in self._rows(LetterRow, holdings):
            self.letters.setdefault(letter.planned, []).append(letter)

    def _rows(self, table: type[Any], holdings: Holdings) -> Iterator[Any]:
        for values in holdings.stored_rows(table):
            try:
                yield restored(table, values)
            except (ValueError, TypeError):
                self.found.append(Alteration(place_of(table, values), "cannot be read"))

    def _check_commitment(self, row: RecipientRow) -> None:
        line = personal_line(row)
        if opens(line, row.salt, row.commitment) if row.salt else line == NOBODY:
            return
        message = "has other personal values than the notice was sealed with"
        self.found.append(Alteration(f"recipients {row.notice} {row.number}", message))

    def of(self, entry: Entry) -> Roll:
        """The roll an event brought with it."""
        match entry.event:
            case NoticeSealed() | RecipientsAdded() as event:
                rows, mine = self.recipients.get(event.notice, []), numbers(event)
                recipients = sorted(
                    (row for row in rows if row.number in mine), key=lambda row: row.number
                )
            case LettersPlanned():
                recipients = []
            case _:
                return NOTHING
        letters = sorted(self.letters.get(entry.moment.seq, []), key=lambda row: row.letter)
        when, seq = entry.moment.when, entry.moment.seq
        return Roll(
            [fresh_recipient(row, when) for row in recipients],
            [fresh_letter(row, when, seq) for row in letters],
        )


NOBODY = '["","","",[],"",""]'
"""The personal line of a recipient whose personal values were erased."""


def place_of(table: type[Any], values: Stored) -> str:
    """How a row of a state table is called in findings: its table and key, nothing personal."""
    names = [column.name for column in COLUMNS[table]]
    key = " ".join(str(values[names.index(name)]) for name in table.KEY)
    return f"{NAMES[table]} {key}"
