"""What happens when govflow itself is at fault: a log file with the trace, and one line for the user."""

import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from govflow import __version__
from govflow.core.errors import GovflowError


def in_one_line(fault: BaseException) -> GovflowError:
    """A fault as the user meets it; the trace goes to the log."""
    kind = type(fault).__name__
    try:
        remedy = f"send {log_fault(fault)} to whoever looks after govflow."
    except OSError:
        remedy = "tell whoever looks after govflow; no log could be written."
    return GovflowError(f"a fault in govflow: {kind}.", remedy=remedy)


def log_fault(fault: BaseException) -> Path:
    """Write versions and the trace of this fault to the log folder; returns the file's path.

    The log holds code lines and types only: no message bodies, no addresses, no values.
    """
    from platformdirs import user_log_path

    folder = user_log_path("govflow", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"fault-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.log"
    frames = traceback.format_list(traceback.extract_tb(fault.__traceback__))
    head = f"govflow {__version__}, Python {sys.version.split()[0]}, {platform.platform()}\n"
    path.write_text(f"{head}{type(fault).__name__}\n{''.join(frames)}", encoding="utf-8")
    return path
