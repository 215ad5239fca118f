"""Replies in by Microsoft 365 (Graph): what came into the inbox since the last look, as its own bytes.

Where the last look ended is Graph's own delta link. A link it no longer knows (410) means starting over;
the register knows the bytes it has already seen.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from govflow.adapters.mail.graph_session import GraphNo, GraphSession, text_in
from govflow.adapters.mail.https import one_line
from govflow.adapters.mail.traces import Notes
from govflow.core.errors import MailError, TemporaryError
from govflow.core.replies.mail import Incoming

LARGEST = 50 * 1024 * 1024
"""Bytes. A larger message is not a reply; it stays where it is and is reported."""

PAGE = 100
FOLDER, PROCESSED, QUARANTINE = "govflow", "Processed", "Quarantine"
CATEGORY = {PROCESSED: "govflow: processed", QUARANTINE: "govflow: quarantine"}
_GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Found:
    """A message as the delta names it, not yet fetched."""

    handle: str
    received: datetime
    categories: tuple[str, ...]


class GraphMailbox:
    """Fulfils `Mailbox` over one inbox.

    `notes` keeps how far the inbox has been read; it moves on when all messages of a look are marked.
    `since` leaves older mail alone.
    """

    def __init__(
        self,
        session: GraphSession,
        notes: Notes,
        *,
        since: datetime | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._session = session
        self._notes = notes
        self._since = since
        self._now = now
        self._key = f"graph-inbox/{session.base_url}/{session.mailbox}"
        self._found: dict[str, Found] = {}
        self._waiting: set[str] = set()
        self._link = ""
        self._aside: list[str] = []
        self._folders: dict[str, str] = {}

    def fetch_new(self) -> Iterator[Incoming]:
        """Each message that came since the last look and is not marked yet, in the order of arrival.

        `received` is the server's own time of arrival. Raises TemporaryError when the connection
        breaks (what was not marked comes again), MailError when the mailbox is refused.
        """
        self._aside = []
        found = self._look()
        self._found = {one.handle: one for one in found}
        self._waiting = set(self._found)
        self._advance()
        for one in found:
            raw = self._fetch(one)
            if raw is not None:
                yield Incoming(one.handle, raw, one.received)
        self._advance()

    def mark(self, handle: str, *, quarantined: bool) -> None:
        """Move a message to `govflow/Processed` or `govflow/Quarantine` within the inbox.

        Repeating it does no harm. Where moving is refused the message stays and is reported by
        `set_aside`.
        """
        one = self._found.pop(handle, None)
        if one is None:
            return
        place = QUARANTINE if quarantined else PROCESSED
        try:
            self._move(one, place)
        except MailError as problem:
            self._aside.append(f"a message stays in the inbox: {problem.problem}")
        self._waiting.discard(handle)
        self._advance()

    def close(self) -> None:
        """Nothing is left to do; the session is the caller's to close."""

    def set_aside(self) -> list[str]:
        """What the last look left where it is, each as a sentence with the reason."""
        return list(self._aside)

    def _look(self) -> list[Found]:
        link = self._notes.get(self._key)
        try:
            changes = self._changes(link or self._start)
        except GraphNo as no:
            if link is None or no.status != 410:
                raise self._session.explain(no) from no
            changes = self._changes(self._start)
        found = [_found(one, self._now()) for one in changes if "@removed" not in one]
        young = {
            one.handle: one for one in found if self._since is None or one.received >= self._since
        }
        return sorted(young.values(), key=lambda one: one.received)

    @property
    def _start(self) -> str:
        fields = "$select=id,receivedDateTime,categories"
        return f"{self._inbox}/messages/delta?{fields}&changeType=created"

    @property
    def _inbox(self) -> str:
        return f"{self._session.user}/mailFolders/inbox"

    def _changes(self, link: str) -> list[dict[str, Any]]:
        """All changes from a link on, page by page; remembers the link for the next look."""
        prefer = f'IdType="ImmutableId", odata.maxpagesize={PAGE}'
        changes: list[dict[str, Any]] = []
        while True:
            page = self._session.values(link, headers={"Prefer": prefer})
            changes += page["value"]
            if "@odata.deltaLink" in page:
                self._link = str(page["@odata.deltaLink"])
                return changes
            if "@odata.nextLink" not in page:
                raise TemporaryError(
                    "Microsoft 365 gave an answer about the inbox that has no end.",
                    place=self._session.mailbox,
                    remedy="repeat the command; if it stays so, tell IT.",
                )
            link = str(page["@odata.nextLink"])

    def _fetch(self, one: Found) -> bytes | None:
        """The message's own bytes; None for one that is gone, too large or not given."""
        try:
            raw = self._session.read(
                "GET", f"{self._session.user}/messages/{one.handle}/$value"
            ).content
        except (GraphNo, MailError) as no:
            if not (isinstance(no, GraphNo) and no.status in _GONE):
                self._leave(one, f"is not read: {one_line(str(no))}.")
            self._waiting.discard(one.handle)
            return None
        if len(raw) > LARGEST:
            self._leave(one, f"is over {LARGEST // 2**20} MB: no reply is that large.")
            self._waiting.discard(one.handle)
            return None
        return raw

    def _leave(self, one: Found, why: str) -> None:
        self._aside.append(f"the message of {one.received:%d %B %Y %H:%M} {why}")

    def _move(self, one: Found, place: str) -> None:
        path = f"{self._session.user}/messages/{one.handle}"
        categories = [*dict.fromkeys((*one.categories, CATEGORY[place]))]
        try:
            target = self._folder(place)
            self._session.read("PATCH", path, json={"categories": categories})
            self._session.read("POST", f"{path}/move", json={"DestinationId": target})
        except GraphNo as no:
            if no.status not in _GONE:
                raise self._session.explain(no) from no

    def _folder(self, place: str) -> str:
        """The id of the folder govflow/<place> of the inbox; made when it is missing."""
        if place not in self._folders:
            above = self._child("inbox", FOLDER)
            self._folders[place] = self._child(above, place)
        return self._folders[place]

    def _child(self, parent: str, name: str) -> str:
        path = f"{self._session.user}/mailFolders/{parent}/childFolders"
        link = f"{path}?$select=id,displayName&$top={PAGE}"
        while link:
            page = self._session.values(link)
            for folder in page["value"]:
                if str(folder["displayName"]).casefold() == name.casefold():
                    return str(folder["id"])
            link = str(page.get("@odata.nextLink") or "")
        return text_in(self._session.read("POST", path, json={"displayName": name}), "id")

    def _advance(self) -> None:
        """The link moves on when every message of the look has been dealt with."""
        if self._link and not self._waiting:
            self._notes.put(self._key, self._link)
            self._link = ""


def _found(one: dict[str, Any], now: datetime) -> Found:
    received = str(one.get("receivedDateTime") or "")
    at = datetime.fromisoformat(received).astimezone(UTC) if received else now
    return Found(str(one["id"]), at, tuple(one.get("categories") or ()))
