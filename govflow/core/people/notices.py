"""Planning a notice: who gets it, who does not and why, and the codes that find a reply's writer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from govflow.core.people.people import Person
from govflow.core.text.policy import FrontMatter

SPOKEN = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The alphabet of references: no 0, O, 1 or I, so that one can be read out on the telephone."""

BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
"""The alphabet of secrets in reply addresses (RFC 4648 base32, lower case): 16 of them are 80 bits."""


INTEREST = "interest declared"
"""The audience of a member of the Board who has an interest in a written resolution: told, not asked."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person who gets the notice, and the audience because of which they get it.

    `due` is their own last day to answer where it is not the notice's. `told`: they are sent the text
    and nothing is asked of them.
    """

    person: Person
    audience: str
    due: date | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class Excluded:
    """A person of the audience who gets no letter, and why, in neutral words."""

    person: Person
    why: str


@dataclass(frozen=True, slots=True)
class Roll:
    """Everybody in the audiences on one day: those written to, those reached on paper, and the others.

    Whoever is reached on paper is asked like the others, and signs a printed sheet.
    """

    addressees: tuple[Addressee, ...]
    excluded: tuple[Excluded, ...]
    paper: tuple[Addressee, ...] = ()


def plan_roll(people: Iterable[Person], audiences: Iterable[str], on: date) -> Roll:
    """Who gets a notice for these audiences on this day; each person once, in the list's order.

    A person in several audiences is written to for the first of them in the given order.
    """
    order = tuple(audiences)
    addressees: list[Addressee] = []
    excluded: list[Excluded] = []
    paper: list[Addressee] = []
    for person in people:
        if not any(name in person.audiences for name in order):
            continue
        audience = next((name for name in order if person.belongs(name, on)), None)
        if audience is None:
            excluded.append(Excluded(person, _why_not(person, order, on)))
        elif person.on_leave(on):
            excluded.append(Excluded(person, "away"))
        else:
            (paper if person.on_paper else addressees).append(Addressee(person, audience))
    return Roll(tuple(addressees), tuple(excluded), tuple(paper))


def _why_not(person: Person, audiences: Iterable[str], on: date) -> str:
    """Why somebody of these audiences does not belong to them on this day."""
    if not person.here_on(on):
        return "left" if person.left is not None and person.left < on else "not yet joined"
    over = [t.last for t in person.terms if t.audience in audiences and t.last is not None]
    return "left" if any(last < on for last in over) else "not yet joined"


def shared_addresses(roll: Roll) -> tuple[str, ...]:
    """Addresses that more than one addressee has: nobody could be told from the other by reply."""
    seen: dict[str, int] = {}
    for addressee in roll.addressees:
        for address in dict.fromkeys(addressee.person.addresses):
            seen[address] = seen.get(address, 0) + 1
    return tuple(sorted(address for address, count in seen.items() if count > 1))


def prefix(front: FrontMatter) -> str:
    """The letters a policy's references begin with: its `reference`, or its title's initials."""
    given = str(front.get("reference", "") or "")
    words = "".join(word[0] for word in front.title.split() if word[0].isalpha())
    letters = "".join(c for c in (given or words).upper() if c.isascii() and c.isalnum())
    return letters[:6] or "POL"
