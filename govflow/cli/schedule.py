"""`govflow schedule`: have the operating system run govflow by itself."""

from typing import TYPE_CHECKING

import rich_click as click

from govflow.cli.asked import Asked, asked_of, noun, shared
from govflow.cli.show import confirm, done, emit, next_step, say, would

if TYPE_CHECKING:
    from govflow.core.people.schedules import Errand

KINDS = ("systemd", "cron", "windows")
CALLED = {"systemd": "systemd", "cron": "cron", "windows": "the Windows Task Scheduler"}
for_ = click.option(
    "--for", "kind", type=click.Choice(KINDS), help="For which scheduler [this system's]."
)
every_ = click.option(
    "--every", type=click.IntRange(5, 60), default=60, metavar="MIN", help="How often [60]."
)


@noun
def schedule() -> None:
    """Have the computer run govflow by itself."""


def _errand(asked: Asked, every: int = 60) -> "Errand":
    from govflow.adapters.files.workspace import find_workspace
    from govflow.adapters.system.schedulers import errand_for

    return errand_for(find_workspace(asked.directory), every)


@schedule.command()
@for_
@every_
@shared
@click.pass_context
def show(ctx: click.Context, kind: str | None, every: int) -> None:
    """Print the timer, cron line or task for this workspace.

    \b
    Examples: govflow schedule show
              govflow schedule show --for cron

    Says whether it is installed. Changes nothing.
    """
    from govflow.adapters.system.schedulers import installed, texts, usual_kind

    asked = asked_of(ctx)
    errand, chosen = _errand(asked, every), kind or usual_kind()
    found, running = texts(chosen, errand), installed(errand)

    def human() -> None:
        for name, text in found.items():
            if len(found) > 1:
                click.echo(f"# {name}")
            click.echo(text)

    document = {"kind": chosen, "files": found, "installed": list(running)}
    emit(asked, "govflow/schedule/1", document, human)
    by = " and ".join(CALLED[one] for one in running)
    say(asked, f"Run by {by}." if running else "Not installed; nothing runs by itself.")


@schedule.command()
@for_
@every_
@shared
@click.pass_context
def install(ctx: click.Context, kind: str | None, every: int) -> None:
    """Have this computer run govflow by itself from now on.

    \b
    Examples: govflow schedule install
              govflow schedule install --for cron --every 30 --yes

    Writes one entry for this workspace with the scheduler of your own account; needs no administrator.
    It runs 'govflow run' on weekdays from 8 to 18 and makes up for hours when the computer was off
    (cron does not). Installing again changes that entry.
    """
    from govflow.adapters.system.schedulers import install as put_in
    from govflow.adapters.system.schedulers import usual_kind

    asked = asked_of(ctx)
    errand, chosen = _errand(asked, every), kind or usual_kind()
    what = f"have {CALLED[chosen]} run govflow every {every} minutes"
    document = {"kind": chosen, "name": errand.name, "every": every}
    if asked.dry_run:
        emit(asked, "govflow/schedule/1", document, lambda: None)
        return would(asked, what)
    confirm(asked, f"{what[0].upper()}{what[1:]}?", what=f"This would {what}.")
    note = put_in(chosen, errand)
    emit(asked, "govflow/schedule/1", document, lambda: None)
    done(asked, f"{CALLED[chosen]} runs govflow every {every} minutes, as {errand.name}")
    if note:
        say(asked, note)
    next_step(asked, "govflow schedule show", "govflow schedule remove")


@schedule.command()
@shared
@click.pass_context
def remove(ctx: click.Context) -> None:
    """Have this computer no longer run govflow by itself.

    \b
    Examples: govflow schedule remove
              govflow schedule remove --yes

    Takes this workspace's entry out of every scheduler that has it and leaves nothing of it behind.
    Writes nothing else; the workspace stays as it is.
    """
    from govflow.adapters.system.schedulers import installed
    from govflow.adapters.system.schedulers import remove as take_out

    asked = asked_of(ctx)
    errand = _errand(asked)
    running = installed(errand)
    by = " and ".join(CALLED[one] for one in running)
    if running and not asked.dry_run:
        what = f"have {by} no longer run govflow"
        confirm(asked, f"{what[0].upper()}{what[1:]}?", what=f"This would {what}.")
        running = take_out(errand)
    emit(asked, "govflow/schedule/1", {"removed": list(running)}, lambda: None)
    if asked.dry_run:
        would(asked, f"take it out of {by}" if running else "remove nothing")
    elif running:
        done(asked, f"{by} no longer runs govflow")
    else:
        say(asked, "Nothing was installed; nothing is removed.")
