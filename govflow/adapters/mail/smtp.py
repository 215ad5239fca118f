"""Letters out by SMTP: one letter per call, step by step, so that the answer proves what happened.

Whatever breaks before the final dot was not handed over; what breaks after it may have been
(RFC 1047), and only evidence tells: a copy of the same transaction to the mailbox itself.
"""

import smtplib
from types import TracebackType
from typing import Self

from govflow.adapters.mail.evidence import Evidence
from govflow.adapters.mail.message import mail_address
from govflow.adapters.mail.servers import Server, smtp_session
from govflow.core.errors import GovflowError, MailError
from govflow.core.people.letters import Deferred, Refused, SendResult, Sent, Unknown

AFTER_THE_DOT = 600.0
"""Seconds to wait for the answer to a finished letter (RFC 5321 section 4.5.3.2.6)."""

PAUSE = 300
"""Seconds to wait after 'not now', when the server does not say how long."""

SLOW_DOWN = (421, 452)
"""Codes that are about the whole mailbox, not about one recipient."""


class SmtpTransport:
    """Fulfils `Transport` over one server; a context manager, because the connection is kept.

    With `bounces_to_recipient` the envelope's sender is the letter's own Reply-To (VERP), so that a
    bounce comes back to an address that names its recipient. `evidence` makes `find_sent` possible.
    Never sends a letter a second time by itself.
    """

    name = "smtp"

    def __init__(
        self, server: Server, *, evidence: Evidence | None = None, bounces_to_recipient: bool = True
    ) -> None:
        self._server = server
        self._evidence = evidence
        self._verp = bounces_to_recipient
        self._session: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye to the server; the next letter connects anew."""
        if self._session is not None:
            try:
                self._session.quit()
            except (OSError, smtplib.SMTPException):
                self._session.close()
        self._session = None

    def send(self, letter: str, raw: bytes, sender: str, recipient: str) -> SendResult:
        """Hand over one letter. Sent, Refused and Deferred are proved by the server's answer or by
        where it broke off; Unknown means that the answer to the whole letter was lost.
        """
        try:
            address = mail_address(recipient)
        except MailError as problem:
            return Refused("address", problem.problem)
        back = (_reply_to(raw) if self._verp else "") or sender
        copy = self._evidence.copy_address(letter) if self._evidence else ""
        return self._hand_over(raw, back, address, copy)

    def find_sent(self, letter: str, message_id: str) -> bool | None:
        """Whether the copy of this letter's transaction has come; None while nobody can tell.

        False only when a probe sent later by the same route has arrived and the waiting time is over.
        """
        if self._evidence is None:
            return None
        found = self._evidence.find(letter, message_id)
        if found is None:
            self._send_probe(self._evidence, letter, message_id)
        return found

    def _send_probe(self, evidence: Evidence, letter: str, message_id: str) -> None:
        probe = evidence.new_probe(letter, message_id)
        if probe is not None:
            self._hand_over(probe.raw, probe.address, probe.address, "")

    def _hand_over(self, raw: bytes, back: str, recipient: str, copy: str) -> SendResult:
        try:
            session = self._open(back)
        except GovflowError as problem:
            return Deferred(PAUSE, problem.problem, whole_mailbox=True)
        except _Answer as no:
            self.close()
            return Deferred(PAUSE, str(no), whole_mailbox=True)
        try:
            _step(session, "RCPT", *session.rcpt(recipient))
            if copy:
                session.rcpt(copy)
            _step(session, "DATA", *session.docmd("DATA"), expected=354)
            session.send(_stuffed(raw))
        except _Answer as no:
            return self._not_taken(no)
        except (OSError, smtplib.SMTPException) as problem:
            self._drop()
            return Deferred(PAUSE, f"the connection broke: {problem}", whole_mailbox=True)
        return self._after_the_dot(session)

    def _open(self, back: str) -> smtplib.SMTP:
        """The connection with MAIL FROM accepted; a connection the server has dropped is renewed."""
        if self._session is not None:
            try:
                _step(self._session, "MAIL", *self._session.mail(back))
                return self._session
            except (OSError, smtplib.SMTPServerDisconnected):
                self._drop()
            except _Answer as no:
                if no.code != 421:  # 421 on a connection left idle only says that it was closed
                    raise
                self._drop()
        self._session = smtp_session(self._server)
        try:
            _step(self._session, "MAIL", *self._session.mail(back))
        except (OSError, smtplib.SMTPException) as problem:
            self._drop()
            raise MailError(f"the connection to {self._server.host} broke: {problem}.") from problem
        return self._session

    def _after_the_dot(self, session: smtplib.SMTP) -> SendResult:
        """Finish the letter and read the answer that decides."""
        try:
            if session.sock is not None:
                session.sock.settimeout(AFTER_THE_DOT)
            session.send(b".\r\n")
            code, text = session.getreply()
            if session.sock is not None:
                session.sock.settimeout(session.timeout)
        except (OSError, smtplib.SMTPException) as problem:
            self._drop()
            return Unknown(f"the answer was lost: {problem}")
        if 200 <= code < 300:
            return Sent(_words(text))
        if code < 400:
            self._drop()
            return Unknown(f"the answer makes no sense: {code} {_words(text)}")
        return self._not_taken(_Answer("the letter", code, text))

    def _not_taken(self, no: "_Answer") -> SendResult:
        """What a clear no means: for good, or not now."""
        self._reset(no)
        if no.code >= 500:
            return Refused(str(no.code), str(no))
        return Deferred(PAUSE, str(no), whole_mailbox=no.code in SLOW_DOWN)

    def _reset(self, no: "_Answer") -> None:
        if no.code == 421:
            self._drop()
            return
        try:
            if self._session is not None:
                self._session.rset()
        except (OSError, smtplib.SMTPException):
            self._drop()

    def _drop(self) -> None:
        """A broken connection is never used again."""
        if self._session is not None:
            self._session.close()
        self._session = None


class _Answer(Exception):
    """The server's no to one step."""

    def __init__(self, step: str, code: int, text: bytes) -> None:
        super().__init__(f"{step}: {code} {_words(text)}")
        self.code = code


def _step(session: smtplib.SMTP, step: str, code: int, text: bytes, *, expected: int = 0) -> None:
    """Go on, or raise the server's no; an answer without a code is a broken connection."""
    if code < 0:
        raise smtplib.SMTPServerDisconnected("the server ended the connection")
    if code != expected if expected else not 200 <= code < 300:
        raise _Answer(step, code, text)


def _words(text: bytes) -> str:
    """A server's answer as one short line."""
    plain = text.decode("utf-8", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in plain).split())[:300]


def _stuffed(raw: bytes) -> bytes:
    """The bytes with dots doubled at line starts (RFC 5321 section 4.5.2), ending in CRLF."""
    whole = raw if raw.endswith(b"\r\n") else raw + b"\r\n"
    dotted = whole.replace(b"\r\n.", b"\r\n..")
    return b"." + dotted if dotted.startswith(b".") else dotted


def _reply_to(raw: bytes) -> str:
    """The bare address in the letter's Reply-To; '' when there is none."""
    head = raw.partition(b"\r\n\r\n")[0]
    for line in head.split(b"\r\n"):
        if line[:9].lower() == b"reply-to:":
            text = line[9:].decode("ascii", "replace").strip()
            return text.rpartition("<")[2].rstrip(">") if "<" in text else text
    return ""
