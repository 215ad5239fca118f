"""Bringing in the people list: what would change is shown before it does."""

import hashlib
from dataclasses import dataclass

from govflow.core.people.people import Person
from govflow.core.record.events import PeopleImported
from govflow.workflows.office import Office


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The list as it would be, beside what that changes. `source` is the file's SHA-256."""

    people: tuple[Person, ...]
    added: tuple[Person, ...]
    changed: tuple[tuple[Person, Person], ...]
    removed: tuple[Person, ...]
    source: str

    @property
    def nothing_new(self) -> bool:
        return not (self.added or self.changed or self.removed)


def plan_import(office: Office, raw: bytes, place: str) -> ImportPlan:
    """Read a list and compare it with the present one by id. Raises GovflowError naming the line."""
    people = office.library.read_people(raw, place)
    present = {person.id: person for person in office.library.people()}
    coming = {person.id: person for person in people}
    return ImportPlan(
        people=people,
        added=tuple(p for p in people if p.id not in present),
        changed=tuple((present[p.id], p) for p in people if p.id in present and present[p.id] != p),
        removed=tuple(p for p in present.values() if p.id not in coming),
        source=hashlib.sha256(raw).hexdigest(),
    )


def carry_out_import(office: Office, plan: ImportPlan) -> None:
    """Make the list what the plan says. Notices already sealed keep the people they were sealed with."""
    office.library.save_people(plan.people)
    office.register.append(
        PeopleImported(
            source=plan.source,
            people=len(plan.people),
            added=len(plan.added),
            changed=len(plan.changed),
            removed=len(plan.removed),
        )
    )
