"""Catching up: a copy of the register that was put back learns what happened since it was made."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from govflow.core.errors import RecordError
from govflow.core.people.letters import LetterKind
from govflow.core.record.chain import Checkpoint
from govflow.core.record.events import (
    LetterClaimed,
    LetterParked,
    LetterSent,
    Private,
    RegisterCaughtUp,
)
from govflow.core.record.rows import LetterRow, RecipientRow, ReplyRow
from govflow.core.record.witness import LetterOutside, holds
from govflow.workflows.collect import collect
from govflow.workflows.deliver import DUE_STATES
from govflow.workflows.notify import planned_letter
from govflow.workflows.office import Office
from govflow.workflows.rebuilding import Rebuilt, plan_rebuilding


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """What was learnt: letters that had gone out, replies that were read in again.

    `notices` were made again from their letters; of the `lost` ones nobody knows whether they went.
    """

    seen: Checkpoint
    letters: int
    replies: int
    notices: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def behind(office: Office) -> Checkpoint | None:
    """The newest checkpoint seen elsewhere that this register does not hold; None when it is whole."""
    lost = [one for one in office.elsewhere.seen() if not holds(office.register, one)]
    return max(lost, key=lambda one: one.size, default=None)


def catch_up(office: Office, by: str) -> CaughtUp | None:
    """Record the letters that went out meanwhile and read their replies again; None when not behind.

    A letter counts as gone where it lies among those sent, or where its transport finds it. A notice
    that began after the copy was made is made again from its letters (see `rebuilding`). Raises
    RecordError for letters it cannot be made from: everybody on it would be written to again.
    """
    with office.register.sender_lock():
        seen = behind(office)
        if seen is None:
            return None
        went = {one.letter: one for one in office.elsewhere.letters()}
        rebuilt = plan_rebuilding(office, went.values())
        _refuse_strangers(_strangers(office, went.values(), rebuilt))
        for one in rebuilt:
            office.register.seal_notice(one.event, one.recipients, one.letters)
            office.register.append(*(LetterParked(letter, 0) for letter in one.lost))
        office.register.add_letters(_unplanned(office, went.values()))
        letters = _record_gone(office, went)
        replies = office.elsewhere.read_again(
            lambda digest: office.register.get(ReplyRow, digest) is not None
        )
        office.register.append(RegisterCaughtUp(str(seen), letters, replies, Private(by)))
        office.elsewhere.give_up(seen, office.register.checkpoint())
    collect(office)
    lost = tuple(letter for one in rebuilt for letter in one.lost)
    return CaughtUp(seen, letters, replies, tuple(one.event.notice for one in rebuilt), lost)


def _strangers(
    office: Office, went: Iterable[LetterOutside], rebuilt: Iterable[Rebuilt]
) -> list[str]:
    """Letters to people whom neither the register knows nor a notice that is made again."""
    new = {(row.notice, row.number): row for one in rebuilt for row in one.recipients}
    found = []
    for one in went:
        notice, number = one.letter.split("/")[:2]
        row = office.register.get(RecipientRow, notice, int(number))
        row = row or new.get((notice, int(number)))
        letter = office.register.get(LetterRow, one.letter)
        other = letter is not None and letter.message_id != one.message_id
        if other or row is None or row.reference != one.reference:
            found.append(one.letter)
    return found


def _unplanned(office: Office, went: Iterable[LetterOutside]) -> list[LetterRow]:
    """Letters that were planned after the copy was made, as they were planned."""
    rows = []
    for one in went:
        if office.register.get(LetterRow, one.letter) is not None:
            continue
        notice, number, kind = one.letter.split("/")[:3]
        recipient = office.register.get(RecipientRow, notice, int(number))
        assert recipient is not None
        planned = planned_letter(office, recipient, LetterKind(kind.partition("-")[0]))
        rows.append(replace(planned, letter=one.letter, message_id=one.message_id))
    return rows


def _refuse_strangers(strangers: list[str]) -> None:
    if not strangers:
        return
    notices = ", ".join(sorted({name.partition("/")[0] for name in strangers}))
    raise RecordError(
        f"letters of {notices} went out of which this copy can learn nothing ({len(strangers)} in all).",
        place=strangers[0],
        remedy="restore a newer copy; where there is none, put these letters away by hand, and know"
        " that their replies will match nothing and a new notice writes to everybody again.",
        undone="nothing was recorded and nothing was sent.",
    )


def _record_gone(office: Office, went: dict[str, LetterOutside]) -> int:
    """Record every waiting letter that is found to have gone, with its bytes where they are here."""
    found = 0
    for state in DUE_STATES:
        for letter in office.register.find(LetterRow, state=state):
            here = went.get(letter.letter)
            if here is None and not office.transport.find_sent(letter.letter, letter.message_id):
                continue
            wire = hashlib.sha256(here.raw).hexdigest() if here else letter.wire
            office.register.append(
                LetterClaimed(letter.letter, wire),
                LetterSent(letter.letter, office.transport.name, letter.remote_id),
                evidence=[here.raw] if here else [],
            )
            found += 1
    return found
