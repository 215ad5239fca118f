"""What a power cut and a failing disk leave of a register: always a whole one, nothing recorded lost.

    python -m benchmarks.reliability.power [trials]

The log is cut at a random byte, with nothing, zeros or rubbish after the cut. Then every write and flush
of a mail-out fails in turn (`failing_disk.c`, where there is a C compiler): each is refused in words,
and the register verifies. Printed is the share of trials that held.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from govflow.adapters.store.register import SqlRegister, open_register
from govflow.core.errors import GovflowError
from govflow.core.record.chain import Checkpoint
from govflow.core.record.witness import holds
from tests.registers import Chance, Clock, adopted, reply, seal

HERE = Path(__file__).parent


def opened(path: Path) -> SqlRegister:
    return open_register(f"sqlite:///{path}", clock=Clock(), entropy=Chance())


def recorded(folder: Path) -> tuple[Path, list[tuple[int, Checkpoint]]]:
    """A register and its log as a cut leaves them, and how long the log was at each checkpoint."""
    import hashlib

    path, log, seen = folder / "govflow.db", folder / "govflow.db-wal", []
    with opened(path) as register:
        for number in range(30):
            seen.append((register.append(adopted(version=f"1.{number}")), log.stat().st_size))
        seen.append((seal(register, people=100), log.stat().st_size))
        for number in range(1, 30):
            raw = f"reply {number}".encode()
            said = reply(hashlib.sha256(raw).hexdigest(), number=number)
            seen.append((register.append(said, evidence=[raw]), log.stat().st_size))
        shutil.copy(path, folder / "cut.db")
        shutil.copy(log, folder / "cut.db-wal")
    return folder / "cut.db", [(size, point) for point, size in seen]


def power_cuts(trials: int) -> int:
    """How many cut and torn logs gave a whole register with everything recorded before the cut."""
    chance, held = random.Random(7), 0
    with tempfile.TemporaryDirectory() as name:
        cut, points = recorded(Path(name))
        whole = cut.with_name("cut.db-wal").read_bytes()
        path = Path(name) / "trial.db"
        for trial in range(trials):
            shutil.copy(cut, path)
            at = chance.randrange(len(whole) + 1)
            torn = (b"", bytes(512), chance.randbytes(512), chance.randbytes(9000))[trial % 4]
            path.with_name("trial.db-wal").write_bytes(whole[:at] + torn)
            path.with_name("trial.db-shm").unlink(missing_ok=True)
            with opened(path) as register:
                kept = all(holds(register, point) for size, point in points if size <= at)
                held += kept and register.verify() == []
    return held


def failing_writes() -> tuple[int, int]:
    """How many of all single failing writes and flushes were refused in words and left all whole."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return 0, 0
    with tempfile.TemporaryDirectory() as name:
        shim = Path(name) / "failing_disk.so"
        source = str(HERE / "failing_disk.c")
        subprocess.run([compiler, "-shared", "-fPIC", "-o", str(shim), source, "-ldl"], check=True)
        with opened(Path(name) / "start.db") as register:
            register.append(adopted())
        held = tried = 0
        while True:
            path = Path(name) / "govflow.db"
            for left in Path(name).glob("govflow.db*"):
                left.unlink()
            shutil.copy(Path(name) / "start.db", path)
            told = {"LD_PRELOAD": str(shim), "GOVFLOW_FAIL_IN": "govflow.db"}
            told["GOVFLOW_FAIL_AT"] = str(tried + 1)
            words = [sys.executable, "-m", "benchmarks.reliability.power", "--record", str(path)]
            ended = subprocess.run(words, env=os.environ | told, check=False, capture_output=True)
            with opened(path) as register:
                whole = register.verify() == []
            if ended.returncode == 0 and b"refused" not in ended.stdout:
                return held, tried
            tried += 1
            held += whole and ended.returncode == 0


def record(path: Path) -> None:
    """A small mail-out's worth of recording, in a process whose disk may fail."""
    try:
        with opened(path) as register:
            seal(register, people=3)
            for number in range(1, 3):
                register.append(adopted(version=f"2.{number}"))
    except GovflowError as refusal:
        print("refused", refusal.problem)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--record"]:
        record(Path(sys.argv[2]))
        sys.exit(0)
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    held = power_cuts(trials)
    whole, tried = failing_writes()
    report = {
        "schema": "govflow/benchmark/1",
        "name": "power cuts and failing writes",
        "power_cuts": trials,
        "power_cuts_held": held,
        "failing_writes": tried,
        "failing_writes_held": whole,
        "ratio": round((held + whole) / (trials + tried), 4),
    }
    print(json.dumps(report, indent=2))
