"""The way out and the way in, as `[mail]` in govflow.toml names them."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govflow.adapters.files.settings import Mail
    from govflow.adapters.mail.exchange_session import ExchangeSession
    from govflow.adapters.mail.graph_session import GraphSession
    from govflow.adapters.mail.traces import FolderNotes
    from govflow.workflows.ports import Clock, Mailbox, Transport

NOTES = "notes"


def way_out(mail: "Mail", place: Path, stack: ExitStack) -> "Transport":
    """The transport the settings name, no faster than they allow."""
    transport = _transport(mail, place, stack)
    if mail.transport == "folder" or not mail.per_minute:
        return transport
    from govflow.adapters.mail.pace import PacedTransport

    return PacedTransport(transport, letters=mail.per_minute, seconds=60)


def _transport(mail: "Mail", place: Path, stack: ExitStack) -> "Transport":
    """The bare transport; connections are made when the first letter goes."""
    match mail.transport:
        case "folder":
            from govflow.adapters.mail.folder import FolderTransport

            return FolderTransport(place)
        case "smtp_imap":
            from govflow.adapters.mail.smtp_imap import smtp_transport

            return stack.enter_context(smtp_transport(mail))
        case "exchange":
            from govflow.adapters.mail.exchange import ExchangeTransport

            settle = timedelta(seconds=mail.exchange.settle)
            return ExchangeTransport(_exchange(mail, stack), _notes(place), settle=settle)
        case "graph":
            from govflow.adapters.mail.graph import GraphTransport

            settle = timedelta(seconds=mail.graph.settle)
            return GraphTransport(_graph(mail, stack), _notes(place), settle=settle)


def way_in(mail: "Mail", place: Path, stack: ExitStack, clock: "Clock", since: date) -> "Mailbox":
    """The mailbox replies are read from: `collect`, else the one letters leave from.

    Mail from before `since` is left alone: it cannot answer any letter of ours.
    """
    match mail.collect or mail.transport:
        case "imap" | "smtp_imap":
            from govflow.adapters.mail.smtp_imap import imap_mailbox

            return stack.enter_context(imap_mailbox(mail, place, since=since))
        case "exchange":
            from govflow.adapters.mail.exchange_mailbox import ExchangeMailbox

            return ExchangeMailbox(_exchange(mail, stack), _notes(place), since=_begins(since))
        case "graph":
            from govflow.adapters.mail.graph_mailbox import GraphMailbox

            return GraphMailbox(_graph(mail, stack), _notes(place), since=_begins(since))
        case _:
            from govflow.adapters.mail.folder import FolderMailbox

            return FolderMailbox(place, _arrived(clock))


def _notes(place: Path) -> "FolderNotes":
    from govflow.adapters.mail.traces import FolderNotes

    return FolderNotes(place / NOTES)


def _exchange(mail: "Mail", stack: ExitStack) -> "ExchangeSession":
    from govflow.adapters.mail.microsoft import exchange_session

    return stack.enter_context(closing(exchange_session(mail.exchange)))


def _graph(mail: "Mail", stack: ExitStack) -> "GraphSession":
    from govflow.adapters.mail.microsoft import graph_session

    return stack.enter_context(closing(graph_session(mail.graph)))


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
