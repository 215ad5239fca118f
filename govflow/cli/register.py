"""`govflow register`: who has acknowledged which text."""

import csv
from pathlib import Path

import rich_click as click

from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.show import done, emit, table, would

COLUMNS = ("person", "notice", "policy", "version", "digest", "state", "since", "letters")


@noun
def register() -> None:
    """See who has acknowledged which text."""


@register.command()
@click.option("--policy", metavar="CODE", help="Only this policy.")
@click.option("--notice", metavar="NOTICE", help="Only this notice.")
@click.option("--state", metavar="STATE", help="Only people in this state.")
@shared
@click.pass_context
def show(ctx: click.Context, policy: str | None, notice: str | None, state: str | None) -> None:
    """Print the register, a line for each person and notice.

    Example: govflow register show --state outstanding
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.registers import register_lines

    asked = asked_of(ctx)
    with office_of(asked) as office:
        rows = register_lines(office, policy=policy, notice=notice, wanted=state)
    document = {"rows": [{name: row[name] for name in COLUMNS} for row in rows]}
    emit(
        asked,
        "govflow/register/1",
        document,
        lambda: table(
            ("Person", "Name", "Notice", "Version", "State", "Since", "Letters"),
            [
                (
                    r["person"],
                    r["name"],
                    r["notice"],
                    r["version"],
                    r["state"],
                    r["since"][:10],
                    str(r["letters"]),
                )
                for r in rows
            ],
            right=(6,),
        ),
    )


@register.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="The CSV file."
)
@shared
@click.pass_context
def export(ctx: click.Context, output: Path) -> None:
    """Write the register as a CSV file.

    Example: govflow register export -o register.csv
    """
    import io

    from govflow.adapters.files.atomic import write_file
    from govflow.cli.wiring import office_of
    from govflow.workflows.registers import register_lines, safe_cell

    asked = asked_of(ctx)
    with office_of(asked) as office:
        rows = register_lines(office)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(str(row[name])) for name in COLUMNS] for row in rows)
    if asked.dry_run:
        return would(asked, f"write {len(rows)} lines to {output}")
    write_file(output, ("\ufeff" + out.getvalue()).encode())
    emit(asked, "govflow/register_export/1", {"file": str(output), "rows": len(rows)}, lambda: None)
    done(asked, f"{len(rows)} lines written to {output}")
