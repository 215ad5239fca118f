"""Which commands ask before they act, and what they say where nobody can answer."""

import os
import pty
import select
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from tests.cli.terminal import CODE, LIST, TODAY, Shell

DECIDED = ("--passed", "--decided", "2026-11-26", "--minute", "26/114")


def asks(shell: Shell, *words: str) -> None:
    """Without --yes and without a terminal: exit 2, what to add, and nothing changed."""
    before = shell.contents()
    refusal = shell.refused(*words, code=2)
    assert "--yes" in refusal["remedy"]
    assert refusal["undone"]
    assert "--yes" in shell(*words, code=2).err
    assert shell.contents() == before


def test_whatever_decides_publishes_or_replaces_asks(drafted: Shell, tmp_path: Path):
    people, policy = tmp_path / "list.csv", tmp_path / "expenses.md"
    people.write_text(LIST.replace("Ada", "Adah"), encoding="utf-8")
    policy.write_text("# Expenses\n\n## 1. Scope\n\n1.1 Keep it.\n", encoding="utf-8")
    asks(drafted, "people", "import", str(people))
    asks(drafted, "policy", "import", str(policy), "--as", "expenses")
    asks(drafted, "amendment", "withdraw", "2026-01")
    drafted("board", "pack", "2026-01", "--yes")
    asks(drafted, "board", "record", "2026-01", *DECIDED)
    drafted.pass_("2026-01")
    asks(drafted, "guidance", "confirm", CODE, "volunteers")
    drafted("guidance", "confirm", CODE, "volunteers", "--yes")
    asks(drafted, "publish", "2026-01", "--in-force", "2026-12-01")
    drafted.publish("2026-01")
    asks(drafted, "notice", "send", CODE)


def test_drafts_papers_and_reading_the_mailbox_do_not_ask(told: Shell):
    told("amendment", "new", CODE, "--title", "T")
    told("guidance", "build", CODE)
    told("notice", "preview", CODE, "--no-open")
    told("replies", "collect")
    told("report", "--html", "--no-open")


def converse(root: Path, words: tuple[str, ...], *answers: str) -> tuple[int, str]:
    """Run a command in a real terminal of 80 columns and type these answers; exit code and screen."""
    ours, theirs = pty.openpty()
    line = [sys.executable, "-m", "govflow", "-C", str(root), "--on", TODAY, *words]
    terminal = {**os.environ, "COLUMNS": "80", "TERM": "xterm", "BROWSER": "true"}
    process = subprocess.Popen(line, stdin=theirs, stdout=theirs, stderr=theirs, env=terminal)
    os.close(theirs)
    waiting, screen, until = list(answers), b"", time.monotonic() + 60
    while time.monotonic() < until:
        ready, _, _ = select.select([ours], [], [], 0.2)
        if ready:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            screen += part
        if waiting and screen.rstrip().endswith((b":", b"]")) and not ready:
            os.write(ours, waiting.pop(0).encode() + b"\n")
            screen += b"\n"
    os.close(ours)
    return process.wait(timeout=30), screen.decode(errors="replace")


needs_pty = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


@needs_pty
def test_in_a_terminal_a_no_changes_nothing_and_a_yes_does_it(drafted: Shell):
    drafted("board", "pack", "2026-01", "--yes")
    words = ("board", "record", "2026-01", *DECIDED)
    before = drafted.contents()
    code, screen = converse(drafted.root, words, "n")
    assert "PASSED" in screen
    assert "It cannot be undone. [y/N]" in screen
    assert code == 2
    assert drafted.contents() == before
    code, screen = converse(drafted.root, words, "y")
    assert code == 0, screen
    assert drafted.json("amendment", "list")["amendments"][0]["state"] == "passed"


@needs_pty
def test_in_a_terminal_the_cover_sheet_is_asked_for_line_by_line(drafted: Shell):
    form = drafted.file(f"policy/{CODE}/amendments/2026-01/amendment.toml")
    answers = [
        'Permission in "writing".',
        "Sarah",
        "Article 12",
        "26/11/2026",
        "Staff, in October.",
        "",
        "Low.",
    ]
    code, screen = converse(drafted.root, ("board", "pack", "2026-01"), *answers, "", "")
    assert code == 0, screen
    assert "the cover sheet says nothing on: equality, data protection, communications" in screen
    written = tomllib.loads(form.read_text(encoding="utf-8"))
    assert written["summary"] == ['Permission in "writing".']
    assert (written["board"]["meeting"].isoformat(), written["board"]["risk"]) == (
        "2026-11-26",
        "Low.",
    )
    assert "# Consultation" in form.read_text(encoding="utf-8")


@needs_pty
def test_in_a_terminal_sending_waits_for_the_number(drafted: Shell):
    drafted.pass_("2026-01")
    drafted.publish("2026-01")
    words = ("notice", "send", CODE)
    code, screen = converse(drafted.root, words, "y")
    assert "Type 3 to send to 3 people" in screen
    assert code == 2
    assert list(drafted.root.glob("mail/outbox/*.eml")) == []
    code, screen = converse(drafted.root, words, "3")
    assert code == 0, screen
    assert len(list(drafted.root.glob("mail/outbox/*.eml"))) == 3


@needs_pty
def test_bare_govflow_in_a_terminal_is_status_with_numbered_steps(drafted: Shell):
    code, screen = converse(drafted.root, (), "1")
    assert code == 0, screen
    assert "1. 2026-01 (Written permission) is being drafted" in screen
    assert "Materiality A" in screen


@needs_pty
def test_a_step_with_a_blank_asks_for_it(drafted: Shell):
    drafted("board", "pack", "2026-01", "--yes")
    code, screen = converse(drafted.root, (), "1", "2026-11-26", "26/114", "y")
    assert code == 0, screen
    assert drafted.json("amendment", "list")["amendments"][0]["state"] == "passed"


@needs_pty
def test_init_asks_in_a_terminal_and_takes_its_defaults(tmp_path: Path):
    root = tmp_path / "ws"
    code, screen = converse(tmp_path, ("init", str(root)), "Anytown Union", "", "", "", "", "")
    assert code == 0, screen
    assert "Anytown Union" in (root / "govflow.toml").read_text(encoding="utf-8")
