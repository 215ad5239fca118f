"""SMTP and IMAP as `govflow.toml` names them: one way out, one way in, and the evidence between."""

from datetime import date
from pathlib import Path

from govflow.adapters.files import settings as named
from govflow.adapters.mail.evidence import PLACE, Evidence
from govflow.adapters.mail.imap import ImapMailbox
from govflow.adapters.mail.message import named_address
from govflow.adapters.mail.servers import Server, TokenSource
from govflow.adapters.mail.smtp import SmtpTransport
from govflow.core.errors import SettingsError

CURSOR = "imap-place.json"


def smtp_transport(mail: named.Mail, *, token: TokenSource | None = None) -> SmtpTransport:
    """The way out. With an IMAP server named, each letter leaves a copy there as evidence.

    Raises SettingsError when `[mail.smtp]` names no host.
    """
    evidence = None
    if mail.imap.host:
        evidence = Evidence(server_of(mail.imap, "imap", token), _marked(mail.reply_to))
    return SmtpTransport(server_of(mail.smtp, "smtp", token), evidence=evidence)


def imap_mailbox(
    mail: named.Mail, place: Path, *, since: date | None = None, token: TokenSource | None = None
) -> ImapMailbox:
    """The way in. `place` is the workspace's `mail` folder, which keeps how far has been read.

    Mail from before `since` is left alone. Raises SettingsError when `[mail.imap]` names no host.
    """
    return ImapMailbox(server_of(mail.imap, "imap", token), place / CURSOR, since=since)


def server_of(server: named.Server, part: str, token: TokenSource | None = None) -> Server:
    """A server as the settings name it."""
    if not server.host:
        raise SettingsError(
            f"[mail.{part}] names no host.",
            place="govflow.toml",
            remedy=f"add host, port and security under [mail.{part}].",
        )
    return Server(
        server.host,
        server.port,
        server.security,
        server.username,
        server.password.get_secret_value(),
        server.ca_file,
        token,
    )


def _marked(reply_to: str) -> str:
    """The pattern of our own addresses, with a place for a mark instead of a recipient's secret."""
    probe = "secret0place"
    address = named_address(reply_to.replace("{secret}", probe))[1]
    return address.replace(probe, PLACE)
