"""The register in a database: the ledger, its state tables and the evidence, one transaction per call."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import Connection, Engine, select

from govflow.adapters.store import engine as opening
from govflow.adapters.store.book import Book, View, claimable, known_subjects, newest_of
from govflow.adapters.store.errors import translated
from govflow.adapters.store.lock import (
    BUSY,
    WAIT,
    AdvisoryLocks,
    FileLock,
    SenderLocks,
    held,
    sender_file,
)
from govflow.adapters.store.migrate import back_up, bring_up_to_date
from govflow.adapters.store.pen import Clock, Entropy, new_subject, new_worker, pen_for
from govflow.adapters.store.places import make_private, refuse_shared
from govflow.adapters.store.rows import SqlTables
from govflow.adapters.store.tables import evidence as evidence_table
from govflow.core.errors import RecordError, TemporaryError
from govflow.core.record import verify as checking
from govflow.core.record.chain import Alteration, Checkpoint, RecordedEvent
from govflow.core.record.encode import PersonalValue
from govflow.core.record.events import (
    ClockAccepted,
    Event,
    EvidenceErased,
    LetterClaimed,
    NoticeSealed,
    PersonErased,
    Private,
    RecipientsAdded,
    RegisterHomed,
)
from govflow.core.record.ledger import Pen, require_worker, write_letters, write_notice
from govflow.core.record.rows import HomeRow, LetterRow, RecipientRow, Row

R = TypeVar("R", bound=Row)
PAGE = 1000


def open_register(url: str, *, clock: Clock, entropy: Entropy, home: str = "") -> "SqlRegister":
    """The register at a database URL, made or brought up to date where needed.

    `url` is `sqlite:///path` or `postgresql+psycopg://...`. `home` names this machine: an SQLite register
    sends only from the machine it belongs to ('' asks no such question). Raises SettingsError for an
    address that is neither; RecordError for a file that is no register, was made by a newer govflow, or
    lies where several computers reach it; TemporaryError when the database is busy or away.
    """
    parsed = opening.parse_url(url)
    name = parsed.database or ""
    place = Path(name).name if parsed.get_backend_name() == "sqlite" else "database"
    if parsed.get_backend_name() == "sqlite":
        refuse_shared(Path(name))
        make_private(Path(name))
    engine = opening.connect(parsed)
    with translated(place):
        try:
            bring_up_to_date(engine, _backup_path(name, clock) if _sqlite(engine) else None)
        except BaseException:
            engine.dispose()
            raise
    locks: SenderLocks = AdvisoryLocks(engine)
    if _sqlite(engine):
        locks = FileLock(sender_file(Path(name)))
    return SqlRegister(engine, locks, place=place, clock=clock, entropy=entropy, home=home)


def _sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _backup_path(database: str, clock: Clock) -> Path:
    return Path(f"{database}.before-upgrade-{clock.now():%Y%m%dT%H%M%S}")


class SqlRegister:
    """An open register. Close it, or use it as a context."""

    def __init__(
        self,
        engine: Engine,
        locks: SenderLocks,
        *,
        place: str,
        clock: Clock,
        entropy: Entropy,
        home: str,
    ) -> None:
        self._engine = engine
        self._locks = locks
        self._place = place
        self._clock = clock
        self._entropy = entropy
        self._home = home
        self._worker = ""
        self._clock_checked = False
        self._drawn: dict[str, str] = {}  # keys of people who are on no sealed notice yet

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def append(self, *events: Event, evidence: Iterable[bytes] = ()) -> Checkpoint:
        """Record events in order with the raw bytes they speak of; all or nothing, durably."""
        raws = {hashlib.sha256(raw).hexdigest(): raw for raw in evidence}
        if not events:
            return self.checkpoint()
        with self._writing() as book:
            book.append(events, raws, self._worker)
        if any(isinstance(event, PersonErased | EvidenceErased) for event in events):
            self.scrub()
        return book.newest

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
        with self._writing() as book:
            keys = book.name(self.subjects([row.person for row in recipients]))
            written = write_notice(
                book.tables, book.newest, event, recipients, letters, keys, book.pen
            )
            book.keep(written, new_rows=isinstance(event, NoticeSealed))
            if then:
                book.append(then, {}, self._worker)
        self._drawn.clear()
        return book.newest

    def add_letters(self, letters: Sequence[LetterRow]) -> Checkpoint:
        """Plan further letters (reminders, receipts); one already planned stays as it is."""
        with self._writing() as book:
            new = [row for row in letters if book.tables.get(LetterRow, row.letter) is None]
            if new:
                written = write_letters(book.tables, book.newest, new, book.pen)
                book.keep(written, new_rows=True)
        return book.newest

    def find(self, table: type[R], **equal: object) -> list[R]:
        """Rows whose columns equal the given values, in key order."""
        with self._reading() as connection:
            return SqlTables(connection).find(table, **equal)

    def get(self, table: type[R], *key: object) -> R | None:
        """The row with this key."""
        with self._reading() as connection:
            return SqlTables(connection).get(table, *key)

    def subject(self, person: str) -> str:
        """The random key that stands for this person; new ones are kept when a notice is sealed."""
        return self.subjects([person])[person]

    def subjects(self, people: Sequence[str]) -> dict[str, str]:
        """The random keys of many people at once."""
        wanted = dict.fromkeys(people)
        with self._reading() as connection:
            known = known_subjects(connection, wanted)
        for person in wanted:
            if person not in known and person not in self._drawn:
                self._drawn[person] = new_subject(self._entropy)
        return {person: known.get(person) or self._drawn[person] for person in wanted}

    def evidence(self, digest: str) -> bytes | None:
        """The bytes with this digest; None when there are none or they were erased."""
        query = select(evidence_table.c.raw).where(evidence_table.c.digest == digest)
        with self._reading() as connection:
            raw = connection.execute(query).scalar()
        return None if raw is None else bytes(raw)

    def holding(self, digests: Iterable[str]) -> list[str]:
        """Those of these digests whose bytes are still here, in the order given."""
        wanted = [*dict.fromkeys(digests)]
        with self._reading() as connection:
            here = View(connection).holding(wanted)
        return [one for one in wanted if one in here]

    def events(self, after: int = 0) -> Iterator[RecordedEvent]:
        """The ledger in order, from the event after this number."""
        while True:  # a page at a time: whoever stops reading leaves no connection open
            with self._reading() as connection:
                page = View(connection).page(after, PAGE)
            yield from page
            if len(page) < PAGE:
                return
            after = page[-1].seq

    def personal_values(self, events: Sequence[int]) -> list[PersonalValue]:
        """The personal values of these events, with the salts that open their commitments."""
        with self._reading() as connection:
            return View(connection).personal_of(events)

    def checkpoint(self) -> Checkpoint:
        """The ledger's size and newest hash."""
        with self._reading() as connection:
            return newest_of(connection)[0]

    def verify(self, against: Checkpoint | None = None) -> list[Alteration]:
        """Everything that is not what was recorded; [] when all is as it was.

        A file too damaged to be read is one alteration too.
        """
        try:
            with self._reading() as connection:
                view = View(connection)
                return [*checking.verify(view, against), *view.damage()]
        except RecordError as error:
            return [Alteration(self._place, error.problem)]

    def verify_chain(self) -> list[Alteration]:
        """The chain alone: every number and hash that does not follow from the one before."""
        with self._reading() as connection:
            return list(checking.verify_chain(View(connection).chain()))

    def sender_lock(self) -> AbstractContextManager[None]:
        """Held while letters go out; dies with its owner.

        Raises TemporaryError when another sender holds it, RecordError on a machine that is not the
        register's home.
        """
        return self._sending()

    @contextmanager
    def _sending(self) -> Iterator[None]:
        if self._worker:
            raise TemporaryError(BUSY, place=self._place, remedy=WAIT)
        worker = new_worker(self._entropy)
        with translated(self._place), held(self._locks, int(worker)):
            self._worker = worker
            try:
                self._at_home()
                yield
            finally:
                self._worker = ""

    def accept_clock(self, by: str, reason: str) -> Checkpoint:
        """Record that the newest event's time was wrong and this computer's clock is right."""
        with self._reading() as connection:
            _, newest = newest_of(connection)
        self._clock_checked = True
        return self.append(ClockAccepted(newest, Private(by), Private(reason)))

    def _at_home(self) -> None:
        """Letters leave an SQLite register from one machine only: the first that sent, or was named."""
        if not (self._home and _sqlite(self._engine)):
            return
        row = self.get(HomeRow, "home")
        if row is None:
            self.append(RegisterHomed(Private(self._home), Private("")))
        elif row.home != self._home:
            raise RecordError(
                f"The register belongs to another computer, {row.home}; this is {self._home}.",
                place=self._place,
                remedy="send from that computer; or, when it sends no more, move the register here"
                " with 'govflow db home'.",
                undone="nothing was sent.",
            )

    def claim(self, letter: str, wire: str, raw: bytes, after: Sequence[Event] = ()) -> bool:
        """Durably mark a letter as going out, with its bytes. False when another worker has it.

        The events of `after` come first in the same transaction, and are recorded either way.
        """
        with self._transaction() as connection:
            free = claimable(connection, letter)
            events = [*after, LetterClaimed(letter, wire)] if free else [*after]
            if events:
                raws = {wire: raw} if free else {}
                self._book(connection).append(events, raws, self._worker)
        return free

    def settle(self, seen: LetterRow, event: Event) -> bool:
        """Record what became of a letter, if it still is as it was seen. False when it no longer is."""
        with self._writing() as book:
            unchanged = book.tables.get(LetterRow, seen.letter) == seen
            if unchanged:
                book.append([event], {}, self._worker)
        return unchanged

    def stranded(self) -> list[LetterRow]:
        """Letters left half sent by a sender that is gone. Only while the sender lock is held."""
        require_worker(self._worker)
        sending = [
            row for row in self.find(LetterRow, state="sending") if row.worker != self._worker
        ]
        with translated(self._place):
            dead = {one: self._locks.dead(int(one)) for one in {row.worker for row in sending}}
        return [row for row in sending if dead[row.worker]]

    def backup(self, path: Path) -> None:
        """A consistent copy of an SQLite register in a new file; PostgreSQL is dumped by its own tools."""
        with translated(path.name):
            back_up(self._engine, path)

    def scrub(self) -> None:
        """Leave no trace of erased values in the file itself: SQLite only, done after every erasure."""
        if not _sqlite(self._engine):
            return
        try:
            with translated(self._place):
                opening.rewrite_sqlite(self._engine)
        except TemporaryError as error:
            raise TemporaryError(
                "What was to be erased is out of the tables, but the file was in use and may hold"
                " traces of it.",
                place=self._place,
                remedy="end other runs of govflow and erase again.",
            ) from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A transaction that sees one moment."""
        with translated(self._place), self._engine.connect() as connection:
            if not _sqlite(self._engine):
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """A transaction that writes; durable when it ends, gone when anything goes wrong."""
        with translated(self._place), self._engine.connect() as plain:
            connection = plain.execution_options(writing=True)
            with connection.begin():
                yield connection

    @contextmanager
    def _writing(self) -> Iterator[Book]:
        with self._transaction() as connection:
            yield self._book(connection)

    def _book(self, connection: Connection) -> Book:
        opening.begin_writing(connection)
        return Book(connection, self._pen)

    def _pen(self, newest: str) -> Pen:
        pen = pen_for(self._clock, self._entropy, "" if self._clock_checked else newest)
        self._clock_checked = True
        return pen
