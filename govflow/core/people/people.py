"""People as the officer's list has them. Who is bound on a day is decided here, and only here."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """One person of people.csv. `id` is the officer's own; dates are inclusive; addresses lower case.

    `email` may be empty (reached on paper). `audiences` are names declared by policies.
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

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address from which this person's own replies may come."""
        return tuple(a for a in (self.email, *self.other_emails) if a)

    def here_on(self, day: date) -> bool:
        """Whether the person has joined and not left on this day."""
        return (self.joined is None or self.joined <= day) and (
            self.left is None or day <= self.left
        )
