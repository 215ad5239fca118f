"""What several test files need: programs that may be absent, and where shared material lies."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def require_program(name: str) -> str:
    """The path of a program; skips the test when it is absent, fails when servers are required."""
    path = shutil.which(name)
    if path is None:
        absent = f"the program '{name}' is not on this machine"
        if os.environ.get("GOVFLOW_REQUIRE_SERVERS") == "1":
            pytest.fail(absent)
        pytest.skip(absent)
    return path


def require_shared(place: str) -> Path:
    """A file or folder of the shared material beside the project; skips loudly when it is missing."""
    path = SHARED / place
    if not path.exists():
        pytest.skip(f"the shared material '{place}' does not lie beside this project")
    return path
