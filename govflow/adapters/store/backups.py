"""Copies of an SQLite register: made while it is in use, checked, and put back."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from govflow.adapters.store.engine import parse_url
from govflow.adapters.store.lock import FileLock, held, sender_file
from govflow.adapters.store.pen import Clock, Entropy
from govflow.adapters.store.places import make_private
from govflow.adapters.store.register import open_register
from govflow.core.errors import RecordError
from govflow.core.record.chain import Checkpoint

BACKUPS, DAYS = "backups", 7
"""Where copies lie in a workspace, and how many daily ones are kept."""


def backup_now(url: str, to: Path, *, clock: Clock, entropy: Entropy) -> tuple[Path, Checkpoint]:
    """Copy a register to a file, or into a folder under a name of its own; with what it holds at least.

    Whole or not at all; a file that is there is never overwritten. Raises RecordError for PostgreSQL.
    """
    file_of(url)
    if to.is_dir() or to.name == BACKUPS:
        to = to / f"govflow-{clock.now():%Y%m%dT%H%M%S}.db"
    to.parent.mkdir(parents=True, exist_ok=True)
    if to.exists():
        raise RecordError("There is a file of this name already.", place=str(to))
    fresh = to.with_name(f"{to.name}.copying")
    fresh.unlink(missing_ok=True)
    try:
        with open_register(url, clock=clock, entropy=entropy) as register:
            checkpoint = register.checkpoint()
            register.backup(fresh)
        _to_disk(fresh)
        os.replace(fresh, to)
        _to_disk(to.parent)
    finally:
        fresh.unlink(missing_ok=True)
    return to, checkpoint


def daily(url: str, folder: Path, *, clock: Clock, entropy: Entropy) -> Path | None:
    """Today's copy of an SQLite register, when there is none yet; only the newest few are kept.

    None where there is one already, or where the register is on PostgreSQL.
    """
    if parse_url(url).get_backend_name() != "sqlite":
        return None
    today = folder / f"daily-{clock.now():%Y-%m-%d}.db"
    if today.exists():
        return None
    backup_now(url, today, clock=clock, entropy=entropy)
    for old in sorted(folder.glob("daily-????-??-??.db"))[:-DAYS]:
        old.unlink()
    return today


def restore(url: str, copy: Path, *, clock: Clock, entropy: Entropy) -> Path | None:
    """Put a copy in the register's place; what stood there is kept beside it and its path returned.

    The copy is checked first, and while letters go out nothing is restored. All or nothing: until the
    last step the register is what it was. Raises RecordError for a copy with alterations and for
    PostgreSQL (restored by its own tools), TemporaryError while a sender is at work.
    """
    target = file_of(url)
    check(copy, clock=clock, entropy=entropy)
    fresh = target.with_name(f"{target.name}.restoring")
    try:
        make_private(fresh)
        shutil.copyfile(copy, fresh)
        _to_disk(fresh)
        with held(FileLock(sender_file(target)), 0):
            kept = _keep(url, target, clock, entropy) if target.exists() else None
            os.replace(fresh, target)
            _to_disk(target.parent)
    finally:
        fresh.unlink(missing_ok=True)
    return kept


def _keep(url: str, target: Path, clock: Clock, entropy: Entropy) -> Path:
    """A copy of the register that is about to be replaced, even of one too damaged to be opened."""
    kept = target.with_name(f"{target.name}.before-restore-{clock.now():%Y%m%dT%H%M%S}")
    logs = [Path(f"{target}-wal"), Path(f"{target}-shm")]
    try:
        with open_register(url, clock=clock, entropy=entropy) as register:
            register.backup(kept)
    except RecordError:
        make_private(kept)
        shutil.copyfile(target, kept)
        if logs[0].exists():
            shutil.copyfile(logs[0], f"{kept}-wal")
    for log in logs:
        log.unlink(missing_ok=True)
    return kept


def check(copy: Path, *, clock: Clock, entropy: Entropy) -> Checkpoint:
    """A copy's checkpoint, when it is a register without alterations; else RecordError.

    A copy of the copy is opened, since opening one may bring it up to date.
    """
    if not copy.is_file():
        raise RecordError(
            "There is no such file.",
            place=str(copy),
            remedy="'backups' in the workspace holds copies.",
        )
    with TemporaryDirectory(prefix="govflow-") as folder:
        twin = Path(folder) / copy.name
        shutil.copyfile(copy, twin)
        with open_register(f"sqlite:///{twin}", clock=clock, entropy=entropy) as register:
            found = register.verify()
            if found:
                raise RecordError(
                    f"The copy was altered: {found[0].place} {found[0].message}.",
                    place=copy.name,
                    remedy="take an older copy.",
                    undone="nothing was restored.",
                )
            return register.checkpoint()


def file_of(url: str) -> Path:
    """The file of an SQLite register. Raises RecordError for PostgreSQL, which has its own tools."""
    parsed = parse_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise RecordError(
            "A register on PostgreSQL is copied and restored by its own tools.",
            remedy="use pg_dump and pg_restore.",
        )
    return Path(parsed.database or "")


def _to_disk(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk itself."""
    if path.is_dir() and os.name == "nt":
        return  # Windows writes folders through and cannot open them
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
