"""The officer's side of replies: settling, answering, adding by hand, looking again, letting go."""

from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes, policy

import pytest

from govflow.adapters.memory.correspondents import Answer, answer, read_letter
from govflow.adapters.memory.mail import LostAnswer
from govflow.core.errors import GovflowError
from govflow.core.people.letters import Deferred
from govflow.core.people.queue import Asked
from govflow.core.record.rows import LetterRow, ReplyRow
from govflow.core.replies.mail import Mail
from govflow.core.replies.outcomes import Quarantined
from govflow.workflows.answers import (
    assign,
    assignee,
    draft,
    finish_answers,
    plan_answer,
    send_answer,
    without_remarks,
)
from govflow.workflows.collect import Settlement, resolve
from govflow.workflows.judging import judge_many
from govflow.workflows.office import Reader
from govflow.workflows.privacy import not_ours, past_keeping, shared_mailbox, tidy
from govflow.workflows.questions import publish_question, read_questions
from govflow.workflows.receipts import DAY, HOUR, allowed, send_receipts
from govflow.workflows.registers import register_lines, reply_lines
from govflow.workflows.rejudge import rejudge, shown
from govflow.workflows.reporting import report
from govflow.workflows.review import (
    ByHand,
    add_replies,
    confirm_address,
    held_reply,
    plan_confirmation,
    queue,
    waiting,
    write_original,
)
from tests.workflows.desk import CODE, Desk

YES = "I have read and understood the policy and will follow it."
ASKS = "Read it, but does section 3 cover our WhatsApp group?"
ADA, BEN, CAI = "ada@union.example", "ben@union.example", "cai@mail.example"
OLD = "All accounts must be logged with the CEO."


@pytest.fixture
def sent(desk: Desk) -> Desk:
    """The desk after the notice of a new version went out."""
    desk.bring_into_force(OLD, "All accounts must be logged with the CEO within five days.")
    desk.send()
    return desk


def newest(desk: Desk) -> ReplyRow:
    return max(desk.office.register.find(ReplyRow), key=lambda row: row.seq)


def settings(desk: Desk, **changed: object) -> None:
    """Change what govflow.toml says."""
    object.__setattr__(desk.office, "house", replace(desk.office.house, **changed))


def letters_to(desk: Desk, address: str) -> list[bytes]:
    return [post.raw for post in desk.transport.posted if post.recipient == address]


# --- settling


@pytest.mark.parametrize(
    "by", ["Ada Staff", "staff, ADA", "A. Staff", "Mrs Ada Staff", "Áda Stáff", ADA, f"Me <{ADA}>"]
)
def test_nobody_settles_their_own_reply(sent: Desk, by: str) -> None:
    sent.hear(ADA, Answer("quoting", "ok"))
    with pytest.raises(GovflowError, match="nobody settles their own reply"):
        resolve(sent.office, Settlement(newest(sent).evidence, "acknowledged", by, "I did"))
    assert sent.states()["s1"] == "held"


def test_a_colleague_may_settle_it_and_nobody_in_anonymity(sent: Desk) -> None:
    sent.hear(ADA, Answer("quoting", "ok"))
    name = newest(sent).evidence
    with pytest.raises(GovflowError, match="needs the name"):
        resolve(sent.office, Settlement(name, "acknowledged", " ", "because"))
    assert resolve(sent.office, Settlement(name, "acknowledged", "Ben Staff", "Rang her.")).counted


def test_whoever_wrote_for_somebody_else_cannot_settle_it_either(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", YES, sender=BEN))
    with pytest.raises(GovflowError, match="own reply"):
        resolve(sent.office, Settlement(newest(sent).evidence, "acknowledged", "Ben Staff", "ok"))


def test_the_register_and_the_report_tell_rule_from_person(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", YES))
    sent.hear(BEN, Answer("quoting", "ok"))
    resolve(sent.office, Settlement(newest(sent).evidence, "acknowledged", "Sarah Okafor", "Rang"))
    lines = {line["person"]: line for line in register_lines(sent.office)}
    assert (lines["s1"]["counted_by_rule"], lines["s1"]["counted_by"]) == ("acknowledges", None)
    assert (lines["s2"]["counted_by_rule"], lines["s2"]["counted_by"]) == (None, "Sarah Okafor")
    assert (lines["t1"]["counted_by_rule"], lines["t1"]["counted_by"]) == (None, None)
    assert report(sent.office).counted_by == (("", 1), ("Sarah Okafor", 1))


def test_short_forms_count_where_the_organisation_says_so(sent: Desk) -> None:
    trust = replace(sent.office.trust, accept_weak=True)
    object.__setattr__(sent.office, "trust", trust)
    sent.hear(ADA, Answer("quoting", "ok"))
    assert sent.states()["s1"] == "acknowledged"


# --- answering


def test_an_answer_is_sent_once_threaded_and_settles_the_question(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", ASKS))
    row = newest(sent)
    plan = plan_answer(sent.office, row.evidence[:8], "It does.\n\nSee section 3.", "Sarah Okafor")
    assert send_answer(sent.office, plan).state == "sent"
    raw = letters_to(sent, ADA)[-1]
    letter = message_from_bytes(raw, policy=policy.default)
    assert letter["In-Reply-To"] == f"<{row.message_id}>"
    assert letter["Auto-Submitted"] is None
    words = letter.get_body(("plain",)).get_content()
    assert "It does." in words
    assert "WhatsApp" not in words
    assert sent.states()["s1"] == "outstanding"
    assert reply_lines(sent.office)[-1]["answer"] == "sent"
    again = plan_answer(sent.office, row.evidence, "It does.\n\nSee section 3.", "Sarah Okafor")
    send_answer(sent.office, again)
    assert len(letters_to(sent, ADA)) == 2
    assert sent.office.register.verify() == []


def test_a_reply_has_one_answer(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", ASKS))
    send_answer(sent.office, plan_answer(sent.office, newest(sent).evidence, "Yes.", "Sarah"))
    with pytest.raises(GovflowError, match="has an answer already"):
        plan_answer(sent.office, newest(sent).evidence, "No.", "Sarah")


def test_the_answer_can_itself_be_acknowledged(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", ASKS))
    send_answer(sent.office, plan_answer(sent.office, newest(sent).evidence, "It does.", "Sarah"))
    sent.hear(ADA, Answer("outlook", YES))
    assert sent.states()["s1"] == "acknowledged"


def test_an_answer_whose_receipt_was_lost_goes_out_once(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", ASKS))
    plan = plan_answer(sent.office, newest(sent).evidence, "It does.", "Sarah")
    sent.transport._faults[plan.letter] = [LostAnswer(arrived=True)]
    assert send_answer(sent.office, plan).state == "unknown"
    assert [letter.state for letter in finish_answers(sent.office)] == ["sent"]
    assert len(letters_to(sent, ADA)) == 2
    assert finish_answers(sent.office) == []


def test_an_answer_that_has_to_wait_is_finished_later_with_the_same_words(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", ASKS))
    plan = plan_answer(sent.office, newest(sent).evidence, "It does.", "Sarah")
    sent.transport._faults[plan.letter] = [Deferred(0, "busy")]
    assert send_answer(sent.office, plan).state == "deferred"
    assert reply_lines(sent.office)[-1]["answer"] == "deferred"
    finish_answers(sent.office)
    assert b"It does." in letters_to(sent, ADA)[-1]


def test_answering_sends_no_letter_of_the_notice_that_waits(desk: Desk) -> None:
    desk.bring_into_force(OLD, "All accounts must be logged with the CEO within five days.")
    desk.transport._faults[BEN] = [Deferred(0, "busy")]
    desk.send()
    desk.hear(ADA, Answer("outlook", ASKS))
    send_answer(desk.office, plan_answer(desk.office, newest(desk).evidence, "It does.", "Sarah"))
    assert letters_to(desk, BEN) == []


def test_asking_again_settles_the_reply_and_asks_once_more(sent: Desk) -> None:
    sent.hear(ADA, Answer("quoting", "ok"))
    plan = plan_answer(sent.office, newest(sent).evidence, "", "Sarah Okafor", again=True)
    assert send_answer(sent.office, plan).state == "sent"
    row = newest(sent)
    assert (row.resolved_as, row.resolved_reason) == ("unclear", "asked again")
    assert sent.states()["s1"] == "outstanding"
    sent.hear(ADA, Answer("outlook", YES))
    assert sent.states()["s1"] == "acknowledged"


def test_there_is_nobody_to_answer_where_a_reply_matched_nothing(sent: Desk) -> None:
    sent.hear(ADA, Answer("stray", "Is the room free?", sender="zoe@else.example"))
    with pytest.raises(GovflowError, match="nobody to write to"):
        plan_answer(sent.office, newest(sent).evidence, "Yes.", "Sarah")


def test_the_draft_quotes_the_question_and_sends_none_of_it() -> None:
    row = ReplyRow("ab" * 32, "", "", "", "", 0, "question", "", "", False, (), "", "", "")
    text = draft(row, "May I?\nReally?")
    assert "# > May I?" in text
    assert without_remarks(text + "You may.\n") == "You may."


def test_a_question_is_given_to_a_manager(sent: Desk) -> None:
    sent.hear(BEN, Answer("outlook", ASKS))
    row = newest(sent)
    assign(sent.office, row.evidence, assignee(sent.office, row, "manager"), "Sarah Okafor")
    assert reply_lines(sent.office)[-1]["assigned"] == "Ada Staff"
    assert held_reply(sent.office, newest(sent)).state == "with Ada Staff"
    sent.hear(CAI, Answer("outlook", ASKS))
    with pytest.raises(GovflowError, match="no manager"):
        assignee(sent.office, newest(sent), "manager")
    assert sent.office.register.verify() == []


def test_questions_asked_name_nobody(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", ASKS))
    row = newest(sent)
    with pytest.raises(GovflowError, match="names the person"):
        publish_question(sent.office, row, Asked("What did Ada Staff ask?", "This."))
    asked = Asked("Are messaging groups covered?", "They are.\n\nSee section 3.")
    for _ in range(2):
        publish_question(sent.office, row, asked)
    page = sent.office.library.read_document(CODE, "questions.md")
    assert page is not None
    assert read_questions(page.decode()) == (asked,)


# --- reviewing


def test_a_waiting_reply_shows_what_it_says_and_what_was_asked(sent: Desk) -> None:
    sent.hear(ADA, Answer("quoting", "ok"))
    (row,) = waiting(sent.office)
    shown_ = held_reply(sent.office, row)
    assert (shown_.name, shown_.words, shown_.suggestion) == ("Ada Staff", "ok", "acknowledged")
    assert "you have read version 1.1" in shown_.statement
    assert [one.evidence for one in queue(sent.office).replies] == [row.evidence]


def test_an_address_confirmed_as_theirs_may_answer_from_then_on(sent: Desk) -> None:
    home = "ada@home.example"
    sent.hear(ADA, Answer("outlook", YES, sender=home))
    row = newest(sent)
    assert row.outcome == "wrong_sender"
    found = plan_confirmation(sent.office, row.evidence, "Sarah Okafor")
    confirm_address(sent.office, found, "Sarah Okafor", "She rang.")
    assert sent.states()["s1"] == "held"
    sent.hear(ADA, Answer("outlook", YES, sender=home))
    assert sent.states()["s1"] == "acknowledged"
    assert sent.office.register.verify() == []


def test_nobodys_address_becomes_somebody_elses(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", YES, sender=BEN))
    with pytest.raises(GovflowError, match="address of Ben Staff"):
        plan_confirmation(sent.office, newest(sent).evidence, "Sarah Okafor")


# --- by hand


def test_a_reply_added_by_hand_is_judged_like_any_other(sent: Desk) -> None:
    letter = read_letter(letters_to(sent, ADA)[-1])
    raw = answer(letter, Answer("outlook", YES), sent.clock.stamp(), 1)
    later = sent.clock.stamp() + timedelta(hours=9)
    sent.clock.stamp = lambda: later  # type: ignore[method-assign]
    ((_, event),) = add_replies(sent.office, [ByHand("reply.eml", raw)])
    assert (event.outcome, event.counted) == ("acknowledged", True)
    assert datetime.fromisoformat(event.received) == later
    ((_, known),) = add_replies(sent.office, [ByHand("copy.eml", raw)])
    assert isinstance(known, ReplyRow)
    assert len(reply_lines(sent.office)) == 1


def test_many_messages_are_judged_in_one_go_and_none_is_recorded(sent: Desk) -> None:
    letter = read_letter(letters_to(sent, ADA)[-1])
    words = [YES, "ok", "No."]
    raws = [
        answer(letter, Answer("outlook", w), sent.clock.stamp(), n) for n, w in enumerate(words)
    ]
    size = sent.office.register.checkpoint().size
    assert [v.counted for v in judge_many(sent.office, raws)] == [True, False, False]
    assert sent.office.register.checkpoint().size == size


class Muddled:
    """A reader that hands on, of marked messages, something no rule can work with."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read(self, raw: bytes) -> Mail | Quarantined:
        mail = self._reader.read(raw)
        broken = b"X-Broken" in raw and isinstance(mail, Mail)
        return replace(mail, headers=((None, None),)) if broken else mail  # type: ignore[arg-type]


def test_a_message_no_rule_can_work_with_is_quarantined_and_the_next_one_goes_on(
    sent: Desk,
) -> None:
    letter = read_letter(letters_to(sent, ADA)[-1])
    raw = answer(letter, Answer("outlook", YES), sent.clock.stamp(), 1)
    office = replace(sent.office, reader=Muddled(sent.office.reader))
    messages = [raw.replace(b"Subject:", b"X-Broken: yes\r\nSubject:"), raw]
    verdicts = list(judge_many(office, messages))
    assert [(v.rule, v.counted) for v in verdicts] == [
        ("quarantine", False),
        ("acknowledges", True),
    ]


# --- looking again


def test_judging_the_stored_bytes_again_gives_the_same_verdict(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", "I do not agree with this and will not follow it."))
    sent.hear(ADA, Answer("outlook", YES))
    sent.hear(BEN, Answer("quoting", "ok"))
    sent.hear(BEN, Answer("outlook", YES))
    sent.hear(BEN, Answer("outlook", "I take that back. I do not agree with the policy."))
    sent.hear(CAI, Answer("away", "I am away until 14 December 2026."))
    raw = sent.mailbox.processed[3].raw
    sent.put(raw.replace(b"Subject:", b"X-Again: yes\r\nSubject:"))
    resolve(sent.office, Settlement(newest(sent).evidence, "not_an_answer", "Sarah", "twice"))
    sent.bring_into_force("within five days.", "within three days.")
    size = sent.office.register.checkpoint().size
    outcomes = [one.recorded.outcome for one in rejudge(sent.office)]
    assert len(set(outcomes)) >= 5
    assert [one.differs for one in rejudge(sent.office)] == [()] * len(outcomes)
    assert sent.office.register.checkpoint().size == size


def test_a_drift_is_reported_and_changes_nothing(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", YES))
    object.__setattr__(sent.office, "trust", type(sent.office.trust)())
    (again,) = rejudge(sent.office)
    assert set(again.differs) >= {"outcome", "counted", "rule"}
    assert sent.states()["s1"] == "acknowledged"


def test_evidence_shows_what_was_counted_and_by_what(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", YES))
    line = shown(sent.office, newest(sent).evidence[:8])
    assert (line["new_text"].strip(), line["rule"], line["counted"]) == (YES, "acknowledges", True)
    assert line["judged_with"]
    assert line["digest_matches"]
    assert line["sender_proof"]["level"] == "aligned"
    assert line["version"] == "1.1"
    assert [letter["letter"] for letter in line["letters"]] == ["SMP-1/001/first"]
    assert line["drift"] == []


# --- receipts


def test_no_receipt_goes_out_by_default(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", YES))
    assert send_receipts(sent.office).sent == 0
    assert len(letters_to(sent, ADA)) == 1


def test_a_counted_acknowledgement_is_answered_once_and_echoes_nothing(sent: Desk) -> None:
    settings(sent, receipts=True)
    sent.hear(ADA, Answer("outlook", YES))
    sent.hear(BEN, Answer("quoting", "ok"))
    assert send_receipts(sent.office).sent == 1
    assert send_receipts(sent.office).sent == 0
    receipt = message_from_bytes(letters_to(sent, ADA)[-1], policy=policy.default)
    assert receipt["Auto-Submitted"] == "auto-replied"
    assert receipt["X-Auto-Response-Suppress"] == "All"
    assert receipt["Govflow-Loop"]
    assert YES not in receipt.get_body(("plain",)).get_content()
    assert len(letters_to(sent, BEN)) == 1
    assert [x.letter for x in sent.office.register.find(LetterRow, kind="receipt")] == [
        "SMP-1/001/receipt"
    ]


def test_no_receipt_for_what_is_contradicted(sent: Desk) -> None:
    settings(sent, receipts=True)
    sent.hear(ADA, Answer("outlook", YES))
    sent.hear(ADA, Answer("outlook", "I take that back. I do not agree with the policy."))
    assert send_receipts(sent.office).sent == 0


def test_receipts_are_capped_per_address_per_hour_and_per_day(sent: Desk) -> None:
    now = sent.clock.now()
    many = [(f"N/{n}/receipt", f"p{n}@x.example") for n in range(DAY + 100)]
    assert len(allowed(many, [], now)) == HOUR
    full = [(address, now - timedelta(hours=5)) for _, address in many[:DAY]]
    assert allowed(many, full, now) == ()
    same = [(f"N/{n}/receipt", "p@x.example") for n in range(9)]
    assert len(allowed(same, [], now)) == 3
    yesterday = [("p@x.example", now - timedelta(hours=25))] * 3
    assert len(allowed(same, yesterday, now)) == 3


# --- privacy


def test_mail_that_is_not_ours_loses_its_bytes_and_the_fact_stays(sent: Desk) -> None:
    sent.hear(ADA, Answer("stray", "Is the room free?", sender="zoe@else.example"))
    row = not_ours(sent.office, newest(sent).evidence, "Sarah Okafor")
    assert sent.office.register.evidence(row.evidence) is None
    assert (row.sender, row.outcome, row.resolved_as) == ("", "unmatched", "not_an_answer")
    assert waiting(sent.office) == []
    assert sent.office.register.verify() == []


def test_evidence_of_a_recipient_is_never_taken_for_not_ours(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", YES))
    with pytest.raises(GovflowError, match="belongs to a recipient"):
        not_ours(sent.office, newest(sent).evidence, "Sarah Okafor")


def test_stray_mail_goes_after_thirty_days_and_nothing_else(sent: Desk) -> None:
    sent.hear(ADA, Answer("stray", "Is the room free?", sender="zoe@else.example"))
    stray = newest(sent).evidence
    sent.hear(ADA, Answer("outlook", YES))
    sent.clock.turn_to(sent.clock.today() + timedelta(days=30))
    assert tidy(sent.office).erased == ()
    sent.clock.turn_to(sent.clock.today() + timedelta(days=1))
    assert tidy(sent.office).erased == (stray,)
    assert tidy(sent.office).erased == ()
    assert sent.office.register.evidence(newest(sent).evidence) is not None
    assert sent.office.register.verify() == []


def test_the_original_is_written_as_it_came_while_its_bytes_are_kept(sent: Desk) -> None:
    sent.hear(ADA, Answer("stray", "Is the room free?", sender="zoe@else.example"))
    row = newest(sent)
    write_original(sent.office, row)
    not_ours(sent.office, row.evidence, "Sarah Okafor")
    with pytest.raises(GovflowError, match="were erased"):
        write_original(sent.office, newest(sent))


def test_list_mail_that_leads_to_a_recipient_is_kept_for_good(sent: Desk) -> None:
    blank = ReplyRow(
        "a", "", "", "2026-01-01T00:00:00+00:00", "", 0, "list_mail", "", "", False, (), "", "", ""
    )
    theirs = replace(blank, evidence="b", notice="SMP-1", recipient=1)
    seen_to = replace(blank, evidence="c", assigned="the CEO")
    rows, now = [blank, theirs, seen_to], sent.clock.now()
    assert past_keeping(rows, now, 30) == ("a",)
    assert past_keeping(rows, now, 0) == ()


def test_a_mailbox_full_of_other_peoples_mail_is_warned_about() -> None:
    def rows(strays: int, ours: int) -> list[ReplyRow]:
        blank = ReplyRow("", "", "", "", "", 0, "unmatched", "", "", False, (), "", "", "")
        mine = replace(blank, outcome="acknowledged", recipient=1)
        return [blank] * strays + [mine] * ours

    assert shared_mailbox(rows(19, 0)) == ""
    assert shared_mailbox(rows(25, 40)) == ""
    assert "25 of 30" in shared_mailbox(rows(25, 5))
