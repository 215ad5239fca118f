"""Proposing an amendment: a copy to edit, and what the edits amount to."""

from dataclasses import dataclass
from pathlib import PurePath

from govflow.core.errors import GovflowError
from govflow.core.record.events import AmendmentStarted, AmendmentWithdrawn, Private
from govflow.core.record.rows import AmendmentRow
from govflow.core.text.amendment import Amendment, next_version
from govflow.core.text.blocks import source
from govflow.core.text.changes import Change, Insert, Omit, Pair, Renumber, Substitute
from govflow.core.text.checks import unprintable_parts
from govflow.core.text.compare import align, compare
from govflow.core.text.documents import ScheduleEntry
from govflow.core.text.draft import ScheduleLine
from govflow.core.text.findings import Finding, Severity
from govflow.core.text.materiality import Proposal, overall, propose
from govflow.core.text.policy import Kind, Policy, provisions
from govflow.core.text.schedule import instructions
from govflow.core.text.versions import digest
from govflow.workflows.closing import mailings_ended
from govflow.workflows.office import Office
from govflow.workflows.policies import check_not_repealed, check_unaltered, newest_version

OPEN = ("draft", "tabled", "deferred")
RIVAL = "AMD105"


@dataclass(frozen=True, slots=True)
class Weighed:
    """One change and its materiality: as the program proposes it, or as the mover has it."""

    change: Change
    proposed: Proposal
    materiality: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts side by side: changes with their weight, the redline's pairs, the schedule in words."""

    changes: tuple[Weighed, ...]
    pairs: tuple[Pair, ...]
    entries: tuple[ScheduleEntry, ...]

    @property
    def materiality(self) -> str:
        return overall(weighed.materiality for weighed in self.changes)


@dataclass(frozen=True, slots=True)
class Examination:
    """What an amendment does to the text it amends, as the program reads it."""

    amendment: Amendment
    row: AmendmentRow
    base: Policy
    digest: str
    comparison: Comparison


def plan_amendment(
    office: Office,
    code: str,
    *,
    title: str,
    source: bytes | None,
    place: str,
    reason: str,
    mover: str,
) -> Amendment:
    """An amendment of the newest passed text as it would begin; nothing is written yet.

    `source` is a whole proposed text to begin with instead (a Markdown file; its front matter may be
    left out); `place` names it in refusals. Raises GovflowError when the standing text was altered.
    """
    check_not_repealed(office, code)
    base = check_unaltered(office, code)
    row = newest_version(office, code)
    proposed = base if source is None else office.library.read_text(source, place, like=base)
    if proposed.code != code:
        raise GovflowError(
            f"this text says it is '{proposed.code}', not '{code}'.",
            place=place,
            remedy=f"set 'code: {code}' in its front matter.",
        )
    return Amendment(
        id=_new_id(office),
        policy=code,
        title=title,
        base=row.version,
        new_version=next_version(row.version),
        proposed=proposed,
        reason=reason,
        mover=mover,
    )


def start_amendment(office: Office, form: Amendment) -> PurePath:
    """Begin an amendment: a folder with a copy to edit and a form; returns the copy's path."""
    file = office.library.start_amendment(form)
    base = newest_version(office, form.policy)
    office.register.append(
        AmendmentStarted(form.id, form.policy, base.version, base.digest, form.title)
    )
    return file


def _new_id(office: Office) -> str:
    """The next free id of the year, unique in the workspace: 2026-01, 2026-02..."""
    year = office.clock.today().year
    taken = {row.amendment for row in office.register.find(AmendmentRow)}
    taken |= set(office.library.amendments())
    number = 1
    while f"{year}-{number:02d}" in taken:
        number += 1
    return f"{year}-{number:02d}"


def amendment_row(office: Office, name: str) -> AmendmentRow:
    """The register's line on an amendment; raises GovflowError when there is none."""
    row = office.register.get(AmendmentRow, name)
    if row is None:
        raise GovflowError(
            f"there is no amendment '{name}'.", remedy="'govflow amendment list' shows them."
        )
    return row


def examine(office: Office, name: str) -> Examination:
    """Compare an amendment's proposed text with the text it amends, and put the changes in words."""
    row = amendment_row(office, name)
    amendment = office.library.amendment(name)
    base = office.library.version(row.policy, row.base_version)
    proposed = amendment.proposed
    if proposed.code != row.policy:
        raise GovflowError(
            f"the code changed from '{row.policy}' to '{proposed.code}'.",
            place=proposed.path,
            remedy=f"put 'code: {row.policy}' back; a policy keeps its code for good.",
        )
    return Examination(
        amendment=amendment,
        row=row,
        base=base,
        digest=digest(proposed),
        comparison=compared(base, proposed, amendment),
    )


def compared(old: Policy, new: Policy, amendment: Amendment | None = None) -> Comparison:
    """Everything there is to say about the difference between two texts.

    The schedule is proved as it is made: ProofError when its words do not give the new text.
    """
    weighed = tuple(_weighed(change, amendment) for change in compare(old, new))
    by_change = {id_of(one.change): one for one in weighed}
    entries = tuple(_entry(line, by_change, amendment) for line in instructions(old, new))
    return Comparison(weighed, align(provisions(old), provisions(new)), entries)


def id_of(change: Change) -> tuple[str, str]:
    """What tells one change of a comparison from every other."""
    return type(change).__name__, change.address


def _weighed(change: Change, amendment: Amendment | None) -> Weighed:
    proposal = propose(change)
    note = amendment.note(change.address) if amendment else None
    given = note.materiality if note else ""
    reason = note.reason if note else ""
    return Weighed(change, proposal, given or proposal.materiality, reason)


def _entry(
    line: ScheduleLine, weighed: dict[tuple[str, str], Weighed], amendment: Amendment | None
) -> ScheduleEntry:
    own = [weighed[id_of(change)] for change in line.changes if id_of(change) in weighed]
    reasons = list(dict.fromkeys(one.reason for one in own if one.reason))
    sides = [wording(change) for change in line.changes]
    return ScheduleEntry(
        address=line.address,
        instruction=line.text,
        now="\n\n".join(old for old, _ in sides if old),
        proposed="\n\n".join(new for _, new in sides if new),
        reason=" ".join(reasons) or (amendment.reason if amendment else ""),
        materiality=overall(one.materiality for one in own),
        change=line.changes[0] if len(line.changes) == 1 else None,
    )


def wording(change: Change) -> tuple[str, str]:
    """The text of a change before and after; '' where there is none."""
    match change:
        case Insert(new=new):
            return "", source(new)
        case Omit(old=old):
            return source(old), ""
        case Substitute(old=old, new=new) | Renumber(old=old, new=new):
            return source(old), source(new)


def findings(office: Office, found: Examination) -> tuple[Finding, ...]:
    """What should be seen to before the amendment goes to the Board. Errors stop the pack."""
    place = f"{found.amendment.folder}/amendment.toml"
    out = []
    if not found.comparison.changes:
        out.append(
            _finding(
                "AMD101",
                "error",
                found.amendment.proposed.path,
                "nothing is changed yet.",
                "edit the text; its copy of the standing text is untouched.",
            )
        )
    overtaken = newest_version(office, found.row.policy).digest != found.row.base_digest
    if overtaken and found.row.state in (*OPEN, "passed"):
        out.append(
            _finding(
                "AMD102",
                "error",
                place,
                "another amendment was passed since this one was begun.",
                f"carry it over to the present text: govflow amendment rebase {found.row.amendment}",
            )
        )
    out += _rivals(office, found, place) + _stray_notes(found, place)
    out += unprintable_parts(found.amendment.proposed)
    for weighed in found.comparison.changes:
        out += _guard(weighed, place) + _gap(weighed.change, found.amendment.proposed.path)
    if not found.amendment.reason and not all(one.reason for one in found.comparison.changes):
        out.append(
            _finding(
                "AMD201",
                "warning",
                place,
                "no reason is given; the Board will ask for one.",
                'fill in reason = "..." at the top of the file.',
            )
        )
    return tuple(out)


def _rivals(office: Office, found: Examination, place: str) -> list[Finding]:
    """Other open amendments of the same version that change a provision this one changes."""
    if found.row.state not in (*OPEN, "passed"):
        return []
    touched = {_touched(weighed.change) for weighed in found.comparison.changes}
    out = []
    for row in office.register.find(AmendmentRow, policy=found.row.policy):
        same_base = row.base_digest == found.row.base_digest
        if (
            row.amendment == found.row.amendment
            or not same_base
            or row.state not in (*OPEN, "passed")
        ):
            continue
        other = compare(found.base, office.library.amendment(row.amendment).proposed)
        for address in sorted(touched & {_touched(change) for change in other} - {""}):
            message = f"amendment {row.amendment} ({row.state}) changes {address} too."
            remedy = "agree on one wording, or have the Board take them one after the other."
            out.append(_finding(RIVAL, "warning", place, message, remedy, address))
    return out


def _touched(change: Change) -> str:
    """What two amendments cannot both settle: an old provision, or a new one's number; '' for neither."""
    match change:
        case Insert(address=address, new=new):
            return f"the new {address}" if new.number[:1].isdigit() else ""
        case Substitute() | Omit() | Renumber():
            return change.address


def _stray_notes(found: Examination, place: str) -> list[Finding]:
    """Reasons given for a change that is not among the changes (any more)."""
    known = {weighed.change.address for weighed in found.comparison.changes}
    return [
        _finding(
            "AMD202",
            "warning",
            place,
            f"a reason is given for {note.address}, which is not changed.",
            f"correct its address: govflow amendment show {found.row.amendment}",
            note.address,
        )
        for note in found.amendment.notes
        if note.address not in known
    ]


def _guard(weighed: Weighed, place: str) -> list[Finding]:
    """A change of substance is not called editorial without a written reason that the Board sees."""
    lowered = weighed.materiality > weighed.proposed.materiality
    if not lowered or weighed.reason:
        return []
    return [
        _finding(
            "AMD103",
            "error",
            place,
            f"{weighed.change.address} is called {weighed.materiality}, but {weighed.proposed.why}",
            "write the reason beside it in [[change]]; the schedule of changes prints it.",
            weighed.change.address,
        )
    ]


def _gap(change: Change, place: str) -> list[Finding]:
    """A number taken out without a trace would be missed by everybody who cites it."""
    if (
        not isinstance(change, Omit)
        or change.new is not None
        or not change.old.number[:1].isdigit()
    ):
        return []
    if change.old.kind not in (Kind.CLAUSE, Kind.HEADING):
        return []
    number = change.old.number
    return [
        _finding(
            "AMD104",
            "warning",
            place,
            f"{change.address} disappears; whoever cites {number} will not know what became of it.",
            f"leave its number in place: {number} [Omitted]",
            change.address,
        )
    ]


def _finding(
    code: str, severity: str, file: str, message: str, remedy: str, clause: str | None = None
) -> Finding:
    return Finding(code, Severity(severity), file, 1, clause, message, remedy)


def withdraw(office: Office, name: str, reason: str) -> None:
    """Take an amendment back; what was recorded of it and its files stay."""
    row = plan_withdrawal(office, name)
    ended = mailings_ended(office, name, "was withdrawn")
    office.register.append(AmendmentWithdrawn(name, row.policy, Private(reason)), *ended)


def plan_withdrawal(office: Office, name: str) -> AmendmentRow:
    """The amendment that would be taken back; refused once it was decided on."""
    row = amendment_row(office, name)
    if row.state not in OPEN:
        raise GovflowError(
            f"amendment {name} is {row.state}, so it cannot be withdrawn.",
            remedy="propose a new amendment instead.",
        )
    return row
