"""Reminding everybody who still owes an answer, and telling those above: planned, then carried out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from govflow.core.people.letters import NOT_NEEDED, LetterKind, LetterState
from govflow.core.people.plans import Escalation, ReminderPlan, Round
from govflow.core.people.reminders import escalation_from, plan_reminders, reminder_from
from govflow.core.record.events import LetterRefused, Private
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, VersionRow
from govflow.workflows.deliver import DUE_STATES, deliver_letters
from govflow.workflows.notify import planned_letter
from govflow.workflows.office import Office
from govflow.workflows.own_letters import OwnLetter, own_letters, own_text, send_own
from govflow.workflows.requests import (
    CHASING,
    ON_ITS_WAY,
    escalation_name,
    escalation_of,
    gather,
    held_people,
    letter_day,
    letter_name,
    round_on,
)


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of the day's letters; `waiting` go out with the next run."""

    sent: int
    refused: int
    unknown: int
    waiting: int
    withdrawn: int

    @property
    def complete(self) -> bool:
        """Whether every letter was handed over."""
        return not (self.refused or self.unknown or self.waiting)


def plan_round(office: Office) -> ReminderPlan:
    """Which reminders and escalations today asks for. Records nothing."""
    table = office.timetable
    today, held = office.clock.today(), held_people(office)
    return plan_reminders(table.rules, table.calendar, gather(office), today, held)


def carry_out(office: Office, plan: ReminderPlan) -> Reminded:
    """Plan the letters in the register and hand them over, with those still waiting from before.

    A letter already planned for the day is not planned again, so repeating this sends only what is
    left. A waiting reminder to somebody who has answered meanwhile is withdrawn first.
    """
    office.refuse_behind()
    withdrawn = withdraw_unneeded(office)
    office.register.add_letters([*_letters(office, plan)])
    waiting = _waiting(office)
    by_notice: dict[str, set[str]] = {}
    for letter in waiting:
        by_notice.setdefault(letter.notice, set()).add(letter.letter)
    ended = [
        row
        for notice, names in sorted(by_notice.items())
        for row in deliver_letters(office, notice, names)
    ]
    ended += send_own(office, "escalation", _to_offices(office, plan))
    states = [row.state for row in ended]
    return Reminded(
        sent=states.count(LetterState.SENT),
        refused=states.count(LetterState.REFUSED),
        unknown=states.count(LetterState.UNKNOWN) + states.count(LetterState.PARKED),
        waiting=sum(states.count(state) for state in DUE_STATES),
        withdrawn=withdrawn,
    )


def _letters(office: Office, plan: ReminderPlan) -> Iterable[LetterRow]:
    for reminder in plan.reminders:
        one = reminder.request
        yield _letter(office, plan, one.notice, one.number, LetterKind.REMINDER)
    for escalation in plan.escalations:
        to = escalation.to
        if to.number:
            yield _letter(office, plan, to.notice, to.number, LetterKind.ESCALATION)


def _to_offices(office: Office, plan: ReminderPlan) -> list[OwnLetter]:
    """Escalations to holders of an office who are not on the notice's roll: today's, and those that wait
    from before and still name somebody."""
    offices = office.timetable.rules.offices
    wanted = {
        (e.to.notice, holds, plan.on): e
        for e in plan.escalations
        for holds, person in offices.items()
        if not e.to.number and person == e.to.person
    }
    for row in own_letters(office, "escalation"):
        day, notice, holds = escalation_of(row)
        if row.state in ON_ITS_WAY and holds in offices:
            still = escalation_from(round_on(office, day), offices[holds], notice)
            wanted |= {(notice, holds, day): still} if still else {}
    return [_to_office(office, e, holds, day) for (_, holds, day), e in wanted.items()]


def _to_office(office: Office, escalation: Escalation, holds: str, day: date) -> OwnLetter:
    to = next(p for p in office.library.people() if p.id == escalation.to.person)
    notice = office.register.get(NoticeRow, escalation.to.notice)
    assert notice is not None
    version = office.register.get(VersionRow, notice.policy, notice.version)
    text = replace(
        own_text(office, LetterKind.ESCALATION, notice.purpose, to.name, to.language),
        policy_title=version.title if version else notice.policy,
        version=notice.version,
        due=notice.due,
        about=tuple(request.name for request in escalation.about),
    )
    return OwnLetter(escalation_name(notice.notice, holds, day), to.email, text)


def _letter(
    office: Office, plan: ReminderPlan, notice: str, number: int, kind: LetterKind
) -> LetterRow:
    row = office.register.get(RecipientRow, notice, number)
    assert row is not None
    return replace(
        planned_letter(office, row, kind), letter=letter_name(notice, number, kind, plan.on)
    )


def _waiting(office: Office) -> list[LetterRow]:
    return [
        letter
        for kind in CHASING
        for state in DUE_STATES
        for letter in office.register.find(LetterRow, kind=kind.value, state=state)
    ]


def withdraw_unneeded(office: Office) -> int:
    """Withdraw reminders and escalations that wait to be sent and are no longer wanted; returns how many.

    Somebody may have answered, left or been excused since the letter was planned.
    """
    events: list[LetterRefused] = []
    rounds: dict[date, Round] = {}
    for letter in _waiting(office):
        day = letter_day(letter)
        rounds[day] = rounds.get(day) or round_on(office, day)
        row = office.register.get(RecipientRow, letter.notice, letter.recipient)
        if row is None or not _wanted(rounds[day], row, letter):
            events.append(LetterRefused(letter.letter, NOT_NEEDED, Private("withdrawn in time")))
    if events:
        office.register.append(*events)
    return len(events)


def _wanted(whole: Round, row: RecipientRow, letter: LetterRow) -> bool:
    requests = whole.by_person.get(row.person, ())
    if any(r.held or not r.here or r.state in ("left", "away") for r in requests):
        return False
    make = reminder_from if letter.kind == LetterKind.REMINDER else escalation_from
    return make(whole, row.person, row.notice) is not None
