"""Trustees' copies in Word: handing the review copy out and taking the edits back."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked
from govflow.cli.show import done, emit, next_step, table, warn, would

if TYPE_CHECKING:
    from govflow.core.text.amendment import Amendment
    from govflow.core.text.policy import Policy
    from govflow.core.text.proposals import ReturnedCopy
    from govflow.workflows.office import Office
    from govflow.workflows.returns import TakenOver

SENT = "as-sent-"
REVIEW = "review copy.docx"
RESPONSES = "responses.md"
BEFORE = "before-import.md"


def hand_out(asked: Asked, office: "Office", name: str) -> None:
    """Write the review copy, and keep the text it shows beside the amendment."""
    from govflow.adapters.files.atomic import write_folder
    from govflow.workflows.returns import review_copy

    copy = review_copy(office, name)
    folder = Path(office.library.root) / copy.amendment.folder
    files = {
        REVIEW: copy.word,
        f"{SENT}{copy.digest[:8]}.md": office.library.source(copy.amendment.proposed).encode(),
    }
    if not asked.dry_run:
        write_folder(folder, files)
    path = str(folder / REVIEW)
    document = {"amendment": name, "file": path, "digest": copy.digest}
    emit(asked, "govflow/review_copy/1", document, lambda: click.echo(path))
    if asked.dry_run:
        return would(asked, f"write {path}")
    done(asked, "every edit in this copy is tracked; send it round as it is")
    next_step(asked, "govflow amendment import RETURNED.docx")


def take_back(
    asked: Asked, office: "Office", files: Sequence[Path], into: str, accept: Sequence[str]
) -> int:
    """Merge returned copies into the amendment's text; 4 when conflicts are left to choose from."""
    from govflow.adapters.files.arrivals import read_file
    from govflow.adapters.word.importing.copies import policy_of
    from govflow.workflows.returns import open_amendment, take_over

    raws = [(read_file(file), file.name) for file in files]
    name = into or open_amendment(office, policy_of(*raws[0]))
    copies = _read(office, office.library.amendment(name), raws)
    taken = take_over(office, name, copies, accept)
    if not asked.dry_run:
        _write(office, taken, copies)
    document = {"amendment": name, **_document(taken, copies)}
    emit(asked, "govflow/amendment_import/1", document, lambda: _show(asked, taken, copies))
    if asked.dry_run:
        would(asked, f"put {len(taken.merge.responses)} edits into amendment {name}")
        return 0
    if taken.merge.conflicts:
        warn(
            asked,
            f"{len(taken.merge.conflicts)} edits contradict one another; the text stays as it is there",
        )
        next_step(asked, "repeat with --accept AUTHOR")
        return 4
    done(asked, f"proposed.md of {name} holds these edits; the text before is in {BEFORE}")
    next_step(asked, f"govflow amendment check {name}")
    return 0


def _read(
    office: "Office", amendment: "Amendment", raws: Sequence[tuple[bytes, str]]
) -> "list[ReturnedCopy]":
    from govflow.adapters.word.importing.copies import read_copy
    from govflow.workflows.returns import author_of, known_texts

    texts = known_texts(office, amendment, _sent(office, amendment))
    own = author_of(office, amendment)
    return [read_copy(raw, name, own, texts, amendment.proposed) for raw, name in raws]


def _sent(office: "Office", amendment: "Amendment") -> "list[Policy]":
    """The texts that review copies of this amendment showed."""
    folder = Path(office.library.root) / amendment.folder
    found = sorted(folder.glob(f"{SENT}*.md"))
    return [office.library.read_text(path.read_bytes(), path.name) for path in found]


def _write(office: "Office", taken: "TakenOver", copies: "Sequence[ReturnedCopy]") -> None:
    from govflow.adapters.files.atomic import write_folder
    from govflow.core.text.merging import response_table

    folder = Path(office.library.root) / taken.amendment.folder
    remarks = [remark for copy in copies for remark in copy.remarks]
    proposed = folder / "proposed.md"
    files = {
        BEFORE: proposed.read_bytes(),
        "proposed.md": office.library.source(taken.text).encode(),
        RESPONSES: response_table(taken.merge.responses, remarks).encode(),
    }
    write_folder(folder, files)


def _document(taken: "TakenOver", copies: "Sequence[ReturnedCopy]") -> dict[str, Any]:
    return {
        "edits": [asdict(response) for response in taken.merge.responses],
        "conflicts": [asdict(response) for response in taken.merge.conflicts],
        "comments": [asdict(remark) for copy in copies for remark in copy.remarks],
        "copies": [
            {
                "file": copy.file,
                "edits": len(copy.edits),
                "untracked": sum(not edit.tracked for edit in copy.edits),
                "formatting": copy.looks,
                "notes": list(copy.notes),
            }
            for copy in copies
        ],
        "file": f"{taken.amendment.folder}/proposed.md",
    }


def _show(asked: Asked, taken: "TakenOver", copies: "Sequence[ReturnedCopy]") -> None:
    table(
        ("Clause", "Who", "Proposed", "Disposition"),
        [(r.address, r.by, r.proposed, r.disposition) for r in taken.merge.responses],
    )
    for copy in copies:
        for remark in copy.remarks:
            click.echo(
                f"Comment by {remark.author} on {remark.address} ('{remark.anchor}'): {remark.text}"
            )
        if copy.looks:
            click.echo(f"{copy.file}: {copy.looks} changes of formatting alone were left out.")
        for note in copy.notes:
            warn(asked, f"{copy.file}: {note}")
