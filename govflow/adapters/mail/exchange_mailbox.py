"""Replies in by Exchange (EWS): what came into the inbox since the last look, as the bytes that came.

Where the last look ended is Exchange's own synchronisation state. A state it no longer knows means
starting over; the register knows the bytes it has already seen.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from exchangelib.errors import (
    ErrorInvalidSyncStateData,
    ErrorSyncFolderNotFound,
)
from exchangelib.folders import SHALLOW, Messages, SingleFolderQuerySet
from exchangelib.services import CreateFolder

from govflow.adapters.mail.exchange_session import ExchangeSession
from govflow.adapters.mail.https import one_line
from govflow.adapters.mail.traces import Notes
from govflow.core.errors import MailError, TemporaryError
from govflow.core.replies.mail import Incoming

LARGEST = 50 * 1024 * 1024
"""Bytes. A larger message is not a reply; it stays where it is and is reported."""

BATCH = 50
BATCH_BYTES = 8 * 1024 * 1024
"""One request brings at most so many messages and about so many bytes."""

CHANGES = 500
"""Changes asked for at a time; Exchange gives at most 512 (SyncFolderItems, MaxChangesReturned)."""

MARKED_AT_ONCE = 50
FOLDER, PROCESSED, QUARANTINE = "govflow", "Processed", "Quarantine"
CATEGORY = {PROCESSED: "govflow: processed", QUARANTINE: "govflow: quarantine"}


@dataclass(frozen=True, slots=True)
class Found:
    """An item of the inbox as the synchronisation names it, not yet fetched."""

    handle: str
    change_key: str
    kind: Any
    received: datetime
    size: int
    categories: tuple[str, ...]


class ExchangeMailbox:
    """Fulfils `Mailbox` over one inbox. `close` has the messages marked last moved.

    `notes` keeps how far the inbox has been read; it moves on when all messages of a look are marked.
    `since` leaves older mail alone.
    """

    def __init__(
        self,
        session: ExchangeSession,
        notes: Notes,
        *,
        since: datetime | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._session = session
        self._notes = notes
        self._since = since
        self._now = now
        self._key = f"exchange-inbox/{session.server.endpoint}/{session.server.mailbox}"
        self._found: dict[str, Found] = {}
        self._waiting: set[str] = set()
        self._state = ""
        self._marked: dict[str, str] = {}
        self._aside: list[str] = []

    def fetch_new(self) -> Iterator[Incoming]:
        """Each message that came since the last look and is not marked yet, in the order of arrival.

        `received` is the server's own time of arrival. Raises TemporaryError when the connection
        breaks (what was not marked comes again), MailError when the mailbox is refused.
        """
        self._move_marked()
        found = self._look()
        self._aside = [_too_large(one) for one in found if one.size > LARGEST]
        fetched = [one for one in found if one.size <= LARGEST]
        self._found = {one.handle: one for one in fetched}
        self._waiting = set(self._found)
        self._advance()
        for batch in _batches(fetched):
            yield from self._fetch(batch)
        self._move_marked()

    def mark(self, handle: str, *, quarantined: bool) -> None:
        """Have a message moved to `govflow/Processed` or `govflow/Quarantine` within the inbox.

        Repeating it does no harm. Messages are moved many at a time, at the latest when the look has
        come to its end, on the next one, or on `close`. Where moving is refused the message stays and
        is reported by `set_aside`.
        """
        if handle in self._found:
            self._marked[handle] = QUARANTINE if quarantined else PROCESSED
        if len(self._marked) >= MARKED_AT_ONCE:
            self._move_marked()

    def close(self) -> None:
        """Move what was marked; the session is the caller's to close."""
        self._move_marked()

    def set_aside(self) -> list[str]:
        """What the last look left where it is, each as a sentence with the reason."""
        return list(self._aside)

    def _look(self) -> list[Found]:
        state = self._notes.get(self._key)
        try:
            changes = self._session.read(lambda: self._changes(state))
        except _StartOver:
            changes = self._session.read(lambda: self._changes(None))
        found = [_found(item, self._now()) for kind, item in changes if kind == "create"]
        young = [one for one in found if self._since is None or one.received >= self._since]
        return sorted(young, key=lambda one: one.received)

    def _changes(self, state: str | None) -> list[Any]:
        """All changes since a state; from the beginning without one."""
        inbox = self._session.account.inbox
        inbox.item_sync_state = None  # exchangelib goes on from its own memory otherwise
        try:
            changes = list(
                inbox.sync_items(
                    sync_state=state,
                    only_fields=["datetime_received", "size", "categories"],
                    max_changes_returned=CHANGES,
                )
            )
        except (ErrorInvalidSyncStateData, ErrorSyncFolderNotFound) as problem:
            raise _StartOver from problem
        except AttributeError as problem:
            # exchangelib looks for a state in the answer before it looks whether it is a refusal
            if state is None:
                raise TemporaryError(
                    "Exchange gave an answer about the inbox that cannot be read.",
                    place=self._session.server.mailbox,
                    remedy="repeat the command; if it stays so, tell IT.",
                ) from problem
            raise _StartOver from problem
        self._state = str(inbox.item_sync_state or "")
        return changes

    def _fetch(self, batch: Sequence[Found]) -> Iterator[Incoming]:
        account = self._session.account
        ids = [(one.handle, one.change_key) for one in batch]
        items = self._session.read(
            lambda: list(account.fetch(ids, only_fields=["mime_content"], chunk_size=BATCH))
        )
        for one, item in zip(batch, items, strict=True):
            raw = getattr(item, "mime_content", None)
            if isinstance(raw, bytes):
                yield Incoming(one.handle, raw, one.received)
            else:
                self._leave(one, item)

    def _leave(self, one: Found, item: Any) -> None:
        """A message that is gone meanwhile is no matter; one that Exchange cannot give is reported."""
        self._waiting.discard(one.handle)
        if type(item).__name__ != "ErrorItemNotFound":
            why = one_line(str(item)) if isinstance(item, Exception) else "it has no content"
            self._aside.append(f"the message of {one.received:%d %B %Y %H:%M} is not read: {why}.")

    def _move_marked(self) -> None:
        marked, self._marked = self._marked, {}
        for place in (PROCESSED, QUARANTINE):
            found = [self._found[handle] for handle in marked if marked[handle] == place]
            if found:
                self._move(found, place)
        for handle in marked:
            self._found.pop(handle, None)
        self._waiting -= marked.keys()
        self._advance()

    def _move(self, found: Sequence[Found], place: str) -> None:
        account = self._session.account
        try:
            target = self._session.read(lambda: self._folder(place))
            self._categorise(found, CATEGORY[place])
            ids = [(one.handle, one.change_key) for one in found]
            self._session.read(lambda: account.bulk_move(ids, target))
        except MailError as problem:
            self._aside.append(f"{len(found)} messages stay in the inbox: {problem.problem}")

    def _categorise(self, found: Sequence[Found], category: str) -> None:
        account = self._session.account
        items = [
            one.kind(
                account=account,
                id=one.handle,
                changekey=one.change_key,
                categories=[*dict.fromkeys((*one.categories, category))],
            )
            for one in found
        ]
        try:
            self._session.read(
                lambda: account.bulk_update([(item, ["categories"]) for item in items])
            )
        except MailError:
            return  # only a sign for people's eyes; moving is what counts

    def _folder(self, place: str) -> Any:
        """The folder govflow/<place> of the inbox; made when it is missing."""
        folder = self._session.account.inbox
        for name in (FOLDER, place):
            folder = _child(folder, name)
        return folder

    def _advance(self) -> None:
        """The state moves on when every message of the look has been dealt with."""
        if self._state and not self._waiting:
            self._notes.put(self._key, self._state)
            self._state = ""


class _StartOver(Exception):
    """The stored state is of no use."""


def _child(parent: Any, name: str) -> Any:
    """The sub-folder of this name, in whatever case; made when there is none."""
    below = SingleFolderQuerySet(account=parent.account, folder=parent).depth(SHALLOW).only("name")
    for folder in below:
        if str(folder.name).casefold() == name.casefold():
            return folder
    new = Messages(root=parent.root, name=name)  # its save() would first read every folder there is
    return CreateFolder(account=parent.account).get(parent_folder=parent, folders=[new])


def _found(item: Any, now: datetime) -> Found:
    received = getattr(item, "datetime_received", None)
    return Found(
        handle=str(item.id),
        change_key=str(item.changekey or ""),
        kind=type(item),
        received=datetime.fromtimestamp(received.timestamp(), UTC) if received else now,
        size=int(getattr(item, "size", None) or 0),
        categories=tuple(getattr(item, "categories", None) or ()),
    )


def _too_large(one: Found) -> str:
    return (
        f"the message of {one.received:%d %B %Y %H:%M} is over {LARGEST // 2**20} MB: "
        "no reply is that large."
    )


def _batches(found: Sequence[Found]) -> Iterator[list[Found]]:
    """Messages in order, so many at a time."""
    batch: list[Found] = []
    room = BATCH_BYTES
    for one in found:
        if batch and (len(batch) == BATCH or one.size > room):
            yield batch
            batch, room = [], BATCH_BYTES
        batch.append(one)
        room -= one.size
    if batch:
        yield batch
