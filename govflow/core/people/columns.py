"""The columns of the officer's own list: which of them holds what, by her word, by memory, or by name."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from govflow.core.errors import GovflowError
from govflow.core.people.people import Person

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "person id", "staff number", "staff no", "employee number", "employee id",
           "payroll number", "reference"),
    "name": ("name", "full name", "display name", "employee name", "employee", "person"),
    "email": ("email", "e mail", "email address", "e mail address", "work email", "work e mail",
              "work email address", "mail"),
    "audiences": ("audiences", "audience", "group", "groups", "role type", "category"),
    "manager": ("manager", "line manager", "reports to", "manager id", "supervisor"),
    "joined": ("joined", "start date", "date started", "date joined", "started", "hire date",
               "employment start date"),
    "left": ("left", "end date", "leaving date", "date left", "leave date", "last day",
             "termination date", "employment end date"),
    "other_emails": ("other emails", "other e mails", "personal email", "home email",
                     "other email", "second email"),
    "language": ("language", "preferred language"),
    "format": ("format", "reading format"),
    "on_leave_until": ("on leave until",),
}  # fmt: skip
"""What people call the columns that a list may have; compared without capitals and marks."""
PARTS = (
    ("first name", "forename", "given name"),
    ("last name", "surname", "family name"),
)
"""Two columns that make a name together, where no column holds it whole."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How one list is to be read: for each field the heading it stands under, 'Forename + Surname'
    where two make one. `called` says which audience a word of hers means."""

    named: tuple[tuple[str, str], ...] = ()
    called: tuple[tuple[str, str], ...] = ()

    @property
    def worth_remembering(self) -> bool:
        """Whether anything is called otherwise than its field."""
        return bool(self.called) or any(plain(text) != plain(name) for name, text in self.named)

    def over(self, other: "Columns") -> "Columns":
        """These, and where they say nothing the other's."""
        named = {**dict(other.named), **dict(self.named)}
        called = {**dict(other.called), **dict(self.called)}
        return Columns(tuple(named.items()), tuple(called.items()))


@dataclass(frozen=True, slots=True)
class Reading:
    """Where each field stands in a list: the numbers of its columns, from 0. `unused` are headings
    whose cells are not taken over; `columns` is how the list was read, to be remembered."""

    places: Mapping[str, tuple[int, ...]]
    unused: tuple[str, ...]
    columns: Columns


def plain(heading: str) -> str:
    """A heading without capitals and marks: 'E-mail address:' is 'e mail address'."""
    return " ".join(re.findall(r"\w+", heading.casefold().replace("_", " ")))


@dataclass(frozen=True, slots=True)
class Taken:
    """A list as it was read: its people, without ids where it has no column for them."""

    people: tuple[Person, ...]
    reading: Reading

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the list has a column for."""
        return frozenset(self.reading.places)


def read_columns(
    headings: Sequence[str], said: Columns, remembered: Columns, place: str
) -> Reading:
    """Find every field's columns: by what is said, by what is remembered, by what headings are called.

    Raises GovflowError for a field that does not exist and for a heading that the list does not have;
    what is only remembered is passed over where the list has no such heading.
    """
    here = {plain(heading) for heading in headings}
    usable = [(n, t) for n, t in remembered.named if {plain(p) for p in t.split("+")} <= here]
    columns = said.over(Columns(tuple(usable), remembered.called))
    found = {name: _said(headings, name, text, place) for name, text in columns.named}
    taken = {at for places in found.values() for at in places}
    for name in (one for one in NAMES if one not in found):
        places = _guessed(headings, name, taken)
        if places:
            found[name] = places
            taken.update(places)
    named = ((name, " + ".join(headings[at] for at in at_all)) for name, at_all in found.items())
    unused = (text for at, text in enumerate(headings) if at not in taken and text.strip())
    return Reading(found, tuple(unused), Columns(tuple(named), columns.called))


def _said(headings: Sequence[str], name: str, text: str, place: str) -> tuple[int, ...]:
    if name not in NAMES:
        raise GovflowError(
            f"there is no field '{name}'.", place=place, remedy=f"one of these: {', '.join(NAMES)}."
        )
    known = [plain(heading) for heading in headings]
    whole = plain(text)
    parts = [whole] if whole in known else [plain(part) for part in text.split("+")]
    missing = [part for part in parts if part not in known]
    if missing:
        raise GovflowError(
            f"no column is headed '{missing[0]}'.",
            place=place,
            remedy=f"its columns are: {', '.join(h for h in headings if h.strip())}.",
        )
    return tuple(known.index(part) for part in parts)


def _guessed(headings: Sequence[str], name: str, taken: Iterable[int]) -> tuple[int, ...]:
    free = {plain(text): at for at, text in enumerate(headings) if at not in taken}
    for word in NAMES[name]:
        if word in free:
            return (free[word],)
    if name != "name":
        return ()
    parts = [next((free[word] for word in words if word in free), None) for words in PARTS]
    return tuple(at for at in parts if at is not None) if None not in parts else ()
