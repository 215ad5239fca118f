"""What laptops do: read-only folders, full disks, locked registers, clocks set back, rubbish in the inbox.

Each gives one message, changes nothing by half, and the same command does the work once the fault is gone.
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from govflow.adapters.store import engine
from govflow.adapters.store.register import open_register
from govflow.adapters.system.clock import SystemClock
from govflow.adapters.system.entropy import SystemEntropy
from tests.cli.terminal import CODE, Shell
from tests.support import require_program

PLAIN_ROOT = ("--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
"""Takes from root the right to write where file modes forbid it."""


def apart(shell: Shell, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, for which file modes hold."""
    line = [sys.executable, "-m", "govflow", "-C", str(shell.root), *words]
    if os.geteuid() == 0:
        line = [require_program("setpriv"), *PLAIN_ROOT, *line]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def one_message(said: subprocess.CompletedProcess[str], problem: str, code: int) -> None:
    errors = [line for line in said.stderr.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 1, said.stderr
    assert problem in errors[0]
    assert "Traceback" not in said.stderr
    assert said.returncode == code


def test_in_a_read_only_folder_nothing_is_done_and_the_folder_is_named(new: Shell):
    folder = new.root / "policy" / CODE
    before = new.contents()
    folder.chmod(0o555)
    try:
        said = apart(new, "amendment", "new", CODE, "--title", "A change")
    finally:
        folder.chmod(0o755)
    one_message(said, "may not be written", 75)
    assert str(folder) in said.stderr
    assert new.contents() == before
    assert new.propose()


def test_a_file_that_is_open_in_word_stops_publication_and_the_same_command_ends_it(drafted: Shell):
    """Word keeps others from writing; to us that is a file and folder that may not be written."""
    drafted.pass_("2026-01")
    drafted("guidance", "confirm", CODE, "volunteers", "--yes", day="2026-11-26")
    folder = drafted.root / "documents" / CODE
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o555)
    before = drafted.json("ledger", "show")["events"]
    words = ("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
    try:
        said = apart(drafted, *words, "--on", "2026-11-26")
    finally:
        folder.chmod(0o755)
    one_message(said, "open in another program", 75)
    assert "close it in Word" in said.stderr
    assert drafted.json("ledger", "show")["events"] == before
    drafted.publish("2026-01")
    assert drafted.json("ledger", "verify")["ok"] is True


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of twelve megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = [require_program("mount"), "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk of its own can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_stops_the_command_and_afterwards_it_goes_on(told: Shell, small_disk: Path):
    moved = Shell(Path(shutil.copytree(told.root, small_disk / "ws")))
    moved.answer("ada@union.example")
    before = moved.contents()
    rubbish = small_disk / "rubbish"
    with suppress(OSError), rubbish.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    said = moved.refused("replies", "collect", day="2026-11-28", code=75)
    assert "disk is full" in said["problem"]
    rubbish.unlink()
    assert moved.contents() == before
    assert moved.json("replies", "collect", day="2026-11-28")["counted"] == 1
    assert moved.json("ledger", "verify")["ok"] is True


def test_a_register_that_another_program_writes_to_is_waited_for_and_then_named(
    told: Shell, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine, "WAIT_SECONDS", 0.2)
    other = sqlite3.connect(told.file("govflow.db"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    told.answer("ada@union.example")
    said = told.refused("replies", "collect", day="2026-11-28", code=75)
    assert "Another program is writing to the register".casefold() in said["problem"].casefold()
    other.execute("ROLLBACK")
    other.close()
    assert told.json("replies", "collect", day="2026-11-28")["counted"] == 1


def test_a_clock_set_back_stops_what_would_be_recorded_until_somebody_decides(new: Shell):
    words = ("ledger", "correct", "1", "--says", "x", "--by", "S.", "--reason", "Slip", "--yes")
    before = SystemClock(None).now() - timedelta(days=400)
    with time_machine.travel(before, tick=True):
        said = new.refused(*words)
        assert "the newest event was recorded at" in said["problem"]
        assert "accept-clock" in said["remedy"]
        decided = ("--by", "Sarah Okafor", "--reason", "It ran ahead", "--yes")
        new("ledger", "accept-clock", *decided)
        new(*words)
    assert new.json("ledger", "verify")["ok"] is True


def test_two_schedulers_at_once_send_nothing_twice(told: Shell):
    """The second run finds the first one sending, says so, and leaves everything to it."""
    url = f"sqlite:///{told.file('govflow.db')}"
    letters = sorted(told.root.glob("mail/outbox/*.eml"))
    with (
        open_register(url, clock=SystemClock(None), entropy=SystemEntropy()) as first,
        first.sender_lock(),
    ):
        said = told.refused("remind", "--yes", "--expect", "3", day="2026-12-11", code=75)
        assert "being sent already" in said["problem"]
    assert sorted(told.root.glob("mail/outbox/*.eml")) == letters
    told("remind", "--yes", "--expect", "3", day="2026-12-11")


def test_five_hundred_pieces_of_rubbish_hide_no_reply_and_none_is_lost(told: Shell):
    chance, inbox = random.Random(7), told.root / "mail" / "inbox"
    told.answer("ada@union.example")
    for number in range(500):
        (inbox / f"rubbish-{number:03d}.eml").write_bytes(chance.randbytes(chance.randrange(900)))
    found = told.try_("replies", "collect", "--json", day="2026-11-28")
    assert found.code in (0, 4)
    assert found.document["counted"] == 1
    assert list(inbox.iterdir()) == []
    kept = [*told.root.glob("mail/processed/*"), *told.root.glob("mail/quarantine/*")]
    assert len(kept) == 501
    assert told.try_("replies", "collect", "--json", day="2026-11-28").document["total"] == 0


def test_an_import_killed_at_any_write_left_all_or_nothing(new: Shell):
    """SIGKILL before the k-th file is renamed or flushed; the same command then does the whole."""
    table = new.root / "more.csv"
    people = new.file("people.csv")
    table.write_text(people.read_text("utf-8") + "s9,Fay New,fay@union.example,staff\n", "utf-8")
    old, at = people.read_bytes(), 0
    while True:
        at += 1
        child = os.fork()
        if not child:
            _dies_at(at)
            code = new.try_("people", "import", str(table), "--yes").code
            os._exit(code)
        status = os.waitpid(child, 0)[1]
        whole = people.read_bytes()
        assert whole == old or b"fay@union.example" in whole
        if not os.WIFSIGNALED(status):
            break
        people.write_bytes(old)
    assert os.waitstatus_to_exitcode(status) == 0
    assert at > 2
    assert new.json("ledger", "verify")["ok"] is True


def _dies_at(number: int) -> None:
    """From here on this process dies at so many-th rename, flush or unlink."""
    left = [number]

    def dying(real):
        def step(*args, **kwargs):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return step

    for name in ("replace", "fsync", "unlink"):
        setattr(os, name, dying(getattr(os, name)))
