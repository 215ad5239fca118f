"""The traces by which a letter is found again: a property of our own, and a note made before sending.

Exchange and Microsoft 365 keep a named property on the copy in Sent Items. The note is written before
the letter leaves, so that after a crash it is known when it was tried and what the server calls it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from govflow.adapters.files.atomic import write_file
from govflow.adapters.mail.message import mail_address
from govflow.core.errors import MailError

PROPERTY_SET = "6f3b1d52-8c0e-4a97-b1de-27c5a90f64e3"
PROPERTY_NAME = "GovflowId"
"""Our own named property (MS-OXPROPS: a property set of one's own and a name); never changed."""


class Notes(Protocol):
    """Keeps short texts by key: cursors, and what is known of a letter before it leaves.

    What was `put` must be on disk when the call returns; None removes.
    """

    def get(self, key: str) -> str | None: ...

    def put(self, key: str, value: str | None) -> None: ...


class MemoryNotes:
    """Notes that last as long as the program; for tests and the `doctor`."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """The text under this key, or None."""
        return self.kept.get(key)

    def put(self, key: str, value: str | None) -> None:
        """Keep a text, or remove it with None."""
        if value is None:
            self.kept.pop(key, None)
        else:
            self.kept[key] = value


class FolderNotes:
    """Notes as small files of one folder, each flushed to disk and renamed into place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> str | None:
        """The text under this key, or None; a file that cannot be read counts as none."""
        try:
            kept = json.loads(self._path(key).read_text(encoding="utf-8"))
            return str(kept["value"]) if kept["key"] == key else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, value: str | None) -> None:
        """Keep a text, or remove it with None."""
        if value is None:
            self._path(key).unlink(missing_ok=True)
            return
        write_file(self._path(key), json.dumps({"key": key, "value": value}).encode("utf-8"))

    def _path(self, key: str) -> Path:
        return self._folder / f"{sha256(key.encode('utf-8')).hexdigest()[:32]}.json"


def trace_of(letter: str, message_id: str) -> str:
    """What the property of a letter says: its id and a mark of its Message-ID, at most 120 characters."""
    mark = sha256(f"{letter} {message_id}".encode()).hexdigest()[:20]
    return f"{letter[:99]} {mark}"


def message_id_of(raw: bytes) -> str:
    """The Message-ID of a letter's bytes, in its angle brackets; '' when there is none."""
    return str(_head(raw)["Message-ID"] or "").strip()


def refuse_other_recipients(raw: bytes, recipient: str) -> None:
    """Raise MailError unless the letter's own headers name this recipient and nobody else.

    Exchange and Microsoft 365 take the recipients from the headers; there is no envelope beside them.
    """
    head = _head(raw)
    named = [
        address
        for name in ("To", "Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc")
        for _, address in getaddresses([str(value) for value in head.get_all(name, [])])
    ]
    if [address.casefold() for address in named] != [mail_address(recipient).casefold()]:
        raise MailError("the letter's headers name other people than its one recipient.")


def _head(raw: bytes) -> Message:
    return BytesHeaderParser().parsebytes(raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")


@dataclass(frozen=True, slots=True)
class Attempt:
    """When a letter was last tried, what the server calls it, if known, and whether it may have gone.

    While `handed_over` is False nothing was asked that could have sent it.
    """

    at: datetime
    remote_id: str = ""
    handed_over: bool = True


class Attempts:
    """What was tried, by trace. `settle` is how long a copy may take to show in Sent Items."""

    def __init__(
        self,
        notes: Notes,
        name: str,
        settle: timedelta,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._notes = notes
        self._name = name
        self._settle = settle
        self._now = now

    def begin(self, trace: str, remote_id: str = "", *, handed_over: bool = True) -> None:
        """Note durably that this letter is about to be handed over, or only prepared."""
        at = self._now().isoformat()
        kept = {"at": at, "remote_id": remote_id, "handed_over": handed_over}
        self._notes.put(self._key(trace), json.dumps(kept))

    def forget(self, trace: str) -> None:
        """The server has proved that it did not take the letter."""
        self._notes.put(self._key(trace), None)

    def last(self, trace: str) -> Attempt | None:
        """The last attempt on this letter, if there was one."""
        try:
            kept = json.loads(self._notes.get(self._key(trace)) or "")
            at = datetime.fromisoformat(kept["at"])
            return Attempt(at, str(kept["remote_id"]), bool(kept["handed_over"]))
        except (ValueError, KeyError, TypeError):
            return None

    def waits(self, trace: str) -> bool:
        """Whether it is too early to say that the letter did not go.

        Where no note is left (a restored backup), or one from the future (a clock set back), the wait
        begins with the question.
        """
        attempt, now = self.last(trace), self._now()
        if attempt is None or attempt.at > now:
            known = attempt or Attempt(now)
            self.begin(trace, known.remote_id, handed_over=known.handed_over)
            return known.handed_over and self._settle > timedelta(0)
        return attempt.handed_over and now - attempt.at < self._settle

    def _key(self, trace: str) -> str:
        return f"{self._name}/{trace}"
