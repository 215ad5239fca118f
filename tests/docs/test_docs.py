"""The documents say what the program says, and the help is worth reading."""

import inspect
import re
import shlex
import subprocess
import sys

import pytest
import rich_click as click

from govflow.cli.main import govflow
from tests.cli.test_options import command_of, every_command
from tests.support import ROOT

DOCS = sorted(path.name for path in (ROOT / "docs").glob("*.md"))
CHANGES = re.compile(r"\b(Writes|Records|Sends|Makes|Changes nothing|recorded)\b")


@pytest.mark.parametrize("name", DOCS)
def test_a_document_is_as_its_generator_makes_it(name: str):
    found = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", f"docs/{name}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert found.returncode == 0, found.stdout[-2000:]


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_every_command_is_in_the_reference(words: tuple[str, ...]):
    reference = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"\n## govflow {' '.join(words)}\n" in reference


def help_of(words: tuple[str, ...]) -> list[str]:
    """The paragraphs of a command's help."""
    text = inspect.cleandoc(command_of(words).help or "")
    return [part.strip("\b\n") for part in text.split("\n\n")]


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_the_first_line_says_in_sixty_characters_what_it_does(words: tuple[str, ...]):
    first = help_of(words)[0]
    assert "\n" not in first
    assert len(first) <= 60, first
    assert first.endswith(".")


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_the_help_has_an_example_that_can_be_typed(words: tuple[str, ...]):
    examples = examples_of(words)
    assert examples
    for example in examples:
        assert example[: len(words)] == list(words), example
        command = command_of(words)
        command.make_context("govflow", example[len(words) :], resilient_parsing=True)
        asked = {word for word in example if word.startswith("--")}
        known = {opt for param in command.params for opt in param.opts}
        assert asked <= known, asked - known
        arguments = [p for p in command.params if isinstance(p, click.Argument) and p.required]
        assert len(example) - len(words) >= len(arguments)


def examples_of(words: tuple[str, ...]) -> list[list[str]]:
    """The words of each example, without the program's name."""
    part = next((p for p in help_of(words) if p.startswith("Example")), "")
    lines = part.removeprefix("Examples: ").removeprefix("Example: ").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.strip()]


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_the_examples_are_printed_one_to_a_line(words: tuple[str, ...]):
    reference = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for example in examples_of(words):
        typed = " ".join(example)
        plain = reference.replace('"', "").replace("'", "")
        assert f"govflow {typed}".replace("'", "") in plain, typed


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_the_help_says_what_the_command_changes(words: tuple[str, ...]):
    assert CHANGES.search(" ".join(help_of(words)[2:]).replace("\n", " ")), help_of(words)


def test_every_option_explains_itself():
    for words in every_command():
        for param in command_of(words).params:
            if isinstance(param, click.Option) and not param.hidden:
                assert param.help, f"{' '.join(words)} {param.opts}"


def test_every_exit_code_is_in_the_help():
    for code in ("0", "1", "2", "3", "4", "75", "130"):
        assert re.search(rf"\b{code} ", str(govflow.epilog))
