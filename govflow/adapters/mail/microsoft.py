"""From settings to sessions: which sign-in, which secret, which scopes, for Exchange and Microsoft 365."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from govflow.adapters.files.secrets import SecretStore, read_private, token_cache_path
from govflow.adapters.files.settings import Exchange, Graph, Mail, SignIn
from govflow.adapters.mail.certificate_store import store_assertion, store_certificate_ends
from govflow.adapters.mail.exchange_session import ExchangeServer, ExchangeSession
from govflow.adapters.mail.graph_session import GraphSession
from govflow.adapters.mail.tokens import (
    GRAPH_APP,
    GRAPH_PERSON,
    OUTLOOK_APP,
    AppAssertion,
    AppCertificate,
    AppSecret,
    Credential,
    Person,
    Tokens,
    certificate_ends,
)
from govflow.core.errors import SettingsError

HERE = Path()
PERSONAL = ("code", "browser")
OUTLOOK_PERSON = (
    "https://outlook.office.com/IMAP.AccessAsUser.All",
    "https://outlook.office.com/SMTP.Send",
)


def graph_session(
    graph: Graph, secrets: SecretStore | None = None, *, root: Path = HERE
) -> GraphSession:
    """The mailbox of `[mail.graph]`; nothing is sent before its first use.

    `root` is the workspace, from which the paths of certificates are taken. Raises SettingsError for
    what is missing.
    """
    tokens = graph_tokens(graph, secrets, root=root)
    return GraphSession(graph.base_url, graph.mailbox, tokens, ca_file=_path(graph.ca_file, root))


def graph_tokens(graph: Graph, secrets: SecretStore | None = None, *, root: Path = HERE) -> Tokens:
    """Access tokens for Graph; also what a person signs in to."""
    scopes = GRAPH_PERSON if graph.sign_in in PERSONAL else GRAPH_APP
    return _tokens("mail.graph", graph, graph.mailbox, scopes, secrets, root)


def exchange_session(
    exchange: Exchange, secrets: SecretStore | None = None, *, root: Path = HERE
) -> ExchangeSession:
    """The mailbox of `[mail.exchange]`; nothing is sent before its first use."""
    oauth = exchange.auth == "oauth2"
    tokens = exchange_tokens(exchange, secrets, root=root) if oauth else None
    password = exchange.password.get_secret_value()
    if not password and not oauth:
        account = exchange.username or exchange.mailbox
        password = (secrets or SecretStore()).find("mail.exchange.password", account)
    return ExchangeSession(
        ExchangeServer(
            endpoint=exchange.endpoint,
            mailbox=exchange.mailbox,
            username=exchange.username or exchange.client_id,
            auth=exchange.auth,
            password=password,
            access=exchange.access,
            ca_file=_path(exchange.ca_file, root),
            token=tokens,
        )
    )


def exchange_tokens(
    exchange: Exchange, secrets: SecretStore | None = None, *, root: Path = HERE
) -> Tokens:
    """Access tokens for `[mail.exchange]` with auth = 'oauth2'."""
    return _tokens("mail.exchange", exchange, exchange.mailbox, (exchange.scope,), secrets, root)


def outlook_tokens(
    graph: Graph, username: str, secrets: SecretStore | None = None, *, root: Path = HERE
) -> Tokens:
    """Access tokens for SMTP and IMAP of Microsoft 365 (XOAUTH2), with the app of `[mail.graph]`.

    `username` is the mailbox that signs in to the server.
    """
    scopes = OUTLOOK_PERSON if graph.sign_in in PERSONAL else OUTLOOK_APP
    return _tokens("mail.graph", graph, graph.mailbox or username, scopes, secrets, root)


def personal_tokens(mail: Mail, root: Path) -> list[tuple[SignIn, Tokens]]:
    """Each sign-in these settings use that is a person's, with its tokens."""
    used = {mail.transport, mail.collect}
    found: list[tuple[SignIn, Tokens]] = []
    if "graph" in used:
        found.append((mail.graph, graph_tokens(mail.graph, root=root)))
    if used & {"smtp_imap", "imap"}:
        names = {s.username for s in (mail.smtp, mail.imap) if s.auth == "oauth2"}
        found += [(mail.graph, outlook_tokens(mail.graph, name, root=root)) for name in names]
    if "exchange" in used and mail.exchange.auth == "oauth2":
        found.append((mail.exchange, exchange_tokens(mail.exchange, root=root)))
    return [(app, tokens) for app, tokens in found if app.sign_in in PERSONAL]


def credential_ends(signs: SignIn, *, root: Path = HERE) -> tuple[str, datetime | None]:
    """What the sign-in rests on, in words, and when that expires; '' for a person's own sign-in."""
    match signs.sign_in:
        case "secret":
            day = signs.secret_expires
            ends = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
            return "the client secret", ends
        case "certificate":
            return "the certificate", certificate_ends(_certificate(signs, root))
        case "store":
            return "the certificate", store_certificate_ends(signs.thumbprint)
        case _:
            return "", None


def _tokens(
    table: str,
    signs: SignIn,
    mailbox: str,
    scopes: tuple[str, ...],
    secrets: SecretStore | None,
    root: Path,
) -> Tokens:
    account = f"{signs.tenant} {signs.client_id} {signs.user or mailbox} {scopes[0]}"
    return Tokens(
        signs.tenant,
        signs.client_id,
        scopes,
        partial(_credential, table, signs, mailbox, secrets or SecretStore(), root),
        token_cache_path(account),
        authority=signs.authority,
        ca_file=_path(signs.ca_file, root),
    )


def _credential(
    table: str, signs: SignIn, mailbox: str, secrets: SecretStore, root: Path
) -> Credential:
    match signs.sign_in:
        case "secret":
            return AppSecret(_given(_secret(table, signs, secrets), table))
        case "certificate":
            return AppCertificate(_certificate(signs, root), _secret(table, signs, secrets))
        case "store":
            return AppAssertion(store_assertion(signs.thumbprint))
        case "code" | "browser":
            return Person(signs.user or mailbox)


def _secret(table: str, signs: SignIn, secrets: SecretStore) -> str:
    """The client secret, or the pass phrase of the certificate's key; '' when there is none."""
    return signs.secret.get_secret_value() or secrets.find(f"{table}.secret", signs.client_id)


def _given(secret: str, table: str) -> str:
    if not secret:
        raise SettingsError(
            "there is no client secret to sign in with.",
            place="govflow.toml",
            remedy=f"set the environment variable GOVFLOW_{table.replace('.', '__').upper()}__SECRET, "
            f"or keep it: govflow config secret {table}.secret",
        )
    return secret


def _certificate(signs: SignIn, root: Path) -> str:
    raw = read_private(Path(_path(signs.certificate, root))) if signs.certificate else None
    if raw is None:
        raise SettingsError(
            f"there is no certificate file '{signs.certificate}'.",
            place="govflow.toml",
            remedy="name the PEM file with the private key and the certificate.",
        )
    return raw.decode("ascii", errors="replace")


def _path(name: str, root: Path) -> str:
    return str(root / name) if name else ""
