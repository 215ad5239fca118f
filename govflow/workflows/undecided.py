"""Letters that did not simply go: said in words, and settled by the officer where evidence is silent."""

from govflow.core.errors import GovflowError
from govflow.core.people.letters import LetterState
from govflow.core.record.events import LetterSettled, Private
from govflow.core.record.rows import LetterRow, RecipientRow
from govflow.workflows.office import Office

OPEN = (LetterState.UNKNOWN.value, LetterState.PARKED.value)
"""Letters of which only evidence or the officer can say whether they went."""


def troubled_letters(office: Office, notice: str) -> list[dict[str, object]]:
    """Each letter of a notice that was refused, put off or is in doubt: to whom, why, and what is next."""
    recipients = {r.number: r for r in office.register.find(RecipientRow, notice=notice)}
    return [
        {
            "letter": row.letter,
            "person": recipients[row.recipient].person,
            "name": recipients[row.recipient].name,
            "email": recipients[row.recipient].email,
            "state": row.state,
            "why": why,
            "next": then,
        }
        for row in office.register.find(LetterRow, notice=notice)
        if not row.withdrawn
        for why, then in _in_words(row)
    ]


def _in_words(letter: LetterRow) -> list[tuple[str, str]]:
    """Why a letter did not simply go, and what happens next; nothing for one that did."""
    said = letter.text.rstrip(".")
    match letter.state:
        case LetterState.REFUSED:
            why = f"the mail server said no for good: {f'{letter.code} {said}'.strip()}"
            return [(why, "correct the address in the people list, then write by hand")]
        case LetterState.DEFERRED:
            return [(f"not taken yet: {said}", f"tried again after {letter.until}")]
        case LetterState.UNKNOWN:
            why = f"it is not known whether it went: {said or 'its sender was stopped half way'}"
            return [(why, "looked for when letters are sent next; then govflow notice settle")]
        case LetterState.PARKED:
            why = f"sending it was stopped half way {letter.crashes} times"
            return [(why, f"decide: govflow notice settle {letter.letter}")]
        case _:
            return []


def plan_settling(office: Office, name: str) -> LetterRow:
    """The letter to be decided about. Raises GovflowError unless it is in doubt."""
    letter = office.register.get(LetterRow, name)
    if letter is None:
        raise GovflowError(
            f"there is no letter '{name}'.", remedy="'govflow notice show NOTICE' names them."
        )
    if letter.state not in OPEN:
        raise GovflowError(
            f"this letter is {letter.state}, so there is nothing to decide.",
            place=name,
            remedy="only a letter that is unknown or parked is decided about.",
        )
    return letter


def settle_letter(office: Office, name: str, *, sent: bool, by: str, reason: str) -> LetterRow:
    """Record that a letter went, or that it did not and waits to be sent again with the same bytes.

    Held by the sender's lock, so that nobody is sending it meanwhile. Sends nothing.
    """
    with office.register.sender_lock():
        plan_settling(office, name)
        office.register.append(LetterSettled(name, sent, Private(by), Private(reason)))
    row = office.register.get(LetterRow, name)
    assert row is not None
    return row
