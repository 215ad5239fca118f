"""How things are said: results on stdout, narration on stderr, questions only where somebody can answer."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked
from govflow.core.errors import AnswerNeededError
from govflow.core.people.dates import date_words

if TYPE_CHECKING:
    from rich.console import Console

WIDTH = 96


def steady_streams() -> None:
    """Let every sign be printed, also into a file on a Windows console that knows only cp1252.

    A scheduled task on Windows has no streams at all; what it would print goes nowhere.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or sys.stdout
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace")


def silence_stdout() -> None:
    """Let nothing more be written where nobody reads any more (a pipe that was closed)."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


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
    """The result: one JSON document with its schema named inside, or what a person reads.

    A document made under --dry-run says so: `"dry_run": true`.
    """
    if asked.json:
        pretended = {"dry_run": True} if asked.dry_run else {}
        whole = {"schema": schema, **document, **pretended}
        click.echo(json.dumps(whole, default=as_json, ensure_ascii=False, indent=2))
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


def would(asked: Asked, text: str) -> None:
    """What a command would do, said under --dry-run."""
    say(asked, f" {click.style('·', fg='cyan')} would {text}. Nothing was changed.")


def can_ask(asked: Asked) -> bool:
    """Whether a person sits there who can answer a question."""
    return not (asked.yes or asked.json or asked.dry_run) and sys.stdin.isatty()


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
            "this was not confirmed.",
            undone="Nothing was changed.",
            remedy="repeat the command when you are ready.",
        )


def confirm_count(asked: Asked, total: int, expect: int | None, what: str) -> None:
    """Ask for the number of recipients, or check the one given with --yes --expect N."""
    if expect is not None and expect != total:
        raise AnswerNeededError(
            f"{what} has {counted(total, 'recipient')}; you expected {expect}.",
            undone="Nothing was sent.",
            remedy=f"look at the list, then repeat with --expect {total}.",
        )
    if asked.yes and expect is not None:
        return
    people = counted(total, "person", "people")
    if asked.yes or asked.json or not sys.stdin.isatty():
        raise AnswerNeededError(
            f"this would write to {people}.",
            undone="Nothing was sent.",
            remedy=f"add --yes --expect {total} to confirm.",
        )
    typed = click.prompt(
        f"Type {total} to send to {people}", default="", show_default=False, err=True
    )
    if typed.strip() != str(total):
        raise AnswerNeededError(
            f"that is not {total}.",
            undone="Nothing was sent.",
            remedy="repeat the command when you are ready.",
        )


def save(asked: Asked, path: Path, content: bytes) -> bool:
    """Write a file the user named; asks before it takes the place of one with other contents.

    Returns whether it was written: under --dry-run it is only said.
    """
    from govflow.adapters.files.atomic import write_file

    if asked.dry_run:
        would(asked, f"write {path}")
        return False
    if path.is_file() and path.read_bytes() != content:
        confirm(asked, f"Replace {path}?", what=f"{path} holds something else.")
    write_file(path, content)
    return True


def open_page(asked: Asked, path: Path, *, no_open: bool) -> None:
    """Open a page in the browser, where a person at a terminal would see it."""
    if not (no_open or asked.json or asked.quiet or asked.dry_run) and sys.stdout.isatty():
        click.launch(path.resolve().as_uri())


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[int] = (),
    whole: Sequence[int] = (),
    empty: str = "Nothing yet.",
) -> None:
    """A table on stdout, or one sentence when it has no rows.

    Columns named in `right` (from 0) stand to the right; those in `whole` are never broken.
    """
    if not rows:
        click.echo(empty)
        return
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for position, heading in enumerate(headings):
        grid.add_column(
            heading,
            justify="right" if position in right else "left",
            overflow="fold",
            no_wrap=position in whole,
        )
    for row in rows:
        grid.add_row(*(Text(clean(cell)) for cell in row))
    target = console()
    with target.capture() as drawn:
        target.print(grid)
    click.echo("\n".join(line.rstrip() for line in drawn.get().rstrip("\n").splitlines()))


def prose(text: str, indent: str = "", lead: str = "") -> None:
    """A paragraph on stdout: folded between words on a terminal, left whole when redirected.

    `lead` takes the place of the first line's indent, for a number or a sign.
    """
    first = (lead or indent).ljust(len(indent))
    if not sys.stdout.isatty():
        click.echo(first + text.replace("\n", f"\n{indent}"))
        return
    from rich.text import Text

    screen = console()
    folded = Text.from_ansi(text).wrap(screen, screen.width - len(indent))
    for number, line in enumerate(folded):
        screen.print(Text(indent if number else first).append_text(line))


def clean(text: str) -> str:
    """Text from outside, safe for a terminal: no control characters, no reversed writing."""
    hidden = set(range(0x202A, 0x202F)) | set(range(0x2066, 0x206A)) | {0x200E, 0x200F}
    return "".join(
        c
        for c in text
        if (c >= " " and not 127 <= ord(c) < 160 and ord(c) not in hidden) or c == "\n"
    )


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: '1 warning', '2 warnings', '2 people'."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def day(value: date | None) -> str:
    """A date in words, the same on every system: '30 November 2026'."""
    return date_words(value) if value else "—"


def short_day(value: date | None) -> str:
    """A date for a narrow column: '30 Nov 2026'."""
    if value is None:
        return "—"
    number, month, year = date_words(value).split()
    return f"{number} {month[:3]} {year}"


def about(notice: dict[str, Any]) -> str:
    """What a notice is of: 'social-media 1.1', or 'Board papers 2026-01'."""
    if notice["amendments"]:
        return f"Board papers {', '.join(notice['amendments'])}"
    return f"{notice['policy']} {notice['version']}"


def due_words(notice: dict[str, Any]) -> str:
    """Its day in words: 'due 18 December 2026', 'meeting 26 November 2026'."""
    return f"{'meeting' if notice['purpose'] == 'meeting' else 'due'} {day(notice['due'])}"
