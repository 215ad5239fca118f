"""What events about people change: notices, replies, who need not answer, and erasure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from govflow.core.errors import RecordError
from govflow.core.people.letters import LetterState
from govflow.core.record import particulars, project_registers
from govflow.core.record.encode import Moment
from govflow.core.record.events import (
    AddressConfirmed,
    AnswerWritten,
    EvidenceErased,
    LettersPlanned,
    NoticeClosed,
    NoticeSealed,
    PersonErased,
    RecipientExcused,
    RecipientExtended,
    RecipientsAdded,
    ReplyAssigned,
    ReplyReceived,
    ReplyResolved,
)
from govflow.core.record.roll import Roll
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, ReplyRow, Row
from govflow.core.record.settle import settled
from govflow.core.record.tables import Tables, key_of, needed


def sealed(tables: Tables, event: NoticeSealed, roll: Roll) -> list[Row]:
    """A notice with its whole roll. The same notice twice is refused."""
    if tables.get(NoticeRow, event.notice):
        raise RecordError(
            f"The notice {event.notice} is already sealed.",
            remedy="send what is left of it with 'govflow notice send'.",
        )
    notice = NoticeRow(
        notice=event.notice,
        policy=event.policy,
        version=event.version,
        digest=event.digest,
        purpose=event.purpose,
        audiences=event.audiences,
        sealed_on=event.sealed_on,
        due=event.due,
        statement=event.statement,
        recipients=event.recipients,
        roll=event.roll,
        closed=False,
        amendments=event.amendments,
    )
    return [notice, *roll.recipients, *roll.letters]


def added(tables: Tables, event: RecipientsAdded, roll: Roll) -> list[Row]:
    """Further people on a notice, with a day of their own. Numbers that do not follow are refused."""
    notice = needed(tables, NoticeRow, event.notice)
    if event.first != notice.recipients + 1:
        raise RecordError(
            f"People were put on the notice {event.notice} by another run at the same time.",
            remedy="run the same command again; nothing was recorded.",
        )
    changed = replace(notice, recipients=notice.recipients + event.recipients)
    people = [replace(row, due=event.due) for row in roll.recipients]
    return [changed, *people, *roll.letters]


def planned(event: LettersPlanned, roll: Roll) -> list[Row]:
    """Further letters wait to be sent."""
    return list(roll.letters[: event.letters])


def closed(tables: Tables, event: NoticeClosed) -> list[Row]:
    """Nothing further is asked under this notice."""
    return [replace(needed(tables, NoticeRow, event.notice), closed=True)]


def received(tables: Tables, event: ReplyReceived, moment: Moment) -> list[Row]:
    """A reply came in and was judged. The same bytes twice are refused."""
    if tables.get(ReplyRow, event.evidence):
        raise RecordError(
            "This very message is already recorded.",
            place=event.evidence[:12],
            remedy="nothing has to be done: it counts once.",
        )
    reply = ReplyRow(
        evidence=event.evidence,
        message_id=str(event.message_id),
        sender=str(event.sender),
        received=event.received,
        notice=event.notice,
        recipient=event.recipient,
        outcome=event.outcome,
        rule=event.rule,
        reason=str(event.reason),
        counted=event.counted,
        detail=particulars.detail(event),
        resolved_as="",
        resolved_by="",
        resolved_reason="",
        seq=moment.seq,
    )
    return [reply, *_settle(tables, reply, moment)]


def resolved(tables: Tables, event: ReplyResolved, moment: Moment) -> list[Row]:
    """The officer settled a reply; the last time she did so is what holds."""
    reply = replace(
        needed(tables, ReplyRow, event.evidence),
        resolved_as=event.outcome,
        resolved_by=str(event.by),
        resolved_reason=str(event.reason),
        counted=event.counted,
    )
    return [reply, *_settle(tables, reply, moment)]


def assigned(tables: Tables, event: ReplyAssigned) -> list[Row]:
    """Somebody is to see to a reply; the last one named holds."""
    return [replace(needed(tables, ReplyRow, event.evidence), assigned=str(event.to))]


def answered(tables: Tables, event: AnswerWritten) -> list[Row]:
    """A reply has its answer. A second one to the same reply is refused."""
    reply = needed(tables, ReplyRow, event.evidence)
    if reply.answer:
        raise RecordError(
            "This reply has an answer already.",
            place=event.evidence[:12],
            remedy="look at it with 'govflow replies show'; nothing was recorded.",
        )
    return [replace(reply, answer=event.letter, answer_text=event.text)]


def confirmed(tables: Tables, event: AddressConfirmed) -> list[Row]:
    """An address is the recipient's own; it stands in the people list, not here."""
    needed(tables, ReplyRow, event.evidence)
    return []


def _settle(tables: Tables, reply: ReplyRow, moment: Moment) -> list[Row]:
    if not reply.recipient:
        return []
    recipient = needed(tables, RecipientRow, reply.notice, reply.recipient)
    others = tables.find(ReplyRow, notice=reply.notice, recipient=reply.recipient)
    replies = [one for one in others if one.evidence != reply.evidence]
    return [settled(recipient, [*replies, reply], moment)]


def excused(tables: Tables, event: RecipientExcused, moment: Moment) -> list[Row]:
    """Somebody need not answer, until a day or for good; '' makes it due again."""
    row = needed(tables, RecipientRow, event.notice, event.recipient)
    return [replace(row, excused=event.excuse, excused_until=event.until, since=moment.when)]


def extended(tables: Tables, event: RecipientExtended) -> list[Row]:
    """One person has a day of their own."""
    return [replace(needed(tables, RecipientRow, event.notice, event.recipient), due=event.due)]


def person_erased(tables: Tables, event: PersonErased) -> list[Row]:
    """Every personal column about somebody is emptied; counts, states and commitments stay."""
    rows = project_registers.forgotten(tables, event)
    for recipient in tables.find(RecipientRow, subject=event.subject):
        rows.append(_blank_recipient(recipient))
        where = {"notice": recipient.notice, "recipient": recipient.number}
        rows += [_blank_letter(one) for one in tables.find(LetterRow, **where)]
        rows += [_blank_reply(one) for one in tables.find(ReplyRow, **where)]
    strays = (tables.get(ReplyRow, digest) for digest in event.evidence)
    rows += [_blank_reply(reply) for reply in strays if reply and not reply.recipient]
    return _unnamed(tables, event, rows)


PERSONAL: Mapping[str, tuple[type[LetterRow | ReplyRow], tuple[str, ...]]] = {
    "letters": (LetterRow, ("text",)),
    "replies": (
        ReplyRow,
        ("sender", "message_id", "reason", "detail", "resolved_by", "resolved_reason", "assigned"),
    ),
}
"""Where the entries of other people hold words that can name somebody: table, and its columns."""


def _unnamed(tables: Tables, event: PersonErased, emptied: list[Row]) -> list[Row]:
    """The emptied rows, and other people's rows without the words that named somebody."""
    rows: dict[tuple[Any, ...], Any] = {(type(row), *key_of(row)): row for row in emptied}
    for table, column, *key in event.columns:
        kind, columns = PERSONAL[table]
        row: Any = rows.get((kind, *key)) or needed(tables, kind, *key)
        if column in columns:
            detail = isinstance(row, ReplyRow) and column == "detail"
            kept = particulars.harmless(row.detail) if detail else ""
            rows[(kind, *key)] = replace(row, **{column: kept})
    return list(rows.values())


def evidence_erased(tables: Tables, event: EvidenceErased) -> list[Row]:
    """The bytes of messages are gone; of those that matched nobody, who wrote them is gone too."""
    found = (tables.get(ReplyRow, digest) for digest in event.evidence)
    return [_blank_reply(reply) for reply in found if reply and not reply.recipient]


def _blank_recipient(row: RecipientRow) -> RecipientRow:
    return replace(
        row, person="", name="", email="", other_emails=(), reference="", secret="", salt=""
    )


def _blank_letter(row: LetterRow) -> LetterRow:
    """A letter without the server's words; one that waits will never go: nobody is left to send it to."""
    if row.state == LetterState.SENDING.value:
        return replace(row, text="", state=LetterState.UNKNOWN.value)
    if row.state not in (LetterState.PLANNED.value, LetterState.DEFERRED.value):
        return replace(row, text="")
    return replace(row, text="", state=LetterState.REFUSED.value, code="erased", until="")


def _blank_reply(row: ReplyRow) -> ReplyRow:
    detail = particulars.harmless(row.detail)
    return replace(row, sender="", message_id="", reason="", resolved_reason="", detail=detail)
