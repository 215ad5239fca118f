"""The rules for answers to what goes to the Board: its papers, and resolutions in writing."""

from govflow.core.people.letters import Purpose
from govflow.core.replies.case import Case
from govflow.core.replies.outcomes import Agreed, Outcome, Unclear

Answer = tuple[Outcome, str] | None
"""An outcome with its reason, or None: another rule decides."""


def about_the_boards_papers(case: Case) -> Answer:
    """The letter brought papers to the Board and asked nothing: apologies, questions and thanks are for
    a person to read, and none of them is an acknowledgement."""
    if case.letter and case.letter.purpose == Purpose.MEETING:
        return Unclear(), "an answer to the Board's papers"
    return None


def voted_too_late(case: Case) -> Answer:
    """A vote on a written resolution after its last day: the resolution has lapsed by then."""
    closes = case.letter.closes if case.letter else None
    if case.saying.kind == "agreed" and closes and case.received >= closes:
        return Unclear(), "came after the last day of the resolution"
    return None


def agrees(case: Case) -> Answer:
    """A member of the Board, proved to be the sender, agrees to the written resolution and says nothing
    else. That is a vote for it."""
    return (Agreed(), case.saying.reason) if case.saying.kind == "agreed" else None
