"""The child process that reads messages for its parent: length, bytes in; length, JSON out.

What can go wrong here goes wrong here alone. Each message has its own limit of processor time and
the whole process one of memory, where the platform has such limits.
"""

import json
import struct
import sys
from typing import BinaryIO

from govflow.adapters.mail.parse_mail import UnreadableMail, read_mail, to_json

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 6


def main() -> None:
    """Serve until the parent closes the pipe."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    _limit_memory()
    while (head := source.read(4)) and len(head) == 4:
        raw = source.read(struct.unpack(">I", head)[0])
        _limit_cpu()
        _answer(sink, _read(raw))


def _read(raw: bytes) -> dict[str, object]:
    try:
        return {"mail": to_json(read_mail(raw))}
    except UnreadableMail as error:
        return {"why": str(error)}
    except Exception as error:  # every failure to read is the message's, never the program's
        return {"why": f"it cannot be read ({type(error).__name__})"}


def _answer(sink: BinaryIO, value: dict[str, object]) -> None:
    data = json.dumps(value, ensure_ascii=True).encode("ascii")
    sink.write(struct.pack(">I", len(data)) + data)
    sink.flush()


def _limit_memory() -> None:
    """At most 512 MB of address space; Windows has no such limit and relies on the time limit."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_cpu() -> None:
    """Six more seconds of processor time from now."""
    try:
        import resource
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(usage.ru_utime + usage.ru_stime) + CPU_SECONDS + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


if __name__ == "__main__":
    main()
