"""What the report and the preview say, as values; `adapters/pages` decides how it looks.

Every number of a report is counted here from its list of people, so that no two of them disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from govflow.core.people.letters import RenderedLetter


class Standing(StrEnum):
    """The few heaps into which a reader sorts the register's states, in order of interest."""

    ACKNOWLEDGED = "acknowledged"
    HELD = "held for review"
    AWAY = "away"
    UNDELIVERED = "not delivered"
    MISSING = "no reply yet"
    EXCLUDED = "not counted"


STANDING_OF = {
    "acknowledged": Standing.ACKNOWLEDGED,
    "agreed": Standing.ACKNOWLEDGED,
    "held": Standing.HELD,
    "question": Standing.HELD,
    "declined": Standing.HELD,
    "uncertain": Standing.UNDELIVERED,
    "undelivered": Standing.UNDELIVERED,
    "away": Standing.AWAY,
    "outstanding": Standing.MISSING,
    "overdue": Standing.MISSING,
    "exempt": Standing.EXCLUDED,
    "waived": Standing.EXCLUDED,
    "left": Standing.EXCLUDED,
    "superseded": Standing.EXCLUDED,
    "informed": Standing.EXCLUDED,
}
"""Where each state of the register belongs; a state not named here counts as missing, never as done."""


NOT_COUNTED = {
    "left": "left",
    "exempt": "not bound",
    "waived": "need not answer",
    "superseded": "asked by a later notice",
    "informed": "only sent it",
}
"""Why somebody is not in the denominator, in words that say nothing about them."""
SMALL = 5
"""A group of fewer people is shown to the Board together with another, so that nobody stands out."""


@dataclass(frozen=True, slots=True)
class ReportPerson:
    """One person within the notice: the register's `state`, the day it began, letters sent so far.

    `bound_when_due`: somebody who left, but only once their day to answer had come; they count.
    `note` is what the officer is to know ('address refused', 'away until 7 December'), in neutral words.
    `counted_by` names the person who counted the acknowledgement, '' where a rule did.
    """

    name: str
    audience: str
    state: str
    since: date | None = None
    letters: int = 0
    note: str = ""
    counted_by: str = ""
    bound_when_due: bool = False

    @property
    def standing(self) -> Standing:
        if self.state == "left" and self.bound_when_due:
            return Standing.MISSING
        return STANDING_OF.get(self.state, Standing.MISSING)


@dataclass(frozen=True, slots=True)
class Tally:
    """How one audience stands, or everybody: people per standing, in the order of `Standing`."""

    label: str
    counts: tuple[tuple[Standing, int], ...]

    def __getitem__(self, standing: Standing | str) -> int:
        return dict(self.counts)[Standing(standing)]

    @property
    def asked(self) -> int:
        """The denominator of every percentage: everybody but those not counted."""
        return sum(number for standing, number in self.counts if standing is not Standing.EXCLUDED)

    @property
    def percent(self) -> int:
        """Acknowledged of those asked, rounded down: 100 means everybody. 0 when nobody was asked."""
        return 100 * self[Standing.ACKNOWLEDGED] // self.asked if self.asked else 0


@dataclass(frozen=True, slots=True)
class Report:
    """How one notice stands at one moment (`as_at`, in the reader's local time).

    `redline` is an HTML fragment made by `adapters/markdown`, put in as it is; `changes` are plain
    sentences; `how_we_count` is the method in sentences (`HOW_WE_COUNT` unless others are given).
    """

    organisation: str
    policy_title: str
    version: str
    digest: str
    notice: str
    purpose: str
    as_at: datetime
    sent_on: date
    people: tuple[ReportPerson, ...]
    due: date | None = None
    passed_on: date | None = None
    in_force: date | None = None
    minute: str = ""
    changes: tuple[str, ...] = ()
    redline: str = ""
    statement: str = ""
    checkpoint: str = ""
    signed: str = ""
    how_we_count: tuple[str, ...] = field(default=())
    numbers_only: bool = False

    @property
    def not_counted(self) -> tuple[tuple[str, int], ...]:
        """How many are left out of every percentage, by neutral category, in the order of NOT_COUNTED.

        For the Board it is one number: a category of one would name somebody to those who know.
        """
        out = [person.state for person in self.people if person.standing is Standing.EXCLUDED]
        if self.numbers_only:
            return (("not counted", len(out)),) if out else ()
        counts = ((words, out.count(state)) for state, words in NOT_COUNTED.items())
        return tuple((words, number) for words, number in counts if number)

    @property
    def everybody(self) -> Tally:
        return tally("Everybody", self.people)

    @property
    def by_audience(self) -> tuple[Tally, ...]:
        """One tally per audience, in the order in which the audiences first appear."""
        names = dict.fromkeys(person.audience for person in self.people)
        return tuple(
            tally(name, (person for person in self.people if person.audience == name))
            for name in names
        )

    @property
    def missing(self) -> tuple[ReportPerson, ...]:
        """Everybody asked who has not acknowledged, those with nothing said last; nobody for the Board."""
        if self.numbers_only:
            return ()
        open_people = [p for p in self.people if p.standing not in _SETTLED]
        order = list(Standing)
        return tuple(
            sorted(open_people, key=lambda p: (order.index(p.standing), p.audience, p.name))
        )

    @property
    def counted_by(self) -> tuple[tuple[str, int], ...]:
        """Who counted how many acknowledgements: '' for the rules first, then people by name."""
        counts: dict[str, int] = {}
        for person in () if self.numbers_only else self.people:
            if person.standing is Standing.ACKNOWLEDGED:
                counts[person.counted_by] = counts.get(person.counted_by, 0) + 1
        return tuple(sorted(counts.items()))

    @property
    def by_day(self) -> tuple[tuple[date, int], ...]:
        """How many had acknowledged by the end of each day on which somebody did."""
        days = sorted(
            p.since for p in self.people if p.standing is Standing.ACKNOWLEDGED and p.since
        )
        return tuple({day: count for count, day in enumerate(days, 1)}.items())


_SETTLED = (Standing.ACKNOWLEDGED, Standing.EXCLUDED)

HOW_WE_COUNT = (
    "Only a person's own words, in a reply from their own address to their own letter, that they "
    "have read and understood this text count as an acknowledgement.",
    "Automatic replies, read receipts, bounces and text quoted from our letter never count.",
    "Every doubtful reply is held until the governance officer has looked at it; until then it does "
    "not count.",
    "An acknowledgement belongs to exactly this text, named by its digest. It is never carried over "
    "to another version.",
    "Percentages are of the people bound on the day by which they were to answer, and are rounded down. "
    "Who left before that day, is not bound, need not answer, was asked again by a later notice or was "
    "only sent the text is not counted; how many these are stands beside them.",
)


def for_the_board(report: Report) -> Report:
    """The report as numbers alone: no name, no note, and no group in which somebody would stand out."""
    groups = _merged([person.audience for person in report.people])
    people = (
        ReportPerson(
            name="",
            audience=groups[person.audience],
            state=person.state,
            since=person.since if person.standing is Standing.ACKNOWLEDGED else None,
            bound_when_due=person.bound_when_due,
        )
        for person in report.people
    )
    return replace(report, people=tuple(people), numbers_only=True)


def _merged(audiences: list[str]) -> dict[str, str]:
    """Each audience's group: small ones together, and with the next larger while they are few still."""
    sizes = sorted((audiences.count(name), name) for name in dict.fromkeys(audiences))
    together: list[str] = []
    few = 0
    for size, name in sizes:
        if size >= SMALL and not 0 < few < SMALL:
            break
        together.append(name)
        few += size
    if 0 < few < SMALL:
        together = [name for _, name in sizes]
    order = [name for name in dict.fromkeys(audiences) if name in together]
    label = " and ".join(filter(None, (", ".join(order[:-1]), *order[-1:])))
    return {name: label if name in together else name for _, name in sizes}


def tally(label: str, people: Iterable[ReportPerson]) -> Tally:
    """Count people by standing; every standing is there, with 0 where nobody is."""
    counts = dict.fromkeys(Standing, 0)
    for person in people:
        counts[person.standing] += 1
    return Tally(label, tuple(counts.items()))


@dataclass(frozen=True, slots=True)
class PreviewLetter:
    """One letter as it would go out. `headers` are (name, value), `attachments` (name, bytes)."""

    name: str
    address: str
    audience: str
    letter: RenderedLetter
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A notice before it is sent: who would get what, by when they are asked, what to look at first.

    `excluded` are people of the audience who get no letter (name, why).
    """

    organisation: str
    policy_title: str
    version: str
    digest: str
    purpose: str
    letters: tuple[PreviewLetter, ...]
    due: date | None = None
    sender: str = ""
    warnings: tuple[str, ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()

    @property
    def audiences(self) -> tuple[tuple[str, int], ...]:
        """How many letters go to each audience, in the order in which they first appear."""
        counts: dict[str, int] = {}
        for letter in self.letters:
            counts[letter.audience] = counts.get(letter.audience, 0) + 1
        return tuple(counts.items())


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One entry of a register on its page: its cells by column, and what is amiss with it."""

    entry: str
    state: str
    since: date
    cells: tuple[str, ...]
    amiss: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """A register that a clause creates, as its page and workbook show it."""

    organisation: str
    title: str
    policy_title: str
    rests_on: str
    as_at: datetime
    checkpoint: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
