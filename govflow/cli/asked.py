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
    """What the caller wants of any command, wherever on the line it was said."""

    json: bool = False
    dry_run: bool = False
    yes: bool = False
    on: date | None = None
    directory: Path = Path()
    quiet: bool = False
    verbose: int = 0


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
                return datetime.strptime(str(value), form).date()  # noqa: DTZ007 - a day has no zone
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
    if value not in (None, False, 0) and param.name:
        setattr(asked_of(ctx), param.name, value)


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
    (("-v", "--verbose"), {"count": True, "help": "Say more."}),
)


def shared(command: F) -> F:
    """Add the shared options to a command; they work before and after the subcommand."""
    for names, settings in reversed(_SHARED):
        command = click.option(*names, expose_value=False, callback=_keep, **settings)(command)
    return command
