"""Bringing in the people list: what would change is shown before it does."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from govflow.core.errors import GovflowError
from govflow.core.people.columns import Columns, Taken
from govflow.core.people.directory import Listing
from govflow.core.people.people import Person
from govflow.core.people.taking_over import take_over
from govflow.core.record.events import PeopleImported
from govflow.workflows.office import Office

AS_CALLED = Columns()
"""Nothing said about columns: they are found by what they are called."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The list as it would be, beside what that changes.

    `source` is the SHA-256 of what was read; `left_out` says in sentences who could not be taken.
    `taken` is a file's list as it was read; `audience` is whose list it is, '' for everybody's.
    """

    people: tuple[Person, ...]
    added: tuple[Person, ...]
    changed: tuple[tuple[Person, Person], ...]
    removed: tuple[Person, ...]
    source: str
    left_out: tuple[str, ...] = ()
    taken: Taken | None = None
    audience: str = ""

    @property
    def nothing_new(self) -> bool:
        return not (self.added or self.changed or self.removed)


def plan_import(
    office: Office, raw: bytes, place: str, said: Columns = AS_CALLED, audience: str = ""
) -> ImportPlan:
    """Read a list and compare it with the present one by id. Raises GovflowError naming the line.

    `said` are the columns that the officer named. What the list has no column for stays as it is.
    """
    taken = office.library.read_list(raw, place, said, audience)
    before = office.library.people()
    people = take_over(before, taken.people, taken.fields, audience)
    office.library.check_people(people)
    return replace(_compared(before, people, raw), taken=taken, audience=audience)


def plan_listing(office: Office, listing: Listing, audience: str) -> ImportPlan:
    """Take the members of a directory's group for one audience of the list; the others stay as they are.

    A member who is on the list by any of their addresses keeps the id, manager, days and language that
    stand there; name and addresses are the directory's. Whoever was of the audience and is no member
    loses it, and leaves the list when they were of no other. Raises GovflowError where a member's
    addresses belong to two people of the list.
    """
    name = audience.casefold()
    present = office.library.people()
    merged: dict[str, Person] = {}
    for member in listing.people:
        known = _known(present, member)
        person = _joined(known, member, name) if known else replace(member, audiences=(name,))
        merged[person.id] = person
    stays = [_without(person, name) for person in present if person.id not in merged]
    people = [p for p in stays if p is not None]
    order = {person.id: number for number, person in enumerate(present)}
    people += merged.values()
    people.sort(key=lambda person: order.get(person.id, len(order)))
    read = "\n".join(f"{p.id} {p.name} {p.email}" for p in listing.people)
    plan = _compared(present, tuple(people), read.encode())
    return replace(plan, left_out=listing.left_out)


def _known(present: Iterable[Person], member: Person) -> Person | None:
    """The person of the list whom a member of the directory is, by id or any address."""
    found = [
        person
        for person in present
        if person.id == member.id or set(person.addresses) & set(member.addresses)
    ]
    if len(found) > 1:
        raise GovflowError(
            f"the directory says that {found[0].name} and {found[1].name} are one person.",
            place="people.csv",
            remedy="give the address that both have to one of them, then repeat.",
            undone="the list stays as it was.",
        )
    return found[0] if found else None


def _joined(known: Person, member: Person, audience: str) -> Person:
    others = dict.fromkeys((*known.addresses, *member.other_emails))
    return replace(
        known,
        name=member.name,
        email=member.email,
        audiences=tuple(dict.fromkeys((*known.audiences, audience))),
        other_emails=tuple(a for a in others if a != member.email),
    )


def _without(person: Person, audience: str) -> Person | None:
    """A person who is not of this audience any more; None when they are of no other.

    Who has left, or is reached on paper, is in no directory and stays as they are.
    """
    if audience not in person.audiences or person.left or not person.email:
        return person
    left = tuple(a for a in person.audiences if a != audience)
    return replace(person, audiences=left) if left else None


def _compared(present: tuple[Person, ...], people: tuple[Person, ...], source: bytes) -> ImportPlan:
    before = {person.id: person for person in present}
    coming = {person.id: person for person in people}
    return ImportPlan(
        people=people,
        added=tuple(p for p in people if p.id not in before),
        changed=tuple((before[p.id], p) for p in people if p.id in before and before[p.id] != p),
        removed=tuple(p for p in present if p.id not in coming),
        source=hashlib.sha256(source).hexdigest(),
    )


def carry_out_import(office: Office, plan: ImportPlan) -> None:
    """Make the list what the plan says, and remember how it was read.

    Notices already sealed keep the people they were sealed with.
    """
    office.library.save_people(plan.people)
    columns = plan.taken.reading.columns if plan.taken else AS_CALLED
    if columns.worth_remembering:
        office.library.remember(columns, plan.audience)
    office.register.append(
        PeopleImported(
            source=plan.source,
            people=len(plan.people),
            added=len(plan.added),
            changed=len(plan.changed),
            removed=len(plan.removed),
        )
    )
