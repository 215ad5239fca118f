"""The guard over the finished bytes: it knows what was meant and lets nothing else through."""

import pytest

from govflow.adapters.mail.guard import guard
from govflow.core.errors import MailError

CLEAN = b"From: a@union.example\r\nSubject: one\r\n two\r\n\r\nText.\r\n"


def test_clean_bytes_pass_unchanged() -> None:
    assert guard([CLEAN], ["From", "Subject"]) == CLEAN


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (CLEAN.replace(b"one\r\n", b"one\r\nBcc: evil@example.org\r\n"), "not those meant"),
        (CLEAN.replace(b"Subject: one\r\n two\r\n", b""), "not those meant"),
        (CLEAN.replace(b"Text.\r\n", b"Text.\n"), "bare carriage return or line feed"),
        (CLEAN.replace(b"Text.\r\n", b"Te\rxt.\r\n"), "bare carriage return or line feed"),
        (CLEAN.replace(b"one\r\n", b"one\n\r\n"), "bare carriage return or line feed"),
        (CLEAN.replace(b"Text", b"Te\0xt"), "bytes that mail does not carry"),
        (CLEAN.replace(b"Text", "Tŵxt".encode()), "bytes that mail does not carry"),
        (CLEAN.replace(b"\r\n\r\n", b"\r\n"), "no end to its header"),
        (CLEAN.replace(b" two", b" " + b"x" * 1000), "more than 998"),
        (CLEAN.replace(b" two", b" \t"), "empty line in its header"),
        (CLEAN.replace(b"Subject:", b"Sub ject:"), "not those meant"),
        (CLEAN.replace(b"Subject:", b"Subject"), "not those meant"),
        (b" folded: x\r\n" + CLEAN, "begins with a folded line"),
        (CLEAN.replace(b"one", b"o\x0bne"), "control character"),
        (CLEAN.replace(b"one", b"=?utf-8?q?x=0D=0ABcc:_evil?="), "control character"),
        (CLEAN.replace(b"one", b"=?utf-8?b?eA0KQmNjOiBldmls?="), "control character"),
        (CLEAN.replace(b"one", b"=?utf-8?b?x?="), "control character"),
    ],
)
def test_bytes_that_were_not_meant_are_refused(raw: bytes, words: str) -> None:
    with pytest.raises(MailError, match=words):
        guard([raw], ["From", "Subject"])


def test_the_same_header_twice_is_refused() -> None:
    with pytest.raises(MailError, match="not those meant"):
        guard(
            [CLEAN.replace(b"Subject:", b"From: b@union.example\r\nSubject:")], ["From", "Subject"]
        )


def test_a_line_end_torn_between_two_pieces_is_refused() -> None:
    with pytest.raises(MailError, match="bare carriage return"):
        guard([CLEAN[:-1], CLEAN[-1:]], ["From", "Subject"])


def test_pieces_are_put_together_in_order() -> None:
    assert guard([CLEAN, b"More.\r\n", b"Text.\r\n"], ["From", "Subject"]) == (
        CLEAN + b"More.\r\nText.\r\n"
    )


def test_a_large_piece_is_looked_at_as_closely() -> None:
    with pytest.raises(MailError, match="bare carriage return"):
        guard([CLEAN, b"x" * 20_000 + b"\n"], ["From", "Subject"])
