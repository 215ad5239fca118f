"""`govflow evidence`: packs that anybody can check, without us and without the internet."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.show import clean, counted, done, emit, next_step, prose, save, say, warn

if TYPE_CHECKING:
    from govflow.workflows.evidence import Scope
    from govflow.workflows.office import Office


@noun
def evidence() -> None:
    """Hand over what is held, and check what was handed over."""


@evidence.command()
@click.option("--notice", metavar="NOTICE", help="All about a notice and everybody on it.")
@click.option("--person", metavar="ID", help="All about one person, and nobody else's words.")
@click.option("--version", metavar="CODE VERSION", nargs=2, help="All about one passed text.")
@click.option(
    "-o", "output", type=click.Path(path_type=Path), metavar="FILE", help="Write the pack here."
)
@shared
@click.pass_context
def export(
    ctx: click.Context,
    notice: str | None,
    person: str | None,
    version: tuple[str, str] | None,
    output: Path | None,
) -> None:
    """Write an evidence pack for a notice, person or version.

    \b
    Examples: govflow evidence export --notice SMP-1
              govflow evidence export --person s1 -o ada.zip
              govflow evidence export --version social-media 1.1

    Writes one zip file: the text passed, the decision, documents, letters as sent, replies as received,
    the part of the ledger they stand in, a chronology, and a program that checks them. Sends and records
    nothing. Without -o it lies in documents/evidence.
    """
    from govflow.adapters.files.packs import verifier, zipped
    from govflow.adapters.pages.pages import HtmlPages
    from govflow.cli.wiring import office_of
    from govflow.workflows.evidence import make_pack

    asked = asked_of(ctx)
    with office_of(asked) as office:
        root = Path(office.library.root)
        scope = _scope(office, notice, person, version)
        pack = make_pack(office, HtmlPages(root / "templates"), scope, verifier())
    raw = zipped(pack.files)
    path = output or root / "documents" / "evidence" / f"{pack.name}.zip"
    written = save(asked, path, raw)
    found = pack.dossier
    document = {
        "file": str(path),
        "sha256": hashlib.sha256(raw).hexdigest(),
        "subject": found.subject,
        "checkpoint": found.checkpoint,
        "events": len(found.happenings),
        "papers": len(found.exhibits),
        "missing": [{"path": one.path, "why": one.why} for one in found.missing],
    }
    emit(asked, "govflow/evidence/1", document, lambda: click.echo(f"{document['sha256']}  {path}"))
    for one in found.missing:
        warn(asked, f"not in the pack: {one.path}, {one.why}")
    if written:
        done(asked, f"{counted(len(found.exhibits), 'paper')} of {found.subject}: {path}")
        say(
            asked, "Hand the SHA-256 over by another way than the pack, in the covering letter say."
        )
        next_step(asked, f'govflow evidence verify "{path}"')


def _scope(
    office: "Office", notice: str | None, person: str | None, version: tuple[str, str] | None
) -> "Scope":
    """What was asked for; exactly one of the three."""
    from govflow.workflows.evidence import scope_of_notice, scope_of_person, scope_of_version

    if sum(map(bool, (notice, person, version))) != 1:
        raise click.UsageError("Name one of --notice, --person and --version.")
    if notice:
        return scope_of_notice(office, notice)
    if person:
        return scope_of_person(office, person)
    assert version is not None
    return scope_of_version(office, *version)


@evidence.command()
@click.argument("pack", type=click.Path(exists=True, path_type=Path))
@click.option("--against", metavar="CHECKPOINT", default="", help="A checkpoint seen elsewhere.")
@shared
@click.pass_context
def verify(ctx: click.Context, pack: Path, against: str) -> int:
    """Check an evidence pack, zipped or unpacked.

    \b
    Examples: govflow evidence verify notice-SMP-1.zip
              govflow evidence verify s7.zip --against "21 9f86d081884c7d659a2feaa0"

    Needs no workspace; verify.py in the pack does the same with nothing but Python. Changes nothing.
    Exit 1 when anything is not as it was packed; the first line is the first bad place.
    """
    from govflow.adapters.files.packs import alterations
    from govflow.core.record.chain import read_checkpoint

    asked = asked_of(ctx)
    found = alterations(pack, str(read_checkpoint(against)) if against else "")
    document = {"ok": not found, "findings": found}

    def human() -> None:
        for one in found:
            prose(clean(one))

    emit(asked, "govflow/evidence-check/1", document, human)
    if found:
        return 1
    done(asked, "nothing was altered: papers, sums and ledger agree")
    return 0
