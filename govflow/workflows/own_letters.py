"""Letters of the office's own: to somebody who is on no notice's roll, or about no notice at all.

They go the same way as a notice's letters: recorded before the first byte leaves and after the answer,
the same bytes again after a crash. Their names hold their day and an office ('ceo', 'chair'), never a
person, because names stand in the ledger in clear. No reply to one can count for anybody: they carry no
secret.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime, parseaddr

from govflow.core.people.letters import NOT_NEEDED, Envelope, LetterKind, LetterText
from govflow.core.record.events import LetterRefused, Private
from govflow.core.record.rows import LetterRow
from govflow.workflows.compose import LOOP
from govflow.workflows.deliver import DUE_STATES, outcome_event, sending, settle_stranded
from govflow.workflows.notify import new_letter
from govflow.workflows.office import Office
from govflow.workflows.requests import ON_ITS_WAY


@dataclass(frozen=True, slots=True)
class OwnLetter:
    """One letter: its name ('weekly-2026-11-30/ceo'), whom it goes to, and what it says."""

    name: str
    address: str
    text: LetterText


def own_text(
    office: Office, kind: LetterKind, purpose: str, name: str, language: str
) -> LetterText:
    """A letter that speaks for the office alone; what it is about is put in by the caller."""
    return LetterText(
        kind=kind,
        language=language,
        organisation=office.house.organisation,
        policy_title="",
        version="",
        person_name=name,
        audience="",
        purpose=purpose,
        reference="",
        statement="",
        changes=(),
        contact=office.house.contact,
        signer=office.house.signer,
        mailto="",
        sent_on=office.clock.today(),
        checkpoint=str(office.register.checkpoint()),
    )


def send_own(office: Office, family: str, wanted: Sequence[OwnLetter]) -> list[LetterRow]:
    """Send the letters of one family ('weekly', 'escalation'...) that have not gone, each once.

    One of the family that still waits and is not wanted any more is withdrawn. Returns how those stand
    that waited until now. Raises TemporaryError when another sender is at work.
    """
    if not wanted and not _waiting(office, family):
        return []
    with sending(office):
        settle_stranded(office, "")
        by_name = {letter.name: letter for letter in wanted}
        for row in _waiting(office, family):
            if row.letter not in by_name:
                reason = Private("withdrawn in time")
                office.register.append(LetterRefused(row.letter, NOT_NEEDED, reason))
        office.register.add_letters(
            [new_letter(office, name, LetterKind.REPORT) for name in sorted(by_name)]
        )
        waiting = _waiting(office, family)
        for row in waiting:
            _hand_over(office, row, by_name[row.letter])
    found = (office.register.get(LetterRow, row.letter) for row in waiting)
    return [row for row in found if row is not None]


def own_letters(office: Office, family: str) -> list[LetterRow]:
    """Every letter of a family that was planned and not withdrawn."""
    rows = office.register.find(LetterRow, notice="", kind=LetterKind.REPORT.value)
    return [r for r in rows if r.letter.startswith(f"{family}-") and not r.withdrawn]


def gone(office: Office, name: str) -> bool:
    """Whether nothing is left to do about a letter: it went, or was refused or withdrawn for good."""
    row = office.register.get(LetterRow, name)
    return row is not None and row.state not in ON_ITS_WAY


def _waiting(office: Office, family: str) -> list[LetterRow]:
    return [row for row in own_letters(office, family) if row.state in DUE_STATES]


def _hand_over(office: Office, row: LetterRow, letter: OwnLetter) -> None:
    if row.until > office.clock.now().isoformat(timespec="seconds"):
        return
    stored = office.register.evidence(row.wire) if row.wire else None
    raw = stored or _written(office, row, letter)
    if not office.register.claim(row.letter, hashlib.sha256(raw).hexdigest(), raw):
        return
    sender = parseaddr(office.house.sender)[1]
    result = office.transport.send(row.letter, raw, sender, letter.address)
    office.register.append(outcome_event(office, row.letter, result))


def _written(office: Office, row: LetterRow, letter: OwnLetter) -> bytes:
    envelope = Envelope(
        sender=office.house.sender,
        to_name=letter.text.person_name,
        to_address=letter.address,
        reply_to=office.house.sender,
        message_id=row.message_id,
        date=format_datetime(office.clock.stamp()),
        reference="",
        letter=row.letter,
        loop=LOOP,
        checkpoint=letter.text.checkpoint,
    )
    return office.letters.build(envelope, office.letters.render(letter.text), [])
