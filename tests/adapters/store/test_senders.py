"""Nobody is written to twice and nobody is forgotten, whoever dies when, and however many send."""

import hashlib
import os
import signal
import threading
from contextlib import suppress

import pytest
from sqlalchemy import event

from govflow.adapters.store.register import open_register
from govflow.core.record.events import LetterSent
from govflow.core.record.recover import recover
from govflow.core.record.rows import LetterRow
from tests.registers import Chance, Clock, seal

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


class Outbox:
    """A transport whose file is the truth: one line per letter handed over."""

    def __init__(self, path, step):
        self._path = path
        self._step = step

    def send(self, letter):
        self._step()
        with self._path.open("a") as file:
            file.write(f"{letter}\n")
        self._step()

    def gone(self):
        return self._path.read_text().split() if self._path.exists() else []


def deliver(register, outbox, *, asked=True):
    """Send what waits, as the workflow does: settle first, claim durably, hand over, record."""
    with register.sender_lock():
        for row in register.stranded():
            register.append(recover(row, None))
        for row in register.find(LetterRow, state="unknown"):
            settled = recover(row, row.letter in outbox.gone() if asked else None)
            if settled:
                register.append(settled)
        for row in register.find(LetterRow, state="planned"):
            raw = f"Dear {row.recipient}".encode()
            if register.claim(row.letter, hashlib.sha256(raw).hexdigest(), raw):
                outbox.send(row.letter)
                register.append(LetterSent(row.letter, "outbox", ""))


def die_at(number):
    """A step counter that kills this very process, as `kill -9` does, at the given step."""
    steps = 0

    def step():
        nonlocal steps
        steps += 1
        if steps == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


def in_a_process(url, path, number, *, asked):
    """Deliver in a process of its own that dies at a step; True when it came to its end."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    code = 1
    with suppress(BaseException):
        step = die_at(number)
        with open_register(url, clock=Clock(), entropy=Chance(number)) as register:
            for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
                event.listen(register._engine, name, lambda *_: step())
            deliver(register, Outbox(path, step), asked=asked)
        code = 0
    os._exit(code)


@pytest.fixture
def sealed(tmp_path):
    """A database with a sealed notice, as bytes to begin again from."""
    path = tmp_path / "sealed.db"
    with open_register(f"sqlite:///{path}", clock=Clock(), entropy=Chance()) as register:
        seal(register, people=2)
    return path.read_bytes()


@pytest.mark.parametrize("asked", [True, False], ids=["asking", "nobody to ask"])
def test_a_sender_killed_at_any_step_sends_to_everybody_once(tmp_path, sealed, asked):
    number, uncertain = 0, 0
    while True:
        number += 1
        folder = tmp_path / str(number)
        folder.mkdir()
        path, outbox = folder / "govflow.db", folder / "outbox"
        path.write_bytes(sealed)
        url = f"sqlite:///{path}"
        ended = in_a_process(url, outbox, number, asked=asked)
        with open_register(url, clock=Clock(), entropy=Chance()) as register:
            deliver(register, Outbox(outbox, lambda: None), asked=asked)
            gone = Outbox(outbox, None).gone()
            assert len(gone) == len(set(gone)), f"sent twice after dying at step {number}"
            doubtful = register.find(LetterRow, state="unknown")
            uncertain += len(doubtful)
            named = {row.letter for row in doubtful}
            everybody = {row.letter for row in register.find(LetterRow)}
            assert everybody - set(gone) <= named, f"forgotten after dying at step {number}"
            assert len(doubtful) <= (0 if asked else 1)
            assert register.verify() == []
        if ended:
            break
    assert number > 40, "there are more steps than this to die at"
    assert (uncertain == 0) is asked


@pytest.mark.servers
def test_four_workers_share_a_mail_out(postgresql_url):
    with open_register(postgresql_url, clock=Clock(), entropy=Chance()) as register:
        seal(register, people=40)
    sent, failed = [], []

    def work(seed):
        try:
            with (
                open_register(postgresql_url, clock=Clock(), entropy=Chance(seed)) as register,
                register.sender_lock(),
            ):
                for row in register.find(LetterRow, state="planned"):
                    raw = f"Dear {row.recipient}".encode()
                    if register.claim(row.letter, hashlib.sha256(raw).hexdigest(), raw):
                        sent.append((row.letter, seed))
                        register.append(LetterSent(row.letter, "outbox", ""))
        except BaseException as error:
            failed.append(error)

    workers = [threading.Thread(target=work, args=(seed,)) for seed in range(1, 5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failed == []
    assert sorted(letter for letter, _ in sent) == sorted({letter for letter, _ in sent})
    assert len(sent) == 40
    assert len({seed for _, seed in sent}) > 1
    with open_register(postgresql_url, clock=Clock(), entropy=Chance()) as register:
        assert len(register.find(LetterRow, state="sent")) == 40
        assert register.verify() == []


@pytest.mark.servers
def test_only_a_dead_workers_letters_are_taken_over(postgresql_url):
    def claim(register, number):
        raw = f"Dear {number}".encode()
        name = f"SMP-1/{number:03d}/first"
        assert register.claim(name, hashlib.sha256(raw).hexdigest(), raw)
        return name

    def opened(seed):
        return open_register(postgresql_url, clock=Clock(), entropy=Chance(seed))

    with opened(1) as first, opened(2) as second:
        seal(first, people=2)
        lock = first.sender_lock()
        lock.__enter__()
        name = claim(first, 1)
        with second.sender_lock():
            claim(second, 2)
            assert second.stranded() == []
            _end_sessions_of(second)
            assert [row.letter for row in second.stranded()] == [name]
            second.append(recover(second.stranded()[0], None))
            assert second.get(LetterRow, name).state == "unknown"
        with suppress(Exception):
            lock.__exit__(None, None, None)


def _end_sessions_of(register):
    """End every session but those of this register, as the end of its process would."""
    with register._engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(l.pid) FROM pg_locks l WHERE l.locktype = 'advisory'"
            f" AND l.objid <> {int(register._worker)}"
        )
