"""Who comes to a notice after it was sealed: joiners, movers, those back from leave or settled since.

A confirmed notice of a text to an audience holds for everybody who comes to that audience while the text
is in force: they get it with a deadline of their own. A text that nobody confirmed a notice of goes to
nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from govflow.core.people.notices import Addressee, Roll, plan_roll, prefix
from govflow.core.record.asking import Asking
from govflow.core.record.events import RecipientsAdded
from govflow.core.record.rows import NoticeRow, VersionRow
from govflow.core.text.policy import FrontMatter
from govflow.workflows.askings import asking, weighed, with_own_days
from govflow.workflows.notify import seal_roll
from govflow.workflows.office import Office
from govflow.workflows.policies import passed_text, repeal_of, version_in_force


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The people who come to one notice, each with what is asked of them; `front` heads its text."""

    notice: NoticeRow
    front: FrontMatter
    roll: Roll

    @property
    def people(self) -> tuple[Addressee, ...]:
        """Everybody who comes, those reached on paper last."""
        return (*self.roll.addressees, *self.roll.paper)


def plan_arrivals(office: Office) -> list[Arrivals]:
    """Everybody bound or to be informed today who is on no notice of the text yet. Records nothing."""
    standing = [row for row in office.register.find(NoticeRow, closed=False) if row.policy]
    found = [
        _of_notice(office, notice)
        for code in sorted({notice.policy for notice in standing})
        for notice in _current(office, code, standing)
    ]
    return [one for one in found if one.people]


def take_in(office: Office) -> int:
    """Put the arrivals on their notices; their letters wait to be sent. Returns how many people came."""
    arrivals = plan_arrivals(office)
    if arrivals:
        office.refuse_behind()
    for one in arrivals:
        for due in sorted({a.due for a in one.people}, key=str):
            _add(office, one, due, [a for a in one.people if a.due == due])
    return sum(len(one.people) for one in arrivals)


def _current(office: Office, code: str, standing: Iterable[NoticeRow]) -> list[NoticeRow]:
    """The open notices of the newest text that was sent, unless a later one is in force unsent."""
    end, today = repeal_of(office, code), office.clock.today()
    force = version_in_force(office, code, today)
    if end is not None or force is None:
        return []
    order = {row.version: row.seq for row in office.register.find(VersionRow, policy=code)}
    mine = [notice for notice in standing if notice.policy == code]
    newest = max(order[notice.version] for notice in mine)
    return [one for one in mine if order[one.version] == newest >= force.seq]


def _of_notice(office: Office, notice: NoticeRow) -> Arrivals:
    version = office.register.get(VersionRow, notice.policy, notice.version)
    assert version is not None
    policy, today = passed_text(office, notice.policy, version), office.clock.today()
    binding = any(a.bound for a in policy.front.audiences if a.name in notice.audiences)
    ask = asking(office, version, binding=binding)
    there = _there(office, notice, ask)
    roll = plan_roll(office.library.people(), notice.audiences, today)
    mail, paper = (
        tuple(one for one in part if one.person.id not in there)
        for part in (roll.addressees, roll.paper)
    )
    day = today + timedelta(days=office.house.days) if binding else None
    fresh = weighed(replace(roll, addressees=mail, paper=paper), ask)
    return Arrivals(notice, policy.front, with_own_days(fresh, day))


def _there(office: Office, notice: NoticeRow, ask: Asking) -> set[str]:
    """People on this notice, and those asked for this very text, or merely sent it, by another one."""
    same = office.register.find(NoticeRow, policy=notice.policy, digest=notice.digest)
    names = {one.notice for one in same}
    return {
        person
        for person, places in ask.earlier.items()
        for place in places
        if place.row.notice == notice.notice
        or (place.row.notice in names and (place.due is not None or not ask.binding))
    }


def _add(office: Office, arrivals: Arrivals, due: date | None, addressees: list[Addressee]) -> None:
    notice = office.register.get(NoticeRow, arrivals.notice.notice)
    assert notice is not None
    first = notice.recipients + 1
    event = RecipientsAdded(notice.notice, first, len(addressees), due, "")
    seal_roll(office, event, prefix(arrivals.front), addressees)
