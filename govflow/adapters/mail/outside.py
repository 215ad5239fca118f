"""A letter of ours that lies outside the register, read back from its bytes."""

import re
from email.parser import BytesHeaderParser
from email.utils import parseaddr

from govflow.adapters.mail.parse_headers import decode_words
from govflow.core.errors import RecordError
from govflow.core.people.letters import (
    CHECKPOINT_HEADER,
    LETTER_HEADER,
    NOTICE_HEADER,
    REFERENCE_HEADER,
)
from govflow.core.record.chain import Checkpoint, read_checkpoint
from govflow.core.record.witness import LetterOutside

HEAD = 65_536
OF_A_NOTICE = re.compile(r"[A-Z0-9]+-\d+/\d+/")


def letter_outside(raw: bytes) -> LetterOutside | None:
    """The letter, with what its headers say; None for previews and for other mail."""
    head = BytesHeaderParser().parsebytes(raw[:HEAD])

    def said(name: str) -> str:
        return " ".join(str(head[name] or "").split())

    if not OF_A_NOTICE.match(said(LETTER_HEADER)):
        return None
    name, address = parseaddr(said("To"))
    return LetterOutside(
        letter=said(LETTER_HEADER),
        message_id=said("Message-ID"),
        reference=said(REFERENCE_HEADER),
        raw=raw,
        notice=said(NOTICE_HEADER),
        name=decode_words(name),
        address=address,
        reply_to=parseaddr(said("Reply-To"))[1],
    )


def checkpoint_in(head: bytes) -> Checkpoint | None:
    """The checkpoint that a letter's first bytes carry; None where there is none."""
    found = re.search(rb"(?mi)^%s: *(.*?) *\r?$" % CHECKPOINT_HEADER.encode(), head)
    try:
        return read_checkpoint(found[1].decode("ascii", "replace")) if found else None
    except RecordError:
        return None
