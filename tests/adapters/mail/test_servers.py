"""Signing in: never unencrypted, never to a server that cannot prove who it is."""

import socket
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from govflow.adapters.mail.servers import Server, imap_session, smtp_session
from govflow.core.errors import GovflowError, MailError, SettingsError, TemporaryError
from tests.adapters.mail.certificates import Authority
from tests.adapters.mail.scripted_smtp import Script, scripted_smtp

SECRET = "open sesame"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


def encrypted(cert: Path, key: Path) -> Callable[[socket.socket], socket.socket]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return lambda raw: context.wrap_socket(raw, server_side=True)


def server(port: int, security: str, ca: Path, host: str = "localhost") -> Server:
    return Server(host, port, security, "governance", SECRET, str(ca))


def test_a_proved_server_is_signed_in_to(authority: Authority) -> None:
    script = Script(extensions=("AUTH PLAIN",), answers={"AUTH": ["235 welcome"]})
    with scripted_smtp(script, encrypted(*authority.issue("localhost"))) as port:
        smtp_session(server(port, "tls", authority.ca)).quit()
    assert any(words.startswith("AUTH PLAIN") for words in script.said)


@pytest.mark.parametrize("bad", ["wrong name", "expired", "unknown authority", "self-made"])
def test_a_server_that_cannot_prove_itself_gets_no_word(
    authority: Authority, bad: str, tmp_path: Path
) -> None:
    other = Authority(tmp_path)
    cert, key = {
        "wrong name": lambda: authority.issue("other.example"),
        "expired": lambda: authority.issue("localhost", days=-1),
        "unknown authority": lambda: other.issue("localhost"),
        "self-made": lambda: other.issue("localhost", days=29),
    }[bad]()
    script = Script(extensions=("AUTH PLAIN",))
    with (
        scripted_smtp(script, encrypted(cert, key)) as port,
        pytest.raises(MailError, match="not one this computer trusts"),
    ):
        smtp_session(server(port, "tls", authority.ca))
    assert script.said == []


def test_a_server_without_starttls_gets_no_password(authority: Authority) -> None:
    script = Script(extensions=("AUTH PLAIN",))
    with (
        scripted_smtp(script) as port,
        pytest.raises(MailError, match="offers no encryption"),
    ):
        smtp_session(server(port, "starttls", authority.ca))
    assert [words.partition(" ")[0].upper() for words in script.said] == ["EHLO"]


@pytest.mark.parametrize("bad", ["wrong name", "unknown authority"])
def test_starttls_proves_the_server_before_the_password(
    authority: Authority, bad: str, tmp_path: Path
) -> None:
    issuer, name = (authority, "other.example")
    if bad == "unknown authority":
        issuer, name = Authority(tmp_path), "localhost"
    script = Script(extensions=("STARTTLS", "AUTH PLAIN"))
    with (
        scripted_smtp(script, upgrade=encrypted(*issuer.issue(name))) as port,
        pytest.raises(MailError, match="not one this computer trusts"),
    ):
        smtp_session(server(port, "starttls", authority.ca))
    assert [words.partition(" ")[0].upper() for words in script.said] == ["EHLO", "STARTTLS"]


def test_starttls_with_a_proved_server_signs_in_inside(authority: Authority) -> None:
    script = Script(extensions=("STARTTLS", "AUTH PLAIN"), answers={"AUTH": ["235 welcome"]})
    with scripted_smtp(script, upgrade=encrypted(*authority.issue("localhost"))) as port:
        smtp_session(server(port, "starttls", authority.ca)).quit()
    verbs = [words.partition(" ")[0].upper() for words in script.said]
    assert verbs == ["EHLO", "STARTTLS", "EHLO", "AUTH", "QUIT"]


def test_the_computers_own_certificates_count_when_no_authority_is_named(
    authority: Authority,
) -> None:
    script = Script()
    with (
        scripted_smtp(script, encrypted(*authority.issue("localhost"))) as port,
        pytest.raises(MailError, match="not one this computer trusts"),
    ):
        smtp_session(Server("localhost", port, "tls", "governance", SECRET))
    assert script.said == []


@pytest.mark.parametrize("session", [smtp_session, imap_session])
def test_unencrypted_mail_to_another_computer_is_refused_before_any_connection(
    session: Callable[[Server], object],
) -> None:
    with pytest.raises(SettingsError, match="would travel unencrypted"):
        session(Server("mail.example.org", 25, "none", "governance", SECRET))


@pytest.mark.parametrize("session", [smtp_session, imap_session])
def test_a_server_that_is_not_there_is_a_matter_of_trying_later(
    session: Callable[[Server], object],
) -> None:
    with pytest.raises(TemporaryError, match="cannot be reached"):
        session(Server("127.0.0.1", 9, "none"))


def test_a_wrong_password_is_said_without_showing_it(authority: Authority) -> None:
    script = Script(extensions=("AUTH PLAIN",), answers={"AUTH": ["535 5.7.8 no"]})
    with (
        scripted_smtp(script, encrypted(*authority.issue("localhost"))) as port,
        pytest.raises(MailError, match="does not accept the sign-in of 'governance'") as refused,
    ):
        smtp_session(server(port, "tls", authority.ca))
    assert SECRET not in str(refused.value)
    assert SECRET not in repr(server(port, "tls", authority.ca))


def test_a_missing_certificate_file_is_named(tmp_path: Path) -> None:
    script = Script()
    with scripted_smtp(script) as port, pytest.raises(GovflowError, match="there is no file"):
        smtp_session(server(port, "tls", tmp_path / "absent.pem"))


def test_an_expired_token_is_renewed_once_and_then_given_up(authority: Authority) -> None:
    asked: list[bool] = []

    def token(fresh: bool) -> str:
        asked.append(fresh)
        return "new" if fresh else "old"

    answers = ["334 eyJzdGF0dXMiOiI0MDEifQ==", "235 welcome"]
    script = Script(extensions=("AUTH XOAUTH2",), answers={"AUTH": answers, "": ["535 5.7.8 old"]})
    with scripted_smtp(script, encrypted(*authority.issue("localhost"))) as port:
        oauth = Server("localhost", port, "tls", "governance", "", str(authority.ca), token)
        smtp_session(oauth).quit()
        assert asked == [False, True]
        script.answers["AUTH"] = ["535 5.7.8 no"]
        with pytest.raises(MailError, match="does not accept the sign-in"):
            smtp_session(oauth)
    assert asked == [False, True, False, True]
