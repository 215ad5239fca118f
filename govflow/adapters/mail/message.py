"""A letter's bytes (RFC 5322, MIME): one recipient, text and HTML, attachments encoded once.

Built by hand because one notice is one text to hundreds of people: the attachment, which is most of
the bytes, is the same for all and is encoded a single time. The result reads back, part for part,
as what `email.message.EmailMessage` would have made, and passes the guard.
"""

import re
from base64 import b64encode
from binascii import b2a_qp
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from urllib.parse import quote

from govflow.adapters.mail.guard import LARGE, guard
from govflow.core.errors import MailError
from govflow.core.people.letters import (
    CHECKPOINT_HEADER,
    LETTER_HEADER,
    LOOP_HEADER,
    NOTICE_HEADER,
    REFERENCE_HEADER,
    SIGNATURE_HEADER,
    Envelope,
    RenderedLetter,
)

QUIET = "RN, NRN, AutoReply"
"""Asks Exchange for no read receipts and no automatic replies; away notes and bounces are wanted."""

FOLD_AT = 76
_ENCODED_BYTES = 42
"""So many bytes fit into one encoded word of 75 characters (RFC 2047 section 2)."""

_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@([A-Za-z0-9-]+\.)*[A-Za-z0-9-]+")
_NAMED = re.compile(r"(?P<name>[^<>]*?)\s*<(?P<address>[^<>\s]+)>")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "png": "image/png",
}


def build(
    envelope: Envelope, letter: RenderedLetter, attachments: Sequence[tuple[str, bytes]] = ()
) -> bytes:
    """The finished letter. `attachments` are (file name, content); pass the same objects for all
    letters of a notice, so that each is encoded once.

    Raises MailError for an address that mail cannot carry, and what `guard` raises.
    """
    boundary = sha256(
        f"{envelope.message_id} {envelope.letter}".encode("utf-8", "replace")
    ).hexdigest()[:32]
    body = _alternative(letter, f"=_a_{boundary}")
    if attachments:
        body = _mixed(body, attachments, f"=_m_{boundary}")
    headers = _headers(envelope, letter.subject)
    head = "".join(f"{name}: {value}\r\n" for name, value in headers).encode("ascii")
    names = [*(name for name, _ in headers), "Content-Type"]
    return guard(_gathered([head, *body]), names)


def _gathered(pieces: Sequence[bytes]) -> list[bytes]:
    """The pieces with small neighbours joined; large ones stay the objects they are."""
    whole: list[bytes] = []
    for large, group in groupby(pieces, lambda piece: len(piece) > LARGE):
        found = list(group)
        whole += found if large else [b"".join(found)]
    return whole


@lru_cache(maxsize=64)
def named_address(text: str) -> tuple[str, str]:
    """(name, address) of 'Name <address>' or of a bare address; raises MailError for anything else."""
    found = _NAMED.fullmatch(text.strip())
    name, address = (found["name"].strip('" '), found["address"]) if found else ("", text.strip())
    return name, mail_address(address)


def mail_address(address: str) -> str:
    """The address as it goes on the wire: a domain in other letters becomes its ASCII form.

    Raises MailError unless it is one plain addr-spec (RFC 5322 section 3.4.1, no quoted local part).
    """
    local, _, domain = address.rpartition("@")
    try:
        wire = address if address.isascii() else f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        wire = ""
    if not _ADDRESS.fullmatch(wire):
        raise MailError(
            f"'{_clean(address)}' is not an address that mail can be sent to.",
            remedy="correct it in people.csv or govflow.toml, as name@example.org.",
        )
    return wire


def _headers(envelope: Envelope, subject: str) -> list[tuple[str, str]]:
    headers = [
        ("Date", _token(envelope.date)),
        ("From", _mailbox(*named_address(envelope.sender), label="From")),
        ("To", _mailbox(envelope.to_name, mail_address(envelope.to_address), label="To")),
        ("Reply-To", _mailbox(*named_address(envelope.reply_to), label="Reply-To")),
        ("Subject", folded(subject, label="Subject")),
        ("Message-ID", _token(envelope.message_id)),
        ("In-Reply-To", _token(envelope.in_reply_to)),
        ("References", _token(envelope.in_reply_to)),
        ("Auto-Submitted", _token(envelope.auto_submitted)),
        ("X-Auto-Response-Suppress", "All" if envelope.auto_submitted else QUIET),
        (REFERENCE_HEADER, _token(envelope.reference)),
        (LETTER_HEADER, _token(envelope.letter)),
        (NOTICE_HEADER, _token(envelope.notice)),
        (LOOP_HEADER, _token(envelope.loop)),
        (CHECKPOINT_HEADER, _token(envelope.checkpoint)),
        (SIGNATURE_HEADER, _token(envelope.signature)),
        ("MIME-Version", "1.0"),
    ]
    return [(name, value) for name, value in headers if value]


@lru_cache(maxsize=256)
def _token(value: str) -> str:
    """A header value made by govflow itself: printable ASCII, no encoded word, nothing to fold."""
    if not value.isascii() or (value and not value.isprintable()) or "=?" in value:
        raise MailError(f"'{_clean(value)}' cannot stand in a header.", remedy="use plain letters.")
    return value


@lru_cache(maxsize=64)
def _mailbox(name: str, address: str, *, label: str) -> str:
    """'Name <address>' with the name quoted or encoded where mail needs it."""
    name = _clean(name)
    if not name:
        return address
    if _needs_encoding(name) or len(name) > FOLD_AT - 16:
        shown = _encoded(name, len(label) + 2)
    elif _ATOMS.fullmatch(name):
        shown = name
    else:
        shown = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    last = len(shown) - (shown.rfind("\r\n") + 2 if "\r\n" in shown else -len(label) - 2)
    return f"{shown}{_space(last + len(address) + 3)}<{address}>"


def folded(text: str, *, label: str) -> str:
    """Free text as a header value: folded at spaces, encoded (RFC 2047) only where it must be.

    `label` is the header's name, which shares the first line.
    """
    plain = _clean(text)
    words = plain.split(" ")
    if not _needs_encoding(plain):
        return _fold(words, len(label) + 2)
    strange = [index for index, word in enumerate(words) if _needs_encoding(word)]
    first, last = strange[0], strange[-1] + 1
    before, after = words[:first], words[last:]
    start = len(label) + 2 + sum(len(word) + 1 for word in before)
    encoded = _encoded(" ".join(words[first:last]), min(start, FOLD_AT)).split("\r\n ")
    return _fold([*before, *encoded, *after], len(label) + 2)


def _fold(words: Sequence[str], used: int) -> str:
    line = words[0]
    lines = []
    for word in words[1:]:
        if used + len(line) + 1 + len(word) > FOLD_AT:
            lines.append(line)
            line, used = word, 1
        else:
            line = f"{line} {word}"
    return "\r\n ".join([*lines, line])


def _needs_encoding(text: str) -> bool:
    """Whether text cannot stand as it is: other letters, what looks encoded already, too long a word."""
    if not text.isascii() or "=?" in text:
        return True
    longest = FOLD_AT - 16
    return len(text) > longest and any(len(word) > longest for word in text.split())


def _encoded(text: str, used: int) -> str:
    """Encoded words (RFC 2047, base64), each whole characters, on lines of their own where long.

    The first is short enough to follow `used` characters of its line.
    """
    words, chunk = [], b""
    room = max(3, min(_ENCODED_BYTES, (FOLD_AT - used - 12) // 4 * 3))
    for character in text:
        step = character.encode("utf-8")
        if len(chunk) + len(step) > room:
            words.append(chunk)
            chunk, room = b"", _ENCODED_BYTES
        chunk += step
    return "\r\n ".join(f"=?utf-8?b?{b64encode(word).decode()}?=" for word in [*words, chunk])


def _space(length: int) -> str:
    return " " if length <= FOLD_AT else "\r\n "


def _clean(text: str) -> str:
    """Text on one line, without characters that cannot be seen."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def _alternative(letter: RenderedLetter, boundary: str) -> list[bytes]:
    mark = boundary.encode("ascii")
    return [
        b'Content-Type: multipart/alternative;\r\n boundary="' + mark + b'"\r\n\r\n--' + mark,
        _text_part(letter.text, b"plain"),
        b"\r\n--" + mark,
        _text_part(letter.html, b"html"),
        b"\r\n--" + mark + b"--\r\n",
    ]


def _text_part(text: str, kind: bytes) -> bytes:
    """One text as UTF-8 in quoted-printable (RFC 2045 section 6.7), lines ending in CRLF."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    lines = plain.split("\n")
    return (
        b"\r\nContent-Type: text/" + kind + b'; charset="utf-8"\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        + b"\r\n".join(map(_quoted_printable, lines))
    )


@lru_cache(maxsize=4096)
def _quoted_printable(line: str) -> bytes:
    """One line; remembered, because most lines of a notice are the same for everybody."""
    plain = line.replace("\0", "").encode("utf-8", "replace")
    return b2a_qp(plain, istext=True).replace(b"=\n", b"=\r\n")


def _mixed(
    inner: list[bytes], attachments: Sequence[tuple[str, bytes]], boundary: str
) -> list[bytes]:
    mark = boundary.encode("ascii")
    parts: list[bytes] = []
    for name, content in attachments:
        parts += (b"\r\n--" + mark, _attachment(name, content))
    return [
        b'Content-Type: multipart/mixed;\r\n boundary="' + mark + b'"\r\n\r\n--' + mark + b"\r\n",
        *inner,
        *parts,
        b"\r\n--" + mark + b"--\r\n",
    ]


@lru_cache(maxsize=32)
def _attachment(name: str, content: bytes) -> bytes:
    """One attachment in base64, lines of 76 characters; encoded once and then remembered."""
    code = b64encode(content)
    lines = b"\r\n".join(code[at : at + 76] for at in range(0, len(code), 76))
    kind = _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
    return (
        f"\r\nContent-Type: {kind}\r\n"
        f"Content-Disposition: attachment;\r\n {_file_name(name)}\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    ).encode("ascii") + lines


def _file_name(name: str) -> str:
    """The file name as a parameter, in RFC 2231's form where it is not plain ASCII."""
    stem, dot, ending = re.sub(r'[/\\:*?"<>|]', "-", _clean(name)).rpartition(".")
    plain = f"{stem[:80]}{dot}{ending[:20]}" or "attachment"
    if plain.isascii() and len(plain) < FOLD_AT - 14:
        return f'filename="{plain}"'
    return f"filename*=utf-8''{quote(plain, safe='')}"
