"""What `govflow init` asks about the mailbox: how letters leave, and what that way needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import rich_click as click

F = TypeVar("F", bound=Callable[..., Any])

WAYS = {
    "folder": "not yet: they become files",
    "graph": "Microsoft 365",
    "exchange": "an Exchange server of our own",
    "smtp_imap": "SMTP and IMAP",
}
"""The ways letters can leave, in the words of the question."""


@dataclass(frozen=True)
class Question:
    """One answer a way needs: its option, the settings it goes into, and what is asked."""

    option: str
    settings: tuple[str, ...]
    text: str
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.option.lstrip("-").replace("-", "_")


MAILBOX = "Mailbox that letters leave from (its address)"
QUESTIONS = {
    "graph": (
        Question("--mailbox", ("graph.mailbox",), MAILBOX),
        Question("--tenant", ("graph.tenant",), "Directory (tenant) id, from IT"),
        Question("--client-id", ("graph.client_id",), "Application (client) id, from IT"),
        Question(
            "--sign-in",
            ("graph.sign_in",),
            "What signs in",
            ("secret", "certificate", "store", "code", "browser"),
        ),
    ),
    "exchange": (
        Question("--mailbox", ("exchange.mailbox",), MAILBOX),
        Question("--endpoint", ("exchange.endpoint",), "Address, ending in /EWS/Exchange.asmx"),
        Question("--username", ("exchange.username",), "Account that signs in"),
        Question("--auth", ("exchange.auth",), "How it signs in", ("ntlm", "basic", "oauth2")),
    ),
    "smtp_imap": (
        Question("--smtp-host", ("smtp.host",), "SMTP server"),
        Question("--imap-host", ("imap.host",), "IMAP server"),
        Question("--username", ("smtp.username", "imap.username"), "Account that signs in"),
    ),
}
OPTIONS = {q.option: q for questions in QUESTIONS.values() for q in questions}


def mailbox_options(command: F) -> F:
    """Add an option for each question about the mailbox."""
    for option, asked in reversed(OPTIONS.items()):
        kind = click.Choice(asked.choices) if asked.choices else None
        command = click.option(option, type=kind, metavar="TEXT", help=f"{asked.text}.")(command)
    ways = click.Choice(list(WAYS))
    return click.option("--transport", type=ways, help="How letters leave [folder].")(command)


def mailbox_answers(
    ask: bool, given: Mapping[str, str | None], address: str
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The way letters leave, and its settings as pairs ('graph.tenant', '...'), asked for or given.

    `address` is the sender's, the usual answer for the mailbox.
    """
    way = given["transport"] or (_ask_way() if ask else "folder")
    pairs = []
    for question in QUESTIONS.get(way, ()):
        usual = question.choices[0] if question.choices else ""
        usual = address if question.option == "--mailbox" else usual
        answer = given[question.name]
        if answer is None:
            answer = _ask(question, usual) if ask else usual
        if answer:
            pairs += [(setting, answer) for setting in question.settings]
    return way, tuple(pairs)


def _ask_way() -> str:
    for number, words in enumerate(WAYS.values(), 1):
        click.echo(f"  {number}. {words}", err=True)
    numbers = [str(number) for number in range(1, len(WAYS) + 1)]
    chosen = click.prompt("How do letters leave", type=click.Choice(numbers), default="1", err=True)
    return list(WAYS)[int(chosen) - 1]


def _ask(question: Question, usual: str) -> str:
    kind = click.Choice(question.choices) if question.choices else None
    return str(
        click.prompt(question.text, default=usual, type=kind, err=True, show_default=bool(usual))
    )
