"""`govflow board pack`: the Board's papers as Word files, and an index where there are several packs."""

from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.cover import ask_for_missing, named
from govflow.cli.show import confirm, counted, done, emit, next_step, warn, would

if TYPE_CHECKING:
    from govflow.workflows.board import Pack
    from govflow.workflows.office import Office


@click.command()
@click.argument("amendments", metavar="ID...", nargs=-1, required=True)
@click.option("--pdf", is_flag=True, help="Also make the whole pack as one PDF.")
@shared
@click.pass_context
def pack(ctx: click.Context, amendments: tuple[str, ...], pdf: bool) -> None:
    """Make the four Word papers of an amendment, or of several.

    \b
    Examples: govflow board pack 2026-01
              govflow board pack 2026-01 --pdf
              govflow board pack 2026-01 2026-02

    Writes documents/board/ID/ and records the digest of the text that the papers propose; for several
    amendments it also writes one index of all papers. The redline and the schedule of changes are
    proved complete before anything is written. What the cover sheet lacks is asked for and written into
    amendment.toml. Asks before it replaces a pack with another text in it. The PDF (cover sheet,
    schedule, redline for paper, clean text; pages counted through) needs LibreOffice or Word.
    """
    from govflow.cli.wiring import office_of

    asked = asked_of(ctx)
    index: tuple[str, ...] = ()
    with office_of(asked) as office:
        packs = [_planned(asked, office, name, pdf) for name in dict.fromkeys(amendments)]
        documents = [_document(built, _files(asked, office, built)) for built in packs]
        if len(packs) > 1 and not asked.dry_run:
            index = _index(office, amendments)
    files = [*index, *(name for document in documents for name in document["files"])]
    _emit(asked, documents, index, files)
    for built in packs:
        _narrate(asked, built)
    if asked.dry_run:
        papers = "four papers and one PDF" if pdf else "four papers"
        folders = ", ".join(f"documents/board/{name}" for name in amendments)
        return would(asked, f"write {papers} to {folders}")
    next_step(asked, f"govflow board send {' '.join(amendments)}")


def _planned(asked: Asked, office: "Office", name: str, pdf: bool) -> "Pack":
    """One pack, its cover sheet filled in as far as somebody answers."""
    from govflow.workflows.board import plan_pack, with_pdf

    built = plan_pack(office, name)
    if ask_for_missing(asked, office, name, built.missing):
        built = plan_pack(office, name)
    return with_pdf(office, built) if pdf else built


def _files(asked: Asked, office: "Office", built: "Pack") -> tuple[str, ...]:
    """The papers as written, after asking where the Board may have another text; none on --dry-run."""
    from govflow.workflows.board import build_pack

    if asked.dry_run:
        return ()
    if built.replaces:
        what = f"the pack of {built.found.amendment.id} that was built before held another text."
        confirm(asked, f"{what.capitalize()} Replace it?", what=what)
    return build_pack(office, built)


def _index(office: "Office", amendments: tuple[str, ...]) -> tuple[str, ...]:
    from govflow.workflows.board_papers import write_index

    return write_index(office, amendments)


def _document(built: "Pack", files: tuple[str, ...]) -> dict[str, Any]:
    return {
        "amendment": built.found.amendment.id,
        "digest": built.digest,
        "materiality": built.found.comparison.materiality,
        "files": list(files),
        "missing": list(built.missing),
    }


def _emit(
    asked: Asked, documents: list[dict[str, Any]], index: tuple[str, ...], files: list[str]
) -> None:
    """One pack as it is; several with their index."""

    def human() -> None:
        click.echo("\n".join(files), nl=bool(files))

    if len(documents) == 1:
        emit(asked, "govflow/pack/1", documents[0], human)
    else:
        emit(asked, "govflow/packs/1", {"packs": documents, "index": list(index)}, human)


def _narrate(asked: Asked, built: "Pack") -> None:
    """What was proved of a pack, and what the Board will miss in it."""
    from govflow.core.text.policy import short_code

    instructions = counted(len(built.found.comparison.entries), "amending instruction")
    done(asked, "accept-all equals the proposed text, reject-all the text in force")
    done(asked, f"{instructions}, read back and applied: gives the proposed text")
    done(asked, f"the text before the Board: {short_code(built.digest)}")
    for rival in built.warnings:
        warn(asked, rival.message)
    if built.missing:
        warn(asked, f"the cover sheet says nothing on: {named(built.missing)} (amendment.toml)")
