"""How entries of a register stand: who may decide on one, and what is amiss with it on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from govflow.core.people.dates import date_words
from govflow.core.record.rows import EntryRow
from govflow.core.text.registers import RegisterKind

ASKED, GRANTED, REFUSED = "asked", "granted", "refused"
ACTIVE, CLOSED = "active", "closed"
ANSWERED, PUBLISHED = "answered", "published"
STANDING = (GRANTED, ACTIVE, ANSWERED, PUBLISHED)
"""States of an entry that holds. What is only asked holds nothing: silence is not permission."""
ASKED_BY, ADVISER, DECIDED_BY = "asked_by", "adviser", "decided_by"
CERTIFIED_ON, CONFIDENTIAL = "certified_on", "confidential"
OFFICES = {
    "ceo": "the Chief Executive Officer",
    "chair": "the chair",
    "vice_chair": "the vice-chair",
}


@dataclass(frozen=True, slots=True)
class Offices:
    """Who holds which office, as ids on the people list; '' where nobody is named."""

    ceo: str = ""
    chair: str = ""
    vice_chair: str = ""

    def holder(self, office: str) -> str:
        """The person who holds an office."""
        return {"ceo": self.ceo, "chair": self.chair, "vice_chair": self.vice_chair}[office]


def entry_of(notice: str) -> str:
    """The entry that a notice asks about: 'permissions-2.1' is the first about permissions-2."""
    return notice.rpartition(".")[0]


def words_of(row: EntryRow) -> dict[str, str]:
    """The fields of an entry that are words."""
    return dict(row.words)


def people_in(row: EntryRow, field: str) -> tuple[str, ...]:
    """The ids of those named in a field of an entry, erased ones left out."""
    return tuple(person for name, _, person in row.people if name == field and person)


def day_in(row: EntryRow, field: str) -> date | None:
    """A field that holds a date."""
    text = words_of(row).get(field, "")
    return date.fromisoformat(text) if text else None


# --- who decides


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody may decide: in which office, and by which mandate where it is a nominee's."""

    office: str
    mandate: str = ""


@dataclass(frozen=True, slots=True)
class NoAuthority:
    """Somebody may not decide, and why not."""

    why: str


def office_for(kind: RegisterKind, asker: str, offices: Offices) -> str:
    """The office that decides on a request of this person: nobody decides their own."""
    ladder = {"ceo": "chair", "chair": "vice_chair"}
    own = asker != "" and offices.holder(kind.decided_by) == asker
    return ladder[kind.decided_by] if own else kind.decided_by


def may_decide(
    person: str,
    kind: RegisterKind,
    row: EntryRow,
    offices: Offices,
    mandates: Iterable[EntryRow],
    day: date,
) -> Authority | NoAuthority:
    """Whether a person may decide on an entry on this day.

    `mandates` are the entries of the register of nominees. The request of the office's own holder goes
    to the office above, and to no nominee: nobody's delegate decides on their principal.
    """
    asker = next(iter(people_in(row, ASKED_BY)), "")
    if person == asker:
        return NoAuthority("nobody decides their own request")
    office = office_for(kind, asker, offices)
    if person and person == offices.holder(office):
        return Authority(office)
    if office != kind.decided_by:
        return NoAuthority(f"a request of {OFFICES[kind.decided_by]} goes to {OFFICES[office]}")
    mine = [one for one in mandates if person in people_in(one, "nominee")]
    return _mandated(mine, row, day, office)


def _mandated(
    mine: Sequence[EntryRow], row: EntryRow, day: date, office: str
) -> Authority | NoAuthority:
    """Whether one of a person's own mandates covers this entry on this day."""
    given = [one for one in mine if one.state == GRANTED]
    if not given:
        ended = next((one for one in mine if one.state == CLOSED), None)
        if ended:
            return NoAuthority(f"the mandate {ended.entry} was ended on {date_words(ended.since)}")
        return NoAuthority(f"neither {OFFICES[office]} nor a nominee")
    running = [one for one in given if runs(one, day)]
    if not running:
        return NoAuthority(_not_running(given, day))
    covering = next((one for one in running if covers(one, row)), None)
    if covering is None:
        scope = words_of(running[0]).get("scope", "")
        return NoAuthority(f"the mandate {running[0].entry} covers {scope or 'nothing'} only")
    return Authority("nominee", covering.entry)


def runs(mandate: EntryRow, day: date) -> bool:
    """Whether a mandate is in its time; both of its days belong to it."""
    begins, ends = day_in(mandate, "begins"), day_in(mandate, "ends")
    return begins is not None and ends is not None and begins <= day <= ends


def _not_running(given: Sequence[EntryRow], day: date) -> str:
    newest = max(given, key=lambda one: words_of(one).get("ends", ""))
    ends, begins = day_in(newest, "ends"), day_in(newest, "begins")
    if ends is not None and ends < day:
        return f"the mandate {newest.entry} ended on {date_words(ends)}"
    when = date_words(begins) if begins else "a day not stated"
    return f"the mandate {newest.entry} begins on {when}"


def covers(mandate: EntryRow, row: EntryRow) -> bool:
    """Whether an entry lies within a mandate: its scope is 'all', or names a value of the entry.

    A scope may name several, parted by commas: 'Instagram, TikTok'.
    """
    scope = words_of(mandate).get("scope")
    if scope is None:
        return True
    named = {one.strip().casefold() for one in scope.split(",")}
    values = {value.casefold() for _, value in row.words}
    return "all" in named or bool(named & values)


# --- what is amiss


@dataclass(frozen=True, slots=True)
class EntryFinding:
    """Something about an entry that somebody should see to, and the way out."""

    code: str
    entry: str
    register: str
    message: str
    remedy: str


def entry_findings(
    kind: RegisterKind,
    rows: Sequence[EntryRow],
    others: Sequence[EntryRow],
    here: Iterable[str],
    today: date,
) -> list[EntryFinding]:
    """What is amiss in one register on a day.

    `rows` are its entries, `others` those of every register; `here` are the ids of people who belong to
    the organisation today.
    """
    present = set(here)
    found: list[EntryFinding] = []
    for row in rows:
        if row.state == ASKED:
            found += _waiting(kind, row, today)
        elif row.state in STANDING:
            found += _unlogged(kind, row, others)
            found += _lacking(kind, row)
            found += _inactive(kind, row, today)
            found += _uncertified(kind, row, present, today)
            found += _ended(row, today)
    return found


def _waiting(kind: RegisterKind, row: EntryRow, today: date) -> list[EntryFinding]:
    days = (today - row.since).days
    if kind.answered_within or days < 1:
        return []
    told = (
        f"has waited {days} day{'' if days == 1 else 's'} for a decision; silence is no permission"
    )
    return [_finding("waiting", row, told, f"govflow register ask {row.entry}")]


def _unlogged(kind: RegisterKind, row: EntryRow, others: Sequence[EntryRow]) -> list[EntryFinding]:
    if not kind.logged_in or any(
        other.register == kind.logged_in and row.entry in (value for _, value in other.words)
        for other in others
    ):
        return []
    told = f"was granted, and nothing is logged under it in {kind.logged_in}"
    return [_finding("unlogged", row, told, f"govflow register add {kind.logged_in} ...")]


def _lacking(kind: RegisterKind, row: EntryRow) -> list[EntryFinding]:
    missing = [
        field.label.lower()
        for field in (kind.field(name) for name in kind.expected)
        if field and not (words_of(row).get(field.name) or people_in(row, field.name))
    ]
    if not missing:
        return []
    told = f"states no {' and no '.join(missing)}"
    code = "unlogged" if "permission" in missing else "incomplete"
    return [_finding(code, row, told, f"govflow register change {row.entry} ...")]


def _inactive(kind: RegisterKind, row: EntryRow, today: date) -> list[EntryFinding]:
    if not kind.inactive_after:
        return []
    last = day_in(row, "last_activity")
    if last is not None and today - last <= timedelta(days=kind.inactive_after):
        return []
    told = (
        f"was last active on {date_words(last)}, {(today - last).days} days ago"
        if last
        else "has no activity that its owner has stated"
    )
    return [_finding("inactive", row, told, f"govflow register ask {row.entry}")]


def _uncertified(
    kind: RegisterKind, row: EntryRow, present: set[str], today: date
) -> list[EntryFinding]:
    if not kind.certified_by:
        return []
    holders = people_in(row, kind.certified_by)
    if not set(holders) & present:
        label = kind.certified_by.replace("_", " ")
        change = f"govflow register change {row.entry} {kind.certified_by}=ID"
        return [_finding("orphaned", row, f"has no {label} who is still here", change)]
    if certification_due(kind, row) > today:
        return []
    last = day_in(row, CERTIFIED_ON)
    told = f"was last certified on {date_words(last)}" if last else "was never certified"
    return [_finding("uncertified", row, told, f"govflow register ask {row.entry}")]


def certification_due(kind: RegisterKind, row: EntryRow) -> date:
    """The day on which an entry is to be confirmed again."""
    last = day_in(row, CERTIFIED_ON) or row.begun
    return last + timedelta(days=kind.certified_every)


def _ended(row: EntryRow, today: date) -> list[EntryFinding]:
    ends = next((day for day in (day_in(row, "ends"), day_in(row, "until")) if day), None)
    if ends is None or ends >= today:
        return []
    told = f"ended on {date_words(ends)}"
    return [
        _finding("ended", row, told, f"govflow register close {row.entry} --by NAME --reason R")
    ]


def _finding(code: str, row: EntryRow, told: str, remedy: str) -> EntryFinding:
    return EntryFinding(code, row.entry, row.register, f"{row.entry} {told}.", remedy)
