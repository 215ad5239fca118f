"""The registers that clauses create: reading their entries, adding, changing, closing, importing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from govflow.core.errors import GovflowError
from govflow.core.people.same import means
from govflow.core.record.events import EntryPersonNamed, EntryRecorded, Event, Private
from govflow.core.record.project_registers import as_words
from govflow.core.record.registers import (
    ACTIVE,
    ASKED,
    ASKED_BY,
    CLOSED,
    EntryFinding,
    Offices,
    people_in,
    words_of,
)
from govflow.core.record.rows import EntryRow
from govflow.core.text.addresses import addresses
from govflow.core.text.registers import Field, RegisterKind, Slip, read_registers, read_value
from govflow.workflows.office import Office

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Declared:
    """A register and the policy whose front matter declares it."""

    policy: str
    kind: RegisterKind


def declared(office: Office) -> list[Declared]:
    """Every register that a policy of the workspace declares, in the order of the policies.

    A name that two policies declare belongs to the first; `misdeclared` says so.
    """
    found: dict[str, Declared] = {}
    for code in office.library.codes():
        for kind in read_registers(office.library.current(code).front.get("registers")):
            found.setdefault(kind.name, Declared(code, kind))
    return list(found.values())


def misdeclared(office: Office) -> list[EntryFinding]:
    """Registers whose clause the policy does not have (any more), or that two policies declare."""
    owners = {one.kind.name: one.policy for one in declared(office)}
    found = []
    for code in office.library.codes():
        policy = office.library.current(code)
        known = set(addresses(policy.blocks))
        for kind in read_registers(policy.front.get("registers")):
            told = ""
            if owners[kind.name] != code:
                told = f"the register '{kind.name}' is declared in '{owners[kind.name]}' too."
            elif kind.rests_on not in known:
                told = f"the register '{kind.name}' rests on '{kind.rests_on}', which is not there."
            if told:
                remedy = f"mend 'registers:' in the front matter of {code}."
                found.append(EntryFinding("misdeclared", "", kind.name, told, remedy))
    return found


def register_named(office: Office, name: str) -> Declared:
    """The register of this name; raises GovflowError where no policy declares it."""
    every = declared(office)
    found = next((one for one in every if one.kind.name == name), None)
    if found is None:
        names = ", ".join(one.kind.name for one in every) or "none is declared"
        raise GovflowError(
            f"there is no register '{name}'.",
            remedy=f"one of these: {names}. A policy's front matter declares them.",
        )
    return found


def declared_as(office: Office, name: str) -> Declared:
    """The register of this name, to write in; raises GovflowError where it is not soundly declared."""
    found = register_named(office, name)
    wrong = next((one for one in misdeclared(office) if one.register == name), None)
    if wrong:
        raise GovflowError(
            wrong.message, place=office.library.current(found.policy).path, remedy=wrong.remedy
        )
    return found


def kind_of(office: Office, row: EntryRow) -> RegisterKind | None:
    """The register an entry belongs to; None where no policy declares it any more."""
    return next((d.kind for d in declared(office) if d.kind.name == row.register), None)


def entries_of(office: Office, name: str) -> list[EntryRow]:
    """The entries of one register, in the order in which they were begun."""
    return sorted(office.register.find(EntryRow, register=name), key=entry_number)


def entry_number(row: EntryRow) -> int:
    """The number in an entry's name."""
    return int(row.entry.rpartition("-")[2])


def find_entry(office: Office, entry: str) -> EntryRow:
    """The entry of this name; raises GovflowError when there is none."""
    row = office.register.get(EntryRow, entry)
    if row is None:
        raise GovflowError(
            f"there is no entry '{entry}'.", remedy="'govflow register list NAME' shows them."
        )
    return row


def offices(office: Office) -> Offices:
    """Who is Chief Executive Officer and who chairs, as `[reminders]` in govflow.toml says."""
    rules = office.timetable.rules
    return Offices(rules.ceo, rules.chair, rules.vice_chair)


# --- adding and changing


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as it would be recorded: its words, and who stands in which field."""

    entry: str
    policy: str
    kind: RegisterKind
    state: str
    words: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    evidence: str = ""
    subject_of: str = ""


def plan_entry(
    office: Office,
    name: str,
    values: Mapping[str, str],
    *,
    asked_by: str = "",
    place: str = "",
    number: int = 0,
    evidence: str = "",
) -> Draft:
    """A new entry, checked against its register's fields. Nothing is recorded.

    `values` are given by field name; people as ids or names of the people list, several parted by ';'.
    `asked_by` is the id of whoever asks, needed where somebody has to agree. Raises GovflowError for
    what does not fit, naming `place`.
    """
    found = declared_as(office, name)
    kind = found.kind
    if (kind.decided_by or kind.answered_within) and not asked_by:
        raise GovflowError(
            f"an entry of {name} is a request, and nobody is named who makes it.",
            place=place,
            remedy="add --for with the id of whoever asks.",
        )
    words, people = _read(office, kind, values, place)
    missing = [f.name for f in kind.fields if not f.optional and not _has(f, words, people)]
    if missing:
        raise GovflowError(
            f"an entry of {name} must state {', '.join(missing)}.",
            place=place,
            remedy=f'add {missing[0]}="...".',
        )
    _refuse_twin(office, kind, words, place)
    asker = ((ASKED_BY, _person(office, asked_by, place)),) if asked_by else ()
    waits = bool(kind.decided_by or kind.answered_within)
    next_number = max(map(entry_number, entries_of(office, name)), default=0) + 1 + number
    return Draft(
        entry=f"{name}-{next_number}",
        policy=found.policy,
        kind=kind,
        state=ASKED if waits else ACTIVE,
        words=tuple(words.items()),
        people=(*asker, *people),
        evidence=evidence,
        subject_of=asker[0][1] if kind.answered_within and asker else "",
    )


def _has(field: Field, words: Mapping[str, str], people: Iterable[tuple[str, str]]) -> bool:
    return bool(words.get(field.name)) or any(name == field.name for name, _ in people)


def _read(
    office: Office, kind: RegisterKind, values: Mapping[str, str], place: str
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The words and the people among the values, each as its field wants it."""
    words: dict[str, str] = {}
    people: list[tuple[str, str]] = []
    for name, said in values.items():
        field = kind.field(name)
        if field is None:
            raise GovflowError(
                f"{kind.name} has no field '{name}'.",
                place=place,
                remedy=f"its fields are {', '.join(f.name for f in kind.fields)}.",
            )
        try:
            value = read_value(field, said)
        except Slip as slip:
            raise GovflowError(f"{name}: {slip.problem}", place=place, remedy=slip.remedy) from None
        if field.of_people:
            named = value.split(";") if field.kind == "people" else [value]
            people += [(name, _person(office, one, place)) for one in named if one.strip()]
        else:
            words[name] = value
        if field.kind == "entry" and value:
            _refuse_unfounded(office, field, value, place)
    return words, tuple(people)


def _refuse_unfounded(office: Office, field: Field, entry: str, place: str) -> None:
    """An entry that is cited must be there, and must hold where somebody had to agree to it."""
    row = office.register.get(EntryRow, entry)
    if row is None or row.register != field.register:
        raise GovflowError(
            f"there is no entry '{entry}' in {field.register}.",
            place=place,
            remedy=f"'govflow register list {field.register}' shows them.",
        )
    if row.state not in ("granted", "active"):
        raise GovflowError(
            f"{entry} is {row.state}, and that permits nothing.",
            place=place,
            remedy="wait for the decision, or name another entry.",
        )


def _person(office: Office, said: str, place: str) -> str:
    """The id behind an id, an address or a full name of the people list."""
    wanted = " ".join(said.split())
    people = office.library.people()
    exact = [p for p in people if p.id == wanted]
    found = exact or [p for p in people if means(wanted, (p.name,), p.addresses)]
    if len(found) != 1:
        raise GovflowError(
            f"'{wanted}' is nobody on the people list."
            if not found
            else f"'{wanted}' may be {len(found)} people of the list.",
            place=place,
            remedy="give the id, as 'govflow people list' shows it.",
        )
    return found[0].id


def _refuse_twin(
    office: Office, kind: RegisterKind, words: Mapping[str, str], place: str, own: str = ""
) -> None:
    """No two entries that hold are alike in what the register names them by."""
    mine = name_of(kind, words)
    for row in entries_of(office, kind.name):
        if (
            row.entry != own
            and row.state != CLOSED
            and mine
            and name_of(kind, words_of(row)) == mine
        ):
            raise GovflowError(
                f"{row.entry} is this very entry already.",
                place=place,
                remedy=f"change it: govflow register change {row.entry} ...",
            )


def name_of(kind: RegisterKind, words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(words.get(name, "").casefold().lstrip("@") for name in kind.named_by)


def record_entries(
    office: Office, drafts: Sequence[Draft], by: str, reason: str, also: Sequence[Event] = ()
) -> list[EntryRow]:
    """Record new entries and what goes with them, all or none; returns them as they stand."""
    begun = [event for one in drafts for event in _begun(office, one, by, reason)]
    office.register.append(*begun, *also)
    return [find_entry(office, one.entry) for one in drafts]


def _begun(office: Office, draft: Draft, by: str, reason: str) -> list[Event]:
    begun = EntryRecorded(
        entry=draft.entry,
        policy=draft.policy,
        register=draft.kind.name,
        state=draft.state,
        on=office.clock.today(),
        words=as_words(draft.words),
        by=Private(by),
        reason=Private(reason),
        subject=office.register.subject(draft.subject_of) if draft.subject_of else "",
        evidence=draft.evidence,
    )
    return [begun, *(named_in(office, draft.entry, *one) for one in draft.people)]


def named_in(
    office: Office, entry: str, field: str, person: str, *, here: bool = True
) -> EntryPersonNamed:
    """The event by which a person stands in a field of an entry, or no longer does."""
    return EntryPersonNamed(entry, field, office.register.subject(person), Private(person), here)


def standing_event(
    office: Office,
    row: EntryRow,
    *,
    state: str = "",
    words: Mapping[str, str] | None = None,
    by: str,
    reason: str = "",
    evidence: str = "",
    on: date | None = None,
) -> EntryRecorded:
    """The event by which an entry stands otherwise from now on; what is not given stays."""
    return EntryRecorded(
        entry=row.entry,
        policy=row.policy,
        register=row.register,
        state=state or row.state,
        on=(on or office.clock.today()) if state and state != row.state else row.since,
        words=as_words(tuple((words_of(row) | dict(words or {})).items())),
        by=Private(by),
        reason=Private(reason),
        subject=row.subject,
        evidence=evidence or row.evidence,
    )


def plan_change(office: Office, entry: str, values: Mapping[str, str]) -> list[Event]:
    """What would be recorded to change fields of an entry; [] when nothing would differ.

    Refused for an entry that is closed or was decided: what somebody agreed to is not rewritten.
    """
    row = find_entry(office, entry)
    kind = declared_as(office, row.register).kind
    if row.state == CLOSED or kind.decided_by:
        why = "is closed" if row.state == CLOSED else "is a request, decided on as it was made"
        raise GovflowError(
            f"{entry} {why}.", remedy=f"add a new one: govflow register add {row.register} ..."
        )
    words, people = _read(office, kind, values, entry)
    _refuse_twin(office, kind, words_of(row) | words, entry, own=entry)
    changed = {name: value for name, value in words.items() if words_of(row).get(name, "") != value}
    events: list[Event] = []
    if changed:
        events.append(standing_event(office, row, words=changed, by=""))
    for field in {name for name in values if (f := kind.field(name)) and f.of_people}:
        events += _renamed(office, row, field, [p for name, p in people if name == field])
    return events


def _renamed(office: Office, row: EntryRow, field: str, now: Sequence[str]) -> list[Event]:
    before = people_in(row, field)
    gone = [named_in(office, row.entry, field, p, here=False) for p in before if p not in now]
    return [*gone, *(named_in(office, row.entry, field, p) for p in now if p not in before)]


def carry_out_change(
    office: Office, entry: str, events: Sequence[Event], by: str, reason: str
) -> EntryRow:
    """Record a planned change with the name of whoever makes it and why; returns the entry."""
    row = find_entry(office, entry)
    words = next((e for e in events if isinstance(e, EntryRecorded)), None)
    head = words or standing_event(office, row, by=by)
    signed = replace(head, by=Private(by), reason=Private(reason))
    office.register.append(signed, *(e for e in events if not isinstance(e, EntryRecorded)))
    return find_entry(office, entry)


def close(office: Office, entry: str, by: str, reason: str) -> EntryRow:
    """End an entry: an account closed, a mandate or permission withdrawn. It stays to be read."""
    row = find_entry(office, entry)
    if row.state == CLOSED:
        raise GovflowError(f"{entry} is closed already.", remedy="nothing has to be done.")
    office.register.append(standing_event(office, row, state=CLOSED, by=by, reason=reason))
    return find_entry(office, entry)
