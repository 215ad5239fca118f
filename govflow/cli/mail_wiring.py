"""The way out and the way in, as `[mail]` in govflow.toml names them."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from govflow.core.errors import TemporaryError

if TYPE_CHECKING:
    from govflow.adapters.files.settings import Mail
    from govflow.adapters.mail.exchange_session import ExchangeSession
    from govflow.adapters.mail.graph_session import GraphSession
    from govflow.adapters.mail.traces import FolderNotes
    from govflow.workflows.ports import Clock, Mailbox, Transport

MAIL, NOTES = "mail", "notes"


def way_out(mail: "Mail", root: Path, stack: ExitStack) -> "Transport":
    """The transport the settings name, no faster than they allow."""
    transport = _transport(mail, root, stack)
    if mail.transport == "folder" or not mail.per_minute:
        return transport
    from govflow.adapters.mail.pace import PacedTransport

    return PacedTransport(transport, letters=mail.per_minute, seconds=60)


def _transport(mail: "Mail", root: Path, stack: ExitStack) -> "Transport":
    """The bare transport; connections are made when the first letter goes."""
    match mail.transport:
        case "folder":
            from govflow.adapters.mail.folder import FolderTransport

            return FolderTransport(root / MAIL)
        case "smtp_imap":
            from govflow.adapters.mail.smtp_imap import smtp_transport

            return stack.enter_context(smtp_transport(mail, root))
        case "exchange":
            from govflow.adapters.mail.exchange import ExchangeTransport

            settle = timedelta(seconds=mail.exchange.settle)
            return ExchangeTransport(exchange_of(mail, root, stack), notes_of(root), settle=settle)
        case "graph":
            from govflow.adapters.mail.graph import GraphTransport

            settle = timedelta(seconds=mail.graph.settle)
            return GraphTransport(graph_of(mail, root, stack), notes_of(root), settle=settle)


def way_in(mail: "Mail", root: Path, stack: ExitStack, clock: "Clock", since: date) -> "Mailbox":
    """The mailbox replies are read from: `collect`, else the one letters leave from.

    Mail from before `since` is left alone: it cannot answer any letter of ours.
    """
    match mail.collect or mail.transport:
        case "imap" | "smtp_imap":
            from govflow.adapters.mail.smtp_imap import imap_mailbox

            return stack.enter_context(imap_mailbox(mail, root, since=since))
        case "exchange":
            from govflow.adapters.mail.exchange_mailbox import ExchangeMailbox

            return ExchangeMailbox(
                exchange_of(mail, root, stack), notes_of(root), since=_begins(since)
            )
        case "graph":
            from govflow.adapters.mail.graph_mailbox import GraphMailbox

            return GraphMailbox(graph_of(mail, root, stack), notes_of(root), since=_begins(since))
        case _:
            from govflow.adapters.mail.folder import FolderMailbox

            return FolderMailbox(root / MAIL, _arrived(clock))


def until_mail(root: Path, seconds: float) -> bool:
    """Wait until mail comes, at most so long; False at once where the mailbox does not tell (no IMAP).

    A connection that breaks meanwhile ends the waiting like no mail: the next pass says what is wrong.
    """
    from govflow.adapters.files.settings import read_settings

    mail = read_settings(root).mail
    if (mail.collect or mail.transport) not in ("imap", "smtp_imap"):
        return False
    from govflow.adapters.mail.smtp_imap import imap_mailbox

    try:
        with imap_mailbox(mail, root) as mailbox:
            return mailbox.wait(seconds)
    except TemporaryError:
        return False


def notes_of(root: Path) -> "FolderNotes":
    """Where cursors and what was tried are noted in a workspace."""
    from govflow.adapters.mail.traces import FolderNotes

    return FolderNotes(root / MAIL / NOTES)


def exchange_of(mail: "Mail", root: Path, stack: ExitStack) -> "ExchangeSession":
    """The Exchange mailbox of the settings; closed with the stack."""
    from govflow.adapters.mail.microsoft import exchange_session

    return stack.enter_context(closing(exchange_session(mail.exchange, root=root)))


def graph_of(mail: "Mail", root: Path, stack: ExitStack) -> "GraphSession":
    """The Microsoft 365 mailbox of the settings; closed with the stack."""
    from govflow.adapters.mail.microsoft import graph_session

    return stack.enter_context(closing(graph_session(mail.graph, root=root)))


def _arrived(clock: "Clock") -> Callable[[Path], datetime] | None:
    """When a file of the inbox came in: with --on, at its own hour of the pretended day."""
    from govflow.adapters.system.clock import SystemClock
    from govflow.core.record.times import shown

    if not isinstance(clock, SystemClock) or clock.pretended is None:
        return None
    day = clock.pretended
    return lambda path: shown(datetime.fromtimestamp(path.stat().st_mtime, UTC), day)


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
