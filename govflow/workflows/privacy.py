"""Mail that is none of ours: its bytes go when the officer says so, or by themselves after some days."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from govflow.core.errors import GovflowError
from govflow.core.record.events import Event, EvidenceErased, Private, ReplyResolved
from govflow.core.record.rows import ReplyRow
from govflow.core.record.settle import waits
from govflow.workflows.collect import find_reply
from govflow.workflows.holds import held_addresses
from govflow.workflows.office import Office

STRAY = frozenset({"unmatched", "spam", "list_mail"})
"""What mail that leads to nobody is judged as; a bounce or a receipt of a machine tells something."""
MANY = 20
"""So many messages that lead to nobody, and most of all there are, mean that the mailbox is shared."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """The messages whose bytes went."""

    erased: tuple[str, ...]


def past_keeping(
    replies: Iterable[ReplyRow], now: datetime, days: int, held: Collection[str] = ()
) -> tuple[str, ...]:
    """The messages that matched nobody and came in more than so many days ago; none when `days` is 0.

    A message that somebody is to see to, that the officer took for something, or that comes from the
    address of somebody on hold, is kept.
    """
    if days == 0:
        return ()
    limit = now - timedelta(days=days)
    return tuple(
        row.evidence
        for row in replies
        if not row.recipient
        and row.outcome in STRAY
        and not row.assigned
        and row.sender not in held
        and row.resolved_as in ("", "not_an_answer")
        and datetime.fromisoformat(row.received) < limit
    )


def plan_tidy(office: Office) -> tuple[str, ...]:
    """The messages whose bytes are to go now; their facts and digests stay."""
    due = past_keeping(
        office.register.find(ReplyRow, recipient=0),
        office.clock.stamp(),
        office.house.retention.unmatched,
        held_addresses(office),
    )
    return tuple(office.register.holding(due))


def tidy(office: Office) -> Tidied:
    """Erase the bytes of mail that matched nothing and is past keeping. Doing it again does nothing."""
    due = plan_tidy(office)
    if due:
        why = f"matched nothing for {office.house.retention.unmatched} days"
        office.register.append(EvidenceErased(due, Private("govflow"), Private(why)))
        drop(office, due)
    return Tidied(due)


def drop(office: Office, digests: Collection[str]) -> None:
    """Take the files of these messages out of the workspace's mail folder, too."""
    gone = frozenset(digests)
    office.library.remove(
        [
            path
            for path, raw in office.library.files("mail")
            if hashlib.sha256(raw).hexdigest() in gone
        ]
    )


def plan_not_ours(office: Office, evidence: str) -> ReplyRow:
    """The message that would be marked as none of ours; refused when it leads to a recipient."""
    row = find_reply(office, evidence)
    if row.recipient:
        raise GovflowError(
            "this message belongs to a recipient, so it is kept as evidence.",
            place=row.evidence[:8],
            remedy="settle it with 'govflow replies resolve', or erase the person.",
        )
    if row.sender in held_addresses(office):
        raise GovflowError(
            "this message comes from somebody of whom everything is kept, because a claim is open.",
            place=row.evidence[:8],
            remedy="once it is over: govflow people release PERSON --by NAME --reason R",
        )
    return row


def not_ours(office: Office, evidence: str, by: str) -> ReplyRow:
    """Settle a message as none of ours and erase its bytes and who wrote it; that it came stays."""
    row = plan_not_ours(office, evidence)
    why = "not ours"
    events: list[Event] = []
    if waits(row):
        settled = ReplyResolved(row.evidence, "not_an_answer", False, Private(by), Private(why))
        events.append(settled)
    if office.register.evidence(row.evidence) is not None:
        events.append(EvidenceErased((row.evidence,), Private(by), Private(why)))
    office.register.append(*events)
    drop(office, [row.evidence])
    after = office.register.get(ReplyRow, row.evidence)
    assert after is not None
    return after


def shared_mailbox(replies: Iterable[ReplyRow]) -> str:
    """A warning, when the mailbox seems to hold other people's mail too; else ''."""
    found = [row.outcome for row in replies]
    strays = sum(outcome in STRAY for outcome in found)
    if strays < MANY or strays * 2 < len(found):
        return ""
    return (
        f"{strays} of {len(found)} messages read lead to no letter of ours: "
        "have replies read from a mailbox or folder of their own"
    )
