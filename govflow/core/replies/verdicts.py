"""The verdict on a reply: the outcome, by which rule and why, and what was read."""

from dataclasses import dataclass, replace

from govflow.core.replies.outcomes import Duplicate, Outcome, Quarantined
from govflow.core.replies.sender import Proof

JUDGED_WITH = "replies 1"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided, by which rule and why, with what was read.

    `reason` is a short phrase, `sentence` says it to the officer. `notice` and `person` are '' and
    `recipient` 0 when nothing matched. `new_text` is what was judged: the person's own words.
    """

    outcome: Outcome
    rule: str
    reason: str
    sentence: str = ""
    notice: str = ""
    recipient: int = 0
    person: str = ""
    counted: bool = False
    new_text: str = ""
    trust: Proof | None = None
    judged_with: str = JUDGED_WITH


def quarantined(outcome: Quarantined) -> Verdict:
    """The verdict on bytes that could not be read safely."""
    return Verdict(outcome, "quarantine", outcome.why, f"This message was not read: {outcome.why}.")


def repeated(verdict: Verdict, outcome: Duplicate) -> Verdict:
    """The verdict on a message recorded before under the same Message-ID and sender."""
    return replace(
        verdict,
        outcome=outcome,
        rule="the_same_again",
        reason="recorded before under the same Message-ID",
        sentence="This message was recorded before.",
        counted=False,
    )
