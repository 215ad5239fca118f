"""What happens to people: taken over, excused, extended, erased."""

from dataclasses import dataclass
from datetime import date

from govflow.core.record.events.private import Private


@dataclass(frozen=True, slots=True)
class PeopleImported:
    source: str
    people: int
    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class RecipientExcused:
    """Somebody need not answer (for now): `excuse` is exempt, waived, left or away; '' ends it.

    `until` is the last day of it, None for good.
    """

    notice: str
    recipient: int
    excuse: str
    until: date | None
    by: Private
    reason: Private


@dataclass(frozen=True, slots=True)
class RecipientExtended:
    """One person was given until `due` to answer; no reason is kept."""

    notice: str
    recipient: int
    due: date
    by: Private


@dataclass(frozen=True, slots=True)
class PersonErased:
    """Everything personal held on somebody was erased; `evidence` lists the bytes that went with it."""

    subject: str
    evidence: tuple[str, ...]
    by: Private
    reason: Private
