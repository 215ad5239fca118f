"""When a policy has to be looked at again: its own review date, and the life that its class gives it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

LIVES: Mapping[str, int] = {"policy": 3, "guidance": 3, "procedure": 3}
"""Years an instrument lives before it has to go back to the Board, by its class in small letters;
By-Laws and Articles have no end."""


class Standing(StrEnum):
    """How a policy stands towards its review, the most pressing first."""

    LAPSED = "lapsed"
    OVERDUE = "review overdue"
    DUE = "review due"
    UNDATED = "no review date"
    CURRENT = "current"


PRESSING = (Standing.LAPSED, Standing.OVERDUE, Standing.DUE)


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """How many years each class of instrument lives, and how many days ahead a review is called due.

    `mail`: owners, and the chair of what is overdue, are written to once a month.
    """

    lives: Mapping[str, int] = field(default_factory=lambda: LIVES)
    ahead: int = 90
    mail: bool = True


@dataclass(frozen=True, slots=True)
class Review:
    """When a policy is to be reviewed, when its life ends (None: never), and how it stands."""

    due: date | None
    lapses: date | None
    standing: Standing


def years_on(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the 28th where that year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def review_of(
    rules: ReviewRules,
    instrument_class: str,
    passed_on: date | None,
    review_by: date | None,
    today: date,
) -> Review:
    """How a text stands on a day: passed on `passed_on`, with its own review date where it has one.

    Its life ends on the same day so many years after it was passed, and from that day on it has lapsed.
    A review is due by its own date or by the end of its life, whichever comes first; on the day itself
    it is not overdue yet.
    """
    years = rules.lives.get(instrument_class.casefold())
    lapses = years_on(passed_on, years) if years and passed_on else None
    due = min((day for day in (review_by, lapses) if day is not None), default=None)
    return Review(due, lapses, _standing(rules, due, lapses, today))


def _standing(rules: ReviewRules, due: date | None, lapses: date | None, today: date) -> Standing:
    if lapses is not None and lapses <= today:
        return Standing.LAPSED
    if due is None:
        return Standing.UNDATED
    if due < today:
        return Standing.OVERDUE
    return Standing.DUE if due <= today + timedelta(days=rules.ahead) else Standing.CURRENT


@dataclass(frozen=True, slots=True)
class RegisteredPolicy:
    """One line of the register of policies; `version` and its dates are of the text in force ('': none)."""

    code: str
    title: str
    instrument_class: str
    owner: str
    version: str
    passed_on: date | None
    in_force: date | None
    review: Review


@dataclass(frozen=True, slots=True)
class PolicyRegister:
    """Every policy of an organisation as it stood at one moment, by title; repealed ones are left out."""

    organisation: str
    board: str
    as_at: datetime
    policies: tuple[RegisteredPolicy, ...]
    checkpoint: str = ""

    @property
    def pressing(self) -> tuple[RegisteredPolicy, ...]:
        """Those lapsed, overdue and due, in that order."""
        found = [one for one in self.policies if one.review.standing in PRESSING]
        order = list(Standing)
        return tuple(
            sorted(
                found,
                key=lambda one: (order.index(one.review.standing), one.review.due or date.max),
            )
        )

    @property
    def counts(self) -> tuple[tuple[Standing, int], ...]:
        """How many policies stand how; what nobody does is left out."""
        found = Counter(one.review.standing for one in self.policies)
        return tuple((standing, found[standing]) for standing in Standing if found[standing])

    @property
    def summary(self) -> str:
        """The counts in one sentence: '4 policies: 1 lapsed, 3 current.'"""
        total = len(self.policies)
        parts = ", ".join(f"{number} {standing}" for standing, number in self.counts)
        return f"{total} {'policy' if total == 1 else 'policies'}{f': {parts}' if parts else ''}."
