"""Signing in to Microsoft: secret, certificate, its store, a code, the browser; tokens kept privately."""

import base64
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from govflow.adapters.mail import certificate_store
from govflow.adapters.mail.certificate_store import (
    run_powershell,
    store_assertion,
    store_certificate_ends,
)
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
from govflow.core.errors import MailError, SettingsError, TemporaryError
from tests.adapters.mail.app_certificate import CERTIFICATE, KEY, PEM, THUMBPRINT
from tests.adapters.mail.certificates import Authority
from tests.adapters.mail.doubles.identity import CLIENT, TENANT, USER, IdentityDouble, identity


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def double(authority: Authority) -> Iterator[IdentityDouble]:
    with identity(authority) as made:
        made.key = KEY.public_key()
        yield made


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "tokens.json"


def tokens(
    double: IdentityDouble, authority: Authority, cache: Path, credential: Credential
) -> Tokens:
    scopes = GRAPH_PERSON if isinstance(credential, Person) else GRAPH_APP
    return Tokens(
        TENANT, CLIENT, scopes, credential, cache, authority=double.url, ca_file=str(authority.ca)
    )


def test_a_token_is_kept_and_a_fresh_one_asked_for_only_when_wanted(
    double: IdentityDouble, authority: Authority, cache: Path
) -> None:
    made = tokens(double, authority, cache, AppSecret(double.secret))
    assert [made(False), made(False), made(True), made(False)] == [
        "token-1",
        "token-1",
        "token-2",
        "token-2",
    ]
    again = tokens(double, authority, cache, AppSecret(double.secret))
    assert again(False) == "token-2"
    assert double.grants == ["client_credentials"] * 2
    assert double.scopes == ["https://graph.microsoft.com/.default"] * 2


def test_the_tokens_are_readable_by_their_owner_alone(
    double: IdentityDouble, authority: Authority, cache: Path
) -> None:
    tokens(double, authority, cache, AppSecret(double.secret))(False)
    assert cache.stat().st_mode & 0o777 == 0o600
    cache.chmod(0o644)
    with pytest.raises(SettingsError, match="others may read it"):
        tokens(double, authority, cache, AppSecret(double.secret))(False)


def test_a_spoilt_file_of_tokens_only_costs_a_sign_in(
    double: IdentityDouble, authority: Authority, cache: Path
) -> None:
    cache.write_bytes(b"\xff{")
    cache.chmod(0o600)
    assert tokens(double, authority, cache, AppSecret(double.secret))(False) == "token-1"


def test_a_wrong_secret_is_said_and_never_shown(
    double: IdentityDouble, authority: Authority, cache: Path
) -> None:
    made = tokens(double, authority, cache, AppSecret("hunter2-wrong"))
    with pytest.raises(MailError, match="does not accept the sign-in of the app") as refused:
        made(False)
    assert "AADSTS7000" in str(refused.value)
    assert "hunter2" not in f"{refused.value!r} {refused.value} {made!r} {AppSecret('hunter2')!r}"


def test_a_certificate_signs_in_without_its_key_leaving(
    double: IdentityDouble, authority: Authority, cache: Path
) -> None:
    assert tokens(double, authority, cache, AppCertificate(PEM))(False) == "token-1"
    assert "x5t#S256" in double.heads[0]


def test_a_certificate_whose_key_has_a_pass_phrase_signs_in(
    double: IdentityDouble, authority: Authority, cache: Path
) -> None:
    locked = (
        KEY.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"open sesame"),
        ).decode()
        + CERTIFICATE.public_bytes(serialization.Encoding.PEM).decode()
    )
    assert tokens(double, authority, cache, AppCertificate(locked, "open sesame"))(False)
    with pytest.raises(MailError, match="does not accept the sign-in"):
        tokens(double, authority, cache.with_name("other"), AppCertificate(locked, "wrong"))(False)


def signs_like_windows(thumbprint: str, line: bytes) -> bytes:
    """What the script gives: a signature, or without a line to sign the certificate."""
    assert thumbprint == THUMBPRINT.upper()
    if not line:
        return base64.b64encode(CERTIFICATE.public_bytes(serialization.Encoding.DER))
    return base64.b64encode(KEY.sign(line, padding.PKCS1v15(), hashes.SHA256()))


def test_a_certificate_of_the_windows_store_signs_in(
    double: IdentityDouble, authority: Authority, cache: Path
) -> None:
    as_windows_shows_it = "\u200e" + " ".join(
        THUMBPRINT[i : i + 2] for i in range(0, len(THUMBPRINT), 2)
    )
    made = store_assertion(as_windows_shows_it, signs_like_windows)
    assert tokens(double, authority, cache, AppAssertion(made))(False) == "token-1"
    mark = base64.urlsafe_b64encode(bytes.fromhex(THUMBPRINT)).rstrip(b"=").decode()
    assert double.heads[0]["x5t"] == mark
    ends = store_certificate_ends(THUMBPRINT, signs_like_windows)
    assert ends == CERTIFICATE.not_valid_after_utc


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (3, SettingsError, "the certificate store holds no certificate"),
        (1, MailError, "the key of the certificate cannot be used"),
    ],
)
def test_what_powershell_cannot_do_is_said(
    code: int, kind: type[Exception], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(command: list[str], **said: Any) -> "subprocess.CompletedProcess[bytes]":
        assert command[0].endswith("powershell.exe")
        assert said["env"]["GOVFLOW_THUMBPRINT"] == "A" * 40
        return subprocess.CompletedProcess(command, code, b"", b"")

    monkeypatch.setattr(certificate_store.subprocess, "run", run)
    with pytest.raises(kind, match=words):
        run_powershell("A" * 40, b"")


def test_where_there_is_no_windows_store_and_a_wrong_thumbprint_it_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    with pytest.raises(SettingsError, match="no Windows certificate store"):
        run_powershell("A" * 40, b"")
    with pytest.raises(SettingsError, match="is not the thumbprint"):
        store_assertion("12 34")


def test_a_person_signs_in_with_a_code_once_and_then_silently(
    double: IdentityDouble, authority: Authority, cache: Path
) -> None:
    shown: list[str] = []
    made = tokens(double, authority, cache, Person(USER))
    with pytest.raises(MailError, match="nobody is signed in"):
        made(False)
    made.sign_in_by_code(shown.append)
    assert shown == ["Open https://login.example and type ABCD-1234."]
    again = tokens(double, authority, cache, Person(USER.upper()))
    assert again(False) == double.tokens[0]
    assert again(True) == double.tokens[1]
    assert double.grants[-1] == "refresh_token"


def test_a_code_that_runs_out_is_said(
    double: IdentityDouble, authority: Authority, cache: Path
) -> None:
    double.signed_in = False
    with pytest.raises(MailError, match="expired_token"):
        tokens(double, authority, cache, Person(USER)).sign_in_by_code(lambda words: None)


def test_a_person_signs_in_in_the_browser_with_pkce(
    double: IdentityDouble, authority: Authority, cache: Path
) -> None:
    browsers: list[threading.Thread] = []

    def visit(url: str) -> None:
        page = requests.get(url, verify=str(authority.ca), timeout=10).json()
        requests.post(page["action"], data=page["form"], timeout=10)

    def browse(url: str) -> None:
        browsers.append(threading.Thread(target=visit, args=(url,)))
        browsers[0].start()

    made = tokens(double, authority, cache, Person(USER))
    made.sign_in_by_browser(USER, launch=browse)
    browsers[0].join()
    assert double.grants == ["authorization_code"]
    assert made(False) == double.tokens[0]
    made.sign_out()
    assert not cache.exists()
    with pytest.raises(MailError, match="nobody is signed in"):
        made(False)


def test_a_browser_that_nobody_signs_in_with_is_not_waited_for_for_ever(
    double: IdentityDouble,
    authority: Authority,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("govflow.adapters.mail.tokens.SIGN_IN_TIMEOUT", 0.2)
    made = tokens(double, authority, cache, Person(USER))
    with pytest.raises(MailError, match="nobody signed in in the browser"):
        made.sign_in_by_browser(USER, launch=lambda url: None)


def test_a_sign_in_that_has_run_out_asks_to_sign_in_again(
    double: IdentityDouble, authority: Authority, cache: Path
) -> None:
    made = tokens(double, authority, cache, Person(USER))
    made.sign_in_by_code(lambda words: None)
    double.signed_in = False
    with pytest.raises(MailError, match="the sign-in has run out"):
        made(True)


def test_somebody_elses_tokens_are_not_used(
    double: IdentityDouble, authority: Authority, cache: Path
) -> None:
    tokens(double, authority, cache, Person(USER)).sign_in_by_code(lambda words: None)
    with pytest.raises(MailError, match="nobody is signed in"):
        tokens(double, authority, cache, Person("jo@union.example"))(False)


def test_a_platform_that_is_not_there_or_not_trusted_is_said(
    double: IdentityDouble, authority: Authority, cache: Path
) -> None:
    untrusted = Tokens(TENANT, CLIENT, GRAPH_APP, AppSecret("x"), cache, authority=double.url)
    with pytest.raises(MailError, match="the certificate of localhost is not one"):
        untrusted(False)
    away = Tokens(TENANT, CLIENT, GRAPH_APP, AppSecret("x"), cache, authority="https://127.0.0.1:1")
    with pytest.raises(TemporaryError, match="cannot be reached"):
        away(False)
    for made in (untrusted, away):
        made.close()


def test_what_is_missing_is_named(cache: Path) -> None:
    with pytest.raises(SettingsError, match=r"mail\.graph\.tenant is empty"):
        Tokens("", CLIENT, GRAPH_APP, AppSecret("x"), cache)(False)
    with pytest.raises(SettingsError, match=r"mail\.graph\.client_id is empty"):
        Tokens(TENANT, "", GRAPH_APP, AppSecret("x"), cache)(False)
