"""`govflow init`: make a workspace."""

import sys
from pathlib import Path

import rich_click as click

from govflow.cli.asked import asked_of, shared
from govflow.cli.show import done, emit, next_step, would


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("."))
@click.option("--organisation", metavar="NAME", help="The organisation's name.")
@click.option("--board", metavar="NAME", help="Who passes policies [Trustee Board].")
@click.option("--officer", metavar="TITLE", help="Who signs letters [Governance Officer].")
@click.option("--from", "sender", metavar="ADDRESS", help="Who sends: 'Name <address>'.")
@click.option("--phone", metavar="NUMBER", help="The telephone number letters give.")
@click.option("--days", type=click.IntRange(1, 365), help="Days people get to reply [21].")
@click.option("--no-input", is_flag=True, help="Ask nothing; use the defaults.")
@shared
@click.pass_context
def init(
    ctx: click.Context,
    folder: Path,
    organisation: str | None,
    board: str | None,
    officer: str | None,
    sender: str | None,
    phone: str | None,
    days: int | None,
    no_input: bool,
) -> None:
    """Make a workspace with the worked example in it.

    \b
    Examples: govflow init governance
              govflow init governance --no-input --organisation "Anytown Union"

    Writes govflow.toml, the Social Media Policy as version 1.0, templates, the mail folders, and
    two files, "Open govflow", that show the status on a double click.
    """
    from dataclasses import replace

    from govflow.adapters.files.new_workspace import Start, check_free, lay_out
    from govflow.adapters.files.settings import read_settings
    from govflow.adapters.system.clock import SystemClock
    from govflow.adapters.system.entropy import SystemEntropy
    from govflow.cli.wiring import open_office
    from govflow.workflows.start import adopt_first

    asked = asked_of(ctx)
    given = {"organisation": organisation, "board": board, "officer": officer, "sender": sender}
    given |= {"phone": phone}
    usual = Start()
    ask = not no_input and not asked.json and sys.stdin.isatty()
    answers = {
        name: value if value is not None else _ask(ask, name, str(getattr(usual, name)))
        for name, value in given.items()
    }
    start = replace(
        usual,
        organisation=answers["organisation"],
        board=answers["board"],
        officer=answers["officer"],
        sender=answers["sender"],
        phone=answers["phone"],
        days=days or usual.days,
    )
    root = folder.resolve()
    if asked.dry_run:
        check_free(root)
        emit(asked, "govflow/init/1", {"workspace": str(root), "policies": []}, lambda: None)
        return would(asked, f"make a workspace in {root}")
    lay_out(root, start)
    with open_office(root, read_settings(root), SystemClock(asked.on), SystemEntropy()) as office:
        codes = adopt_first(office, "shipped with govflow")
    document = {"workspace": str(root), "policies": list(codes)}
    emit(asked, "govflow/init/1", document, lambda: click.echo(str(root)))
    done(asked, "govflow.toml, people.csv, templates and mail folders are there")
    done(asked, "the Social Media Policy is in force as version 1.0, passed 18 June 2018")
    next_step(asked, f"cd {folder}", "govflow status")


QUESTIONS = {
    "organisation": "Name of your organisation",
    "board": "Who passes policies",
    "officer": "Who signs the letters (title)",
    "sender": "Who sends the mail (name and address)",
    "phone": "Telephone number for questions",
}


def _ask(ask: bool, name: str, usual: str) -> str:
    if not ask:
        return usual
    return str(click.prompt(QUESTIONS[name], default=usual, err=True, show_default=bool(usual)))
