"""The words inside any file of a workspace: mail, Word and zip files opened, pages without their tags."""

import html
import re
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from io import BytesIO

DEEP, BIG = 3, 200_000_000
"""So many zips within zips are opened, and parts of no more than so many bytes."""
_MAIL = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]")
_TAG = re.compile(r"<[^<>]*>")


def words_inside(raw: bytes, deep: int = DEEP) -> Iterator[str]:
    """Every text in these bytes, decoded as what it is. Never raises: what cannot be opened is read raw.

    Papers attached to a mail are not opened: they are the published ones, the same for everybody.
    """
    if raw.startswith(b"PK\x03\x04") and deep:
        yield from _zip(raw, deep)
    elif _MAIL.match(raw):
        yield from _mail(raw)
    else:
        yield from _plain(raw)


def _plain(raw: bytes) -> Iterator[str]:
    text = raw.decode("utf-8", "replace")
    yield text
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield raw.decode("utf-16", "replace")
    if "<" in text:
        yield html.unescape(_TAG.sub("", text))
    elif "\ufffd" in text:
        yield raw.decode("cp1252", "replace")


def _zip(raw: bytes, deep: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            for member in packed.infolist():
                yield member.filename
                if member.file_size <= BIG:
                    yield from words_inside(packed.read(member), deep - 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        yield raw.decode("utf-8", "replace")


def _mail(raw: bytes) -> Iterator[str]:
    yield from _plain(raw)
    try:
        for part in message_from_bytes(raw).walk():
            yield from (_header(str(value)) for value in part.values())
            yield from _body(part)
    except (MessageError, ValueError, LookupError, RecursionError):
        return


def _header(value: str) -> str:
    try:
        return str(make_header(decode_header(value)))
    except (MessageError, ValueError, LookupError):
        return value


def _body(part: Message) -> Iterator[str]:
    payload = part.get_payload(decode=True) if part.get_content_maintype() == "text" else None
    if isinstance(payload, bytes):
        charset = part.get_content_charset("utf-8")
        try:
            text = payload.decode(charset, "replace")
        except LookupError:
            text = payload.decode("cp1252", "replace")
        yield text
        if part.get_content_subtype() == "html":
            yield html.unescape(_TAG.sub("", text))
