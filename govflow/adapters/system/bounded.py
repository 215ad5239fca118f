"""Work on files by other hands in a child process that can be killed, with limits of its own.

A fresh interpreter, not a fork: the same on every system, and nothing of ours is in it. The child gets
bytes on its standard input and answers on its standard output; whatever happens to it happens to it
alone.
"""

import subprocess
import sys
from pathlib import Path

import govflow

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 8
SECONDS = 9.5
ANSWER_BYTES = 64_000_000

_ROOT = str(Path(govflow.__file__).resolve().parent.parent)
_BOOT = (
    "import sys, importlib; sys.path.insert(0, sys.argv[1]); "
    "importlib.import_module(sys.argv[2]).main()"
)


def run_bounded(module: str, given: bytes, *, seconds: float = SECONDS) -> bytes | None:
    """What `module.main()` writes when it reads `given`; None when it died or had to be killed.

    `seconds` is the wall-clock limit. The module's `main` calls `limit_self` before it reads.
    """
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code, no shell
        [sys.executable, "-c", _BOOT, _ROOT, module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        answer, _ = child.communicate(given, timeout=seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        return None
    return answer if child.returncode == 0 and 0 < len(answer) <= ANSWER_BYTES else None


def limit_self(memory: int = MEMORY_BYTES, seconds: int = CPU_SECONDS) -> None:
    """Limit this process's address space and processor time; Windows relies on the time limit alone."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
