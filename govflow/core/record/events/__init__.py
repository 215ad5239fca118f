"""Everything that can happen, as past-tense facts. The ledger is a list of these and nothing else.

A field typed `Private` is personal: the ledger holds only a salted commitment to it; its value and
salt stand in an ordinary table, so erasing them leaves the chain whole. `subject` is a random key
for a person, never the officer's own id. Field names and meanings are the event format `FORMAT`.
"""

from govflow.core.record.events.letters import (
    LetterClaimed,
    LetterDeferred,
    LetterParked,
    LetterRefused,
    LetterReplanned,
    LetterSent,
    LetterSettled,
    LettersPlanned,
    LetterStranded,
    LetterUnknown,
    NoticeClosed,
    NoticeSealed,
    RecipientsAdded,
)
from govflow.core.record.events.people import (
    PeopleImported,
    PersonErased,
    PersonHeld,
    PersonReleased,
    RecipientExcused,
    RecipientExtended,
)
from govflow.core.record.events.private import NOTHING, Private
from govflow.core.record.events.registers import EntryPersonNamed, EntryRecorded
from govflow.core.record.events.replies import (
    AddressConfirmed,
    AnswerWritten,
    ReplyAssigned,
    ReplyReceived,
    ReplyResolved,
)
from govflow.core.record.events.texts import (
    AmendmentRebased,
    AmendmentStarted,
    AmendmentWithdrawn,
    DecisionCorrected,
    DecisionRecorded,
    GuidanceConfirmed,
    PackBuilt,
    PolicyAdopted,
    PolicyRepealed,
    VersionPublished,
)
from govflow.core.record.events.upkeep import (
    ClockAccepted,
    EntryCorrected,
    EvidenceErased,
    RegisterCaughtUp,
    RegisterHomed,
)

__all__ = [
    "FORMAT",
    "NOTHING",
    "AddressConfirmed",
    "AmendmentRebased",
    "AmendmentStarted",
    "AmendmentWithdrawn",
    "AnswerWritten",
    "ClockAccepted",
    "DecisionCorrected",
    "DecisionRecorded",
    "EntryCorrected",
    "EntryPersonNamed",
    "EntryRecorded",
    "Event",
    "EvidenceErased",
    "GuidanceConfirmed",
    "LetterClaimed",
    "LetterDeferred",
    "LetterParked",
    "LetterRefused",
    "LetterReplanned",
    "LetterSent",
    "LetterSettled",
    "LetterStranded",
    "LetterUnknown",
    "LettersPlanned",
    "NoticeClosed",
    "NoticeSealed",
    "PackBuilt",
    "PeopleImported",
    "PersonErased",
    "PersonHeld",
    "PersonReleased",
    "PolicyAdopted",
    "PolicyRepealed",
    "Private",
    "RecipientExcused",
    "RecipientExtended",
    "RecipientsAdded",
    "RegisterCaughtUp",
    "RegisterHomed",
    "ReplyAssigned",
    "ReplyReceived",
    "ReplyResolved",
    "VersionPublished",
]  # fmt: skip

FORMAT = 1

Event = (
    PolicyAdopted
    | AmendmentStarted
    | AmendmentWithdrawn
    | AmendmentRebased
    | PackBuilt
    | DecisionRecorded
    | DecisionCorrected
    | PolicyRepealed
    | VersionPublished
    | GuidanceConfirmed
    | PeopleImported
    | NoticeSealed
    | RecipientsAdded
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
    | LetterSettled
    | ReplyReceived
    | ReplyResolved
    | ReplyAssigned
    | AnswerWritten
    | AddressConfirmed
    | RecipientExcused
    | RecipientExtended
    | PersonErased
    | PersonHeld
    | PersonReleased
    | EvidenceErased
    | RegisterHomed
    | RegisterCaughtUp
    | ClockAccepted
    | EntryCorrected
    | EntryRecorded
    | EntryPersonNamed
)
