"""Who need not answer, or has longer: recorded by the officer's decision, never worked out by itself."""

from dataclasses import replace
from datetime import date, timedelta

from govflow.core.errors import GovflowError
from govflow.core.people.letters import Purpose
from govflow.core.people.people import Person
from govflow.core.record.events import Event, Private, RecipientExcused, RecipientExtended
from govflow.core.record.register import purpose_of
from govflow.core.record.rows import NoticeRow, RecipientRow
from govflow.workflows.office import Office

DAY = timedelta(days=1)


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
    _change(office, person, left=last_day)
    rows = record_movements(office)
    return tuple(row.notice for row in rows if row.person == person and row.excused == "left")


def away(office: Office, person: str, until: date | None) -> tuple[str, ...]:
    """Somebody is absent up to and with a day, or back (None); why is asked and kept nowhere.

    Nothing is sent to or about them meanwhile; from the day they are back they have as long as anybody
    whom the text has just reached. Returns the notices in which their day has changed.
    """
    if until is not None and until < office.clock.today():
        raise GovflowError(
            f"the last day away, {until:%d/%m/%Y}, is past.", remedy="choose a later day."
        )
    _change(office, person, on_leave_until=until)
    return tuple(row.notice for row in record_movements(office) if row.person == person)


def _change(office: Office, person: str, **columns: date | None) -> None:
    """Change one line of the people list."""
    find_person(office, person)
    people = office.library.people()
    changed = tuple(replace(p, **columns) if p.id == person else p for p in people)  # type: ignore[arg-type]
    if changed != people:
        office.library.save_people(changed)


def record_movements(office: Office) -> list[RecipientRow]:
    """Record in every open notice who left, came back, or is away; returns the rows so changed.

    Who is here is read from the people list. Somebody who acknowledged stays as they are: what they
    said then holds.
    """
    people = {person.id: person for person in office.library.people()}
    changed: list[RecipientRow] = []
    events: list[Event] = []
    for notice in office.register.find(NoticeRow, closed=False):
        for row in office.register.find(RecipientRow, notice=notice.notice):
            if row.person and not row.counted:
                movement = _movement(office, notice, row, people.get(row.person))
                events += movement
                changed += [_excused(row, movement[0])] if movement else []
    if events:
        office.register.append(*events)
    return changed


Movement = list[RecipientExcused | RecipientExtended]


def _excused(row: RecipientRow, event: RecipientExcused | RecipientExtended) -> RecipientRow:
    return replace(row, excused=event.excuse) if isinstance(event, RecipientExcused) else row


def _movement(
    office: Office, notice: NoticeRow, row: RecipientRow, person: Person | None
) -> Movement:
    """What has changed for one person within one notice since it was last looked at."""
    today = office.clock.today()
    if person is None or _gone(person, notice, today):
        return [] if row.excused == "left" else [_says_the_list(row, "left", None)]
    if row.excused == "left":
        return _restarted(office, notice, row, _says_the_list(row, "", None), today)
    if row.excused not in ("", "away"):
        return []
    until = person.on_leave_until if person.on_leave(today) else None
    if until is not None and (row.excused, row.excused_until) != ("away", until):
        return _restarted(office, notice, row, _says_the_list(row, "away", until), until + DAY)
    cut_short = row.excused_until is not None and row.excused_until >= today
    if until is None and row.excused == "away" and cut_short:
        return _restarted(office, notice, row, _says_the_list(row, "", None), today)
    return []


def _gone(person: Person, notice: NoticeRow, today: date) -> bool:
    """Whether somebody was of the notice's audiences and is no longer."""
    if any(person.belongs(name, today) for name in notice.audiences):
        return False
    to_come = person.joined is not None and today < person.joined
    return not to_come


def _says_the_list(row: RecipientRow, excuse: str, until: date | None) -> RecipientExcused:
    by, why = Private("people.csv"), Private("")
    return RecipientExcused(row.notice, row.number, excuse, until, by, why)


def _restarted(
    office: Office, notice: NoticeRow, row: RecipientRow, event: RecipientExcused, start: date
) -> Movement:
    """The excuse, and for whoever is asked a deadline that runs from `start`."""
    if purpose_of(notice, row) != Purpose.ACKNOWLEDGEMENT:
        return [event]
    due = start + timedelta(days=office.house.days)
    return [event, RecipientExtended(row.notice, row.number, due, Private("people.csv"))]
