"""Replies in by IMAP: everything since the last look, as the bytes that came, read without a mark.

Where the last look ended is kept in a small file: the folder's UIDVALIDITY and the last UID. A folder
that was made anew starts over; the register knows the bytes it has already seen.
"""

import json
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from govflow.adapters.files.atomic import write_file
from govflow.adapters.mail.evidence import COPIES, is_own
from govflow.adapters.mail.servers import Server, imap_session, own_folder
from govflow.core.errors import GovflowError, TemporaryError
from govflow.core.replies.mail import Incoming

LARGEST = 50 * 1024 * 1024
"""Bytes. A larger message is not a reply; it stays where it is and is reported."""

MARKED_AT_ONCE = 200
BATCH = 500
"""One round trip brings at most so many messages."""

IDLE_AGAIN = 25 * 60
"""Seconds after which waiting begins anew: a server may hang up after 30 minutes (RFC 2177)."""

BULKY = 256 * 1024
"""Bytes. A larger message comes alone, so that a batch always fits into memory."""

PROCESSED, QUARANTINE = "govflow/Processed", "govflow/Quarantine"


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a folder has been read."""

    validity: int = 0
    last: int = 0


class ImapMailbox:
    """Fulfils `Mailbox` over one folder; a context manager, because the connection is kept.

    `cursor` is the file that remembers where the last look ended. `since` leaves older mail alone.
    Copies of our own letters and probes are evidence and no replies: they go to `govflow/Copies`.
    """

    def __init__(
        self,
        server: Server,
        cursor: Path,
        *,
        folder: str = "INBOX",
        since: date | None = None,
    ) -> None:
        self._server = server
        self._file = cursor
        self._folder = folder
        self._since = since
        self._session: IMAPClient | None = None
        self._validity = 0
        self._waiting: deque[int] = deque()
        self._done: set[int] = set()
        self._large: list[int] = []
        self._marked: dict[int, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Move what was marked and sign out; the next look connects anew."""
        if self._session is not None:
            try:
                self._move_marked(self._session)
                self._session.logout()
            except (OSError, IMAPClientError):
                self._session.shutdown()
        self._session = None

    def fetch_new(self) -> Iterator[Incoming]:
        """Each message that came since the last one marked, in the order of arrival.

        `received` is the server's own time of arrival (INTERNALDATE), never the sender's Date.
        Raises TemporaryError when the connection breaks; what was not marked comes again.
        """
        try:
            client = self._select()
            self._move_marked(client)
            uids = self._new_uids(client)
            bulky = set(self._new_uids(client, larger=BULKY)) if uids else set()
            self._large = self._new_uids(client, larger=LARGEST) if bulky else []
            self._waiting, self._done = deque(uids), set(self._large)
            for batch in _batches(uids, bulky, self._done):
                yield from self._fetch(client, batch)
        except (OSError, IMAPClientError) as problem:
            raise self._broken(problem) from problem

    def mark(self, handle: str, *, quarantined: bool) -> None:
        """Have a message moved to `govflow/Processed` or `govflow/Quarantine`; repeating does no harm.

        Messages are moved many at a time, at the latest on the next look or on `close`. Where the
        server cannot move, the message stays, and only the cursor moves on.
        """
        validity, _, uid = handle.partition("/")
        try:
            client = self._select()
            if validity == str(self._validity):
                self._marked[int(uid)] = QUARANTINE if quarantined else PROCESSED
            if len(self._marked) >= MARKED_AT_ONCE:
                self._move_marked(client)
        except (OSError, IMAPClientError) as problem:
            raise self._broken(problem) from problem

    def set_aside(self) -> list[str]:
        """What the last look left where it is, each as a sentence with the reason."""
        return [
            f"message {uid} in {self._folder} is over {LARGEST // 2**20} MB: no reply is that large."
            for uid in self._large
        ]

    def wait(self, seconds: float) -> bool:
        """Wait until mail comes (IDLE, RFC 2177), at most so long; whether something came.

        False at once where the server cannot tell.
        """
        ends = time.monotonic() + seconds
        try:
            client = self._select()
            if not client.has_capability("IDLE"):
                return False
            while (left := ends - time.monotonic()) > 0:
                client.idle()
                try:
                    answers = client.idle_check(timeout=min(left, IDLE_AGAIN))
                finally:
                    client.idle_done()
                if any(b"EXISTS" in answer for answer in answers):
                    return True
        except (OSError, IMAPClientError) as problem:
            raise self._broken(problem) from problem
        return False

    def _select(self) -> IMAPClient:
        if self._session is None:
            self._session = imap_session(self._server)
            found = self._session.select_folder(self._folder)
            self._validity = int(found[b"UIDVALIDITY"])
        return self._session

    def _new_uids(self, client: IMAPClient, *, larger: int = 0) -> list[int]:
        cursor = self._read_cursor()
        last = cursor.last if cursor.validity == self._validity else 0
        # 'last+1:*' also gives the newest message when nothing is new (RFC 3501 section 6.4.8).
        asked: list[Any] = ["UID", f"{last + 1}:*"]
        if self._since is not None:
            asked += ["SINCE", self._since]
        if larger:
            asked += ["LARGER", larger]
        return sorted(uid for uid in client.search(asked) if uid > last)

    def _fetch(self, client: IMAPClient, uids: Sequence[int]) -> Iterator[Incoming]:
        found = client.fetch(uids, ["BODY.PEEK[]", "INTERNALDATE"])
        for uid in uids:
            data = found.get(uid, {})
            raw: bytes | None = data.get(b"BODY[]")
            if raw is None:  # somebody else moved it away meanwhile
                self._done.add(uid)
                continue
            if is_own(raw):
                self._marked[uid] = COPIES
                continue
            received: datetime = data[b"INTERNALDATE"]
            yield Incoming(f"{self._validity}/{uid}", raw, received.astimezone(UTC))

    def _move_marked(self, client: IMAPClient) -> None:
        """Move the messages marked so far to their folders, then remember how far all is dealt with."""
        if not self._marked:
            return
        for folder in (PROCESSED, QUARANTINE, COPIES):
            uids = [uid for uid, place in self._marked.items() if place == folder]
            if uids and client.has_capability("MOVE"):
                place = own_folder(client, folder)
                if not client.folder_exists(place):
                    client.create_folder(place)
                client.move(uids, place)
        self._done.update(self._marked)
        self._marked = {}
        self._advance()

    def _advance(self) -> None:
        """The cursor stands behind the last message before which every one is dealt with."""
        last = 0
        while self._waiting and self._waiting[0] in self._done:
            last = self._waiting.popleft()
            self._done.discard(last)
        if last:
            self._write_cursor(Cursor(self._validity, last))

    def _read_cursor(self) -> Cursor:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            same = (kept["host"], kept["folder"]) == (self._server.host, self._folder)
            return Cursor(int(kept["validity"]), int(kept["last"])) if same else Cursor()
        except (OSError, ValueError, KeyError, TypeError):
            return Cursor()

    def _write_cursor(self, cursor: Cursor) -> None:
        kept = {
            "host": self._server.host,
            "folder": self._folder,
            "validity": cursor.validity,
            "last": cursor.last,
        }
        write_file(self._file, json.dumps(kept).encode("utf-8"))

    def _broken(self, problem: Exception) -> GovflowError:
        if self._session is not None:
            self._session.shutdown()
        self._session = None
        return TemporaryError(
            f"the connection to {self._server.host} broke: {problem}.",
            place=self._server.place,
            remedy="repeat the command; what was not recorded comes again.",
        )


def _batches(uids: Sequence[int], bulky: set[int], left: set[int]) -> Iterator[list[int]]:
    """The messages in order, many at a time, bulky ones alone, those to be left out not at all."""
    batch: list[int] = []
    for uid in uids:
        if uid in left:
            continue
        if batch and (len(batch) == BATCH or uid in bulky or batch[-1] in bulky):
            yield batch
            batch = []
        batch.append(uid)
    if batch:
        yield batch
