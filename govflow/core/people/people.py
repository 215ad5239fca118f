"""People as the officer's list has them. Who is bound on a day is decided here, and only here."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Format = Literal["e-mail", "large print", "paper"]


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when somebody belongs to an audience: both days included, None where it is open."""

    audience: str
    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies within the term."""
        return _within(self.first, self.last, day)


def _within(first: date | None, last: date | None, day: date) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


@dataclass(frozen=True, slots=True)
class Person:
    """One person of people.csv. `id` is the officer's own; dates are inclusive; addresses lower case.

    `email` may be empty (reached on paper). `audiences` are names declared by policies; `terms` say from
    when to when somebody belongs to one, where that is not as long as they are here. `format` is how
    they read: who reads on paper gets no e-mail, and no reply from an address counts for them.
    `on_leave_until` is the last day of an absence that the officer knows of; why is kept nowhere.
    """

    id: str
    name: str
    email: str
    audiences: tuple[str, ...]
    manager: str = ""
    joined: date | None = None
    left: date | None = None
    other_emails: tuple[str, ...] = ()
    language: str = "en"
    terms: tuple[Term, ...] = ()
    format: Format = "e-mail"
    on_leave_until: date | None = None

    @property
    def on_paper(self) -> bool:
        """Whether this person is reached on paper only: by choice, or for want of an address."""
        return self.format == "paper" or not self.email

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address from which this person's own replies may come."""
        given = () if self.format == "paper" else (self.email, *self.other_emails)
        return tuple(address for address in given if address)

    def here_on(self, day: date) -> bool:
        """Whether the person has joined and not left on this day."""
        return _within(self.joined, self.left, day)

    def belongs(self, audience: str, day: date) -> bool:
        """Whether the person is in this audience on this day."""
        terms = [term for term in self.terms if term.audience == audience]
        named = audience in self.audiences and self.here_on(day)
        return named and (not terms or any(term.covers(day) for term in terms))

    def on_leave(self, day: date) -> bool:
        """Whether the person is known to be absent on this day."""
        return self.on_leave_until is not None and day <= self.on_leave_until
