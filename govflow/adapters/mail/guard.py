"""The last look at a letter's bytes before they leave: nothing in them that was not meant.

It reads the finished bytes itself, without the `email` package, because that package has let
headers in through encoded words (CVE-2024-6923, CVE-2026-1299) on Pythons still in use.
"""

import binascii
import re
from collections.abc import Sequence

from govflow.core.errors import MailError

LONGEST_LINE = 998
"""RFC 5322 section 2.1.1, without the line's end."""

_FIELD = re.compile(rb"([!-9;-~]+):(?: (.*))?", re.DOTALL)
_ENCODED_WORD = re.compile(rb"=\?[^?\s]*\?([bBqQ])\?([^?]*)\?=")
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")


def guard(raw: bytes, headers: Sequence[str]) -> bytes:
    """The same bytes, when they hold exactly these headers in this order and only clean lines.

    Raises MailError for a header that was not meant, a bare CR or LF, a NUL, a byte over 127, a
    line over 998 characters in the header, or an encoded word that hides a control character.
    """
    if not raw.isascii() or b"\0" in raw:
        raise _refusal("holds bytes that mail does not carry")
    ends = raw.count(b"\r\n")
    if raw.count(b"\n") != ends or raw.count(b"\r") != ends:
        raise _refusal("holds a bare carriage return or line feed")
    head, gap, _ = raw.partition(b"\r\n\r\n")
    if not gap:
        raise _refusal("has no end to its header")
    found = [_name_of(field) for field in _fields(head)]
    if found != list(headers):
        raise _refusal(f"has the headers {', '.join(found)}, which are not those meant")
    return raw


def _fields(head: bytes) -> list[bytes]:
    lines = head.split(b"\r\n")
    if max(map(len, lines)) > LONGEST_LINE:
        raise _refusal("has a header line of more than 998 characters")
    if any(not line.strip() for line in lines):
        raise _refusal("has an empty line in its header")
    return re.split(rb"\r\n(?![ \t])", head)


def _name_of(field: bytes) -> str:
    parts = _FIELD.fullmatch(field)
    if parts is None:
        raise _refusal("has a header without a name")
    value = (parts[2] or b"").replace(b"\r\n", b"")
    if _CONTROL.search(value) or any(map(_hides_control, _ENCODED_WORD.findall(value))):
        raise _refusal("has a control character in a header")
    return parts[1].decode("ascii")


def _hides_control(word: tuple[bytes, bytes]) -> bool:
    """Whether an encoded word (RFC 2047) would become a line break or control character."""
    kind, text = word
    try:
        plain = binascii.a2b_base64(text) if kind in b"bB" else binascii.a2b_qp(text, header=True)
    except binascii.Error:
        return True
    return _CONTROL.search(plain) is not None


def _refusal(problem: str) -> MailError:
    return MailError(
        f"the letter was not sent because it {problem}.",
        remedy="look at the names and titles it is made from; one of them holds characters "
        "that are not writing.",
    )
