"""`govflow policy import` and `export`: texts in from files, and versions out into them."""

import sys
from datetime import date
from pathlib import Path

import rich_click as click

from govflow.cli.asked import DAY, asked_of, shared
from govflow.cli.show import confirm, counted, day, done, emit, next_step, save, would


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--as", "code", required=True, metavar="CODE", help="The policy's short code, for good."
)
@click.option("--version", default="", metavar="V", help="The version this text is.")
@click.option("--passed", type=DAY, metavar="DATE", help="The day it was passed.")
@click.option(
    "--report",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the import report as a page, side by side with the source.",
)
@shared
@click.pass_context
def import_(
    ctx: click.Context,
    file: Path,
    code: str,
    version: str,
    passed: date | None,
    page: Path | None,
) -> None:
    """Bring in a text that was passed before.

    \b
    Examples: govflow policy import by-law.docx --as expenses --dry-run
              govflow policy import old.md --as expenses --version 3.0 --passed 14/03/2023

    Reads Word, Markdown, HTML and plain text; shows what it found, left out and doubts.
    Writes policy/CODE/ and records the text as a passed version; sends nothing. The page that --report
    names is written with --dry-run too: it is what to look at before anything changes.
    """
    from govflow.adapters.files.arrivals import as_markdown, read_file
    from govflow.cli.imports import arrived, print_report, write_report
    from govflow.cli.wiring import office_of
    from govflow.workflows.policies import adopt, read_for_adoption

    asked = asked_of(ctx)
    with office_of(asked) as office:
        raw = read_file(file)
        found = arrived(office, raw, file.name, code)
        written = as_markdown(found, raw, file.name)
        text = read_for_adoption(
            office, written, file.name, code=code, version=version, passed=passed
        )
        if page is not None:
            write_report(page, found)
        if not asked.json:
            print_report(asked, found)
        front = text.front
        passed_on = f"passed {day(front.passed_on)}" if front.passed_on else "its date not known"
        sentence = f"version {front.version} of '{code}' ({text.title}), {passed_on}"
        document = {"policy": code, "version": front.version, "blocks": len(text.blocks)}
        document |= {"report": found.report.document()}
        if not asked.dry_run:
            confirm(asked, f"Take over {sentence}?", what=f"this takes over {sentence}.")
            adopt(office, text, f"file {file.name}")
    emit(asked, "govflow/imported/1", document, lambda: None)
    if asked.dry_run:
        return would(asked, f"take over {sentence}")
    done(asked, f"taken over: {sentence}")
    next_step(asked, f"govflow policy check {code}", f"govflow amendment new {code} --title ...")


@click.command()
@click.argument("code")
@click.option("--version", metavar="V", help="Another version than the newest.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["md", "txt", "html", "docx", "pdf"]),
    default="md",
    metavar="FORM",
    help="md, txt, html, docx or pdf [md].",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file."
)
@shared
@click.pass_context
def export(
    ctx: click.Context, code: str, version: str | None, form: str, output: Path | None
) -> None:
    """Write a version as Markdown, text, HTML, Word or PDF.

    \b
    Examples: govflow policy export social-media --as txt
              govflow policy export social-media --as docx -o by-law.docx

    Writes that file and changes nothing else; asks before it takes the place of another one. A PDF
    needs LibreOffice or Word.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.publish import exported

    asked = asked_of(ctx)
    if output is None and (asked.json or (form in ("docx", "pdf") and sys.stdout.isatty())):
        raise click.UsageError("name a file with -o.")
    with office_of(asked) as office:
        raw = exported(office, code, version, form)
    if output is None:
        sys.stdout.buffer.write(raw)
        return
    written = save(asked, output, raw)
    document = {"policy": code, "form": form, "file": str(output), "bytes": len(raw)}
    emit(asked, "govflow/exported/1", document, lambda: None)
    if written:
        done(asked, f"{counted(len(raw), 'byte')} written to {output}")


COMMANDS = (import_, export)
