"""Letters over four megabytes: Graph takes the attachments one by one, each as its own bytes."""

import base64
import email
from collections.abc import Sequence
from dataclasses import dataclass
from email.generator import BytesGenerator
from email.message import Message
from email.policy import compat32
from io import BytesIO
from typing import Any

from govflow.adapters.mail.graph_session import GraphSession, text_in
from govflow.core.errors import MailError

LARGEST_REQUEST = 4 * 1024 * 1024 - 8192
"""Bytes of one request, a little kept back (learn.microsoft.com: 4 MB for MIME content)."""

LARGEST_ATTACHMENT = 3 * 1024 * 1024
"""Bytes up to which an attachment goes in one request; a larger one needs an upload session."""

SLICE = 12 * 320 * 1024
"""Bytes put at a time: under 4 MB, a multiple of 320 KiB."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment as its bytes."""

    name: str
    content_type: str
    content: bytes


def fits(raw: bytes) -> bool:
    """Whether a letter goes in one request as base64."""
    return (len(raw) + 2) // 3 * 4 <= LARGEST_REQUEST


def in_pieces(raw: bytes) -> tuple[bytes, tuple[Attachment, ...]]:
    """The letter as it is where it goes in one request; else its attachments apart, the rest as it was.

    Raises MailError when what is left is still too large for one request.
    """
    if fits(raw):
        return raw, ()
    message = email.message_from_bytes(raw, policy=compat32)
    attachments: list[Attachment] = []
    if message.get_content_type() == "multipart/mixed":
        kept: list[Message | str] = []
        for part in message.get_payload():
            assert isinstance(part, Message)
            if part.get_content_disposition() == "attachment" and not part.is_multipart():
                attachments.append(_attachment(part))
            else:
                kept.append(part)
        message.set_payload(kept)
    small = BytesIO()
    BytesGenerator(
        small, mangle_from_=False, maxheaderlen=0, policy=compat32.clone(linesep="\r\n")
    ).flatten(message)
    if not fits(small.getvalue()):
        raise MailError("the text of the letter alone is larger than Microsoft 365 takes.")
    return small.getvalue(), tuple(attachments)


def attach(session: GraphSession, draft: str, attachments: Sequence[Attachment]) -> None:
    """Add attachments to a draft; raises what a request raises. Nothing is sent by it."""
    for one in attachments:
        if len(one.content) <= LARGEST_ATTACHMENT:
            session.once("POST", f"{draft}/attachments", json=_small(one))
        else:
            _upload(session, draft, one)


def _small(one: Attachment) -> dict[str, Any]:
    return {
        "@odata.type": "#microsoft.graph.fileAttachment",
        "name": one.name,
        "contentType": one.content_type,
        "contentBytes": base64.b64encode(one.content).decode("ascii"),
    }


def _upload(session: GraphSession, draft: str, one: Attachment) -> None:
    item = {
        "attachmentType": "file",
        "name": one.name,
        "contentType": one.content_type,
        "size": len(one.content),
    }
    answer = session.once(
        "POST", f"{draft}/attachments/createUploadSession", json={"AttachmentItem": item}
    )
    url, whole = text_in(answer, "uploadUrl"), len(one.content)
    for start in range(0, whole, SLICE):
        piece = one.content[start : start + SLICE]
        session.upload(url, piece, f"bytes {start}-{start + len(piece) - 1}/{whole}")


def _attachment(part: Message) -> Attachment:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return Attachment(part.get_filename() or "attachment", part.get_content_type(), content)
