"""Everything asked of everybody, as the register has it now: what reminders are planned from."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from govflow.core.people.letters import LetterKind, LetterState
from govflow.core.people.people import Person
from govflow.core.people.plans import Request, Round
from govflow.core.people.reminders import look
from govflow.core.record.register import later_texts, state
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, ReplyRow, VersionRow
from govflow.core.record.settle import waits
from govflow.workflows.office import Office

ON_ITS_WAY = frozenset(
    {
        LetterState.PLANNED,
        LetterState.SENDING,
        LetterState.DEFERRED,
        LetterState.UNKNOWN,
        LetterState.PARKED,
    }
)
CHASING = (LetterKind.REMINDER, LetterKind.ESCALATION)


def letter_name(notice: str, number: int, kind: LetterKind, day: date) -> str:
    """The id of a reminder or escalation, with its day in it: the same letter never comes twice a day."""
    return f"{notice}/{number:03d}/{kind.value}-{day.isoformat()}"


def letter_day(letter: LetterRow) -> date:
    """The day a reminder or escalation was planned for, from its id."""
    return date.fromisoformat(letter.letter.rpartition(f"/{letter.kind}-")[2])


def gather(office: Office) -> list[Request]:
    """One request for each person and notice of a version; people whose data was erased are left out.

    Whoever holds an office and is on a notice's roll not at all is there too, asked for nothing: they
    may have to be told of others.
    """
    people = {person.id: person for person in office.library.people()}
    told = escalations_told(office)
    found: list[Request] = []
    for notice in office.register.find(NoticeRow):
        if notice.amendments:
            continue
        asked = _of_notice(office, notice, people)
        on_roll = {request.person for request in asked}
        above = office.timetable.rules.offices
        holders = {p: o for o, p in above.items() if p in people and p not in on_roll}
        found += asked
        for person, holds in holders.items():
            days = told.get((notice.notice, holds), ())
            found.append(_bystander(notice.notice, people[person], days, office.clock.today()))
    return found


def _bystander(notice: str, person: Person, told: tuple[date, ...], today: date) -> Request:
    return Request(
        notice=notice,
        number=0,
        person=person.id,
        name=person.name,
        audience="",
        due=None,
        state="informed",
        escalations_on=told,
        here=person.here_on(today) and bool(person.email),
    )


def escalation_name(notice: str, holds: str, day: date) -> str:
    """The id of an escalation to the holder of an office who is not on the notice's roll."""
    return f"escalation-{day.isoformat()}/{notice}/{holds}"


def escalations_told(office: Office) -> dict[tuple[str, str], tuple[date, ...]]:
    """The days of such escalations, by notice and office."""
    found: dict[tuple[str, str], tuple[date, ...]] = {}
    for letter in office.register.find(LetterRow, notice=""):
        if letter.letter.startswith("escalation-") and not letter.withdrawn:
            day, notice, holds = escalation_of(letter)
            found[notice, holds] = (*found.get((notice, holds), ()), day)
    return found


def escalation_of(letter: LetterRow) -> tuple[date, str, str]:
    """Day, notice and office of such an escalation, from its id."""
    family, notice, holds = letter.letter.split("/")
    return date.fromisoformat(family.removeprefix("escalation-")), notice, holds


def requests_of(office: Office, person: str) -> list[Request]:
    """What one person is asked, in every notice they are on; who manages them is left open."""
    found = []
    for row in office.register.find(RecipientRow, person=person):
        notice = office.register.get(NoticeRow, row.notice)
        assert notice is not None
        letters = office.register.find(LetterRow, notice=row.notice, recipient=row.number)
        versions = office.register.find(VersionRow, policy=notice.policy)
        today = office.clock.today()
        stands = _stands(row, letters, notice, versions, today)
        found.append(_request(row, notice, stands, letters, None, today))
    return found


def _of_notice(office: Office, notice: NoticeRow, people: Mapping[str, Person]) -> list[Request]:
    today = office.clock.today()
    versions = office.register.find(VersionRow, policy=notice.policy)
    letters: dict[int, list[LetterRow]] = {}
    for letter in office.register.find(LetterRow, notice=notice.notice):
        letters.setdefault(letter.recipient, []).append(letter)
    found = []
    for row in office.register.find(RecipientRow, notice=notice.notice):
        own = letters.get(row.number, [])
        if row.person:
            stands = _stands(row, own, notice, versions, today)
            found.append(_request(row, notice, stands, own, people.get(row.person), today))
    return found


def _stands(
    row: RecipientRow,
    letters: Sequence[LetterRow],
    notice: NoticeRow,
    versions: Sequence[VersionRow],
    today: date,
) -> str:
    """The register's state; but nobody is reminded of a text once a later one is in force."""
    if later_texts(notice, versions, today) and not row.counted:
        return "superseded"
    return state(row, letters, notice, versions, today)


def _request(
    row: RecipientRow,
    notice: NoticeRow,
    stands: str,
    letters: Iterable[LetterRow],
    person: Person | None,
    today: date,
) -> Request:
    gone_out = [one for one in letters if not one.withdrawn]
    sent = [
        one for one in gone_out if one.kind == LetterKind.FIRST and one.state == LetterState.SENT
    ]
    return Request(
        notice=row.notice,
        number=row.number,
        person=row.person,
        name=row.name,
        audience=row.audience,
        due=row.due or notice.due,
        state=stands,
        manager=person.manager if person else "",
        first_on=date.fromisoformat(sent[0].since[:10]) if sent else None,
        reminded_on=_days(gone_out, LetterKind.REMINDER),
        escalations_on=_days(gone_out, LetterKind.ESCALATION),
        held=row.held > 0 or row.outcome == "question",
        away_until=_back_on(row, person),
        here=person is not None and any(person.belongs(a, today) for a in notice.audiences),
        pending=any(one.state in ON_ITS_WAY for one in gone_out),
    )


def _back_on(row: RecipientRow, person: Person | None) -> date | None:
    """The first day somebody is back: by their own automatic answer, or by the list; the later one."""
    leave = person.on_leave_until if person else None
    days = [row.away_until, leave + timedelta(days=1) if leave else None]
    return max((day for day in days if day is not None), default=None)


def _days(letters: Iterable[LetterRow], kind: LetterKind) -> tuple[date, ...]:
    return tuple(sorted(letter_day(one) for one in letters if one.kind == kind))


def held_people(office: Office) -> set[str]:
    """People from whose addresses a reply came that matched no letter of theirs and still waits."""
    loose = {r.sender.casefold() for r in office.register.find(ReplyRow, recipient=0) if waits(r)}
    return {p.id for p in office.library.people() if loose.intersection(p.addresses)}


def round_on(office: Office, day: date) -> Round:
    """The round as it stood before the letters of this day."""
    table = office.timetable
    return look(table.rules, table.calendar, gather(office), day, held_people(office))
