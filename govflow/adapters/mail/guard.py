"""The last look at a letter's bytes before they leave: nothing in them that was not meant.

It reads the finished bytes itself, without the `email` package, because that package has let
headers in through encoded words (CVE-2024-6923, CVE-2026-1299) on Pythons still in use.
"""

import binascii
import re
from collections.abc import Sequence
from functools import lru_cache

from govflow.core.errors import MailError

LONGEST_LINE = 998
"""RFC 5322 section 2.1.1, without the line's end."""

LARGE = 16_384
"""Bytes. Pieces beyond that are attachments, the same for many letters: looked at once."""

_ENCODED_WORD = re.compile(rb"=\?[^?\s]*\?([bBqQ])\?([^?]*)\?=")
_CONTROL = bytes([*range(9), 11, 12, *range(14, 32), 127])
_BREAKS = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


def guard(pieces: Sequence[bytes], headers: Sequence[str]) -> bytes:
    """The pieces as one message, when it holds exactly these headers in order and only clean lines.

    Bytes are looked at piece by piece (what holds for each holds for all together), so that an
    attachment common to a whole notice is looked at once. Raises MailError for a header that was
    not meant, a bare CR or LF, a NUL, a byte over 127, a header line over 998 characters, or an
    encoded word that hides a control character.
    """
    for piece in pieces:
        if fault := _fault_of_large(piece) if len(piece) > LARGE else _fault(piece):
            raise _refusal(fault)
    raw = b"".join(pieces)
    end = raw.find(b"\r\n\r\n")
    if end < 0:
        raise _refusal("has no end to its header")
    found = _names(raw[:end])
    if found != [f"{name}:".encode() for name in headers]:
        names = b" ".join(found).decode()
        raise _refusal(f"has the headers {names} which are not those meant")
    return raw


def _fault(piece: bytes) -> str:
    """What is wrong with a piece's bytes; '' when nothing is."""
    if not piece.isascii() or b"\0" in piece:
        return "holds bytes that mail does not carry"
    ends = piece.count(b"\r\n")
    if piece.count(b"\n") != ends or piece.count(b"\r") != ends:
        return "holds a bare carriage return or line feed"
    return ""


_fault_of_large = lru_cache(maxsize=32)(_fault)


def _names(head: bytes) -> list[bytes]:
    """The names of the headers, each with its colon; raises MailError for a line that no header has."""
    lines = head.split(b"\r\n")
    if max(map(len, lines)) > LONGEST_LINE:
        raise _refusal("has a header line of more than 998 characters")
    if lines[0][:1] in (b" ", b"\t"):
        raise _refusal("begins with a folded line")
    if not all(map(bytes.strip, lines)):
        raise _refusal("has an empty line in its header")
    hidden = b"=?" in head and any(map(_hides_control, _ENCODED_WORD.findall(head)))
    if hidden or len(head.translate(None, _CONTROL)) != len(head):
        raise _refusal("has a control character in a header")
    return [line[: line.find(b":") + 1] for line in lines if line[:1] not in (b" ", b"\t")]


def _hides_control(word: tuple[bytes, bytes]) -> bool:
    """Whether an encoded word (RFC 2047) would become a line break or control character."""
    kind, text = word
    try:
        plain = binascii.a2b_base64(text) if kind in b"bB" else binascii.a2b_qp(text, header=True)
    except binascii.Error:
        return True
    return _BREAKS.search(plain) is not None


def _refusal(problem: str) -> MailError:
    return MailError(
        f"the letter was not sent because it {problem}.",
        remedy="look at the names and titles it is made from; one of them holds characters "
        "that are not writing.",
    )
