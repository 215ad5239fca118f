"""Every command a guide tells its reader to type can be typed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_options import command_of, every_command
from tests.support import ROOT

GENERATED = {"cli.md", "errors.md", "checks.md", "replies.md"}
GUIDES = [
    ROOT / "README.md",
    *(path for path in sorted((ROOT / "docs").rglob("*.md")) if path.name not in GENERATED),
]
FENCE = re.compile(r"```sh\n(.*?)```", re.S)
INLINE = re.compile(r"(?<!`)`govflow ([^`]+)`")
NAMED = re.compile(r"(?:'|: )govflow ([a-z][^'\n.]*)(?:'|$|\n|\.)")
COMMANDS = sorted(every_command(), key=len, reverse=True)


def typed() -> Iterator[tuple[Path, str]]:
    for guide in GUIDES:
        text = guide.read_text(encoding="utf-8")
        yield from ((guide, line) for line in INLINE.findall(text))
        for block in FENCE.findall(text):
            lines = re.sub(r"\s#.*", "", block).replace(" && ", "\n").splitlines()
            yield from ((guide, line[8:]) for line in lines if line.startswith("govflow "))


@pytest.mark.parametrize(
    ("guide", "line"),
    [pytest.param(path, line, id=f"{path.stem}: {line}"[:80]) for path, line in typed()],
)
def test_a_command_in_a_guide_exists_with_the_options_it_names(guide: Path, line: str):
    assert not _unknown(line), f"{guide.name}: govflow {line}"


def test_a_command_the_program_names_exists_with_the_options_it_names():
    for path in sorted((ROOT / "govflow").rglob("*.py")):
        for text in _strings(path):
            for line in NAMED.findall(text):
                assert not _unknown(line), f"{path.name}: govflow {line}"


def _strings(path: Path) -> Iterator[str]:
    """The strings of a module, what is filled in at run time left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            parts = (p.value if isinstance(p, ast.Constant) else "X" for p in node.values)
            yield "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _unknown(line: str) -> set[str]:
    """The words of a command line that the program would not know: its name, or options."""
    words = line.replace('"', " ").split()
    options = {word.partition("=")[0] for word in words if word.startswith("--")}
    name = next((c for c in COMMANDS if tuple(words[: len(c)]) == c), None)
    if name is None:
        known = {"--help", "--version"} if _is_group(words) or words[0].startswith("-") else set()
        return options - known or (set() if known else {line})
    params = command_of(name).params
    return options - {"--help"} - {o for p in params for o in p.opts + p.secondary_opts}


def _is_group(words: list[str]) -> bool:
    """Whether these are the first words of commands, as where a guide speaks of them together."""
    return any(tuple(words) == name[: len(words)] for name in COMMANDS)


def test_links_in_guides_lead_somewhere():
    for guide in GUIDES:
        for link in re.findall(r"\]\((?!https?://|#)([^)#]+)", guide.read_text(encoding="utf-8")):
            assert (guide.parent / link).exists(), f"{guide.name}: {link}"
