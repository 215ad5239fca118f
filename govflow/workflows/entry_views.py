"""Looking at the registers that clauses create: lines, findings, what letters and pages say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from govflow.core.people.calendar import add_working_days
from govflow.core.people.dates import date_words
from govflow.core.people.letters import Purpose
from govflow.core.people.people import Person
from govflow.core.people.reports import RegisterSheet, SheetRow
from govflow.core.record.registers import (
    ASKED,
    ASKED_BY,
    CONFIDENTIAL,
    EntryFinding,
    entry_findings,
    entry_of,
    people_in,
    words_of,
)
from govflow.core.record.rows import EntryRow, NoticeRow
from govflow.core.text.registers import Field, RegisterKind
from govflow.workflows.entries import (
    declared,
    entries_of,
    find_entry,
    kind_of,
    misdeclared,
    register_named,
)
from govflow.workflows.entry_replies import open_askings
from govflow.workflows.office import HOME, Office

Line = dict[str, Any]


def findings(office: Office, name: str = "") -> list[EntryFinding]:
    """What is amiss in the registers today, or in one of them."""
    every = office.register.find(EntryRow)
    today = office.clock.today()
    here = [person.id for person in office.library.people() if person.here_on(today)]
    asked = open_askings(office)
    found = [one for one in misdeclared(office) if name in ("", one.register)]
    for kind in (one.kind for one in declared(office) if name in ("", one.kind.name)):
        rows = entries_of(office, kind.name)
        found += [
            _while_asked(asked, one) for one in entry_findings(kind, rows, every, here, today)
        ]
        found += [one for row in rows for one in _unanswered(office, kind, row, today)]
    return found


def _while_asked(asked: Mapping[str, NoticeRow], found: EntryFinding) -> EntryFinding:
    """The way out of a finding about which somebody is being asked: to look at how that stands."""
    notice = asked.get(found.entry)
    if notice is None or "register ask" not in found.remedy:
        return found
    return replace(found, remedy=f"govflow notice show {notice.notice}")


def _unanswered(
    office: Office, kind: RegisterKind, row: EntryRow, today: date
) -> list[EntryFinding]:
    """A question that has waited longer than its register allows, in working days."""
    if not kind.answered_within or row.state != ASKED:
        return []
    if today <= add_working_days(office.timetable.calendar, row.begun, kind.answered_within):
        return []
    told = f"{row.entry} was asked on {date_words(row.begun)} and has no answer."
    answer = f"govflow advice answer {row.entry} --text FILE --by NAME"
    return [EntryFinding("unanswered", row.entry, row.register, told, answer)]


def entry_line(row: EntryRow, names: Mapping[str, Person]) -> Line:
    """One entry for JSON and tables; people by id, with `names` beside."""
    people: dict[str, list[str]] = {}
    for field, _, person in row.people:
        people.setdefault(field, []).append(person)
    shown = {p: names[p].name for _, _, p in row.people if p in names}
    return {
        "entry": row.entry,
        "policy": row.policy,
        "register": row.register,
        "state": row.state,
        "since": row.since,
        "begun": row.begun,
        "fields": words_of(row),
        "people": people,
        "names": shown,
        "evidence": row.evidence or None,
    }


def entry_lines(office: Office, name: str) -> list[Line]:
    """The entries of one register as plain lines."""
    register_named(office, name)
    names = {person.id: person for person in office.library.people()}
    return [entry_line(row, names) for row in entries_of(office, name)]


def facts_asked(office: Office, notice: NoticeRow) -> tuple[str, ...]:
    """What the letter of an asking says about its entry: one line for each field that says something.

    Whoever is told the answer to their own question reads question and answer alone.
    """
    row = find_entry(office, entry_of(notice.notice))
    kind = kind_of(office, row)
    names = {person.id: person.name for person in office.library.people()}
    lines = [
        (field.label, field_words(row, field, names)) for field in (kind.fields if kind else ())
    ]
    if notice.purpose == Purpose.ANSWER:
        lines.append(("Answer", words_of(row).get("answer", "")))
    elif people_in(row, ASKED_BY):
        lines.insert(0, ("Asked by", named(row, ASKED_BY, names)))
    if kind and not kind.answered_within:
        lines.insert(0, ("Register", f"{kind.title} ({kind.rests_on})"))
    return tuple(f"{label}: {value}" for label, value in lines if value)


def field_words(row: EntryRow, field: Field, names: Mapping[str, str]) -> str:
    """What an entry says in one field, as people read it: names for ids, dates in words."""
    if field.of_people:
        return named(row, field.name, names)
    value = words_of(row).get(field.name, "")
    return date_words(date.fromisoformat(value)) if field.kind == "date" and value else value


def named(row: EntryRow, field: str, names: Mapping[str, str]) -> str:
    """Those who stand in a field of an entry, by name where the people list has it."""
    return ", ".join(names.get(person, person) for person in people_in(row, field))


# --- the page and the workbook


def register_sheet(office: Office, name: str) -> RegisterSheet:
    """A register as its page and workbook show it; confidential questions are left out."""
    found = register_named(office, name)
    kind, names = found.kind, {p.id: p.name for p in office.library.people()}
    shown = [row for row in entries_of(office, name) if not words_of(row).get(CONFIDENTIAL)]
    more = _further(kind, shown)
    amiss: dict[str, list[str]] = {}
    for one in findings(office, name):
        amiss.setdefault(one.entry, []).append(
            one.message.removeprefix(f"{one.entry} ").removesuffix(".")
        )
    asked = (Field(ASKED_BY, "person"),) if kind.decided_by or kind.answered_within else ()
    fields = (*asked, *kind.fields, *more)
    return RegisterSheet(
        organisation=office.house.organisation,
        title=kind.title,
        policy_title=office.library.current(found.policy).front.title,
        rests_on=kind.rests_on,
        as_at=office.clock.stamp().astimezone(HOME),
        checkpoint=str(office.register.checkpoint()),
        columns=tuple(field.label for field in fields),
        rows=tuple(
            SheetRow(
                row.entry,
                row.state,
                row.since,
                tuple(field_words(row, field, names) for field in fields),
                tuple(amiss.get(row.entry, ())),
            )
            for row in shown
        ),
    )


def _further(kind: RegisterKind, rows: Sequence[EntryRow]) -> list[Field]:
    """What decisions and certifications added to entries, beside the declared fields."""
    own = {field.name for field in kind.fields}
    found = dict.fromkeys(
        name for row in rows for name, value in row.words if value and name not in own
    )
    people = dict.fromkeys(
        field for row in rows for field, _, _ in row.people if field not in (*own, ASKED_BY)
    )
    dates = [Field(name, "date" if name.endswith("_on") else "text") for name in found]
    return [*dates, *(Field(name, "people") for name in people)]
