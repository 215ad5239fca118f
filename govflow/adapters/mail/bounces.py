"""What a report of a mail system says: whose letter, what became of it, which message it was.

Reads the structure of RFC 3464 and RFC 8098 reports itself. `flufl.bounce` knows many systems that
write no such structure; it is asked only about mail that looks like a report, since it is slow on
ordinary mail, and whatever it raises is taken as "knows nothing".
"""

import re
from collections.abc import Iterator
from email.message import Message

from govflow.adapters.mail.parse_headers import addresses, decode_words, message_ids
from govflow.core.replies.mail import DeliveryReport

TEXT = 50_000
_DAEMON = re.compile(
    r"mailer-?daemon|postmaster|mail delivery|mail-daemon|maildaemon|mdaemon|microsoftexchange|"
    r"system administrator|mail administrator|delivery subsystem|bounce",
    re.I,
)
_ID_IN_TEXT = re.compile(r"^\s*(?:>\s*)?message-id:\s*(<[^<>\s]{3,300}>)", re.I | re.M)
_ANY_ID = re.compile(r"<([^<>\s@]{8,200}@[^<>\s@]{3,200})>")


def looks_like_report(message: Message) -> bool:
    """Whether the message claims to be a mail system's report, by its type or its sender."""
    if message.get_content_type() == "multipart/report" or message.get("X-Failed-Recipients"):
        return True
    if str(message.get("Return-Path", "x")).strip() == "<>":
        return True
    return bool(_DAEMON.search(str(message.get("From", ""))[:500]))


def delivery_reports(message: Message) -> tuple[DeliveryReport, ...]:
    """One value for each recipient named in message/delivery-status parts; at most 100."""
    found: list[DeliveryReport] = []
    for part in message.walk():
        if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status"):
            found += [r for r in map(_report, _groups(part)) if r]
    return tuple(found[:100])


def _groups(part: Message) -> Iterator[dict[str, str]]:
    payload = part.get_payload()
    if isinstance(payload, list):
        for group in payload:
            if isinstance(group, Message):
                yield {key.lower(): decode_words(str(value)) for key, value in group.items()}
        return
    for block in re.split(r"\n\s*\n", str(payload)[:TEXT]):
        pairs = re.findall(r"^([\w-]+):[ \t]*(.*(?:\n[ \t]+.*)*)", block, re.M)
        yield {key.lower(): decode_words(value) for key, value in pairs}


def _report(group: dict[str, str]) -> DeliveryReport | None:
    recipient = group.get("final-recipient") or group.get("original-recipient", "")
    if not (recipient or group.get("action")):
        return None
    found = addresses([group.get("original-recipient", ""), recipient])
    status = re.search(r"\b[245]\.\d{1,3}\.\d{1,3}\b", group.get("status", ""))
    return DeliveryReport(
        recipient=found[0] if found else "",
        action=group.get("action", "").split(" ")[0].lower(),
        status=status[0] if status else "",
        diagnostic=group.get("diagnostic-code", "")[:500],
    )


def disposition(message: Message) -> str:
    """The Disposition of a read receipt (RFC 8098), '' when there is none."""
    for part in message.walk():
        if part.get_content_type() != "message/disposition-notification":
            continue
        payload = part.get_payload()
        inner = payload[0] if isinstance(payload, list) and payload else part
        text = str(inner.get("Disposition", "")) if isinstance(inner, Message) else ""
        lines = re.search(r"^disposition:\s*(.+)", str(part.get_payload())[:TEXT], re.I | re.M)
        return decode_words(text or (lines[1] if lines else "")) or "unknown"
    return ""


def original_ids(message: Message, text: str) -> tuple[str, ...]:
    """Message-IDs of the letter a report is about: from attached headers first, then its words."""
    found: list[str] = []
    for part in list(message.walk())[1:]:
        if part.get("Message-ID"):
            found += message_ids([str(part["Message-ID"])])
        if part.get_content_type() == "text/rfc822-headers":
            found += message_ids(_ID_IN_TEXT.findall(str(part.get_payload())[:TEXT]))
        if part.get("Original-Message-ID"):
            found += message_ids([str(part["Original-Message-ID"])])
    found += message_ids(_ID_IN_TEXT.findall(text[:TEXT]))
    return tuple(dict.fromkeys(found + _ANY_ID.findall(text[:TEXT])))[:50]


def failed_recipients(message: Message) -> tuple[str, ...]:
    """Addresses a report says could not be reached for good, by header and by `flufl.bounce`."""
    named = addresses([str(v) for v in message.get_all("X-Failed-Recipients", [])])
    return tuple(dict.fromkeys(named + _ask_flufl(message)))[:100]


def _ask_flufl(message: Message) -> list[str]:
    try:
        from flufl.bounce import all_failures

        _, permanent = all_failures(message)
        return addresses([a.decode("utf-8", "replace") for a in sorted(permanent)])
    except Exception:  # it raises of many kinds on real mail; then nothing more is known
        return []
