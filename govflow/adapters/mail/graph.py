"""Letters out by Microsoft 365 (Graph): a draft with an id that stays, then our property, then send.

`sendMail` in one call gives no id and may deliver twice; a draft that is sent keeps its immutable id, so
a lost answer is settled by looking whether it still is a draft.
"""

import base64
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import requests

from govflow.adapters.mail.graph_large import Attachment, attach, in_pieces
from govflow.adapters.mail.graph_session import (
    FAILURES,
    GraphNo,
    GraphSession,
    pause_of,
    quoted,
    text_in,
)
from govflow.adapters.mail.https import PAUSE, never_left, one_line
from govflow.adapters.mail.traces import (
    PROPERTY_NAME,
    PROPERTY_SET,
    Attempts,
    Notes,
    message_id_of,
    refuse_other_recipients,
    trace_of,
)
from govflow.core.errors import GovflowError, MailError
from govflow.core.people.letters import Deferred, Refused, SendResult, Sent, Unknown

SETTLE = timedelta(minutes=5)
"""How long a letter may stay a draft after it was sent; what happens meanwhile is documented nowhere."""

PROPERTY = f"String {{{PROPERTY_SET}}} Name {PROPERTY_NAME}"
ABOUT_THE_LETTER = (
    "ErrorInvalidRecipients",
    "ErrorInvalidRecipientsEx",
    "ErrorMessageSizeExceeded",
    "ErrorMimeContentConversionFailed",
    "ErrorMimeContentInvalid",
    "ErrorMimeContentInvalidBase64String",
    "ErrorMissingRecipients",
)
"""Graph's codes that say no to this letter for good."""


class GraphTransport:
    """Fulfils `Transport` by Graph. `notes` keeps what was tried; `settle` see `SETTLE`."""

    name = "graph"

    def __init__(
        self,
        session: GraphSession,
        notes: Notes,
        *,
        settle: timedelta = SETTLE,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._session = session
        self._attempts = Attempts(notes, "graph", settle, now)

    def send(self, letter: str, raw: bytes, sender: str, recipient: str) -> SendResult:
        """Hand over one letter; it leaves from the address its From names.

        A letter tried before is looked for first, and drafts left of it are dropped. Deferred with
        `whole_mailbox` when Graph asks for a pause, or refuses the sign-in or a right: nothing was
        handed over, and mending it is enough.
        """
        try:
            refuse_other_recipients(raw, recipient)
            small, attachments = in_pieces(raw)
        except MailError as problem:
            return Refused("letter", problem.problem)
        message_id = message_id_of(raw)
        trace = trace_of(letter, message_id)
        before = self._attempts.last(trace)
        if before is not None:
            match self.find_sent(letter, message_id):
                case True:
                    return Sent(before.remote_id)
                case None:
                    return Deferred(PAUSE, "it is not certain yet that an earlier try failed")
                case False:
                    pass
        self._attempts.begin(trace, handed_over=False)
        draft = ""
        try:
            if before is not None:
                self._drop_drafts(trace, message_id)
            draft = self._draft(small, attachments)
            self._mark(draft, trace)
        except FAILURES as no:
            self._drop(draft)
            return self._not_prepared(no)
        self._attempts.begin(trace, draft)
        return self._hand_over(draft, message_id, trace)

    def find_sent(self, letter: str, message_id: str) -> bool | None:
        """Whether this letter is no draft any more, by its id, our property or its Message-ID.

        None while Graph cannot be asked, and until `settle` has passed since the letter was sent.
        """
        trace = trace_of(letter, message_id)
        try:
            if any(not one["isDraft"] for one in self._copies(trace, message_id)):
                return True
        except (*FAILURES, KeyError, ValueError, TypeError):
            return None
        return None if self._attempts.waits(trace) else False

    def _copies(self, trace: str, message_id: str) -> Iterator[dict[str, Any]]:
        """What the mailbox holds of a letter, by the surest sign first."""
        attempt = self._attempts.last(trace)
        if attempt is not None and attempt.remote_id:
            try:
                yield self._look(attempt.remote_id)
            except GraphNo as no:
                if no.status != 404:  # the sent copy may lag behind
                    raise
        marked = f"ep/id eq {quoted(PROPERTY)} and ep/value eq {quoted(trace)}"
        yield from self._search(f"singleValueExtendedProperties/Any(ep: {marked})")
        yield from self._search(f"internetMessageId eq {quoted(message_id)}")

    def _look(self, message: str) -> dict[str, Any]:
        query = {"$select": "id,isDraft,internetMessageId"}
        return self._session.values(f"{self._messages}/{message}", params=query)

    def _search(self, condition: str) -> list[dict[str, Any]]:
        query = {"$filter": condition, "$select": "id,isDraft,internetMessageId"}
        found: list[dict[str, Any]] = self._session.values(self._messages, params=query)["value"]
        return found

    @property
    def _messages(self) -> str:
        return f"{self._session.user}/messages"

    def _draft(self, small: bytes, attachments: Sequence[Attachment]) -> str:
        """A draft with these bytes and attachments; returns its immutable id."""
        answer = self._session.once(
            "POST",
            self._messages,
            data=base64.b64encode(small),
            headers={"Content-Type": "text/plain"},
        )
        draft = text_in(answer, "id")
        try:
            attach(self._session, f"{self._messages}/{draft}", attachments)
        except FAILURES:
            self._drop(draft)
            raise
        return draft

    def _mark(self, draft: str, trace: str) -> None:
        mark = {"singleValueExtendedProperties": [{"id": PROPERTY, "value": trace}]}
        self._session.once("PATCH", f"{self._messages}/{draft}", json=mark)

    def _drop_drafts(self, trace: str, message_id: str) -> None:
        for one in list(self._copies(trace, message_id)):
            if one["isDraft"]:
                self._drop(str(one["id"]))

    def _drop(self, draft: str) -> None:
        """Take a draft away; one that stays does no harm, it is never sent."""
        if not draft:
            return
        try:
            self._session.once("DELETE", f"{self._messages}/{draft}")
        except FAILURES:
            return

    def _not_prepared(self, no: Exception) -> SendResult:
        """Nothing was sent: a draft was refused, or could not be made just now."""
        if isinstance(no, GraphNo) and (no.code in ABOUT_THE_LETTER or no.status == 413):
            return Refused(no.code or "413", no.words)
        pause = pause_of(no) or PAUSE
        return Deferred(pause, self._session.explain(no).problem, whole_mailbox=True)

    def _hand_over(self, draft: str, message_id: str, trace: str) -> SendResult:
        try:
            self._session.once("POST", f"{self._messages}/{draft}/send")
        except FAILURES as no:
            return self._judge(no, draft, trace)
        return Sent(draft, self._renamed(draft, message_id))

    def _renamed(self, draft: str, message_id: str) -> str:
        """The Message-ID the server gave the letter, where it is another; '' while it is not to be seen."""
        try:
            found = self._look(draft)
            given = str(found["internetMessageId"] or "")
            return "" if found["isDraft"] or given == message_id else given
        except (*FAILURES, KeyError, ValueError, TypeError):
            return ""

    def _judge(self, no: Exception, draft: str, trace: str) -> SendResult:
        """What an answer other than yes to 'send' proves. What proves nothing is unknown."""
        match no:
            case GraphNo() if no.code in ABOUT_THE_LETTER or no.status == 413:
                self._not_handed_over(draft, trace)
                return Refused(no.code or "413", no.words)
            case GraphNo() if no.status in (401, 403, 429):
                self._not_handed_over(draft, trace)
                text = self._session.explain(no).problem
                return Deferred(pause_of(no) or PAUSE, text, whole_mailbox=True)
            case GraphNo() if no.status == 503 and no.pause:
                # throttling by the documentation; the next try looks for the letter first all the same
                text = self._session.explain(no).problem
                return Deferred(no.pause, text, whole_mailbox=True)
            case requests.RequestException() if not never_left(no):
                return Unknown(f"the answer was lost: {one_line(str(no))}")
            case requests.RequestException() | GovflowError():
                self._not_handed_over(draft, trace)
                return Deferred(PAUSE, self._session.explain(no).problem, whole_mailbox=True)
            case _:
                return Unknown(f"Microsoft 365 answered {one_line(str(no))}")

    def _not_handed_over(self, draft: str, trace: str) -> None:
        self._drop(draft)
        self._attempts.forget(trace)
