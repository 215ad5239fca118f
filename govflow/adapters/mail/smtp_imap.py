"""SMTP and IMAP as `govflow.toml` names them: one way out, one way in, and the evidence between."""

from datetime import date
from pathlib import Path
from typing import Literal

from govflow.adapters.files import settings as named
from govflow.adapters.files.secrets import SecretStore
from govflow.adapters.mail.evidence import PLACE, Evidence
from govflow.adapters.mail.imap import ImapMailbox
from govflow.adapters.mail.message import named_address
from govflow.adapters.mail.servers import Server, TokenSource
from govflow.adapters.mail.smtp import SmtpTransport
from govflow.core.errors import SettingsError

CURSOR = "imap-place.json"


def smtp_transport(mail: named.Mail, root: Path) -> SmtpTransport:
    """The way out. With an IMAP server named, each letter leaves a copy there as evidence.

    `root` is the workspace, from which paths are taken. Raises SettingsError when `[mail.smtp]` names no
    host, or a secret is missing.
    """
    evidence = None
    if mail.imap.host:
        evidence = Evidence(server_of(mail, "imap", root), _marked(mail.reply_to))
    return SmtpTransport(server_of(mail, "smtp", root), evidence=evidence)


def imap_mailbox(mail: named.Mail, root: Path, *, since: date | None = None) -> ImapMailbox:
    """The way in. The workspace's `mail` folder keeps how far has been read.

    Mail from before `since` is left alone. Raises SettingsError when `[mail.imap]` names no host.
    """
    return ImapMailbox(server_of(mail, "imap", root), root / "mail" / CURSOR, since=since)


def server_of(
    mail: named.Mail,
    part: Literal["smtp", "imap"],
    root: Path,
    secrets: SecretStore | None = None,
) -> Server:
    """A server as the settings name it, with its password or where its access tokens come from."""
    server = mail.smtp if part == "smtp" else mail.imap
    if not server.host:
        raise SettingsError(
            f"[mail.{part}] names no host.",
            place="govflow.toml",
            remedy=f"add host, port and security under [mail.{part}].",
        )
    password = server.password.get_secret_value()
    token: TokenSource | None = None
    if server.auth == "oauth2":
        from govflow.adapters.mail.microsoft import outlook_tokens  # only here: a second to import

        token = outlook_tokens(mail.graph, server.username, secrets, root=root)
    elif server.username and not password:
        password = (secrets or SecretStore()).find(f"mail.{part}.password", server.username)
    return Server(
        server.host,
        server.port,
        server.security,
        server.username,
        password,
        str(root / server.ca_file) if server.ca_file else "",
        token,
    )


def _marked(reply_to: str) -> str:
    """The pattern of our own addresses, with a place for a mark instead of a recipient's secret."""
    probe = "secret0place"
    address = named_address(reply_to.replace("{secret}", probe))[1]
    return address.replace(probe, PLACE)
