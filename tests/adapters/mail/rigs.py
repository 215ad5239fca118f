"""The ways out and in that must behave alike, each with what a test needs to look behind it.

A new transport or mailbox joins the contract suite by one more entry in RIGS.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from govflow.adapters.mail.folder import FolderMailbox, FolderTransport
from govflow.adapters.memory.mail import MemoryMailbox, MemoryTransport
from govflow.workflows.ports import Mailbox, Transport


@dataclass(frozen=True)
class Rig:
    """`arrived` gives the bytes of all letters that went out, `deliver` lets a message come in."""

    transport: Transport
    mailbox: Mailbox
    arrived: Callable[[], list[bytes]]
    deliver: Callable[[bytes], None]


@contextmanager
def memory_rig(place: Path) -> Iterator[Rig]:
    transport, mailbox = MemoryTransport(), MemoryMailbox()

    def deliver(raw: bytes) -> None:
        mailbox.put(raw, datetime(2026, 12, 1, 9, tzinfo=UTC))

    yield Rig(transport, mailbox, lambda: [post.raw for post in transport.posted], deliver)


@contextmanager
def folder_rig(place: Path) -> Iterator[Rig]:
    inbox = place / "inbox"

    def deliver(raw: bytes) -> None:
        inbox.mkdir(exist_ok=True)
        (inbox / f"{len(list(inbox.iterdir())):03}.eml").write_bytes(raw)

    def arrived() -> list[bytes]:
        return [path.read_bytes() for path in sorted((place / "outbox").glob("*.eml"))]

    yield Rig(FolderTransport(place), FolderMailbox(place), arrived, deliver)


RIGS: dict[str, Callable[[Path], AbstractContextManager[Rig]]] = {
    "memory": memory_rig,
    "folder": folder_rig,
}
