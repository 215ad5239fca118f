"""Every way a command can end: exit codes, faults, a closed pipe, an interruption, an odd console."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.terminal import CODE, Shell

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sqlalchemy", "alembic", "docx", "exchangelib", "lxml", "pydantic", "jinja2", "requests")


def govflow(*words: str, **extra: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as its users do: a process of its own, its output redirected."""
    line = [sys.executable, "-m", "govflow", *words]
    return subprocess.run(
        line, capture_output=True, timeout=120, env={**os.environ, **extra}, cwd=ROOT
    )


def test_help_loads_nothing_heavy():
    program = (
        "import sys\n"
        "from govflow.cli.main import govflow\n"
        "code = govflow.run(['--help'])\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "print(code, loaded, file=sys.stderr)\n"
    )
    line = [sys.executable, "-c", program]
    found = subprocess.run(line, capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert found.stderr.strip() == "0 []"
    assert "Usage: govflow" in found.stdout


def test_bare_govflow_without_a_terminal_prints_help_and_exits_2():
    found = govflow()
    assert found.returncode == 2
    assert b"Usage: govflow" in found.stdout
    assert b"Exit codes" in found.stdout


def test_a_noun_alone_prints_its_verbs_and_exits_2():
    found = govflow("policy")
    assert found.returncode == 2
    assert b"history" in found.stdout


def test_a_misspelt_command_is_answered_with_the_nearest():
    found = govflow("statsu")
    assert found.returncode == 2
    assert b"Did you mean 'status'?" in found.stderr


def test_a_windows_console_that_knows_few_signs_is_no_obstacle(told: Shell):
    found = govflow("-C", str(told.root), "notice", "list", PYTHONIOENCODING="cp1252", NO_COLOR="1")
    assert found.returncode == 0, found.stderr
    assert "─" in found.stdout.decode("utf-8")
    assert b"\x1b[" not in found.stdout


def test_a_table_fits_the_console_that_is_there(told: Shell):
    for columns in ("60", "80", "96", "200"):
        found = govflow("-C", str(told.root), "notice", "list", COLUMNS=columns)
        widest = max(len(line) for line in found.stdout.decode("utf-8").splitlines())
        assert widest <= min(int(columns), 96)


SECRET = "ada.private@union.example"


def broken(*_: object, **__: object) -> None:
    raise LookupError(f"no such person: {SECRET}")


@pytest.fixture
def faulty(told: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A program with a fault in it, whose log folder lies in the test's own."""
    import platformdirs

    monkeypatch.setattr(platformdirs, "user_log_path", lambda *_, **__: tmp_path / "log")
    monkeypatch.setattr("govflow.workflows.status.status", broken)
    return told


def test_a_fault_is_one_line_and_a_log_without_anybodys_address(faulty: Shell, tmp_path: Path):
    said = faulty("status", code=3)
    (log,) = (tmp_path / "log").glob("*.log")
    assert said.out == ""
    assert said.err.splitlines() == [
        "govflow status:",
        "Error: a fault in govflow: LookupError.",
        f"To fix it: send {log} to whoever looks after govflow.",
    ]
    written = log.read_text(encoding="utf-8")
    assert "LookupError" in written
    assert "in broken" in written
    assert SECRET not in written
    assert "@" not in written.replace("@pytest", "")


def test_a_fault_is_told_as_json_when_json_was_asked_for(faulty: Shell):
    assert faulty.refused("status", code=3)["problem"] == "a fault in govflow: LookupError."


def test_a_fault_whose_log_cannot_be_written_is_still_told(faulty: Shell, tmp_path: Path):
    (tmp_path / "log").write_text("in the way", encoding="utf-8")
    assert "no log could be written" in faulty.refused("status", code=3)["remedy"]


def test_a_reader_that_stops_reading_ends_the_command_quietly(told: Shell):
    line = [sys.executable, "-m", "govflow", "-C", str(told.root), "ledger", "show", "--json"]
    read, write = os.pipe()
    os.close(read)
    found = subprocess.run(line, stdout=write, stderr=subprocess.PIPE, timeout=60, cwd=ROOT)
    os.close(write)
    assert found.returncode == 0
    assert found.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_exits_130_and_says_that_what_was_done_is_recorded(tmp_path: Path):
    line = [sys.executable, "-m", "govflow", "demo", str(tmp_path / "demo"), "--no-open"]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert process.stderr is not None
    process.stderr.readline()
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Interrupted; what was done is recorded." in told
    assert b"Traceback" not in told


def test_no_command_can_end_in_a_traceback(told: Shell):
    (told.root / "govflow.db").write_bytes(b"this is no database at all" * 100)
    for words in (("status",), ("register", "show"), ("ledger", "verify")):
        said = told.try_(*words, "--json")
        assert said.code in (1, 75)
        assert "Traceback" not in said.err
        assert json.loads(said.out)["schema"] == "govflow/error/1"


def test_a_settings_file_with_a_slip_names_its_line(told: Shell):
    told.edit("govflow.toml", "transport", "transprot")
    refusal = told.refused("policy", "show", CODE)
    assert refusal["place"].startswith("govflow.toml")
    assert refusal["remedy"]


def test_a_task_without_any_stream_ends_with_its_code_like_every_other(tmp_path: Path):
    """The Windows scheduler starts pythonw.exe, whose standard streams are None."""
    program = (
        "import sys; sys.stdout = sys.stderr = None\n"
        "from govflow.cli.main import govflow\n"
        f"govflow.main(['status', '-C', {str(tmp_path)!r}])"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 1
