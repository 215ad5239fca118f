"""A message that came in, as plain values. Reading the bytes is the mail adapter's work."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as the mailbox has it: its handle there, its bytes, when the server received it."""

    handle: str
    raw: bytes
    received: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message that holds no other: its type, name, size in bytes and SHA-256.

    The name is shown, never used as a path. `attached` is what its sender called an attachment.
    """

    content_type: str
    name: str
    size: int
    sha256: str
    attached: bool


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What a mail system says of one recipient (RFC 3464): action, status, diagnostic."""

    recipient: str
    action: str
    status: str
    diagnostic: str


@dataclass(frozen=True, slots=True)
class Mail:
    """Everything a reply is judged by, read once and never looked up again.

    `headers` are in the order they stand in the message, names as written, values unfolded and
    decoded. `sender` is the one strictly read address of From in lower case, or '' and then
    `sender_problem` says why. `html` are the words of the HTML part without what its client marks
    as quoted; `html_quoted` are the words so left out. `original_ids` are Message-IDs named inside
    a report. `marks` are facts about the whole: encrypted, signed, tnef, struck, no-words.
    """

    headers: tuple[tuple[str, str], ...]
    sender: str
    subject: str
    sender_name: str = ""
    sender_problem: str = ""
    text: str = ""
    html: str = ""
    html_quoted: str = ""
    parts: tuple[Part, ...] = ()
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    parent_ids: tuple[str, ...] = ()
    addressed: tuple[str, ...] = ()
    date: datetime | None = None
    content_type: str = "text/plain"
    report_type: str = ""
    item_class: str = ""
    calendar_method: str = ""
    reaction: str = ""
    reports: tuple[DeliveryReport, ...] = ()
    disposition: str = ""
    failed: tuple[str, ...] = ()
    original_ids: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()


def header_values(mail: Mail, name: str) -> tuple[str, ...]:
    """Every value of a header, in order, whatever the case its name is written in."""
    wanted = name.lower()
    return tuple(value for key, value in mail.headers if key.lower() == wanted)


def first_header(mail: Mail, name: str) -> str:
    """The topmost value of a header, or ''."""
    values = header_values(mail, name)
    return values[0] if values else ""
