"""Everything that can happen, as past-tense facts. The ledger is a list of these and nothing else.

A field typed `Private` is personal: the ledger holds only a salted commitment to it; its value and
salt stand in an ordinary table, so erasing them leaves the chain whole. `subject` is a random key
for a person, never the officer's own id. Field names and meanings are the event format `FORMAT`.
"""

from dataclasses import dataclass
from datetime import date

FORMAT = 1


class Private(str):
    """A personal value: recorded as a salted commitment, kept beside the ledger, erasable."""

    __slots__ = ()


NOTHING = Private("")


@dataclass(frozen=True, slots=True)
class PolicyAdopted:
    """A text passed before govflow knew it was taken over; `passed_on` is None where nobody knows."""

    policy: str
    version: str
    digest: str
    title: str
    passed_on: date | None
    minute: str
    in_force: date
    source: str


@dataclass(frozen=True, slots=True)
class AmendmentStarted:
    amendment: str
    policy: str
    base_version: str
    base_digest: str
    title: str


@dataclass(frozen=True, slots=True)
class AmendmentWithdrawn:
    amendment: str
    policy: str
    reason: str


@dataclass(frozen=True, slots=True)
class PackBuilt:
    """A Board pack was built; `digest` is the proposed text, `documents` are (name, SHA-256)."""

    amendment: str
    policy: str
    base_version: str
    base_digest: str
    digest: str
    materiality: str
    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DecisionRecorded:
    """The Board's resolution. `outcome` is passed, rejected or deferred; `digest` the text decided on."""

    amendment: str
    policy: str
    outcome: str
    decided_on: date
    minute: str
    digest: str
    materiality: str
    votes_for: int | None
    votes_against: int | None
    conflicts: tuple[Private, ...]


@dataclass(frozen=True, slots=True)
class VersionPublished:
    """A passed text came into the series. `addresses` maps old clause addresses to new ones."""

    policy: str
    version: str
    digest: str
    title: str
    amendment: str
    passed_on: date
    minute: str
    in_force: date
    materiality: str
    addresses: tuple[tuple[str, str], ...]
    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GuidanceConfirmed:
    """A person confirmed that the guidance still says what its clauses say.

    `digest` is that of the guidance file; `rests_on` is (clause address, SHA-256 of its text).
    """

    policy: str
    audience: str
    version: str
    digest: str
    rests_on: tuple[tuple[str, str], ...]
    by: Private


@dataclass(frozen=True, slots=True)
class PeopleImported:
    source: str
    people: int
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class NoticeSealed:
    """A notice was confirmed: who gets which text by when.

    `roll` is the digest of its recipients and letters; the register fills it in when it seals.
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


@dataclass(frozen=True, slots=True)
class NoticeClosed:
    notice: str
    reason: str


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
    """Three crashes while sending: the officer decides."""

    letter: str
    crashes: int


@dataclass(frozen=True, slots=True)
class ReplyReceived:
    """A message came in and was judged. `evidence` is the SHA-256 of its bytes.

    `notice` and `recipient` (the number within the notice) are '' and 0 when nothing matched.
    `detail` holds what the outcome needs: a return date, a diagnostic code, an old version. What of it
    may be personal (an address) is moved to `particulars` when it is recorded.
    """

    evidence: str
    received: str
    notice: str
    recipient: int
    outcome: str
    rule: str
    reason: str
    counted: bool
    detail: tuple[tuple[str, str], ...]
    judged_with: str
    message_id: Private
    sender: Private
    particulars: Private = NOTHING


@dataclass(frozen=True, slots=True)
class ReplyResolved:
    """The officer settled a held reply; `outcome` is what she took it for."""

    evidence: str
    outcome: str
    counted: bool
    by: Private
    reason: Private


@dataclass(frozen=True, slots=True)
class ReplyAssigned:
    """Somebody is asked to see to a reply (a question for a manager, say); '' takes it back."""

    evidence: str
    to: Private
    by: Private


@dataclass(frozen=True, slots=True)
class AnswerWritten:
    """A letter in answer to a reply was written and confirmed; from here on it is sent, once.

    `text` is the SHA-256 of what it says (stored as evidence), `letter` the id it goes out under.
    """

    evidence: str
    letter: str
    text: str
    by: Private


@dataclass(frozen=True, slots=True)
class AddressConfirmed:
    """The officer confirmed that the address this reply came from is the recipient's own."""

    evidence: str
    by: Private
    reason: Private


@dataclass(frozen=True, slots=True)
class RecipientExcused:
    """Somebody need not answer (for now): `excuse` is exempt, waived, left or away; '' ends it.

    `until` is the last day of it, None for good.
    """

    notice: str
    recipient: int
    excuse: str
    until: date | None
    by: Private
    reason: Private


@dataclass(frozen=True, slots=True)
class RecipientExtended:
    """One person was given until `due` to answer; no reason is kept."""

    notice: str
    recipient: int
    due: date
    by: Private


@dataclass(frozen=True, slots=True)
class PersonErased:
    """Everything personal held on somebody was erased; `evidence` lists the bytes that went with it."""

    subject: str
    evidence: tuple[str, ...]
    by: Private
    reason: str


@dataclass(frozen=True, slots=True)
class EvidenceErased:
    """The bytes of these messages were erased; their digests stay."""

    evidence: tuple[str, ...]
    by: Private
    reason: str


@dataclass(frozen=True, slots=True)
class RegisterHomed:
    """This machine is the register's home from now on: only it may send."""

    home: str
    by: Private


@dataclass(frozen=True, slots=True)
class ClockAccepted:
    """The newest event's time (`newest`) was wrong, and the clock of this event is right."""

    newest: str
    by: Private
    reason: str


Event = (
    PolicyAdopted
    | AmendmentStarted
    | AmendmentWithdrawn
    | PackBuilt
    | DecisionRecorded
    | VersionPublished
    | GuidanceConfirmed
    | PeopleImported
    | NoticeSealed
    | NoticeClosed
    | LettersPlanned
    | LetterClaimed
    | LetterSent
    | LetterRefused
    | LetterDeferred
    | LetterUnknown
    | LetterStranded
    | LetterReplanned
    | LetterParked
    | ReplyReceived
    | ReplyResolved
    | ReplyAssigned
    | AnswerWritten
    | AddressConfirmed
    | RecipientExcused
    | RecipientExtended
    | PersonErased
    | EvidenceErased
    | RegisterHomed
    | ClockAccepted
)
