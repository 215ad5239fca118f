"""What an event changes in the state tables: the one function behind writing, replay and checking.

`apply` is pure. The tables of the database, those of the memory register and those of a replay are
filled by it and by nothing else, so they are equal by construction and comparing them finds what was
altered by other hands. Rows are never deleted; a changed row replaces the one with the same key.
"""

from collections.abc import Sequence
from typing import assert_never

from govflow.core.record import (
    project_letters,
    project_people,
    project_registers,
    project_texts,
)
from govflow.core.record.encode import Moment
from govflow.core.record.events import (
    AddressConfirmed,
    AmendmentRebased,
    AmendmentStarted,
    AmendmentWithdrawn,
    AnswerWritten,
    ClockAccepted,
    DecisionCorrected,
    DecisionRecorded,
    EntryCorrected,
    EntryPersonNamed,
    EntryRecorded,
    Event,
    EvidenceErased,
    GuidanceConfirmed,
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
    PackBuilt,
    PeopleImported,
    PersonErased,
    PersonHeld,
    PersonReleased,
    PolicyAdopted,
    PolicyRepealed,
    RecipientExcused,
    RecipientExtended,
    RecipientsAdded,
    RegisterCaughtUp,
    RegisterHomed,
    ReplyAssigned,
    ReplyReceived,
    ReplyResolved,
    VersionPublished,
)
from govflow.core.record.roll import Roll
from govflow.core.record.rows import HoldRow, HomeRow, LetterRow, RecipientRow, ReplyRow, Row
from govflow.core.record.tables import Tables

NOTHING = Roll((), ())

TextEvent = (
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
)
PersonEvent = (
    ReplyReceived
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
)


def apply(tables: Tables, event: Event, moment: Moment, roll: Roll = NOTHING) -> Sequence[Row]:
    """The rows as they stand after an event, those it leaves alone excepted.

    `tables` are read as they stand before it; `roll` is what a notice or planning brings with it.
    Raises RecordError when the event cannot follow (an unknown notice, the same reply twice, a letter
    in the wrong state); nothing is then recorded.
    """
    match event:
        case (
            PolicyAdopted()
            | AmendmentStarted()
            | AmendmentWithdrawn()
            | AmendmentRebased()
            | PackBuilt()
            | DecisionRecorded()
            | DecisionCorrected()
            | PolicyRepealed()
            | VersionPublished()
            | GuidanceConfirmed()
        ):
            return _text(tables, event, moment)
        case NoticeSealed():
            return project_people.sealed(tables, event, roll)
        case RecipientsAdded():
            return project_people.added(tables, event, roll)
        case LettersPlanned():
            return project_people.planned(event, roll)
        case NoticeClosed():
            return project_people.closed(tables, event)
        case (
            LetterClaimed()
            | LetterSent()
            | LetterRefused()
            | LetterDeferred()
            | LetterUnknown()
            | LetterStranded()
            | LetterReplanned()
            | LetterParked()
            | LetterSettled()
        ):
            return project_letters.letter_changed(tables, event, moment)
        case PeopleImported() | ClockAccepted() | RegisterCaughtUp() | EntryCorrected():
            return ()
        case EntryRecorded():
            return project_registers.recorded(tables, event, moment)
        case EntryPersonNamed():
            return project_registers.named(tables, event)
        case RegisterHomed():
            return (HomeRow("home", str(event.home)),)
        case _:
            return _person(tables, event, moment)


def _text(tables: Tables, event: TextEvent, moment: Moment) -> Sequence[Row]:
    match event:
        case PolicyAdopted():
            return project_texts.adopted(tables, event, moment)
        case AmendmentStarted():
            return project_texts.started(tables, event)
        case AmendmentWithdrawn():
            return [project_texts.amendment(tables, event.amendment, state="withdrawn")]
        case AmendmentRebased():
            return project_texts.rebased(tables, event)
        case PackBuilt():
            return project_texts.tabled(tables, event)
        case DecisionRecorded():
            return project_texts.decided(tables, event)
        case DecisionCorrected():
            return project_texts.corrected(tables, event)
        case PolicyRepealed():
            return project_texts.repealed(tables, event)
        case VersionPublished():
            return project_texts.published(tables, event, moment)
        case GuidanceConfirmed():
            return project_texts.confirmed(event)
        case _:
            assert_never(event)


def _person(tables: Tables, event: PersonEvent, moment: Moment) -> Sequence[Row]:
    match event:
        case ReplyReceived():
            return project_people.received(tables, event, moment)
        case ReplyResolved():
            return project_people.resolved(tables, event, moment)
        case ReplyAssigned():
            return project_people.assigned(tables, event)
        case AnswerWritten():
            return project_people.answered(tables, event)
        case AddressConfirmed():
            return project_people.confirmed(tables, event)
        case RecipientExcused():
            return project_people.excused(tables, event, moment)
        case RecipientExtended():
            return project_people.extended(tables, event)
        case PersonErased():
            return project_people.person_erased(tables, event)
        case PersonHeld(subject=subject):
            return [HoldRow(subject, held=True)]
        case PersonReleased(subject=subject):
            return [HoldRow(subject, held=False)]
        case EvidenceErased():
            return project_people.evidence_erased(tables, event)
        case _:
            assert_never(event)


def owner(tables: Tables, event: Event) -> str:
    """Whose personal values an event holds.

    The subject key of its recipient; for a reply that matched nobody, the digest of its bytes; '' where
    there is no such person.
    """
    match event:
        case ReplyReceived(evidence=evidence, notice=notice, recipient=number):
            return _subject(tables, notice, number) or evidence
        case (
            ReplyResolved(evidence=evidence)
            | ReplyAssigned(evidence=evidence)
            | AnswerWritten(evidence=evidence)
            | AddressConfirmed(evidence=evidence)
        ):
            reply = tables.get(ReplyRow, evidence)
            return (reply and _subject(tables, reply.notice, reply.recipient)) or evidence
        case (
            PersonHeld(subject=subject)
            | PersonReleased(subject=subject)
            | EntryRecorded(subject=subject)
            | EntryPersonNamed(subject=subject)
        ):
            return subject
        case RecipientExcused(notice=notice, recipient=number):
            return _subject(tables, notice, number)
        case LetterRefused() | LetterDeferred() | LetterUnknown() | LetterSettled():
            letter = tables.get(LetterRow, event.letter)
            return _subject(tables, letter.notice, letter.recipient) if letter else ""
        case _:
            return ""


def _subject(tables: Tables, notice: str, number: int) -> str:
    row = tables.get(RecipientRow, notice, number) if number else None
    return row.subject if row else ""
