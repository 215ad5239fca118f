"""How things are said: results on stdout, narration on stderr, questions only where somebody can answer."""

import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked
from govflow.core.errors import AnswerNeededError

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 96


def steady_streams() -> None:
    """Let every sign be printed, also into a file on a Windows console that knows only cp1252."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace")


def console(*, err: bool = False) -> "Console":
    """A rich console on stdout or stderr, at most 96 columns wide, plain when redirected."""
    from rich.console import Console

    plain = Console(stderr=err, highlight=False, soft_wrap=False, emoji=False)
    plain.width = min(plain.width, WIDTH)
    return plain


def as_json(value: object) -> Any:
    """A value as JSON knows it: dates as ISO 8601, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} has no JSON form")


def emit(asked: Asked, schema: str, document: dict[str, Any], human: Callable[[], None]) -> None:
    """The result: one JSON document with its schema named inside, or what a person reads."""
    if asked.json:
        click.echo(
            json.dumps(
                {"schema": schema, **document}, default=as_json, ensure_ascii=False, indent=2
            )
        )
    else:
        human()


def say(asked: Asked, text: str) -> None:
    """Narration, on stderr; silent with --quiet."""
    if not asked.quiet:
        click.echo(text, err=True)


def done(asked: Asked, text: str) -> None:
    """One thing that is finished."""
    say(asked, f" {click.style('✔', fg='green')} {text}")


def warn(asked: Asked, text: str) -> None:
    """Something to look at; nothing was refused."""
    say(asked, f" {click.style('!', fg='yellow')} {text}")


def next_step(asked: Asked, *commands: str) -> None:
    """The next likely command, on stderr."""
    if commands:
        say(asked, f"Next: {'   or   '.join(commands)}")


def confirm(asked: Asked, question: str, *, what: str) -> None:
    """Ask yes or no, unless --yes said it. Raises AnswerNeededError where nobody can answer."""
    if asked.yes:
        return
    if asked.json or not sys.stdin.isatty():
        raise AnswerNeededError(
            f"{what} Nobody can be asked here.",
            remedy="add --yes to confirm.",
            undone="Nothing was changed.",
        )
    if not click.confirm(question, default=False, err=True):
        raise AnswerNeededError(
            "you said no.", undone="Nothing was changed.", remedy="repeat when ready."
        )


def confirm_count(asked: Asked, total: int, expect: int | None, what: str) -> None:
    """Ask for the number of recipients, or check the one given with --yes --expect N."""
    if expect is not None and expect != total:
        raise AnswerNeededError(
            f"{what} has {total} recipients; you expected {expect}.",
            undone="Nothing was sent.",
            remedy=f"look at the list, then repeat with --expect {total}.",
        )
    if asked.yes and expect is not None:
        return
    if asked.yes or asked.json or not sys.stdin.isatty():
        raise AnswerNeededError(
            f"this would write to {total} people.",
            undone="Nothing was sent.",
            remedy=f"add --yes --expect {total} to confirm.",
        )
    typed = click.prompt(f"Type {total} to send to the {total} people", default="", err=True)
    if typed.strip() != str(total):
        raise AnswerNeededError(
            "that is not the number.", undone="Nothing was sent.", remedy="repeat when ready."
        )


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()
) -> None:
    """A table on stdout; columns named in `right` (from 0) stand to the right."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for position, heading in enumerate(headings):
        grid.add_column(heading, justify="right" if position in right else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(clean(cell)) for cell in row))
    console().print(grid)


def clean(text: str) -> str:
    """Text from outside, safe for a terminal: no control characters, no reversed writing."""
    hidden = set(range(0x202A, 0x202F)) | set(range(0x2066, 0x206A)) | {0x200E, 0x200F}
    return "".join(
        c for c in text if (c >= " " and ord(c) != 127 and ord(c) not in hidden) or c == "\n"
    )


def day(value: date | None) -> str:
    """A date in words, the same on every system: '30 November 2026'."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else "—"


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
