"""Reading mail by other hands: what is read, what is refused, and that the next message goes on."""

import time
from collections.abc import Iterator

import pytest

from benchmarks.replies.bombs import broken_mails
from benchmarks.replies.letter import LETTER
from benchmarks.replies.wire import Wire, reply_bytes
from govflow.adapters.mail import parse
from govflow.adapters.mail.parse import MailReader, beyond_limits
from govflow.core.replies.mail import Mail
from govflow.core.replies.outcomes import Quarantined

BOMBS = {name: (raw, outcome) for name, raw, outcome, _ in broken_mails(LETTER)}


@pytest.fixture(scope="module")
def reader() -> Iterator[MailReader]:
    with MailReader() as opened:
        yield opened


def read(reader: MailReader, raw: bytes) -> Mail:
    mail = reader.read(raw)
    assert isinstance(mail, Mail), mail
    return mail


@pytest.mark.parametrize("name", [name for name in BOMBS if name.startswith("bomb-")])
def test_a_bomb_is_quarantined_in_seconds_and_the_next_message_is_read(
    reader: MailReader, name: str
) -> None:
    started = time.monotonic()
    result = reader.read(BOMBS[name][0])
    assert isinstance(result, Quarantined)
    assert result.why
    assert time.monotonic() - started < 10
    assert read(reader, b"From: a@example.org\n\nhello").text == "hello"


def test_where_the_system_limits_nothing_bombs_end_in_time_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without = "import sys; sys.modules['resource'] = None\n"
    monkeypatch.setattr(parse, "_BOOT", without + parse._BOOT)
    with MailReader() as opened:
        for name in (name for name in BOMBS if name.startswith("bomb-")):
            started = time.monotonic()
            assert isinstance(opened.read(BOMBS[name][0]), Quarantined), name
            assert time.monotonic() - started < 10, name
        assert read(opened, b"From: a@example.org\n\nhello").text == "hello"


def test_a_child_that_hangs_is_killed_and_replaced() -> None:
    with MailReader(seconds=0.0) as hasty:
        assert isinstance(hasty.read(b"From: a@example.org\n\nhello"), Quarantined)
    with MailReader(messages=2) as thrifty:
        assert [read(thrifty, b"From: a@example.org\n\n%d" % n).text for n in range(5)] == list(
            "01234"
        )


def test_a_child_that_died_between_messages_is_replaced(reader: MailReader) -> None:
    with MailReader() as opened:
        read(opened, b"From: a@example.org\n\none")
        child = opened._child
        assert child is not None
        child.kill()
        child.wait()
        assert read(opened, b"From: a@example.org\n\ntwo").text == "two"


@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable"])
@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "iso-8859-1"])
def test_words_are_the_same_in_every_encoding(
    reader: MailReader, encoding: str, charset: str
) -> None:
    raw = reply_bytes(
        LETTER,
        Wire(
            "Café – déjà lu\n" if charset != "iso-8859-1" else "Café\n",
            encoding=encoding,
            charset=charset,
        ),
    )
    assert read(reader, raw).text.startswith("Café")


def test_who_to_what_and_about_which_letter(reader: MailReader) -> None:
    mail = read(
        reader,
        reply_bytes(
            LETTER, Wire("ok", references="<a@x>,<b@x>", to=f"Gov <{LETTER.reply_to}>, b@x.org")
        ),
    )
    assert mail.sender == "tom.smith@example.org"
    assert mail.sender_name == "Tom Smith"
    assert mail.references == ("a@x", "b@x")
    assert mail.in_reply_to == (LETTER.message_id.strip("<>"),)
    assert LETTER.reply_to in mail.addressed
    assert mail.message_id == "reply.1@example.org"
    assert mail.date is not None
    assert mail.date.isoformat() == "2026-12-01T11:00:00+00:00"


def test_headers_keep_their_order_and_repeats(reader: MailReader) -> None:
    raw = b"A: 1\nFrom: a@example.org\nA: 2\nSubject: =?utf-8?q?Caf=C3=A9?= caf\xc3\xa9\n\nx"
    mail = read(reader, raw)
    assert mail.headers == (
        ("A", "1"),
        ("From", "a@example.org"),
        ("A", "2"),
        ("Subject", "Café café"),
    )


def test_soft_line_breaks_are_joined(reader: MailReader) -> None:
    raw = reply_bytes(
        LETTER, Wire("I have read and \nunderstood.\n-- \nTom\n> old \n> words\n", flowed=True)
    )
    assert "I have read and understood." in read(reader, raw).text
    assert "-- \nTom" in read(reader, raw).text
    assert "> old words" in read(reader, raw).text


def test_attachments_are_named_and_measured_but_not_read(reader: MailReader) -> None:
    disposition = 'Content-Disposition: attachment; filename="../../a\u202e.txt"'
    part = f"Content-Type: text/plain\n{disposition}\n\nI acknowledge"
    mail = read(reader, reply_bytes(LETTER, Wire("hello", parts=(part,))))
    assert mail.text.strip() == "hello"
    attached = [p for p in mail.parts if p.attached]
    assert len(attached) == 1
    assert "/" not in attached[0].name
    assert attached[0].size == len("I acknowledge")
    assert len(attached[0].sha256) == 64


def test_a_reaction_and_its_kin_are_recognised(reader: MailReader) -> None:
    part = (
        'Content-Type: text/vnd.google.email-reaction+json\n\n{"emoji": "\U0001f44d", "version": 1}'
    )
    assert (
        read(reader, reply_bytes(LETTER, Wire("reacted", parts=(part,)))).reaction == "\U0001f44d"
    )
    broken = part.replace('"version": 1', '"version": 2')
    assert read(reader, reply_bytes(LETTER, Wire("reacted", parts=(broken,)))).reaction == "?"


@pytest.mark.parametrize(
    ("content_type", "mark"),
    [
        ("application/pkcs7-mime", "opaque"),
        ("application/ms-tnef", "tnef"),
        ("application/pgp-encrypted", "encrypted"),
        ("message/rfc822", "attached-message"),
    ],
)
def test_what_cannot_be_read_here_is_marked(
    reader: MailReader, content_type: str, mark: str
) -> None:
    part = f"Content-Type: {content_type}\n\nFrom: a@b.org\n\nx"
    assert mark in read(reader, reply_bytes(LETTER, Wire("hello", parts=(part,)))).marks


def test_limits_are_checked_before_anything_is_read() -> None:
    assert beyond_limits(b"From: a@example.org\n\nhello") == ""
    assert beyond_limits(b"a" * 25_000_001)
    assert beyond_limits(b"X: y\n" * 2_000 + b"\nhello")
    assert beyond_limits(b"X: " + b"y" * 300_000)
    assert beyond_limits(b'Content-Type: a/b; boundary="c"\n' * 60)
    assert beyond_limits(b" \r\n")


@pytest.mark.parametrize("name", [name for name in BOMBS if name.startswith("odd-")])
def test_odd_mail_is_still_read(reader: MailReader, name: str) -> None:
    assert isinstance(reader.read(BOMBS[name][0]), Mail)
