"""Mail without a server: letters leave as files in `mail/outbox`, replies come as files in `mail/inbox`.

The default, the demo, and the way of an officer whose IT will not give a mailbox to a program:
a letter is opened with a double click and sent by hand; a reply is dragged out of the mail program.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from govflow.adapters.files.atomic import translate, write_file
from govflow.core.errors import GovflowError, MailError
from govflow.core.people.letters import Deferred, Refused, SendResult, Sent
from govflow.core.replies.mail import Incoming

LARGEST = 50 * 1024 * 1024
"""Bytes. A larger file is not a reply; it stays where it is and is reported."""

RETRY_AFTER = 300
"""Seconds to wait when the disk or the folder does not take a letter."""

_LETTER = re.compile(r"[A-Z0-9-]+(/[A-Za-z0-9-]+){1,3}")
_JUNK = re.compile(r"\..*|~\$.*|thumbs\.db|desktop\.ini|.*\.(tmp|part|crdownload)", re.IGNORECASE)


class FolderTransport:
    """Fulfils `Transport` with one file per letter in `outbox`; a letter moved to `sent` stays sent."""

    name = "folder"

    def __init__(self, mail: Path) -> None:
        self._outbox = mail / "outbox"
        self._places = (self._outbox, mail / "sent")

    def send(self, letter: str, raw: bytes, sender: str, recipient: str) -> SendResult:
        """Write the letter, flushed and renamed into place; the same bytes again change nothing.

        Refused when other bytes stand under this letter's name; Deferred when the disk is full.
        """
        for path in self._files(letter):
            if path.read_bytes() == raw:
                return Sent(path.name)
            return Refused("exists", f"another letter already stands in {path.name}")
        path = self._outbox / f"{_stem(letter)}_{_safe(recipient.partition('@')[0])}.eml"
        try:
            write_file(path, raw)
        except GovflowError as problem:
            return Deferred(RETRY_AFTER, problem.problem, whole_mailbox=True)
        return Sent(path.name)

    def find_sent(self, letter: str, message_id: str) -> bool | None:
        """Whether the letter with this Message-ID lies in `outbox` or `sent`."""
        mark = f"\r\nMessage-ID: {message_id}\r\n".encode()
        return any(mark in path.read_bytes() for path in self._files(letter))

    def _files(self, letter: str) -> list[Path]:
        return [path for place in self._places for path in sorted(place.glob(f"{_stem(letter)}_*"))]


class FolderMailbox:
    """Fulfils `Mailbox`: `.eml` files in `inbox`, moved to `processed` or `quarantine`.

    A reply counts as received when its file was last written, unless `received` says otherwise.
    """

    def __init__(self, mail: Path, received: Callable[[Path], datetime] | None = None) -> None:
        self._mail = mail
        self._inbox = mail / "inbox"
        self._received = received or _written

    def fetch_new(self) -> Iterator[Incoming]:
        """Each message of the inbox, in the order of file names."""
        for path in self._lying():
            if path.suffix.lower() == ".eml" and path.stat().st_size <= LARGEST:
                try:
                    raw = path.read_bytes()
                except OSError as problem:
                    raise translate(problem, path) from problem
                yield Incoming(path.name, raw, self._received(path))

    def mark(self, handle: str, *, quarantined: bool) -> None:
        """Move a message out of the inbox. Nothing is ever overwritten; repeating does no harm."""
        source = self._inbox / _plain(handle)
        if not source.is_file():
            return
        place = self._mail / ("quarantine" if quarantined else "processed")
        try:
            place.mkdir(parents=True, exist_ok=True)
            target = _free_name(place / source.name, source.read_bytes())
            source.replace(target)
        except OSError as problem:
            raise translate(problem, source) from problem

    def set_aside(self) -> list[str]:
        """What lies in the inbox and is not read, each as a sentence with the reason."""
        return [
            f"{path.name} {_why_not(path)}"
            for path in self._lying()
            if path.suffix.lower() != ".eml" or path.stat().st_size > LARGEST
        ]

    def _lying(self) -> list[Path]:
        if not self._inbox.is_dir():
            return []
        return sorted(
            path
            for path in self._inbox.iterdir()
            if path.is_file() and not path.is_symlink() and not _JUNK.fullmatch(path.name)
        )


def _stem(letter: str) -> str:
    """A file name for a letter's id that no other letter has, safe on every system."""
    if _LETTER.fullmatch(letter):
        return letter.replace("/", "_")
    return f"{_safe(letter)}-{sha256(letter.encode()).hexdigest()[:12]}"


def _safe(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text).strip("-.")[:40] or "x"


def _plain(handle: str) -> str:
    if not handle.strip(".") or handle != Path(handle).name or "\\" in handle:
        raise MailError(f"'{handle}' is not the name of a message in the inbox.")
    return handle


def _free_name(path: Path, content: bytes) -> Path:
    """The path itself, or with a number where another message already has the name."""
    target, number = path, 1
    while target.exists() and target.read_bytes() != content:
        number += 1
        target = path.with_stem(f"{path.stem}-{number}")
    return target


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _why_not(path: Path) -> str:
    if path.suffix.lower() == ".msg":
        return "is in Outlook's own format: save it from Outlook as .eml, or forward it."
    if path.suffix.lower() == ".eml":
        return f"is over {LARGEST // 2**20} MB: no reply is that large."
    return "is not a message: only .eml files are read."
