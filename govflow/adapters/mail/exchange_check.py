"""What `doctor` finds about an Exchange mailbox: sign-in, reach, a letter to ourselves."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

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
from govflow.adapters.mail.self_test import try_letter
from govflow.adapters.mail.traces import MemoryNotes
from govflow.core.errors import GovflowError
from govflow.core.people.mailchecks import MailCheck

NOT_REACHED = (
    ErrorAccessDenied,
    ErrorFolderNotFound,
    ErrorImpersonateUserDenied,
    ErrorImpersonationDenied,
    ErrorImpersonationFailed,
    ErrorItemNotFound,
)
"""How Exchange says that a mailbox is none of ours; a mailbox that does not exist proves nothing."""


def check_exchange(
    session: ExchangeSession,
    *,
    other: str,
    token: str,
    now: datetime,
    plus: str = "",
    sleep: Callable[[float], None] = time.sleep,
) -> list[MailCheck]:
    """Try the mailbox: sign in, see that `other` (a mailbox that is none of ours; '' leaves this out)
    is not reached, send a note to ourselves, find it and read it back; and one to `plus`, an address of
    the mailbox with a code in it, when that is given. Sends nothing to anybody else.
    """
    mailbox = session.server.mailbox
    try:
        session.read(lambda: session.account.inbox)
    except GovflowError as problem:
        return [MailCheck("sign_in", False, problem.problem, problem.remedy)]
    transport = ExchangeTransport(session, MemoryNotes(), settle=timedelta(0))
    return [
        MailCheck("sign_in", True, f"the mailbox {mailbox} opens."),
        *([_scope(session, other)] if other else []),
        *try_letter(
            transport,
            lambda wanted: _in_inbox(session, wanted),
            mailbox,
            token,
            now,
            plus=plus,
            sleep=sleep,
        ),
    ]


def _scope(session: ExchangeSession, other: str) -> MailCheck:
    """Whether the permission stops at our own mailbox."""
    try:
        reached: Account = session.other(other)
        name = reached.inbox.name
    except FAILURES as problem:
        barred = isinstance(problem, HttpAnswer) and problem.status == 403
        if barred or isinstance(problem, NOT_REACHED):
            return MailCheck("scope", True, f"the mailbox {other} is not reached, as it should be.")
        return MailCheck("scope", None, f"it could not be told whether {other} is reached.")
    return MailCheck(
        "scope",
        False,
        f"the permission reaches the mailbox {other} too ({name}).",
        "IT must limit it to one mailbox; 'govflow doctor --for-it' writes the letter.",
    )


def _in_inbox(session: ExchangeSession, message_id: str) -> bytes | None:
    """The bytes of a message of the inbox."""

    def look() -> bytes | None:
        for item in session.account.inbox.filter(message_id=message_id).only("mime_content"):
            raw = item.mime_content
            return raw if isinstance(raw, bytes) else None
        return None

    return session.read(look)
