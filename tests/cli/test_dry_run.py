"""`--dry-run`: a command says what it would do and leaves every byte of the workspace as it was."""

from pathlib import Path

import pytest

from tests.cli.terminal import CODE, LIST, Shell

POLICY = "# Expenses Policy\n\n## 1. Scope\n\n1.1 Staff must keep every receipt.\n"
DECIDED = ("--passed", "--decided", "2026-11-26", "--minute", "26/114")


def untouched(shell: Shell, *words: str) -> str:
    """Run a command dry, with and without --json; returns what it says it would do."""
    before = shell.contents()
    document = shell.json(*words, "--dry-run")
    assert document["dry_run"] is True
    said = shell(*words, "--dry-run")
    assert "would " in said.err
    assert "Nothing was changed." in said.err
    assert shell.contents() == before
    return said.err


def test_init(tmp_path: Path):
    root = tmp_path / "ws"
    assert str(root) in untouched(Shell(tmp_path), "init", str(root), "--no-input")
    assert not root.exists()


def test_demo(tmp_path: Path):
    untouched(Shell(tmp_path), "demo", str(tmp_path / "ws"))
    assert not (tmp_path / "ws").exists()


def test_policy_import_and_export(new: Shell, tmp_path: Path):
    source, target = tmp_path / "expenses.md", tmp_path / "out.md"
    source.write_text(POLICY, encoding="utf-8")
    untouched(new, "policy", "import", str(source), "--as", "expenses")
    untouched(new, "policy", "export", CODE, "-o", str(target))
    assert not target.exists()


def test_people_import(new: Shell, tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text(LIST.replace("Ada", "Adah"), encoding="utf-8")
    assert "Adah" in untouched(new, "people", "import", str(path))


def test_amendment_new_and_withdraw(drafted: Shell):
    assert "2026-02" in untouched(drafted, "amendment", "new", CODE, "--title", "T")
    untouched(drafted, "amendment", "withdraw", "2026-01")


def test_board_pack_and_record(drafted: Shell):
    assert "documents/board/2026-01" in untouched(drafted, "board", "pack", "2026-01")
    drafted("board", "pack", "2026-01", "--yes")
    assert "passed, 26 November 2026" in untouched(drafted, "board", "record", "2026-01", *DECIDED)


def test_guidance_confirm_publish_and_build(drafted: Shell):
    drafted.pass_("2026-01")
    untouched(drafted, "guidance", "confirm", CODE, "volunteers")
    drafted("guidance", "confirm", CODE, "volunteers", "--yes")
    said = untouched(drafted, "publish", "2026-01", "--in-force", "2026-12-01")
    assert "version 1.1" in said
    drafted.publish("2026-01")
    untouched(drafted, "guidance", "build", CODE)


def test_notice_preview_and_send(drafted: Shell):
    drafted.pass_("2026-01")
    drafted.publish("2026-01")
    untouched(drafted, "notice", "preview", CODE)
    assert "3 people" in untouched(drafted, "notice", "send", CODE)
    untouched(drafted, "notice", "send", CODE, "--to-me")


def test_replies_collect_and_resolve(told: Shell):
    told.answer("ada@union.example")
    untouched(told, "replies", "collect")
    assert told.json("replies", "collect", "--dry-run")["outcomes"] == {"acknowledged": 1}
    told("replies", "collect")
    evidence = told.json("replies", "list")["replies"][0]["evidence"]
    settle = ("replies", "resolve", evidence, "--by", "Sam", "--reason", "R")
    untouched(told, *settle, "--as", "question")


def test_register_export_and_report(told: Shell, tmp_path: Path):
    untouched(told, "register", "export", "-o", str(tmp_path / "r.csv"))
    untouched(told, "report", "--html", "--xlsx")
    assert list(tmp_path.glob("*.csv")) == []


@pytest.mark.parametrize(
    "words",
    [
        ("amendment", "new", "nothing", "--title", "T"),
        ("amendment", "withdraw", "2026-01"),
        ("board", "pack", "2026-01"),
        ("board", "record", "2026-01", *DECIDED),
        ("publish", "2026-09", "--in-force", "2026-12-01"),
        ("guidance", "confirm", CODE, "bishops"),
        ("notice", "send", "nothing"),
        ("replies", "resolve", "0" * 8, "--as", "question", "--by", "Sam", "--reason", "R"),
    ],
    ids=" ".join,
)
def test_what_would_be_refused_is_refused_dry_as_well(told: Shell, words: tuple[str, ...]):
    told.refused(*words, "--dry-run")
