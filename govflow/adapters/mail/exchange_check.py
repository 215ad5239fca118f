"""What `doctor` finds about an Exchange mailbox: sign-in and reach."""

from datetime import timedelta

from exchangelib import Account
from exchangelib.errors import (
    ErrorAccessDenied,
    ErrorFolderNotFound,
    ErrorImpersonateUserDenied,
    ErrorImpersonationDenied,
    ErrorImpersonationFailed,
    ErrorItemNotFound,
)

from govflow.adapters.mail.exchange import ExchangeTransport
from govflow.adapters.mail.exchange_session import FAILURES, ExchangeSession, HttpAnswer
from govflow.adapters.mail.self_test import Way, crowded, scope_not_tried
from govflow.adapters.mail.traces import MemoryNotes
from govflow.core.checkup import Check
from govflow.core.errors import GovflowError

NOT_REACHED = (
    ErrorAccessDenied,
    ErrorFolderNotFound,
    ErrorImpersonateUserDenied,
    ErrorImpersonationDenied,
    ErrorImpersonationFailed,
    ErrorItemNotFound,
)
"""How Exchange says that a mailbox is none of ours; a mailbox that does not exist proves nothing."""


def look_exchange(session: ExchangeSession, *, other: str) -> Way:
    """Open the mailbox and see that `other`, a mailbox that is none of ours, is not reached.

    '' leaves the other mailbox out. Sends nothing.
    """
    mailbox = session.server.mailbox
    try:
        inbox = session.read(lambda: session.account.inbox)
    except GovflowError as problem:
        return Way((Check("sign_in", False, problem.problem, problem.remedy),))
    checks = (
        Check("sign_in", True, f"the mailbox {mailbox} opens."),
        _scope(session, other) if other else scope_not_tried("mail.exchange.foreign"),
        *crowded(mailbox, int(inbox.total_count or 0)),
    )
    transport = ExchangeTransport(session, MemoryNotes(), settle=timedelta(0))
    return Way(
        checks, transport, lambda message_id, subject: _in_inbox(session, message_id, subject)
    )


def _scope(session: ExchangeSession, other: str) -> Check:
    """Whether the permission stops at our own mailbox."""
    try:
        reached: Account = session.other(other)
        name = reached.inbox.name
    except FAILURES as problem:
        barred = isinstance(problem, HttpAnswer) and problem.status == 403
        if barred or isinstance(problem, NOT_REACHED):
            return Check("scope", True, f"the mailbox {other} is not reached, as it should be.")
        return Check("scope", None, f"it could not be told whether {other} is reached.")
    return Check(
        "scope",
        False,
        f"the permission reaches the mailbox {other} too ({name}).",
        "IT must limit it to one mailbox; 'govflow doctor --for-it' writes the letter.",
    )


def _in_inbox(session: ExchangeSession, message_id: str, subject: str) -> bytes | None:
    """The bytes of a message of the inbox."""

    def look() -> bytes | None:
        for wanted in ({"message_id": message_id}, {"subject": subject}):
            for item in session.account.inbox.filter(**wanted).only("mime_content"):
                raw = item.mime_content
                return raw if isinstance(raw, bytes) else None
        return None

    return session.read(look)
