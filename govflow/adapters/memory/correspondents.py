"""Pretend people who answer letters, for the demo and for stories: every kind of reply there is.

They read a letter as its recipient would and write the bytes that would come back, in the manner of
the mail programs people use. Nothing here judges anything.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr
from html import unescape
from urllib.parse import parse_qs, urlsplit

BOUNDARY = "mx.union.example"
"""The pretend mail boundary whose Authentication-Results the demo's settings believe."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a recipient sees of a letter: addresses, subject, words and where its button leads."""

    to: str
    name: str
    reply_to: str
    subject: str
    message_id: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How one person answers: a kind of `KINDS`, the words they write, when, and from where."""

    kind: str
    words: str = ""
    after: timedelta = timedelta(hours=3)
    sender: str = ""


def read_letter(raw: bytes) -> Letter:
    """A letter as its recipient's mail program shows it."""
    message = message_from_bytes(raw, policy=SMTP)
    body, page = message.get_body(("plain",)), message.get_body(("html",))
    link = re.search(r'href="(mailto:[^"]+)"', page.get_content() if page is not None else "")
    name, to = parseaddr(str(message["To"]))
    return Letter(
        to=to,
        name=name,
        reply_to=parseaddr(str(message["Reply-To"]))[1],
        subject=str(message["Subject"]),
        message_id=str(message["Message-ID"]).strip(),
        text=body.get_content() if body is not None else "",
        link=unescape(link[1]) if link else "",
    )


def answer(letter: Letter, how: Answer, sent: datetime, number: int) -> bytes:
    """The bytes that come back for this letter. `number` keeps Message-IDs apart."""
    return KINDS[how.kind](letter, how, sent + how.after, number)


def _base(letter: Letter, how: Answer, when: datetime, number: int) -> EmailMessage:
    sender = how.sender or letter.to
    domain = sender.partition("@")[2]
    message = EmailMessage(policy=SMTP)
    message["Authentication-Results"] = (
        f"{BOUNDARY}; dkim=pass header.d={domain}; spf=pass smtp.mailfrom={domain};"
        f" dmarc=pass header.from={domain}"
    )
    message["From"] = formataddr((letter.name, sender))
    message["To"] = letter.reply_to
    message["Date"] = format_datetime(when)
    message["Message-ID"] = f"<reply-{number}.{when:%Y%m%d%H%M%S}@{domain}>"
    return message


def _threaded(message: EmailMessage, letter: Letter) -> None:
    message["Subject"] = f"Re: {letter.subject}"
    message["In-Reply-To"] = letter.message_id
    message["References"] = letter.message_id


def _outlook(letter: Letter, how: Answer, when: datetime, number: int) -> bytes:
    """Outlook quotes without marks, under a line of headers."""
    message = _base(letter, how, when, number)
    _threaded(message, letter)
    head = f"From: Governance\nSent: {when:%d %B %Y %H:%M}\nTo: {letter.name}\nSubject: {letter.subject}\n"
    message.set_content(f"{how.words}\n\n{'_' * 32}\n{head}\n{letter.text}")
    return message.as_bytes()


def _quoting(letter: Letter, how: Answer, when: datetime, number: int) -> bytes:
    """Gmail and Thunderbird quote each line with '>' under 'On ... wrote:'."""
    message = _base(letter, how, when, number)
    _threaded(message, letter)
    quoted = "\n".join(f"> {line}".rstrip() for line in letter.text.splitlines())
    message.set_content(
        f"{how.words}\n\nOn {when:%a, %d %b %Y at %H:%M}, Governance wrote:\n{quoted}\n"
    )
    return message.as_bytes()


def _phone(letter: Letter, how: Answer, when: datetime, number: int) -> bytes:
    """A telephone adds its line and quotes."""
    with_line = Answer(how.kind, f"{how.words}\n\nSent from my iPhone", how.after, how.sender)
    return _quoting(letter, with_line, when, number)


def _button(letter: Letter, how: Answer, when: datetime, number: int) -> bytes:
    """The letter's own reply link was pressed: a new mail with the words it puts in."""
    message = _base(letter, how, when, number)
    fields = parse_qs(urlsplit(letter.link).query)
    message["Subject"] = fields.get("subject", [f"Re: {letter.subject}"])[0]
    message.set_content(fields.get("body", [how.words])[0] + "\n")
    return message.as_bytes()


def _away(letter: Letter, how: Answer, when: datetime, number: int) -> bytes:
    message = _base(letter, how, when, number)
    message["Subject"] = f"Automatic reply: {letter.subject}"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["X-MS-Exchange-Parent-Message-Id"] = letter.message_id
    message.set_content(how.words + "\n")
    return message.as_bytes()


def _bounce(letter: Letter, how: Answer, when: datetime, number: int) -> bytes:
    """A delivery report (RFC 3464): the address does not exist."""
    message = _base(letter, Answer(how.kind, sender=f"mailer-daemon@{BOUNDARY}"), when, number)
    message.replace_header("From", f"Mail Delivery System <mailer-daemon@{BOUNDARY}>")
    message["Return-Path"] = "<>"
    message["Auto-Submitted"] = "auto-replied"
    message["Subject"] = "Undelivered Mail Returned to Sender"
    message.set_content(f"I could not deliver your message to <{letter.to}>: {how.words}\n")
    message.make_mixed()
    report = EmailMessage()
    report["Content-Type"] = "message/delivery-status"
    report.set_payload(
        [
            _fields(("Reporting-MTA", f"dns; {BOUNDARY}")),
            _fields(
                ("Final-Recipient", f"rfc822; {letter.to}"),
                ("Action", "failed"),
                ("Status", "5.1.1"),
                ("Diagnostic-Code", f"smtp; 550 5.1.1 {how.words}"),
            ),
        ]
    )
    original = EmailMessage()
    original["Content-Type"] = "text/rfc822-headers"
    original.set_payload(
        f"Message-ID: {letter.message_id}\nTo: {letter.to}\nSubject: {letter.subject}\n"
    )
    message.attach(report)
    message.attach(original)
    message.replace_header("Content-Type", 'multipart/report; report-type="delivery-status"')
    message.set_boundary(f"report-{number}")
    return message.as_bytes()


def _fields(*pairs: tuple[str, str]) -> Message:
    part = Message()
    for name, value in pairs:
        part[name] = value
    return part


def _unsigned(letter: Letter, how: Answer, when: datetime, number: int) -> bytes:
    """The right words from the right address, and nothing that proves who wrote them."""
    message = message_from_bytes(_outlook(letter, how, when, number), policy=SMTP)
    del message["Authentication-Results"]
    return message.as_bytes()


def _stray(letter: Letter, how: Answer, when: datetime, number: int) -> bytes:
    """Mail that has nothing to do with any notice."""
    message = _base(letter, how, when, number)
    message.replace_header("To", "governance@union.example")
    message["Subject"] = "Room booking on Thursday"
    message.set_content(how.words + "\n")
    return message.as_bytes()


KINDS: dict[str, Callable[[Letter, Answer, datetime, int], bytes]] = {
    "outlook": _outlook,
    "quoting": _quoting,
    "phone": _phone,
    "button": _button,
    "away": _away,
    "bounce": _bounce,
    "unsigned": _unsigned,
    "stray": _stray,
}
