"""Who is reminded, and about whom somebody else is written to, on one day: a pure plan.

The schedule is data (`ReminderRules`). A reminder before the due date moves back to a working day, one
after it moves on. A day that was missed is made up for by one letter, never by two.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from govflow.core.people.calendar import WorkingCalendar, on_or_after, on_or_before
from govflow.core.people.plans import (
    OPEN,
    Escalation,
    Paused,
    Reminder,
    ReminderPlan,
    ReminderRules,
    Request,
    Round,
)


def plan_reminders(
    rules: ReminderRules,
    calendar: WorkingCalendar,
    requests: Iterable[Request],
    today: date,
    held: Iterable[str] = (),
) -> ReminderPlan:
    """The letters this day asks for: at most one to each person, and none unless it is a working day.

    `requests` are all of everybody's, answered ones and closed notices included: a held reply to any of
    them pauses all letters to and about that person. `held` names further people with such a reply.
    """
    whole = Round(rules, calendar, today, _by_person(requests), frozenset(held))
    reminders, paused = _reminders(whole)
    written = {reminder.request.person for reminder in reminders}
    return ReminderPlan(
        on=today,
        reminders=tuple(reminders),
        escalations=tuple(_escalations(whole, written)),
        officer=tuple(r for r in _everything(whole) if _exhausted(whole, r)),
        paused=tuple(paused),
    )


def _by_person(requests: Iterable[Request]) -> dict[str, list[Request]]:
    found: dict[str, list[Request]] = {}
    for request in requests:
        found.setdefault(request.person, []).append(request)
    return found


def _everything(whole: Round) -> list[Request]:
    return [request for requests in whole.by_person.values() for request in requests]


# --- reminders


def _reminders(whole: Round) -> tuple[list[Reminder], list[Paused]]:
    reminders: list[Reminder] = []
    paused: list[Paused] = []
    if not whole.calendar.works(whole.today):
        return reminders, paused
    for person, requests in whole.by_person.items():
        due = sorted((r for r in requests if step_due(whole, r)), key=_pressing)
        why = hindrance(whole, person)
        if due and why:
            paused += [Paused(request, why) for request in due]
        elif due and _rested(whole, person):
            step = 1 + len(due[0].reminded_on)
            reminders.append(Reminder(due[0], step, tuple(due[1:])))
    return reminders, paused


def _pressing(request: Request) -> tuple[date, str]:
    return request.due or date.max, request.notice


def step_day(whole: Round, due: date, offset: int) -> date:
    """The working day for a step: before the due date the one before, after it the one after."""
    day = due + timedelta(days=offset)
    move = on_or_before if offset < 0 else on_or_after
    return move(whole.calendar, day)


def step_due(whole: Round, request: Request) -> int | None:
    """The newest step of the schedule (from 1) that has come and that no letter has covered.

    A letter covers a step when it went out on the step's day or later. None for everybody who is not
    to be reminded, and once the number of letters is used up.
    """
    if request.state not in OPEN or request.due is None or request.first_on is None:
        return None
    covered = covered_on(whole, request)
    days = _step_days(whole, request.due)
    reached = [step for step, day in enumerate(days, 1) if day <= whole.today]
    if not reached or len(covered) >= whole.rules.most or covered[-1] >= days[reached[-1] - 1]:
        return None
    return reached[-1]


def _step_days(whole: Round, due: date) -> list[date]:
    return [step_day(whole, due, offset) for offset in sorted(whole.rules.days)]


def covered_on(whole: Round, request: Request) -> tuple[date, ...]:
    """The days of all letters that asked this person for this: its own, and reminders they shared.

    A reminder of another notice named this one too when a step of this one had come since its last
    letter, for such a letter names all that is due.
    """
    assert request.first_on is not None
    covered = [request.first_on]
    steps = _step_days(whole, request.due) if request.due else []
    others = {day for other in whole.by_person[request.person] for day in other.reminded_on}
    for day in sorted(day for day in others if day > request.first_on):
        if day in request.reminded_on or any(covered[-1] < step <= day for step in steps):
            covered.append(day)
    return tuple(covered)


def hindrance(whole: Round, person: str) -> str:
    """Why nothing is to go to or about this person now; '' when nothing hinders."""
    requests = whole.by_person.get(person, ())
    if person in whole.held or any(r.held or r.state in ("held", "question") for r in requests):
        return "a reply waits for you"
    if any(r.away_until is not None and whole.today < r.away_until for r in requests):
        return "away"
    if any(r.state == "away" for r in requests):
        return "away"
    if not all(r.here for r in requests) or any(r.state == "left" for r in requests):
        return "left"
    if any(r.pending for r in requests):
        return "a letter is on its way"
    return ""


def _rested(whole: Round, person: str) -> bool:
    """Whether the last letter to this person lies far enough back."""
    days = [day for request in whole.by_person[person] for day in request.written_on]
    return all((whole.today - day).days >= whole.rules.gap for day in days)


# --- after the last reminder


def _exhausted(whole: Round, request: Request) -> bool:
    """Whether this person had every reminder, the last one some days ago, and has not answered."""
    if request.state not in OPEN or request.due is None or request.first_on is None:
        return False
    last = step_day(whole, request.due, max(whole.rules.days, default=0))
    return last < whole.today and step_due(whole, request) is None


def _escalations(whole: Round, written: set[str]) -> list[Escalation]:
    """One letter to each person above, about everybody of one notice; nobody gets two letters a day."""
    if not whole.calendar.works(whole.today):
        return []
    about: dict[tuple[str, str], list[Request]] = {}
    for request in sorted(_everything(whole), key=_pressing):
        above = _escalates_to(whole, request)
        if above is not None:
            about.setdefault((above, request.notice), []).append(request)
    letters: list[Escalation] = []
    for (above, notice), requests in about.items():
        to = _on_roll(whole, above, notice)
        if to is None or above in written or hindrance(whole, above) or not _fresh(whole, above):
            continue
        written.add(above)
        letters.append(Escalation(to, tuple(requests)))
    return letters


def _fresh(whole: Round, person: str) -> bool:
    days = (day for request in whole.by_person[person] for day in request.written_on)
    return whole.today not in days


def _escalates_to(whole: Round, request: Request) -> str | None:
    """Who is to be written to about this person today: the newest rung that has come, if not yet done."""
    if not _exhausted(whole, request) or hindrance(whole, request.person):
        return None
    ladder = _rungs(whole, request)
    come = [(day, above) for day, above in ladder if day <= whole.today]
    if not come or not _patient(whole, request):
        return None
    day, above = come[-1]
    return None if _told_since(whole, above, request.notice, day) else above


def _rungs(whole: Round, request: Request) -> list[tuple[date, str]]:
    """From which day each person above may be written to, the later ones no closer than planned."""
    assert request.due is not None
    rungs: list[tuple[date, str]] = []
    before: tuple[int, date | None] = (0, None)
    offsets = sorted(whole.rules.escalate)
    for offset, above in zip(offsets, chain(whole, request), strict=False):
        day = step_day(whole, request.due, offset)
        last, told = before
        if told is not None:
            day = max(day, on_or_after(whole.calendar, told + timedelta(days=offset - last)))
        rungs.append((day, above))
        before = offset, _told_since(whole, above, request.notice, day)
    return rungs


def _told_since(whole: Round, above: str, notice: str, day: date) -> date | None:
    """The first day, from this one on, on which this person got an escalation under this notice."""
    to = _on_roll(whole, above, notice)
    return min((sent for sent in to.escalations_on if sent >= day), default=None) if to else None


def _patient(whole: Round, request: Request) -> bool:
    """Whether the last reminder has had its time to be answered before others are told."""
    wait = min(whole.rules.escalate) - max(whole.rules.days, default=0)
    return (whole.today - covered_on(whole, request)[-1]).days >= max(wait, 1)


def chain(whole: Round, request: Request) -> tuple[str, ...]:
    """Who stands above this person, nearest first: people's ids, each once, only those on the roll.

    Nobody is written to about themselves: above the CEO stands the chair, above the chair the
    vice-chair. An office that is vacant, or whose holder has left, is passed over.
    """
    rules = whole.rules
    offices = {
        "manager": request.manager,
        "ceo": rules.ceo,
        "chair": rules.chair,
        "vice_chair": rules.vice_chair,
    }
    if request.person == rules.chair:
        names: tuple[str, ...] = ("vice_chair",)
    elif request.person == rules.ceo:
        names = ("chair",)
    else:
        names = tuple(rules.upwards.get(request.audience, ()))
    people = dict.fromkeys(offices[name] for name in names if offices.get(name))
    return tuple(p for p in people if p != request.person and _serves(whole, p, request.notice))


def _serves(whole: Round, person: str, notice: str) -> bool:
    to = _on_roll(whole, person, notice)
    return to is not None and to.here and to.state != "left"


def _on_roll(whole: Round, person: str, notice: str) -> Request | None:
    return next((r for r in whole.by_person.get(person, ()) if r.notice == notice), None)


# --- what one planned letter says


def look(
    rules: ReminderRules,
    calendar: WorkingCalendar,
    requests: Iterable[Request],
    day: date,
    held: Iterable[str] = (),
) -> Round:
    """The round as it stood before anything went out on `day`, with everybody's state as it is now."""
    before = (
        replace(
            request,
            reminded_on=tuple(d for d in request.reminded_on if d < day),
            escalations_on=tuple(d for d in request.escalations_on if d < day),
        )
        for request in requests
    )
    return Round(rules, calendar, day, _by_person(before), frozenset(held))


def reminder_from(whole: Round, person: str, notice: str) -> Reminder | None:
    """What the reminder of this notice to this person says; None when it is no longer wanted."""
    requests = whole.by_person.get(person, ())
    own = next((r for r in requests if r.notice == notice and r.state in OPEN), None)
    if own is None:
        return None
    others = sorted(
        (r for r in requests if r.notice != notice and step_due(whole, r)), key=_pressing
    )
    return Reminder(own, 1 + len(own.reminded_on), tuple(others))


def escalation_from(whole: Round, person: str, notice: str) -> Escalation | None:
    """What the escalation of this notice to this person says; None when nobody is left to be named."""
    to = _on_roll(whole, person, notice)
    about = [
        request
        for request in sorted(_everything(whole), key=_pressing)
        if request.notice == notice and _escalates_to(whole, request) == person
    ]
    return Escalation(to, tuple(about)) if to is not None and about else None
