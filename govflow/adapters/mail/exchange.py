"""Letters out by Exchange (EWS): the finished bytes in one request each, found again in Sent Items.

One CreateItem with MimeContent and SendAndSaveCopy per letter. The saved copy carries our named
property, so a lost answer is settled by looking, never by sending again.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from exchangelib import Message
from exchangelib.errors import (
    ErrorInternalServerTransientError,
    ErrorInvalidRecipients,
    ErrorMessageSizeExceeded,
    ErrorMimeContentConversionFailed,
    ErrorMimeContentInvalid,
    ErrorMimeContentInvalidBase64String,
    ErrorMissingRecipients,
    ErrorQuotaExceeded,
    ErrorSendAsDenied,
    ErrorServerBusy,
    ErrorSubmissionQuotaExceeded,
    ErrorTimeoutExpired,
    ResponseMessageError,
)
from exchangelib.items import SEND_AND_SAVE_COPY

from govflow.adapters.mail.exchange_session import (
    DENIED,
    FAILURES,
    ExchangeSession,
    HttpAnswer,
    carried,
    pause_of,
)
from govflow.adapters.mail.https import PAUSE, never_left, one_line
from govflow.adapters.mail.traces import (
    Attempts,
    Notes,
    message_id_of,
    refuse_other_recipients,
    trace_of,
)
from govflow.core.errors import GovflowError, MailError
from govflow.core.people.letters import Deferred, Refused, SendResult, Sent, Unknown

SETTLE = timedelta(minutes=2)
"""How long a sent letter may take to show in Sent Items. Exchange moves it there after submission."""

ABOUT_THE_LETTER = (
    ErrorInvalidRecipients,
    ErrorMessageSizeExceeded,
    ErrorMimeContentConversionFailed,
    ErrorMimeContentInvalid,
    ErrorMimeContentInvalidBase64String,
    ErrorMissingRecipients,
)
"""Answers that say no to this letter for good."""

ABOUT_THE_MAILBOX = (
    *DENIED,
    ErrorQuotaExceeded,
    ErrorSendAsDenied,
    ErrorSubmissionQuotaExceeded,
)
"""Answers that would meet every other letter too."""

_NOT_DONE = (401, 403, 404, 405, 407, 413, 429)
"""HTTP statuses that prove the request was not carried out (RFC 9110 section 15.5)."""


class ExchangeTransport:
    """Fulfils `Transport` by EWS. `notes` keeps what was tried; `settle` see `SETTLE`."""

    name = "exchange"

    def __init__(
        self,
        session: ExchangeSession,
        notes: Notes,
        *,
        settle: timedelta = SETTLE,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._session = session
        self._attempts = Attempts(notes, "exchange", settle, now)

    def send(self, letter: str, raw: bytes, sender: str, recipient: str) -> SendResult:
        """Hand over one letter; it leaves from the address its From names.

        A letter tried before is looked for first. Deferred with `whole_mailbox` when Exchange asks for
        a pause, or refuses the sign-in or a right: nothing was handed over, and mending it is enough.
        """
        try:
            refuse_other_recipients(raw, recipient)
        except MailError as problem:
            return Refused("address", problem.problem)
        message_id = message_id_of(raw)
        trace = trace_of(letter, message_id)
        if self._attempts.last(trace) is not None:
            match self.find_sent(letter, message_id):
                case True:
                    return Sent()
                case None:
                    return Deferred(PAUSE, "it is not certain yet that an earlier try failed")
                case False:
                    pass
        try:
            sent_items = self._session.once(lambda: self._session.account.sent)
        except FAILURES as no:
            pause = pause_of(no) or PAUSE
            return Deferred(pause, self._session.explain(no).problem, whole_mailbox=True)
        self._attempts.begin(trace)
        return self._hand_over(sent_items, raw, trace)

    def find_sent(self, letter: str, message_id: str) -> bool | None:
        """Whether Sent Items holds this letter, by our property or its Message-ID.

        None while Exchange cannot be asked, and until `settle` has passed since the letter was tried.
        """
        trace = trace_of(letter, message_id)
        try:
            found = self._session.read(lambda: self._lies_in_sent_items(trace, message_id))
        except GovflowError:
            return None
        if found:
            return True
        return None if self._attempts.waits(trace) else False

    def _lies_in_sent_items(self, trace: str, message_id: str) -> bool:
        sent_items = self._session.account.sent
        for wanted in ({"govflow_id": trace}, {"message_id": message_id}):
            if any(True for _ in sent_items.filter(**wanted).only("id")):
                return True
        return False

    def _hand_over(self, sent_items: Any, raw: bytes, trace: str) -> SendResult:
        account = self._session.account
        item = Message(account=account, folder=sent_items, mime_content=raw, govflow_id=trace)
        try:
            [answer] = self._session.once(
                lambda: account.bulk_create(
                    folder=sent_items, items=[item], message_disposition=SEND_AND_SAVE_COPY
                )
            )
        except (*FAILURES, ValueError) as problem:
            answer = problem
        if isinstance(answer, Exception):
            return self._judge(answer, trace)
        return Sent(str(getattr(answer, "id", None) or ""))

    def _judge(self, problem: Exception, trace: str) -> SendResult:
        """What an answer other than yes proves. What proves nothing is unknown."""
        words = one_line(str(problem)) or type(problem).__name__
        if never_left(carried(problem)):
            self._attempts.forget(trace)
            return Deferred(PAUSE, self._session.explain(problem).problem, whole_mailbox=True)
        match problem:
            case HttpAnswer() if problem.status in _NOT_DONE:
                self._attempts.forget(trace)
                if problem.status == 413:
                    return Refused("413", "the letter is too large for this server")
                pause = pause_of(problem) or PAUSE
                return Deferred(pause, self._session.explain(problem).problem, whole_mailbox=True)
            case ErrorServerBusy() if not isinstance(problem.__context__, _Doubtful):
                self._attempts.forget(trace)
                return Deferred(pause_of(problem) or PAUSE, words, whole_mailbox=True)
            case _ if isinstance(problem, ABOUT_THE_LETTER):
                self._attempts.forget(trace)
                return Refused(type(problem).__name__, words)
            case _ if isinstance(problem, ABOUT_THE_MAILBOX):
                self._attempts.forget(trace)
                return Deferred(PAUSE, self._session.explain(problem).problem, whole_mailbox=True)
            case ResponseMessageError():
                return Unknown(f"Exchange answered {type(problem).__name__}: {words}")
            case _:
                return Unknown(f"the answer was lost: {words}")


_Doubtful = (ErrorInternalServerTransientError, ErrorTimeoutExpired)
"""Complaints that exchangelib turns into 'busy', but that may come after the letter was taken."""
