"""`govflow demo`: the whole story in a pretend union, by the same workflows as the real commands."""

from pathlib import Path

import rich_click as click

from govflow.cli.asked import asked_of, shared
from govflow.cli.show import emit, would


@click.command()
@click.argument(
    "folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("govflow-demo")
)
@click.option("--no-open", is_flag=True, help="Do not open the report in a browser.")
@shared
@click.pass_context
def demo(ctx: click.Context, folder: Path, no_open: bool) -> None:
    """Play the whole story in a pretend union.

    \b
    Examples: govflow demo
              govflow demo /tmp/try --no-open

    Makes a workspace in DIR [govflow-demo] in which the real Social Media Policy is amended, passed,
    published, sent to 42 people and answered. Nothing leaves this computer.
    """
    from govflow.cli.demo_story import play

    asked, root = asked_of(ctx), folder.resolve()
    if asked.dry_run:
        emit(asked, "govflow/demo/1", {"workspace": str(root), "files": []}, lambda: None)
        return would(asked, f"play the story in {root}")
    play(asked, root, open_report=not no_open)
