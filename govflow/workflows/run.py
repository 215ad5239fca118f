"""One pass over everything that waits: read the mailbox, finish confirmed notices, remind. Repeatable."""

from dataclasses import dataclass

from govflow.core.people.calendar import open_at
from govflow.core.record.rows import LetterRow, NoticeRow
from govflow.workflows.collect import Collected, collect
from govflow.workflows.deliver import DUE_STATES, deliver
from govflow.workflows.excuses import record_leavers
from govflow.workflows.office import Office
from govflow.workflows.remind import Reminded, carry_out, plan_round
from govflow.workflows.requests import CHASING


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass did. `reminded` is None outside the office's hours, when nothing is sent of itself.

    `unsent` letters of confirmed notices are still not certainly sent; `officer` counts those whose
    reply is missing after every reminder.
    """

    collected: Collected
    delivered: int
    unsent: int
    reminded: Reminded | None
    officer: int

    @property
    def complete(self) -> bool:
        """Whether nothing is left that a further pass or the officer must see to."""
        sent = self.reminded is None or self.reminded.complete
        return sent and not self.unsent and not self.collected.quarantined


def run(office: Office) -> Pass:
    """Collect, record who has left, then finish what confirmed notices still have to send, then remind.

    The mailbox is read first, so that nobody who has answered is reminded. Sends only what a confirmed
    notice authorised. Raises TemporaryError when another sender is at work; a later pass does the rest.
    """
    collected = collect(office)
    if not open_at(office.timetable.calendar, office.clock.stamp()):
        return Pass(collected, 0, 0, None, 0)
    record_leavers(office)
    delivered, unsent = _finish(office)
    plan = plan_round(office)
    return Pass(collected, delivered, unsent, carry_out(office, plan), len(plan.officer))


def _finish(office: Office) -> tuple[int, int]:
    """Send what open notices have waiting; returns how many went and how many did not certainly."""
    delivered = unsent = 0
    for notice in office.register.find(NoticeRow, closed=False):
        waiting = _waiting(office, notice.notice)
        if waiting:
            tally = deliver(office, notice.notice)
            left = _waiting(office, notice.notice)
            delivered += waiting - left
            unsent += left + tally.unknown
    return delivered, unsent


def _waiting(office: Office, notice: str) -> int:
    return sum(
        letter.kind not in CHASING
        for state in DUE_STATES
        for letter in office.register.find(LetterRow, notice=notice, state=state)
    )
