"""A letter to ourselves: sent, found, read back. What `doctor` tries before a notice does."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Protocol, TypeVar

from govflow.adapters.mail.traces import message_id_of
from govflow.core.errors import GovflowError
from govflow.core.people.letters import LOOP_HEADER, Deferred, Refused, SendResult, Sent, Unknown
from govflow.core.people.mailchecks import MailCheck

T = TypeVar("T")

EXPIRES_SOON = timedelta(days=30)
PATIENCE = 60.0
STEP = 2.0
"""Seconds to wait for the letter in all, and between two looks."""


class Sender(Protocol):
    """The part of a transport that is tried."""

    def send(self, letter: str, raw: bytes, sender: str, recipient: str) -> SendResult: ...

    def find_sent(self, letter: str, message_id: str) -> bool | None: ...


ReadBack = Callable[[str], bytes | None]
"""Gives the bytes of the message with this Message-ID in the inbox, or None while it is not there."""


def note_to_self(address: str, token: str, now: datetime, to: str = "") -> bytes:
    """A note from a mailbox to itself, or to another address of its own; `token` makes it unlike any."""
    head = {
        "Date": format_datetime(now),
        "From": address,
        "To": to or address,
        "Subject": "govflow tries its mailbox",
        "Message-ID": f"<doctor.{token}@{address.rpartition('@')[2]}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        LOOP_HEADER: "govflow",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=us-ascii",
    }
    lines = [f"{name}: {value}" for name, value in head.items()]
    text = "This note only shows that sending and reading work. It can be deleted."
    return ("\r\n".join([*lines, "", text]) + "\r\n").encode("ascii")


def try_letter(
    transport: Sender,
    read_back: ReadBack,
    address: str,
    token: str,
    now: datetime,
    *,
    plus: str = "",
    sleep: Callable[[float], None] = time.sleep,
) -> list[MailCheck]:
    """Send a note to ourselves, find it among the sent and read it back; one check each.

    `plus` is an address of the mailbox with a code in it, which is tried too when it is given.
    """
    raw = note_to_self(address, token, now)
    letter, message_id = f"doctor/{token}", message_id_of(raw)
    sent = _sent(transport.send(letter, raw, address, address), address)
    if not sent.passed:
        return [sent]
    found = _wait(lambda: transport.find_sent(letter, message_id) or None, sleep)
    back = _wait(lambda: _quietly(read_back, message_id), sleep)
    checks = [sent, _found(found), _came_back(back, message_id)]
    if plus:
        checks.append(_try_plus(transport, read_back, address, plus, token, now, sleep))
    return checks


def _try_plus(
    transport: Sender,
    read_back: ReadBack,
    address: str,
    plus: str,
    token: str,
    now: datetime,
    sleep: Callable[[float], None],
) -> MailCheck:
    """Send a note to `plus`, an address of the mailbox with a code in it, and see whether it arrives."""
    raw = note_to_self(address, f"{token}.plus", now, to=plus)
    result = transport.send(f"doctor/{token}/plus", raw, address, plus)
    wanted = message_id_of(raw)
    taken = isinstance(result, Sent)
    if taken and _wait(lambda: _quietly(read_back, wanted), sleep) is not None:
        return MailCheck("plus_address", True, f"a letter to {plus} arrives in {address}.")
    return MailCheck(
        "plus_address",
        False,
        f"a letter to {plus} did not arrive within {PATIENCE:.0f} seconds.",
        "IT must allow addresses with a plus sign: replies go to such an address, with a code in it.",
    )


def expiry(name: str, ends: datetime | None, now: datetime) -> MailCheck:
    """Whether a credential still holds for thirty days; `name` says which, 'the certificate'."""
    if ends is None:
        return MailCheck(
            "expiry",
            None,
            f"it is not known when {name} expires.",
            "write the day into govflow.toml, as mail.graph.secret_expires.",
        )
    if ends - now > EXPIRES_SOON:
        return MailCheck("expiry", True, f"{name} is valid until {ends:%d %B %Y}.")
    past = ends <= now
    return MailCheck(
        "expiry",
        False,
        f"{name} {'expired' if past else 'expires'} on {ends:%d %B %Y}.",
        "ask IT for a new one now: without it no letter goes out and no reply is read.",
    )


def _sent(result: SendResult, address: str) -> MailCheck:
    match result:
        case Sent():
            return MailCheck("send", True, f"a letter to {address} was taken.")
        case Refused(code, text):
            return MailCheck("send", False, f"a letter to {address} was refused: {code} {text}.")
        case Deferred(_, text) | Unknown(text):
            return MailCheck("send", False, f"a letter to {address} was not taken: {text}.")


def _found(found: bool | None) -> MailCheck:
    if found:
        return MailCheck("find", True, "the letter is found among the sent.")
    return MailCheck(
        "find",
        False,
        "the letter is not found among the sent, so a lost answer could not be settled.",
        "see that sent mail is kept in Sent Items of this mailbox.",
    )


def _came_back(raw: bytes | None, message_id: str) -> MailCheck:
    if raw is None:
        return MailCheck(
            "read_back",
            False,
            f"the letter did not come back within {PATIENCE:.0f} seconds.",
            "look into the mailbox: a rule may move mail away, or the junk filter.",
        )
    if message_id_of(raw) != message_id:
        return MailCheck(
            "read_back",
            None,
            f"the letter came back under another Message-ID, {message_id_of(raw)}.",
            "replies will be matched by their address; tell IT.",
        )
    return MailCheck("read_back", True, "the letter came back and was read.")


def _quietly(read_back: ReadBack, message_id: str) -> bytes | None:
    try:
        return read_back(message_id)
    except GovflowError:
        return None


def _wait(look: Callable[[], T | None], sleep: Callable[[float], None]) -> T | None:
    left = PATIENCE
    while (found := look()) is None and left > 0:
        sleep(STEP)
        left -= STEP
    return found
