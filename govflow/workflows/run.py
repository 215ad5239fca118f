"""One pass over everything that waits: read the mailbox, finish what was confirmed, remind. Repeatable."""

from dataclasses import dataclass

from govflow.core.people.calendar import open_at
from govflow.core.people.letters import LetterState
from govflow.core.record.rows import LetterRow, NoticeRow, ReplyRow
from govflow.core.record.settle import waits
from govflow.workflows.answers import finish_answers
from govflow.workflows.arrivals import take_in
from govflow.workflows.collect import Collected, collect
from govflow.workflows.deliver import DUE_STATES, deliver
from govflow.workflows.excuses import record_movements
from govflow.workflows.office import Office
from govflow.workflows.receipts import send_receipts
from govflow.workflows.remind import Reminded, carry_out, plan_round
from govflow.workflows.requests import CHASING
from govflow.workflows.retention import apply_retention, plan_retention
from govflow.workflows.reviews import send_reviews
from govflow.workflows.unneeded import unsorted
from govflow.workflows.weekly import send_weekly


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass did. `reminded` is None outside the office's hours, when nothing is sent of itself.

    `arrived` people came to notices that were confirmed before: they joined or moved. `unsent` letters
    that somebody confirmed are still not certainly sent; `officer` counts those whose reply is missing
    after every reminder, and `held` is how many replies wait for her. `answers`, `receipts` and `weekly`
    mails (with those about reviews) went out; the bytes of `erased` messages and what was held on
    `forgotten` leavers were let go.
    """

    collected: Collected
    erased: tuple[str, ...] = ()
    arrived: int = 0
    forgotten: int = 0
    delivered: int = 0
    unsent: int = 0
    answers: int = 0
    receipts: int = 0
    reminded: Reminded | None = None
    weekly: int = 0
    officer: int = 0
    held: int = 0

    @property
    def complete(self) -> bool:
        """Whether nothing is left that a further pass or the officer must see to."""
        sent = self.reminded is None or self.reminded.complete
        return sent and not self.unsent and not self.collected.quarantined


def run(office: Office) -> Pass:
    """Collect, let go of what was kept long enough, see who left or came, finish what was
    confirmed, acknowledge receipt, remind, and write the week's mail.

    The mailbox is read first, so that nobody who has answered is reminded. Sends only what a confirmed
    notice or answer authorised, and receipts where the settings ask for them. Raises TemporaryError when
    another sender is at work; a later pass does the rest.
    """
    collected, due = collect(office), plan_retention(office)
    apply_retention(office, due)
    erased = due.messages
    if not open_at(office.timetable.calendar, office.clock.stamp()):
        return Pass(collected, erased, forgotten=len(due.leavers), held=_held(office))
    record_movements(office)
    arrived = take_in(office)
    answers, unanswered = _answer(office)
    delivered, unsent = _finish(office)
    receipts = send_receipts(office).sent
    plan = plan_round(office)
    reminded = carry_out(office, plan)
    return Pass(
        collected=collected,
        erased=erased,
        arrived=arrived,
        forgotten=len(due.leavers),
        delivered=delivered,
        unsent=unsent + unanswered,
        answers=answers,
        receipts=receipts,
        reminded=reminded,
        weekly=send_weekly(office) + send_reviews(office),
        officer=len(plan.officer),
        held=_held(office),
    )


def _held(office: Office) -> int:
    """How many replies wait for the officer; no letter goes to or about their writers meanwhile."""
    return sum(waits(row) for row in office.register.find(ReplyRow))


def _answer(office: Office) -> tuple[int, int]:
    """Send the answers that were confirmed and have not gone; returns how many went and did not."""
    letters = finish_answers(office)
    sent = sum(letter.state == LetterState.SENT for letter in letters)
    return sent, len(letters) - sent


def _finish(office: Office) -> tuple[int, int]:
    """Send what open notices have waiting; returns how many went and how many did not certainly."""
    delivered = unsent = 0
    for notice in office.register.find(NoticeRow, closed=False):
        name = notice.notice
        if _letters(office, name, *DUE_STATES) or unsorted(office, name):
            before = _letters(office, name, LetterState.SENT)
            tally = deliver(office, name)
            delivered += _letters(office, name, LetterState.SENT) - before
            unsent += _letters(office, name, *DUE_STATES) + tally.unknown
    return delivered, unsent


def _letters(office: Office, notice: str, *states: str) -> int:
    return sum(
        letter.kind not in CHASING
        for state in states
        for letter in office.register.find(LetterRow, notice=notice, state=state)
    )
