"""A list that comes in, put beside the people list as it is: who is who, and what stays."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from govflow.core.people.people import Person

KEPT = ("manager", "joined", "left", "other_emails", "language", "format", "on_leave_until")
"""What somebody keeps from the present list where the one that comes in has no column for it."""


def take_over(
    present: Sequence[Person], coming: Sequence[Person], fields: frozenset[str], audience: str = ""
) -> tuple[Person, ...]:
    """The people list as it would be. `fields` are those that the coming list has a column for.

    With `audience` the coming list is of that audience alone: everybody else stays, and whoever is not
    on it leaves that audience. Without it, whoever is not on it is on the list no more.
    """
    old = {person.id: person for person in present}
    named = _with_managers(_identified(present, coming), present)
    new = {p.id: _kept(old[p.id], p, fields, audience) if p.id in old else p for p in named}
    if not audience:
        return tuple(new.values())
    staying = (_without(person, audience) for person in present if person.id not in new)
    there = {person.id: person for person in staying if person.audiences}
    order = [*(p.id for p in present), *(name for name in new if name not in old)]
    both = {**there, **new}
    return tuple(both[name] for name in order if name in both)


def _kept(old: Person, new: Person, fields: frozenset[str], audience: str) -> Person:
    kept = {name: getattr(old, name) for name in KEPT if name not in fields}
    if not audience:
        return replace(new, **kept)
    audiences = tuple(dict.fromkeys((*old.audiences, *new.audiences)))
    terms = (*(t for t in old.terms if t.audience != audience), *new.terms)
    return replace(new, audiences=audiences, terms=terms, **kept)


def _without(person: Person, audience: str) -> Person:
    return replace(
        person,
        audiences=tuple(name for name in person.audiences if name != audience),
        terms=tuple(term for term in person.terms if term.audience != audience),
    )


# --- who is who


def _identified(present: Sequence[Person], coming: Sequence[Person]) -> list[Person]:
    """The coming people, each with an id: their own, that of the same person now, or a new one.

    The same person is whoever has the address, or else alone has the name.
    """
    by_address = {a: person.id for person in present for a in person.addresses}
    by_name = _only_ones(present)
    alone = _only_ones(coming)
    taken = {person.id for person in (*present, *coming)}
    found: list[Person] = []
    for person in coming:
        known = next((by_address[a] for a in person.addresses if a in by_address), "")
        same = known or (
            by_name.get(_plain(person.name), "") if _plain(person.name) in alone else ""
        )
        name = person.id or same or _new_id(person, taken)
        taken.add(name)
        found.append(replace(person, id=name))
    return found


def _only_ones(people: Sequence[Person]) -> dict[str, str]:
    """Names that one person alone has, with that person's id."""
    names = [_plain(person.name) for person in people]
    return {_plain(p.name): p.id for p in people if names.count(_plain(p.name)) == 1}


def _new_id(person: Person, taken: set[str]) -> str:
    """An id made from the address or the name: 'ada.staff', 'ada.staff-2'."""
    plain = unicodedata.normalize("NFKD", person.email.partition("@")[0] or person.name).casefold()
    base = re.sub(r"[^a-z0-9]+", ".", plain).strip(".") or "person"
    number = 1
    while (name := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return name


def _with_managers(coming: Sequence[Person], present: Sequence[Person]) -> list[Person]:
    """Managers by their id, where the list names them by address or by name."""
    everybody = [*present, *coming]
    known = {person.id for person in everybody}
    by_word = {**_only_ones(coming), **{a: p.id for p in everybody for a in p.addresses}}
    return [
        p if p.manager in known else replace(p, manager=by_word.get(_plain(p.manager), p.manager))
        for p in coming
    ]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
