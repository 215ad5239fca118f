"""What to do about letters whose sender died, and about people whose data must go: pure decisions."""

from govflow.core.people.letters import LetterState
from govflow.core.record.events import (
    Event,
    LetterParked,
    LetterReplanned,
    LetterSent,
    LetterStranded,
    PersonErased,
    Private,
)
from govflow.core.record.rows import LetterRow, RecipientRow, ReplyRow
from govflow.core.record.tables import Tables

CRASHES = 3
"""So often may a letter take its sender down before it is put aside for the officer."""


def recover(letter: LetterRow, found: bool | None) -> Event | None:
    """The next event of a letter that was left half sent, or whose answer was lost.

    A letter still `sending` (its sender is gone) first becomes unknown. Of an unknown one `found` says
    what evidence shows: True it went, False it never went (only after a later probe by the same route
    arrived), None nobody can be asked. None is returned where only the officer can decide.
    """
    if letter.state == LetterState.SENDING.value:
        return LetterStranded(letter.letter)
    if letter.state != LetterState.UNKNOWN.value:
        return None
    if found:
        return LetterSent(letter.letter, letter.transport, letter.remote_id)
    if letter.crashes >= CRASHES:
        return LetterParked(letter.letter, letter.crashes)
    return None if found is None else LetterReplanned(letter.letter, "not found where it would be")


def erase_person(tables: Tables, subject: str, by: str, reason: str) -> PersonErased:
    """The event that erases all personal values and mail of one person, in every notice."""
    evidence: list[str] = []
    for recipient in tables.find(RecipientRow, subject=subject):
        where = {"notice": recipient.notice, "recipient": recipient.number}
        evidence += [one.wire for one in tables.find(LetterRow, **where) if one.wire]
        replies = tables.find(ReplyRow, **where)
        evidence += [one.evidence for one in replies]
        evidence += [one.answer_text for one in replies if one.answer_text]
        evidence += [text for one in replies for name, text in one.detail if name == "scan"]
    return PersonErased(subject, tuple(evidence), Private(by), Private(reason))
