"""Making a notice again from its letters, where the register that sealed it was lost.

Each letter says of which text, audiences and days it is (core/record/marks) and to whom it went, with
which reference and secret, so replies to it match again. Of people whose letter is not found nobody knows
whether they were written to: theirs are put aside for the officer, and nobody is written to twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from email.utils import parseaddr

from govflow.core.people.letters import LetterKind, reply_statement
from govflow.core.people.notices import Addressee, plan_roll
from govflow.core.people.people import Person
from govflow.core.record.events import NoticeSealed
from govflow.core.record.marks import NoticeMark, read_mark
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, VersionRow
from govflow.core.record.witness import LetterOutside
from govflow.workflows.notify import new_recipient, new_reference, planned_letter
from govflow.workflows.office import Office


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A notice as it must have been sealed. Its letters wait to be recorded as gone, except the `lost`."""

    event: NoticeSealed
    recipients: list[RecipientRow]
    letters: list[LetterRow]
    lost: tuple[str, ...]


def plan_rebuilding(office: Office, went: Iterable[LetterOutside]) -> list[Rebuilt]:
    """The notices that the register does not have, from the letters of theirs. Records nothing.

    A notice whose letters do not say enough, or speak of a text the register does not have, is left out;
    so is a reminder whose first letter is not there.
    """
    letters: dict[str, dict[int, LetterOutside]] = {}
    for one in went:
        notice, number, kind = one.letter.split("/")[:3]
        if office.register.get(NoticeRow, notice) is None and kind == LetterKind.FIRST:
            letters.setdefault(notice, {})[int(number)] = one
    found = (_rebuilt(office, notice, people) for notice, people in sorted(letters.items()))
    return [one for one in found if one is not None]


def _rebuilt(office: Office, notice: str, people: dict[int, LetterOutside]) -> Rebuilt | None:
    """One notice; None where its letters do not agree with each other or with the register."""
    mark = _mark(people.values())
    if mark is None:
        return None
    version = office.register.get(VersionRow, mark.policy, mark.version)
    if version is None or version.digest != mark.digest or max(people) > mark.recipients:
        return None
    known = _people(office, mark, people)
    recipients = _recipients(office, notice, known, people)
    if any(not row.secret for row in recipients):
        return None
    letters = [_letter(office, row, people.get(row.number)) for row in recipients]
    lost = tuple(one.letter for one in letters if one.recipient not in people)
    return Rebuilt(_sealed(office, notice, mark, len(recipients)), recipients, letters, lost)


def _mark(letters: Iterable[LetterOutside]) -> NoticeMark | None:
    """What the letters of one notice agree on; people may have come to it while they went."""
    marks = [read_mark(one.notice) for one in letters]
    found = [mark for mark in marks if mark is not None]
    most = max((mark.recipients for mark in found), default=0)
    same = {replace(mark, recipients=most) for mark in found}
    return same.pop() if len(found) == len(marks) and len(same) == 1 else None


def _people(
    office: Office, mark: NoticeMark, people: dict[int, LetterOutside]
) -> dict[int, Addressee]:
    """Everybody on the notice by number: those with a letter, then those who were to get one."""
    listed = office.library.people()
    known = {number: _addressee(listed, mark, one) for number, one in people.items()}
    taken = {one.person.id for one in known.values()}
    bound = plan_roll(listed, mark.audiences, mark.sealed_on).addressees
    waiting = (one for one in bound if one.person.id not in taken)
    free = (number for number in range(1, mark.recipients + 1) if number not in known)
    return known | dict(zip(free, waiting, strict=False))


def _addressee(listed: Iterable[Person], mark: NoticeMark, one: LetterOutside) -> Addressee:
    """Who a letter went to: whoever has that address, or somebody who has left the list since."""
    address = one.address.casefold()
    person = next((p for p in listed if address in map(str.casefold, p.addresses)), None)
    if person is None:
        person = Person(one.reference, one.name, one.address, ())
    audience = next((name for name in mark.audiences if name in person.audiences), "")
    return Addressee(person, audience or mark.audiences[0])


def _recipients(
    office: Office,
    notice: str,
    known: dict[int, Addressee],
    people: dict[int, LetterOutside],
) -> list[RecipientRow]:
    since, prefix = office.clock.now().isoformat(timespec="seconds"), notice.partition("-")[0]
    taken = {one.reference for one in people.values()}
    taken |= {row.reference for row in office.register.find(RecipientRow)}
    rows = []
    for number, addressee in sorted(known.items()):
        letter = people.get(number)
        reference = letter.reference if letter else new_reference(office, prefix, taken)
        taken.add(reference)
        subject = office.register.subject(addressee.person.id)
        row = new_recipient(office, (notice, number, since), addressee, reference, subject)
        if letter:
            row = replace(row, secret=_secret(office, letter), email=letter.address)
        rows.append(row)
    return rows


def _secret(office: Office, letter: LetterOutside) -> str:
    """The secret in the address a letter is answered to; '' where the address has another form by now."""
    before, _, after = parseaddr(office.house.reply_to)[1].partition("{secret}")
    middle = letter.reply_to.removeprefix(before).removesuffix(after)
    return middle if f"{before}{middle}{after}" == letter.reply_to else ""


def _letter(office: Office, row: RecipientRow, one: LetterOutside | None) -> LetterRow:
    """A recipient's first letter, under the Message-ID it went with."""
    planned = planned_letter(office, row, LetterKind.FIRST)
    return replace(planned, message_id=one.message_id) if one else planned


def _sealed(office: Office, notice: str, mark: NoticeMark, recipients: int) -> NoticeSealed:
    return NoticeSealed(
        notice=notice,
        policy=mark.policy,
        version=mark.version,
        digest=mark.digest,
        purpose=mark.purpose,
        audiences=mark.audiences,
        sealed_on=mark.sealed_on,
        due=mark.due,
        statement=reply_statement(office.house.organisation, mark.version),
        recipients=recipients,
        roll="",
    )
