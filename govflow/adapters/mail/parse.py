"""Reading messages by other hands safely: limits first, then a child process that can be killed.

One child is reused and replaced after 500 messages, or when it had to be killed. Whatever happens
to it, the message is quarantined with the reason and the next one goes on.
"""

import json
import re
import struct
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import govflow
from govflow.core.replies.mail import DeliveryReport, Mail, Part
from govflow.core.replies.outcomes import Quarantined

MESSAGE_BYTES = 25_000_000
HEADER_BYTES = 256_000
HEADER_FIELDS = 1_000
BOUNDARIES = 50
ANSWER_BYTES = 64_000_000
SECONDS = 8.0
MESSAGES = 500

_HEADER_END = re.compile(rb"\r?\n\r?\n")
_ROOT = str(Path(govflow.__file__).resolve().parent.parent)
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from govflow.adapters.mail.parse_worker import main; main()"
)


def beyond_limits(raw: bytes) -> str:
    """Why these bytes are not even read, or ''. Checked before anything parses them.

    Limits: 25 MB, 256,000 bytes of headers, 1,000 header lines, 50 boundaries.
    """
    if len(raw) > MESSAGE_BYTES:
        return "larger than 25 MB"
    if not raw.strip():
        return "an empty message"
    end = _HEADER_END.search(raw[: HEADER_BYTES + 4])
    if end is None and len(raw) > HEADER_BYTES:
        return "headers of more than 256,000 bytes"
    head = raw[: end.start()] if end else raw
    if head.count(b"\n") > HEADER_FIELDS:
        return "more than 1,000 header lines"
    if len(re.findall(rb"boundary=", raw, re.I)) > BOUNDARIES:
        return "more than 50 boundaries"
    return ""


class MailReader:
    """Reads one message at a time in a child process; use it in a `with` block.

    `read` never raises for the message's sake: what cannot be read safely comes back as
    `Quarantined` with the reason. Its caller keeps the bytes. `seconds` is the wall-clock limit
    for one message, `messages` how many one child reads before a fresh one takes its place.
    """

    def __init__(self, *, seconds: float = SECONDS, messages: int = MESSAGES) -> None:
        self._seconds = seconds
        self._messages = messages
        self._child: subprocess.Popen[bytes] | None = None
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def read(self, raw: bytes) -> Mail | Quarantined:
        """The message as values, or why it could not be read within the limits."""
        why = beyond_limits(raw)
        if why:
            return Quarantined(why)
        answer = self._ask(raw)
        if answer is None:
            self._stop()
            return Quarantined("reading it took too long, or more memory than a message needs")
        return _result(answer)

    def _ask(self, raw: bytes) -> bytes | None:
        """The child's answer, or None when it had to be killed or died."""
        child = self._running()
        watchdog = threading.Timer(self._seconds, child.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            return _exchange(child, raw)
        except OSError:
            return None
        finally:
            watchdog.cancel()
            watchdog.join()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._read >= self._messages or self._child.poll() is not None:
            self._stop()
            self._child = _start()
        self._read += 1
        return self._child

    def _stop(self) -> None:
        child, self._child, self._read = self._child, None, 0
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                _close(pipe)
        child.wait()


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:  # what was still to be written to a dead child
        return


def _start() -> subprocess.Popen[bytes]:
    """A fresh interpreter, not a fork: the same on every system, and nothing of ours is in it."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own code, no shell
        [sys.executable, "-c", _BOOT, _ROOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _exchange(child: subprocess.Popen[bytes], raw: bytes) -> bytes | None:
    if child.stdin is None or child.stdout is None:
        return None
    child.stdin.write(struct.pack(">I", len(raw)) + raw)
    child.stdin.flush()
    head = child.stdout.read(4)
    if len(head) < 4:
        return None
    size = struct.unpack(">I", head)[0]
    answer = child.stdout.read(size) if size <= ANSWER_BYTES else b""
    return answer if answer and len(answer) == size else None


def _result(answer: bytes) -> Mail | Quarantined:
    try:
        value = json.loads(answer)
        return _mail(value["mail"]) if "mail" in value else Quarantined(str(value["why"]))
    except (ValueError, KeyError, TypeError) as error:
        return Quarantined(f"it cannot be read ({type(error).__name__})")


def _mail(value: dict[str, Any]) -> Mail:
    date = value.pop("date")
    parts = tuple(Part(*p) for p in value.pop("parts"))
    reports = tuple(DeliveryReport(*r) for r in value.pop("reports"))
    headers = tuple((k, v) for k, v in value.pop("headers"))
    plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in value.items()}
    when = datetime.fromisoformat(date) if date else None
    return Mail(**plain, headers=headers, parts=parts, reports=reports, date=when)
