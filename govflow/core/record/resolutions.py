"""Who has to pass a text and by how much: approval routes, and what a vote lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

MAJORITIES = {
    "simple": Fraction(1, 2),
    "two-thirds": Fraction(2, 3),
    "three-quarters": Fraction(3, 4),
    "unanimous": Fraction(1),
}
"""What share of the votes cast a resolution needs; a simple majority is more than its half."""


@dataclass(frozen=True, slots=True)
class Step:
    """One body of an approval route: its majority of the votes cast, and how many must be present."""

    body: str
    majority: str = "simple"
    quorum: int = 0


@dataclass(frozen=True, slots=True)
class Vote:
    """How a body voted; None where nobody counted. `present` leaves out those who declared an interest."""

    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    present: int | None = None


UNCOUNTED = Vote()


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """How the Board gets its papers, and under which article it may decide in writing ('': none).

    `clear_notice` counts working days between the papers and the meeting; `written_days` are days.
    """

    audience: str = "trustees"
    clear_notice: int = 5
    written_article: str = ""
    written_majority: str = "unanimous"
    written_days: int = 14


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step as it stands in the record: which body passed which text, when and how."""

    body: str
    decided_on: date
    minute: str
    digest: str
    vote: Vote = UNCOUNTED
    conditions: tuple[str, ...] = ()


def shortfall(step: Step, vote: Vote) -> str:
    """Why this vote passes nothing in this body, in a sentence; '' when it does.

    Votes are needed where a body asks for more than a simple majority, the number of those present
    where it has a quorum; a body that just says yes by a simple majority need not count.
    """
    cast = (vote.votes_for or 0) + (vote.votes_against or 0)
    if vote.present is not None and cast + (vote.abstained or 0) > vote.present:
        return f"there are more votes than the {vote.present} who were present and could vote."
    if step.quorum and vote.present is None:
        return (
            f"{step.body} needs a quorum of {step.quorum}, and nobody says how many were present."
        )
    if step.quorum and (vote.present or 0) < step.quorum:
        return f"{step.body} needs a quorum of {step.quorum}; {vote.present} were present."
    if vote.votes_for is None:
        counts = step.majority != "simple"
        return f"{step.body} decides by {words(step)}, so the votes are needed." if counts else ""
    return "" if _carried(step, vote.votes_for, cast) else _fell(step, vote.votes_for, cast)


def words(step: Step) -> str:
    """The majority as a sentence names it."""
    return {"unanimous": "a unanimous vote"}.get(step.majority, f"a {step.majority} majority")


def _carried(step: Step, votes_for: int, cast: int) -> bool:
    needed = MAJORITIES[step.majority] * cast
    return votes_for > needed if step.majority == "simple" else cast > 0 and votes_for >= needed


def _fell(step: Step, votes_for: int, cast: int) -> str:
    return f"{votes_for} of {cast} votes is not {words(step)}, which {step.body} needs."


def still_needed(route: Sequence[Step], taken: Sequence[StepTaken], digest: str) -> list[Step]:
    """The bodies that have not passed this very text yet, in the order of the route."""
    passed = {step.body for step in taken if step.digest == digest}
    return [step for step in route if step.body not in passed]


def agreements_needed(majority: str, may_vote: int) -> int:
    """How many of those who may vote must agree in writing; of nobody, one more than there are."""
    if majority == "simple":
        return may_vote // 2 + 1
    return max(1, ceil(MAJORITIES[majority] * may_vote))
