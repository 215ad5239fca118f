"""The options every command shares, and the one way to define a command that has them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import rich_click as click

F = TypeVar("F", bound=Callable[..., Any])


@dataclass
class Asked:
    """What the caller wants of any command, wherever on the line it was said.

    `command` is the command as it was called, without its values: 'govflow notice send'.
    """

    json: bool = False
    dry_run: bool = False
    yes: bool = False
    on: date | None = None
    directory: Path = Path()
    quiet: bool = False
    verbose: int = 0
    command: str = "govflow"


class Day(click.ParamType[date]):
    """A date as people write it: 2026-11-30 or 30/11/2026."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(str(value).strip(), form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
        self.fail(f"'{value}' is not a date; write it as 2026-11-30 or 30/11/2026.", param, ctx)


DAY = Day()


def asked_of(ctx: click.Context) -> Asked:
    """The shared options of this call."""
    root = ctx.find_root()
    if not isinstance(root.obj, Asked):
        root.obj = Asked()
    return root.obj


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    asked = asked_of(ctx)
    asked.command = ctx.command_path
    if value not in (None, False, 0) and param.name:
        setattr(asked, param.name, value)


_SHARED: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (("--json",), {"is_flag": True, "help": "Print one JSON document instead of text."}),
    (("--dry-run",), {"is_flag": True, "help": "Show what would happen; change nothing."}),
    (("--yes",), {"is_flag": True, "help": "Confirm what would otherwise be asked."}),
    (("--on",), {"type": DAY, "metavar": "DATE", "help": "Act as if today were DATE."}),
    (
        ("-C", "--directory"),
        {"type": click.Path(path_type=Path), "metavar": "DIR", "help": "The workspace [here]."},
    ),
    (("-q", "--quiet"), {"is_flag": True, "help": "Print results only."}),
    (("-v", "--verbose"), {"count": True, "metavar": "", "help": "Say more; twice says most."}),
)


def shared(command: F) -> F:
    """Add the shared options to a command; they work before and after the subcommand."""
    return _with_shared(command, hidden=False)


def noun(command: F) -> click.RichGroup:
    """A group of commands about one thing; it takes the shared options too, unseen in its help."""
    return click.group(cls=click.RichGroup)(_with_shared(command, hidden=True))


def _with_shared(command: F, *, hidden: bool) -> F:
    for names, settings in reversed(_SHARED):
        option = click.option(*names, expose_value=False, callback=_keep, hidden=hidden, **settings)
        command = option(command)
    return command
