"""`govflow register`: who has acknowledged which text."""

import csv
import io
from pathlib import Path
from typing import Any

import rich_click as click

from govflow.cli import register_policies
from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.show import counted, done, emit, save, table
from govflow.core.record.register import STATES

ADDED = ("says", "counted_by_rule", "counted_by")
COLUMNS = ("person", "notice", "policy", "version", "digest", "state", "since", "letters")


@noun
def register() -> None:
    """See who has acknowledged which text."""


register.add_command(register_policies.policies)


@register.command()
@click.option("--policy", metavar="CODE", help="Only this policy.")
@click.option("--notice", metavar="NOTICE", help="Only this notice.")
@click.option("--state", type=click.Choice(STATES), metavar="STATE", help="Only people in it.")
@shared
@click.pass_context
def show(ctx: click.Context, policy: str | None, notice: str | None, state: str | None) -> None:
    """Print the register, a line for each person and notice.

    \b
    Examples: govflow register show
              govflow register show --notice SMP-1 --state outstanding

    Changes nothing. States: acknowledged, outstanding, overdue, held, question, declined, away,
    undelivered, uncertain, informed, exempt, waived, left, superseded.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.registers import register_lines

    asked = asked_of(ctx)
    with office_of(asked) as office:
        rows = register_lines(office, policy=policy, notice=notice, wanted=state)
    document = {"rows": [{name: row[name] for name in (*COLUMNS, *ADDED)} for row in rows]}
    emit(asked, "govflow/register/1", document, lambda: _show(rows))


def _show(rows: list[dict[str, Any]]) -> None:
    names = ("person", "name", "notice", "version", "says")
    table(
        ("Person", "Name", "Notice", "Version", "State", "Since", "Letters"),
        [(*(row[name] for name in names), row["since"][:10], str(row["letters"])) for row in rows],
        right=(6,),
        whole=(0, 2, 3, 5),
    )


@register.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="The CSV file."
)
@shared
@click.pass_context
def export(ctx: click.Context, output: Path) -> None:
    """Write the register as a CSV file.

    \b
    Examples: govflow register export -o register.csv
              govflow register export -o register.csv --yes

    Writes that file and changes nothing else; asks before it takes the place of another one.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.registers import register_lines, safe_cell

    asked = asked_of(ctx)
    with office_of(asked) as office:
        rows = register_lines(office)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(str(row[name])) for name in COLUMNS] for row in rows)
    written = save(asked, output, ("\ufeff" + out.getvalue()).encode())
    emit(asked, "govflow/register_export/1", {"file": str(output), "rows": len(rows)}, lambda: None)
    if written:
        done(asked, f"{counted(len(rows), 'line')} written to {output}")
