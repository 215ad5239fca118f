"""The state tables as rows: what the ledger adds up to, kept beside it for speed.

Each row is written in the same transaction as its event and equals a replay of the ledger. `KEY`
names the columns that identify a row. Times are ISO 8601 in UTC, days are dates.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from govflow.core.people.letters import NOT_NEEDED, LetterState


@dataclass(frozen=True, slots=True)
class VersionRow:
    KEY: ClassVar = ("policy", "version")
    policy: str
    version: str
    digest: str
    title: str
    passed_on: date | None
    minute: str
    in_force: date
    amendment: str
    materiality: str
    seq: int


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """`state`: draft, tabled, passed, rejected, deferred, withdrawn, published."""

    KEY: ClassVar = ("amendment",)
    amendment: str
    policy: str
    base_version: str
    base_digest: str
    title: str
    state: str
    pack_digest: str
    materiality: str
    decided_on: date | None
    minute: str
    decided_digest: str


@dataclass(frozen=True, slots=True)
class RepealRow:
    """A policy that was ended: no text of it is in force from the day `ends` on."""

    KEY: ClassVar = ("policy",)
    policy: str
    decided_on: date
    minute: str
    ends: date
    replaced_by: str


@dataclass(frozen=True, slots=True)
class GuidanceRow:
    KEY: ClassVar = ("policy", "audience")
    policy: str
    audience: str
    version: str
    digest: str
    rests_on: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice. `policy` and `version` are '' where it carries the papers of `amendments` to the Board;
    `digest` is then that of the papers. `due` is the last day to answer, or the day of the meeting."""

    KEY: ClassVar = ("notice",)
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
    closed: bool
    amendments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """One person within a notice. Personal columns come from the roll, which the event commits to.

    `outcome` is that of the newest reply that settles something, `counted` the evidence that counts
    ('' while none does); `held` is how many of the person's replies wait for the officer. `due` is
    this person's own day where it differs from the notice's. `salt` and `commitment` are filled in by
    the register: the commitment stays when the personal columns and the salt are erased.
    """

    KEY: ClassVar = ("notice", "number")
    notice: str
    number: int
    subject: str
    person: str
    name: str
    email: str
    other_emails: tuple[str, ...]
    audience: str
    language: str
    reference: str
    secret: str
    counted: str
    counted_at: str
    outcome: str
    since: str
    held: int
    away_until: date | None
    letters: int
    excused: str = ""
    excused_until: date | None = None
    due: date | None = None
    salt: str = ""
    commitment: str = ""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One e-mail. `letter` is its id, 'SMP-1/017/first'; `wire` the SHA-256 of its bytes.

    `worker` names the lock of its sender while it is `sending`; `planned` is the number of the event
    that planned it. The register fills in both.
    """

    KEY: ClassVar = ("letter",)
    letter: str
    notice: str
    recipient: int
    kind: str
    state: str
    message_id: str
    wire: str
    transport: str
    remote_id: str
    crashes: int
    until: str
    code: str
    text: str
    since: str
    worker: str = ""
    planned: int = 0

    @property
    def withdrawn(self) -> bool:
        """Whether it was planned and then not needed any more: it never went, and nobody refused it."""
        return self.code == NOT_NEEDED and self.state == LetterState.REFUSED.value


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A message that came in and what it was taken for.

    `dealt_with`: a later letter answered it (a question) or tried the address again (a bounce).
    `assigned` names who is to see to it; `answer` is the letter that answers it, `answer_text` the
    SHA-256 of what that letter says.
    `seq` is the number of its event, so replies can be put in the order they were read.
    """

    KEY: ClassVar = ("evidence",)
    evidence: str
    message_id: str
    sender: str
    received: str
    notice: str
    recipient: int
    outcome: str
    rule: str
    reason: str
    counted: bool
    detail: tuple[tuple[str, str], ...]
    resolved_as: str
    resolved_by: str
    resolved_reason: str
    dealt_with: bool = False
    seq: int = 0
    assigned: str = ""
    answer: str = ""
    answer_text: str = ""


@dataclass(frozen=True, slots=True)
class HoldRow:
    """Somebody of whom nothing may be erased while `held`, because a claim is open."""

    KEY: ClassVar = ("subject",)
    subject: str
    held: bool


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of a register that a clause creates: 'accounts-3' and how it stands since when.

    `words` are its fields as (name, value); `people` those named in it as (field, key, id on the people
    list). `subject` is the key of whoever's own words they are, `evidence` the message it rests on.
    """

    KEY: ClassVar = ("entry",)
    entry: str
    policy: str
    register: str
    state: str
    since: date
    begun: date
    words: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str, str], ...]
    subject: str
    evidence: str
    seq: int


@dataclass(frozen=True, slots=True)
class HomeRow:
    """Which machine the register belongs to. There is one row, named 'home'."""

    KEY: ClassVar = ("name",)
    name: str
    home: str


Row = (
    VersionRow
    | AmendmentRow
    | GuidanceRow
    | RepealRow
    | NoticeRow
    | RecipientRow
    | LetterRow
    | ReplyRow
    | HoldRow
    | EntryRow
    | HomeRow
)
