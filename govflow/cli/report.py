"""`govflow report`: how a notice stands, on the terminal and as a page."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import asked_of, shared
from govflow.cli.show import clean, counted, day, done, emit, open_page, table, would

if TYPE_CHECKING:
    from govflow.core.people.reports import Report
    from govflow.workflows.office import Office


@click.command()
@click.argument("notice", required=False)
@click.option("--html", is_flag=True, help="Write the report as an HTML page.")
@click.option("--xlsx", is_flag=True, help="Write the report as an Excel workbook.")
@click.option(
    "-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Write files here."
)
@click.option("--board", is_flag=True, help="Numbers only, small groups together.")
@click.option("--no-open", is_flag=True, help="Do not open the page in a browser.")
@shared
@click.pass_context
def report(
    ctx: click.Context,
    notice: str | None,
    html: bool,
    xlsx: bool,
    output: Path | None,
    board: bool,
    no_open: bool,
) -> None:
    """Report how a notice stands.

    \b
    Examples: govflow report
              govflow report SMP-1 --html --xlsx -o reports --no-open
              govflow report SMP-1 --board --html

    Without files it prints the counts; --html writes one page that works from a file, --xlsx a
    workbook with filters. Both go to documents/reports unless -o names a folder. With --board they name
    nobody, and groups of fewer than five people are shown together. Sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.core.people.reports import for_the_board
    from govflow.workflows.reporting import report as gather

    asked = asked_of(ctx)
    wanted = {"html": html or (output is not None and not xlsx), "xlsx": xlsx}
    with office_of(asked) as office:
        found = gather(office, notice)
        found = for_the_board(found) if board else found
        made = {form: _made(office, found, form) for form, asked_for in wanted.items() if asked_for}
        folder = output or Path(office.library.root) / "documents" / "reports"
    name = f"board-report-{found.notice}" if board else f"report-{found.notice}"
    files = [str(folder / f"{name}.{form}") for form in made]
    if not asked.dry_run:
        _write(dict(zip(files, made.values(), strict=True)))
    emit(
        asked, "govflow/report/1", {**_document(found), "files": files}, lambda: _show(found, files)
    )
    if asked.dry_run:
        return would(asked, f"write {', '.join(files) or 'no file'}")
    for file in files:
        done(asked, f"written: {file}")
    if "html" in made:
        open_page(asked, Path(files[0]), no_open=no_open)


def _made(office: "Office", found: "Report", form: str) -> bytes:
    if form == "html":
        return office.pages.report(found).encode()
    return office.pages.workbook(found)


def _write(files: dict[str, bytes]) -> None:
    from govflow.adapters.files.atomic import write_file

    for name, raw in files.items():
        write_file(Path(name), raw)


def _document(found: "Report") -> dict[str, Any]:
    return {
        "notice": found.notice,
        "policy": found.policy_title,
        "version": found.version,
        "digest": found.digest,
        "as_at": found.as_at.isoformat(timespec="seconds"),
        "sent_on": found.sent_on,
        "due": found.due,
        "asked": found.everybody.asked,
        "not_counted": dict(found.not_counted),
        "counts": {standing.value: number for standing, number in found.everybody.counts},
        "audiences": [
            {
                "audience": one.label,
                "asked": one.asked,
                "counts": {standing.value: number for standing, number in one.counts},
            }
            for one in found.by_audience
        ],
        "missing": [
            {"name": p.name, "audience": p.audience, "state": p.state} for p in found.missing
        ],
        "counted_by": [
            {"name": name or None, "number": number} for name, number in found.counted_by
        ],
        "checkpoint": found.checkpoint,
        "signed_checkpoint": found.signed or None,
    }


def _show(found: "Report", files: list[str]) -> None:
    everybody = found.everybody
    click.echo(clean(f"{found.policy_title} {found.version} · notice {found.notice}"))
    due = f", due {day(found.due)}" if found.due else ""
    people = counted(everybody.asked, "person", "people")
    share = f"{everybody.percent} % of {people} have acknowledged"
    click.echo(f"sent {day(found.sent_on)}{due} · {share}")
    left_out = ", ".join(f"{number} {words}" for words, number in found.not_counted)
    click.echo(f"not among them: {left_out}\n" if left_out else "")
    _show_counts(found)
    click.echo()
    if not found.numbers_only:
        _show_missing(found)
    click.echo(f"Ledger checkpoint {found.checkpoint}")


def _show_missing(found: "Report") -> None:
    table(
        ("Not yet acknowledged", "Audience", "State"),
        [(p.name, p.audience, p.state) for p in found.missing],
        empty="Nobody is missing.",
    )
    click.echo()
    if found.signed:
        click.echo(f"\n{found.signed}", nl=False)


def _show_counts(found: "Report") -> None:
    """A line for each standing, a column for each audience."""
    everybody = found.everybody
    groups = [*found.by_audience, everybody] if len(found.by_audience) > 1 else [everybody]
    counts = [dict(group.counts) for group in groups]
    rows = [
        (standing.value, *(str(numbers.get(standing, 0)) for numbers in counts))
        for standing, _ in everybody.counts
    ]
    asked = ("asked", *(str(group.asked) for group in groups))
    headings = ("People", *(group.label for group in groups))
    table(headings, [*rows, asked], right=range(1, len(groups) + 1))
