"""`govflow status`: how everything stands and what to do next."""

import sys
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.show import day, emit, table

if TYPE_CHECKING:
    from govflow.workflows.status import Status


@click.command()
@shared
@click.pass_context
def status(ctx: click.Context) -> None:
    """Say how everything stands and what comes next.

    Example: govflow status
    """
    show_status(asked_of(ctx), choose=False)


def show_status(asked: Asked, *, choose: bool) -> None:
    """Print the status; with `choose`, offer the next steps by number."""
    from govflow.cli.wiring import office_of
    from govflow.workflows.status import status as gather

    with office_of(asked) as office:
        found = gather(office)
        organisation = office.house.organisation
    emit(asked, "govflow/status/1", _document(found), lambda: _show(found, organisation))
    if choose and found.steps and sys.stdin.isatty() and not asked.json:
        _choose(found)


def _document(found: "Status") -> dict[str, Any]:
    return {
        "today": found.today,
        "policies": [
            {
                "code": line.code,
                "title": line.title,
                "in_force": line.in_force.version if line.in_force else None,
                "newest": line.newest.version if line.newest else None,
                "altered": line.altered,
            }
            for line in found.policies
        ],
        "amendments": [
            {"amendment": row.amendment, "title": row.title, "state": row.state}
            for row in found.amendments
        ],
        "notices": list(found.notices),
        "held": found.held,
        "next": [{"why": step.why, "command": step.command} for step in found.steps],
    }


def _show(found: "Status", organisation: str) -> None:
    click.echo(f"{organisation} · {day(found.today)}")
    table(
        ("Policy", "In force", "Newest", "Passed", "Review by"),
        [
            (
                line.title,
                line.in_force.version if line.in_force else "—",
                line.newest.version if line.newest else "—",
                day(line.newest.passed_on if line.newest else None),
                day(line.review_by),
            )
            for line in found.policies
        ],
    )
    for notice in found.notices:
        _show_notice(notice)
    click.echo("What to do next")
    for number, step in enumerate(found.steps, 1):
        click.echo(f"  {number}. {step.why}")
        click.echo(f"     {click.style(step.command, fg='cyan')}")


def _show_notice(notice: Any) -> None:
    states = notice["states"]
    got = states.get("acknowledged", 0)
    share = f"{got} of {notice['recipients']} acknowledged"
    click.echo(
        f"Notice {notice['notice']} · version {notice['version']} · due {day(notice['due'])} · {share}"
    )
    table(("State", "People"), [(name, str(number)) for name, number in states.items()], right=(1,))


def _choose(found: "Status") -> None:
    answer = click.prompt(
        f"Press 1-{len(found.steps)} to do it, Enter to leave",
        default="",
        show_default=False,
        err=True,
    )
    if not answer.strip().isdigit() or not 1 <= int(answer) <= len(found.steps):
        return
    words = found.steps[int(answer) - 1].command.split()[1:]
    if any(word.isupper() and len(word) > 2 for word in words) or "..." in words:
        click.echo("Fill in what stands in capitals, then run it.", err=True)
        return
    from govflow.cli.main import govflow

    govflow.main(words)
