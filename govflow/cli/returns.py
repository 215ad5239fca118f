"""Trustees' copies in Word: handing the review copy out and taking the edits back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked
from govflow.cli.show import (
    can_ask,
    clean,
    confirm,
    counted,
    done,
    emit,
    next_step,
    table,
    warn,
    would,
)

if TYPE_CHECKING:
    from govflow.core.text.amendment import Amendment
    from govflow.core.text.policy import Policy
    from govflow.core.text.proposals import ReturnedCopy
    from govflow.workflows.office import Office
    from govflow.workflows.returns import TakenOver

SENT = "as-sent-"
REVIEW = "review copy.docx"
BEFORE = "before-import.md"


@dataclass(frozen=True, slots=True)
class Wish:
    """How returned copies are to be merged: into which amendment, and whose words win."""

    into: str
    accept: tuple[str, ...]
    choices: Mapping[str, str]
    apart: bool


def wish_of(into: str, accept: Sequence[str], keep: Sequence[str], apart: bool) -> Wish:
    """The wish from the command line: `accept` holds AUTHOR or CLAUSE=AUTHOR."""
    from govflow.core.text.merging import KEEP

    pairs = [one.rpartition("=") for one in accept]
    choices = {_address(clause): author.strip() for clause, mark, author in pairs if mark}
    names = tuple(author for clause, mark, author in pairs if not mark)
    return Wish(into, names, {**choices, **dict.fromkeys(map(_address, keep), KEEP)}, apart)


def _address(clause: str) -> str:
    """A clause as the table of edits names it: '3.1' is 'clause 3.1'."""
    bare = clause.strip()
    return f"clause {bare}" if bare[:1].isdigit() else bare


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


def take_back(asked: Asked, office: "Office", files: Sequence[Path], wish: Wish) -> int:
    """Merge returned copies into the amendment's text; 4 when conflicts are left to choose from."""
    from govflow.adapters.files.arrivals import read_file
    from govflow.adapters.word.importing.copies import policy_of
    from govflow.workflows.returns import keep, open_amendment, take_over

    raws = [(read_file(file), file.name) for file in files]
    name = wish.into or open_amendment(office, policy_of(*raws[0]))
    copies = _read(office, office.library.amendment(name), raws)
    taken = take_over(office, name, copies, wish.accept, wish.choices)
    if taken.merge.conflicts and not wish.apart and can_ask(asked):
        choices = {**wish.choices, **_choices(taken)}
        taken = take_over(office, name, copies, wish.accept, choices)
    if not asked.dry_run:
        taken = _apart(asked, office, taken, copies) if wish.apart else taken
        keep(office, taken, copies)
    document = {"amendment": name, **_document(taken, copies)}
    emit(asked, "govflow/amendment_import/1", document, lambda: _show(asked, taken, copies))
    return _told(asked, name, taken)


def _told(asked: Asked, name: str, taken: "TakenOver") -> int:
    if asked.dry_run:
        would(asked, f"put {len(taken.merge.responses)} edits into amendment {name}")
        return 0
    joint = dict.fromkeys(r.address for r in taken.merge.responses if r.is_joint)
    if joint:
        warn(asked, f"read again, for several people changed words there: {', '.join(joint)}")
    if taken.merge.conflicts:
        count = counted(len(taken.merge.conflicts), "edit")
        warn(asked, f"{count} contradict one another; the text stays as it is there")
        next_step(asked, "repeat with --accept AUTHOR", "--accept CLAUSE=AUTHOR", "--apart")
        return 4
    done(asked, f"proposed.md of {name} holds these edits; the text before is in {BEFORE}")
    next_step(asked, f"govflow amendment check {name}")
    return 0


def _choices(taken: "TakenOver") -> dict[str, str]:
    """What the officer chooses at each provision in conflict, one question each."""
    from govflow.core.text.addresses import addresses
    from govflow.core.text.merging import KEEP
    from govflow.workflows.returns import handle, wordings

    standing = dict(zip(addresses(blocks := taken.amendment.proposed.blocks), blocks, strict=True))
    chosen = {}
    for address, rivals in wordings(taken).items():
        click.echo(f"\n{click.style(address, bold=True)}", err=True)
        here = standing[address].text if address in standing else ""
        options = [(KEEP, here), *((handle(rival), rival.proposed) for rival in rivals)]
        for number, (who, words) in enumerate(options):
            click.echo(f"  {number}  {clean(who)}: {clean(words)}", err=True)
        answer = click.prompt(
            "Whose words", type=click.IntRange(0, len(options) - 1), default=0, err=True
        )
        chosen[address] = options[answer][0]
    return chosen


def _apart(
    asked: Asked, office: "Office", taken: "TakenOver", copies: "Sequence[ReturnedCopy]"
) -> "TakenOver":
    """The conflicting wordings as amendments of their own, after asking."""
    from govflow.workflows.returns import authors, stand_apart

    rivals = authors(taken)
    if not rivals:
        return taken
    what = f"begins {counted(len(rivals), 'amendment')}, of {', '.join(map(clean, rivals))}."
    confirm(asked, f"This {what} Go on?", what=f"this {what}")
    return stand_apart(office, taken, copies)


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
