"""Access tokens for Microsoft 365 and Exchange, by whichever sign-in IT allows; msal does the protocol.

An app signs in by client secret or certificate; a person once by a code or in the browser (with PKCE),
and then silently. Tokens are kept in a file that only its owner may read.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import msal
import requests
from cryptography import x509
from msal.oauth2cli.oauth2 import BrowserInteractionTimeoutError

from govflow.adapters.files.secrets import read_private, write_private
from govflow.adapters.mail.https import TIMEOUT, https_session, one_line, safe_url, trouble
from govflow.core.errors import GovflowError, MailError, SettingsError

AUTHORITY = "https://login.microsoftonline.com"
GRAPH_APP = ("https://graph.microsoft.com/.default",)
GRAPH_PERSON = (
    "https://graph.microsoft.com/Mail.ReadWrite",
    "https://graph.microsoft.com/Mail.ReadWrite.Shared",
    "https://graph.microsoft.com/Mail.Send",
    "https://graph.microsoft.com/Mail.Send.Shared",
)
OUTLOOK_APP = ("https://outlook.office365.com/.default",)
"""For SMTP, IMAP and EWS with XOAUTH2 or a bearer token."""

SIGN_IN_TIMEOUT = 300
"""Seconds a person may take to sign in in the browser."""


@dataclass(frozen=True, slots=True)
class AppSecret:
    """The app's client secret."""

    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AppCertificate:
    """The app's certificate with its private key, as PEM text; `passphrase` where the key has one."""

    pem: str = field(repr=False)
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AppAssertion:
    """Makes the signed statement of a certificate whose key never leaves its store (Windows, a token)."""

    make: Callable[[str, str], str]
    """Given the client id and the audience, the signed JWT (RFC 7523)."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person has signed in once; tokens are renewed silently from the cache."""

    username: str


Credential = AppSecret | AppCertificate | AppAssertion | Person


class Tokens:
    """Gives access tokens: `tokens(False)` from the cache while they hold, `tokens(True)` a new one.

    A `credential` given as a function is made at the first token, so that what needs none asks for none.

    Raises MailError when the sign-in is refused, TemporaryError when the platform cannot be reached.
    """

    def __init__(
        self,
        tenant: str,
        client_id: str,
        scopes: tuple[str, ...],
        credential: Credential | Callable[[], Credential],
        cache: Path,
        *,
        authority: str = AUTHORITY,
        ca_file: str = "",
    ) -> None:
        self._authority = f"{safe_url(authority, 'mail.graph.authority')}/{tenant}"
        self._known = authority.startswith(AUTHORITY)
        self._tenant, self._client_id = tenant, client_id
        self._scopes = list(scopes)
        self._given = credential
        self._file = cache
        self._cache = msal.SerializableTokenCache()
        self._session = https_session(ca_file, url=authority)
        self._session.request = partial(self._session.request, timeout=TIMEOUT)  # type: ignore[method-assign]
        self._app: Any = None

    @cached_property
    def _credential(self) -> Credential:
        return self._given() if callable(self._given) else self._given

    def __call__(self, fresh: bool) -> str:
        """An access token."""
        return self._taken(lambda: self._acquire(fresh))

    def sign_in_by_code(self, show: Callable[[str], None]) -> None:
        """Have a person sign in elsewhere with a code; `show` is given what to tell them. Waits."""

        def flow() -> Any:
            begun = self._client().initiate_device_flow(scopes=self._scopes)
            if "user_code" not in begun:
                return begun
            show(str(begun["message"]))
            return self._client().acquire_token_by_device_flow(begun)

        self._taken(flow)

    def sign_in_by_browser(
        self, username: str, *, launch: Callable[[str], Any] | None = None
    ) -> None:
        """Have a person sign in in the browser: authorisation code with PKCE, back to this computer."""
        extra = {"auth_uri_callback": launch} if launch else {}
        self._taken(
            lambda: self._client().acquire_token_interactive(
                self._scopes, login_hint=username or None, timeout=SIGN_IN_TIMEOUT, **extra
            )
        )

    def sign_out(self) -> None:
        """Forget every token kept for this app."""
        self._cache = msal.SerializableTokenCache()
        self._app = None
        self._file.unlink(missing_ok=True)

    def close(self) -> None:
        """End the connections."""
        self._session.close()

    def _acquire(self, fresh: bool) -> Any:
        client = self._client()
        if not isinstance(self._credential, Person):
            if fresh:
                client.remove_tokens_for_client()
            return client.acquire_token_for_client(scopes=self._scopes)
        wanted = self._credential.username.casefold()
        for account in client.get_accounts():
            if str(account.get("username")).casefold() == wanted:
                return client.acquire_token_silent_with_error(
                    self._scopes, account=account, force_refresh=fresh
                )
        return None

    def _client(self) -> Any:
        if self._app is None:
            self._refuse_unnamed()
            self._load()
            kind = (
                msal.PublicClientApplication
                if isinstance(self._credential, Person)
                else msal.ConfidentialClientApplication
            )
            self._app = kind(
                self._client_id,
                authority=self._authority,
                client_credential=self._client_credential(),
                token_cache=self._cache,
                http_client=self._session,
                instance_discovery=None if self._known else False,
            )
        return self._app

    def _refuse_unnamed(self) -> None:
        if not self._tenant or not self._client_id:
            raise SettingsError(
                f"mail.graph.{'client_id' if self._tenant else 'tenant'} is empty.",
                place="govflow.toml",
                remedy="IT gives you the tenant and the client id of the app.",
            )

    def _client_credential(self) -> Any:
        match self._credential:
            case AppSecret(secret):
                return secret
            case AppCertificate(pem, passphrase):
                key = {"private_key": pem, "public_certificate": pem}
                return {**key, "passphrase": passphrase} if passphrase else key
            case AppAssertion(make):
                audience = f"{self._authority}/oauth2/v2.0/token"
                return {"client_assertion": lambda: make(self._client_id, audience)}
            case Person():
                return None

    def _taken(self, ask: Callable[[], Any]) -> str:
        try:
            answer = ask()
        except requests.RequestException as problem:
            raise trouble(problem, self._authority) from problem
        except (ValueError, KeyError, TypeError) as problem:
            raise self._refused(str(problem)) from problem
        except RuntimeError as problem:  # msal's own: a forged answer, or none
            if not isinstance(problem, BrowserInteractionTimeoutError):
                raise self._refused(str(problem)) from problem
            raise MailError(
                "nobody signed in in the browser.",
                place=self._authority,
                remedy="repeat it, or sign in with a code (sign_in = 'code').",
            ) from problem
        finally:
            self._save()
        if not isinstance(answer, dict) or "access_token" not in answer:
            raise self._explain(answer)
        return str(answer["access_token"])

    def _explain(self, answer: Any) -> GovflowError:
        if not isinstance(answer, dict) or answer.get("error") in (
            "interaction_required",
            "login_required",
        ):
            return MailError(
                "nobody is signed in for this mailbox, or the sign-in has run out.",
                place=self._authority,
                remedy="sign in again: govflow config sign-in",
            )
        return self._refused(str(answer.get("error_description") or answer.get("error")))

    def _refused(self, why: str) -> MailError:
        return MailError(
            f"Microsoft does not accept the sign-in of the app: {one_line(why)}.",
            place=self._authority,
            remedy="check tenant, client_id and secret with IT; a secret or certificate may have expired.",
        )

    def _load(self) -> None:
        raw = read_private(self._file)
        if raw is not None:
            try:
                self._cache.deserialize(raw.decode("utf-8"))
            except (ValueError, UnicodeDecodeError):
                self._cache = msal.SerializableTokenCache()  # a spoilt cache only costs a sign-in

    def _save(self) -> None:
        if self._cache.has_state_changed:
            write_private(self._file, self._cache.serialize().encode("utf-8"))
            self._cache.has_state_changed = False


def certificate_ends(pem: str) -> datetime:
    """When the certificate in this PEM text expires. Raises SettingsError when there is none."""
    try:
        return x509.load_pem_x509_certificate(pem.encode("ascii")).not_valid_after_utc
    except ValueError as problem:
        raise SettingsError(
            "this file holds no certificate in PEM form.",
            place="govflow.toml",
            remedy="name a file with the private key and the certificate, both beginning '-----BEGIN'.",
        ) from problem
