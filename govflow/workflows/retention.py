"""Letting go of what was kept long enough: what is due, and doing it. Whoever is on hold is passed over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from govflow.core.errors import GovflowError
from govflow.core.record.events import EvidenceErased, Private
from govflow.core.record.rows import (
    LetterRow,
    NoticeRow,
    RecipientRow,
    RepealRow,
    ReplyRow,
    VersionRow,
)
from govflow.workflows.erasure import Erasure, erase, plan_erasure
from govflow.workflows.excuses import record_movements
from govflow.workflows.holds import held_subjects
from govflow.workflows.office import Office
from govflow.workflows.privacy import drop, plan_tidy, tidy

MACHINES = frozenset(
    ("auto_reply", "bounced", "calendar", "challenge", "delayed", "list_mail", "machine",
     "read_receipt", "spam")
)  # fmt: skip
"""What a machine's mail is judged as."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is past keeping, by rule: digests of messages, and ids of people.

    `waiting` are leavers whom somebody must see to first, with the reason.
    """

    unmatched: tuple[str, ...] = ()
    machine_mail: tuple[str, ...] = ()
    replaced_texts: tuple[str, ...] = ()
    leavers: tuple[str, ...] = ()
    waiting: tuple[tuple[str, str], ...] = ()

    @property
    def messages(self) -> tuple[str, ...]:
        """Every message whose bytes go, once."""
        found = (*self.unmatched, *self.machine_mail, *self.replaced_texts)
        return tuple(dict.fromkeys(found))


def plan_retention(office: Office) -> Due:
    """What the rules let go of today. Changes nothing."""
    machines = office.register.holding(_machine_mail(office))
    replaced = office.register.holding(_about_replaced(office))
    leavers, waiting = [], []
    for person in _leavers(office):
        try:
            plan_erasure(office, [person], "govflow", "")
            leavers.append(person)
        except GovflowError as refusal:
            waiting.append((person, refusal.problem))
    return Due(
        unmatched=plan_tidy(office),
        machine_mail=tuple(machines),
        replaced_texts=tuple(one for one in replaced if one not in machines),
        leavers=tuple(leavers),
        waiting=tuple(waiting),
    )


def apply_retention(office: Office, due: Due) -> Erasure | None:
    """Let go of what is due; doing it again does nothing. Returns how people were erased, if any were.

    Raises TemporaryError while letters go out.
    """
    tidy(office)
    kept = office.house.retention
    for digests, why in (
        (due.machine_mail, f"a machine's mail, kept for {kept.machine_mail} days"),
        (due.replaced_texts, f"about a text replaced {kept.replaced_texts} days ago"),
    ):
        if digests:
            office.register.append(EvidenceErased(digests, Private("govflow"), Private(why)))
            drop(office, digests)
    if not due.leavers:
        return None
    record_movements(office)  # that somebody left before they answered is what stays of them
    reason = f"left {kept.leavers} days ago"
    return erase(office, plan_erasure(office, due.leavers, "govflow", reason)).plan


def _limit(office: Office, days: int) -> datetime:
    return office.clock.stamp() - timedelta(days=days)


def _machine_mail(office: Office) -> Iterator[str]:
    days = office.house.retention.machine_mail
    limit, held = _limit(office, days), _held(office)
    for row in office.register.find(ReplyRow) if days else ():
        settled = row.counted or row.assigned or row.resolved_as
        if row.outcome not in MACHINES or settled or (row.notice, row.recipient) in held:
            continue
        if datetime.fromisoformat(row.received) < limit:
            yield row.evidence


def _held(office: Office) -> frozenset[tuple[str, int]]:
    return frozenset(
        (row.notice, row.number)
        for subject in held_subjects(office)
        for row in office.register.find(RecipientRow, subject=subject)
    )


def _about_replaced(office: Office) -> Iterator[str]:
    """Every message of notices whose text went out of force that long ago."""
    days = office.house.retention.replaced_texts
    limit, held = _limit(office, days).date(), _held(office)
    for notice in office.register.find(NoticeRow) if days else ():
        ended = _out_of_force(office, notice)
        if ended is None or ended >= limit:
            continue
        for letter in office.register.find(LetterRow, notice=notice.notice):
            if (letter.notice, letter.recipient) not in held:
                yield letter.wire
        for reply in office.register.find(ReplyRow, notice=notice.notice):
            if (reply.notice, reply.recipient) not in held:
                yield from (reply.evidence, reply.answer_text)


def _out_of_force(office: Office, notice: NoticeRow) -> date | None:
    """The day on which the text of a notice was replaced or ended; None while it is in force."""
    versions = office.register.find(VersionRow, policy=notice.policy)
    mine = next((row.seq for row in versions if row.version == notice.version), 0)
    days = [row.in_force for row in versions if row.seq > mine]
    repeal = office.register.get(RepealRow, notice.policy)
    return min([*days, *([repeal.ends] if repeal else [])], default=None)


def _leavers(office: Office) -> Iterator[str]:
    """Who left that long ago; of somebody who is not on the list any more, the last sign counts."""
    days = office.house.retention.leavers
    if not days:
        return
    limit, held = _limit(office, days).date(), held_subjects(office)
    signs: dict[str, str] = {}
    on_hold = set()
    for row in office.register.find(RecipientRow):
        if row.person:
            signs[row.person] = max(row.since[:10], signs.get(row.person, ""))
            if row.subject in held:
                on_hold.add(row.person)
    listed = {person.id: person.left for person in office.library.people()}
    last: dict[str, date | None] = {
        person: date.fromisoformat(sign) for person, sign in signs.items() if person not in listed
    }
    for person, left in sorted({**last, **listed}.items()):
        if left is not None and left < limit and person not in on_hold:
            yield person


def all_of(due: Due) -> Iterable[tuple[str, int]]:
    """How much each rule lets go of."""
    return (
        ("unmatched", len(due.unmatched)),
        ("machine_mail", len(due.machine_mail)),
        ("replaced_texts", len(due.replaced_texts)),
        ("leavers", len(due.leavers)),
    )
