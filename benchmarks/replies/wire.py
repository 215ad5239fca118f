"""Bytes of a reply: headers of a trusted boundary, encodings and the oddities mail picks up on its way."""

# ruff: noqa: E501 - rows of mail as it was sent

import base64
import quopri
from dataclasses import dataclass, field, replace

from benchmarks.replies.clients import Letter

BOUNDARY = "=_gf_part_1"


@dataclass(frozen=True)
class Wire:
    """How one reply travels; the defaults are those of an honest, ordinary one."""

    plain: str
    html: str = ""
    sender: str = ""
    subject: str = ""
    results: str = "mx.example.org; dkim=pass header.d=example.org; dmarc=pass (p=none) header.from=example.org"
    encoding: str = "8bit"
    charset: str = "utf-8"
    flowed: bool = False
    references: str = ""
    to: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    parts: tuple[str, ...] = field(default=())
    message_id: str = "<reply.1@example.org>"


def _can(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeError:
        return False
    return True


def _encoded(text: str, wire: Wire) -> tuple[str, bytes]:
    raw = text.encode(wire.charset, "replace")
    if wire.encoding == "base64":
        return "base64", base64.encodebytes(raw)
    if wire.encoding == "quoted-printable":
        return "quoted-printable", quopri.encodestring(raw)
    return "8bit", raw


def _part(kind: str, text: str, wire: Wire) -> bytes:
    encoding, body = _encoded(text, wire)
    flowed = "; format=flowed" if wire.flowed and kind == "plain" else ""
    head = f"Content-Type: text/{kind}; charset={wire.charset}{flowed}\nContent-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + body


def reply_bytes(letter: Letter, wire: Wire) -> bytes:
    """The message as the mailbox would hold it."""
    sender = wire.sender or f"{letter.to_name} <{letter.to}>"
    subject = wire.subject or f"Re: {letter.subject}"
    head = [
        ("Return-Path", "<bounce@example.org>"),
        ("Received", "by mx.example.org; Tue, 1 Dec 2026 11:00:00 +0000"),
    ]
    head += [("Authentication-Results", wire.results)] if wire.results else []
    head += list(wire.headers)
    head += [("From", sender), ("To", wire.to or letter.reply_to), ("Subject", subject)]
    head += [("Date", "Tue, 1 Dec 2026 11:00:00 +0000"), ("Message-ID", wire.message_id)]
    if wire.references != "none":
        head += [
            ("In-Reply-To", letter.message_id),
            ("References", wire.references or letter.message_id),
        ]
    head += [("MIME-Version", "1.0")]
    text = "".join(f"{name}: {value}\n" for name, value in head).encode("utf-8")
    return text + _body(wire)


def _body(wire: Wire) -> bytes:
    bodies = [_part("plain", wire.plain, wire)] if wire.plain else []
    bodies += [_part("html", wire.html, wire)] if wire.html else []
    bodies += [part.encode() for part in wire.parts]
    if len(bodies) == 1 and not wire.parts:
        return bodies[0]
    kind = "mixed" if wire.parts else "alternative"
    mark = f"--{BOUNDARY}".encode()
    inner = b"".join(b"\n" + mark + b"\n" + body for body in bodies)
    return (
        f'Content-Type: multipart/{kind}; boundary="{BOUNDARY}"\n\n'.encode()
        + inner
        + b"\n"
        + mark
        + b"--\n"
    )


def oddities(wire: Wire, number: int) -> tuple[str, Wire]:
    """One of the things that happen to honest replies on their way, by number: its name and the result."""
    letter_only = replace(wire, html="")
    banner = "CAUTION: This email originated from outside of the organisation. Do not click links or open attachments unless you recognise the sender."
    footer = (
        "This email and any attachments are confidential and intended solely for the addressee. If "
        "you are not the "
        "intended recipient you must not use, copy or disclose it; please acknowledge its receipt "
        "to the sender and delete it."
    )
    latin = "cp1252" if _can(wire.plain, "cp1252") else "utf-8"
    choices = (
        ("plain", letter_only),
        ("both", wire),
        ("base64", replace(wire, encoding="base64")),
        ("quoted-printable", replace(wire, encoding="quoted-printable")),
        ("cp1252", replace(letter_only, charset=latin, encoding="quoted-printable")),
        ("flowed", replace(letter_only, flowed=True)),
        ("html only", replace(wire, plain="") if wire.html else wire),
        ("banner", replace(letter_only, plain=f"{banner}\n\n{wire.plain}")),
        ("footer", replace(letter_only, plain=f"{wire.plain}\n\n{footer}")),
        ("external tag", replace(wire, subject="RE: [EXTERNAL] Social Media Policy has changed")),
        ("commas", replace(wire, references="<other.1@example.org>,<first.1@example.org>")),
        ("no references", replace(wire, references="none", subject="Social media")),
    )
    return choices[number % len(choices)]
