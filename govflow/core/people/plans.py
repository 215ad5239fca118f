"""What a day's round of reminders is planned from, and what a plan consists of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from govflow.core.people.calendar import WorkingCalendar

OPEN = ("outstanding", "overdue")
"""The states of the register in which somebody may be reminded. In every other one nobody is."""

UPWARDS: Mapping[str, tuple[str, ...]] = {"staff": ("manager", "ceo"), "trustees": ("chair",)}


@dataclass(frozen=True, slots=True)
class ReminderRules:
    """The schedule. `days` and `escalate` count from the due date; negative is before it.

    `most` is how many letters one person gets about one notice, the first included; `gap` how many days
    lie at least between two letters to a person. `upwards` says, by audience, to whom each escalation
    goes: 'manager', 'ceo', 'chair' or 'vice_chair'; those offices are people's ids. `weekly` is the
    weekday of the CEO's and the officer's mail, '' for none.
    """

    days: tuple[int, ...] = (-7, -1, 5)
    most: int = 4
    gap: int = 2
    escalate: tuple[int, ...] = (10, 17)
    ceo: str = ""
    chair: str = ""
    vice_chair: str = ""
    upwards: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: UPWARDS)
    weekly: str = "monday"

    @property
    def offices(self) -> Mapping[str, str]:
        """The people who hold an office, by office; one that is vacant is left out."""
        held = {"ceo": self.ceo, "chair": self.chair, "vice_chair": self.vice_chair}
        return {office: person for office, person in held.items() if person}


@dataclass(frozen=True, slots=True)
class Request:
    """One person asked for one acknowledgement, as things stand.

    `number` is theirs on the notice's roll; 0 is somebody on no roll who may be told of others.
    `state` is the register's. `held`: a reply of theirs waits for the officer or for an answer.
    `away_until` is the first day they are back. `here` is whether they still belong to the organisation.
    `first_on` is the day their first letter went out; `reminded_on` and `escalations_on` are the days of
    reminders and of escalations written *to* them under this notice. `pending`: a letter to them is on
    its way or nobody knows what became of it.
    """

    notice: str
    number: int
    person: str
    name: str
    audience: str
    due: date | None
    state: str
    manager: str = ""
    first_on: date | None = None
    reminded_on: tuple[date, ...] = ()
    escalations_on: tuple[date, ...] = ()
    held: bool = False
    away_until: date | None = None
    here: bool = True
    pending: bool = False

    @property
    def written_on(self) -> tuple[date, ...]:
        """Every day on which a letter went to this person under this notice."""
        first = (self.first_on,) if self.first_on else ()
        return (*first, *self.reminded_on, *self.escalations_on)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One letter to one person: `request` is the most pressing, `also` what else they are asked for.

    `step` counts the reminders of this notice to this person from 1.
    """

    request: Request
    step: int
    also: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Escalation:
    """A letter of its own to somebody above (`to`), naming the people who have not answered."""

    to: Request
    about: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Paused:
    """Somebody who would be due a reminder but gets none now, and why, in neutral words."""

    request: Request
    why: str


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """What one day asks for. `officer` are those for whom every reminder has gone out in vain."""

    on: date
    reminders: tuple[Reminder, ...]
    escalations: tuple[Escalation, ...]
    officer: tuple[Request, ...]
    paused: tuple[Paused, ...]

    @property
    def total(self) -> int:
        """How many letters would go out."""
        return len(self.reminders) + len(self.escalations)


@dataclass(frozen=True, slots=True)
class Round:
    """Everything asked of everybody, sorted by person, with what a day's plan is made from."""

    rules: ReminderRules
    calendar: WorkingCalendar
    today: date
    by_person: Mapping[str, Sequence[Request]]
    held: frozenset[str]
