"""From settings to sessions: which sign-in, which secret, which scopes, for Exchange and Microsoft 365."""

from datetime import UTC, datetime
from pathlib import Path

from govflow.adapters.files.secrets import SecretStore, read_private, token_cache_path
from govflow.adapters.files.settings import Exchange, Graph, SignIn
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
    tokens = (
        _tokens("mail.exchange", exchange, exchange.mailbox, (exchange.scope,), secrets, root)
        if oauth
        else None
    )
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


def outlook_tokens(
    graph: Graph, secrets: SecretStore | None = None, *, root: Path = HERE
) -> Tokens:
    """Access tokens for SMTP and IMAP of Microsoft 365 (XOAUTH2), with the app of `[mail.graph]`."""
    scopes = OUTLOOK_PERSON if graph.sign_in in PERSONAL else OUTLOOK_APP
    return _tokens("mail.graph", graph, graph.mailbox, scopes, secrets, root)


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
        _credential(table, signs, mailbox, secrets or SecretStore(), root),
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
            "or keep it with 'govflow config'.",
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
