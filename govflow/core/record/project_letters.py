"""What events about letters change: the one table of states a letter may go through.

planned -> sending (recorded durably first) -> sent | refused | deferred | unknown; a letter whose sender
died is unknown too. From unknown: sent (evidence found), planned again (proved not sent) or parked. Any
other step is refused, so that a fault elsewhere cannot send a letter twice.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, assert_never

from govflow.core.errors import RecordError
from govflow.core.people.letters import LetterState
from govflow.core.record.encode import Moment
from govflow.core.record.events import (
    LetterClaimed,
    LetterDeferred,
    LetterParked,
    LetterRefused,
    LetterReplanned,
    LetterSent,
    LetterSettled,
    LetterStranded,
    LetterUnknown,
)
from govflow.core.record.rows import LetterRow, RecipientRow, Row
from govflow.core.record.settle import after_letter
from govflow.core.record.tables import Tables, needed

LetterEvent = (
    LetterClaimed
    | LetterSent
    | LetterRefused
    | LetterDeferred
    | LetterUnknown
    | LetterStranded
    | LetterReplanned
    | LetterParked
    | LetterSettled
)
_S = LetterState
UNDECIDED = frozenset({_S.SENDING, _S.UNKNOWN, _S.PARKED})
FROM: Mapping[type[Any], frozenset[LetterState]] = {
    LetterClaimed: frozenset({_S.PLANNED, _S.DEFERRED}),
    LetterSent: UNDECIDED,
    LetterRefused: UNDECIDED | {_S.PLANNED, _S.DEFERRED},
    LetterDeferred: frozenset({_S.SENDING, _S.PLANNED, _S.DEFERRED}),
    LetterUnknown: frozenset({_S.SENDING}),
    LetterStranded: frozenset({_S.SENDING}),
    LetterReplanned: frozenset({_S.UNKNOWN, _S.PARKED, _S.REFUSED}),
    LetterParked: frozenset({_S.SENDING, _S.UNKNOWN, _S.PLANNED, _S.DEFERRED}),
    LetterSettled: frozenset({_S.UNKNOWN, _S.PARKED}),
}
"""The states each event may find its letter in."""


def letter_changed(tables: Tables, event: LetterEvent, moment: Moment) -> list[Row]:
    """The letter in its new state, and its recipient where that changes too."""
    row = needed(tables, LetterRow, event.letter)
    if row.state not in FROM[type(event)]:
        raise RecordError(
            f"The letter is '{row.state}', so it cannot become what {type(event).__name__} says.",
            place=row.letter,
            remedy="look at the letter with 'govflow notice show'; nothing was recorded.",
        )
    if isinstance(event, LetterClaimed) and row.wire and row.wire != event.wire:
        raise RecordError(
            "The letter was tried before with other bytes; only the same bytes may go again.",
            place=row.letter,
        )
    changed = _to_nobody(tables, replace(_letter(row, event), since=moment.when))
    if changed.state != LetterState.SENT:
        return [changed]
    return [changed, *_counted(tables, changed, moment)]


def _letter(row: LetterRow, event: LetterEvent) -> LetterRow:
    match event:
        case LetterClaimed(_, wire, worker):
            return replace(row, state=_S.SENDING.value, wire=wire, worker=worker, until="")
        case LetterSent(_, transport, remote_id):
            return _rested(row, _S.SENT, transport=transport, remote_id=remote_id)
        case LetterRefused(_, code, text):
            return _rested(row, _S.REFUSED, code=code, text=str(text))
        case LetterDeferred(_, until, text):
            return _rested(row, _S.DEFERRED, until=until, text=str(text))
        case LetterUnknown(_, text):
            return _rested(row, _S.UNKNOWN, text=str(text))
        case LetterStranded():
            return _rested(row, _S.UNKNOWN, crashes=row.crashes + 1)
        case LetterReplanned():
            return _rested(row, _S.PLANNED)
        case LetterParked(_, crashes):
            return _rested(row, _S.PARKED, crashes=crashes)
        case LetterSettled(_, sent):
            return _rested(row, _S.SENT) if sent else _rested(row, _S.PLANNED, crashes=0)
        case _:
            assert_never(event)


def _rested(row: LetterRow, state: LetterState, **changes: Any) -> LetterRow:
    """The letter in no sender's hands. The state is a plain string in the row."""
    return replace(row, state=state.value, worker="", **changes)


def _counted(tables: Tables, letter: LetterRow, moment: Moment) -> list[Row]:
    recipient = tables.get(RecipientRow, letter.notice, letter.recipient)
    return [] if recipient is None else after_letter(tables, recipient, letter, moment)


def _to_nobody(tables: Tables, letter: LetterRow) -> LetterRow:
    """A letter that would wait to be sent to somebody who was erased is refused instead."""
    if letter.state not in (LetterState.PLANNED.value, LetterState.DEFERRED.value):
        return letter
    recipient = tables.get(RecipientRow, letter.notice, letter.recipient)
    if recipient is not None and not recipient.salt:
        return replace(letter, state=LetterState.REFUSED.value, code="erased", text="", until="")
    return letter
