"""Writing files so that a crash leaves the old file or the new one, never half of either."""

import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from govflow.core.errors import GovflowError, TemporaryError


def write_file(path: Path, content: bytes) -> None:
    """Put these bytes at `path`: written beside it, flushed to disk, then renamed over it.

    Raises TemporaryError when the file is open in another program or the disk is full, and
    GovflowError when the folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        handle, name = tempfile.mkstemp(prefix=_ours(), dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o644 if not path.exists() else path.stat().st_mode & 0o777)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as problem:
        raise translate(problem, path) from problem


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put a whole set of files into a folder at once: all are written first, then renamed in.

    What stood under the same names is replaced; other files stay. Raises as `write_file` does.
    """
    staging: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        staging = Path(tempfile.mkdtemp(prefix=_ours(), dir=folder))
        for name, content in files.items():
            write_file(staging / name, content)
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).replace(folder / name)
        sync_folder(folder)
    except OSError as problem:
        raise translate(problem, folder) from problem
    finally:
        if staging is not None:
            shutil.rmtree(staging, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Take away what a process that died while writing here left behind."""
    for left in folder.glob(f"{UNFINISHED}*"):
        pid = left.name.removeprefix(UNFINISHED).partition("-")[0]
        if pid.isdigit() and _is_gone(int(pid)):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


UNFINISHED = ".unfinished-"


def _ours() -> str:
    return f"{UNFINISHED}{os.getpid()}-"


def _is_gone(pid: int) -> bool:
    """Whether no process has this number. Windows cannot ask without harm, so there nobody is gone."""
    if os.name == "nt":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut, where the system lets a folder be flushed."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def translate(problem: OSError, path: Path) -> GovflowError:
    """The operating system's complaint in words, with what to do."""
    place = str(problem.filename2 or problem.filename or path)
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return TemporaryError(
            "the disk is full; nothing was changed.",
            place=place,
            remedy="free some space, then repeat.",
        )
    if isinstance(problem, PermissionError):
        return TemporaryError(
            "this file is open in another program, or may not be written.",
            place=place,
            remedy="close it in Word (or ask for the right to write there), then repeat the command.",
        )
    if problem.errno == errno.EROFS:
        return GovflowError(
            "this folder is read-only.",
            place=place,
            remedy="copy the workspace to where you may write.",
        )
    return GovflowError(
        f"this could not be written: {problem.strerror}.",
        place=place,
        remedy="see to it, then repeat.",
    )
