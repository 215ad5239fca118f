"""Signing in to Exchange by EWS, so that no request is ever sent twice by the library.

exchangelib repeats requests that were answered by 503 or not at all, and letters then go out twice; its
`FailFast` policy does not, and here every HTTP answer but a good one ends the call with its own status.
"""

import logging
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import requests
from exchangelib import (
    BASIC,
    DELEGATE,
    IMPERSONATION,
    NTLM,
    OAUTH2,
    UTC,
    Account,
    Build,
    Configuration,
    Credentials,
    ExtendedProperty,
    FailFast,
    Message,
    OAuth2AuthorizationCodeCredentials,
    Version,
)
from exchangelib.errors import (
    ErrorAccessDenied,
    ErrorImpersonateUserDenied,
    ErrorImpersonationDenied,
    ErrorImpersonationFailed,
    ErrorInternalServerTransientError,
    ErrorMailboxStoreUnavailable,
    ErrorNonExistentMailbox,
    ErrorServerBusy,
    ErrorTimeoutExpired,
    EWSError,
    ResponseMessageError,
)
from exchangelib.folders import BaseFolder
from exchangelib.protocol import BaseProtocol, Protocol
from exchangelib.util import TNS, is_xml

from govflow.adapters.mail.https import (
    PAUSE,
    VerifiedAdapter,
    bounded,
    is_loopback,
    one_line,
    retry_after,
    safe_url,
    trouble,
)
from govflow.adapters.mail.servers import TokenSource
from govflow.adapters.mail.traces import PROPERTY_NAME, PROPERTY_SET
from govflow.core.errors import GovflowError, MailError, SettingsError, TemporaryError

T = TypeVar("T")

VERSION = Version(build=Build(15, 0), api_version="Exchange2013_SP1")
"""The schema requests are written in: every Exchange since 2013 SP1 knows it."""

PATIENCE = 60
"""Seconds: a longer pause asked for by the server ends a reading instead of being waited for."""

READ_AGAIN = 3
DENIED = (
    ErrorAccessDenied,
    ErrorImpersonateUserDenied,
    ErrorImpersonationDenied,
    ErrorImpersonationFailed,
    ErrorNonExistentMailbox,
)
PASSING = (ErrorTimeoutExpired, ErrorInternalServerTransientError, ErrorMailboxStoreUnavailable)
_FRACTIONS = re.compile(rb"(>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+(Z?<)")
_KINDS = {"basic": BASIC, "ntlm": NTLM, "oauth2": OAUTH2}


class GovflowId(ExtendedProperty):  # type: ignore[misc]
    """The named property by which a letter is found again in Sent Items."""

    property_set_id = PROPERTY_SET
    property_name = PROPERTY_NAME
    property_type = "String"


Message.register("govflow_id", GovflowId)
for _tag in ("SharingMessage", "AbchPerson", "RoleMember", "Network", "Person"):
    # Kinds of item exchangelib does not know; one of them in the inbox must not hide all others.
    BaseFolder.ITEM_MODEL_MAP.setdefault(f"{{{TNS}}}{_tag}", Message)
logging.getLogger("exchangelib").addHandler(logging.NullHandler())
logging.getLogger("exchangelib").propagate = False  # its log holds whole messages and passwords


class HttpAnswer(Exception):
    """An HTTP answer that is not the answer to our question: its status, and how long to wait."""

    def __init__(self, status: int, pause: int | None) -> None:
        super().__init__(f"the server answered with HTTP status {status}")
        self.status = status
        self.pause = pause


class OneTry(FailFast):  # type: ignore[misc]
    """Every request is made once. A SOAP answer that comes as status 500 is read like any other."""

    def raise_response_errors(self, response: requests.Response) -> None:
        """Raise HttpAnswer unless there is a SOAP answer to read."""
        soap = response.status_code == 500 and response.content and is_xml(response.content)
        if response.status_code != 200 and not soap:
            raise HttpAnswer(response.status_code, retry_after(response.headers, time.time()))
        # exchangelib drops a time that is written with fractions of a second, as xs:dateTime allows
        response._content = _FRACTIONS.sub(rb"\1\2", response.content)
        # and it would take the answer apart byte by byte
        response.iter_content = partial(response.iter_content, 65536)  # type: ignore[method-assign]


FAILURES = (EWSError, requests.RequestException, HttpAnswer)
"""Everything a call may end with instead of an answer."""


@dataclass(frozen=True, slots=True)
class ExchangeServer:
    """One mailbox on an Exchange server. `endpoint` ends in /EWS/Exchange.asmx.

    `auth` is 'basic', 'ntlm' or 'oauth2' (then `token` gives the access token). With `access`
    'impersonation' the account acts as the mailbox, with 'delegate' it uses rights given to it.
    `ca_file` names a private authority; without it the operating system's certificates count.
    """

    endpoint: str
    mailbox: str
    username: str = ""
    auth: str = "ntlm"
    password: str = field(default="", repr=False)
    access: str = "delegate"
    ca_file: str = ""
    token: TokenSource | None = field(default=None, repr=False)


class ExchangeSession:
    """A mailbox opened at first use; nothing is sent to the server before that.

    Raises SettingsError where the connection would not be safe or a setting is missing.
    """

    def __init__(
        self, server: ExchangeServer, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.server = server
        self._endpoint = safe_url(server.endpoint, "mail.exchange.endpoint")
        self._sleep = sleep
        self._account: Account | None = None
        if "@" not in server.mailbox:
            raise _missing("mailbox", "the address of the mailbox letters go out from")
        if server.auth == "oauth2" and server.token is None:
            raise _missing("auth", "how to get an access token")
        if server.auth == "oauth2" and not self._endpoint.startswith("https://"):
            raise _missing("endpoint", "an https address, without which no access token is shown")

    @property
    def account(self) -> Account:
        """The exchangelib account of this mailbox."""
        if self._account is None:
            self._account = self._open(self.server.mailbox)
        return self._account

    def close(self) -> None:
        """End the connections; the next use connects anew."""
        if self._account is not None:
            self._account.protocol.close()
        self._account = None

    def other(self, mailbox: str) -> Account:
        """Another mailbox with the same sign-in: to see that it is not reached."""
        return self._open(mailbox)

    def once(self, action: Callable[[], T]) -> T:
        """Do something once; after 401 with an access token, once more with a new token.

        401 is the one answer that proves the request was not looked at.
        """
        try:
            return action()
        except HttpAnswer as answer:
            if answer.status != 401 or self.server.token is None:
                raise
        self.account.protocol.credentials = self._token_credentials(fresh=True)
        return action()

    def read(self, action: Callable[[], T]) -> T:
        """Do something that changes nothing twice: a short pause asked for is waited for.

        Raises MailError when the sign-in or a right is refused, TemporaryError when the server cannot
        be reached or asks for more patience than `PATIENCE`.
        """
        for left in range(READ_AGAIN, -1, -1):
            try:
                return self.once(action)
            except FAILURES as problem:
                pause = pause_of(problem)
                if pause is None or pause > PATIENCE or not left:
                    raise self.explain(problem) from problem
            self._sleep(pause)
        raise AssertionError("the last turn returns or raises")

    def explain(self, problem: BaseException) -> GovflowError:
        """What went wrong, for the officer."""
        place = self._endpoint
        match problem:
            case HttpAnswer() if problem.status in (401, 403):
                return MailError(
                    f"Exchange does not accept the sign-in of '{self.server.username}'.",
                    place=place,
                    remedy="check the password and mail.exchange.auth; 'govflow doctor' tests it.",
                )
            case HttpAnswer() if problem.status < 500 and problem.status != 429:
                return MailError(
                    f"there is no Exchange at this address ({problem}).",
                    place=place,
                    remedy="correct mail.exchange.endpoint; it ends in /EWS/Exchange.asmx.",
                )
            case HttpAnswer() | ErrorServerBusy():
                seconds = pause_of(problem) or PAUSE
                return TemporaryError(
                    f"Exchange asks for a pause of {seconds} seconds ({one_line(str(problem))}).",
                    place=place,
                    remedy="repeat the command after that.",
                )
            case _ if isinstance(problem, DENIED):
                return MailError(
                    f"'{self.server.username}' may not use the mailbox {self.server.mailbox}: "
                    f"{one_line(str(problem))}.",
                    place=place,
                    remedy="IT must grant the right; 'govflow doctor --for-it' writes the letter.",
                )
            case _ if isinstance(carried(problem), requests.RequestException):
                return trouble(carried(problem), place)
            case ResponseMessageError() if not isinstance(problem, PASSING):
                return MailError(
                    f"Exchange answered {type(problem).__name__}: {one_line(str(problem))}.",
                    place=place,
                    remedy="pass this on to IT.",
                )
            case _:
                return trouble(problem, place)

    def _open(self, mailbox: str) -> Account:
        server = self.server
        config = Configuration(
            service_endpoint=self._endpoint,
            credentials=self._credentials(),
            auth_type=_KINDS[server.auth],
            version=VERSION.copy(),
            retry_policy=OneTry(),
            max_connections=1,
        )
        with suppress(KeyError):
            # exchangelib keeps connections by endpoint and user and forgets whose retry policy counts
            del Protocol[config]
        account = Account(
            mailbox,
            access_type=IMPERSONATION if server.access == "impersonation" else DELEGATE,
            config=config,
            locale="en",
            default_timezone=UTC,
        )
        self._secure(account.protocol)
        return account

    def _credentials(self) -> Any:
        if self.server.auth == "oauth2":
            return self._token_credentials(fresh=False)
        return Credentials(self.server.username, self.server.password)

    def _token_credentials(self, *, fresh: bool) -> OAuth2AuthorizationCodeCredentials:
        assert self.server.token is not None
        bearer = {"access_token": self.server.token(fresh), "token_type": "Bearer"}
        return OAuth2AuthorizationCodeCredentials(access_token=bearer)

    def _secure(self, protocol: Any) -> None:
        """Have this account's connections verified by us, over whatever adapter exchangelib is set to."""
        ours: Any = type("Verified", (VerifiedAdapter, BaseProtocol.HTTP_ADAPTER_CLS), {})
        ca_file, alone = self.server.ca_file, is_loopback(self._endpoint)

        def raw_session(prefix: str, **kwargs: Any) -> requests.Session:
            session: requests.Session = BaseProtocol.raw_session(prefix, **kwargs)
            session.mount(prefix, ours(ca_file=ca_file, pool_connections=1, pool_maxsize=1))
            session.trust_env = not alone
            return session

        protocol.raw_session = raw_session
        protocol.RETRY_WAIT = PAUSE  # what exchangelib supposes when the server names no pause


def carried(problem: BaseException) -> BaseException:
    """The connection's own error, which exchangelib hides behind one of its own."""
    context = problem.__context__
    if isinstance(problem, EWSError) and isinstance(context, requests.RequestException):
        return context
    return problem


def pause_of(problem: BaseException) -> int | None:
    """The seconds the server asks for; None when it asks for nothing."""
    match problem:
        case ErrorServerBusy():
            return bounded(float(problem.back_off or PAUSE))
        case HttpAnswer() if problem.status == 429:
            return problem.pause or PAUSE
        case HttpAnswer() if problem.status == 503:
            return problem.pause
        case _:
            return None


def _missing(name: str, what: str) -> SettingsError:
    return SettingsError(
        f"mail.exchange.{name} does not say {what}.",
        place="govflow.toml",
        remedy="'govflow config explain' lists what belongs there.",
    )
