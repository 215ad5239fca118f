"""The way out and the way in, as `[mail]` in govflow.toml names them."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from govflow.core.errors import SettingsError

if TYPE_CHECKING:
    from govflow.adapters.files.settings import Mail
    from govflow.workflows.ports import Clock, Mailbox, Transport

NOTES = "notes.json"


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
        case _:
            raise _unknown(mail.transport)


def way_in(mail: "Mail", place: Path, stack: ExitStack, clock: "Clock") -> "Mailbox":
    """The mailbox replies are read from: `collect`, else the one letters leave from."""
    match mail.collect or mail.transport:
        case "folder":
            from govflow.adapters.mail.folder import FolderMailbox

            return FolderMailbox(place, _arrived(clock))
        case "imap" | "smtp_imap":
            from govflow.adapters.mail.smtp_imap import imap_mailbox

            return stack.enter_context(imap_mailbox(mail, place))
        case other:
            raise _unknown(other)


def _arrived(clock: "Clock") -> Callable[[Path], datetime] | None:
    """When a file of the inbox came in: with --on, at its own hour of the pretended day."""
    from govflow.adapters.system.clock import SystemClock
    from govflow.core.record.times import shown

    if not isinstance(clock, SystemClock) or clock.pretended is None:
        return None
    day = clock.pretended
    return lambda path: shown(datetime.fromtimestamp(path.stat().st_mtime, UTC), day)


def _unknown(name: str) -> SettingsError:
    return SettingsError(
        f"'{name}' cannot be used yet.",
        place="govflow.toml",
        remedy='set transport = "folder" or "smtp_imap" under [mail].',
    )
