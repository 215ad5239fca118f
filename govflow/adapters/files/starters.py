"""Starters that open the workspace's status by a double click, on Windows and on macOS or Linux."""

import sys
from pathlib import Path

from govflow.adapters.files.atomic import translate, write_folder

WINDOWS = "Open govflow.cmd"
UNIX = "Open govflow.command"
_LOST = "govflow was not found on this computer. Ask whoever installed it."

# `py -m` is for machines whose rules block programs in a user's own folder.
_CMD = f"""\
@echo off
chcp 65001 >nul
cd /d "%~dp0"
where govflow >nul 2>nul && (govflow & goto end)
py -m govflow --version >nul 2>nul && (py -m govflow & goto end)
echo {_LOST}
:end
echo.
pause
"""
_COMMAND = f"""\
#!/bin/sh
cd "$(dirname "$0")" || exit 1
PATH="$HOME/.local/bin:$PATH"
if command -v govflow >/dev/null 2>&1; then exec govflow; fi
if python3 -m govflow --version >/dev/null 2>&1; then exec python3 -m govflow; fi
echo "{_LOST}"
exit 1
"""


def write_starters(root: Path) -> None:
    """Put both starters into a workspace. They name no path, so the folder may be moved or synced."""
    write_folder(
        root, {WINDOWS: _CMD.replace("\n", "\r\n").encode("ascii"), UNIX: _COMMAND.encode("ascii")}
    )
    if sys.platform != "win32":
        try:
            (root / UNIX).chmod(0o755)
        except OSError as problem:
            raise translate(problem, root / UNIX) from problem
