"""Locks of a sender of letters: they die with the process that holds them, and never by time.

SQLite: one sender at a time, by a lock on a file beside the database that the operating system lets go
of when the process ends, however it ends. PostgreSQL: every sender holds an advisory lock of its own
number for as long as its session lives, so many can send, and a letter whose sender's lock is free has
nobody behind it.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from govflow.core.errors import TemporaryError

SENDERS = 0x676F77
"""The first of the two numbers of a sender's advisory lock on PostgreSQL."""
BUSY = "Letters are being sent already, by another run of govflow."
WAIT = "wait until that run has ended; letters it has not sent are sent by the next run."


class SenderLocks(Protocol):
    """How senders of one register keep apart."""

    def hold(self, worker: int) -> Iterator[None]:
        """Hold the lock of this worker while the caller sends."""

    def dead(self, worker: int) -> bool:
        """Whether the lock of another worker is free, so that nobody is behind its letters."""


def sender_file(database: Path) -> Path:
    """The file beside an SQLite register whose lock its one sender holds."""
    return database.with_name(f"{database.name}.sender")


class FileLock:
    """The one sender of an SQLite register."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def hold(self, worker: int) -> Iterator[None]:
        """Lock the file, or raise TemporaryError when another process has it."""
        # not inherited by programs we start (PEP 446), so the lock ends with this process alone
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _lock(handle):
                raise TemporaryError(BUSY, place=self._path.name, remedy=WAIT)
            yield
        finally:
            os.close(handle)

    def dead(self, worker: int) -> bool:
        """Always: whoever asks holds the only lock there is."""
        return True


class AdvisoryLocks:
    """The senders of a PostgreSQL register."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def hold(self, worker: int) -> Iterator[None]:
        """Take this worker's lock on a connection of its own, held until the end."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if not _try_advisory(connection, worker):
                raise TemporaryError(BUSY, place=f"worker {worker}", remedy=WAIT)
            try:
                yield
            finally:
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({SENDERS}, {worker})")

    def dead(self, worker: int) -> bool:
        """Whether the other worker's session has ended."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            free = _try_advisory(connection, worker)
            if free:
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({SENDERS}, {worker})")
            return free


def _try_advisory(connection: Connection, worker: int) -> bool:
    sql = f"SELECT pg_try_advisory_lock({SENDERS}, {int(worker)})"
    return bool(connection.exec_driver_sql(sql).scalar())


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def held(locks: SenderLocks, worker: int) -> Iterator[None]:
    """The worker's lock as a context: taken on entering, given back on leaving or dying."""
    yield from locks.hold(worker)
