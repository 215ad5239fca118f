"""Policies to be looked at again: the register of all of them, and letters to owners and the chair."""

from collections.abc import Iterator
from dataclasses import replace

from govflow.core.people.dates import date_words
from govflow.core.people.letters import LetterKind, LetterState
from govflow.core.people.people import Person
from govflow.core.text.reviews import PolicyRegister, RegisteredPolicy, Standing
from govflow.workflows.office import HOME, Office
from govflow.workflows.own_letters import OwnLetter, own_text, send_own
from govflow.workflows.policies import PolicyLine, list_policies

REVIEW = "review"
SAID = {
    "en": {
        Standing.LAPSED: "{title}: its life ended on {lapses}, and it has to go back to the Board",
        Standing.OVERDUE: "{title}: its review was due on {due}",
        Standing.DUE: "{title}: its review is due by {due}",
    },
    "cy": {
        Standing.LAPSED: "{title}: daeth ei oes i ben ar {lapses}, a rhaid iddo fynd yn ôl i'r Bwrdd",
        Standing.OVERDUE: "{title}: roedd ei adolygiad i fod erbyn {due}",
        Standing.DUE: "{title}: mae ei adolygiad i fod erbyn {due}",
    },
}


def policy_register(office: Office) -> PolicyRegister:
    """Every policy that goes on, by title, as it stands today."""
    today = office.clock.today()
    lines = [one for one in list_policies(office) if one.ends is None or one.ends > today]
    return PolicyRegister(
        organisation=office.house.organisation,
        board=office.house.board,
        as_at=office.clock.stamp().astimezone(HOME),
        policies=tuple(map(_registered, sorted(lines, key=lambda one: (one.title, one.code)))),
        checkpoint=str(office.register.checkpoint()),
    )


def _registered(line: PolicyLine) -> RegisteredPolicy:
    row = line.in_force
    return RegisteredPolicy(
        code=line.code,
        title=line.title,
        instrument_class=line.instrument_class,
        owner=line.owner,
        version=row.version if row else "",
        passed_on=row.passed_on if row else None,
        in_force=row.in_force if row else None,
        review=line.review,
    )


def send_reviews(office: Office) -> int:
    """Send this month's letters about reviews, one to each owner and one to the chair; returns how many.

    An owner hears of what is due, overdue or lapsed, the chair of what is overdue or lapsed. Who is not
    on the people list by id, name or address is not written to; 'govflow status' names them all.
    """
    today = office.clock.today()
    wanted = office.house.reviews.mail and office.timetable.calendar.works(today)
    register = policy_register(office) if wanted else None
    letters = [*_to_owners(office, register), *_to_chair(office, register)] if register else []
    return sum(row.state == LetterState.SENT for row in send_own(office, REVIEW, letters))


def _to_owners(office: Office, register: PolicyRegister) -> Iterator[OwnLetter]:
    """One letter to each owner; its name holds the first code of theirs, which says nothing of a person."""
    theirs: dict[Person, list[RegisteredPolicy]] = {}
    for one in register.policies:
        if owner := _on_list(office, one.owner):
            theirs.setdefault(owner, []).append(one)
    for owner, policies in theirs.items():
        if pressing := [one for one in register.pressing if one in policies]:
            yield _letter(office, owner, f"owner-of-{min(one.code for one in policies)}", pressing)


def _to_chair(office: Office, register: PolicyRegister) -> Iterator[OwnLetter]:
    late = [one for one in register.pressing if one.review.standing is not Standing.DUE]
    chair = _on_list(office, office.timetable.rules.chair)
    if chair and late:
        yield _letter(office, chair, "chair", late)


def _letter(office: Office, to: Person, name: str, policies: list[RegisteredPolicy]) -> OwnLetter:
    text = own_text(office, LetterKind.REPORT, REVIEW, to.name, to.language)
    lines = tuple(_said(one, to.language) for one in policies)
    month = f"{office.clock.today():%Y-%m}"
    return OwnLetter(f"{REVIEW}-{month}/{name}", to.email, replace(text, changes=lines))


def _said(one: RegisteredPolicy, language: str) -> str:
    words = SAID.get(language, SAID["en"])[one.review.standing]
    due, lapses = (
        date_words(day, language) if day else "" for day in (one.review.due, one.review.lapses)
    )
    return words.format(title=one.title, due=due, lapses=lapses)


def _on_list(office: Office, named: str) -> Person | None:
    """The person of the list whom an id, a name or an address means, while they are here."""
    wanted, today = named.casefold(), office.clock.today()
    for person in office.library.people():
        known = (person.id, person.name, *person.addresses)
        if wanted and person.email and wanted in map(str.casefold, known):
            return person if person.here_on(today) else None
    return None
