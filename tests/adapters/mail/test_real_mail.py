"""Letters and replies through real Postfix and Dovecot."""

import email
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from govflow.adapters.files.settings import Mail
from govflow.adapters.mail import imap
from govflow.adapters.mail.evidence import COPIES, Evidence, is_own
from govflow.adapters.mail.imap import PROCESSED, QUARANTINE, ImapMailbox
from govflow.adapters.mail.message import build
from govflow.adapters.mail.servers import Server, imap_session
from govflow.adapters.mail.smtp import SmtpTransport
from govflow.adapters.mail.smtp_imap import imap_mailbox, smtp_transport
from govflow.core.errors import MailError, SettingsError
from govflow.core.people.letters import Deferred, Refused, Sent, Unknown
from tests.adapters.mail.cutting_proxy import AFTER_THE_DOT, BEFORE_THE_DOT, cutting_proxy
from tests.adapters.mail.letter_samples import REPLY_TO, envelope, rendered
from tests.adapters.mail.real_mail import GONE, GOOD_TOKEN, MailHost
from tests.adapters.mail.rigs import without_trace

pytestmark = pytest.mark.servers

LETTER = "SMP-1/017/first"
RAW = build(envelope(), rendered())
REPLY = (
    "From: sian@union.example\r\nTo: %s\r\nMessage-ID: <r%d@x>\r\n\r\nI have read it.\r\n"
).replace("%s", REPLY_TO)


@pytest.fixture
def clean(host: MailHost) -> MailHost:
    host.empty()
    return host


def mailbox(host: MailHost, place: Path, **said: object) -> ImapMailbox:
    return ImapMailbox(host.imap, place / "cursor.json", **said)  # type: ignore[arg-type]


@pytest.fixture
def sender(clean: MailHost) -> Iterator[SmtpTransport]:
    evidence = Evidence(clean.imap, "governance+{mark}@union.example", wait=timedelta(0))
    with SmtpTransport(clean.smtp, evidence=evidence) as made:
        yield made


def post(sender: SmtpTransport, to: str = "sian@union.example") -> object:
    return sender.send(LETTER, RAW, "governance@union.example", to)


def test_a_letter_goes_out_and_its_reply_comes_back_to_the_secret_address(
    clean: MailHost, sender: SmtpTransport, tmp_path: Path
) -> None:
    assert isinstance(post(sender), Sent)
    [came] = clean.messages("sian")
    assert without_trace(came) == RAW
    back = str(email.message_from_bytes(came)["Reply-To"])
    with SmtpTransport(clean.smtp, bounces_to_recipient=False) as theirs:
        theirs.send("reply", (REPLY % 1).encode(), "governance@union.example", back)
    clean.settle()
    with mailbox(clean, tmp_path) as box:
        [reply] = box.fetch_new()
    assert b"I have read it." in reply.raw
    assert abs(datetime.now(UTC) - reply.received) < timedelta(minutes=1)


def test_an_unknown_person_is_refused_and_leaves_no_copy(
    clean: MailHost, sender: SmtpTransport
) -> None:
    result = post(sender, "nobody@union.example")
    assert isinstance(result, Refused)
    assert result.code == "550"
    assert clean.messages("governance") == []


def test_a_letter_that_went_is_found_by_its_copy(clean: MailHost, sender: SmtpTransport) -> None:
    post(sender)
    clean.settle()
    assert sender.find_sent(LETTER, envelope().message_id) is True


def test_a_missing_copy_proves_nothing_before_a_later_probe_has_come_and_a_wait_is_over(
    clean: MailHost,
) -> None:
    now = [datetime.now(UTC)]
    evidence = Evidence(clean.imap, "governance+{mark}@union.example", now=lambda: now[0])
    with SmtpTransport(clean.smtp, evidence=evidence) as made:
        assert made.find_sent(LETTER, envelope().message_id) is None
        clean.settle()
        assert made.find_sent(LETTER, envelope().message_id) is None
        assert len(clean.messages("governance")) == 1
        now[0] += timedelta(minutes=16)
        assert made.find_sent(LETTER, envelope().message_id) is False
        post(made)
        clean.settle()
        assert made.find_sent(LETTER, envelope().message_id) is True


def test_copies_and_probes_are_put_aside_and_are_no_replies(
    clean: MailHost, sender: SmtpTransport, tmp_path: Path
) -> None:
    post(sender)
    sender.find_sent("SMP-1/018/first", "<never@union.example>")
    clean.settle()
    with mailbox(clean, tmp_path) as box:
        assert list(box.fetch_new()) == []
    assert len(clean.messages("governance", COPIES)) == 2
    assert clean.messages("governance") == []
    assert sender.find_sent(LETTER, envelope().message_id) is True


def test_a_bounce_with_our_letter_inside_is_a_reply_and_not_a_copy() -> None:
    inside = b"Content-Type: message/rfc822\r\n\r\n" + RAW
    assert is_own(RAW)
    assert not is_own(b"From: mailer-daemon@x\r\nSubject: failed\r\n\r\n" + inside)


def test_each_message_comes_once_and_goes_to_its_folder(clean: MailHost, tmp_path: Path) -> None:
    for number in range(3):
        clean.append("governance", (REPLY % number).encode())
    with mailbox(clean, tmp_path) as box:
        first, second, third = box.fetch_new()
        box.mark(first.handle, quarantined=False)
        box.mark(second.handle, quarantined=True)
    assert clean.messages("governance", PROCESSED) == [first.raw]
    assert clean.messages("governance", QUARANTINE) == [second.raw]
    with mailbox(clean, tmp_path) as box:
        assert [message.raw for message in box.fetch_new()] == [third.raw]


def test_what_was_read_but_not_marked_comes_again_after_a_crash(
    clean: MailHost, tmp_path: Path
) -> None:
    clean.append("governance", (REPLY % 1).encode())
    for _ in range(2):
        box = mailbox(clean, tmp_path)
        assert len(list(box.fetch_new())) == 1
        box._select().shutdown()


def test_nothing_new_is_nothing_although_the_server_names_its_newest_message(
    clean: MailHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "PROCESSED", "INBOX")
    clean.append("governance", (REPLY % 1).encode())
    with mailbox(clean, tmp_path) as box:
        [message] = box.fetch_new()
        box._done.add(int(message.handle.partition("/")[2]))
        box._advance()
        assert list(box.fetch_new()) == []


def test_a_folder_made_anew_is_read_from_the_start(clean: MailHost, tmp_path: Path) -> None:
    (tmp_path / "cursor.json").write_text(
        f'{{"host": "{clean.imap.host}", "folder": "INBOX", "validity": 1, "last": 4000000000}}'
    )
    clean.append("governance", (REPLY % 1).encode())
    with mailbox(clean, tmp_path) as box:
        assert len(list(box.fetch_new())) == 1


def test_a_handle_from_before_the_folder_was_made_anew_moves_nothing(
    clean: MailHost, tmp_path: Path
) -> None:
    clean.append("governance", (REPLY % 1).encode())
    with mailbox(clean, tmp_path) as box:
        [message] = box.fetch_new()
        box.mark(f"1/{message.handle.partition('/')[2]}", quarantined=False)
    assert len(clean.messages("governance")) == 1


def test_reading_leaves_no_mark_on_a_message(clean: MailHost, tmp_path: Path) -> None:
    clean.append("governance", (REPLY % 1).encode())
    with mailbox(clean, tmp_path) as box:
        list(box.fetch_new())
        [uid] = box._select().search()
        assert b"\\Seen" not in box._select().get_flags([uid])[uid]


def test_mail_from_before_a_day_is_left_alone(clean: MailHost, tmp_path: Path) -> None:
    clean.append("governance", (REPLY % 1).encode())
    with mailbox(clean, tmp_path, since=date(2099, 1, 1)) as box:
        assert list(box.fetch_new()) == []
    with mailbox(clean, tmp_path, since=date(2000, 1, 1)) as box:
        assert len(list(box.fetch_new())) == 1


def test_a_giant_is_reported_and_does_not_stop_the_others(
    clean: MailHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "LARGEST", 1000)
    monkeypatch.setattr(imap, "BULKY", 500)
    clean.append("governance", (REPLY % 1).encode() + b"x" * 2000)
    clean.append("governance", (REPLY % 2).encode())
    with mailbox(clean, tmp_path) as box:
        [message] = box.fetch_new()
        box.mark(message.handle, quarantined=False)
        assert len(box.set_aside()) == 1
    with mailbox(clean, tmp_path) as box:
        assert list(box.fetch_new()) == []


def test_many_messages_come_in_several_batches_in_order(
    clean: MailHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "BATCH", 4)
    for number in range(10):
        clean.append("governance", (REPLY % number).encode())
    with mailbox(clean, tmp_path) as box:
        found = [message.raw for message in box.fetch_new()]
    assert found == [(REPLY % number).encode() for number in range(10)]


def test_waiting_ends_as_soon_as_mail_comes(clean: MailHost, tmp_path: Path) -> None:
    with mailbox(clean, tmp_path) as box:
        timer = threading.Timer(0.3, clean.append, ("governance", (REPLY % 1).encode()))
        timer.start()
        assert box.wait(20) is True
        timer.join()
        assert len(list(box.fetch_new())) == 1


def test_the_cursor_is_a_small_file_that_holds_no_secret(clean: MailHost, tmp_path: Path) -> None:
    clean.append("governance", (REPLY % 1).encode())
    with mailbox(clean, tmp_path) as box:
        [message] = box.fetch_new()
        box.mark(message.handle, quarantined=False)
    kept = (tmp_path / "cursor.json").read_text()
    assert clean.imap.password not in kept
    assert os.path.getsize(tmp_path / "cursor.json") < 300


@pytest.mark.parametrize(
    ("when", "went"), [(AFTER_THE_DOT, True), (BEFORE_THE_DOT, False)], ids=["after", "before"]
)
def test_a_line_cut_around_the_final_dot_is_settled_by_evidence_and_sends_once(
    clean: MailHost, when: str, went: bool
) -> None:
    evidence = Evidence(clean.imap, "governance+{mark}@union.example", wait=timedelta(0))
    with cutting_proxy(clean.plain_port, when) as port:
        bad = SmtpTransport(Server("127.0.0.1", port, "none"), evidence=evidence)
        assert isinstance(post(bad), Unknown)
    clean.settle()
    with SmtpTransport(clean.smtp, evidence=evidence) as good:
        first = good.find_sent(LETTER, envelope().message_id)
        assert first is (True if went else None)
        clean.settle()
        assert good.find_sent(LETTER, envelope().message_id) is went
        if not went:
            assert isinstance(post(good), Sent)
    assert len(clean.messages("sian")) == 1


def test_a_bounce_comes_back_to_the_recipients_own_secret_address(
    clean: MailHost, tmp_path: Path
) -> None:
    with SmtpTransport(clean.smtp) as made:
        assert isinstance(post(made, f"{GONE}@union.example"), Sent)
    bounce = email.message_from_bytes(next(_waited(clean)))
    assert bounce.get_content_type() == "multipart/report"
    assert REPLY_TO in str(bounce["To"])


def _waited(host: MailHost) -> Iterator[bytes]:
    for _ in range(100):
        if found := host.messages("governance"):
            yield from found
            return
        time.sleep(0.1)
    raise TimeoutError("no bounce came")


def test_mail_as_the_settings_name_it_goes_out_and_comes_in(
    clean: MailHost, tmp_path: Path
) -> None:
    def server(part: Server) -> dict[str, object]:
        return {
            "host": part.host,
            "port": part.port,
            "security": part.security,
            "username": part.username,
            "password": part.password,
            "ca_file": part.ca_file,
        }

    mail = Mail.model_validate(
        {
            "transport": "smtp_imap",
            "reply_to": "Governance <governance+{secret}@union.example>",
            "smtp": server(clean.smtp),
            "imap": server(clean.imap),
        }
    )
    with smtp_transport(mail, tmp_path) as out, imap_mailbox(mail, tmp_path) as box:
        assert isinstance(post(out), Sent)
        clean.settle()
        assert out.find_sent(LETTER, envelope().message_id) is True
        clean.append("governance", (REPLY % 1).encode())
        assert [message.raw for message in box.fetch_new()] == [(REPLY % 1).encode()]


def test_settings_without_a_host_are_refused() -> None:
    with pytest.raises(SettingsError, match="names no host"):
        smtp_transport(Mail(), Path())


def test_expired_tokens_are_renewed_once_on_both_servers(clean: MailHost, tmp_path: Path) -> None:
    asked: list[bool] = []

    def token(fresh: bool) -> str:
        asked.append(fresh)
        return GOOD_TOKEN if fresh else "expired"

    smtp = replace(clean.smtp, password="", token=token)
    inbox = replace(clean.imap, password="", token=token)
    with SmtpTransport(smtp) as out, ImapMailbox(inbox, tmp_path / "cursor.json") as box:
        assert isinstance(post(out), Sent)
        assert list(box.fetch_new()) == []
    assert asked == [False, True, False, True]


def test_tokens_that_stay_expired_end_in_words_and_send_nothing(clean: MailHost) -> None:
    lapsed = replace(clean.smtp, password="", token=lambda fresh: "expired")
    with SmtpTransport(lapsed) as out:
        result = post(out)
    assert isinstance(result, Deferred)
    assert result.whole_mailbox
    assert "does not accept the sign-in" in result.text
    with pytest.raises(MailError, match="does not accept the sign-in"):
        imap_session(replace(clean.imap, password="", token=lambda fresh: "expired"))
