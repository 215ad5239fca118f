"""The pack that goes before the Board: its four papers, proved as they are made."""

import hashlib
from dataclasses import dataclass, replace

from govflow.core.errors import GovflowError
from govflow.core.record.events import PackBuilt
from govflow.core.text.amendment import COVER_FIELDS, Amendment
from govflow.core.text.documents import CoverSheet, Schedule
from govflow.core.text.findings import Finding, Severity
from govflow.workflows.amend import (
    OPEN,
    RIVAL,
    Examination,
    examine,
    findings,
)
from govflow.workflows.closing import mailings_outdated
from govflow.workflows.office import Office
from govflow.workflows.papers import by_law, proposed_by_law, version_lines
from govflow.workflows.recorded import recorded

COVER = "1 cover sheet.docx"
REDLINE = "2 redline.docx"
CLEAN = "3 clean.docx"
SCHEDULE = "4 schedule of changes.docx"
WHOLE = "5 whole pack.pdf"


@dataclass(frozen=True, slots=True)
class Pack:
    """A Board pack: its papers by name, the digest they propose, and what the cover sheet lacks.

    `warnings` name other open amendments that change the same provision.
    `whole` is all of it as one PDF where that was asked for, else None.
    """

    found: Examination
    papers: tuple[tuple[str, bytes], ...]
    missing: tuple[str, ...]
    warnings: tuple[Finding, ...] = ()
    whole: bytes | None = None

    @property
    def digest(self) -> str:
        return self.found.digest

    @property
    def replaces(self) -> bool:
        """Whether the Board may already have a pack of this amendment with another text in it."""
        return self.found.row.pack_digest not in ("", self.digest)


def plan_pack(office: Office, name: str) -> Pack:
    """Make the four papers of an amendment, without writing any.

    Refused when there is an error among its findings (nothing changed, overtaken, materiality
    lowered without a reason) or when it is decided already. Redline and schedule are proved complete
    as they are made: ProofError otherwise.
    """
    found = examine(office, name)
    if found.row.state not in OPEN:
        raise GovflowError(
            f"amendment {name} is {found.row.state}, so the Board has nothing to decide.",
            remedy="propose a new amendment.",
        )
    problems = findings(office, found)
    errors = [f for f in problems if f.severity is Severity.ERROR]
    if errors:
        first = errors[0]
        place = f"{first.file}:{first.line}" if first.line > 1 else first.file  # 1: the whole file
        raise GovflowError(first.message, place=place, remedy=first.remedy)
    warnings = tuple(f for f in problems if f.code == RIVAL)
    return Pack(found, _papers(office, found), _missing(found), warnings)


def with_pdf(office: Office, pack: Pack) -> Pack:
    """The same pack with all of it as one PDF too. Raises GovflowError where nothing makes PDFs."""
    return replace(pack, whole=_whole(office, pack.found, dict(pack.papers)))


def build_pack(office: Office, pack: Pack) -> tuple[str, ...]:
    """Write the papers and record the digest of the text they propose; returns their paths.

    Building again replaces the papers and the digest that the decision will bind to; where they are
    other papers, letters to the Board that carried the old ones are closed. The PDF is not
    recorded: it differs from one printing to the next, so nothing is ever bound to it.
    """
    found = pack.found
    name = found.amendment.id
    files = dict(pack.papers) | ({WHOLE: pack.whole} if pack.whole is not None else {})
    papers = tuple((paper, hashlib.sha256(raw).hexdigest()) for paper, raw in pack.papers)
    standing = [one for one in recorded(office, PackBuilt) if one.amendment == name][-1:]
    same = [one for one in standing if one.documents == papers]
    outdated = [] if same else mailings_outdated(office, name)
    written = office.library.write_documents(f"board/{name}", files)
    office.register.append(
        PackBuilt(
            amendment=name,
            policy=found.row.policy,
            base_version=found.row.base_version,
            base_digest=found.row.base_digest,
            digest=found.digest,
            materiality=found.comparison.materiality,
            documents=papers,
        ),
        *outdated,
        evidence=[office.library.source(found.amendment.proposed).encode()],
    )
    return written


def _papers(office: Office, found: Examination) -> tuple[tuple[str, bytes], ...]:
    old = by_law(office, found.base)
    new = proposed_by_law(office, found.base, found.amendment, found.digest)
    on = found.amendment.meeting or office.clock.today()
    author = found.amendment.mover or office.house.officer
    return (
        (COVER, office.papers.cover_sheet(cover_sheet(office, found))),
        (REDLINE, office.papers.redline(old, new, author=author, on=on)),
        (CLEAN, office.papers.by_law(new)),
        (SCHEDULE, office.papers.schedule(schedule(office, found))),
    )


def _whole(office: Office, found: Examination, papers: dict[str, bytes]) -> bytes:
    """The pack as a trustee reads it on paper: the printable redline takes the tracked one's place."""
    old = by_law(office, found.base)
    new = proposed_by_law(office, found.base, found.amendment, found.digest)
    return office.papers.pack_pdf(
        (
            ("Cover sheet", papers[COVER]),
            ("Schedule of changes", papers[SCHEDULE]),
            ("Redline", office.papers.printable_redline(old, new)),
            ("Clean text", papers[CLEAN]),
        )
    )


def cover_sheet(office: Office, found: Examination) -> CoverSheet:
    """The cover sheet's contents, from amendment.toml; only the resolution's usual words are ours."""
    amendment, front = found.amendment, found.amendment.proposed.front
    given = dict(amendment.cover)
    return CoverSheet(
        organisation=front.organisation or office.house.organisation,
        board=front.passed_by or office.house.board,
        title=amendment.title,
        policy_title=front.title,
        amendment=amendment.id,
        resolution=amendment.resolution or usual_resolution(found),
        summary=amendment.summary,
        digest=found.digest,
        base_version=found.row.base_version,
        new_version=amendment.new_version,
        meeting_on=amendment.meeting,
        agenda_item=amendment.agenda_item,
        paper_number=amendment.paper,
        mover=amendment.mover,
        owner=front.owner,
        power=amendment.power,
        effective=front.in_force if front.version != found.row.base_version else None,
        review_by=front.review_by,
        materiality=found.comparison.materiality,
        fields=_numbers_field(amendment)
        + tuple((heading, given[key]) for key, heading in COVER_FIELDS if given.get(key)),
        history=version_lines(office, found.row.policy),
        appendices=(REDLINE[:-5], CLEAN[:-5], SCHEDULE[:-5]),
    )


def _numbers_field(amendment: Amendment) -> tuple[tuple[str, str], ...]:
    """The table of old and new numbers as a headed paragraph; nothing where no number changes."""
    if not amendment.renumbered:
        return ()
    told = (
        f"{old} becomes {new}" if new else f"{old} falls away" for old, new in amendment.renumbered
    )
    return (("Numbers that change", "; ".join(told) + "."),)


def usual_resolution(found: Examination) -> str:
    """The resolution in its usual form, for a mover who gives none of their own."""
    from govflow.core.text.policy import short_code

    return (
        f"That the {found.base.title} be amended as set out in the schedule of changes, so that it "
        f"stands as in the clean text (version {found.amendment.new_version}, text code "
        f"{short_code(found.digest)})."
    )


def schedule(office: Office, found: Examination) -> Schedule:
    """The schedule of changes as the Board gets it."""
    return Schedule(
        amendment=found.amendment.id,
        title=found.amendment.title,
        policy_title=found.base.title,
        organisation=found.base.front.organisation or office.house.organisation,
        base_version=found.row.base_version,
        base_digest=found.row.base_digest,
        digest=found.digest,
        entries=found.comparison.entries,
        responses=found.amendment.responses,
    )


def _missing(found: Examination) -> tuple[str, ...]:
    """What boards ask for and the cover sheet does not say."""
    amendment, given = found.amendment, dict(found.amendment.cover)
    own = {
        "summary": bool(amendment.summary),
        "mover": bool(amendment.mover),
        "power": bool(amendment.power),
        "meeting": amendment.meeting is not None,
    }
    asked = ("consultation", "equality", "risk", "data_protection", "communications")
    return tuple(n for n, there in own.items() if not there) + tuple(
        n for n in asked if not given.get(n)
    )
