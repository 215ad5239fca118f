"""Trustees' copies: making the review copy, knowing the texts it may have been made from, merging edits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from govflow.core.errors import GovflowError
from govflow.core.record.rows import AmendmentRow, VersionRow
from govflow.core.text.addresses import check_numbers
from govflow.core.text.amendment import Amendment
from govflow.core.text.blocks import render, split
from govflow.core.text.merging import NOTHING, Merge, merge
from govflow.core.text.policy import Policy
from govflow.core.text.proposals import OFF, ReturnedCopy
from govflow.core.text.responses import Response, joined, noted
from govflow.core.text.versions import digest
from govflow.workflows.amend import (
    OPEN,
    amendment_row,
    examine,
    plan_amendment,
    start_amendment,
)
from govflow.workflows.office import Office
from govflow.workflows.papers import by_law, proposed_by_law
from govflow.workflows.policies import newest_version


@dataclass(frozen=True, slots=True)
class ReviewCopy:
    """The Word file for trustees to edit, and the proposed text it shows."""

    amendment: Amendment
    word: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The amendment with the merged text, and what became of every edit."""

    amendment: Amendment
    text: Policy
    merge: Merge


def author_of(office: Office, amendment: Amendment) -> str:
    """Whose name the review copy's own changes carry."""
    return amendment.mover or office.house.officer or office.house.organisation or "Proposer"


def review_copy(office: Office, name: str) -> ReviewCopy:
    """The redline of an open amendment, protected so that every further edit is tracked."""
    found = examine(office, name)
    if found.row.state not in OPEN:
        raise GovflowError(
            f"amendment {name} is {found.row.state}, so nobody edits it any more.",
            remedy="begin a new amendment.",
        )
    old = by_law(office, found.base)
    new = proposed_by_law(office, found.base, found.amendment, found.digest)
    author = author_of(office, found.amendment)
    word = office.papers.redline(old, new, author=author, on=office.clock.today())
    return ReviewCopy(found.amendment, word, found.digest)


def known_texts(
    office: Office, amendment: Amendment, sent: Sequence[Policy]
) -> Mapping[str, Policy]:
    """Every text a returned copy may have been made from, by digest: versions, proposed, sent ones."""
    texts = [
        office.library.version(amendment.policy, row.version)
        for row in _versions(office, amendment.policy)
    ]
    return {digest(text): text for text in (*texts, *sent, amendment.proposed)}


def _versions(office: Office, code: str) -> list[VersionRow]:
    return office.register.find(VersionRow, policy=code)


def open_amendment(office: Office, code: str) -> str:
    """The one open amendment of a policy; raises GovflowError when there are none or several."""
    rows = [r for r in office.register.find(AmendmentRow, policy=code) if r.state in OPEN]
    if len(rows) == 1:
        return rows[0].amendment
    names = ", ".join(row.amendment for row in rows)
    raise GovflowError(
        f"'{code}' has {'several open amendments' if rows else 'no open amendment'}.",
        remedy=f"add --into with one of these: {names}."
        if rows
        else f'begin one: govflow amendment new {code} --title "..."',
        undone="nothing was imported.",
    )


def take_over(
    office: Office,
    name: str,
    copies: Sequence[ReturnedCopy],
    accept: Sequence[str] = (),
    choices: Mapping[str, str] = NOTHING,
) -> TakenOver:
    """The amendment's text with the copies' edits merged in (see `merge`); nothing is written yet.

    Raises GovflowError when the amendment is no longer open, TextError when the merged text could not
    be read back (a number used twice).
    """
    row = amendment_row(office, name)
    if row.state not in OPEN:
        raise GovflowError(
            f"amendment {name} is {row.state}, so nothing more is imported into it.",
            remedy="begin a new amendment.",
        )
    amendment = office.library.amendment(name)
    merged = merge(amendment.proposed.blocks, copies, accept=accept, choices=choices)
    blocks = split(render(merged.blocks), place=amendment.proposed.path)
    check_numbers(blocks, amendment.proposed.path)
    return TakenOver(amendment, replace(amendment.proposed, blocks=blocks), merged)


def keep(office: Office, taken: TakenOver, copies: Sequence[ReturnedCopy]) -> None:
    """Write the merged text, and what became of every edit and comment so far."""
    remarks = [noted(remark) for copy in copies for remark in copy.remarks]
    found = joined(taken.amendment.responses, [*taken.merge.responses, *remarks])
    office.library.save_returned(taken.amendment.id, taken.text, found)


def wordings(taken: TakenOver) -> dict[str, tuple[Response, ...]]:
    """The conflicting wordings of each provision, by its address."""
    found: dict[str, tuple[Response, ...]] = {}
    for response in taken.merge.conflicts:
        found[response.address] = (*found.get(response.address, ()), response)
    return found


def stand_apart(office: Office, taken: TakenOver, copies: Sequence[ReturnedCopy]) -> TakenOver:
    """Begin an amendment of its own for each conflicting author; the conflicts are answered with it.

    Such an amendment holds all that nobody contradicts, and its author's words where others want
    theirs. Raises GovflowError when a newer version was passed since this amendment was begun.
    """
    first = taken.amendment
    _check_standing(office, first)
    ids = {}
    for author in authors(taken):
        text = take_over(office, first.id, copies, (author,)).text
        form = plan_amendment(
            office,
            first.policy,
            title=f"{first.title} ({author})",
            source=office.library.source(text).encode(),
            place=first.proposed.path,
            reason=first.reason,
            mover=author,
        )
        start_amendment(office, form)
        ids[author] = form.id
    answers = tuple(
        replace(r, disposition=f"left apart: amendment {ids[handle(r)]}") if r.in_conflict else r
        for r in taken.merge.responses
    )
    return replace(taken, merge=replace(taken.merge, responses=answers))


def authors(taken: TakenOver) -> tuple[str, ...]:
    """Whose wordings contradict one another, in the order of the text."""
    return tuple(dict.fromkeys(handle(response) for response in taken.merge.conflicts))


def handle(response: Response) -> str:
    """The name by which `accept` knows whose wording this is: its author, else its file."""
    return response.file if response.by == OFF else response.by


def _check_standing(office: Office, amendment: Amendment) -> None:
    """Refuse to begin amendments from a text whose base is no longer the newest version."""
    newest = newest_version(office, amendment.policy)
    if newest.version != amendment_row(office, amendment.id).base_version:
        raise GovflowError(
            f"version {newest.version} was passed since amendment {amendment.id} was begun.",
            remedy=f"carry it over first: govflow amendment rebase {amendment.id}",
        )
