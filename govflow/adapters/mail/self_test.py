"""A letter to ourselves: sent, found, read back. What `doctor` tries before a notice does."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser
from email.utils import format_datetime, parsedate_to_datetime
from typing import Protocol, TypeVar

from govflow.adapters.mail.evidence import PROBE_HEADER
from govflow.adapters.mail.traces import message_id_of
from govflow.core.checkup import Check
from govflow.core.errors import GovflowError
from govflow.core.people.letters import LOOP_HEADER, Deferred, Refused, SendResult, Sent, Unknown

T = TypeVar("T")

EXPIRES_SOON = timedelta(days=30)
PATIENCE = 60.0
STEP = 2.0
"""Seconds to wait for the letter in all, and between two looks."""

CLOCKS = timedelta(minutes=5)
"""How far this computer's clock may be from the mail server's, the letter's own way included."""

CROWDED = 200
"""So many messages in an inbox mean that other people's mail arrives there too."""


class Sender(Protocol):
    """The part of a transport that is tried."""

    def send(self, letter: str, raw: bytes, sender: str, recipient: str) -> SendResult: ...

    def find_sent(self, letter: str, message_id: str) -> bool | None: ...


ReadBack = Callable[[str, str], bytes | None]
"""Gives the bytes of the message with this Message-ID in the inbox, or with this subject where the server
gave it another Message-ID; None while it is not there."""

WORDS = "This note only shows that sending and reading work. It can be deleted."
"""What the note to ourselves says."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way of mail as a look without sending found it: what it sends and reads with, where it opened.

    `keeps_id` says, where the server names a letter before it is sent, whether that name still finds it.
    """

    checks: tuple[Check, ...]
    sender: Sender | None = None
    read_back: ReadBack | None = None
    keeps_id: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """What sending to ourselves showed, and the two notes as they came back.

    `message_id` is the first note's as it was sent, `remote_id` what the server calls it.
    """

    checks: tuple[Check, ...]
    message_id: str = ""
    remote_id: str = ""
    note: bytes | None = None
    plus_note: bytes | None = None


def note_to_self(address: str, token: str, now: datetime, to: str = "") -> bytes:
    """A note from a mailbox to itself, or to another address of its own; `token` makes it unlike any."""
    head = {
        "Date": format_datetime(now),
        "From": address,
        "To": to or address,
        "Subject": f"govflow tries its mailbox ({token})",
        "Message-ID": f"<doctor.{token}@{address.rpartition('@')[2]}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        LOOP_HEADER: "govflow",
        PROBE_HEADER: "doctor",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=us-ascii",
    }
    lines = [f"{name}: {value}" for name, value in head.items()]
    return ("\r\n".join([*lines, "", WORDS]) + "\r\n").encode("ascii")


def try_letter(
    transport: Sender,
    read_back: ReadBack | None,
    address: str,
    token: str,
    now: datetime,
    *,
    to: str = "",
    plus: str = "",
    sleep: Callable[[float], None] = time.sleep,
) -> Trial:
    """Send a note to ourselves, find it among the sent and read it back; one check each.

    The note goes from `address` to `to`, the mailbox that is read (the same without it). `plus` is an
    address of that mailbox with a code in it, which is tried too when it is given. Without `read_back`
    nothing is read.
    """
    raw = note_to_self(address, token, now, to)
    letter, message_id = f"doctor/{token}", message_id_of(raw)
    result = transport.send(letter, raw, address, to or address)
    if not isinstance(result, Sent):
        return Trial((_sent(result, to or address),))
    found = _wait(lambda: transport.find_sent(letter, message_id) or None, sleep)
    checks = [_sent(result, to or address), _found(found)]
    if read_back is None:
        return Trial(tuple(checks), message_id, result.remote_id)
    back, plus_back = _back(read_back, raw, sleep), None
    checks += [_came_back(back, message_id), *_clock(back, now)]
    if plus:
        raw = note_to_self(address, f"{token}.plus", now, to=plus)
        went = isinstance(transport.send(f"{letter}/plus", raw, address, plus), Sent)
        plus_back = _back(read_back, raw, sleep) if went else None
        checks.append(_plus(plus_back is not None, plus))
    return Trial(tuple(checks), message_id, result.remote_id, back, plus_back)


def _back(read_back: ReadBack, note: bytes, sleep: Callable[[float], None]) -> bytes | None:
    subject = str(BytesHeaderParser().parsebytes(note)["Subject"])
    return _wait(lambda: _quietly(read_back, message_id_of(note), subject), sleep)


def _plus(came: bool, plus: str) -> Check:
    if came:
        return Check("plus_address", True, f"a letter to {plus} arrives in the mailbox.")
    return Check(
        "plus_address",
        False,
        f"a letter to {plus} did not arrive within {PATIENCE:.0f} seconds.",
        "IT must allow addresses with a plus sign: replies go to such an address, with a code in it.",
    )


def _clock(raw: bytes | None, now: datetime) -> list[Check]:
    """This computer's clock against the mail server's, by the trace it put on top (RFC 5321, 4.4)."""
    head = BytesHeaderParser().parsebytes(raw or b"")
    try:
        theirs = parsedate_to_datetime(str(head.get("Received", "")).rpartition(";")[2].strip())
        apart = abs(theirs - now)
    except (ValueError, TypeError):
        return []
    if apart <= CLOCKS:
        return [Check("server_clock", True, "this computer's clock agrees with the mail server's.")]
    return [
        Check(
            "server_clock",
            False,
            f"this computer's clock and the mail server's are {apart.total_seconds():.0f} seconds apart.",
            "have the computer set its clock from the network.",
        )
    ]


def crowded(mailbox: str, messages: int) -> list[Check]:
    """A thought about an inbox in which so many messages lie: replies are best read where only they are."""
    if messages <= CROWDED:
        return [Check("dedicated", True, f"{mailbox} holds little but replies.")]
    return [
        Check(
            "dedicated",
            None,
            f"{mailbox} holds {messages} messages: it seems to be somebody's, or shared.",
            "have replies read from a mailbox of their own, so that no other mail is read and kept.",
        )
    ]


def expiry(name: str, ends: datetime | None, now: datetime, setting: str) -> Check:
    """Whether a credential still holds for thirty days; `name` says which, 'the certificate'.

    `setting` is where the day is written down when nothing else tells it.
    """
    if ends is None:
        return Check(
            "expiry",
            None,
            f"it is not known when {name} expires.",
            f"write the day into govflow.toml, as {setting}.",
        )
    if ends - now > EXPIRES_SOON:
        return Check("expiry", True, f"{name} is valid until {ends:%d %B %Y}.")
    past = ends <= now
    return Check(
        "expiry",
        False,
        f"{name} {'expired' if past else 'expires'} on {ends:%d %B %Y}.",
        "ask IT for a new one now: without it no letter goes out and no reply is read.",
    )


def scope_not_tried(setting: str) -> Check:
    """That nobody said which mailbox must stay out of reach; `setting` is where to say it."""
    return Check(
        "scope",
        None,
        "it was not tried whether the permission reaches other mailboxes too.",
        f"name one that must not be reached, such as a colleague's, as {setting} in govflow.toml.",
    )


def _sent(result: SendResult, address: str) -> Check:
    match result:
        case Sent():
            return Check("send", True, f"a letter to {address} was taken.")
        case Refused(code, text):
            return Check("send", False, f"a letter to {address} was refused: {code} {text}.")
        case Deferred(_, text) | Unknown(text):
            return Check("send", False, f"a letter to {address} was not taken: {text}.")


def _found(found: bool | None) -> Check:
    if found:
        return Check("find", True, "the letter is found among the sent.")
    return Check(
        "find",
        False,
        "the letter is not found among the sent, so a lost answer could not be settled.",
        "see that sent mail is kept in Sent Items of this mailbox.",
    )


def _came_back(raw: bytes | None, message_id: str) -> Check:
    if raw is None:
        return Check(
            "read_back",
            False,
            f"the letter did not come back within {PATIENCE:.0f} seconds.",
            "look into the mailbox: a rule may move mail away, or the junk filter.",
        )
    if message_id_of(raw) != message_id:
        return Check(
            "read_back",
            None,
            f"the letter came back under another Message-ID, {message_id_of(raw)}.",
            "replies will be matched by their address; tell IT.",
        )
    return Check("read_back", True, "the letter came back and was read.")


def _quietly(read_back: ReadBack, message_id: str, subject: str) -> bytes | None:
    try:
        return read_back(message_id, subject)
    except GovflowError:
        return None


def _wait(look: Callable[[], T | None], sleep: Callable[[float], None]) -> T | None:
    left = PATIENCE
    while (found := look()) is None and left > 0:
        sleep(STEP)
        left -= STEP
    return found
