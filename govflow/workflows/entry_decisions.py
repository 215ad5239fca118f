"""Decisions on entries that did not come as a reply that counts: told on paper, or in a held message."""

from collections.abc import Mapping
from dataclasses import dataclass

from govflow.core.errors import GovflowError
from govflow.core.people.people import Person
from govflow.core.people.same import means
from govflow.core.record.events import (
    Event,
    Private,
    ReplyResolved,
)
from govflow.core.record.registers import (
    ASKED,
    ASKED_BY,
    DECIDED_BY,
    NoAuthority,
    people_in,
)
from govflow.core.record.rows import EntryRow, ReplyRow
from govflow.core.record.settle import waits
from govflow.core.replies import decision as said
from govflow.workflows.collect import find_reply
from govflow.workflows.entries import (
    declared_as,
    find_entry,
    named_in,
    standing_event,
)
from govflow.workflows.entry_replies import Given, authority, decision_words, ended
from govflow.workflows.excuses import find_person
from govflow.workflows.office import Office


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision told otherwise, before it is recorded."""

    entry: EntryRow
    decider: Person
    decision: str
    fields: Mapping[str, str]
    by: str
    message: ReplyRow | None


def plan_recorded(
    office: Office, entry: str, *, granted: bool, decider: str, words: str, by: str, reply: str = ""
) -> Recorded:
    """What somebody decided in another way (on paper, in a reply that was held). Nothing is recorded.

    `decider` is the id of whoever decided, `by` the name of whoever records it, `reply` the evidence of
    the message it rests on. Raises GovflowError where the decider may not decide today, and where
    whoever records it is the one who asked.
    """
    row = find_entry(office, entry)
    kind = declared_as(office, row.register).kind
    if not kind.decided_by or row.state != ASKED:
        raise GovflowError(
            f"{entry} is {row.state}, and nobody has to decide on it.",
            remedy=f"'govflow register list {row.register}' shows how it came to that.",
        )
    _refuse_asker(office, row, by)
    person, day = find_person(office, decider), office.clock.today()
    found = authority(office, person.id, kind, row, day)
    if isinstance(found, NoAuthority):
        raise GovflowError(
            f"{person.name} may not decide on {entry}: {found.why}.",
            remedy=f"ask the one who may: govflow register ask {entry}",
            undone="Nothing was recorded.",
        )
    message = find_reply(office, reply) if reply else None
    choice = said.GRANTED if granted else said.REFUSED
    fields = decision_words(Given(choice, words, day, ""), found)
    return Recorded(row, person, choice, fields, by, message)


def record_decision(office: Office, plan: Recorded) -> EntryRow:
    """Record a planned decision; a held message it rests on no longer waits. Returns the entry."""
    row, message = plan.entry, plan.message
    events: list[Event] = [
        standing_event(
            office,
            row,
            state=plan.decision,
            words=plan.fields,
            by=plan.by,
            evidence=message.evidence if message else "",
        ),
        named_in(office, row.entry, DECIDED_BY, plan.decider.id),
        *ended(office, row),
    ]
    if message is not None and waits(message):
        why = Private(f"decided {row.entry}")
        by = Private(plan.by)
        events.append(ReplyResolved(message.evidence, "not_an_answer", False, by, why))
    office.register.append(*events)
    return find_entry(office, row.entry)


def _refuse_asker(office: Office, row: EntryRow, by: str) -> None:
    """Nobody settles their own request, not even by recording somebody else's word."""
    askers = [p for p in office.library.people() if p.id in people_in(row, ASKED_BY)]
    for asker in askers:
        if means(by, (asker.name,), asker.addresses):
            raise GovflowError(
                f"'{by}' may be whoever asked for {row.entry}, and nobody settles their own request.",
                remedy="let somebody else record it, or give your full name.",
                undone="Nothing was recorded.",
            )
