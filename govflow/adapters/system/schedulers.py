"""The schedulers of operating systems: systemd's of one user, cron's, the Windows Task Scheduler.

Each is spoken to by its own program and as the user alone: nothing here needs an administrator.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from govflow.adapters.files.atomic import write_file
from govflow.core.errors import GovflowError
from govflow.core.people.schedules import (
    Errand,
    cron_line,
    systemd_units,
    task_xml,
    with_line,
    without_line,
)

SECONDS = 30
PROGRAMS = {"systemd": "systemctl", "cron": "crontab", "windows": "schtasks"}


def errand_for(workspace: Path, minutes: int = 60) -> Errand:
    """How this very installation runs a pass over a workspace.

    The interpreter is named rather than the installed program, which some machines block; -P keeps
    files of the working folder from being taken for govflow's own. On Windows the interpreter that
    opens no window is chosen where there is one.
    """
    python = Path(sys.executable)
    quiet = python.with_name("pythonw.exe")
    chosen = quiet if sys.platform == "win32" and quiet.is_file() else python
    return Errand((str(chosen), "-P", "-m", "govflow"), str(workspace.absolute()), minutes)


def usual_kind() -> str:
    """This system's own scheduler; raises GovflowError where there is none."""
    if sys.platform == "win32":
        return "windows"
    if Path("/run/systemd/system").is_dir():
        return "systemd"
    if shutil.which("crontab"):
        return "cron"
    raise GovflowError(
        "this computer has no scheduler that is known.",
        place="schedule",
        remedy="leave 'govflow run --watch' running, or name one: --for cron.",
        undone="Nothing was installed.",
    )


def texts(kind: str, errand: Errand) -> dict[str, str]:
    """The files or lines that are handed over, each with its name."""
    match kind:
        case "systemd":
            service, timer = systemd_units(errand)
            return {f"{errand.name}.service": service, f"{errand.name}.timer": timer}
        case "cron":
            return {"crontab": cron_line(errand)}
        case _:
            return {f"{errand.name}.xml": task_xml(errand)}


def installed(errand: Errand) -> tuple[str, ...]:
    """The schedulers that run this workspace by now."""
    found = []
    if (_units() / f"{errand.name}.timer").is_file():
        found.append("systemd")
    if shutil.which("crontab") and without_line(table := _crontab(), errand) != table:
        found.append("cron")
    if shutil.which("schtasks") and not _asked(_query(errand)).returncode:
        found.append("windows")
    return tuple(found)


def install(kind: str, errand: Errand) -> str:
    """Have this scheduler run the errand; repeating it changes the old entry, never adds a second.

    Returns a sentence about what else is to be known, or ''. Raises GovflowError with the scheduler's
    own words when it refuses, and takes back what was half done.
    """
    if not shutil.which(PROGRAMS[kind]):
        raise GovflowError(
            f"the program '{PROGRAMS[kind]}' is not on this computer.",
            place="schedule",
            remedy="choose another scheduler with --for, or leave 'govflow run --watch' running.",
            undone="Nothing was installed.",
        )
    match kind:
        case "systemd":
            return _install_systemd(errand)
        case "cron":
            _write_crontab(with_line(_crontab(), errand))
        case _:
            _install_windows(errand)
    return ""


def remove(errand: Errand) -> tuple[str, ...]:
    """Take the errand out of every scheduler that has it; returns which had. Leaves nothing behind."""
    had = installed(errand)
    if "systemd" in had:
        _remove_systemd(errand)
    if "cron" in had:
        _write_crontab(without_line(_crontab(), errand))
    if "windows" in had:
        _told(["schtasks", "/Delete", "/TN", errand.name, "/F"])
    return had


# --- systemd, as one user (systemd.unit(5))


def _units() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "systemd" / "user"


def _install_systemd(errand: Errand) -> str:
    for name, text in texts("systemd", errand).items():
        write_file(_units() / name, text.encode())
    timer = f"{errand.name}.timer"
    try:
        _told(["systemctl", "--user", "enable", timer])
    except GovflowError:
        _remove_systemd(errand)
        raise
    started = all(
        _asked(["systemctl", "--user", *words]).returncode == 0
        for words in (("daemon-reload",), ("restart", timer))
    )
    if not started:
        return "It begins when you next sign in: systemd runs nothing for you just now."
    return "It runs while you are signed in; 'loginctl enable-linger' lets it run always."


def _remove_systemd(errand: Errand) -> None:
    """Stop and disable the timer, remove its files and the folders that are empty then."""
    timer, folder = f"{errand.name}.timer", _units()
    for words in (("stop", timer), ("disable", timer)):
        _asked(["systemctl", "--user", *words])
    wants = folder / "timers.target.wants"
    for path in (wants / timer, folder / timer, folder / f"{errand.name}.service"):
        path.unlink(missing_ok=True)
    _asked(["systemctl", "--user", "daemon-reload"])
    for emptied in (wants, folder, folder.parent):
        if emptied.is_dir() and not any(emptied.iterdir()):
            emptied.rmdir()


# --- cron (crontab(1))


def _crontab() -> str:
    """The user's crontab; '' when there is none yet. Raises GovflowError when it cannot be read.

    A crontab that only could not be read now must never be taken for an empty one and written over.
    """
    ended = _asked(["crontab", "-l"])
    if ended.returncode and not re.search("no crontab|no such file", ended.stderr, re.I):
        raise _refusal(ended)
    return "" if ended.returncode else ended.stdout


def _write_crontab(table: str) -> None:
    _told(["crontab", "-"] if table else ["crontab", "-r"], table)


# --- the Windows Task Scheduler (schtasks)


def _query(errand: Errand) -> list[str]:
    return ["schtasks", "/Query", "/TN", errand.name]


def _install_windows(errand: Errand) -> None:
    """The task's file is UTF-16 with its mark, the form in which Windows writes its own."""
    with tempfile.TemporaryDirectory(prefix="govflow-task-") as folder:
        path = Path(folder) / f"{errand.name}.xml"
        path.write_bytes(task_xml(errand).encode("utf-16"))
        _told(["schtasks", "/Create", "/TN", errand.name, "/XML", str(path), "/F"])


# --- asking a program


def _asked(command: list[str], given: str = "") -> subprocess.CompletedProcess[str]:
    """Run a scheduler's own program, however it ends."""
    try:
        return subprocess.run(  # noqa: S603 - our own words, no shell
            command,
            input=given,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        return subprocess.CompletedProcess(command, 1, "", str(fault))


def _told(command: list[str], given: str = "") -> None:
    ended = _asked(command, given)
    if ended.returncode:
        raise _refusal(ended)


def _refusal(ended: "subprocess.CompletedProcess[str]") -> GovflowError:
    """What a scheduler's program said when it refused."""
    said = " ".join((ended.stderr or ended.stdout).split()) or f"exit {ended.returncode}"
    return GovflowError(
        f"{ended.args[0]} refused: {said.rstrip('.')}.",
        place="schedule",
        remedy="choose another scheduler with --for, or leave 'govflow run --watch' running.",
        undone="Nothing was installed or removed.",
    )
