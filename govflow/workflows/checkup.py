"""Looking around the register and the people list, before anything depends on them. Changes nothing."""

from collections.abc import Sequence
from datetime import datetime

from govflow.core.checkup import Check
from govflow.core.errors import RecordError
from govflow.core.people.people import Person
from govflow.core.record.rows import ReplyRow
from govflow.core.record.times import refuse_early
from govflow.workflows.ports import Register
from govflow.workflows.privacy import shared_mailbox


def look_at_register(register: Register, now: datetime) -> list[Check]:
    """How far the register is, whether the clock stands behind it, and whose mail was read into it.

    Whether anything was altered is for `ledger verify`, which reads it whole.
    """
    size = register.checkpoint().size
    checks = [Check("register", True, f"the register opens, up to event {size}.")]
    newest = next((event.at for event in register.events(after=size - 1)), "") if size else ""
    try:
        refuse_early(now, newest)
        checks.append(Check("clock", True, f"the clock says {now:%d %B %Y %H:%M} UTC."))
    except RecordError as problem:
        checks.append(Check("clock", False, problem.problem, problem.remedy))
    if strays := shared_mailbox(register.find(ReplyRow)):
        what, _, remedy = strays.partition(": ")
        checks.append(Check("dedicated", None, f"{what}.", f"{remedy}."))
    return checks


def look_at_people(people: Sequence[Person]) -> list[Check]:
    """Whether anybody is on the people list."""
    if people:
        return [Check("people", True, f"the people list holds {len(people)}.")]
    return [Check("people", None, "the people list is empty.", "govflow people import FILE.csv")]
