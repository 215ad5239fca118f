"""The schedule of changes: an amendment in words that can be followed by hand, and proved.

The instructions follow UK legislative style (Office of the Parliamentary Counsel, Drafting Guidance,
part on textual amendment). Each is read back as it is made; the nicest wording that means exactly the
change is printed, and printing the whole new provision always does. All instructions speak of the
old text and take effect together.
"""

from collections.abc import Iterable

from govflow.core.errors import ProofError
from govflow.core.text.compare import rebuilt, rows
from govflow.core.text.draft import ScheduleLine, drafts
from govflow.core.text.policy import Policy, provisions
from govflow.core.text.read import read_instructions
from govflow.core.text.steps import carry_out
from govflow.core.text.targets import targets
from govflow.core.text.versions import digest


def instructions(old: Policy, new: Policy) -> tuple[ScheduleLine, ...]:
    """The schedule of changes from the old policy to the new one, in reading order; () when none.

    Raises ProofError should the printed words not give the new text (they are read back to see).
    """
    lines = tuple(drafts(targets(provisions(old)), rows(old, new)))
    prove_schedule(old, new, [line.text for line in lines])
    return lines


def apply_instructions(old: Policy, printed: Iterable[str]) -> Policy:
    """The old policy as these printed instructions amend it; nothing else is consulted.

    `printed` are instructions as `ScheduleLine.text` has them, or the lines of a printed schedule.
    Raises ProofError when one of them cannot be followed.
    """
    before = provisions(old)
    steps = read_instructions(targets(before), printed)
    return rebuilt(old, carry_out(before, steps))


def prove_schedule(old: Policy, new: Policy, printed: Iterable[str]) -> None:
    """Refuse a schedule whose printed words, applied to the old text, do not give the new text."""
    result = apply_instructions(old, printed)
    if provisions(result) != provisions(new) or digest(result) != digest(new):
        raise ProofError(
            "the printed instructions do not give the proposed text.",
            place=new.path or new.code,
            remedy="make the schedule of changes again from the amendment.",
        )
