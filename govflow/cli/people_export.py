"""`govflow people export`: everything held on one person, for the person themself."""

from pathlib import Path

import rich_click as click

from govflow.cli.asked import asked_of, shared
from govflow.cli.people_erase import people
from govflow.cli.show import counted, done, emit, save, say, warn

__all__ = ["export", "people"]


@people.command()
@click.argument("person")
@click.option(
    "-o", "output", type=click.Path(path_type=Path), metavar="FILE", help="Write the pack here."
)
@shared
@click.pass_context
def export(ctx: click.Context, person: str, output: Path | None) -> None:
    """Write everything held on one person, for them.

    \b
    Examples: govflow people export s07
              govflow people export s07 -o answer.zip

    For a subject access request. Writes a zip file with a readable page, the same as JSON, letters as sent
    and replies as received; other people's names are hidden in it. Messages that hold them go into a
    second zip, FILE-apart.zip, which you read before you give any of it. Sends and records nothing.
    """
    from govflow.adapters.files.packs import zipped
    from govflow.adapters.pages.pages import HtmlPages
    from govflow.cli.wiring import office_of
    from govflow.workflows.subject_access import subject_access

    asked = asked_of(ctx)
    with office_of(asked) as office:
        root = Path(office.library.root)
        answer = subject_access(office, person, HtmlPages(root / "templates").access)
    path = output or root / "documents" / "people" / f"{person}.zip"
    apart = path.with_name(f"{path.stem}-apart.zip")
    written = save(asked, path, zipped(answer.give))
    if answer.apart:
        save(asked, apart, zipped(answer.apart))
    document = {
        "file": str(path),
        "apart": str(apart) if answer.apart else None,
        "letters": len(answer.access.letters),
        "replies": len(answer.access.replies),
        "others": len(answer.access.apart),
    }
    emit(asked, "govflow/people_export/1", document, lambda: click.echo(str(path)))
    if answer.apart:
        messages = counted(len(answer.apart), "message")
        warn(asked, f"{messages} with other people's data: {apart}")
    if written:
        done(asked, f"everything held on {person}: {path}")
        say(
            asked,
            "Read it before you hand it over. It answers for this workspace alone, not for your mailbox.",
        )
