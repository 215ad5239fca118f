"""What recording one event writes: its line in the ledger, its personal values, the changed rows.

The database and the memory register both write exactly what these functions say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from govflow.core.errors import RecordError
from govflow.core.record.chain import Checkpoint, RecordedEvent, link
from govflow.core.record.encode import Moment, PersonalValue, Salts, commitment, encode
from govflow.core.record.events import (
    Event,
    LetterClaimed,
    LettersPlanned,
    NoticeSealed,
    RecipientsAdded,
)
from govflow.core.record.particulars import discreet
from govflow.core.record.project import NOTHING, apply, owner
from govflow.core.record.roll import Roll, digest, personal_line
from govflow.core.record.rows import LetterRow, RecipientRow, Row
from govflow.core.record.tables import Tables


@dataclass(frozen=True, slots=True)
class Written:
    """Everything one event adds or changes, for one transaction."""

    recorded: RecordedEvent
    personal: tuple[PersonalValue, ...]
    rows: Sequence[Row]

    @property
    def checkpoint(self) -> Checkpoint:
        """The ledger's end with this event."""
        return Checkpoint(self.recorded.seq, self.recorded.hash)


@dataclass(frozen=True, slots=True)
class Pen:
    """What recording needs from outside: the time, the pretended day if any, and salts."""

    at: str
    as_of: date | None
    salt: Salts

    def moment(self, newest: Checkpoint) -> Moment:
        """The moment of the next event."""
        return Moment(newest.size + 1, self.at, self.as_of)


def write(
    tables: Tables,
    newest: Checkpoint,
    event: Event,
    pen: Pen,
    *,
    kept: tuple[str, ...] = (),
    roll: Roll = NOTHING,
) -> Written:
    """The line, personal values and rows of an event that follows `newest`.

    `kept` are the digests of raw bytes stored with it. Raises RecordError when it cannot follow.
    """
    moment, event = pen.moment(newest), discreet(event)
    rows = apply(tables, event, moment, roll)
    body, personal = encode(event, moment, pen.salt, subject=owner(tables, event), kept=kept)
    kind = type(event).__name__
    line = RecordedEvent(moment.seq, moment.at, kind, body, link(newest.hash, body))
    return Written(line, personal, rows)


def write_notice(
    tables: Tables,
    newest: Checkpoint,
    event: NoticeSealed | RecipientsAdded,
    recipients: Sequence[RecipientRow],
    letters: Sequence[LetterRow],
    subjects: Mapping[str, str],
    pen: Pen,
) -> Written:
    """A notice with its roll, or further people on it: fresh commitments, its digest, and every row.

    `subjects` gives each person's random key.
    """
    moment = pen.moment(newest)
    when, salt = moment.when, pen.salt
    roll = Roll(
        [
            committed(row, when, subjects[row.person], next(salt))
            for row in sorted(recipients, key=attrgetter("number"))
        ],
        _fresh_letters(letters, moment),
    )
    sealed = replace(event, roll=digest(roll), recipients=len(recipients))
    return write(tables, newest, sealed, pen, roll=roll)


def write_letters(
    tables: Tables, newest: Checkpoint, letters: Sequence[LetterRow], pen: Pen
) -> Written:
    """Further letters, planned by one event."""
    moment = pen.moment(newest)
    roll = Roll((), _fresh_letters(letters, moment))
    return write(tables, newest, LettersPlanned(len(letters), digest(roll)), pen, roll=roll)


def _fresh_letters(letters: Sequence[LetterRow], moment: Moment) -> list[LetterRow]:
    when, seq = moment.when, moment.seq
    return [fresh_letter(row, when, seq) for row in sorted(letters, key=attrgetter("letter"))]


def kept_with(events: Sequence[Event], digests: Sequence[str]) -> list[tuple[str, ...]]:
    """Which stored bytes each event names: those it speaks of; what none does goes to the last."""
    left = list(dict.fromkeys(digests))
    named: list[tuple[str, ...]] = []
    for event in events:
        spoken_of = {getattr(event, "evidence", None), getattr(event, "wire", None)}
        named.append(tuple(one for one in left if one in spoken_of))
        left = [one for one in left if one not in spoken_of]
    return [*named[:-1], (*named[-1], *left)]


def committed(row: RecipientRow, when: str, subject: str, salt: str) -> RecipientRow:
    """A recipient as sealing writes it, with the commitment to the personal columns."""
    return _fresh(row, when, subject, salt, commitment(personal_line(row), salt))


def fresh_recipient(row: RecipientRow, when: str) -> RecipientRow:
    """A recorded recipient as it was when the notice was sealed: nothing sent, nothing answered."""
    return _fresh(row, when, row.subject, row.salt, row.commitment)


def _fresh(row: RecipientRow, when: str, subject: str, salt: str, committed: str) -> RecipientRow:
    return RecipientRow(
        notice=row.notice,
        number=row.number,
        subject=subject,
        person=row.person,
        name=row.name,
        email=row.email,
        other_emails=row.other_emails,
        audience=row.audience,
        language=row.language,
        reference=row.reference,
        secret=row.secret,
        counted="",
        counted_at="",
        outcome="",
        since=when,
        held=0,
        away_until=None,
        letters=0,
        salt=salt,
        commitment=committed,
    )


def fresh_letter(row: LetterRow, when: str, planned: int) -> LetterRow:
    """A letter as planning writes it; `planned` is the number of the planning event."""
    return LetterRow(
        letter=row.letter,
        notice=row.notice,
        recipient=row.recipient,
        kind=row.kind,
        state="planned",
        message_id=row.message_id,
        wire="",
        transport="",
        remote_id="",
        crashes=0,
        until="",
        code="",
        text="",
        since=when,
        planned=planned,
    )


def claimed_by(event: Event, worker: str) -> Event:
    """A claim carries the name of its sender's lock; without a lock nothing is claimed."""
    if not isinstance(event, LetterClaimed):
        return event
    require_worker(worker)
    return replace(event, worker=worker)


def require_worker(worker: str) -> None:
    """Raise RecordError where the sender lock is not held."""
    if not worker:
        raise RecordError("Letters go out only while the sender lock is held.")
