"""Signing in to SMTP and IMAP servers: always encrypted and verified, except on this computer itself.

The standard library verifies nothing by default (`smtplib.starttls()` and `imaplib` without a context
accept any certificate), so every connection of govflow is made here.
"""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import truststore
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from govflow.core.errors import GovflowError, MailError, SettingsError, TemporaryError

LOOPBACK = ("localhost", "127.0.0.1", "::1")
TIMEOUT = 60.0
"""Seconds for every answer but the one to a finished letter (RFC 5321 section 4.5.3.2 asks for more
there only, see `smtp.AFTER_THE_DOT`)."""

TokenSource = Callable[[bool], str]
"""Gives an OAuth access token; True asks for a new one because the last was refused."""


@dataclass(frozen=True, slots=True)
class Server:
    """One SMTP or IMAP server. `security` is 'tls' (from the first byte), 'starttls' or 'none'.

    `ca_file` names a private authority; without it the operating system's certificates count.
    With a `token` sign-in is by XOAUTH2, else by `password`; without a username there is none.
    """

    host: str
    port: int
    security: str
    username: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    token: TokenSource | None = field(default=None, repr=False)

    @property
    def place(self) -> str:
        return f"{self.host}:{self.port}"


def smtp_session(server: Server, *, timeout: float = TIMEOUT) -> smtplib.SMTP:
    """A signed-in SMTP connection.

    Raises SettingsError where the connection would not be safe, MailError when sign-in is refused,
    TemporaryError when the server cannot be reached. Nothing has been handed over in any case.
    """
    try:
        if server.security == "tls":
            context = tls_context(server)
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=timeout, context=context
            )
        else:
            _allow_plain(server)
            smtp = smtplib.SMTP(server.host, server.port, timeout=timeout)
    except (OSError, smtplib.SMTPException) as problem:
        raise _unreachable(server, problem) from problem
    try:
        if server.security == "starttls":
            smtp.starttls(context=tls_context(server))
        smtp.ehlo_or_helo_if_needed()
        if server.username:
            _sign_in_smtp(smtp, server)
    except (OSError, smtplib.SMTPException, GovflowError) as problem:
        smtp.close()
        raise _unreachable(server, problem) from problem
    return smtp


def imap_session(server: Server, *, timeout: float = TIMEOUT) -> IMAPClient:
    """A signed-in IMAP connection; raises as `smtp_session` does."""
    try:
        if server.security == "tls":
            client = IMAPClient(
                server.host, server.port, ssl_context=tls_context(server), timeout=timeout
            )
        else:
            _allow_plain(server)
            client = IMAPClient(server.host, server.port, ssl=False, timeout=timeout)
    except (OSError, IMAPClientError) as problem:
        raise _unreachable(server, problem) from problem
    try:
        if server.security == "starttls":
            client.starttls(tls_context(server))
        _sign_in_imap(client, server)
    except (OSError, IMAPClientError, GovflowError) as problem:
        client.shutdown()
        raise _unreachable(server, problem) from problem
    client.normalise_times = False
    return client


def own_folder(client: IMAPClient, folder: str) -> str:
    """A folder's name as this server writes it: its own separator and personal prefix."""
    spaces = client.namespace().personal if client.has_capability("NAMESPACE") else None
    prefix, separator = spaces[0] if spaces else ("", "/")
    return f"{prefix or ''}{folder.replace('/', separator or '/')}"


def tls_context(server: Server) -> ssl.SSLContext:
    """TLS 1.2 or later, certificate and host name verified."""
    if not server.ca_file:
        context: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    elif Path(server.ca_file).is_file():
        context = ssl.create_default_context(cafile=server.ca_file)
    else:
        raise SettingsError(
            f"there is no file '{server.ca_file}'.",
            place="govflow.toml",
            remedy="correct ca_file, or leave it out to trust the computer's own certificates.",
        )
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _allow_plain(server: Server) -> None:
    if server.security == "none" and server.host not in LOOPBACK:
        raise SettingsError(
            f"mail to {server.host} would travel unencrypted.",
            place="govflow.toml",
            remedy="set security to 'tls' or 'starttls'; 'none' is for this computer only.",
        )


def _sign_in_smtp(smtp: smtplib.SMTP, server: Server) -> None:
    if server.token is None:
        smtp.login(server.username, server.password)
        return
    try:
        smtp.auth("XOAUTH2", _Bearer(server, fresh=False))
    except smtplib.SMTPAuthenticationError:
        smtp.auth("XOAUTH2", _Bearer(server, fresh=True))


@dataclass(frozen=True, slots=True)
class _Bearer:
    """The XOAUTH2 answer (Google and Microsoft document the same form); '' to a server's complaint."""

    server: Server
    fresh: bool

    def __call__(self, challenge: bytes | None = None, /) -> str:
        if challenge is not None or self.server.token is None:
            return ""
        return f"user={self.server.username}\x01auth=Bearer {self.server.token(self.fresh)}\x01\x01"


def _sign_in_imap(client: IMAPClient, server: Server) -> None:
    if server.token is None:
        client.login(server.username, server.password)
        return
    try:
        client.oauth2_login(server.username, server.token(False))
    except LoginError:
        client.oauth2_login(server.username, server.token(True))


def _unreachable(server: Server, problem: Exception) -> GovflowError:
    """Why there is no connection, in words an officer can pass on."""
    match problem:
        case GovflowError():
            return problem
        case smtplib.SMTPAuthenticationError() | LoginError():
            return MailError(
                f"{server.host} does not accept the sign-in of '{server.username}'.",
                place=server.place,
                remedy="check the password or the app's permission; 'govflow doctor' tests it.",
            )
        case ssl.SSLCertVerificationError():
            return MailError(
                f"the certificate of {server.host} is not one this computer trusts "
                f"({problem.verify_message}); nothing was sent, no password either.",
                place=server.place,
                remedy="check the host name; for a private authority name its file in ca_file.",
            )
        case smtplib.SMTPNotSupportedError():
            return MailError(
                f"{server.host} offers no encryption or no sign-in here; nothing was sent.",
                place=server.place,
                remedy="check port and security (587 with 'starttls', 465 or 993 with 'tls').",
            )
        case _:
            return TemporaryError(
                f"{server.host} cannot be reached: {problem}.",
                place=server.place,
                remedy="check the network, then repeat.",
            )
