"""The ways out and in that must behave alike, each with what a test needs to look behind it.

A new transport or mailbox joins the contract suite by one more entry in RIGS.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from govflow.adapters.mail.evidence import Evidence
from govflow.adapters.mail.folder import FolderMailbox, FolderTransport
from govflow.adapters.mail.imap import ImapMailbox
from govflow.adapters.mail.smtp import SmtpTransport
from govflow.adapters.memory.mail import MemoryMailbox, MemoryTransport
from govflow.workflows.ports import Mailbox, Transport
from tests.adapters.mail.doubles.ews import EwsDouble
from tests.adapters.mail.doubles.graph import GraphDouble
from tests.adapters.mail.exchange_rig import exchange_desk
from tests.adapters.mail.graph_rig import graph_desk
from tests.adapters.mail.real_mail import MailHost


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


@contextmanager
def smtp_imap_rig(place: Path, host: MailHost) -> Iterator[Rig]:
    """SMTP and IMAP against real Postfix and Dovecot, mailboxes emptied beforehand."""
    host.empty()
    evidence = Evidence(host.imap, "governance+{mark}@union.example")
    with (
        SmtpTransport(host.smtp, evidence=evidence) as transport,
        ImapMailbox(host.imap, place / "cursor.json") as mailbox,
    ):
        yield Rig(
            transport,
            mailbox,
            lambda: [without_trace(raw) for raw in host.messages("sian")],
            lambda raw: host.append("governance", raw),
        )


def without_trace(raw: bytes) -> bytes:
    """A message without the headers that the servers on its way put on top."""
    return raw[raw.index(b"\r\nDate: ") + 2 :]


@contextmanager
def exchange_rig(place: Path) -> Iterator[Rig]:
    """Exchange by EWS against the double, every request and answer held to Microsoft's schema."""
    with exchange_desk(settle=timedelta(0)) as desk:
        double = desk.double
        yield Rig(desk.transport, desk.mailbox, lambda: double.sent, lambda raw: _put(double, raw))


@contextmanager
def graph_rig(place: Path) -> Iterator[Rig]:
    """Microsoft 365 by Graph against the double, every request held to Microsoft's metadata."""
    with graph_desk(settle=timedelta(0)) as desk:
        double = desk.double
        yield Rig(desk.transport, desk.mailbox, desk.sent, lambda raw: _put(double, raw))


def _put(double: EwsDouble | GraphDouble, raw: bytes) -> None:
    double.deliver(raw)


RIGS: dict[str, Callable[[Path], AbstractContextManager[Rig]]] = {
    "memory": memory_rig,
    "folder": folder_rig,
    "exchange": exchange_rig,
    "graph": graph_rig,
}
