"""Workspaces at three points of the story, each made once by the commands themselves, then copied."""

import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import LIST, Shell, believe_the_boundary


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As `govflow init` leaves it, with four people on the list."""
    root = tmp_path_factory.mktemp("made") / "ws"
    Shell(root.parent)("init", str(root), "--no-input", day="2026-10-01")
    believe_the_boundary(root)
    (root / "list.csv").write_text(LIST, encoding="utf-8")
    Shell(root)("people", "import", str(root / "list.csv"), "--yes", day="2026-10-02")
    return root


@pytest.fixture(scope="session")
def proposed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With amendment 2026-01 in draft."""
    root = _copied(made, tmp_path_factory.mktemp("proposed"))
    assert Shell(root).propose() == "2026-01"
    return root


@pytest.fixture(scope="session")
def sent(proposed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With version 1.1 published and its notice SMP-1 sent to everyone bound."""
    root = _copied(proposed, tmp_path_factory.mktemp("sent"))
    shell = Shell(root)
    shell.pass_("2026-01")
    shell.publish("2026-01")
    assert shell.send() == "SMP-1"
    return root


def _copied(template: Path, folder: Path) -> Path:
    return Path(shutil.copytree(template, folder / "ws"))


@pytest.fixture
def new(made: Path, tmp_path: Path) -> Shell:
    return Shell(_copied(made, tmp_path))


@pytest.fixture
def drafted(proposed: Path, tmp_path: Path) -> Shell:
    return Shell(_copied(proposed, tmp_path))


@pytest.fixture
def told(sent: Path, tmp_path: Path) -> Shell:
    return Shell(_copied(sent, tmp_path))
