"""Publishing: the text the Board passed, and no other, becomes the next version."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from govflow.core.errors import GovflowError, NotPassedError
from govflow.core.record.events import VersionPublished
from govflow.core.record.rows import AmendmentRow, VersionRow
from govflow.core.text.guidance import Guidance, moves
from govflow.core.text.policy import Policy
from govflow.core.text.versions import digest
from govflow.workflows.amend import amendment_row
from govflow.workflows.guidance import Target, check_fresh, guidance_papers, published_guidance
from govflow.workflows.office import Office
from govflow.workflows.papers import by_law
from govflow.workflows.policies import check_not_repealed, newest_version

BY_LAW = "by-law.docx"
TWIN = "by-law.html"


@dataclass(frozen=True, slots=True)
class Publication:
    """A version about to be published. `published` is True when it is there already."""

    amendment: str
    base: Policy
    text: Policy
    digest: str
    materiality: str
    guidance: tuple[Guidance, ...]
    published: bool

    @property
    def policy(self) -> str:
        return self.text.code

    @property
    def version(self) -> str:
        return self.text.front.version

    @property
    def in_force(self) -> date:
        assert self.text.front.in_force is not None
        return self.text.front.in_force


def plan_publication(office: Office, name: str, in_force: date) -> Publication:
    """Check that an amendment may be published from a day on, and see what that would make.

    Raises NotPassedError unless the text is the one the Board decided on, to the letter, and
    GovflowError when it was not passed, begins before the decision, was overtaken by another
    amendment, or while guidance that rests on a changed clause is not confirmed.
    """
    row = amendment_row(office, name)
    amendment = office.library.amendment(name)
    published = _published(office, row)
    if published is None:
        _check_passed(row, amendment.proposed, in_force)
    base = office.library.version(row.policy, row.base_version)
    text = _dated(row, amendment.proposed, amendment.new_version, published, in_force)
    if published is not None:
        return Publication(name, base, text, published.digest, row.materiality, (), published=True)
    _check_standing(office, row, text)
    guidance = check_fresh(office, row.policy, Target(text, text.front.version, base))
    return Publication(
        name, base, text, row.decided_digest, row.materiality, guidance, published=False
    )


def precedes_letters(office: Office, plan: Publication) -> bool:
    """Whether the text would apply before anybody can be told: letters go out today at the earliest."""
    return not plan.published and plan.in_force < office.clock.today()


def _published(office: Office, row: AmendmentRow) -> VersionRow | None:
    found = office.register.find(VersionRow, policy=row.policy)
    return next((version for version in found if version.amendment == row.amendment), None)


def _check_passed(row: AmendmentRow, proposed: Policy, in_force: date) -> None:
    if row.state != "passed" or row.decided_on is None:
        raise NotPassedError(
            f"the Board has not passed amendment {row.amendment}; it is {row.state}.",
            place=f"amendment {row.amendment}",
            remedy=f"record the decision first: govflow board record {row.amendment} --passed ...",
            undone="Nothing was published.",
        )
    if digest(proposed) != row.decided_digest:
        raise NotPassedError(
            "this text changed after the Board passed it.",
            place=proposed.path,
            remedy="put it back as it was passed; the register keeps a copy of that text.",
            undone="Nothing was published.",
        )
    if in_force < row.decided_on:
        raise GovflowError(
            f"{in_force:%d/%m/%Y} is before the decision of {row.decided_on:%d/%m/%Y}.",
            place=f"amendment {row.amendment}",
            remedy="choose a commencement on or after that day.",
            undone="Nothing was published.",
        )


def _check_standing(office: Office, row: AmendmentRow, text: Policy) -> None:
    """The standing text must still be the one amended: not overtaken, not edited by hand."""
    check_not_repealed(office, row.policy)
    newest = newest_version(office, row.policy)
    if newest.digest != row.base_digest:
        raise GovflowError(
            f"version {newest.version} was published after this amendment was begun.",
            place=f"amendment {row.amendment}",
            remedy=f"carry it over and table it again: govflow amendment rebase {row.amendment}",
            undone="Nothing was published.",
        )
    standing = office.library.current(row.policy)
    half_done = digest(text)
    if digest(standing) not in (newest.digest, half_done):
        raise GovflowError(
            f"this text was edited by hand; it is not version {newest.version} as passed.",
            place=standing.path,
            remedy=f"copy versions/{newest.version}.md over it, then publish again.",
            undone="Nothing was published.",
        )


def _dated(
    row: AmendmentRow, proposed: Policy, version: str, published: VersionRow | None, in_force: date
) -> Policy:
    front = replace(
        proposed.front,
        version=version,
        passed_on=row.decided_on,
        minute=row.minute,
        in_force=published.in_force if published else in_force,
    )
    return replace(proposed, front=front)


def carry_out(office: Office, plan: Publication, *, pdf: bool = False) -> tuple[str, ...]:
    """Write the version, its documents and guidance, and record it; returns the documents' paths.

    `pdf` adds a PDF twin of each Word file, also to a version that is published already. Papers are
    made before anything is written. Files come first, the event last: when this is cut short, the
    same command does the rest.
    """
    folder = f"{plan.policy}/{plan.version}"
    if plan.published:
        return _standing_papers(office, folder, pdf=pdf)
    papers = _papers(office, plan)
    twins = pdf_twins(office, papers) if pdf else {}
    office.library.save_version(plan.text)
    office.library.save_guidance(
        tuple(published_guidance(guidance, plan.text) for guidance in plan.guidance)
    )
    files = office.library.write_documents(folder, papers | twins)
    office.register.append(
        _event(plan, papers), evidence=[office.library.source(plan.text).encode()]
    )
    return files


def _standing_papers(office: Office, folder: str, *, pdf: bool) -> tuple[str, ...]:
    """What stands in a version's folder already, with the PDF twins now asked for."""
    found = {name: office.library.read_document(folder, name) for name in (BY_LAW, TWIN)}
    papers = {name: raw for name, raw in found.items() if raw is not None}
    if pdf:
        office.library.write_documents(folder, twins := pdf_twins(office, papers))
        papers |= twins
    return tuple(f"documents/{folder}/{name}" for name in papers)


def pdf_twins(office: Office, papers: Mapping[str, bytes]) -> dict[str, bytes]:
    """A PDF beside each Word file. No event names them: a PDF differs from printing to printing."""
    return {
        f"{name.removesuffix('.docx')}.pdf": office.papers.pdf_twin(raw)
        for name, raw in papers.items()
        if name.endswith(".docx")
    }


def _papers(office: Office, plan: Publication) -> dict[str, bytes]:
    paper = by_law(office, plan.text)
    papers = {
        BY_LAW: office.papers.by_law(paper),
        TWIN: office.pages.by_law(paper).encode(),
    }
    for guidance in plan.guidance:
        papers |= guidance_papers(office, guidance, plan.text)
    return papers


def _event(plan: Publication, papers: dict[str, bytes]) -> VersionPublished:
    front = plan.text.front
    assert front.passed_on is not None
    return VersionPublished(
        policy=plan.policy,
        version=plan.version,
        digest=plan.digest,
        title=plan.text.title,
        amendment=plan.amendment,
        passed_on=front.passed_on,
        minute=front.minute,
        in_force=plan.in_force,
        materiality=plan.materiality,
        addresses=tuple(sorted(moves(plan.base, plan.text).items())),
        documents=tuple((name, hashlib.sha256(raw).hexdigest()) for name, raw in papers.items()),
    )


def exported(office: Office, code: str, version: str | None, form: str) -> bytes:
    """One version as a file: `form` is md, txt, html, docx or pdf."""
    policy = office.library.version(code, version) if version else office.library.current(code)
    match form:
        case "docx":
            return office.papers.by_law(by_law(office, policy))
        case "pdf":
            return office.papers.pdf_twin(office.papers.by_law(by_law(office, policy)))
        case "html":
            return office.pages.by_law(by_law(office, policy)).encode()
        case "txt":
            return office.pages.plain(policy).encode()
        case _:
            return office.library.source(policy).encode()
