"""What guidance covers of a policy, and who confirmed it when."""

from dataclasses import dataclass
from datetime import date, datetime

from govflow.core.record.events import GuidanceConfirmed
from govflow.core.text.guidance import Coverage, coverage
from govflow.workflows.guidance import standing_of, target_of
from govflow.workflows.office import HOME, Office
from govflow.workflows.opened import opened


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody found the guidance for an audience right beside a version."""

    audience: str
    version: str
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Covered:
    """One guidance beside the text it has to fit: every clause with the passages that rest on it.

    `stale` are the headings of passages that nobody has confirmed since their clauses changed.
    """

    audience: str
    published_at: str
    clauses: tuple[Coverage, ...]
    stale: tuple[str, ...]


def covered(office: Office, code: str) -> tuple[Covered, ...]:
    """Each guidance of a policy with what it covers."""
    target = target_of(office, code)
    return tuple(
        Covered(
            one.guidance.audience,
            one.guidance.published_at,
            coverage(one.guidance, target.policy),
            tuple(dict.fromkeys(stale.passage.heading for stale in one.stale)),
        )
        for one in standing_of(office, code, target)
    )


def confirmations(office: Office, code: str) -> tuple[Confirmation, ...]:
    """Every confirmation of a policy's guidance there ever was, oldest first; erased names are ''."""
    found = []
    for line in office.register.events():
        if line.kind == GuidanceConfirmed.__name__:
            entry = opened(office.register, line)
            said = entry.event
            assert isinstance(said, GuidanceConfirmed)
            if said.policy == code:
                day = entry.moment.as_of or _day(entry.moment.when)
                found.append(Confirmation(said.audience, said.version, day, str(said.by)))
    return tuple(found)


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(HOME).date()
