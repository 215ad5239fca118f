"""What happens in the registers that a clause creates: accounts, permissions, nominees, questions."""

from dataclasses import dataclass
from datetime import date

from govflow.core.record.events.private import Private


@dataclass(frozen=True, slots=True)
class EntryRecorded:
    """An entry of a register stands so from now on: new, changed, decided, certified or closed.

    `entry` is its name ('accounts-3'), `state` how it stands, `on` the day it dates from. `words` are
    its fields as JSON pairs. `subject` is the key of the person whose own words they are, '' where they
    speak of the Union's business. `evidence` is the digest of the message it rests on, '' for none.
    """

    entry: str
    policy: str
    register: str
    state: str
    on: date
    words: Private
    by: Private
    reason: Private
    subject: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class EntryPersonNamed:
    """A person stands in a field of an entry (owner, deputy...), or no longer does (`here` False).

    `subject` is the person's key, `person` the id on the people list.
    """

    entry: str
    field: str
    subject: str
    person: Private
    here: bool = True
