"""From settings to sessions: the right sign-in, secret and scopes, and when the credential ends."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from govflow.adapters.files.secrets import SecretStore
from govflow.adapters.files.settings import Exchange, Graph
from govflow.adapters.mail.microsoft import (
    credential_ends,
    exchange_session,
    graph_session,
    graph_tokens,
    outlook_tokens,
)
from govflow.adapters.mail.tokens import certificate_ends
from govflow.core.errors import SettingsError
from tests.adapters.mail.app_certificate import CERTIFICATE, KEY, PEM
from tests.adapters.mail.certificates import Authority
from tests.adapters.mail.doubles.identity import CLIENT, TENANT, IdentityDouble, identity


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def double(authority: Authority) -> Iterator[IdentityDouble]:
    with identity(authority) as made:
        made.key = KEY.public_key()
        yield made


class NoRing:
    """A computer without a keyring."""

    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError("no keyring")

    def delete_password(self, service: str, username: str) -> None:
        raise RuntimeError("no keyring")


@pytest.fixture
def secrets(tmp_path: Path) -> SecretStore:
    return SecretStore(environment={}, ring=NoRing(), file=tmp_path / "secrets.json")


def app(**said: Any) -> Graph:
    given = {"tenant": TENANT, "client_id": CLIENT, "mailbox": "governance@union.example", **said}
    return Graph.model_validate(given)


def test_a_session_is_made_from_settings_and_a_kept_secret(
    double: IdentityDouble,
    authority: Authority,
    secrets: SecretStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "govflow.adapters.mail.microsoft.token_cache_path", lambda account: tmp_path / "cache"
    )
    graph = app(authority=double.url, ca_file=authority.ca.name)
    without = graph_tokens(graph, secrets, root=tmp_path)
    with pytest.raises(SettingsError, match="no client secret") as missing:
        without(False)
    assert "GOVFLOW_MAIL__GRAPH__SECRET" in missing.value.remedy
    secrets.keep("mail.graph.secret", CLIENT, double.secret)
    assert graph_tokens(graph, secrets, root=tmp_path)(False) == "token-1"
    session = graph_session(graph, secrets, root=tmp_path)
    assert session.mailbox == "governance@union.example"
    session.close()


def test_imap_and_smtp_ask_for_the_scopes_of_outlook(
    double: IdentityDouble,
    authority: Authority,
    secrets: SecretStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "govflow.adapters.mail.microsoft.token_cache_path", lambda account: tmp_path / "cache"
    )
    graph = app(authority=double.url, ca_file=str(authority.ca), secret=double.secret)
    outlook_tokens(graph, "governance", secrets, root=tmp_path)(False)
    assert double.scopes == ["https://outlook.office365.com/.default"]


def test_an_exchange_session_takes_its_password_from_where_secrets_are(
    secrets: SecretStore, tmp_path: Path
) -> None:
    exchange = Exchange(
        endpoint="https://mail.union.example/EWS/Exchange.asmx",
        mailbox="governance@union.example",
        username="UNION\\governance",
    )
    secrets.keep("mail.exchange.password", "UNION\\governance", "open sesame")
    session = exchange_session(exchange, secrets, root=tmp_path)
    assert session.server.password == "open sesame"
    assert "open sesame" not in repr(session.server)


def test_each_credential_says_when_it_ends(tmp_path: Path) -> None:
    day = datetime(2027, 3, 1, tzinfo=UTC)
    secret = app(secret_expires="2027-03-01")
    assert credential_ends(secret, root=tmp_path) == ("the client secret", day)
    assert credential_ends(app(), root=tmp_path) == ("the client secret", None)
    file = tmp_path / "app.pem"
    file.write_text(PEM, encoding="ascii")
    file.chmod(0o600)
    ends = CERTIFICATE.not_valid_after_utc
    filed = app(sign_in="certificate", certificate="app.pem")
    assert credential_ends(filed, root=tmp_path) == ("the certificate", ends)
    assert credential_ends(app(sign_in="browser"), root=tmp_path) == ("", None)
    file.chmod(0o640)
    with pytest.raises(SettingsError, match="others may read it"):
        credential_ends(filed, root=tmp_path)
    with pytest.raises(SettingsError, match="there is no certificate file"):
        credential_ends(app(sign_in="certificate", certificate="x.pem"), root=tmp_path)
    with pytest.raises(SettingsError, match="holds no certificate in PEM form"):
        certificate_ends("-----BEGIN NOTHING-----")
