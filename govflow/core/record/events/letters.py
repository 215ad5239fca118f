"""What happens to notices and their letters."""

from dataclasses import dataclass
from datetime import date

from govflow.core.record.events.private import Private


@dataclass(frozen=True, slots=True)
class NoticeSealed:
    """A notice was confirmed: who gets which text by when.

    `roll` is the digest of its recipients and letters; the register fills it in when it seals.
    `amendments` are those whose papers it carries to the Board: such a notice is of no version, and
    `digest` is that of its papers.
    """

    notice: str
    policy: str
    version: str
    digest: str
    purpose: str
    audiences: tuple[str, ...]
    sealed_on: date
    due: date | None
    statement: str
    recipients: int
    roll: str
    amendments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecipientsAdded:
    """People came to a notice after it was sealed: they joined, moved, or are back from leave.

    They are numbered from `first` on. `due` is their own last day to answer, None where they are only
    told. `roll` is the digest of their part; the register fills it in.
    """

    notice: str
    first: int
    recipients: int
    due: date | None
    roll: str


@dataclass(frozen=True, slots=True)
class NoticeClosed:
    notice: str
    reason: Private


@dataclass(frozen=True, slots=True)
class LettersPlanned:
    """Further letters (reminders, receipts) were planned. `roll` is the digest of their rows."""

    letters: int
    roll: str


@dataclass(frozen=True, slots=True)
class LetterClaimed:
    """A letter is about to be handed over: recorded durably before the first byte leaves.

    `worker` names the sender's lock, so that only a dead sender's letters are ever taken over.
    """

    letter: str
    wire: str
    worker: str = ""


@dataclass(frozen=True, slots=True)
class LetterSent:
    letter: str
    transport: str
    remote_id: str


@dataclass(frozen=True, slots=True)
class LetterRefused:
    letter: str
    code: str
    text: Private


@dataclass(frozen=True, slots=True)
class LetterDeferred:
    letter: str
    until: str
    text: Private


@dataclass(frozen=True, slots=True)
class LetterUnknown:
    letter: str
    text: Private


@dataclass(frozen=True, slots=True)
class LetterStranded:
    """A letter was found half sent and its sender is gone: whether it went is not known."""

    letter: str


@dataclass(frozen=True, slots=True)
class LetterReplanned:
    """Evidence shows the letter never went, so it waits to be sent with the same bytes."""

    letter: str
    evidence: str


@dataclass(frozen=True, slots=True)
class LetterParked:
    """Three crashes while sending, or a register that was put back and cannot tell: the officer decides."""

    letter: str
    crashes: int


@dataclass(frozen=True, slots=True)
class LetterSettled:
    """No evidence could tell whether a letter went, and somebody decided: it did, or it did not."""

    letter: str
    sent: bool
    by: Private
    reason: Private
