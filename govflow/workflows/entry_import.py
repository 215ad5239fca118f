"""Bringing a list of what there is into a register, entries older than the rule too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from govflow.core.errors import GovflowError
from govflow.core.record.registers import CLOSED, words_of
from govflow.workflows.entries import Draft, declared_as, entries_of, name_of, plan_entry
from govflow.workflows.office import Office


@dataclass(frozen=True, slots=True)
class Import:
    """What a CSV list would bring: new entries, and those that are logged already."""

    drafts: tuple[Draft, ...]
    known: tuple[str, ...]


def plan_import(office: Office, name: str, rows: Iterable[tuple[str, Mapping[str, str]]]) -> Import:
    """Which lines of a list are new to a register. `rows` are (place, values by field).

    Entries opened before the rule are taken as they are: what they lack is a finding afterwards.
    Raises GovflowError at the first line that cannot be read, or that repeats another.
    """
    kind = declared_as(office, name).kind
    if kind.decided_by or kind.answered_within:
        raise GovflowError(
            f"entries of {name} are requests, and each is made by somebody.",
            remedy=f"govflow register add {name} --for ID ...",
        )
    logged = {
        name_of(kind, words_of(row)): row.entry
        for row in entries_of(office, name)
        if row.state != CLOSED and kind.named_by
    }
    drafts: list[Draft] = []
    known: list[str] = []
    seen: dict[tuple[str, ...], str] = {}
    for place, values in rows:
        same = name_of(kind, values)
        if same in logged:
            known.append(logged[same])
            continue
        if kind.named_by and same in seen:
            raise GovflowError(
                f"this is the entry of {seen[same]} again.", place=place, remedy="leave one out."
            )
        seen[same] = place
        drafts.append(plan_entry(office, name, values, place=place, number=len(drafts)))
    return Import(tuple(drafts), tuple(known))
