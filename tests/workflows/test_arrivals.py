"""Joiners, movers and leavers over simulated weeks; the expected calendars are written by hand."""

from datetime import date, timedelta

from govflow.adapters.memory.correspondents import Answer
from govflow.core.people.letters import Deferred
from govflow.core.people.plans import ReminderRules
from govflow.core.record.rows import NoticeRow, RecipientRow
from govflow.workflows.arrivals import plan_arrivals
from govflow.workflows.deliver import deliver
from govflow.workflows.excuses import away
from govflow.workflows.notify import plan_notice, seal
from govflow.workflows.office import Timetable
from govflow.workflows.registers import register_lines
from govflow.workflows.run import run
from tests.workflows.desk import CODE, Desk
from tests.workflows.test_remind import YES


def run_daily(desk: Desk, last: date) -> list[str]:
    """`govflow run` once a day until `last`; returns each letter as 'Mon 16 Nov name'."""
    before, story = len(desk.transport.posted), list[str]()
    while desk.clock.today() <= last:
        run(desk.office)
        new = desk.transport.posted[before:]
        story += [
            f"{desk.clock.today():%a %d %b} {post.recipient.partition('@')[0]}" for post in new
        ]
        before = len(desk.transport.posted)
        desk.clock.turn_to(desk.clock.today() + timedelta(days=1))
    return story


def edit_list(desk: Desk, old: str, new: str) -> None:
    path = desk.root / "people.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def add(desk: Desk, line: str) -> None:
    path = desk.root / "people.csv"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


def everybody_else_answers(desk: Desk) -> None:
    for address in ("ada@union.example", "ben@union.example", "cai@mail.example"):
        desk.hear(address, YES)


def test_a_joiner_gets_what_is_in_force_with_a_deadline_of_their_own(desk: Desk) -> None:
    """Fay joins on Monday 9 November, so she has until the 30th: reminders on the 23rd, on Friday the
    27th (the 29th is a Sunday) and on Monday 7 December (the 5th is a Saturday)."""
    desk.send()
    everybody_else_answers(desk)
    add(desk, "s3,Fay Staff,fay@union.example,staff,,2026-11-09,,,en")
    assert run_daily(desk, date(2026, 12, 9)) == [
        "Mon 09 Nov fay",
        "Mon 23 Nov fay",
        "Fri 27 Nov fay",
        "Mon 07 Dec fay",
    ]
    (row,) = desk.office.register.find(RecipientRow, person="s3")
    assert (row.notice, row.number, row.due) == ("SMP-1", 4, date(2026, 11, 30))
    assert not desk.office.register.verify()


def test_an_answer_of_a_joiner_counts_like_any_other(desk: Desk) -> None:
    desk.send()
    add(desk, "s3,Fay Staff,fay@union.example,staff,,2026-11-03,,,en")
    desk.clock.turn_to(date(2026, 11, 3))
    run(desk.office)
    desk.hear("fay@union.example", YES)
    assert desk.states()["s3"] == "acknowledged"


def test_a_joiner_of_a_text_that_was_never_sent_is_not_written_to(desk: Desk) -> None:
    desk.send()
    desk.another_policy()
    add(desk, "s3,Fay Staff,fay@union.example,staff,,2026-11-03,,,en")
    desk.clock.turn_to(date(2026, 11, 3))
    assert [(one.notice.notice, len(one.people)) for one in plan_arrivals(desk.office)] == [
        ("SMP-1", 1)
    ]


def test_a_mover_gets_what_the_new_audience_adds_and_nothing_a_second_time(desk: Desk) -> None:
    """Dee, a volunteer, was sent the policy for information. On 9 November she is staff too: now it
    binds her. Ben becomes a trustee, which adds nothing: he has acknowledged this very text."""
    deliver(
        desk.office, seal(desk.office, plan_notice(desk.office, CODE, audiences=["volunteers"]))
    )
    desk.send()
    everybody_else_answers(desk)
    desk.clock.turn_to(date(2026, 11, 9))
    edit_list(desk, "dee@mail.example,volunteers", "dee@mail.example,volunteers;staff")
    edit_list(desk, "ben@union.example,staff", "ben@union.example,trustees")
    assert run_daily(desk, date(2026, 11, 10)) == ["Mon 09 Nov dee"]
    states = {(x["person"], x["notice"]): x["state"] for x in register_lines(desk.office)}
    assert (states["v1", "SMP-1"], states["v1", "SMP-2"]) == ("informed", "outstanding")


def test_a_leaver_is_left_in_peace_and_it_is_kept_that_they_left_before_answering(
    desk: Desk,
) -> None:
    """Ben's last day is Friday 13 November: the reminders of the 16th go to Ada and Cai alone."""
    desk.send()
    edit_list(
        desk,
        "s2,Ben Staff,ben@union.example,staff,s1,,",
        "s2,Ben Staff,ben@union.example,staff,s1,,2026-11-13",
    )
    letters = run_daily(desk, date(2026, 11, 16))
    assert letters == ["Mon 16 Nov ada", "Mon 16 Nov cai"]
    line = next(x for x in register_lines(desk.office) if x["person"] == "s2")
    assert (line["state"], line["says"]) == ("left", "left before answering")


def test_a_person_with_two_audiences_gets_one_letter(desk: Desk) -> None:
    edit_list(desk, "ada@union.example,staff", "ada@union.example,trustees;staff")
    desk.send()
    assert [post.recipient for post in desk.transport.posted].count("ada@union.example") == 1
    run(desk.office)
    assert [post.recipient for post in desk.transport.posted].count("ada@union.example") == 1


def test_above_whoever_has_no_manager_any_more_stands_the_next(desk: Desk) -> None:
    """Sent on 2 November, due on the 23rd. Ada, Ben's manager, leaves on the 27th: on 3 December and on
    the 10th nobody but the chair (Cai) can be written to, and is so once."""
    desk.send()
    desk.hear("ada@union.example", YES)
    desk.hear("cai@mail.example", YES)
    rules = ReminderRules(chair="t1", upwards={"staff": ("manager", "chair")})
    object.__setattr__(desk.office, "timetable", Timetable(rules, desk.office.timetable.calendar))
    edit_list(
        desk,
        "s1,Ada Staff,ada@union.example,staff,,,",
        "s1,Ada Staff,ada@union.example,staff,,,2026-11-27",
    )
    assert run_daily(desk, date(2026, 12, 18)) == [
        "Mon 16 Nov ben",
        "Fri 20 Nov ben",
        "Mon 30 Nov ben",
        "Mon 07 Dec cai",
    ]


def test_a_held_reply_settled_later_lets_the_new_text_reach_its_writer(desk: Desk) -> None:
    """Ben asks about 1.0; meanwhile 1.1, a clarification, is sent. He is left out."""
    desk.send()
    desk.hear("ben@union.example", Answer("outlook", "Does this include my own account?"))
    desk.bring_into_force("revolutionary developments", "important developments")
    plan = plan_notice(desk.office, CODE)
    assert ("s2", "a reply waits for review") in [(e.person.id, e.why) for e in plan.excluded]
    deliver(desk.office, seal(desk.office, plan))
    assert run_daily(desk, desk.clock.today()) == []
    assert {one.version for one in desk.office.register.find(NoticeRow, closed=False)} == {"1.1"}


def test_nothing_reaches_somebody_on_leave_and_their_time_begins_anew_when_they_are_back(
    desk: Desk,
) -> None:
    """Ben is away from 9 to 20 November, so he has until Saturday 12 December: reminders on Friday the
    4th, on Friday the 11th and on Thursday the 17th."""
    desk.send()
    desk.hear("ada@union.example", YES)
    desk.hear("cai@mail.example", YES)
    assert run_daily(desk, date(2026, 11, 8)) == []
    away(desk.office, "s2", date(2026, 11, 20))
    assert desk.states()["s2"] == "away"
    assert run_daily(desk, date(2026, 12, 18)) == [
        "Fri 04 Dec ben",
        "Fri 11 Dec ben",
        "Thu 17 Dec ben",
    ]


def test_somebody_back_early_has_the_whole_time_from_that_day(desk: Desk) -> None:
    desk.send()
    away(desk.office, "s2", date(2026, 12, 31))
    desk.clock.turn_to(date(2026, 11, 16))
    assert away(desk.office, "s2", None) == ("SMP-1",)
    (row,) = desk.office.register.find(RecipientRow, person="s2")
    assert (desk.states()["s2"], row.due) == ("outstanding", date(2026, 12, 7))
    assert away(desk.office, "s2", None) == ()


def test_who_is_away_when_a_notice_is_sent_gets_it_on_the_day_they_are_back(desk: Desk) -> None:
    """Ben is away until Sunday the 8th: his letter goes on Monday the 9th and asks him by the 30th."""
    away(desk.office, "s2", date(2026, 11, 8))
    desk.send()
    assert run_daily(desk, date(2026, 11, 9)) == ["Mon 09 Nov ben"]
    (row,) = desk.office.register.find(RecipientRow, person="s2")
    assert row.due == date(2026, 11, 30)


def test_a_letter_that_still_waits_is_held_back_from_somebody_who_went_on_leave(desk: Desk) -> None:
    desk.transport._faults["ben@union.example"] = [Deferred(60, "later")]
    desk.send()
    away(desk.office, "s2", date(2026, 11, 8))
    assert run_daily(desk, date(2026, 11, 9)) == ["Mon 09 Nov ben"]


def test_a_term_that_ends_takes_somebody_out_of_its_audience_and_a_new_one_brings_them_back(
    desk: Desk,
) -> None:
    """Cai's term as a trustee ends on 13 November and a second one begins on the 23rd."""
    edit_list(desk, "cai@mail.example,trustees", "cai@mail.example,trustees /2026-11-13")
    desk.send()
    desk.clock.turn_to(date(2026, 11, 16))
    run(desk.office)
    assert desk.states()["t1"] == "left"
    edit_list(desk, "trustees /2026-11-13", "trustees 2026-11-23/")
    desk.clock.turn_to(date(2026, 11, 23))
    run(desk.office)
    (row,) = desk.office.register.find(RecipientRow, person="t1")
    assert (desk.states()["t1"], row.due) == ("outstanding", date(2026, 12, 14))


def test_who_reads_on_paper_is_on_the_register_and_gets_no_letter(desk: Desk) -> None:
    add(desk, "s4,Gus Staff,,staff,,,,,en")
    desk.send()
    assert desk.states()["s4"] == "outstanding"
    assert len(desk.transport.posted) == 3
    assert {line.split()[-1] for line in run_daily(desk, date(2026, 11, 17))} == {
        "ada",
        "ben",
        "cai",
    }
    assert desk.send().complete
