"""Power cuts and full disks: what was recorded stays, what was not leaves no trace."""

import os
import random
import shutil
import sqlite3
from contextlib import suppress

import pytest

from govflow.adapters.store.register import open_register
from govflow.core.errors import GovflowError
from govflow.core.record.chain import Checkpoint
from govflow.core.record.witness import holds
from tests.registers import Chance, Clock, adopted, reply, seal

CUTS = 80


def opened(path):
    return open_register(f"sqlite:///{path}", clock=Clock(), entropy=Chance())


@pytest.fixture(scope="module")
def lost_power(tmp_path_factory):
    """A register and its log as a power cut leaves them, and where in the log each checkpoint stands."""
    folder = tmp_path_factory.mktemp("power")
    path, log = folder / "govflow.db", folder / "govflow.db-wal"
    seen: list[tuple[int, Checkpoint]] = []
    with opened(path) as register:
        for number in range(12):
            seen.append((_size(log), register.append(adopted(version=f"1.{number}"))))
        seen.append((_size(log), seal(register, people=60)))
        for number in range(1, 6):
            raw = f"reply {number}".encode()
            register.append(reply(_digest(raw), number=number), evidence=[raw])
        shutil.copy(path, folder / "cut.db")
        shutil.copy(log, folder / "cut.db-wal")
        last = register.checkpoint()
    ends = [size for size, _ in seen[1:]]
    return folder / "cut.db", list(zip(ends, (point for _, point in seen), strict=False)), last


def _size(path):
    return path.stat().st_size if path.exists() else 0


def _digest(raw):
    import hashlib

    return hashlib.sha256(raw).hexdigest()


def test_whatever_a_power_cut_leaves_of_the_log_is_a_whole_register(lost_power, tmp_path):
    cut, recorded, last = lost_power
    whole = cut.with_name("cut.db-wal").read_bytes()
    chance = random.Random(3)
    for trial in range(CUTS):
        path = tmp_path / f"{trial}.db"
        shutil.copy(cut, path)
        at = chance.randrange(len(whole) + 1)
        torn = (b"", bytes(512), chance.randbytes(512))[trial % 3]
        path.with_name(f"{trial}.db-wal").write_bytes(whole[:at] + torn)
        with opened(path) as register:
            assert register.verify() == [], f"cut at byte {at}"
            for end, checkpoint in recorded:
                if end <= at:
                    assert holds(register, checkpoint), f"cut at byte {at} lost what was recorded"
            assert register.checkpoint().size <= last.size


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_disk_that_fills_at_any_write_loses_nothing(tmp_path):
    import resource
    import signal

    path = tmp_path / "govflow.db"
    with opened(path) as register:
        register.append(adopted())
    refused = 0
    for pages in range(0, 40, 2):
        child = os.fork()
        if not child:
            code = 2
            with suppress(BaseException):
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                limit = 4096 * pages
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                code = _fill(path, pages)
            os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert code in (0, 1), f"with {pages} pages left something else than a refusal came"
        refused += code
        with opened(path) as register:
            assert register.verify() == []
    assert refused > 0


def _fill(path, pages):
    """Record until the disk refuses: 1 when it did, 0 when there was room."""
    try:
        with opened(path) as register:
            seal(register, people=50, notice_id=f"F{pages}-1")
    except GovflowError:
        return 1
    return 0


def test_a_reader_sees_one_moment_while_another_writes(tmp_path):
    path = tmp_path / "govflow.db"
    with opened(path) as register, opened(path) as other:
        seal(register, people=30)
        events = iter(register.events())
        next(events)
        for number in range(1, 5):
            raw = f"reply {number}".encode()
            other.append(reply(_digest(raw), number=number), evidence=[raw])
        assert register.verify() == []
        assert len(list(events)) in (0, 4)


def test_a_read_only_folder_is_named(tmp_path):
    path = tmp_path / "govflow.db"
    with opened(path) as register:
        register.append(adopted())
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    with pytest.raises(sqlite3.OperationalError, match="readonly") as words:
        connection.execute("UPDATE evidence SET raw = NULL")
    connection.close()
    from govflow.adapters.store.errors import refusal

    told = refusal(str(words.value), "govflow.db")
    assert "read-only" in told.problem
    assert told.undone == "nothing was recorded."
