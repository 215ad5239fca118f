"""The register in memory: for stories, previews and trying out. It keeps nothing when the program ends.

Held to the same contract tests as the database; it fails, refuses and counts in the same places.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from govflow.adapters.store.pen import Clock, Entropy, new_subject, new_worker, pen_for
from govflow.core.errors import RecordError, TemporaryError
from govflow.core.record import verify as checking
from govflow.core.record.chain import EMPTY, Alteration, Checkpoint, RecordedEvent
from govflow.core.record.columns import Stored, stored
from govflow.core.record.encode import PersonalValue
from govflow.core.record.events import (
    ClockAccepted,
    EntryPersonNamed,
    Event,
    EvidenceErased,
    LetterClaimed,
    NoticeSealed,
    PersonErased,
    Private,
    RecipientsAdded,
)
from govflow.core.record.ledger import (
    Pen,
    Written,
    claimed_by,
    kept_with,
    require_worker,
    write,
    write_letters,
    write_notice,
)
from govflow.core.record.rows import LetterRow, RecipientRow, Row
from govflow.core.record.tables import MemoryTables

R = TypeVar("R", bound=Row)


class MemoryRegister:
    """A register that lives as long as this object."""

    def __init__(self, *, clock: Clock, entropy: Entropy) -> None:
        self._clock = clock
        self._entropy = entropy
        self._ledger: list[RecordedEvent] = []
        self._tables = MemoryTables()
        self._personal: dict[int, tuple[PersonalValue, ...]] = {}
        self._evidence: dict[str, bytes | None] = {}
        self._subjects: dict[str, str] = {}
        self._drawn: dict[str, str] = {}
        self._worker = ""
        self._clock_checked = False

    def append(self, *events: Event, evidence: Iterable[bytes] = ()) -> Checkpoint:
        """Record events in order with the raw bytes they speak of; all or nothing."""
        raws = {hashlib.sha256(raw).hexdigest(): raw for raw in evidence}
        if not events:
            return self.checkpoint()
        pen, kept = self._pen(), kept_with(events, list(raws))
        newest, written = self.checkpoint(), list[Written]()
        undo: list[tuple[Row, Row | None]] = []
        try:
            for event, digests in zip(events, kept, strict=True):
                ours = claimed_by(event, self._worker)
                written.append(write(self._tables, newest, ours, pen, kept=digests))
                undo += self._tables.put(written[-1].rows)
                newest = written[-1].checkpoint
        except BaseException:
            self._tables.take_back(reversed(undo))
            raise
        self._evidence |= {name: raw for name, raw in raws.items() if name not in self._evidence}
        for one, event in zip(written, events, strict=True):
            self._keep(one)
            if isinstance(event, EntryPersonNamed):
                self._subjects |= {str(event.person): event.subject}
            self._forget(event)
        return newest

    def seal_notice(
        self,
        event: NoticeSealed | RecipientsAdded,
        recipients: Sequence[RecipientRow],
        letters: Sequence[LetterRow],
        then: Sequence[Event] = (),
    ) -> Checkpoint:
        """Record a notice with its whole roll, or further people on one, and what follows from it.

        All or nothing. Sealing the same notice id again is refused.
        """
        keys = self.subjects([row.person for row in recipients])
        pen = self._pen()
        written = write_notice(
            self._tables, self.checkpoint(), event, recipients, letters, keys, pen
        )
        self._refuse_repeated(recipients, letters)
        undo = self._tables.put(written.rows)
        self._keep(written)
        try:
            self.append(*then)
        except BaseException:
            self._ledger.pop()
            self._tables.take_back(reversed(undo))
            raise
        self._subjects |= keys
        self._drawn.clear()
        return self.checkpoint()

    def add_letters(self, letters: Sequence[LetterRow]) -> Checkpoint:
        """Plan further letters; one already planned stays as it is."""
        new = [row for row in letters if self._tables.get(LetterRow, row.letter) is None]
        if new:
            written = write_letters(self._tables, self.checkpoint(), new, self._pen())
            self._refuse_repeated((), new)
            self._tables.put(written.rows)
            self._keep(written)
        return self.checkpoint()

    def find(self, table: type[R], **equal: object) -> list[R]:
        """Rows whose columns equal the given values, in key order."""
        return self._tables.find(table, **equal)

    def get(self, table: type[R], *key: object) -> R | None:
        """The row with this key."""
        return self._tables.get(table, *key)

    def subject(self, person: str) -> str:
        """The random key that stands for this person; new ones are kept when a notice is sealed."""
        return self.subjects([person])[person]

    def subjects(self, people: Sequence[str]) -> dict[str, str]:
        """The random keys of many people at once."""
        for person in people:
            if person not in self._subjects and person not in self._drawn:
                self._drawn[person] = new_subject(self._entropy)
        return {person: self._subjects.get(person) or self._drawn[person] for person in people}

    def evidence(self, digest: str) -> bytes | None:
        """The bytes with this digest; None when there are none or they were erased."""
        return self._evidence.get(digest)

    def events(self, after: int = 0) -> Iterator[RecordedEvent]:
        """The ledger in order, from the event after this number."""
        return iter(self._ledger[after:])

    def checkpoint(self) -> Checkpoint:
        """The ledger's size and newest hash."""
        if not self._ledger:
            return EMPTY
        return Checkpoint(self._ledger[-1].seq, self._ledger[-1].hash)

    def verify(self, against: Checkpoint | None = None) -> list[Alteration]:
        """Everything that is not what was recorded; [] when all is as it was."""
        return checking.verify(self, against)

    def sender_lock(self) -> AbstractContextManager[None]:
        """Held while letters go out. Raises TemporaryError when it is held already."""
        return self._lock()

    @contextmanager
    def _lock(self) -> Iterator[None]:
        if self._worker:
            raise TemporaryError(
                "Letters are being sent already.", remedy="wait until that has ended."
            )
        self._worker = new_worker(self._entropy)
        try:
            yield
        finally:
            self._worker = ""

    def claim(self, letter: str, wire: str, raw: bytes, after: Sequence[Event] = ()) -> bool:
        """Mark a letter as going out, with its bytes. False when another worker has it."""
        row = self._tables.get(LetterRow, letter)
        if row is None or row.state not in ("planned", "deferred"):
            self.append(*after)
            return False
        self.append(*after, LetterClaimed(letter, wire), evidence=[raw])
        return True

    def settle(self, seen: LetterRow, event: Event) -> bool:
        """Record what became of a letter, if it still is as it was seen. False when it no longer is."""
        if self._tables.get(LetterRow, seen.letter) != seen:
            return False
        self.append(event)
        return True

    def stranded(self) -> list[LetterRow]:
        """Letters left half sent by a sender that is gone. Only while the sender lock is held."""
        require_worker(self._worker)
        return [row for row in self.find(LetterRow, state="sending") if row.worker != self._worker]

    def holding(self, digests: Iterable[str]) -> list[str]:
        """Those of these digests whose bytes are still here."""
        return [one for one in dict.fromkeys(digests) if self._evidence.get(one) is not None]

    def accept_clock(self, by: str, reason: str) -> Checkpoint:
        """Record that the newest event's time was wrong and this computer's clock is right."""
        newest = self._ledger[-1].at if self._ledger else ""
        self._clock_checked = True
        return self.append(ClockAccepted(newest, Private(by), Private(reason)))

    def personal(self) -> Iterator[PersonalValue]:
        """The personal values beside the ledger, in order."""
        return (value for seq in sorted(self._personal) for value in self._personal[seq])

    def personal_values(self, events: Sequence[int]) -> list[PersonalValue]:
        """The personal values of these events."""
        return [value for seq in sorted(events) for value in self._personal.get(seq, ())]

    def stored_rows(self, table: type[Any]) -> Iterable[Stored]:
        """A state table's rows as plain values."""
        return (stored(row) for row in self._tables.find(table))

    def all_evidence(self) -> Iterable[tuple[str, bytes | None]]:
        """Every digest with its bytes."""
        return self._evidence.items()

    def subjects_by_person(self) -> Iterable[tuple[str, str]]:
        """Every person with their random key."""
        return self._subjects.items()

    def _pen(self) -> Pen:
        newest = "" if self._clock_checked or not self._ledger else self._ledger[-1].at
        pen = pen_for(self._clock, self._entropy, newest)
        self._clock_checked = True
        return pen

    def _refuse_repeated(
        self, recipients: Sequence[RecipientRow], letters: Sequence[LetterRow]
    ) -> None:
        """Refuse what a database's unique columns refuse: a number, reference, secret or id again."""
        for table, rows, columns in (
            (RecipientRow, recipients, ("reference", "secret")),
            (LetterRow, letters, ("letter", "message_id")),
        ):
            for column in columns:
                values = [getattr(row, column) for row in (*self._tables.find(table), *rows)]
                filled = [value for value in values if value]
                if len(set(filled)) < len(filled):
                    raise RecordError(f"A {column} is given twice.")
        if len({(row.notice, row.number) for row in recipients}) < len(recipients):
            raise RecordError("A number within the notice is given twice.")

    def _keep(self, written: Written) -> None:
        self._ledger.append(written.recorded)
        if written.personal:
            self._personal[written.recorded.seq] = written.personal

    def _forget(self, event: Event) -> None:
        if not isinstance(event, PersonErased | EvidenceErased):
            return
        gone, named = set(event.evidence), set[tuple[str, ...]]()
        if isinstance(event, PersonErased):
            named.update(event.values)
            gone.add(event.subject)
            self._subjects = {p: s for p, s in self._subjects.items() if s != event.subject}
        self._evidence |= {name: None for name in event.evidence if name in self._evidence}
        self._personal = {
            seq: tuple(
                emptied(one) if one.subject in gone or place_of_value(one) in named else one
                for one in values
            )
            for seq, values in self._personal.items()
        }


def place_of_value(value: PersonalValue) -> tuple[str, ...]:
    """Where a personal value stands, as an erasure names it."""
    return (str(value.seq), value.field, str(value.item))


def emptied(value: PersonalValue) -> PersonalValue:
    """The tombstone of a personal value."""
    return replace(value, value="", salt="")
