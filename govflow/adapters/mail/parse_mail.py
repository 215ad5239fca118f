"""Bytes of a message to the values a reply is judged by. Runs inside the child process only.

The standard library's older policy (compat32) reads them: it never raised on 126,000 mutated
messages, where the newer one raised on one in forty. Everything is decoded here, with limits.
"""

import hashlib
import json
import re
from email import message_from_bytes, policy
from email.message import Message

from govflow.adapters.mail import bounces
from govflow.adapters.mail.html_text import HtmlWords, TooMuchHtml, html_words
from govflow.adapters.mail.parse_headers import (
    addresses,
    decode_bytes,
    decode_words,
    message_ids,
    read_date,
    read_sender,
)
from govflow.core.replies.mail import DeliveryReport, Mail, Part

PARTS = 200
DEPTH = 20
TEXT_CHARACTERS = 200_000
TEXT_BYTES = 1_000_000
FIELD_CHARACTERS = 64_000
_ADDRESSED = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")


class UnreadableMail(Exception):
    """The message is beyond a limit; the text says which."""


def read_mail(raw: bytes) -> Mail:
    """The values of one message. Raises `UnreadableMail` beyond the limits, others for worse bytes.

    Limits: 64,000 characters of a header line, 200 parts, 20 levels, a text part of 1 MB of which
    200,000 characters are used. Parts are named, measured and hashed, never opened.
    """
    message = message_from_bytes(raw, policy=policy.compat32)
    if any(len(str(value)) > FIELD_CHARACTERS for _, value in message.raw_items()):
        raise UnreadableMail("a header line of more than 64,000 characters")
    leaves = _leaves(message)
    text, words = _body(leaves, message)
    report = bounces.looks_like_report(message)
    address, name, problem = read_sender(_raw_values(message, "From"))
    return Mail(
        headers=tuple((k, decode_words(str(v))) for k, v in message.raw_items()),
        sender=address,
        sender_name=name,
        sender_problem=problem,
        subject=next(iter(_decoded(message, "Subject")), ""),
        text=text,
        html=words.new,
        html_quoted=words.quoted,
        parts=tuple(_part(leaf) for leaf in leaves),
        message_id=next(iter(message_ids(_raw_values(message, "Message-ID"))), ""),
        in_reply_to=tuple(message_ids(_raw_values(message, "In-Reply-To"))),
        references=tuple(message_ids(_raw_values(message, "References"), newest=True)),
        parent_ids=tuple(message_ids(_raw_values(message, "X-MS-Exchange-Parent-Message-Id"))),
        addressed=tuple(addresses([v for h in _ADDRESSED for v in _decoded(message, h)])),
        date=read_date(str(message.get("Date", ""))),
        content_type=message.get_content_type(),
        report_type=str(message.get_param("report-type") or "").lower()[:100],
        calendar_method=_calendar(leaves),
        reaction=_reaction(leaves),
        reports=bounces.delivery_reports(message),
        disposition=bounces.disposition(message),
        failed=bounces.failed_recipients(message) if report else (),
        original_ids=bounces.original_ids(message, text) if report else (),
        marks=tuple(_marks(message, leaves, words)),
        defects=tuple(sorted({type(d).__name__ for m in message.walk() for d in m.defects})),
    )


def _raw_values(message: Message, name: str) -> list[str]:
    """Values as they stand, bytes beyond ASCII as surrogates: the library's own reading loses them."""
    return [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]


def _decoded(message: Message, name: str) -> list[str]:
    return [decode_words(value) for value in _raw_values(message, name)]


def _leaves(message: Message) -> list[Message]:
    """Parts that hold no other, in order; an attached message counts as one and is not entered."""
    leaves: list[Message] = []
    stack = [(message, 0)]
    seen = 0
    while stack:
        part, depth = stack.pop()
        seen += 1
        if seen > PARTS or depth > DEPTH:
            raise UnreadableMail("more parts, or parts nested deeper, than a reply has")
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            stack += [(p, depth + 1) for p in reversed(payload) if isinstance(p, Message)]
        else:
            leaves.append(part)
    return leaves


def _attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _body(leaves: list[Message], message: Message) -> tuple[str, HtmlWords]:
    shown = [p for p in leaves if not _attached(p) and not p.get_filename()]
    plain = [_text(p) for p in shown if p.get_content_type() == "text/plain"]
    html = [_text(p) for p in shown if p.get_content_type() == "text/html"]
    try:
        words = html_words("\n".join(html)) if html else HtmlWords("", "")
    except TooMuchHtml as error:
        raise UnreadableMail(str(error)) from error
    return "\n".join(plain)[:TEXT_CHARACTERS], words


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    if len(data) > TEXT_BYTES:
        raise UnreadableMail("a text part of more than 1 MB")
    text = decode_bytes(data, part.get_content_charset()).replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format") or "").lower() == "flowed":
        return _unflow(text, delsp=str(part.get_param("delsp") or "").lower() == "yes")
    return text


def _unflow(text: str, *, delsp: bool) -> str:
    """Join lines broken softly (RFC 3676): a space at the end means that the line goes on."""
    lines: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        body = line[depth:].removeprefix(" ")
        soft = body.endswith(" ") and body != "-- "
        if open_depth == depth and body != "-- ":
            lines[-1] += body
        else:
            lines.append(">" * depth + (" " if depth else "") + body)
        if soft and delsp:
            lines[-1] = lines[-1][:-1]
        open_depth = depth if soft else -1
    return "\n".join(lines)


def _part(part: Message) -> Part:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    name = re.sub(r"[^\w .()\-]", "_", decode_words(str(part.get_filename() or "")))[:120]
    return Part(
        part.get_content_type(), name, len(data), hashlib.sha256(data).hexdigest(), _attached(part)
    )


def _calendar(leaves: list[Message]) -> str:
    """The method of a calendar part that is the message's own, not an attached file."""
    for part in leaves:
        if part.get_content_type() == "text/calendar" and not _attached(part):
            named = str(part.get_param("method") or "")
            inside = re.search(r"^METHOD:(\w+)", _text(part), re.M)
            return (named or (inside[1] if inside else "")).upper()[:20]
    return ""


def _reaction(leaves: list[Message]) -> str:
    """The emoji of a reaction (Gmail's JSON part, or a part with Content-Disposition: reaction)."""
    for part in leaves:
        disposed = str(part.get("Content-Disposition", "")).strip().lower()
        if part.get_content_type() == "text/vnd.google.email-reaction+json" and not _attached(part):
            try:
                value = json.loads(_text(part)[:1000])
                return str(value["emoji"])[:16] if value.get("version") == 1 else "?"
            except (ValueError, KeyError, TypeError, AttributeError):
                return "?"
        if disposed.startswith("reaction"):
            return _text(part).strip()[:16] or "?"
    return ""


def _marks(message: Message, leaves: list[Message], words: HtmlWords) -> list[str]:
    types = {message.get_content_type()} | {p.get_content_type() for p in leaves}
    marks = {
        "encrypted": types & {"multipart/encrypted", "application/pgp-encrypted"},
        "opaque": types & {"application/pkcs7-mime", "application/x-pkcs7-mime"},
        "signed": types & {"multipart/signed"},
        "tnef": types & {"application/ms-tnef", "application/vnd.ms-tnef"},
        "struck": words.struck,
        "hidden": words.hidden,
        "attached-message": types & {"message/rfc822"},
    }
    return [name for name, present in marks.items() if present]


def to_json(mail: Mail) -> dict[str, object]:
    """The mail as plain JSON values, to cross from the child process."""
    plain = {name: getattr(mail, name) for name in Mail.__dataclass_fields__}
    plain["date"] = mail.date.isoformat() if mail.date else None
    plain["parts"] = [[getattr(p, n) for n in Part.__dataclass_fields__] for p in mail.parts]
    plain["reports"] = [
        [getattr(r, n) for n in DeliveryReport.__dataclass_fields__] for r in mail.reports
    ]
    return plain
