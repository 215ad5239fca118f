"""What a person's replies add up to, in the columns of the recipient's row.

Always worked out from all of the person's replies, in the order of the ledger. The first genuine
acknowledgement counts; no later message takes that away, only the officer: by settling that very reply
otherwise, or by settling a later one as declined.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from govflow.core.people.letters import LetterKind
from govflow.core.record.encode import Moment
from govflow.core.record.rows import LetterRow, RecipientRow, ReplyRow, Row
from govflow.core.record.tables import Tables

HELD = frozenset(
    {
        "unclear",
        "question",
        "declined",
        "exception_requested",
        "old_version",
        "wrong_sender",
        "unverified",
        "unmatched",
        "conflict",
    }
)
"""Outcomes that wait for the officer until she settles the reply."""

COUNTING = ("acknowledged", "agreed")
"""What counts: an acknowledgement, and in a written resolution an agreement."""

SETTLING = frozenset(
    {"acknowledged", "agreed", "decided", "declined", "exception_requested", "question", "bounced"}
)
"""Outcomes that say where a person stands; the newest one is the recipient's."""


def meaning(reply: ReplyRow) -> str:
    """What a reply is taken for: as the officer settled it, else as judged."""
    return reply.resolved_as or reply.outcome


def waits(reply: ReplyRow) -> bool:
    """Whether a reply is held for the officer."""
    return reply.outcome in HELD and not reply.resolved_as and not reply.dealt_with


def settled(recipient: RecipientRow, replies: Sequence[ReplyRow], moment: Moment) -> RecipientRow:
    """The recipient's row after a reply came in or was settled. `replies` are all of this person's."""
    ordered = sorted(replies, key=lambda reply: reply.seq)
    counted = _counted(ordered)
    changed = replace(
        recipient,
        counted=counted.evidence if counted else "",
        counted_at=counted.received if counted else "",
        outcome=_newest(ordered),
        held=sum(waits(reply) for reply in ordered),
        away_until=_away(ordered),
    )
    return _since(recipient, changed, moment)


def after_letter(
    tables: Tables, recipient: RecipientRow, letter: LetterRow, moment: Moment
) -> list[Row]:
    """A letter went out: it is counted, answers a question, and gives an address another chance."""
    changed = replace(recipient, letters=recipient.letters + 1)
    ended = {"bounced"} | ({"question"} if letter.kind == LetterKind.ANSWER.value else set())
    if recipient.outcome not in ended:
        return [changed]
    replies = tables.find(ReplyRow, notice=recipient.notice, recipient=recipient.number)
    dealt = [_dealt_with(reply, ended) for reply in replies]
    return [settled(changed, dealt, moment), *(new for new in dealt if new not in replies)]


def _dealt_with(reply: ReplyRow, ended: set[str]) -> ReplyRow:
    return replace(reply, dealt_with=True) if meaning(reply) in ended else reply


def _counted(ordered: Sequence[ReplyRow]) -> ReplyRow | None:
    """The first reply that counts since the officer last settled one as declined."""
    first: ReplyRow | None = None
    for reply in ordered:
        if reply.resolved_as == "declined":
            first = None
        elif reply.counted and first is None:
            first = reply
    return first


def _newest(ordered: Sequence[ReplyRow]) -> str:
    for reply in reversed(ordered):
        what = meaning(reply)
        if what in COUNTING and not reply.counted:
            continue
        if what in SETTLING and not reply.dealt_with:
            return what
    return ""


def _away(ordered: Sequence[ReplyRow]) -> date | None:
    """The day the newest automatic answer names, if it names one."""
    for reply in reversed(ordered):
        day = _day(dict(reply.detail).get("until", ""))
        if meaning(reply) == "auto_reply" and day:
            return day
    return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _since(old: RecipientRow, new: RecipientRow, moment: Moment) -> RecipientRow:
    """Where somebody stands dates from the moment it changed, not from every message."""
    stands = (new.counted, new.outcome, new.held > 0, new.excused, new.excused_until)
    stood = (old.counted, old.outcome, old.held > 0, old.excused, old.excused_until)
    return new if stands == stood else replace(new, since=moment.when)
