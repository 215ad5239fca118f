"""What a text asks of each person on the list: gathered from the register, weighed by `core`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from govflow.core.people.notices import Addressee, Excluded, Roll
from govflow.core.record.asking import Asking, earlier_places, same_duties, weigh
from govflow.core.record.rows import NoticeRow, RecipientRow, VersionRow
from govflow.workflows.office import Office


def asking(office: Office, version: VersionRow, *, binding: bool) -> Asking:
    """What the register knows that decides what this text asks of whom."""
    versions = office.register.find(VersionRow, policy=version.policy)
    same = same_duties(versions, version)
    notices = office.register.find(NoticeRow, policy=version.policy)
    rows = (r for one in notices for r in office.register.find(RecipientRow, notice=one.notice))
    return Asking(
        materiality=version.materiality,
        binding=binding,
        same=frozenset(one.notice for one in notices if one.version in same),
        earlier=earlier_places(notices, rows),
        today=office.clock.today(),
    )


def weighed(roll: Roll, ask: Asking) -> Roll:
    """The roll with what is asked of each person; whoever gets nothing after all is among the excluded."""
    mail, paper = ([weigh(ask, one) for one in part] for part in (roll.addressees, roll.paper))
    return Roll(
        tuple(one for one in mail if isinstance(one, Addressee)),
        (*roll.excluded, *(one for one in (*mail, *paper) if isinstance(one, Excluded))),
        tuple(one for one in paper if isinstance(one, Addressee)),
    )


def replaced(office: Office, row: VersionRow, chosen: Sequence[str]) -> tuple[str, ...]:
    """Open notices of other texts of this policy that went to no audience but these."""
    return tuple(
        one.notice
        for one in office.register.find(NoticeRow, policy=row.policy, closed=False)
        if one.digest != row.digest and set(one.audiences) <= set(chosen)
    )


def with_own_days(roll: Roll, day: date | None) -> Roll:
    """The roll where the notice itself asks nothing: whoever is asked has a day of their own."""
    mail, paper = (
        tuple(one if one.told else replace(one, due=one.due or day) for one in part)
        for part in (roll.addressees, roll.paper)
    )
    return replace(roll, addressees=mail, paper=paper)
