"""HTTPS to mail servers: always verified, never led elsewhere, never repeated by a library."""

import ssl
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from math import ceil
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from govflow.adapters.mail.servers import LOOPBACK, Server, tls_context
from govflow.core.errors import GovflowError, MailError, SettingsError, TemporaryError

TIMEOUT = (20.0, 120.0)
"""Seconds to connect, and to wait for an answer."""

PAUSE = 60
"""Seconds to wait when a server says 'not now' without saying how long."""

LONGEST_PAUSE = 3600


class VerifiedAdapter(HTTPAdapter):
    """What `requests` connects with: certificate and host name verified by the operating system's
    certificates, or by `ca_file`'s alone. Nothing is ever repeated.
    """

    def __init__(self, *args: Any, ca_file: str = "", **kwargs: Any) -> None:
        self._context = tls_context(Server("", 443, "tls", ca_file=ca_file))
        super().__init__(*args, **{**kwargs, "max_retries": 0})

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Every connection uses our context."""
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Also through a proxy."""
        return super().proxy_manager_for(proxy, ssl_context=self._context, **kwargs)

    def send(self, request: Any, *args: Any, **kwargs: Any) -> requests.Response:
        """Whatever the environment says of bundles (REQUESTS_CA_BUNDLE), our context decides."""
        return super().send(request, *args, **{**kwargs, "verify": True})

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """The context alone says whom to trust; nobody's bundle is added, nothing switched off."""
        conn.cert_reqs = "CERT_REQUIRED"


def https_session(ca_file: str = "", *, url: str = "") -> requests.Session:
    """A session that verifies. For a `url` on this computer no proxy is asked."""
    session = requests.Session()
    session.mount("https://", VerifiedAdapter(ca_file=ca_file))
    session.headers["User-Agent"] = "govflow"
    session.trust_env = not is_loopback(url)
    return session


def safe_url(url: str, setting: str) -> str:
    """The address without its last slash. Raises SettingsError unless it is https, or this computer."""
    parts = urlsplit(url.strip())
    if (parts.scheme == "https" and parts.hostname) or (
        parts.scheme == "http" and is_loopback(url)
    ):
        return url.strip().rstrip("/")
    raise SettingsError(
        f"{setting}: '{url}' would carry letters and passwords unencrypted."
        if parts.scheme == "http"
        else f"{setting}: '{url}' is not the address of a server.",
        place="govflow.toml",
        remedy="write it as https://...; plain http is for this computer only.",
    )


def is_loopback(url: str) -> bool:
    """Whether an address leads to this computer itself."""
    return urlsplit(url.strip()).hostname in LOOPBACK


def never_left(problem: BaseException) -> bool:
    """Whether there was no connection at all, so that nothing can have been handed over.

    Only the error itself and what it carries are looked at, never what happened before it.
    """
    return any(
        isinstance(one, NewConnectionError | ConnectTimeoutError | ssl.SSLCertVerificationError)
        for one in _within(problem)
    )


def trouble(problem: BaseException, place: str) -> GovflowError:
    """Why the server was not reached, in words an officer can pass on."""
    host = urlsplit(place).hostname or place
    for one in _within(problem):
        if isinstance(one, ssl.SSLCertVerificationError):
            return MailError(
                f"the certificate of {host} is not one this computer trusts "
                f"({one.verify_message}); nothing was sent, no password either.",
                place=place,
                remedy="check the address; for a private authority name its file in ca_file.",
            )
    return TemporaryError(
        f"{host} cannot be reached: {one_line(str(problem))}.",
        place=place,
        remedy="check the network, then repeat.",
    )


def retry_after(headers: Any, now: float) -> int | None:
    """The seconds of a Retry-After header (RFC 9110 section 10.2.3), at most an hour; None without."""
    value = str(headers.get("Retry-After") or "").strip()
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - now
        except ValueError:
            return PAUSE
    return bounded(seconds)


def bounded(seconds: float) -> int:
    """A pause in whole seconds, from one to an hour."""
    if not seconds < LONGEST_PAUSE:
        return LONGEST_PAUSE
    return max(1, ceil(seconds))


def one_line(text: str) -> str:
    """A server's words on one short line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:300].rstrip(".")


def _within(problem: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting: list[object] = [problem]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [*one.args, getattr(one, "reason", None)]
