"""Who need not answer, or has longer: recorded by the officer's decision, never worked out by itself."""

from dataclasses import replace
from datetime import date

from govflow.core.errors import GovflowError
from govflow.core.people.people import Person
from govflow.core.record.events import Private, RecipientExcused, RecipientExtended
from govflow.core.record.rows import NoticeRow, RecipientRow
from govflow.workflows.office import Office

EXCUSES = ("exempt", "waived", "left", "away")


def find_person(office: Office, person: str) -> Person:
    """Somebody on the people list; raises GovflowError when nobody has this id."""
    found = next((p for p in office.library.people() if p.id == person), None)
    if found is None:
        raise GovflowError(
            f"there is nobody with the id '{person}'.",
            place="people.csv",
            remedy="'govflow people list' shows everybody.",
        )
    return found


def find_recipient(office: Office, person: str, notice: str) -> RecipientRow:
    """One person within one open notice; raises GovflowError when there is none."""
    row = office.register.get(NoticeRow, notice)
    if row is None or row.closed:
        what = "is closed" if row else "does not exist"
        raise GovflowError(
            f"the notice '{notice}' {what}.", remedy="'govflow notice list' shows them."
        )
    found = office.register.find(RecipientRow, notice=notice, person=person)
    if not found:
        raise GovflowError(
            f"'{person}' is not on the notice {notice}.",
            remedy="'govflow people show ID' shows the notices a person is on.",
        )
    return found[0]


def excuse(office: Office, row: RecipientRow, event: RecipientExcused) -> bool:
    """Record that somebody need not answer; False when just this is recorded already."""
    if (row.excused, row.excused_until) == (event.excuse, event.until):
        return False
    office.register.append(event)
    return True


def extend(office: Office, row: RecipientRow, due: date, by: str) -> bool:
    """Give one person until `due`; no reason is kept. False when that is their day already."""
    if due < office.clock.today():
        raise GovflowError(f"the due date {due:%d/%m/%Y} is past.", remedy="choose a later day.")
    if row.due == due:
        return False
    office.register.append(RecipientExtended(row.notice, row.number, due, Private(by)))
    return True


def leave(office: Office, person: str, last_day: date) -> tuple[str, ...]:
    """Somebody leaves: the list says until when, and what is open ends once that day is over.

    Returns the notices that ended for them today.
    """
    find_person(office, person)
    people = office.library.people()
    changed = tuple(replace(p, left=last_day) if p.id == person else p for p in people)
    if changed != people:
        office.library.save_people(changed)
    return tuple(row.notice for row in record_leavers(office) if row.person == person)


def record_leavers(office: Office) -> list[RecipientRow]:
    """Record as left, in every open notice, whoever the list says has left; returns those newly so.

    Somebody who acknowledged stays as they are: what they said then holds.
    """
    today = office.clock.today()
    left = {p.id for p in office.library.people() if p.left is not None and p.left < today}
    gone = [
        row
        for notice in office.register.find(NoticeRow, closed=False)
        for row in office.register.find(RecipientRow, notice=notice.notice)
        if row.person in left and not row.counted and row.excused != "left"
    ]
    events = [
        RecipientExcused(row.notice, row.number, "left", None, Private("people.csv"), Private(""))
        for row in gone
    ]
    if events:
        office.register.append(*events)
    return gone
