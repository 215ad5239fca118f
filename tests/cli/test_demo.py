"""The demo plays the whole story, offline, and the same every time."""

import sqlite3
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from click.testing import CliRunner

from govflow.cli.main import govflow


def play(folder: Path) -> list[str]:
    result = CliRunner().invoke(govflow, ["demo", str(folder), "--no-open"])
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("demo") / "union"
    play(root)
    return root


def contents(root: Path) -> dict[str, bytes]:
    """Every file but the database, whose pages may be laid out otherwise."""
    files = (path for path in root.rglob("*") if path.is_file() and "govflow.db" not in path.name)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def ledger(root: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(root / "govflow.db") as database:
        return database.execute("SELECT seq, hash FROM ledger ORDER BY seq").fetchall()


def test_the_same_demo_gives_the_same_files_and_the_same_ledger(
    played: Path, tmp_path: Path
) -> None:
    again = tmp_path / "union"
    play(again)
    assert contents(again) == contents(played)
    assert ledger(again) == ledger(played)


def test_the_demo_is_a_workspace_at_the_end_of_its_story(played: Path) -> None:
    assert len(list((played / "mail" / "outbox").glob("*.eml"))) == 42
    assert len(list((played / "documents" / "board" / "2026-01").glob("*.docx"))) == 4
    assert (played / "documents" / "reports" / "report-SMP-1.html").is_file()
    result = CliRunner().invoke(govflow, ["-C", str(played), "ledger", "verify"])
    assert result.exit_code == 0, result.output


def test_the_checkpoint_in_a_letters_last_line_is_one_that_verify_takes(played: Path) -> None:
    letter = next((played / "mail" / "outbox").glob("*.eml")).read_bytes()
    text = message_from_bytes(letter, policy=default).get_body(("plain",)).get_content()
    _, _, printed = text.splitlines()[-1].partition(" · ")
    assert len(printed) <= 40
    result = CliRunner().invoke(
        govflow, ["-C", str(played), "ledger", "verify", "--against", printed]
    )
    assert result.exit_code == 0, result.output


def test_replies_of_every_kind_came_back(played: Path) -> None:
    result = CliRunner().invoke(govflow, ["-C", str(played), "replies", "list", "--json"])
    for outcome in (
        *("acknowledged", "question", "declined", "unclear", "auto_reply", "bounced"),
        *("wrong_sender", "unverified", "unmatched"),
    ):
        assert f'"outcome": "{outcome}"' in result.stdout


def test_the_demo_replaces_only_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(govflow, ["demo", str(tmp_path), "--no-open"])
    assert result.exit_code == 1
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "mine"
