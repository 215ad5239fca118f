"""Talking to Microsoft Graph: one request, one answer; nothing is repeated but what cannot do harm."""

import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import requests

from govflow.adapters.mail.https import (
    PAUSE,
    TIMEOUT,
    https_session,
    one_line,
    retry_after,
    safe_url,
    trouble,
)
from govflow.adapters.mail.servers import TokenSource
from govflow.core.errors import GovflowError, MailError, SettingsError, TemporaryError

T = TypeVar("T")

PATIENCE = 60
"""Seconds: a longer pause asked for by the server ends a reading instead of being waited for."""

READ_AGAIN = 3
IMMUTABLE = 'IdType="ImmutableId"'
"""A message keeps its id when it is sent or moved (learn.microsoft.com: outlook-immutable-id)."""


class GraphNo(Exception):
    """Graph answered something other than yes: HTTP status, its own code and words, and a pause."""

    def __init__(self, status: int, code: str, words: str, pause: int | None) -> None:
        super().__init__(f"{code or status}: {words}")
        self.status = status
        self.code = code
        self.words = words
        self.pause = pause


FAILURES = (requests.RequestException, GraphNo, GovflowError)
"""Everything a request may end with instead of an answer."""


class GraphSession:
    """One mailbox of Microsoft 365. `tokens` gives access tokens, `base_url` is Graph's own.

    Raises SettingsError where the connection would not be safe or a setting is missing.
    """

    def __init__(
        self,
        base_url: str,
        mailbox: str,
        tokens: TokenSource,
        *,
        ca_file: str = "",
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.base_url = safe_url(base_url, "mail.graph.base_url")
        self.mailbox = mailbox
        self._tokens = tokens
        self._sleep = sleep
        self._http = https_session(ca_file, url=self.base_url)
        if "@" not in mailbox:
            raise SettingsError(
                "mail.graph.mailbox does not say which mailbox letters go out from.",
                place="govflow.toml",
                remedy="write its address there.",
            )

    @property
    def user(self) -> str:
        """The path of our mailbox."""
        return user_path(self.mailbox)

    def close(self) -> None:
        """End the connections."""
        self._http.close()

    def once(self, method: str, path: str, **said: Any) -> requests.Response:
        """One request. After 401 it is made once more with a new token: 401 proves it was not done.

        `path` begins with '/', or is an address Graph itself gave us; another server's is refused.
        Raises GraphNo, requests' own errors, and what getting a token raises.
        """
        answer = self._ask(method, path, said, fresh=False)
        if answer.status_code == 401:
            answer = self._ask(method, path, said, fresh=True)
        if answer.status_code >= 300:
            raise _no(answer)
        return answer

    def read(self, method: str, path: str, **said: Any) -> requests.Response:
        """A request that does no harm when made twice: a short pause asked for is waited for.

        Raises GraphNo for 404, 409 and 410, which are answers; else MailError when the sign-in or a
        right is refused, TemporaryError when the server cannot be reached or asks for more patience.
        """
        for left in range(READ_AGAIN, -1, -1):
            try:
                return self.once(method, path, **said)
            except (requests.RequestException, GraphNo) as problem:
                if isinstance(problem, GraphNo) and problem.status in (404, 409, 410):
                    raise
                pause = pause_of(problem)
                if pause is None or pause > PATIENCE or not left:
                    raise self.explain(problem) from problem
            self._sleep(pause)
        raise AssertionError("the last turn returns or raises")

    def values(self, path: str, **said: Any) -> dict[str, Any]:
        """What a GET answers, as values; raises as `read` does, TemporaryError for an answer of no use."""
        answer = self.read("GET", path, **said)
        try:
            found = answer.json()
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise TemporaryError(
                "Microsoft 365 gave an answer that cannot be read.",
                place=self.base_url,
                remedy="repeat the command; if it stays so, tell IT.",
            )
        return found

    def explain(self, problem: BaseException) -> GovflowError:
        """What went wrong, for the officer."""
        match problem:
            case GovflowError():
                return problem
            case GraphNo() if problem.status == 401:
                return MailError(
                    f"Microsoft 365 does not accept the sign-in: {one_line(str(problem))}.",
                    place=self.base_url,
                    remedy="check mail.graph in govflow.toml; 'govflow doctor' tests it.",
                )
            case GraphNo() if problem.status == 403:
                return MailError(
                    f"the app may not do this in {self.mailbox}: {one_line(str(problem))}.",
                    place=self.base_url,
                    remedy="IT must grant the right; 'govflow doctor --for-it' writes the letter.",
                )
            case GraphNo() if problem.status == 404:
                return MailError(
                    f"Microsoft 365 does not find it: {one_line(str(problem))}.",
                    place=self.mailbox,
                    remedy="check mail.graph.mailbox.",
                )
            case GraphNo() if problem.status < 500 and problem.status != 429:
                return MailError(
                    f"Microsoft 365 refuses this: {one_line(str(problem))}.",
                    place=self.mailbox,
                    remedy="pass this on to IT.",
                )
            case GraphNo() if pause_of(problem) is None:
                return TemporaryError(
                    f"Microsoft 365 is not well: {one_line(str(problem))}.",
                    place=self.base_url,
                    remedy="repeat the command later.",
                )
            case GraphNo():
                seconds = pause_of(problem)
                return TemporaryError(
                    f"Microsoft 365 asks for a pause of {seconds} seconds ({one_line(str(problem))}).",
                    place=self.base_url,
                    remedy="repeat the command after that.",
                )
            case _:
                return trouble(problem, self.base_url)

    def upload(self, url: str, content: bytes, content_range: str) -> requests.Response:
        """Put one range of an attachment to the address an upload session gave; it needs no token."""
        safe = safe_url(url, "the address for an attachment")
        headers = {"Content-Range": content_range}
        answer = self._http.put(
            safe, data=content, headers=headers, timeout=TIMEOUT, allow_redirects=False
        )
        if answer.status_code >= 300:
            raise _no(answer)
        return answer

    def _ask(
        self, method: str, path: str, said: dict[str, Any], *, fresh: bool
    ) -> requests.Response:
        url = self._own(path)
        headers = {"Prefer": IMMUTABLE, **said.get("headers", {})}
        return self._http.request(
            method,
            url,
            **{**said, "headers": headers},
            auth=_Bearer(self._tokens(fresh)),
            timeout=TIMEOUT,
            allow_redirects=False,
        )

    def _own(self, path: str) -> str:
        """The whole address; raises MailError for one that is not Graph's, so that it gets no token."""
        if path.startswith("/"):
            return f"{self.base_url}{path}"
        given, ours = urlsplit(path), urlsplit(self.base_url)
        if (given.scheme, given.netloc) != (ours.scheme, ours.netloc):
            raise MailError(
                f"Microsoft 365 sent us to another server, {given.netloc}; nobody was told anything.",
                place=self.base_url,
                remedy="tell IT.",
            )
        return path


def user_path(mailbox: str) -> str:
    """The path of a mailbox."""
    return f"/users/{quote(mailbox, safe='@')}"


def quoted(text: str) -> str:
    """A text within an OData filter: single quotes doubled (OData URL conventions 5.1.1.6.1)."""
    return "'" + text.replace("'", "''") + "'"


def pause_of(problem: BaseException) -> int | None:
    """The seconds the server asks for; None when it asks for nothing."""
    if not isinstance(problem, GraphNo):
        return None
    if problem.status == 429:
        return problem.pause or PAUSE
    return problem.pause if problem.status in (503, 504) else None


def text_in(answer: requests.Response, name: str) -> str:
    """A value in an answer, such as its id; raises GraphNo where there is none."""
    try:
        return str(answer.json()[name])
    except (ValueError, KeyError, TypeError):
        raise GraphNo(answer.status_code, "", f"the answer has no {name}", None) from None


class _Bearer(requests.auth.AuthBase):
    """The token in its header, whatever a .netrc file may say."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _no(answer: requests.Response) -> GraphNo:
    code, words = "", answer.reason or ""
    try:
        error = answer.json()["error"]
        code, words = str(error["code"]), str(error["message"])
    except (ValueError, KeyError, TypeError):
        pass  # some answers come from a gateway and say nothing in Graph's own form
    return GraphNo(answer.status_code, code, words, retry_after(answer.headers, time.time()))
