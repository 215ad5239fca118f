"""The letter to IT: what mailbox, which least permission, what is stored where, how to take it back."""

import re
import textwrap
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import FileSystemLoader

from govflow.adapters.files.settings import Mail, Server, Settings, SignIn
from govflow.adapters.files.shipped import shipped
from govflow.adapters.mail.letters import environment, fill
from govflow.adapters.mail.retiring import EWS_BLOCKED, EWS_ENDS, SMTP_PASSWORDS_OFF

PERSONAL = ("code", "browser")
WIDTH = 88


def it_letter(settings: Settings, templates: Path, version: str) -> str:
    """The letter for the way of mail these settings name; `templates` is the workspace's own folder.

    It holds no secret. Raises SettingsError when a template has a slip in it.
    """
    jinja = environment(FileSystemLoader([templates, shipped("templates")]))
    return _wrapped(fill(jinja, "it/letter.txt.j2", _values(settings, version)))


def _wrapped(text: str) -> str:
    """Plain paragraphs broken at `WIDTH` columns; lists and commands, which are indented, as they are."""
    parts = re.split(r"\n{2,}", text.strip())
    return "\n\n".join(part if "\n  " in f"\n{part}" else _filled(part) for part in parts) + "\n"


def _filled(paragraph: str) -> str:
    return textwrap.fill(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)


def _values(settings: Settings, version: str) -> dict[str, Any]:
    mail = settings.mail
    collects = {"imap": "smtp_imap", "": mail.transport}.get(mail.collect, mail.collect)
    address = parseaddr(mail.sender)[1]
    named = mail.exchange if mail.transport == "exchange" else mail.graph
    own = mail.transport in ("graph", "exchange")
    return {
        "version": version,
        "organisation": settings.organisation,
        "officer": settings.officer,
        "kind": mail.transport,
        "collects": collects,
        "mailbox": (named.mailbox if own else "") or address,
        "plus": parseaddr(mail.reply_to.replace("{secret}", "7k3qx"))[1],
        "foreign": named.foreign,
        "person": named.sign_in in PERSONAL,
        "user": named.user or "THE PERSON WHO SIGNS IN",
        "sign_in": named.sign_in,
        "credential": _credential(named),
        "client_id": named.client_id,
        "endpoint": mail.exchange.endpoint,
        "username": mail.exchange.username,
        "auth": mail.exchange.auth,
        "access": mail.exchange.access,
        "smtp": _server(mail.smtp),
        "imap": _server(mail.imap),
        "oauth": "oauth2" in (mail.smtp.auth, mail.imap.auth),
        "microsoft": mail.transport == "graph" or collects == "graph",
        "keep_unmatched": settings.replies.keep_unmatched_days,
        "connections": _connections(settings),
        "stored": _stored(settings),
        "ews_blocked": EWS_BLOCKED,
        "ews_ends": EWS_ENDS,
        "smtp_passwords": SMTP_PASSWORDS_OFF,
    }


def _credential(app: SignIn) -> str:
    match app.sign_in:
        case "certificate":
            return "the public part of the certificate we send you; its key stays with us"
        case "store":
            key = f" (thumbprint {app.thumbprint})" if app.thumbprint else ""
            return (
                f"the public part of a certificate in our Windows store{key}; its key stays there"
            )
        case _:
            return "a client secret for a year at most; a certificate is better, we can send one"


def _server(server: Server) -> str:
    return f"{server.host}:{server.port}, {server.security}" if server.host else "not named yet"


def _connections(settings: Settings) -> list[str]:
    """Every place this program ever opens a connection to, by these settings."""
    mail = settings.mail
    used = {mail.transport, mail.collect}
    found: list[tuple[str, str]] = []
    if "graph" in used:
        found.append((urlsplit(mail.graph.base_url).netloc, "Microsoft Graph: letters and replies"))
    if "exchange" in used:
        found.append((urlsplit(mail.exchange.endpoint).netloc, "Exchange: letters and replies"))
    if "smtp_imap" in used:
        found.append((_host(mail.smtp), "SMTP: letters"))
    if used & {"smtp_imap", "imap"}:
        found.append((_host(mail.imap), "IMAP: replies"))
    found += [(urlsplit(app.authority).netloc, "sign-in") for app in _apps(mail)]
    database = urlsplit(settings.database)
    if not settings.database.startswith("sqlite"):
        found.append((f"{database.hostname}:{database.port or 5432}", "PostgreSQL: the register"))
    lines = [f"{host or 'not named yet'} ({why})" for host, why in dict.fromkeys(found)]
    return lines or ["nothing: letters and replies are files"]


def _host(server: Server) -> str:
    return f"{server.host}:{server.port}" if server.host else ""


def _apps(mail: Mail) -> list[SignIn]:
    """The apps by which tokens are asked for."""
    used = {mail.transport, mail.collect}
    servers = [mail.smtp, mail.imap] if used & {"smtp_imap", "imap"} else []
    graph = "graph" in used or any(server.auth == "oauth2" for server in servers)
    exchange = "exchange" in used and mail.exchange.auth == "oauth2"
    return [*([mail.graph] if graph else []), *([mail.exchange] if exchange else [])]


def _stored(settings: Settings) -> list[str]:
    database = urlsplit(settings.database)
    register = (
        "the register in one SQLite file, govflow.db in that folder, copied daily into backups/"
        if settings.database.startswith("sqlite")
        else f"the register in PostgreSQL on {database.hostname}, backed up by you"
    )
    return [
        "policies, amendments, Word papers and people.csv (name, address, audience, manager, days joined"
        "\n    and left) in one folder on the officer's computer",
        f"{register}:\n    who was written to, what came back, and the bytes of both as evidence",
        "secrets in the system's keyring, or in a file only its owner may read; never in that folder",
        "access tokens in a file only its owner may read; taken away by signing out",
        "a log of faults without names, addresses or words of any letter",
    ]
