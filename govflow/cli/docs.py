"""What the guides show of the program, made by running it: `docs/cli.md`, `docs/it.md`."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

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


def letter_to_it() -> str:
    """The letter `govflow doctor --for-it` writes for a mailbox of Microsoft 365, in a code block."""
    from click.testing import CliRunner

    from govflow.cli.main import govflow

    runner = CliRunner()
    with TemporaryDirectory() as folder:
        runner.invoke(govflow, ["init", f"{folder}/union", "--no-input"])
        settings = Path(folder, "union", "govflow.toml")
        text = settings.read_text(encoding="utf-8")
        graph = text.replace('transport = "folder"', 'transport = "graph"')
        settings.write_text(graph, encoding="utf-8")
        said = runner.invoke(govflow, ["-C", f"{folder}/union", "doctor", "--for-it"])
    return f"\n```text\n{said.output}```\n"


def _commands(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        else:
            yield (*path, name)
