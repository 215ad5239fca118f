"""What only a real mailbox can tell, read off the notes that came back: `govflow doctor --live`.

Documentation leaves open whether a server keeps our Message-ID and headers, whether the id of a draft
still finds the letter once sent, and whether a reply shows the code in the address it was sent to.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from email.message import Message
from email.parser import BytesHeaderParser

from govflow.adapters.mail.self_test import Trial
from govflow.adapters.mail.traces import Notes, message_id_of
from govflow.core.checkup import Check
from govflow.core.people.letters import LOOP_HEADER

KEY = "doctor/live"
ADDRESSED = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
"""Where the address a message came to may stand, the surest first."""


def measured(trial: Trial, plus: str, keeps_id: bool | None) -> list[Check]:
    """One check for each question; those that could not be asked are left out.

    `plus` is the address of the second note; `keeps_id` None where letters have no id before they are
    sent.
    """
    checks = []
    if trial.note is not None:
        head = BytesHeaderParser().parsebytes(trial.note)
        checks = [
            _message_id(message_id_of(trial.note), trial.message_id),
            _own_header(head),
            _boundary(head),
        ]
    if trial.plus_note is not None:
        checks.append(_plus_seen(BytesHeaderParser().parsebytes(trial.plus_note), plus))
    if keeps_id is not None:
        checks.append(_id(keeps_id))
    return checks


def _message_id(came: str, sent: str) -> Check:
    if came == sent:
        return Check("message_id_kept", True, "the server keeps our Message-ID.")
    return Check(
        "message_id_kept",
        None,
        f"the server puts its own Message-ID in place of ours ({came}).",
        "nothing to do: replies are matched by their address and reference.",
    )


def _own_header(head: Message) -> Check:
    if head.get(LOOP_HEADER):
        return Check("headers_kept", True, "the server keeps our own headers.")
    return Check(
        "headers_kept",
        None,
        "the server takes our own headers away.",
        "nothing to do, but a letter that comes back is known by its text alone.",
    )


def _boundary(head: Message) -> Check:
    """The name under which the mailbox's own boundary vouches for senders (RFC 8601)."""
    first = str(head.get("Authentication-Results", "")).partition(";")[0].split()
    if not first:
        return Check(
            "boundary",
            None,
            "a letter to ourselves carries no Authentication-Results; one from outside may.",
            "look at a reply from outside, or ask IT.",
        )
    return Check(
        "boundary", True, f"replies.authserv_ids may name '{first[0]}', once IT confirms it."
    )


def _plus_seen(head: Message, plus: str) -> Check:
    for name in ADDRESSED:
        if any(plus.casefold() in str(value).casefold() for value in head.get_all(name, [])):
            return Check("plus_visible", True, f"the code in an address is seen in {name}.")
    return Check(
        "plus_visible",
        False,
        "the code in an address is not seen in what arrives.",
        "ask IT whether the address can be kept; replies are matched by what they quote meanwhile.",
    )


def _id(kept: bool) -> Check:
    if kept:
        return Check("id_kept", True, "the id of a draft still finds the letter once it was sent.")
    return Check(
        "id_kept",
        None,
        "the id of a draft does not find the letter once it was sent.",
        "nothing to do: letters are found by our property in Sent Items.",
    )


def additions_check(added: tuple[str, ...]) -> Check:
    """What the mailbox puts around a text, as settings take it."""
    if not added:
        return Check("additions", True, "the mailbox adds nothing to what is written.")
    quoted = ", ".join(f'"{line}"' for line in added)
    return Check(
        "additions",
        None,
        f"the mailbox adds: {quoted}.",
        "put it under [replies] set_aside, so that it is not taken for anybody's words.",
    )


def remember(notes: Notes, checks: Iterable[Check], day: date) -> None:
    """Keep the answers for later looks."""
    kept = {"day": day.isoformat(), "checks": [asdict(check) for check in checks]}
    notes.put(KEY, json.dumps(kept, ensure_ascii=False))


def remembered(notes: Notes) -> tuple[date | None, list[Check]]:
    """The answers of the last measuring and its day; None where nothing was measured yet."""
    kept = notes.get(KEY)
    if kept is None:
        return None, []
    try:
        found = json.loads(kept)
        return date.fromisoformat(found["day"]), [Check(**one) for one in found["checks"]]
    except (ValueError, KeyError, TypeError):
        return None, []
