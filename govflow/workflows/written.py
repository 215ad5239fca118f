"""Written resolutions: the Board agrees by e-mail, where an article lets it, and each vote is evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from govflow.core.errors import GovflowError
from govflow.core.people.dates import date_words
from govflow.core.people.letters import Purpose, resolution_statement
from govflow.core.people.notices import INTEREST, Addressee
from govflow.core.people.same import means
from govflow.core.record.resolutions import Step, Vote, agreements_needed, still_needed
from govflow.core.record.rows import NoticeRow, RecipientRow, ReplyRow
from govflow.workflows.amend import amendment_row
from govflow.workflows.decisions import Decision, steps_taken
from govflow.workflows.mailings import Mailing, check_tabled, mailing
from govflow.workflows.office import HOME, Office

OUT_OF_IT = ("exempt", "waived", "left")
"""Excuses that take a member of the Board out of a written resolution, with name and reason."""


def plan_resolution(
    office: Office, name: str, *, reply_by: date | None = None, conflicts: Sequence[str] = ()
) -> Mailing:
    """The letters that ask the Board to agree to one amendment in writing.

    `conflicts` are members with an interest, by name or id: they get the papers and no vote. Refused
    where the settings cite no article that allows it, another body comes first, or too few could vote.
    """
    rules = office.house.meetings
    if not rules.written_article:
        raise GovflowError(
            "no article that lets the Board decide in writing is cited.",
            place="govflow.toml",
            remedy='name it under [meetings]: written_article = "Article 9.4", or hold a meeting.',
            undone="Nothing was sent.",
        )
    check_tabled(office, name)
    step = _step(office, name)
    today = office.clock.today()
    due = reply_by or today + timedelta(days=rules.written_days)
    if due <= today:
        raise GovflowError(
            f"{date_words(due)} is no day by which anybody could answer.",
            place="--reply-by",
            remedy="choose a later day.",
            undone="Nothing was sent.",
        )
    house = office.house
    words = resolution_statement(house.organisation, rules.written_article, rules.written_majority)
    plan = mailing(office, [name], Purpose.RESOLUTION, due, statement=words)
    if plan.notice:
        return plan
    plan = replace(plan, addressees=_set_aside(plan.addressees, conflicts))
    could = sum(one.audience != INTEREST for one in plan.addressees)
    if could < max(1, step.quorum):
        raise GovflowError(
            f"only {could} could vote, and {step.body} needs a quorum of {max(1, step.quorum)}.",
            place=f"amendment {name}",
            remedy="take it to a meeting.",
            undone="Nothing was sent.",
        )
    return plan


def _step(office: Office, name: str) -> Step:
    """The Board's step of the route, which must be the next."""
    row = amendment_row(office, name)
    front = office.library.version(row.policy, row.base_version).front
    route = office.house.route(front.instrument_class)
    waiting = still_needed(route, steps_taken(office, name), row.pack_digest)
    if not waiting or waiting[0].body != office.house.board:
        body = waiting[0].body if waiting else "another body"
        raise GovflowError(
            f"{body} decides on this next, and only {office.house.board} is written to.",
            place=f"amendment {name}",
            remedy=f"record its decision first: govflow board record {name} --body {body!r} ...",
            undone="Nothing was sent.",
        )
    return waiting[0]


def _set_aside(
    addressees: tuple[Addressee, ...], conflicts: Sequence[str]
) -> tuple[Addressee, ...]:
    """The members with those who declared an interest marked. Each name must be that of one of them."""
    marked = list(addressees)
    for said in conflicts:
        found = [
            at
            for at, one in enumerate(addressees)
            if said == one.person.id or means(said, (one.person.name,), one.person.addresses)
        ]
        if len(found) != 1:
            raise GovflowError(
                f"'{said}' is {'nobody' if not found else 'more than one person'} on the Board.",
                place="--conflict",
                remedy="give the full name, or the id, as in people.csv.",
                undone="Nothing was sent.",
            )
        marked[found[0]] = replace(marked[found[0]], audience=INTEREST)
    return tuple(marked)


@dataclass(frozen=True, slots=True)
class Votes:
    """How a written resolution stands. `agreed` are (member, day, evidence) in the order they came.

    `waiting` have not voted, `doubtful` have a reply that waits for the officer, `against` objected,
    `aside` left vote and quorum. `passed_on` is the day of the last agreement needed, None before it.
    """

    notice: NoticeRow
    agreed: tuple[tuple[str, date, str], ...]
    waiting: tuple[str, ...]
    doubtful: tuple[str, ...]
    against: tuple[str, ...]
    aside: tuple[str, ...]
    needed: int
    passed_on: date | None

    @property
    def may_vote(self) -> int:
        """How many could vote."""
        return sum(map(len, (self.agreed, self.waiting, self.doubtful, self.against)))


def votes(office: Office, name: str) -> Votes:
    """Who has agreed to an amendment in writing, and whether that is enough.

    Raises GovflowError when the Board was not asked.
    """
    asked = office.register.find(NoticeRow, purpose=Purpose.RESOLUTION.value)
    found = [row for row in asked if name in row.amendments]
    if not found:
        raise GovflowError(
            f"the Board was not asked to decide on amendment {name} in writing.",
            place=f"amendment {name}",
            remedy=f"govflow board send {name} --written",
        )
    notice = max(found, key=lambda row: (not row.closed, row.sealed_on, row.notice))
    heaps: dict[str, list[RecipientRow]] = {}
    for row in office.register.find(RecipientRow, notice=notice.notice):
        heaps.setdefault(_heap(row), []).append(row)
    agreed = sorted((_vote(office, row) for row in heaps.get("agreed", [])), key=lambda one: one[0])
    could = sum(len(rows) for heap, rows in heaps.items() if heap != "aside")
    needed = agreements_needed(office.house.meetings.written_majority, could)
    days = [day for _, (_, day, _) in agreed]
    return Votes(
        notice=notice,
        agreed=tuple(vote for _, vote in agreed),
        waiting=_names(heaps, "waiting"),
        doubtful=_names(heaps, "doubtful"),
        against=_names(heaps, "against"),
        aside=_names(heaps, "aside"),
        needed=needed,
        passed_on=days[needed - 1] if len(days) >= needed else None,
    )


def _heap(row: RecipientRow) -> str:
    if row.audience == INTEREST or row.excused in OUT_OF_IT:
        return "aside"
    if row.held:
        return "doubtful"
    if row.counted:
        return "agreed"
    return "against" if row.outcome == "declined" else "waiting"


def _names(heaps: dict[str, list[RecipientRow]], heap: str) -> tuple[str, ...]:
    return tuple(row.name for row in heaps.get(heap, []))


def _vote(office: Office, row: RecipientRow) -> tuple[datetime, tuple[str, date, str]]:
    reply = office.register.get(ReplyRow, row.counted)
    assert reply is not None
    at = datetime.fromisoformat(reply.received)
    return at, (row.name, at.astimezone(HOME).date(), row.counted)


def written_decision(office: Office, name: str, minute: str = "") -> Decision:
    """What the Board decided in writing, from the votes as they stand.

    Passed on the day of the last agreement needed. Rejected when the last day has passed without it, or
    nobody is left who could bring it about. Raises GovflowError while it is open, and while a member's
    later word waits for the officer.
    """
    found = votes(office, name)
    if found.notice.closed:
        raise GovflowError(
            f"{found.notice.notice} is closed; its papers were replaced or it was decided on.",
            place=f"amendment {name}",
            remedy=f"ask the Board anew: govflow board send {name} --written",
            undone="Nothing was recorded.",
        )
    if found.doubtful:
        raise GovflowError(
            f"a reply of {found.doubtful[0]} waits for you.",
            place=f"amendment {name}",
            remedy="settle it first: govflow replies list --held",
            undone="Nothing was recorded.",
        )
    passed, due = found.passed_on, found.notice.due
    assert due is not None
    today = office.clock.today()
    if passed is None and today <= due and len(found.agreed) + len(found.waiting) >= found.needed:
        missing = found.needed - len(found.agreed)
        raise GovflowError(
            f"{missing} more must agree; {len(found.agreed)} of {found.may_vote} have.",
            place=f"amendment {name}",
            remedy=f"wait until {date_words(due)}, or take it to a meeting.",
            undone="Nothing was recorded.",
        )
    return Decision(
        outcome="passed" if passed else "rejected",
        decided_on=passed or min(today, due),
        minute=minute,
        vote=Vote(len(found.agreed), len(found.against), None, found.may_vote),
        conflicts=found.aside,
        body=office.house.board,
        article=office.house.meetings.written_article,
        votes=found.agreed,
    )
