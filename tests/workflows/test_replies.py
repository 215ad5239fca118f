"""Only a person's own words, from their own address, for this very text, count."""

import pytest

from govflow.adapters.memory.correspondents import Answer, answer, read_letter
from govflow.core.errors import GovflowError
from govflow.core.record.rows import ReplyRow
from govflow.workflows.collect import Settlement, resolve
from govflow.workflows.registers import judged_line, register_lines, reply_lines
from tests.workflows.desk import Desk

YES = "I have read and understood the policy and will follow it."
ADA, BEN, CAI = "ada@union.example", "ben@union.example", "cai@mail.example"
OLD = "All accounts must be logged with the CEO."


@pytest.fixture
def sent(desk: Desk) -> Desk:
    """The desk after the notice of a new version went out."""
    desk.bring_into_force(OLD, "All accounts must be logged with the CEO within five days.")
    desk.send()
    return desk


def newest(desk: Desk) -> dict[str, object]:
    return reply_lines(desk.office)[-1]


@pytest.mark.parametrize("manner", ["outlook", "quoting", "phone", "button"])
def test_an_acknowledgement_in_ones_own_words_counts(sent: Desk, manner: str) -> None:
    sent.hear(ADA, Answer(manner, YES))
    assert newest(sent)["outcome"] == "acknowledged"
    assert sent.states() == {"s1": "acknowledged", "s2": "outstanding", "t1": "outstanding"}


def test_quoted_words_do_not_acknowledge(sent: Desk) -> None:
    sent.hear(ADA, Answer("quoting", "Thanks, I will look at this next week."))
    assert not newest(sent)["counted"]
    assert sent.states()["s1"] != "acknowledged"


def test_nobody_acknowledges_for_somebody_else(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", YES, sender=BEN))
    assert newest(sent)["outcome"] == "wrong_sender"
    assert "acknowledged" not in sent.states().values()


def test_a_second_address_of_the_same_person_may_answer(sent: Desk) -> None:
    sent.hear(CAI, Answer("outlook", YES, sender="cai@work.example"))
    assert sent.states()["t1"] == "acknowledged"


def test_a_reply_that_names_the_old_title_counts_for_the_text_that_had_it(sent: Desk) -> None:
    sent.bring_into_force("title: Social Media Policy", "title: Online Conduct Rules")
    sent.hear(ADA, Answer("outlook", "I have read and understood the Social Media Policy."))
    assert newest(sent)["outcome"] == "old_version"


def test_a_reply_to_another_address_of_ours_is_found_by_its_thread(sent: Desk) -> None:
    posted = next(post for post in sent.transport.posted if post.recipient == ADA)
    letter = read_letter(posted.raw)
    raw = answer(letter, Answer("outlook", YES), sent.clock.stamp(), 1)
    sent.put(raw.replace(f"To: {letter.reply_to}".encode(), b"To: governance@union.example"))
    assert sent.states()["s1"] == "acknowledged"


def test_words_nobody_vouches_for_are_held(sent: Desk) -> None:
    sent.hear(ADA, Answer("unsigned", YES))
    assert newest(sent)["outcome"] == "unverified"
    assert sent.states()["s1"] == "held"


def test_with_no_trusted_boundary_every_reply_is_held(sent: Desk) -> None:
    object.__setattr__(sent.office, "trust", type(sent.office.trust)())
    sent.hear(ADA, Answer("outlook", YES))
    assert newest(sent)["outcome"] == "unverified"


@pytest.mark.parametrize(
    ("how", "outcome", "state"),
    [
        (
            Answer("outlook", "Read it, but does section 3 cover our WhatsApp group?"),
            "question",
            "question",
        ),
        (
            Answer("outlook", "I do not agree with this and will not follow it."),
            "declined",
            "declined",
        ),
        (Answer("quoting", "ok"), "unclear", "held"),
        (Answer("away", "I am away until 14 December 2026."), "auto_reply", "away"),
        (Answer("bounce", "mailbox unavailable"), "bounced", "undelivered"),
    ],
)
def test_every_other_kind_of_reply_is_told_apart(
    sent: Desk, how: Answer, outcome: str, state: str
) -> None:
    sent.hear(ADA, how)
    assert newest(sent)["outcome"] == outcome
    assert sent.states()["s1"] == state


def test_mail_that_belongs_to_no_notice_is_held_and_counts_for_nobody(sent: Desk) -> None:
    sent.hear(ADA, Answer("stray", "Is the room free on Thursday?", sender="zoe@else.example"))
    line = newest(sent)
    assert (line["outcome"], line["recipient"]) == ("unmatched", None)
    with pytest.raises(GovflowError, match="belongs to no recipient"):
        resolve(sent.office, Settlement(str(line["evidence"]), "acknowledged", "Sarah", "guess"))


def test_the_same_reply_twice_counts_once(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", YES))
    raw = sent.mailbox.processed[-1].raw
    sent.put(raw)
    assert len(reply_lines(sent.office)) == 1
    sent.put(raw.replace(b"Subject:", b"X-Again: yes\r\nSubject:"))
    assert [line["counted"] for line in reply_lines(sent.office)] == [True, False]


def test_the_officer_settles_a_held_reply_with_name_and_reason(sent: Desk) -> None:
    sent.hear(ADA, Answer("quoting", "ok"))
    evidence = str(newest(sent)["evidence"])
    row = resolve(
        sent.office, Settlement(evidence[:10], "acknowledged", "Sarah", "She told me so.")
    )
    assert (row.outcome, row.resolved_as, row.counted) == ("unclear", "acknowledged", True)
    assert sent.states()["s1"] == "acknowledged"


def test_an_objection_after_an_acknowledgement_is_a_conflict_and_the_count_stays(
    sent: Desk,
) -> None:
    sent.hear(ADA, Answer("outlook", YES))
    sent.hear(ADA, Answer("outlook", "I take that back. I do not agree with the policy."))
    assert newest(sent)["outcome"] == "conflict"
    assert sent.states()["s1"] == "acknowledged"


def test_an_acknowledgement_is_never_carried_to_another_text(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", YES))
    sent.bring_into_force("within five days.", "within three days.")
    sent.send()
    lines = [(x["version"], x["state"]) for x in register_lines(sent.office) if x["person"] == "s1"]
    assert lines == [("1.1", "acknowledged"), ("1.2", "outstanding")]


def test_an_answer_to_a_superseded_letter_counts_for_that_text_only(sent: Desk) -> None:
    letter = [post for post in sent.transport.posted if post.recipient == ADA][-1]
    sent.bring_into_force("within five days.", "within three days.")
    sent.send()
    sent.transport.posted.append(letter)
    sent.hear(ADA, Answer("outlook", "I have read and understood version 1.1."))
    states = {x["version"]: x["state"] for x in register_lines(sent.office) if x["person"] == "s1"}
    assert states["1.2"] == "outstanding"


def test_judging_a_message_records_nothing(sent: Desk) -> None:
    sent.hear(ADA, Answer("outlook", YES))
    size = sent.office.register.checkpoint().size
    line = judged_line(sent.office, sent.mailbox.processed[-1].raw.replace(b"reply-1", b"reply-9"))
    assert line["rule"]
    assert sent.office.register.checkpoint().size == size


def test_a_message_that_cannot_be_read_safely_is_kept_and_the_next_one_is_read(sent: Desk) -> None:
    bomb = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + (
        b"--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" * 3000
    )
    sent.put(bomb)
    assert newest(sent)["outcome"] == "quarantined"
    assert len(sent.mailbox.quarantined) == 1
    row = sent.office.register.find(ReplyRow, outcome="quarantined")[0]
    assert sent.office.register.evidence(row.evidence) == bomb
    sent.hear(ADA, Answer("outlook", YES))
    assert sent.states()["s1"] == "acknowledged"
