"""`govflow people sheet|signed`: acknowledging on paper."""

from datetime import date
from pathlib import Path

import rich_click as click

from govflow.cli.asked import DAY, asked_of, shared
from govflow.cli.people_states import people
from govflow.cli.show import confirm, counted, day, done, emit, next_step, would

__all__ = ["people", "sheet", "signed"]


@people.command()
@click.argument("notice")
@shared
@click.pass_context
def sheet(ctx: click.Context, notice: str) -> None:
    """Make sheets to print and sign, one for each person.

    \b
    Examples: govflow people sheet SMP-1
              govflow people sheet SMP-1 --dry-run

    For everybody on the notice who is reached on paper and has not answered yet. Writes Word files into
    documents/sheets/NOTICE; sends and records nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.signed import sheets

    asked = asked_of(ctx)
    with office_of(asked) as office:
        made = sheets(office, notice)
        files: tuple[str, ...] = ()
        if made and not asked.dry_run:
            files = office.library.write_documents(f"sheets/{notice}", made)
    emit(asked, "govflow/people_sheet/1", {"notice": notice, "files": list(files)}, lambda: None)
    number = counted(len(made), "sheet")
    if asked.dry_run:
        return would(asked, f"write {number}")
    done(asked, f"{number} written" + (f" to documents/sheets/{notice}" if made else ""))
    next_step(asked, f"govflow people signed ID --notice {notice} --scan FILE --day DATE --by NAME")


@people.command()
@click.argument("person")
@click.option("--notice", required=True, metavar="N", help="Within which notice.")
@click.option(
    "--scan",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The signed sheet, scanned or photographed.",
)
@click.option(
    "--day", "signed_on", type=DAY, metavar="DATE", help="The day of the signature [today]."
)
@click.option("--by", required=True, metavar="NAME", help="Who has seen the signed sheet.")
@shared
@click.pass_context
def signed(
    ctx: click.Context, person: str, notice: str, scan: Path, signed_on: date | None, by: str
) -> None:
    """Record that somebody has signed on paper.

    \b
    Examples: govflow people signed s07 --notice SMP-1 --scan sheet.pdf --by Sam
              govflow people signed s07 --notice SMP-1 --scan a.pdf --day 2026-12-01 --by Sam

    Records the acknowledgement, counted by the name given, and keeps the scan as evidence. Sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.excuses import find_recipient
    from govflow.workflows.signed import record_signature

    asked = asked_of(ctx)
    with office_of(asked) as office:
        name = find_recipient(office, person, notice).name
        when = signed_on or office.clock.today()
        words = f"{name} signed on {day(when)}"
        if asked.dry_run:
            return would(asked, f"record that {words}")
        confirm(asked, f"Record that {words}?", what="This counts as an acknowledgement.")
        record_signature(office, person, notice, scan.read_bytes(), when, by)
    document = {"person": person, "notice": notice, "signed_on": when}
    emit(asked, "govflow/people_signed/1", document, lambda: None)
    done(asked, words)
