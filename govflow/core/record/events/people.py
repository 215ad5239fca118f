"""What happens to people: taken over, excused, extended, put on hold, erased."""

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
    """Everything personal held on somebody was erased; `evidence` lists the bytes that went with it.

    Where other people's entries named them, those words went too: `values` are (event number, field,
    item) beside the ledger, `columns` are (table, column, key...) of the state tables.
    """

    subject: str
    evidence: tuple[str, ...]
    by: Private
    reason: Private
    values: tuple[tuple[str, ...], ...] = ()
    columns: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PersonHeld:
    """While a claim is open nothing held on this person is erased, by nobody and by no rule."""

    subject: str
    by: Private
    reason: Private


@dataclass(frozen=True, slots=True)
class PersonReleased:
    """The claim is over: from here on the usual rules hold again."""

    subject: str
    by: Private
    reason: Private
