"""`govflow schedule`: the text that makes an operating system run govflow by itself."""

import sys
from pathlib import Path

import rich_click as click

from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.show import emit

KINDS = ("systemd", "cron", "windows")


@noun
def schedule() -> None:
    """Have the computer run govflow by itself."""


@schedule.command()
@click.option(
    "--for", "kind", type=click.Choice(KINDS), help="For which scheduler [this system's]."
)
@click.option(
    "--every", type=click.IntRange(5, 60), default=60, metavar="MIN", help="How often [60]."
)
@shared
@click.pass_context
def show(ctx: click.Context, kind: str | None, every: int) -> None:
    """Print the timer, cron line or task for this workspace.

    \b
    Examples: govflow schedule show --for cron
              govflow schedule show --for windows > govflow.xml

    Changes nothing: hand the text to crontab, systemctl --user or schtasks yourself.
    """
    from govflow.adapters.files.workspace import find_workspace
    from govflow.core.people.schedules import Errand, cron_line, systemd_units, task_xml

    asked = asked_of(ctx)
    program = Path(sys.argv[0]).absolute()
    errand = Errand(str(program), str(find_workspace(asked.directory).absolute()), every)
    chosen = kind or ("windows" if sys.platform == "win32" else "systemd")
    service, timer = systemd_units(errand)
    texts = {
        "cron": {"crontab": cron_line(errand)},
        "windows": {"govflow.xml": task_xml(errand)},
        "systemd": {"govflow.service": service, "govflow.timer": timer},
    }[chosen]

    def human() -> None:
        for name, text in texts.items():
            if len(texts) > 1:
                click.echo(f"# {name}")
            click.echo(text)

    emit(asked, "govflow/schedule/1", {"kind": chosen, "files": texts}, human)
