"""What the workflows need from outside, as protocols. Adapters fulfil it, `adapters/memory` fakes it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol, TypeVar

from govflow.core.people.letters import Envelope, LetterText, RenderedLetter, SendResult
from govflow.core.people.queue import QuestionsAsked, Queue
from govflow.core.people.reports import Preview, RegisterSheet, Report
from govflow.core.record.chain import Alteration, Checkpoint, RecordedEvent
from govflow.core.record.encode import PersonalValue
from govflow.core.record.events import Event, NoticeSealed, RecipientsAdded
from govflow.core.record.rows import LetterRow, RecipientRow, Row
from govflow.core.record.witness import LetterOutside
from govflow.core.replies.mail import Incoming
from govflow.core.text.changes import Pair
from govflow.core.text.documents import ByLaw, CoverSheet, GuidanceSheet, Schedule, Statement
from govflow.core.text.policy import Policy
from govflow.core.text.reviews import PolicyRegister

R = TypeVar("R", bound=Row)


class Clock(Protocol):
    """The only source of time. `today` and `stamp` may be pretended (`--on`); `now` is real UTC."""

    def now(self) -> datetime: ...
    def today(self) -> date: ...
    def stamp(self) -> datetime:
        """The instant letters and replies are dated with."""


class Entropy(Protocol):
    """The only source of chance: references, secrets, salts, random keys."""

    def token(self, alphabet: str, length: int) -> str:
        """So many characters, each drawn evenly from the alphabet."""


class Register(Protocol):
    """The ledger with its state tables and evidence; one transaction per call."""

    def append(self, *events: Event, evidence: Iterable[bytes] = ()) -> Checkpoint:
        """Record events in order with the raw bytes they speak of; all or nothing, durably."""

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

    def add_letters(self, letters: Sequence[LetterRow]) -> Checkpoint:
        """Plan further letters (reminders, receipts); one already planned stays as it is."""

    def find(self, table: type[R], **equal: object) -> list[R]:
        """Rows whose columns equal the given values, in key order."""

    def get(self, table: type[R], *key: object) -> R | None: ...

    def subject(self, person: str) -> str:
        """The random key that stands for this person in the ledger; made at first use."""

    def subjects(self, people: Sequence[str]) -> dict[str, str]:
        """The random keys of many people at once."""

    def evidence(self, digest: str) -> bytes | None: ...

    def holding(self, digests: Iterable[str]) -> list[str]:
        """Those of these digests whose bytes are still here, in the order given."""

    def events(self, after: int = 0) -> Iterator[RecordedEvent]: ...

    def personal_values(self, events: Sequence[int]) -> list[PersonalValue]:
        """The personal values of these events, with the salts that open their commitments."""

    def checkpoint(self) -> Checkpoint: ...

    def verify(self, against: Checkpoint | None = None) -> list[Alteration]:
        """Replay the ledger and compare chain, tables and evidence; [] when all is as it was."""

    def accept_clock(self, by: str, reason: str) -> Checkpoint:
        """Record that the newest event's time was wrong and this computer's clock is right."""

    def sender_lock(self) -> AbstractContextManager[None]:
        """Held while letters go out; dies with its owner. Raises TemporaryError when held elsewhere."""

    def claim(self, letter: str, wire: str, raw: bytes, after: Sequence[Event] = ()) -> bool:
        """Durably mark a letter as going out, with its bytes. False when another worker has it.

        The events of `after` come first in the same transaction, and are recorded either way.
        """

    def settle(self, seen: LetterRow, event: Event) -> bool:
        """Record what became of a letter, if it still is as it was seen. False when it no longer is."""

    def stranded(self) -> list[LetterRow]:
        """Letters left half sent by a sender that is gone (see `recover`). Only under the lock."""


class Elsewhere(Protocol):
    """What lies outside the register and tells how far it once was: letters that went, a note."""

    def seen(self) -> list[Checkpoint]:
        """Checkpoints that this register must still hold."""

    def keep(self, newest: Checkpoint) -> None:
        """Note how far the register is by now."""

    def give_up(self, lost: Checkpoint, newest: Checkpoint) -> None:
        """From here on, what was seen up to `lost` is no longer asked for; note `newest` instead."""

    def letters(self) -> Iterator[LetterOutside]:
        """Letters to recipients of notices that went and lie here."""

    def read_again(self, known: Callable[[str], bool]) -> int:
        """Put replies whose digest is not known back to be read; returns how many."""


class Transport(Protocol):
    """One way out. Sends one letter per call and never retries."""

    name: str

    def send(self, letter: str, raw: bytes, sender: str, recipient: str) -> SendResult: ...

    def find_sent(self, letter: str, message_id: str) -> bool | None:
        """Whether this letter was handed over; None when nobody can be asked."""


class Mailbox(Protocol):
    """One way in."""

    def fetch_new(self) -> Iterator[Incoming]: ...

    def mark(self, handle: str, *, quarantined: bool) -> None:
        """Move a message out of the inbox; repeating it does no harm."""


class Letters(Protocol):
    """Turns what a letter must say into words, and words into bytes."""

    def render(self, letter: LetterText) -> RenderedLetter: ...

    def build(
        self, envelope: Envelope, letter: RenderedLetter, attachments: Sequence[tuple[str, bytes]]
    ) -> bytes:
        """RFC 5322 bytes, guarded: no header that was not meant, no bare CR or LF."""


class Papers(Protocol):
    """Makes the Word files. Each is checked before it is returned; redlines are proved."""

    def by_law(self, paper: ByLaw) -> bytes: ...
    def redline(self, old: ByLaw, new: ByLaw, *, author: str, on: date) -> bytes: ...
    def printable_redline(self, old: ByLaw, new: ByLaw) -> bytes: ...
    def cover_sheet(self, sheet: CoverSheet) -> bytes: ...
    def schedule(self, schedule: Schedule) -> bytes: ...
    def guidance(self, sheet: GuidanceSheet) -> bytes: ...
    def statement(self, paper: Statement) -> bytes: ...
    def policy_register(self, register: PolicyRegister) -> bytes: ...

    def pdf_twin(self, paper: bytes) -> bytes:
        """A Word file as PDF. Raises DocumentError where no program can print."""

    def pack_pdf(self, papers: Sequence[tuple[str, bytes]]) -> bytes:
        """Word files, each with its title, as one PDF counted through. Raises as `pdf_twin` does."""


class Pages(Protocol):
    """Makes the HTML pages and plain texts: one self-contained file each, nothing remote in it."""

    def by_law(self, paper: ByLaw) -> str: ...
    def guidance(self, sheet: GuidanceSheet) -> str: ...
    def plain(self, policy: Policy) -> str: ...
    def redline(self, pairs: Sequence[Pair]) -> str:
        """A fragment with insertions and deletions marked, for use within a report."""

    def report(self, report: Report) -> str: ...
    def workbook(self, report: Report) -> bytes:
        """The report as an Excel workbook (.xlsx) without any live formula."""

    def preview(self, preview: Preview) -> str: ...
    def queue(self, queue: Queue) -> str:
        """The replies that wait for the officer."""

    def questions(self, page: QuestionsAsked) -> str:
        """The questions asked about a policy; it names nobody."""

    def policies(self, register: PolicyRegister) -> str:
        """Every policy with its class, owner, version and review date."""

    def register(self, sheet: RegisterSheet) -> str:
        """A register that a clause creates."""

    def register_workbook(self, sheet: RegisterSheet) -> bytes:
        """The same as an Excel workbook without any live formula."""
