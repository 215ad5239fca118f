"""Asking about entries of a register by letter.

Each asking is a notice of its own to one person ('permissions-2.1' is the first about permissions-2), so
its letters are sealed, sent, reminded of and answered as every other.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from govflow.core.errors import GovflowError
from govflow.core.people.calendar import add_working_days
from govflow.core.people.letters import Purpose
from govflow.core.people.notices import Addressee, prefix
from govflow.core.people.people import Person
from govflow.core.record.events import (
    NoticeSealed,
)
from govflow.core.record.registers import (
    ADVISER,
    ASKED,
    ASKED_BY,
    STANDING,
    NoAuthority,
    certification_due,
    office_for,
    people_in,
)
from govflow.core.record.rows import EntryRow, LetterRow
from govflow.core.text.registers import RegisterKind
from govflow.workflows.deliver import deliver_letters
from govflow.workflows.entries import (
    declared_as,
    entries_of,
    find_entry,
    offices,
)
from govflow.workflows.entry_replies import askings, authority, ended, open_askings
from govflow.workflows.excuses import find_person
from govflow.workflows.notify import seal_roll
from govflow.workflows.office import Office
from govflow.workflows.policies import newest_version, passed_text


@dataclass(frozen=True, slots=True)
class Asking:
    """One letter about one entry, before it is confirmed."""

    entry: EntryRow
    purpose: Purpose
    person: Person
    due: date | None


def plan_asking(office: Office, entry: str, to: str = "", *, again: bool = False) -> Asking:
    """Who would be asked what about an entry. Nothing is recorded.

    A request goes to the office that decides, or with `to` to a nominee whose mandate covers it today;
    a question to its adviser, an entry that holds to whoever certifies it. Raises GovflowError where
    nobody can be asked, and where somebody is being asked already, unless `again` is to end that.
    """
    row = find_entry(office, entry)
    if not again:
        _refuse_open(office, row)
    kind = declared_as(office, row.register).kind
    if row.state == ASKED and kind.decided_by:
        return asking_of(office, row, Purpose.DECISION, _decider(office, row, kind, to))
    if row.state == ASKED and kind.answered_within:
        adviser = next(iter(people_in(row, ADVISER)), "")
        return asking_of(office, row, Purpose.ADVICE, to or adviser)
    if row.state in STANDING and kind.certified_by:
        holder = next(iter(people_in(row, kind.certified_by)), "")
        return asking_of(office, row, Purpose.CERTIFICATION, holder)
    raise GovflowError(
        f"{entry} is {row.state}, and nothing is to be asked about it.",
        remedy=f"'govflow register list {row.register}' shows how its entries stand.",
    )


def asking_of(office: Office, row: EntryRow, purpose: Purpose, to: str) -> Asking:
    """One letter about an entry to one person; refused where they cannot be written to.

    Advice is due within the working days its register names, everything else within those of a notice;
    an answer awaits nothing.
    """
    kind = declared_as(office, row.register).kind
    today = office.clock.today()
    person = find_person(office, to) if to else None
    if person is None or not person.email or not person.here_on(today):
        who = person.name if person else "nobody"
        raise GovflowError(
            f"{row.entry} would be asked of {who}, who cannot be written to.",
            place="people.csv",
            remedy=f"name somebody else: govflow register change {row.entry} {kind.certified_by}=ID"
            if kind.certified_by
            else "name ceo and chair under [reminders] in govflow.toml, with ids of the people list.",
        )
    return Asking(row, purpose, person, _due(office, kind, purpose))


def _due(office: Office, kind: RegisterKind, purpose: Purpose) -> date | None:
    today = office.clock.today()
    if purpose == Purpose.ANSWER:
        return None
    if purpose == Purpose.ADVICE:
        return add_working_days(office.timetable.calendar, today, kind.answered_within)
    return today + timedelta(days=office.house.days)


def _decider(office: Office, row: EntryRow, kind: RegisterKind, to: str) -> str:
    asker = next(iter(people_in(row, ASKED_BY)), "")
    holder = offices(office).holder(office_for(kind, asker, offices(office)))
    if not to or to == holder:
        return holder
    found = authority(office, to, kind, row, office.clock.today())
    if isinstance(found, NoAuthority):
        raise GovflowError(
            f"{to} may not decide on {row.entry}: {found.why}.",
            remedy=f"leave --to out, and {holder or 'the office that decides'} is asked.",
        )
    return to


def _refuse_open(office: Office, row: EntryRow) -> None:
    """One question at a time: an asking that is open is answered or reminded of, not repeated."""
    for notice in askings(office, row.entry):
        if not notice.closed:
            raise GovflowError(
                f"{row.entry} is being asked about already, in {notice.notice}.",
                remedy=f"'govflow run' reminds; 'govflow register ask {row.entry} --again' asks anew.",
            )


def send_asking(office: Office, plan: Asking) -> LetterRow:
    """Seal the notice and send its one letter; returns the letter as it stands."""
    office.refuse_behind()
    version = newest_version(office, plan.entry.policy)
    policy = passed_text(office, plan.entry.policy, version)
    notice = f"{plan.entry.entry}.{len(askings(office, plan.entry.entry)) + 1}"
    audience = next(iter(plan.person.audiences), "")
    sealed = NoticeSealed(
        notice=notice,
        policy=plan.entry.policy,
        version=version.version,
        digest=version.digest,
        purpose=plan.purpose.value,
        audiences=(audience,),
        sealed_on=office.clock.today(),
        due=plan.due,
        statement="",
        recipients=1,
        roll="",
    )
    office.register.append(*ended(office, plan.entry))
    seal_roll(office, sealed, prefix(policy.front), [Addressee(plan.person, audience)])
    (letter,) = office.register.find(LetterRow, notice=notice)
    return deliver_letters(office, notice, {letter.letter})[0]


def certifications_due(office: Office, kind: RegisterKind) -> list[Asking]:
    """The entries of a register that are to be confirmed by today and are not being asked about."""
    today, asked = office.clock.today(), open_askings(office)
    found = []
    for row in entries_of(office, kind.name):
        due = kind.certified_by and row.state in STANDING and certification_due(kind, row) <= today
        if due and row.entry not in asked:
            try:
                found.append(plan_asking(office, row.entry))
            except GovflowError:
                continue  # nobody to ask: `findings` names it as orphaned
    return found
