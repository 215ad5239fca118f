"""Letters out by SMTP: what each answer of a server proves, and nothing more."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from govflow.adapters.mail import smtp
from govflow.adapters.mail.message import build
from govflow.adapters.mail.servers import Server
from govflow.adapters.mail.smtp import SmtpTransport
from govflow.core.people.letters import Deferred, Refused, SendResult, Sent, Unknown
from tests.adapters.mail.letter_samples import REPLY_TO, envelope, rendered
from tests.adapters.mail.scripted_smtp import CUT, CUT_AFTER_TAKING, Script, scripted_smtp

RAW = build(envelope(), rendered(text=".\n..\nDots.\n"))


@contextmanager
def transport(script: Script, *, verp: bool = True) -> Iterator[SmtpTransport]:
    with (
        scripted_smtp(script) as port,
        SmtpTransport(Server("127.0.0.1", port, "none"), bounces_to_recipient=verp) as made,
    ):
        yield made


def send(made: SmtpTransport, to: str = "sian@union.example") -> SendResult:
    return made.send("SMP-1/017/first", RAW, "governance@union.example", to)


def one(script: Script) -> SendResult:
    with transport(script) as made:
        return send(made)


def test_a_taken_letter_is_sent_and_arrives_to_the_byte() -> None:
    script = Script({".": ["250 2.0.0 queued as 4F2A"]})
    assert one(script) == Sent("2.0.0 queued as 4F2A")
    assert script.taken == [RAW]


def test_a_bounce_would_come_back_to_an_address_that_names_the_recipient() -> None:
    script = Script()
    one(script)
    assert any(words.upper().startswith(f"MAIL FROM:<{REPLY_TO.upper()}") for words in script.said)


def test_the_sender_is_the_organisations_own_where_bounces_do_not_go_to_recipients() -> None:
    script = Script()
    with transport(script, verp=False) as made:
        send(made)
    assert any("mail FROM:<governance@union.example>" in words for words in script.said)


@pytest.mark.parametrize("step", ["RCPT", "DATA", "."])
def test_a_no_for_good_is_refused_in_the_servers_words(step: str) -> None:
    result = one(Script({step: ["550 5.1.1 no such person"]}))
    assert isinstance(result, Refused)
    assert result.code == "550"
    assert "no such person" in result.text


@pytest.mark.parametrize("step", ["RCPT", "DATA", "."])
def test_not_now_is_deferred_for_this_letter_alone(step: str) -> None:
    result = one(Script({step: ["451 4.3.0 greylisted"]}))
    assert isinstance(result, Deferred)
    assert not result.whole_mailbox
    assert result.seconds > 0


@pytest.mark.parametrize("answer", ["421 4.7.0 too many letters", "452 4.5.3 slow down"])
@pytest.mark.parametrize("step", ["RCPT", "DATA", "."])
def test_throttling_pauses_the_whole_mailbox(step: str, answer: str) -> None:
    result = one(Script({step: [answer]}))
    assert isinstance(result, Deferred)
    assert result.whole_mailbox


@pytest.mark.parametrize("answer", ["550 5.7.60 you may not send as this", "451 4.7.1 later"])
def test_a_no_to_the_sender_is_about_the_whole_mailbox_and_loses_no_letter(answer: str) -> None:
    script = Script({"MAIL": [answer]})
    result = one(script)
    assert isinstance(result, Deferred)
    assert result.whole_mailbox
    assert answer[4:] in result.text


@pytest.mark.parametrize("step", ["greet", "ehlo", "MAIL", "RCPT", "DATA"])
def test_what_breaks_before_the_final_dot_was_not_handed_over(step: str) -> None:
    script = Script({step: [CUT]})
    result = one(script)
    assert isinstance(result, Deferred)
    assert result.whole_mailbox
    assert script.taken == []


def test_a_letter_broken_off_in_its_middle_was_not_handed_over() -> None:
    script = Script({"body": [CUT]})
    large = build(envelope(), rendered(), [("by-law.docx", bytes(30_000_000))])
    with transport(script) as made:
        result = made.send("x", large, "governance@union.example", "sian@union.example")
    assert isinstance(result, Deferred)
    assert script.taken == []


def test_a_line_cut_while_the_dot_is_under_way_is_unknown() -> None:
    assert isinstance(one(Script({"body": [CUT]})), Unknown)


@pytest.mark.parametrize("order", [CUT, CUT_AFTER_TAKING])
def test_a_lost_answer_after_the_final_dot_is_unknown_and_never_tried_again(order: str) -> None:
    script = Script({".": [order]})
    assert isinstance(one(script), Unknown)
    assert script.connections == 1
    assert len(script.taken) == (order == CUT_AFTER_TAKING)


def test_a_server_that_never_answers_the_finished_letter_leaves_it_unknown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(smtp, "AFTER_THE_DOT", 0.2)
    script = Script({".": ["250-and\r\n250-so\r\n250-on"]})
    assert isinstance(one(script), Unknown)


@pytest.mark.parametrize("answer", ["gibberish", "354 go on", "099 what"])
def test_an_answer_that_makes_no_sense_proves_nothing(answer: str) -> None:
    script = Script({".": [answer]})
    assert isinstance(one(script), Unknown)
    assert script.connections == 1


def test_after_an_unknown_letter_the_broken_connection_is_not_used_again() -> None:
    script = Script({".": [CUT, "250 taken"]})
    with transport(script) as made:
        assert isinstance(send(made), Unknown)
        assert isinstance(send(made), Sent)
    assert script.connections == 2


def test_a_refused_recipient_does_not_spoil_the_next_letter() -> None:
    script = Script({"RCPT": ["550 5.1.1 no", "250 ok"]})
    with transport(script) as made:
        assert isinstance(send(made), Refused)
        assert isinstance(send(made), Sent)
    assert script.connections == 1
    assert len(script.taken) == 1


@pytest.mark.parametrize("idle", [CUT, "421 4.4.2 idle for too long"])
def test_a_connection_closed_while_idle_is_renewed_without_harm(idle: str) -> None:
    script = Script({"MAIL": ["250 ok", idle, "250 ok"]})
    with transport(script) as made:
        assert isinstance(send(made), Sent)
        assert isinstance(send(made), Sent)
    assert script.connections == 2
    assert script.taken == [RAW, RAW]


def test_a_server_that_is_not_there_defers_everything() -> None:
    with SmtpTransport(Server("127.0.0.1", 9, "none")) as made:
        result = send(made)
    assert isinstance(result, Deferred)
    assert result.whole_mailbox
    assert "cannot be reached" in result.text


def test_an_address_mail_cannot_carry_is_refused_without_a_word_to_the_server() -> None:
    script = Script()
    with transport(script) as made:
        result = send(made, to="jo@union.example>\r\nRCPT TO:<evil@example.org")
    assert isinstance(result, Refused)
    assert script.said == []


def test_without_evidence_nobody_can_say_what_was_sent() -> None:
    with transport(Script()) as made:
        assert made.find_sent("SMP-1/017/first", "<a@x>") is None
