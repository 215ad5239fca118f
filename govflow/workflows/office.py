"""The officer's desk: every port a workflow may reach for, in one value."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import PurePath
from typing import Protocol
from zoneinfo import ZoneInfo

from govflow.core.people.calendar import WorkingCalendar
from govflow.core.people.columns import Columns, Taken
from govflow.core.people.letters import Contact
from govflow.core.people.people import Person
from govflow.core.people.plans import ReminderRules
from govflow.core.people.retention import Retention
from govflow.core.record.chain import Checkpoint
from govflow.core.record.resolutions import MeetingRules, Step
from govflow.core.record.signed import note_of
from govflow.core.record.witness import LetterOutside, refuse_behind
from govflow.core.replies.mail import Mail
from govflow.core.replies.outcomes import Quarantined
from govflow.core.replies.sender import Trust
from govflow.core.text.amendment import Amendment
from govflow.core.text.guidance import Guidance
from govflow.core.text.policy import Policy
from govflow.core.text.responses import Response
from govflow.core.text.reviews import ReviewRules
from govflow.workflows.ports import (
    Clock,
    Elsewhere,
    Entropy,
    Letters,
    Mailbox,
    Pages,
    Papers,
    Register,
    Transport,
)

HOME = ZoneInfo("Europe/London")
"""Where the days and hours that people are shown are told."""


class Library(Protocol):
    """The workspace's texts and lists; `root` is its folder, from which all its paths are named."""

    @property
    def root(self) -> PurePath: ...
    def codes(self) -> tuple[str, ...]: ...
    def current(self, code: str) -> Policy: ...
    def version(self, code: str, version: str) -> Policy: ...
    def save_version(self, policy: Policy) -> None: ...
    def source(self, policy: Policy) -> str: ...
    def read_text(self, raw: bytes, place: str, like: Policy | None = None) -> Policy: ...
    def import_text(self, raw: bytes, place: str, code: str) -> Policy: ...
    def amendments(self) -> tuple[str, ...]: ...
    def amendment(self, name: str) -> Amendment: ...
    def start_amendment(self, amendment: Amendment) -> PurePath: ...
    def save_proposed(self, name: str, text: Policy) -> None: ...
    def save_rebased(self, name: str, text: Policy, base: str, new_version: str) -> None: ...
    def save_cover(self, name: str, values: Mapping[str, str]) -> None: ...
    def save_returned(self, name: str, text: Policy, responses: Sequence[Response]) -> None: ...
    def save_renumbered(self, name: str, text: Policy, numbers: Mapping[str, str]) -> None: ...
    def guidance(self, code: str) -> tuple[Guidance, ...]: ...
    def save_guidance(self, guidance: tuple[Guidance, ...]) -> None: ...
    def people(self) -> tuple[Person, ...]: ...
    def read_list(self, raw: bytes, place: str, said: Columns, audience: str) -> Taken: ...
    def check_people(self, people: tuple[Person, ...]) -> None: ...
    def remember(self, columns: Columns, audience: str) -> None: ...
    def save_people(self, people: tuple[Person, ...]) -> None: ...
    def write_documents(self, folder: str, files: Mapping[str, bytes]) -> tuple[str, ...]: ...
    def read_document(self, folder: str, name: str) -> bytes | None: ...
    def words_inside(self, raw: bytes) -> str: ...
    def files(self, under: str = "") -> Iterator[tuple[str, bytes]]: ...
    def remove(self, paths: Iterable[str]) -> None: ...


class Reader(Protocol):
    """Turns the bytes of a message into plain values, whatever they are."""

    def read(self, raw: bytes) -> Mail | Quarantined: ...


@dataclass(frozen=True, slots=True)
class House:
    """What `govflow.toml` says about the organisation and its letters.

    `sender` is an address or 'Name <address>'; `reply_to` holds '{secret}' where each recipient's
    own code goes; `days` is how long people get to answer. `receipts`: a counted
    acknowledgement is answered with a short receipt. `retention` says for how long what is kept.
    `routes` are the bodies that pass a text, by its class. `signers`
    sign letters to some audiences in place of `signer`. `reviews` says when policies are looked at again.
    """

    organisation: str
    board: str
    officer: str
    sender: str
    reply_to: str
    contact: Contact
    signer: str
    days: int
    receipts: bool = False
    retention: Retention = field(default_factory=Retention)
    routes: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    meetings: MeetingRules = field(default_factory=MeetingRules)
    signers: Mapping[str, str] = field(default_factory=dict)
    reviews: ReviewRules = field(default_factory=ReviewRules)

    def signs_to(self, audience: str) -> str:
        """Who signs a letter to somebody of this audience."""
        return self.signers.get(audience, self.signer)

    def route(self, instrument_class: str) -> tuple[Step, ...]:
        """The bodies that must pass a text of this class; the board alone where none is declared."""
        return self.routes.get(instrument_class, (Step(self.board),))

    def reply_address(self, secret: str) -> str:
        """The address that leads back to one recipient."""
        return self.reply_to.replace("{secret}", secret)


@dataclass(frozen=True, slots=True)
class Timetable:
    """When reminders go out: the schedule, and the days and hours on which the office works."""

    rules: ReminderRules = field(default_factory=ReminderRules)
    calendar: WorkingCalendar = field(default_factory=lambda: WorkingCalendar(UTC))


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Nothing lies outside the register: a rehearsal, a desk in memory."""

    def seen(self) -> list[Checkpoint]:
        return []

    def keep(self, newest: Checkpoint) -> None:
        """Nothing is noted."""

    def give_up(self, lost: Checkpoint, newest: Checkpoint) -> None:
        """Nothing was asked for."""

    def letters(self) -> Iterator[LetterOutside]:
        return iter(())

    def read_again(self, known: Callable[[str], bool]) -> int:
        return 0


def unsigned(checkpoint: Checkpoint) -> str:
    """Where no key is configured, checkpoints go unsigned."""
    return ""


@dataclass(frozen=True, slots=True)
class Office:
    """Everything a workflow may use. Built once per command by the command line.

    `sign` gives the signature of a checkpoint, 'NAME BASE64' (core/record/signed); '' for none.
    """

    house: House
    library: Library
    register: Register
    papers: Papers
    letters: Letters
    pages: Pages
    transport: Transport
    mailbox: Mailbox
    reader: Reader
    trust: Trust
    clock: Clock
    entropy: Entropy
    timetable: Timetable = field(default_factory=Timetable)
    elsewhere: Elsewhere = field(default_factory=Nowhere)
    sign: Callable[[Checkpoint], str] = unsigned

    def note(self, checkpoint: Checkpoint) -> str:
        """A checkpoint as a signed note; '' where no key is configured."""
        return note_of(checkpoint, self.sign(checkpoint))

    def refuse_behind(self) -> None:
        """Raise RecordError when the register lacks what was seen of it elsewhere.

        Asked before a letter is planned and before one is sent: a copy that was put back would write
        to people again.
        """
        refuse_behind(self.register, self.elsewhere.seen())
