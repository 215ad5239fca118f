"""Keeping everything on somebody while a claim is open."""

from govflow.core.errors import GovflowError
from govflow.core.record.events import PersonHeld, PersonReleased, Private
from govflow.core.record.rows import HoldRow, RecipientRow
from govflow.workflows.office import Office


def held_subjects(office: Office) -> frozenset[str]:
    """The keys of everybody on hold."""
    return frozenset(row.subject for row in office.register.find(HoldRow, held=True))


def held_addresses(office: Office) -> frozenset[str]:
    """Every address of everybody on hold, as their notices have them."""
    rows = [
        row
        for subject in held_subjects(office)
        for row in office.register.find(RecipientRow, subject=subject)
    ]
    return frozenset(address for row in rows for address in (row.email, *row.other_emails))


def subject_of_person(office: Office, person: str) -> str:
    """The key that stands for somebody on a notice; raises GovflowError when they are on none."""
    found = office.register.find(RecipientRow, person=person) if person else []
    if not found:
        raise GovflowError(
            f"'{person}' is on no notice, so there is nothing to keep.",
            remedy="'govflow people list' shows everybody; nothing was ever sent to who is on no notice.",
        )
    return found[0].subject


def hold(office: Office, person: str, by: str, reason: str) -> bool:
    """Keep everything on somebody from now on; False when it is kept already."""
    subject = subject_of_person(office, person)
    if subject in held_subjects(office):
        return False
    office.register.append(PersonHeld(subject, Private(by), Private(reason)))
    return True


def release(office: Office, person: str, by: str, reason: str) -> bool:
    """Let the usual rules hold again; False when nothing was kept."""
    subject = subject_of_person(office, person)
    if subject not in held_subjects(office):
        return False
    office.register.append(PersonReleased(subject, Private(by), Private(reason)))
    return True
