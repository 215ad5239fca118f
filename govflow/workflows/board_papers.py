"""The papers that go to the Board's members: those that were built, unaltered, with an index of them."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date

from govflow.core.errors import GovflowError
from govflow.core.people.dates import date_words
from govflow.core.record.events import PackBuilt
from govflow.core.record.rows import NoticeRow
from govflow.core.text.amendment import Amendment
from govflow.core.text.documents import Statement
from govflow.core.text.policy import short_code
from govflow.workflows.amend import amendment_row
from govflow.workflows.office import Office
from govflow.workflows.recorded import recorded

INDEX = "0 index of papers.docx"
Paper = tuple[str, bytes]


def pack_papers(office: Office, names: Sequence[str]) -> tuple[Paper, ...]:
    """The papers of these amendments' packs as they were built, each with the name it is sent under.

    Where there are several amendments each name begins with its own. Raises GovflowError when a paper
    is not there or was altered since.
    """
    built = {event.amendment: event for event in recorded(office, PackBuilt)}
    return tuple(
        (f"{name} {file}" if len(names) > 1 else file, _paper(office, name, file, digest))
        for name in names
        for file, digest in built[name].documents
    )


def _paper(office: Office, amendment: str, file: str, digest: str) -> bytes:
    raw = office.library.read_document(f"board/{amendment}", file)
    if raw is None or hashlib.sha256(raw).hexdigest() != digest:
        raise GovflowError(
            "this is not the paper that was built; it was altered or taken away.",
            place=f"documents/board/{amendment}/{file}",
            remedy=f"build the pack anew: govflow board pack {amendment}",
            undone="Nothing was sent.",
        )
    return raw


def papers_digest(papers: Iterable[Paper]) -> str:
    """The SHA-256 over the papers' names and digests: what a letter to the Board carries."""
    lines = (f"{hashlib.sha256(raw).hexdigest()} {name}\n" for name, raw in papers)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def papers_sent(office: Office, notice: NoticeRow) -> tuple[Paper, ...]:
    """What a notice to the Board carries. Raises GovflowError when the papers are other ones by now."""
    papers = pack_papers(office, notice.amendments)
    if len(notice.amendments) > 1:
        raw = office.library.read_document(f"board/{index_folder(notice.amendments)}", INDEX)
        papers = ((INDEX, raw or b""), *papers)
    if papers_digest(papers) != notice.digest:
        raise GovflowError(
            f"the papers of {notice.notice} are no longer those it was confirmed with.",
            place=f"notice {notice.notice}",
            remedy=f"send the new ones: govflow board send {' '.join(notice.amendments)}",
            undone="Nothing was sent.",
        )
    return papers


def index_folder(names: Sequence[str]) -> str:
    """Where the index of several packs lies, under documents/board/."""
    return "+".join(names)


def write_index(office: Office, names: Sequence[str]) -> tuple[str, ...]:
    """Write the index of several packs; returns its path."""
    folder = f"board/{index_folder(names)}"
    return office.library.write_documents(folder, {INDEX: index_paper(office, names)})


def index_paper(office: Office, names: Sequence[str]) -> bytes:
    """The index of several packs: item by item what the Board is asked, and which files belong to it."""
    amendments = [office.library.amendment(name) for name in names]
    packs = [amendment_row(office, name).pack_digest for name in names]
    return office.papers.statement(
        Statement(
            kind="Index of papers",
            title=f"{office.house.board}: papers",
            subtitle=date_words(amendments[0].meeting) if amendments[0].meeting else "",
            organisation=office.house.organisation,
            digest=hashlib.sha256("\n".join(packs).encode()).hexdigest(),
            facts=(("Papers", str(len(names))),),
            parts=tuple(
                (_heading(number, one), _about(one, code))
                for number, (one, code) in enumerate(zip(amendments, packs, strict=True), 1)
            ),
        )
    )


def _heading(number: int, amendment: Amendment) -> str:
    return f"{number}. {amendment.title}"


def _about(amendment: Amendment, digest: str) -> str:
    lines = [
        f"{amendment.proposed.title}, version {amendment.base} to {amendment.new_version}",
        *([f"item {amendment.agenda_item}"] if amendment.agenda_item else []),
        *([f"paper {amendment.paper}"] if amendment.paper else []),
        *([f"moved by {amendment.mover}"] if amendment.mover else []),
    ]
    asked = f"{amendment.resolution}\n\n" if amendment.resolution else ""
    code = f"Text code {short_code(digest)}. Its papers begin with {amendment.id}."
    return f"{', '.join(lines)}.\n\n{asked}{code}"


def agenda_lines(office: Office, names: Sequence[str]) -> tuple[str, ...]:
    """One line for each amendment before the Board, as its letter tells it."""
    return tuple(_agenda_line(office.library.amendment(name)) for name in names)


def _agenda_line(amendment: Amendment) -> str:
    numbers = [
        *([f"item {amendment.agenda_item}"] if amendment.agenda_item else []),
        *([f"paper {amendment.paper}"] if amendment.paper else []),
    ]
    where = f" ({', '.join(numbers)})" if numbers else ""
    return f"{amendment.proposed.title}: {amendment.title}{where}, for decision."


def meeting_of(office: Office, names: Sequence[str]) -> date:
    """The one meeting these amendments go to. Raises GovflowError where they name none, or several."""
    amendments = [office.library.amendment(name) for name in names]
    for one in amendments:
        if one.meeting is None:
            raise GovflowError(
                f"amendment {one.id} does not say at which meeting it will be decided.",
                place=f"{one.folder}/amendment.toml",
                remedy="fill in meeting = 2026-11-26 (or its day) under [board], and build the pack anew.",
            )
        if one.meeting != amendments[0].meeting:
            raise GovflowError(
                f"amendments {amendments[0].id} and {one.id} go to different meetings.",
                place=f"{one.folder}/amendment.toml",
                remedy="give them the same meeting under [board], or send them one after the other.",
            )
    assert amendments[0].meeting is not None
    return amendments[0].meeting
