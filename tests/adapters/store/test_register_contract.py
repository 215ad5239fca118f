"""What every register promises, whatever it is kept in."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from govflow.core.errors import RecordError, TemporaryError
from govflow.core.record.chain import Checkpoint, link
from govflow.core.record.events import (
    AmendmentStarted,
    LetterClaimed,
    LetterDeferred,
    LetterRefused,
    LetterReplanned,
    LetterSent,
    LetterUnknown,
    NoticeClosed,
    Private,
    RecipientExtended,
    RecipientsAdded,
    RegisterHomed,
    ReplyResolved,
)
from govflow.core.record.recover import erase_person, recover
from govflow.core.record.rows import (
    HomeRow,
    LetterRow,
    NoticeRow,
    RecipientRow,
    ReplyRow,
    VersionRow,
)
from tests.registers import adopted, letter, recipient, reply, seal
from tests.registers import notice as sealing


def digest_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def receive(register, raw: bytes, **values):
    return register.append(reply(digest_of(raw), **values), evidence=[raw])


def test_an_empty_register_is_as_it_was(register):
    assert register.checkpoint() == Checkpoint(0, "0" * 64)
    assert register.verify() == []


def test_what_is_recorded_is_found_again(register):
    checkpoint = register.append(adopted(), adopted(version="1.1"))
    assert checkpoint == register.checkpoint()
    assert checkpoint.size == 2
    assert [row.version for row in register.find(VersionRow, policy="social-media")] == [
        "1.0",
        "1.1",
    ]
    assert register.get(VersionRow, "social-media", "1.1").passed_on == date(2018, 6, 18)
    assert register.get(VersionRow, "social-media", "9.9") is None
    assert register.find(VersionRow, policy="another") == []
    assert register.verify(against=checkpoint) == []


def test_anybody_can_check_the_chain(register):
    register.append(adopted(), adopted(version="1.1"))
    previous = "0" * 64
    for event in register.events():
        previous = link(previous, event.body)
        assert event.hash == previous
    assert [event.seq for event in register.events(after=1)] == [2]


def test_all_events_of_one_call_are_recorded_or_none(register):
    register.append(adopted())
    before = register.checkpoint()
    with pytest.raises(RecordError, match="already recorded"):
        register.append(adopted(version="1.1"), adopted(), evidence=[b"bytes"])
    assert register.checkpoint() == before
    assert register.get(VersionRow, "social-media", "1.1") is None
    assert register.evidence(digest_of(b"bytes")) is None
    register.append(adopted(version="1.1"))
    assert register.verify() == []


def test_a_notice_is_sealed_with_its_whole_roll(register):
    seal(register, people=120)
    row = register.get(NoticeRow, "SMP-1")
    assert (row.recipients, row.due) == (120, date(2026, 12, 18))
    assert len(register.find(RecipientRow, notice="SMP-1")) == 120
    assert len(register.find(LetterRow, notice="SMP-1", state="planned")) == 120
    assert len(list(register.events())) == 1
    assert register.verify() == []


def test_a_notice_is_sealed_once(register):
    seal(register)
    with pytest.raises(RecordError, match="already sealed"):
        seal(register)
    assert register.checkpoint().size == 1
    assert register.verify() == []


def coming(*numbers):
    """Further people for SMP-1, due on 15 January, each with a first letter."""
    event = RecipientsAdded("SMP-1", numbers[0], 0, date(2027, 1, 15), "")
    return event, [recipient(n) for n in numbers], [letter(n) for n in numbers]


def test_people_who_come_later_are_sealed_like_the_first(register):
    seal(register, people=2)
    register.seal_notice(*coming(3, 4))
    register.seal_notice(*coming(5))
    assert register.get(NoticeRow, "SMP-1").recipients == 5
    assert register.get(RecipientRow, "SMP-1", 4).due == date(2027, 1, 15)
    assert register.get(RecipientRow, "SMP-1", 2).due is None
    register.append(
        erase_person(register, register.get(RecipientRow, "SMP-1", 3).subject, "Sam", "R")
    )
    assert register.verify() == []


def test_people_are_added_at_the_end_of_a_roll_and_nowhere_else(register):
    seal(register, people=2)
    for numbers in ((2,), (4,)):
        with pytest.raises(RecordError, match="at the same time"):
            register.seal_notice(*coming(*numbers))
    assert register.checkpoint().size == 1
    assert register.verify() == []


def test_what_follows_from_a_notice_is_recorded_with_it_or_not_at_all(register):
    seal(register, people=1)
    event, people, letters = coming(2)
    later = RecipientExtended("SMP-1", 2, date(2027, 2, 1), Private(""))
    with pytest.raises(RecordError):
        register.seal_notice(event, people, letters, [later, NoticeClosed("SMP-9", Private(""))])
    assert register.checkpoint().size == 1
    assert register.get(RecipientRow, "SMP-1", 2) is None
    register.seal_notice(event, people, letters, [later, NoticeClosed("SMP-1", Private(""))])
    assert register.get(RecipientRow, "SMP-1", 2).due == date(2027, 2, 1)
    assert register.get(NoticeRow, "SMP-1").closed
    assert register.verify() == []


@pytest.mark.parametrize(
    ("recipients", "letters"),
    [
        ([recipient(1), replace(recipient(2), reference=recipient(1).reference)], []),
        ([recipient(1), replace(recipient(2), secret=recipient(1).secret)], []),
        ([recipient(1), replace(recipient(2), number=1)], []),
        ([recipient(1)], [letter(1), replace(letter(2), message_id=letter(1).message_id)]),
        ([recipient(1)], [letter(1), replace(letter(1), message_id="<other@union.example>")]),
    ],
    ids=["reference", "secret", "number", "message id", "letter"],
)
def test_what_must_be_unique_is_refused_whole(register, recipients, letters):
    with pytest.raises(RecordError):
        register.seal_notice(sealing(), recipients, letters)
    assert register.checkpoint().size == 0
    assert register.find(RecipientRow) == []
    seal(register, people=2)
    with pytest.raises(RecordError):
        register.add_letters([replace(letter(9), message_id=letter(1).message_id)])
    assert register.verify() == []


def test_no_personal_value_stands_in_the_ledger(register):
    seal(register, people=1)
    receive(register, b"I have read it")
    row = register.get(RecipientRow, "SMP-1", 1)
    ledger = "".join(event.body for event in register.events())
    for value in (row.person, row.name, row.email, row.secret, row.reference, "elsewhere.example"):
        assert value
        assert value not in ledger


def test_no_address_stands_in_the_ledger_whatever_the_judgement_needed(register):
    seal(register, people=2)
    receive(
        register,
        b"from my own address",
        outcome="wrong_sender",
        detail=(("address", "kim@home.example"), ("suggestion", "acknowledged")),
    )
    row = register.get(ReplyRow, digest_of(b"from my own address"))
    assert dict(row.detail) == {"address": "kim@home.example", "suggestion": "acknowledged"}
    assert "kim@home.example" not in "".join(event.body for event in register.events())
    subject = register.get(RecipientRow, "SMP-1", 1).subject
    register.append(erase_person(register, subject, "Kim", "asked for it"))
    assert dict(register.get(ReplyRow, row.evidence).detail) == {"suggestion": "acknowledged"}
    assert register.verify() == []


def test_an_unknown_letter_is_not_claimed(register):
    with register.sender_lock():
        assert not register.claim("SMP-9/001/first", digest_of(b"letter"), b"letter")


def test_a_person_keeps_the_same_key(register):
    first = register.subject("P001")
    assert register.subject("P001") == first
    assert register.subject("P002") != first
    assert register.subjects(["P001", "P003"])["P001"] == first
    seal(register, people=1)
    assert register.get(RecipientRow, "SMP-1", 1).subject == first
    assert register.subject("P001") == first


def test_a_person_who_is_on_no_notice_leaves_nothing_behind(register):
    register.subject("P001")
    assert register.verify() == []
    seal(register, people=1)
    register.subject("P002")
    assert register.verify() == []


def test_further_letters_are_planned_once(register):
    seal(register, people=2)
    reminders = [letter(number, kind="reminder", step="reminder-1") for number in (1, 2)]
    register.add_letters(reminders[:1])
    register.add_letters(reminders)
    register.add_letters(reminders)
    assert [row.recipient for row in register.find(LetterRow, kind="reminder")] == [1, 2]
    assert register.checkpoint().size == 3
    assert register.verify() == []


def send(register, name, raw=b"letter"):
    assert register.claim(name, digest_of(raw), raw)
    return register.append(LetterSent(name, "folder", "1"))


def test_a_letter_goes_out_once_and_is_counted(register):
    seal(register, people=2)
    with register.sender_lock():
        send(register, "SMP-1/001/first")
        assert not register.claim("SMP-1/001/first", digest_of(b"letter"), b"letter")
        with pytest.raises(RecordError, match="is 'sent'"):
            register.append(LetterClaimed("SMP-1/001/first", digest_of(b"letter")))
    row = register.get(LetterRow, "SMP-1/001/first")
    assert (row.state, row.transport, row.wire) == ("sent", "folder", digest_of(b"letter"))
    assert register.evidence(row.wire) == b"letter"
    assert register.get(RecipientRow, "SMP-1", 1).letters == 1
    assert register.get(RecipientRow, "SMP-1", 2).letters == 0
    assert register.verify() == []


def test_nothing_is_claimed_without_the_senders_lock(register):
    seal(register, people=1)
    with pytest.raises(RecordError, match="sender lock"):
        register.claim("SMP-1/001/first", digest_of(b"letter"), b"letter")
    with pytest.raises(RecordError, match="sender lock"):
        register.append(LetterClaimed("SMP-1/001/first", digest_of(b"letter")))
    assert register.get(LetterRow, "SMP-1/001/first").state == "planned"


def test_a_letter_is_never_tried_again_with_other_bytes(register):
    seal(register, people=1)
    with register.sender_lock():
        assert register.claim("SMP-1/001/first", digest_of(b"letter"), b"letter")
        later = LetterDeferred("SMP-1/001/first", "2026-11-24T11:00:00Z", Private("try later"))
        register.append(later)
        with pytest.raises(RecordError, match="other bytes"):
            register.claim("SMP-1/001/first", digest_of(b"another"), b"another")
        assert register.claim("SMP-1/001/first", digest_of(b"letter"), b"letter")
    assert register.verify() == []


def test_a_letter_left_half_sent_is_found_and_settled(register):
    seal(register, people=3)
    with register.sender_lock():
        for number in (1, 2, 3):
            name = f"SMP-1/{number:03d}/first"
            assert register.claim(name, digest_of(name.encode()), name.encode())
        assert register.stranded() == []
    with register.sender_lock():
        left = register.stranded()
        assert [row.recipient for row in left] == [1, 2, 3]
        for row, found in zip(left, (True, False, None), strict=True):
            register.append(recover(row, None))
            event = recover(register.get(LetterRow, row.letter), found)
            if event:
                register.append(event)
    states = [row.state for row in register.find(LetterRow, notice="SMP-1")]
    assert states == ["sent", "planned", "unknown"]
    assert register.verify() == []


def test_a_letter_that_brings_its_sender_down_three_times_is_put_aside(register):
    seal(register, people=1)
    name = "SMP-1/001/first"
    for _ in range(3):
        with register.sender_lock():
            assert register.claim(name, digest_of(b"poison"), b"poison")
        with register.sender_lock():
            for row in register.stranded():
                register.append(recover(row, None))
            register.append(recover(register.get(LetterRow, name), False))
    row = register.get(LetterRow, name)
    assert (row.state, row.crashes) == ("parked", 3)
    with register.sender_lock():
        assert not register.claim(name, digest_of(b"poison"), b"poison")
    assert register.verify() == []


def test_one_sender_at_a_time(register):
    with register.sender_lock():
        pass
    with register.sender_lock():
        again = register.sender_lock()
        with pytest.raises(TemporaryError, match="sent already"):
            again.__enter__()


def test_an_acknowledgement_counts(register):
    seal(register)
    receive(register, b"I have read it and will follow it")
    row = register.get(RecipientRow, "SMP-1", 1)
    assert row.counted == digest_of(b"I have read it and will follow it")
    assert (row.outcome, row.held) == ("acknowledged", 0)
    assert register.get(RecipientRow, "SMP-1", 2).counted == ""
    assert register.verify() == []


def test_the_same_message_counts_once(register):
    seal(register)
    receive(register, b"yes")
    with pytest.raises(RecordError, match="already recorded"):
        receive(register, b"yes")
    assert len(register.find(ReplyRow)) == 1
    assert register.verify() == []


def test_the_officer_settles_a_held_reply(register):
    seal(register)
    receive(register, b"fine, whatever", outcome="unclear")
    assert register.get(RecipientRow, "SMP-1", 1).held == 1
    evidence = digest_of(b"fine, whatever")
    register.append(
        ReplyResolved(evidence, "acknowledged", True, Private("Kim"), Private("she telephoned"))
    )
    row = register.get(RecipientRow, "SMP-1", 1)
    assert (row.held, row.counted, row.outcome) == (0, evidence, "acknowledged")
    assert register.get(ReplyRow, evidence).resolved_by == "Kim"
    assert register.verify() == []


def test_a_reply_that_matches_nobody_is_kept(register):
    receive(register, b"who is this", outcome="unmatched", number=0, notice="")
    assert register.get(ReplyRow, digest_of(b"who is this")).outcome == "unmatched"
    assert register.verify() == []


def test_a_reply_to_an_unknown_notice_is_refused_whole(register):
    with pytest.raises(RecordError, match="recipients have no 'SMP-9 4'"):
        receive(register, b"yes", number=4, notice="SMP-9")
    assert register.evidence(digest_of(b"yes")) is None


def test_evidence_is_given_back_byte_for_byte(register):
    raw = bytes(range(256)) * 3
    register.append(adopted(), evidence=[raw])
    assert register.evidence(digest_of(raw)) == raw
    assert register.evidence("0" * 64) is None
    assert register.verify() == []


def test_an_erased_person_leaves_counts_and_chain(register):
    seal(register, people=3)
    with register.sender_lock():
        send(register, "SMP-1/001/first", b"Dear person 1")
        name = "SMP-1/002/first"
        register.append(LetterRefused(name, "550", Private("no such person2")))
    receive(register, b"I have read it")
    receive(register, b"another", number=2)
    seen = register.checkpoint()
    subject = register.get(RecipientRow, "SMP-1", 1).subject
    register.append(erase_person(register, subject, "Kim", "asked for it"))
    row = register.get(RecipientRow, "SMP-1", 1)
    assert (row.person, row.name, row.email, row.reference, row.secret) == ("",) * 5
    assert row.counted == digest_of(b"I have read it")
    assert register.get(ReplyRow, row.counted).sender == ""
    assert register.evidence(row.counted) is None
    assert register.evidence(digest_of(b"Dear person 1")) is None
    assert register.evidence(digest_of(b"another")) == b"another"
    assert register.get(RecipientRow, "SMP-1", 2).email
    assert register.verify(against=seen) == []
    assert register.subject("P001") != subject


def test_no_letter_goes_to_somebody_who_was_erased(register):
    seal(register, people=2)
    name = "SMP-1/001/first"
    subject = register.get(RecipientRow, "SMP-1", 1).subject
    register.append(erase_person(register, subject, "Kim", "asked for it"))
    assert (register.get(LetterRow, name).state, register.get(LetterRow, name).code) == (
        "refused",
        "erased",
    )
    with register.sender_lock():
        assert not register.claim(name, digest_of(b"letter"), b"letter")
    register.append(LetterReplanned(name, "the officer asked"))
    assert register.get(LetterRow, name).state == "refused"
    assert register.get(LetterRow, "SMP-1/002/first").state == "planned"
    assert register.verify() == []


def test_a_message_of_nobody_can_be_erased(register):
    from govflow.core.record.events import EvidenceErased

    receive(register, b"spam", outcome="unmatched", number=0, notice="")
    name = digest_of(b"spam")
    register.append(EvidenceErased((name,), Private("Kim"), Private("no longer needed")))
    assert register.evidence(name) is None
    assert register.get(ReplyRow, name).sender == ""
    assert register.verify() == []


def test_real_and_pretended_time_are_both_recorded(register, clock):
    clock.pretended = date(2027, 1, 4)
    seal(register, people=1)
    event = next(iter(register.events()))
    assert event.at.startswith("2026-11-24T")
    assert '"as_of":"2027-01-04"' in event.body
    assert register.get(RecipientRow, "SMP-1", 1).since.startswith("2027-01-04T")
    assert register.verify() == []


def test_a_clock_set_right_goes_on_from_a_time_recorded_wrong(register, clock):
    register.append(adopted())
    clock.time -= timedelta(days=900)
    register._clock_checked = False  # as a program started anew
    with pytest.raises(RecordError, match="newest event was recorded") as refusal:
        register.append(adopted(version="1.1"))
    assert refusal.value.undone == "nothing was recorded."
    register.accept_clock("Kim", "the laptop's clock stood in 2026")
    register.append(adopted(version="1.1"))
    assert [event.kind for event in register.events()][1] == "ClockAccepted"
    assert register.verify() == []


def test_a_closed_notice_is_closed(register):
    seal(register)
    register.append(NoticeClosed("SMP-1", Private("superseded")))
    assert register.get(NoticeRow, "SMP-1").closed is True
    with pytest.raises(RecordError, match="notices have no 'SMP-2'"):
        register.append(NoticeClosed("SMP-2", Private("superseded")))
    assert register.verify() == []


def test_text_that_no_database_keeps_whole_is_refused(register):
    with pytest.raises(RecordError, match="cannot be kept"):
        register.append(AmendmentStarted("2026-01", "smp", "1.0", DIGEST_OF_NOTHING, "a\0b"))
    with pytest.raises(RecordError, match="cannot be kept"):
        register.append(AmendmentStarted("2026-01", "smp", "1.0", DIGEST_OF_NOTHING, "a\ud800b"))
    assert register.checkpoint().size == 0


DIGEST_OF_NOTHING = digest_of(b"")


def test_a_title_may_hold_any_writing(register):
    title = "Polisi Cyfryngau ‘Cymdeithasol’ \U0001f984 \\u0000 \x1f \u2028 %s ?"
    register.append(AmendmentStarted("2026-01", "smp", "1.0", DIGEST_OF_NOTHING, title))
    assert title in [row.title for row in register.find(_amendments())]
    assert register.verify() == []


def _amendments():
    from govflow.core.record.rows import AmendmentRow

    return AmendmentRow


def test_the_home_is_what_was_said_last(register):
    register.append(RegisterHomed(Private("laptop"), Private("Kim")))
    register.append(RegisterHomed(Private("desktop"), Private("Kim")))
    assert register.get(HomeRow, "home").home == "desktop"
    assert register.verify() == []


def test_an_unknown_letter_can_turn_out_to_have_gone(register):
    seal(register, people=1)
    with register.sender_lock():
        register.claim("SMP-1/001/first", digest_of(b"letter"), b"letter")
        register.append(LetterUnknown("SMP-1/001/first", Private("connection lost")))
    register.append(LetterSent("SMP-1/001/first", "smtp", ""))
    assert register.get(RecipientRow, "SMP-1", 1).letters == 1
    assert register.verify() == []


def test_sealing_keeps_no_state_of_the_callers(register):
    meddled = replace(recipient(1), counted="f" * 64, letters=9, outcome="acknowledged")
    register.seal_notice(sealing(), [meddled], [replace(letter(1), state="sent")])
    row = register.get(RecipientRow, "SMP-1", 1)
    assert (row.counted, row.letters, row.outcome) == ("", 0, "")
    assert register.get(LetterRow, "SMP-1/001/first").state == "planned"


def test_an_outcome_is_recorded_with_the_next_claim_even_where_that_letter_is_taken(register):
    seal(register, people=2)
    with register.sender_lock():
        assert register.claim("SMP-1/001/first", digest_of(b"one"), b"one")
        sent = [LetterSent("SMP-1/001/first", "folder", "")]
        assert not register.claim("SMP-1/001/first", digest_of(b"one"), b"one", sent)
        assert register.get(LetterRow, "SMP-1/001/first").state == "sent"
        assert register.claim("SMP-1/002/first", digest_of(b"two"), b"two")
    assert register.verify() == []


def test_a_letter_is_settled_only_as_it_was_seen(register):
    """Two senders find it unknown; one plans it again and sends it: the other must not do so too."""
    seal(register, people=1)
    with register.sender_lock():
        register.claim("SMP-1/001/first", digest_of(b"one"), b"one")
        register.append(LetterUnknown("SMP-1/001/first", Private("the line broke")))
        seen = register.get(LetterRow, "SMP-1/001/first")
        again = LetterReplanned("SMP-1/001/first", "not found")
        assert register.settle(seen, again)
        register.claim("SMP-1/001/first", digest_of(b"one"), b"one")
        register.append(LetterUnknown("SMP-1/001/first", Private("the line broke again")))
        assert not register.settle(seen, again)
        assert register.get(LetterRow, "SMP-1/001/first").state == "unknown"
    assert register.verify() == []
