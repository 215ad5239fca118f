"""People as an organisation's directory lists them, before the officer takes them into her own list."""

from dataclasses import dataclass

from govflow.core.people.people import Person


@dataclass(frozen=True, slots=True)
class Listing:
    """The members of a directory group or distribution list, by name.

    A person's id stays the same from one reading to the next. `left_out` names, each as a sentence, the
    members who cannot be written to, so that nobody is left out in silence.
    """

    people: tuple[Person, ...]
    left_out: tuple[str, ...] = ()
