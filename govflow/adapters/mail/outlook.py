"""A message saved from Outlook (.msg, MS-OXMSG) as the mail it was: its headers as they came, its words.

Needs python-oxmsg, which comes with `pip install "govflow[outlook]"`. Headers are those the mail server
delivered it with (PidTagTransportMessageHeaders), so what proves a sender is judged like any other;
where Outlook kept none (mail within one Exchange), the sender stands in From and nothing proves it.
"""

import hashlib
import io
import re
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from govflow.core.errors import GovflowError, MailError

MSG = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How every .msg begins: the mark of an OLE compound file (MS-CFB section 2.2)."""
LARGEST = 25_000_000

_HEADERS = 0x007D
_SUBJECT = 0x0037
_MESSAGE_ID = 0x1035
_IN_REPLY_TO = 0x1042
_SENDER_SMTP = 0x5D01
_SENDER_NAME = 0x0C1A
_REWRITTEN = ("content-type", "content-transfer-encoding", "mime-version", "content-disposition")


def is_outlook(raw: bytes) -> bool:
    """Whether these bytes are a file that Outlook saved."""
    return raw.startswith(MSG)


def read_outlook(raw: bytes, place: str) -> bytes:
    """The message as RFC 5322 bytes: its headers, text, HTML and attached files.

    The same file gives the same bytes, so that adding it twice is known for what it is. Pictures in the
    text and messages within the message are left in the original.

    Raises MailError when it is no message or cannot be read, GovflowError when the extra is missing.
    """
    if len(raw) > LARGEST:
        raise MailError("this file is larger than 25 MB.", place=place, remedy="add it as .eml.")
    try:
        from oxmsg import Message  # only here: an extra
    except ModuleNotFoundError as problem:
        raise GovflowError(
            "Outlook's .msg files cannot be read here.",
            place=place,
            remedy='pip install "govflow[outlook]", or save the message as .eml.',
            undone="Nothing was recorded.",
        ) from problem
    try:
        return _as_mail(Message.load(io.BytesIO(raw)))
    except Exception as problem:  # a damaged file raises whatever its parts raise
        raise MailError(
            f"this .msg cannot be read ({type(problem).__name__}).",
            place=place,
            remedy="save the message again, as .eml where possible.",
        ) from problem


def _as_mail(message: Any) -> bytes:
    head = _head(message)
    body = EmailMessage(policy=SMTP)
    text, page = str(message.body or ""), str(message.html_body or "")
    body.set_content(text or "")
    if page and not text.strip():
        body.set_content(page, subtype="html")
    elif page:
        body.add_alternative(page, subtype="html")
    for file in message.attachments:
        _attach(body, file)
    _fix_boundaries(body)
    return head.encode("utf-8", "replace") + body.as_bytes()


def _attach(body: EmailMessage, file: Any) -> None:
    """Add a file that was attached; one without bytes of its own (a link, a message) is left out."""
    data = file.file_bytes
    if not data:
        return
    main, _, sub = str(file.mime_type or "").partition("/")
    if main in ("", "text", "multipart", "message") or not sub:
        main, sub = "application", "octet-stream"  # never taken for the message's own words
    name = _one_line(str(file.file_name or "")) or "attachment"
    body.add_attachment(data, maintype=main, subtype=sub, filename=name)


def _fix_boundaries(body: EmailMessage) -> None:
    """Give every multipart a boundary made from what it holds, where the library draws one by lot."""
    for part in body.walk():
        if part.is_multipart():
            held = [p.get_payload(decode=True) for p in part.walk()]
            inner = b"".join(data for data in held if isinstance(data, bytes))
            kind = part.get_content_subtype().encode()
            part.set_boundary(f"govflow-{hashlib.sha256(kind + inner).hexdigest()[:32]}")


def _head(message: Any) -> str:
    """The header block as it was delivered without what describes the body, which is built anew."""
    transport = _text(message, _HEADERS)
    if not transport.strip():
        return _made_up(message)
    fields = re.split(r"\r?\n(?![ \t])", transport.strip("\r\n"))
    kept = [field for field in fields if ":" in field and not _describes_body(field)]
    return "".join(re.sub(r"\r?\n", "\r\n", field) + "\r\n" for field in kept)


def _describes_body(field: str) -> bool:
    return field.partition(":")[0].strip().lower() in _REWRITTEN


def _made_up(message: Any) -> str:
    """Headers from what Outlook says of the message; nothing in them proves anything."""
    address = _one_line(_text(message, _SENDER_SMTP))
    name = re.sub(r'["\\<>@]', " ", _one_line(_text(message, _SENDER_NAME)))
    pairs = (
        ("From", f'"{name}" <{address}>' if name.strip() else address),
        ("Subject", _one_line(_text(message, _SUBJECT))),
        ("Message-ID", _one_line(_text(message, _MESSAGE_ID))),
        ("In-Reply-To", _one_line(_text(message, _IN_REPLY_TO))),
    )
    return "".join(f"{key}: {value}\r\n" for key, value in pairs if value)


def _text(message: Any, tag: int) -> str:
    value = message.properties.str_prop_value(tag)
    return str(value) if value else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
