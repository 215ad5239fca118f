"""The reference of all commands, made by running their help; `docs/cli.md` is filled from it."""

import os
from collections.abc import Iterator

import rich_click as click


def command_pages() -> str:
    """A Markdown section for each command, its help in a code block, in alphabetical order."""
    from click.testing import CliRunner

    from govflow.cli.main import govflow

    os.environ.update(COLUMNS="96", NO_COLOR="1", TERMINAL_WIDTH="96")
    runner = CliRunner()
    parts = []
    for words in _commands(govflow, ()):
        text = runner.invoke(govflow, [*words, "--help"], prog_name="govflow").output
        lines = "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
        parts.append(f"\n## govflow {' '.join(words)}".rstrip() + f"\n\n```text\n{lines}\n```\n")
    return "".join(parts)


def _commands(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        else:
            yield (*path, name)
