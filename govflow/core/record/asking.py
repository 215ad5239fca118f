"""What a text asks of each person, after what earlier texts have asked of them: its materiality decides.

A new text of class A asks everybody anew. One of class B or C changes no duty: whoever acknowledged an
earlier text with the same duties is only sent it (B) or nothing (C), and a request that is still open
moves forward to the new text with the day it had. No acknowledgement is carried to another text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from govflow.core.people.notices import Addressee, Excluded
from govflow.core.record.register import excused_today
from govflow.core.record.rows import NoticeRow, RecipientRow, VersionRow

LIGHT = ("B", "C")
"""The classes of a change after which nobody is asked to acknowledge again."""
AT_LEAST = timedelta(days=7)
"""What somebody whose day has passed gets when their request moves forward to a new text."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """One person's place in an earlier notice of the same policy. `due` is None where nothing was asked."""

    row: RecipientRow
    due: date | None


@dataclass(frozen=True, slots=True)
class Asking:
    """A text about to be sent: its class, whether it binds, and what was asked before.

    `same` are the earlier notices whose texts hold the same duties, `earlier` each person's places in
    any notice of the policy. `today` is the day on which it is planned.
    """

    materiality: str
    binding: bool
    same: frozenset[str]
    earlier: Mapping[str, Sequence[Earlier]]
    today: date


def same_duties(versions: Iterable[VersionRow], version: VersionRow) -> frozenset[str]:
    """The earlier versions of the policy from which this one differs in no duty (classes B and C)."""
    older = [row for row in versions if row.seq <= version.seq]
    found: list[str] = []
    for row in sorted(older, key=lambda row: row.seq, reverse=True):
        found.append(row.version)
        if row.materiality not in LIGHT:
            break
    return frozenset(found[1:])


def earlier_places(
    notices: Iterable[NoticeRow], recipients: Iterable[RecipientRow]
) -> dict[str, list[Earlier]]:
    """Each person's places in these notices, by the officer's id; people who were erased are left out."""
    days = {notice.notice: notice.due for notice in notices}
    found: dict[str, list[Earlier]] = {}
    for row in recipients:
        if row.person and row.notice in days:
            found.setdefault(row.person, []).append(Earlier(row, row.due or days[row.notice]))
    return found


def weigh(asking: Asking, addressee: Addressee) -> Addressee | Excluded:
    """What this person is asked: as an addressee with their own day, or why they get nothing."""
    places = asking.earlier.get(addressee.person.id, ())
    if any(excused_today(place.row, "exempt", asking.today) for place in places):
        return Excluded(addressee.person, "exempt")
    same = [place for place in places if place.row.notice in asking.same]
    if not same:
        return addressee
    if not asking.binding:
        return _told(asking, addressee, "was sent an earlier text with the same duties")
    asked = [place for place in same if place.due is not None]
    return _moved(asking, addressee, asked) if asked else addressee


def _moved(asking: Asking, addressee: Addressee, asked: Sequence[Earlier]) -> Addressee | Excluded:
    if any(excused_today(place.row, "waived", asking.today) for place in asked):
        return Excluded(addressee.person, "waived")
    if any(place.row.counted for place in asked):
        return _told(asking, addressee, "acknowledged an earlier text with the same duties")
    if any(place.row.held for place in asked):
        return Excluded(addressee.person, "a reply waits for review")
    if any(place.row.outcome == "declined" for place in asked):
        return _told(asking, addressee, "declined an earlier text with the same duties")
    days = [place.due for place in asked if place.due is not None]
    due = max(days)
    return replace(addressee, due=due if due >= asking.today else asking.today + AT_LEAST)


def _told(asking: Asking, addressee: Addressee, why: str) -> Addressee | Excluded:
    """Somebody of whom nothing is asked: sent the text after a change of class B, not after one of C."""
    if asking.materiality == "C":
        return Excluded(addressee.person, why)
    return replace(addressee, told=True)
