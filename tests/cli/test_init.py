"""`govflow init` and what it leaves behind, on every system."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cli.terminal import Shell
from tests.support import ROOT


def test_a_new_workspace_has_the_worked_example_in_force(tmp_path: Path):
    shell = Shell(tmp_path)
    made = shell.json("init", str(tmp_path / "ws"), "--no-input")
    assert made["schema"] == "govflow/init/1"
    assert made["policies"] == ["social-media"]
    (policy,) = Shell(tmp_path / "ws").json("policy", "list")["policies"]
    assert (policy["in_force"], policy["passed_on"]) == ("1.0", "2018-06-18")


def test_every_question_of_init_is_an_option(tmp_path: Path):
    given = {
        "--organisation": "Anytown Students' Union",
        "--board": "Council",
        "--officer": "Clerk",
        "--from": "Clerk <clerk@anytown.example>",
        "--phone": "01234 567 890",
        "--days": "14",
    }
    words = [word for pair in given.items() for word in pair]
    Shell(tmp_path)("init", str(tmp_path / "ws"), "--no-input", *words)
    settings = tomllib.loads((tmp_path / "ws" / "govflow.toml").read_text(encoding="utf-8"))
    said = str(settings)
    for answer in given.values():
        assert answer.strip("'") in said.replace('"', "")


ANSWERS = {
    "graph": {
        "--mailbox": "g@a.example",
        "--tenant": "t-1",
        "--client-id": "c-1",
        "--sign-in": "code",
    },
    "exchange": {
        "--mailbox": "g@a.example",
        "--endpoint": "https://mail.a.example/EWS/Exchange.asmx",
        "--username": "AD\\govflow",
        "--auth": "basic",
    },
    "smtp_imap": {"--smtp-host": "out.a.example", "--imap-host": "in.a.example", "--username": "g"},
}


@pytest.mark.parametrize("transport", ANSWERS)
def test_every_question_about_the_mailbox_is_an_option(tmp_path: Path, transport: str):
    given = ANSWERS[transport]
    words = [word for pair in given.items() for word in pair]
    root = tmp_path / "ws"
    Shell(tmp_path)("init", str(root), "--no-input", "--transport", transport, *words)
    mail = tomllib.loads((root / "govflow.toml").read_text(encoding="utf-8"))["mail"]
    assert mail["transport"] == transport
    tables = ("smtp", "imap") if transport == "smtp_imap" else (transport,)
    said = [value for table in tables for value in mail[table].values()]
    assert set(said) == set(given.values())


def test_the_mailbox_is_asked_for_at_a_terminal(tmp_path: Path):
    program = tmp_path / "ask"
    program.write_text(f"#!/bin/sh\nexec {sys.executable} -m govflow init {tmp_path}/ws\n")
    program.chmod(0o755)
    answers = ["", "", "", "Clerk <clerk@a.example>", "", "2", "", "t-1", "c-1", "browser"]
    shown = on_a_terminal(program, typed="".join(f"{answer}\n" for answer in answers))
    assert "2. Microsoft 365" in shown
    mail = tomllib.loads((tmp_path / "ws" / "govflow.toml").read_text(encoding="utf-8"))["mail"]
    assert mail["graph"] == {
        "mailbox": "clerk@a.example",
        "tenant": "t-1",
        "client_id": "c-1",
        "sign_in": "browser",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="the other starter is for Windows")
def test_a_double_click_opens_the_status_wherever_the_folder_was_moved(tmp_path: Path):
    Shell(tmp_path)("init", str(tmp_path / "ws"), "--no-input")
    moved = (tmp_path / "ws").rename(tmp_path / "moved, with spaces")
    shown = on_a_terminal(moved / "Open govflow.command", typed="\n")
    assert "Social Media Policy" in shown
    assert "What to do next" in shown
    assert "to do it, Enter to leave" in shown


def on_a_terminal(program: Path, typed: str) -> str:
    """What a program shows to somebody who sits at a terminal of 80 columns and types this."""
    ours, theirs = os.openpty()
    places = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    settings = {"PATH": places, "HOME": str(program.parent), "TERM": "dumb"}
    with subprocess.Popen(
        [program], stdin=theirs, stdout=theirs, stderr=theirs, env=settings
    ) as run:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    assert run.returncode == 0, shown
    return shown.decode()


def _read(terminal: int) -> bytes:
    """What a terminal holds; Linux says EIO, others nothing, when its last program has left."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_the_windows_starter_is_what_windows_reads(tmp_path: Path):
    Shell(tmp_path)("init", str(tmp_path / "ws"), "--no-input")
    starter = (tmp_path / "ws" / "Open govflow.cmd").read_bytes()
    assert starter.isascii()
    assert starter.count(b"\n") == starter.count(b"\r\n") > 5
    assert str(tmp_path).encode() not in starter


def test_no_boundary_is_believed_until_somebody_names_one(tmp_path: Path):
    Shell(tmp_path)("init", str(tmp_path / "ws"), "--no-input")
    settings = tomllib.loads((tmp_path / "ws" / "govflow.toml").read_text(encoding="utf-8"))
    assert settings["replies"]["authserv_ids"] == []
    assert settings["mail"]["transport"] == "folder"


def test_a_workspace_is_never_made_over_another(new: Shell):
    before = new.contents()
    refusal = new.refused("init", str(new.root), "--no-input")
    assert refusal["problem"] == "a workspace stands here already."
    assert new.contents() == before


@pytest.mark.parametrize("name", ["people.csv", "policy"])
def test_a_list_or_policy_that_lies_there_is_not_replaced(tmp_path: Path, name: str):
    (tmp_path / name).write_text("mine", encoding="utf-8")
    refusal = Shell(tmp_path).refused("init", str(tmp_path), "--no-input")
    assert refusal["place"].endswith(name)
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_a_workspace_is_found_from_any_folder_within_it(new: Shell):
    within = Shell(new.root / "policy" / "social-media")
    assert within.json("policy", "list")["policies"][0]["code"] == "social-media"


def test_every_file_name_is_one_that_windows_can_hold(told: Shell):
    for path in told.root.rglob("*"):
        name = path.relative_to(told.root).as_posix()
        assert not set(name) & set('<>:"|?*\\'), name
        assert len(name) < 120, name
        assert not path.name.endswith((" ", ".")), name


def test_two_file_names_never_differ_only_in_their_capitals(told: Shell):
    names = [path.as_posix() for path in told.root.rglob("*")]
    assert len({name.casefold() for name in names}) == len(names)


def test_nothing_in_the_program_depends_on_the_system_it_runs_on():
    for path in sorted((ROOT / "govflow").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"%-[dmHIj]", source), f"{path}: a date form Windows does not know"
        assert "os.getuid" not in source, path
