"""The register's two ways of touching the database: one transaction that writes, one view that reads."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from govflow.adapters.store.rows import SqlTables
from govflow.adapters.store.tables import GUARDS, STATE, evidence, ledger, personal, subjects
from govflow.core.record.chain import EMPTY, Alteration, Checkpoint, RecordedEvent
from govflow.core.record.columns import Stored
from govflow.core.record.encode import PersonalValue
from govflow.core.record.events import EntryPersonNamed, Event, EvidenceErased, PersonErased
from govflow.core.record.ledger import Pen, Written, claimed_by, kept_with, write
from govflow.core.record.rows import LetterRow

STREAM = 1000
"""So many rows are fetched at a time, so that memory does not grow with the ledger."""
_NEWEST = select(ledger.c.seq, ledger.c.hash, ledger.c.at).order_by(ledger.c.seq.desc()).limit(1)
_LEDGER, _PERSONAL = insert(ledger), insert(personal)
_UNNAME = (
    update(personal)
    .where(
        personal.c.seq == bindparam("of_event"),
        personal.c.field == bindparam("of_field"),
        personal.c.item == bindparam("of_item"),
    )
    .values(value="", salt="")
)
_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_KEEP = {name: of(evidence).on_conflict_do_nothing() for name, of in _INSERT.items()}
_NAME = {name: of(subjects).on_conflict_do_nothing() for name, of in _INSERT.items()}


def newest_of(connection: Connection) -> tuple[Checkpoint, str]:
    """The end of the ledger, and the time of its newest event ('' when it is empty)."""
    row = connection.execute(_NEWEST).first()
    return (Checkpoint(row.seq, row.hash), row.at) if row else (EMPTY, "")


class Book:
    """The ledger opened for writing: everything here happens in one transaction, or not at all."""

    def __init__(self, connection: Connection, pen: Callable[[str], Pen]) -> None:
        self._connection = connection
        self.tables = SqlTables(connection)
        self.newest, at = newest_of(connection)
        self.pen = pen(at)

    def append(self, events: Sequence[Event], raws: Mapping[str, bytes], worker: str) -> None:
        """Record events in order, with the bytes they speak of."""
        for name, raw in raws.items():
            self._execute(_KEEP, {"digest": name, "raw": raw})
        for event, digests in zip(events, kept_with(events, list(raws)), strict=True):
            ours = claimed_by(event, worker)
            self.keep(write(self.tables, self.newest, ours, self.pen, kept=digests))
            if isinstance(event, EntryPersonNamed):
                self.name({str(event.person): event.subject})
            self._forget(event)

    def keep(self, written: Written, *, new_rows: bool = False) -> None:
        """Write one event with all that goes with it; `new_rows`: it only adds to the tables."""
        line = written.recorded
        row = {"seq": line.seq, "at": line.at, "kind": line.kind, "body": line.body}
        self._connection.execute(_LEDGER, row | {"hash": line.hash})
        if written.personal:
            self._connection.execute(_PERSONAL, [_values(one) for one in written.personal])
        (self.tables.add if new_rows else self.tables.put)(written.rows)
        self.newest = written.checkpoint

    def name(self, keys: Mapping[str, str]) -> dict[str, str]:
        """Keep the random keys of these people for good; the keys that hold, old ones first."""
        known = known_subjects(self._connection, keys)
        new = [{"person": p, "subject": s} for p, s in keys.items() if p not in known]
        if new:
            self._execute(_NAME, new)
        return {**keys, **known}

    def _forget(self, event: Event) -> None:
        """Take personal values and bytes out; what they were recorded as stays."""
        if not isinstance(event, PersonErased | EvidenceErased):
            return
        gone = [*event.evidence]
        if isinstance(event, PersonErased):
            gone.append(event.subject)
            self._connection.execute(delete(subjects).where(subjects.c.subject == event.subject))
            self._unname(event)
        for start in range(0, len(gone), STREAM // 2):
            some = gone[start : start + STREAM // 2]
            empty = update(personal).where(personal.c.subject.in_(some))
            self._connection.execute(empty.values(value="", salt=""))
            bytes_of = update(evidence).where(evidence.c.digest.in_(some))
            self._connection.execute(bytes_of.values(raw=None))

    def _unname(self, event: PersonErased) -> None:
        """Empty the words of other people's entries that named somebody."""
        keys = [
            {"of_event": int(seq), "of_field": name, "of_item": int(item)}
            for seq, name, item in event.values
        ]
        if keys:
            self._connection.execute(_UNNAME, keys)

    def _execute(self, statements: Mapping[str, Any], values: Any) -> None:
        self._connection.execute(statements[self._connection.dialect.name], values)


def known_subjects(connection: Connection, people: Collection[str]) -> dict[str, str]:
    """The random keys of those of these people who have one."""
    query = select(subjects.c.person, subjects.c.subject)
    if len(people) < STREAM // 2:
        query = query.where(subjects.c.person.in_(people))
    return {p: s for p, s in connection.execute(query) if p in people}


def claimable(connection: Connection, letter: str) -> bool:
    """Whether a letter waits to be sent and nobody else is taking it at this moment."""
    table = STATE[LetterRow]
    query = select(table.c.letter).where(
        table.c.letter == letter, table.c.state.in_(("planned", "deferred"))
    )
    return connection.execute(query.with_for_update(skip_locked=True)).first() is not None


def _values(one: PersonalValue) -> dict[str, Any]:
    return {
        "seq": one.seq,
        "field": one.field,
        "item": one.item,
        "subject": one.subject,
        "value": one.value,
        "salt": one.salt,
    }


_GUARDS_OF = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger"
    " WHERE tgrelid = 'ledger'::regclass AND tgenabled IN ('O', 'A')",
}


class View:
    """Everything the register holds, as one moment shows it; for checking and reading."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    def events(self, after: int = 0) -> Iterator[RecordedEvent]:
        """The ledger in order of number."""
        query = select(ledger).where(ledger.c.seq > after).order_by(ledger.c.seq)
        return (RecordedEvent(*row) for row in self._stream(query))

    def chain(self) -> Iterable[tuple[int, str, str]]:
        """Number, body and hash of every event, straight from the driver: half the time of rows."""
        query = select(ledger.c.seq, ledger.c.body, ledger.c.hash).order_by(ledger.c.seq)
        if self._dialect != "sqlite":
            return ((seq, body, digest) for seq, body, digest in self._stream(query))
        cursor = self._connection.connection.cursor()
        cursor.execute(str(query))
        return chain.from_iterable(iter(lambda: cursor.fetchmany(STREAM), []))

    def page(self, after: int, size: int) -> list[RecordedEvent]:
        """The next so many events."""
        query = select(ledger).where(ledger.c.seq > after).order_by(ledger.c.seq).limit(size)
        return [RecordedEvent(*row) for row in self._connection.execute(query)]

    def personal(self) -> Iterator[PersonalValue]:
        """The personal values beside the ledger, in order of event, field and item."""
        query = select(personal).order_by(*personal.primary_key.columns)
        return (PersonalValue(*row) for row in self._stream(query))

    def personal_of(self, events: Sequence[int]) -> list[PersonalValue]:
        """The personal values of these events, in the same order."""
        found: list[PersonalValue] = []
        for start in range(0, len(events), STREAM // 2):
            some = personal.c.seq.in_(events[start : start + STREAM // 2])
            query = select(personal).where(some).order_by(*personal.primary_key.columns)
            found += [PersonalValue(*row) for row in self._connection.execute(query)]
        return found

    def holding(self, digests: Sequence[str]) -> set[str]:
        """Those of these digests whose bytes were not erased."""
        found: set[str] = set()
        for start in range(0, len(digests), STREAM // 2):
            some = evidence.c.digest.in_(digests[start : start + STREAM // 2])
            query = select(evidence.c.digest).where(some, evidence.c.raw.is_not(None))
            found.update(self._connection.execute(query).scalars())
        return found

    def stored_rows(self, table: type[Any]) -> Iterable[Stored]:
        """A state table's rows as plain values."""
        return SqlTables(self._connection).stored(table)

    def all_evidence(self) -> Iterable[tuple[str, bytes | None]]:
        """Every digest with its bytes, None where they were erased."""
        query = select(evidence).order_by(evidence.c.digest)
        return ((name, raw) for name, raw in self._stream(query, at_a_time=20))

    def subjects_by_person(self) -> Iterable[tuple[str, str]]:
        """Every person with the random key that stands for them."""
        return ((person, subject) for person, subject in self._stream(select(subjects)))

    def damage(self) -> list[Alteration]:
        """What is wrong with the database itself.

        An index that disagrees with its table (SQLite's own check), a guard of the ledger taken down.
        """
        found = []
        if self._dialect == "sqlite":
            said = self._connection.exec_driver_sql("PRAGMA integrity_check").scalars()
            found = [Alteration("file", f"is damaged: {one}") for one in said if one != "ok"]
        standing = set(self._connection.exec_driver_sql(_GUARDS_OF[self._dialect]).scalars())
        return found + [
            Alteration("ledger", f"has lost its guard '{name}'")
            for name in GUARDS
            if name not in standing
        ]

    def _stream(self, query: Any, at_a_time: int = STREAM) -> Iterable[Any]:
        return self._connection.execution_options(yield_per=at_a_time).execute(query)
