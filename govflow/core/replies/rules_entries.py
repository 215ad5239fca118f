"""The rule for replies to letters about an entry of a register."""

from govflow.core.replies.case import Case
from govflow.core.replies.outcomes import Decided
from govflow.core.replies.rules_board import Answer


def decides(case: Case) -> Answer:
    """The recipient of a letter about an entry of a register, proved to be the sender, begins with one of
    the words it offers, or answers the question it puts. Whether they may decide is looked at next."""
    if case.saying.kind == "decided":
        return Decided(case.saying.reason, case.saying.beside), "an answer about an entry"
    return None
