"""Ending a policy: its letters stop, what was in force stays findable, its successor is named."""

from dataclasses import dataclass
from datetime import date

from govflow.core.errors import GovflowError
from govflow.core.record.events import NoticeClosed, PolicyRepealed, Private
from govflow.core.record.rows import NoticeRow
from govflow.workflows.office import Office
from govflow.workflows.policies import check_come, check_not_repealed, newest_version


@dataclass(frozen=True, slots=True)
class Repeal:
    """A policy about to end: the event to be recorded, and the open notices that it closes."""

    event: PolicyRepealed
    notices: tuple[str, ...]


def plan_repeal(
    office: Office,
    code: str,
    *,
    decided_on: date,
    minute: str,
    ends: date,
    replaced_by: str,
    reason: str,
) -> Repeal:
    """Check that a policy can end; nothing is recorded.

    Raises GovflowError when it ended already, ends before the decision, was decided on in the future,
    or would be replaced by itself or by a policy that is not here.
    """
    newest_version(office, code)
    check_not_repealed(office, code)
    check_come(office, "the repeal", decided_on)
    if ends < decided_on:
        raise GovflowError(
            f"{ends:%d/%m/%Y} is before the decision of {decided_on:%d/%m/%Y}.",
            place=code,
            remedy="let the policy end on or after that day.",
            undone="Nothing was recorded.",
        )
    if replaced_by and (replaced_by == code or replaced_by not in office.library.codes()):
        raise GovflowError(
            f"'{replaced_by}' cannot take the place of '{code}'.",
            remedy="name another policy of this workspace; 'govflow policy list' shows them.",
        )
    notices = tuple(
        notice.notice for notice in office.register.find(NoticeRow, policy=code, closed=False)
    )
    event = PolicyRepealed(code, decided_on, minute, ends, replaced_by, Private(reason))
    return Repeal(event, notices)


def repeal(office: Office, plan: Repeal) -> None:
    """Record that the policy ends and close its open notices: nobody is written to about it again."""
    closed = [NoticeClosed(notice, Private("the policy is repealed")) for notice in plan.notices]
    office.register.append(plan.event, *closed)
