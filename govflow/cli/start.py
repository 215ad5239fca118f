"""`govflow init`: make a workspace."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.show import done, emit, next_step, would
from govflow.cli.start_mail import mailbox_answers, mailbox_options

if TYPE_CHECKING:
    from govflow.adapters.files.new_workspace import Start


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("."))
@click.option("--organisation", metavar="NAME", help="The organisation's name.")
@click.option("--board", metavar="NAME", help="Who passes policies [Trustee Board].")
@click.option("--officer", metavar="TITLE", help="Who signs letters [Governance Officer].")
@click.option("--from", "sender", metavar="ADDRESS", help="Who sends: 'Name <address>'.")
@click.option("--phone", metavar="NUMBER", help="The telephone number letters give.")
@click.option("--days", type=click.IntRange(1, 365), help="Days people get to reply [21].")
@mailbox_options
@click.option("--no-input", is_flag=True, help="Ask nothing; use the defaults.")
@shared
@click.pass_context
def init(
    ctx: click.Context,
    /,
    folder: Path,
    organisation: str | None,
    board: str | None,
    officer: str | None,
    sender: str | None,
    phone: str | None,
    days: int | None,
    no_input: bool,
    **mailbox: str | None,
) -> None:
    """Make a workspace with the worked example in it.

    \b
    Examples: govflow init governance
              govflow init governance --no-input --organisation "Anytown Union"
              govflow init governance --transport graph --mailbox governance@union.example

    Writes govflow.toml, the Social Media Policy as version 1.0, templates, the mail folders, and
    two files, "Open govflow", that show the status on a double click.
    """
    from email.utils import parseaddr

    from govflow.adapters.files.new_workspace import Start, check_free

    asked = asked_of(ctx)
    given = {"organisation": organisation, "board": board, "officer": officer, "sender": sender}
    given |= {"phone": phone}
    usual = Start()
    ask = not no_input and not asked.json and sys.stdin.isatty()
    answers = {
        name: value if value is not None else _ask(ask, name, str(getattr(usual, name)))
        for name, value in given.items()
    }
    transport, mail = mailbox_answers(ask, mailbox, parseaddr(answers["sender"])[1])
    start = Start(
        organisation=answers["organisation"],
        board=answers["board"],
        officer=answers["officer"],
        sender=answers["sender"],
        phone=answers["phone"],
        days=days or usual.days,
        transport=transport,
        mail=mail,
    )
    root = folder.resolve()
    if asked.dry_run:
        check_free(root)
        emit(asked, "govflow/init/1", {"workspace": str(root), "policies": []}, lambda: None)
        return would(asked, f"make a workspace in {root}")
    _make(asked, root, start)
    mailed = () if transport == "folder" else ("govflow doctor --for-it",)
    next_step(asked, f"cd {folder}", *mailed, "govflow status")


def _make(asked: Asked, root: Path, start: "Start") -> None:
    """Lay the workspace out and take the worked example into its register; no mailbox is opened."""
    from govflow.adapters.files.new_workspace import lay_out
    from govflow.adapters.files.settings import Mail, read_settings
    from govflow.adapters.system.clock import SystemClock
    from govflow.adapters.system.entropy import SystemEntropy
    from govflow.cli.wiring import open_office
    from govflow.workflows.start import adopt_first

    lay_out(root, start)
    settings = read_settings(root).model_copy(update={"mail": Mail()})
    with open_office(root, settings, SystemClock(asked.on), SystemEntropy()) as office:
        codes = adopt_first(office, "shipped with govflow")
    document = {"workspace": str(root), "policies": list(codes)}
    emit(asked, "govflow/init/1", document, lambda: click.echo(str(root)))
    done(asked, "govflow.toml, people.csv, templates and mail folders are there")
    done(asked, "the Social Media Policy is in force as version 1.0, passed 18 June 2018")


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
