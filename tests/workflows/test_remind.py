"""A round that runs itself over simulated weeks; the expected calendars are written by hand."""

from datetime import date, timedelta
from email import message_from_bytes

from govflow.adapters.memory.correspondents import Answer
from govflow.core.people.letters import Deferred
from govflow.core.people.plans import ReminderRules
from govflow.core.record.events import Private, RecipientExcused
from govflow.workflows.deliver import deliver
from govflow.workflows.office import Timetable
from govflow.workflows.registers import register_lines
from govflow.workflows.remind import carry_out, plan_round
from govflow.workflows.requests import gather
from tests.workflows.desk import CODE, Desk

YES = Answer("outlook", "I have read and understood the policy and will follow it.")
QUESTION = Answer("outlook", "Does this include my own account?")


def play(desk: Desk, last: date) -> list[str]:
    """Every day until `last` the round is looked at once; returns each letter as 'Mon 16 Nov name'."""
    before = len(desk.transport.posted)
    story = []
    while desk.clock.today() <= last:
        carry_out(desk.office, plan_round(desk.office))
        new = desk.transport.posted[before:]
        story += [
            f"{desk.clock.today():%a %d %b} {post.recipient.partition('@')[0]}" for post in new
        ]
        before = len(desk.transport.posted)
        desk.clock.turn_to(desk.clock.today() + timedelta(days=1))
    return story


def newest(desk: Desk) -> str:
    """The plain text of the newest letter, with its subject and reply address before it."""
    mail = message_from_bytes(desk.transport.posted[-1].raw)
    plain = next(p for p in mail.walk() if p.get_content_type() == "text/plain")
    body = plain.get_payload(decode=True)
    assert isinstance(body, bytes)
    return f"{mail['Subject']}\n{mail['Reply-To']}\n{body.decode()}"


def test_those_who_do_not_answer_get_three_reminders_and_no_more(desk: Desk) -> None:
    """Sent on Monday 2 November, due on the 23rd; Cai answers at once."""
    desk.send()
    desk.hear("cai@mail.example", YES)
    assert play(desk, date(2027, 1, 31)) == [
        "Mon 16 Nov ada",
        "Mon 16 Nov ben",
        "Fri 20 Nov ada",
        "Fri 20 Nov ben",
        "Mon 30 Nov ada",
        "Mon 30 Nov ben",
        "Mon 07 Dec ada",  # as Ben's manager
    ]
    assert {r.person for r in plan_round(desk.office).officer} == {"s1", "s2"}


def test_a_second_run_on_the_same_day_sends_nothing(desk: Desk) -> None:
    desk.send()
    desk.clock.turn_to(date(2026, 11, 16))
    first = carry_out(desk.office, plan_round(desk.office))
    again = carry_out(desk.office, plan_round(desk.office))
    assert (first.sent, again.sent) == (3, 0)


def test_somebody_exempt_and_somebody_with_a_held_reply_get_none(desk: Desk) -> None:
    desk.send()
    desk.hear("ben@union.example", QUESTION)
    ada = next(r for r in gather(desk.office) if r.person == "s1")
    excuse = RecipientExcused(ada.notice, ada.number, "exempt", None, Private("S"), Private("R"))
    desk.office.register.append(excuse)
    assert {line.split()[-1] for line in play(desk, date(2026, 12, 4))} == {"cai"}


def test_the_manager_is_told_by_a_letter_of_its_own_without_anybodys_secret(desk: Desk) -> None:
    desk.send()
    desk.hear("ada@union.example", YES)
    desk.hear("cai@mail.example", YES)
    story = play(desk, date(2026, 12, 7))
    assert story[-1] == "Mon 07 Dec ada"
    letter = newest(desk)
    assert "* Ben Staff" in letter
    assert "governance+" not in letter
    assert "Replies about the Social Media Policy still missing: 1" in letter


def test_an_answer_to_an_escalation_never_counts_for_the_manager(desk: Desk) -> None:
    desk.send()
    desk.hear("cai@mail.example", YES)
    rules = ReminderRules(upwards={"staff": ("manager",)})
    object.__setattr__(desk.office, "timetable", Timetable(rules, desk.office.timetable.calendar))
    play(desk, date(2026, 12, 7))
    assert "still missing" in newest(desk)
    desk.hear("ada@union.example", YES)
    assert desk.states()["s1"] != "acknowledged"


def test_a_waiting_reminder_to_somebody_who_has_answered_is_withdrawn(desk: Desk) -> None:
    desk.send()
    desk.clock.turn_to(date(2026, 11, 16))
    desk.transport._faults["ben@union.example"] = [Deferred(60, "later")]
    assert carry_out(desk.office, plan_round(desk.office)).waiting == 1
    desk.hear("ben@union.example", YES)
    desk.clock.turn_to(date(2026, 11, 17))
    after = carry_out(desk.office, plan_round(desk.office))
    assert (after.withdrawn, after.sent) == (1, 0)
    assert desk.states()["s2"] == "acknowledged"


def test_sending_the_notice_again_leaves_reminders_alone(desk: Desk) -> None:
    desk.send()
    desk.clock.turn_to(date(2026, 11, 16))
    desk.transport._faults["ben@union.example"] = [Deferred(60, "later")]
    carry_out(desk.office, plan_round(desk.office))
    size = len(desk.transport.posted)
    desk.clock.turn_to(date(2026, 11, 17))
    deliver(desk.office, register_lines(desk.office, policy=CODE)[0]["notice"])
    assert len(desk.transport.posted) == size


def test_a_held_reply_to_one_notice_stops_letters_about_the_other_too(desk: Desk) -> None:
    """Ben asks about expenses on 3 November; he is due about both texts and hears of neither.

    Sent on Monday 2 November, due on the 23rd: both reminders of a day are one letter. Ada is told of
    nobody either, because all that is missing from her staff is Ben's.
    """
    desk.send()
    desk.send(desk.another_policy())
    desk.hear("ben@union.example", QUESTION)
    desk.hear("cai@mail.example", YES)
    assert play(desk, date(2026, 12, 31)) == [
        "Mon 16 Nov ada",
        "Mon 16 Nov cai",
        "Fri 20 Nov ada",
        "Fri 20 Nov cai",
        "Mon 30 Nov ada",
        "Mon 30 Nov cai",
    ]
    paused = {(one.request.person, one.why) for one in plan_round(desk.office).paused}
    assert paused <= {("s2", "a reply waits for you")}
