"""What one pass does about replies: answers that were confirmed, receipts, stray mail past keeping."""

from datetime import timedelta

from govflow.adapters.memory.correspondents import Answer
from govflow.adapters.memory.mail import LostAnswer
from govflow.workflows.answers import plan_answer, send_answer
from govflow.workflows.run import run
from tests.workflows.desk import Desk
from tests.workflows.test_officer import ADA, ASKS, YES, letters_to, newest, sent, settings

__all__ = ["sent"]


def on_sunday(desk: Desk) -> None:
    desk.clock.turn_to(desk.clock.today() + timedelta(days=6 - desk.clock.today().weekday()))


def test_a_pass_finishes_an_answer_that_was_confirmed_and_sends_it_once(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", ASKS))
    plan = plan_answer(sent.office, newest(sent).evidence, "It does.", "Sarah Okafor")
    sent.transport._faults[plan.letter] = [LostAnswer(arrived=False)]
    assert send_answer(sent.office, plan).state == "unknown"
    before = len(letters_to(sent, ADA))
    sent.clock.turn_to(sent.clock.today() + timedelta(days=1))
    assert run(sent.office).answers == 1
    assert len(letters_to(sent, ADA)) == before + 1
    assert run(sent.office).answers == 0


def test_a_pass_sends_receipts_only_where_they_are_switched_on(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", YES))
    assert run(sent.office).receipts == 0
    settings(sent, receipts=True)
    assert run(sent.office).receipts == 1
    assert run(sent.office).receipts == 0


def test_a_pass_outside_the_offices_hours_sends_no_receipt(sent: Desk) -> None:
    settings(sent, receipts=True)
    on_sunday(sent)
    sent.hear(ADA, Answer("outlook", YES))
    assert run(sent.office).receipts == 0
    assert len(letters_to(sent, ADA)) == 1


def test_a_pass_lets_stray_mail_go_after_thirty_days_and_says_so(sent: Desk) -> None:
    sent.hear(ADA, Answer("stray", "Is the room free?", sender="zoe@else.example"))
    stray = newest(sent).evidence
    assert run(sent.office).erased == ()
    sent.clock.turn_to(sent.clock.today() + timedelta(days=31))
    assert run(sent.office).erased == (stray,)
    assert run(sent.office).erased == ()
    assert sent.office.register.verify() == []
