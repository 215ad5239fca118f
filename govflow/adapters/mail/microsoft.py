"""Exchange and Microsoft 365 as `govflow.toml` names them: sessions, sign-in and secrets."""

from pathlib import Path

from govflow.adapters.files import settings as named
from govflow.adapters.files.secrets import SecretStore, token_cache_path
from govflow.adapters.mail.certificate_store import store_assertion
from govflow.adapters.mail.exchange_session import ExchangeServer, ExchangeSession
from govflow.adapters.mail.graph_session import GraphSession
from govflow.adapters.mail.tokens import (
    GRAPH_APP,
    GRAPH_PERSON,
    AppAssertion,
    AppCertificate,
    AppSecret,
    Credential,
    Person,
    Tokens,
)
from govflow.core.errors import SettingsError


def exchange_session(
    exchange: named.Exchange, secrets: SecretStore | None = None
) -> ExchangeSession:
    """The mailbox of `[mail.exchange]`; nothing is sent to the server before it is used.

    Raises SettingsError where a setting is missing or the connection would not be safe.
    """
    store = secrets or SecretStore()
    account = exchange.username or exchange.mailbox
    by_token = exchange.auth == "oauth2"
    password = exchange.password.get_secret_value()
    if not password and not by_token:
        password = store.find("mail.exchange.password", account)
    token = tokens_of(exchange, "mail.exchange", (exchange.scope,), store) if by_token else None
    return ExchangeSession(
        ExchangeServer(
            endpoint=exchange.endpoint,
            mailbox=exchange.mailbox,
            username=exchange.username,
            auth=exchange.auth,
            password=password,
            access=exchange.access,
            ca_file=exchange.ca_file,
            token=token,
        )
    )


def graph_session(graph: named.Graph, secrets: SecretStore | None = None) -> GraphSession:
    """The mailbox of `[mail.graph]`; raises as `exchange_session` does."""
    person = graph.sign_in in ("code", "browser")
    scopes = GRAPH_PERSON if person else GRAPH_APP
    tokens = tokens_of(graph, "mail.graph", scopes, secrets or SecretStore())
    return GraphSession(graph.base_url, graph.mailbox, tokens, ca_file=graph.ca_file)


def tokens_of(
    sign_in: named.SignIn, part: str, scopes: tuple[str, ...], secrets: SecretStore
) -> Tokens:
    """Access tokens by the way of signing in that the settings name."""
    return Tokens(
        sign_in.tenant,
        sign_in.client_id,
        scopes,
        _credential(sign_in, part, secrets),
        token_cache_path(f"{part}-{sign_in.client_id or 'app'}"),
        authority=sign_in.authority,
        ca_file=sign_in.ca_file,
    )


def _credential(sign_in: named.SignIn, part: str, secrets: SecretStore) -> Credential:
    match sign_in.sign_in:
        case "secret":
            given = sign_in.secret.get_secret_value()
            return AppSecret(given or secrets.find(f"{part}.secret", sign_in.client_id))
        case "certificate":
            return AppCertificate(_pem(sign_in.certificate, part))
        case "code" | "browser":
            return Person(sign_in.user)
        case "store":
            return AppAssertion(store_assertion(sign_in.thumbprint))


def _pem(path: str, part: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(
            f"the certificate of {part} cannot be read.",
            place=path or "govflow.toml",
            remedy=f"name a PEM file with key and certificate in {part}.certificate.",
        ) from problem
