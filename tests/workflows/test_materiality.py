"""What a new text asks of whom: class A of everybody, B of nobody who has acknowledged, C of nobody new."""

from datetime import date, timedelta

from govflow.adapters.memory.correspondents import Answer
from govflow.core.record.rows import NoticeRow
from govflow.workflows.deliver import deliver
from govflow.workflows.notify import plan_notice, seal
from govflow.workflows.registers import register_lines
from tests.workflows.desk import CODE, Desk
from tests.workflows.test_remind import YES, play

SUBSTANTIVE = ("express permission", "express written permission")
CLARIFYING = ("revolutionary developments", "important developments")
EDITORIAL = ("quickly and selectively, to", "quickly and selectively; to")
DUE = date(2026, 11, 23)
NO = Answer("outlook", "I have read it and I will not follow it.")


def superseded_mid_round(desk: Desk, change: tuple[str, str]) -> None:
    """Ada acknowledges 1.0 at once; a week into the round 1.1 comes into force and is sent."""
    desk.send()
    desk.hear("ada@union.example", YES)
    desk.clock.turn_to(date(2026, 11, 9))
    desk.bring_into_force(*change)
    desk.send()


def stands(desk: Desk) -> dict[tuple[str, str], tuple[str, str]]:
    """State and words by person and version."""
    lines = register_lines(desk.office)
    return {(line["person"], line["version"]): (line["state"], line["says"]) for line in lines}


def sent_on_9_november(desk: Desk) -> list[str]:
    return sorted(
        post.recipient.partition("@")[0] for post in desk.transport.posted if b"9 Nov" in post.raw
    )


def test_after_a_change_of_substance_everybody_is_asked_anew(desk: Desk) -> None:
    superseded_mid_round(desk, SUBSTANTIVE)
    assert stands(desk) == {
        ("s1", "1.0"): ("acknowledged", "acknowledged 1.0"),
        ("s2", "1.0"): ("superseded", "superseded"),
        ("t1", "1.0"): ("superseded", "superseded"),
        ("s1", "1.1"): ("outstanding", "outstanding"),
        ("s2", "1.1"): ("outstanding", "outstanding"),
        ("t1", "1.1"): ("outstanding", "outstanding"),
    }
    new = desk.office.register.get(NoticeRow, "SMP-2")
    assert new is not None
    assert new.due == date(2026, 11, 30)


def test_the_reissued_round_runs_by_its_own_day_and_the_old_one_is_silent(desk: Desk) -> None:
    """Reissued on Monday 9 November, due on the 30th: reminders on the 23rd, the 27th (the Sunday
    before the due date moves back to the Friday) and 7 December (the Saturday moves on)."""
    superseded_mid_round(desk, SUBSTANTIVE)
    desk.hear("ada@union.example", YES)
    desk.hear("cai@mail.example", YES)
    assert play(desk, date(2026, 12, 9)) == ["Mon 23 Nov ben", "Fri 27 Nov ben", "Mon 07 Dec ben"]


def test_after_a_clarification_those_who_acknowledged_are_sent_it_and_asked_nothing(
    desk: Desk,
) -> None:
    superseded_mid_round(desk, CLARIFYING)
    assert sent_on_9_november(desk) == ["ada", "ben", "cai"]
    assert stands(desk) == {
        ("s1", "1.0"): ("acknowledged", "acknowledged 1.0"),
        ("s2", "1.0"): ("superseded", "superseded"),
        ("t1", "1.0"): ("superseded", "superseded"),
        ("s1", "1.1"): ("informed", "acknowledged 1.0; sent 1.1 on 9 November 2026"),
        ("s2", "1.1"): ("outstanding", "outstanding"),
        ("t1", "1.1"): ("outstanding", "outstanding"),
    }


def test_a_request_that_moves_forward_keeps_the_day_it_had(desk: Desk) -> None:
    """Due on the 23rd as before: reminders on the 16th, the 20th and the 30th, all about 1.1."""
    superseded_mid_round(desk, CLARIFYING)
    desk.hear("cai@mail.example", YES)
    assert play(desk, date(2026, 12, 4)) == ["Mon 16 Nov ben", "Fri 20 Nov ben", "Mon 30 Nov ben"]
    assert b"version 1.1" in desk.transport.posted[-1].raw
    assert stands(desk)[("t1", "1.1")] == ("acknowledged", "acknowledged 1.1")


def test_an_editorial_change_is_sent_only_where_a_request_was_open(desk: Desk) -> None:
    superseded_mid_round(desk, EDITORIAL)
    assert sent_on_9_november(desk) == ["ben", "cai"]
    assert ("s1", "1.1") not in stands(desk)
    assert stands(desk)[("s2", "1.1")] == ("outstanding", "outstanding")
    (notice,) = desk.office.register.find(NoticeRow, version="1.1")
    assert (notice.due, notice.recipients) == (date(2026, 11, 30), 2)


def test_an_editorial_change_after_everybody_acknowledged_writes_to_nobody(desk: Desk) -> None:
    desk.send()
    for address in ("ada@union.example", "ben@union.example", "cai@mail.example"):
        desk.hear(address, YES)
    desk.bring_into_force(*EDITORIAL)
    plan = plan_notice(desk.office, CODE)
    assert (plan.total, {one.why for one in plan.excluded} - {"left"}) == (
        0,
        {"acknowledged an earlier text with the same duties"},
    )
    assert deliver(desk.office, seal(desk.office, plan)).complete


def test_a_request_whose_day_has_passed_gets_a_week_with_the_new_text(desk: Desk) -> None:
    desk.send()
    desk.clock.turn_to(date(2026, 12, 1))
    desk.bring_into_force(*CLARIFYING)
    assert {one.due for one in plan_notice(desk.office, CODE).addressees} == {date(2026, 12, 8)}


def test_while_a_later_text_is_in_force_and_not_sent_nobody_is_reminded_of_the_old(
    desk: Desk,
) -> None:
    desk.send()
    desk.bring_into_force(*CLARIFYING)
    assert play(desk, date(2026, 12, 31)) == []


def test_no_acknowledgement_is_ever_carried_to_another_text(desk: Desk) -> None:
    """Whatever the class: what Ada said of 1.0 counts for 1.0, and for 1.1 she has said nothing."""
    superseded_mid_round(desk, CLARIFYING)
    counted = {
        (line["person"], line["digest"])
        for line in register_lines(desk.office)
        if line["state"] == "acknowledged"
    }
    (first,) = desk.office.register.find(NoticeRow, notice="SMP-1")
    assert counted == {("s1", first.digest)}


def test_steps_of_two_notices_on_one_day_are_one_letter(desk: Desk) -> None:
    """Social media is due on Monday 23 November: 16th, Friday 20th, Monday 30th. Expenses are due on
    Friday the 27th: 20th, 26th, 2 December. Cai has answered about expenses alone."""
    desk.send()
    desk.send(desk.another_policy(), due=DUE + timedelta(days=4))
    desk.hear("cai@mail.example", YES)
    assert play(desk, date(2026, 12, 2)) == [
        "Mon 16 Nov ada",
        "Mon 16 Nov ben",
        "Mon 16 Nov cai",
        "Fri 20 Nov ada",
        "Fri 20 Nov ben",
        "Fri 20 Nov cai",
        "Thu 26 Nov ada",
        "Thu 26 Nov ben",
        "Mon 30 Nov ada",
        "Mon 30 Nov ben",
        "Mon 30 Nov cai",
        "Wed 02 Dec ada",
        "Wed 02 Dec ben",
    ]
