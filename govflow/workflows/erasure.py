"""Erasing people: first what would be lost, then everything personal goes; the chain stays whole.

What stays is the ledger with its commitments, that somebody under a random key was on a notice and how
that ended, and the SHA-256 of what was erased.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from govflow.core.errors import GovflowError
from govflow.core.people.naming import Names, names_of, plain
from govflow.core.people.people import Person
from govflow.core.record.encode import PersonalValue
from govflow.core.record.events import PersonErased
from govflow.core.record.project_people import PERSONAL
from govflow.core.record.recover import erase_person
from govflow.core.record.rows import LetterRow, RecipientRow, ReplyRow
from govflow.core.record.tables import key_of
from govflow.workflows.holds import held_subjects
from govflow.workflows.office import Office

MADE_AGAIN = ("mail/", "backups/", "documents/evidence/", "documents/people/",
              "documents/replies/", "documents/reports/", "govflow.db.")  # fmt: skip
"""Where files lie that govflow wrote and can do without: those that name an erased person go."""
OFFICERS = ("resolved_by", "assigned")
"""The columns that name who acted; an erasure of the person a row is about leaves them."""
PAGE = 500


@dataclass(frozen=True, slots=True)
class Gone:
    """One person to be erased, and what goes with them.

    `acknowledged` are (notice, when) of acknowledgements whose words would be lost; `others` counts
    messages of other people that name this person, `entries` the words in other people's entries.
    """

    person: str
    name: str
    names: Names
    notices: tuple[str, ...]
    acknowledged: tuple[tuple[str, str], ...]
    letters: int
    replies: int
    event: PersonErased
    others: int = 0
    entries: int = 0


@dataclass(frozen=True, slots=True)
class Erasure:
    """Everybody to be erased; `files` would be removed, `kept` other people's messages are on hold."""

    people: tuple[Gone, ...]
    files: tuple[str, ...]
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done; `left` are files that still name somebody: a person wrote them, and must decide."""

    plan: Erasure
    left: tuple[str, ...]


def plan_erasure(office: Office, people: Sequence[str], by: str, reason: str) -> Erasure:
    """What erasing these people would take away. Changes nothing.

    Refused for somebody unknown, somebody on hold, and somebody whom govflow.toml names: every letter
    carries that name.
    """
    held = held_subjects(office)
    found = known(office, people, by, reason)
    for gone in found:
        _refuse_on_hold(gone, held)
        _refuse_named_in_settings(office, gone)
    search = _Search(office, found, held)
    return Erasure(tuple(search.people()), _files_to_remove(office, found), search.kept)


def traces(office: Office, person: str) -> Gone:
    """Everything that is held on one person, found as an erasure would find it; nothing is erased."""
    (found,) = _Search(office, known(office, [person], "", ""), frozenset()).people()
    return found


def known(office: Office, people: Sequence[str], by: str, reason: str) -> list[Gone]:
    """These people with what is their own, and the words that name them and nobody else.

    Raises GovflowError when nobody is known by an id.
    """
    rows = office.register.find(RecipientRow)
    listed = {person.id: person for person in office.library.people()}
    found = [_one(office, id_, listed.get(id_), rows, by, reason) for id_ in dict.fromkeys(people)]
    others = words_of_others(office, {gone.person for gone in found})
    return [replace(gone, names=gone.names.without(others)) for gone in found]


def words_of_others(office: Office, but: Collection[str]) -> list[str]:
    """The names, addresses and codes of everybody else who is on the list or on a notice."""
    rows = (row for row in office.register.find(RecipientRow) if row.person not in but)
    listed = (person for person in office.library.people() if person.id not in but)
    return [
        *(word for row in rows for word in (row.name, *_codes_of_row(row)) if word),
        *(word for person in listed for word in (person.name, *person.addresses)),
    ]


def _refuse_on_hold(gone: Gone, held: frozenset[str]) -> None:
    if gone.event.subject in held:
        raise GovflowError(
            "everything on this person is kept, because a claim is open.",
            place=gone.person,
            remedy=f"once it is over: govflow people release {gone.person} --by NAME --reason R",
            undone="Nothing was erased.",
        )


def _one(
    office: Office, id_: str, listed: Person | None, rows: list[RecipientRow], by: str, reason: str
) -> Gone:
    mine = [row for row in rows if row.person == id_]
    if listed is None and not mine:
        raise GovflowError(
            f"nobody is known by the id '{id_}'.",
            remedy="'govflow people list' and 'govflow register show' have the ids.",
            undone="Nothing was erased.",
        )
    subject = office.register.subject(id_)
    event = erase_person(office.register, subject, by, reason)
    who = listed or Person(id_, mine[0].name, mine[0].email, ())
    return Gone(
        person=id_,
        name=who.name,
        names=names_of(
            [who.name, *(row.name for row in mine)],
            [*who.addresses, *(word for row in mine for word in _codes_of_row(row))],
        ),
        notices=tuple(row.notice for row in mine),
        acknowledged=tuple((row.notice, row.counted_at) for row in mine if row.counted),
        letters=sum(len(_of(office, LetterRow, row)) for row in mine),
        replies=sum(len(_of(office, ReplyRow, row)) for row in mine),
        event=event,
    )


def _of(office: Office, table: Any, row: RecipientRow) -> list[Any]:
    return office.register.find(table, notice=row.notice, recipient=row.number)


def _codes_of_row(row: RecipientRow) -> tuple[str, ...]:
    return (row.email, *row.other_emails, row.reference, row.secret)


def _refuse_named_in_settings(office: Office, gone: Gone) -> None:
    house = office.house
    said = (house.officer, house.sender, house.reply_to, house.signer, house.contact.name,
            house.contact.email)  # fmt: skip
    if gone.names.found_in(plain("\n".join(said))):
        raise GovflowError(
            f"the settings name {gone.name}, and so does every letter that went out.",
            place="govflow.toml",
            remedy="put another name there first; then everybody's letters that carry it would go too.",
            undone="Nothing was erased.",
        )


@dataclass
class _Search:
    """Looks through what is held on other people for the names of those who are to be erased."""

    office: Office
    found: list[Gone]
    held: frozenset[str]
    kept: int = 0
    evidence: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    columns: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    def people(self) -> Iterator[Gone]:
        """Everybody with what other people's mail and entries say about them."""
        self._messages()
        gone = {digest for one in self.found for digest in one.event.evidence}
        gone.update(*self.evidence.values())
        subjects = {one.event.subject for one in self.found} | gone
        self._values(subjects)
        self._rows(gone)
        for one in self.found:
            more = self.evidence.get(one.person, [])
            event = replace(
                one.event,
                evidence=(*one.event.evidence, *more),
                values=tuple(self.values.get(one.person, ())),
                columns=tuple(self.columns.get(one.person, ())),
            )
            yield replace(one, event=event, others=len(more), entries=len(event.values))

    def _naming(self, text: str) -> Gone | None:
        """The first of them whom a text names: what goes, goes once."""
        spelled = plain(text)
        return next((one for one in self.found if one.names.found_in(spelled)), None)

    def _messages(self) -> None:
        """Letters to and replies from other people, or from nobody known."""
        register = self.office.register
        mine = {digest for one in self.found for digest in one.event.evidence}
        owners = {(r.notice, r.number): r.subject for r in register.find(RecipientRow)}
        rows: list[LetterRow | ReplyRow] = [*register.find(LetterRow), *register.find(ReplyRow)]
        for row in rows:
            for digest in dict.fromkeys(filter(None, _digests(row))):
                raw = None if digest in mine else register.evidence(digest)
                who = self._naming(self.office.library.words_inside(raw)) if raw else None
                if who is None:
                    continue
                if owners.get((row.notice, row.recipient)) in self.held:
                    self.kept += 1
                else:
                    self.evidence.setdefault(who.person, []).append(digest)
                    mine.add(digest)

    def _values(self, gone: set[str]) -> None:
        for value in personal_values(self.office):
            if value.subject in gone or value.subject in self.held or value.field == "home":
                continue
            who = self._naming(value.value)
            if who is not None:
                place = (str(value.seq), value.field, str(value.item))
                self.values.setdefault(who.person, []).append(place)

    def _rows(self, gone: set[str]) -> None:
        """The words of other people's rows; of those of somebody erased only the officers' names stay."""
        subjects = {one.event.subject for one in self.found}
        owners = {(r.notice, r.number): r.subject for r in self.office.register.find(RecipientRow)}
        for table, (kind, columns) in PERSONAL.items():
            for row in self.office.register.find(kind):
                owner = owners.get((row.notice, row.recipient))
                stray = not row.recipient and not gone.isdisjoint(_digests(row))
                for column in OFFICERS if stray or owner in subjects else columns:
                    if owner in self.held or column not in columns:
                        continue
                    who = self._naming(str(getattr(row, column)))
                    if who is not None:
                        place = (table, column, *map(str, key_of(row)))
                        self.columns.setdefault(who.person, []).append(place)


def _digests(row: LetterRow | ReplyRow) -> tuple[str, ...]:
    return (row.wire,) if isinstance(row, LetterRow) else (row.evidence, row.answer_text)


def personal_values(office: Office) -> Iterator[PersonalValue]:
    """Every personal value beside the ledger, in order of event."""
    size = office.register.checkpoint().size
    for start in range(1, size + 1, PAGE):
        yield from office.register.personal_values(range(start, min(start + PAGE, size + 1)))


def _files_to_remove(office: Office, people: Iterable[Gone]) -> tuple[str, ...]:
    return tuple(path for path in files_naming(office, people) if path.startswith(MADE_AGAIN))


def files_naming(office: Office, people: Iterable[Gone]) -> Iterator[str]:
    """The files of the workspace that name any of these people, the people list left out."""
    wanted = [one.names for one in people]
    for path, raw in office.library.files():
        if path != "people.csv":
            text = plain(f"{path}\n{office.library.words_inside(raw)}")
            database = raw.startswith(b"SQLite") or path.endswith("-wal")  # values without a gap
            if any(n.anywhere_in(text) if database else n.found_in(text) for n in wanted):
                yield path


def erase(office: Office, plan: Erasure) -> Erased:
    """Erase everybody of the plan, from files and register; interrupted, it can simply be repeated.

    The people list comes last, since it says who is to be erased. Held by the sender's lock: nobody is
    written to meanwhile. Raises TemporaryError while letters go out.
    """
    with office.register.sender_lock():
        office.library.remove(plan.files)
        office.register.append(*(gone.event for gone in plan.people))
        ids = {gone.person for gone in plan.people}
        before = office.library.people()
        after = tuple(_without_manager(p, ids) for p in before if p.id not in ids)
        if after != before:
            office.library.save_people(after)
        office.elsewhere.keep(office.register.checkpoint())
    return Erased(plan, tuple(files_naming(office, plan.people)))


def _without_manager(person: Person, gone: set[str]) -> Person:
    return replace(person, manager="") if person.manager in gone else person


def forget_by_rule(office: Office, people: Sequence[str], reason: str) -> Erased:
    """Erase people whom a rule of retention names, in govflow's own name."""
    return erase(office, plan_erasure(office, people, "govflow", reason))
