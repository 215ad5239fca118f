"""What `doctor` finds about a Microsoft 365 mailbox: sign-in, reach, expiry, a letter to ourselves."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from govflow.adapters.mail.graph import GraphTransport
from govflow.adapters.mail.graph_session import FAILURES, GraphNo, GraphSession, quoted, user_path
from govflow.adapters.mail.self_test import expiry, try_letter
from govflow.adapters.mail.traces import MemoryNotes
from govflow.core.errors import GovflowError
from govflow.core.people.mailchecks import MailCheck


def check_graph(
    session: GraphSession,
    *,
    other: str,
    credential: str,
    ends: datetime | None,
    token: str,
    now: datetime,
    plus: str = "",
    sleep: Callable[[float], None] = time.sleep,
) -> list[MailCheck]:
    """Try the mailbox: sign in, see that `other` (a mailbox that is none of ours; '' leaves this out)
    is not reached, say when the `credential` ('the certificate') ends, and send a note to ourselves,
    find it and read it back; and one to `plus`, an address of the mailbox with a code in it, when that
    is given. `credential` '' is a person's own sign-in, which has no such day. Sends nothing to anybody
    else.
    """
    expires = [expiry(credential, ends, now)] if credential else []
    try:
        session.read("GET", f"{session.user}/mailFolders/inbox", params={"$select": "id"})
    except (GovflowError, GraphNo) as problem:
        refusal = session.explain(problem)
        return [*expires, MailCheck("sign_in", False, refusal.problem, refusal.remedy)]
    transport = GraphTransport(session, MemoryNotes(), settle=timedelta(0))
    return [
        MailCheck("sign_in", True, f"the mailbox {session.mailbox} opens."),
        *expires,
        *([_scope(session, other)] if other else []),
        *try_letter(
            transport,
            lambda wanted: _in_inbox(session, wanted),
            session.mailbox,
            token,
            now,
            plus=plus,
            sleep=sleep,
        ),
    ]


def _scope(session: GraphSession, other: str) -> MailCheck:
    """Whether the permission stops at our own mailbox."""
    try:
        session.once("GET", f"{user_path(other)}/mailFolders/inbox", params={"$select": "id"})
    except FAILURES as problem:
        if isinstance(problem, GraphNo) and problem.status == 403:
            return MailCheck("scope", True, f"the mailbox {other} is not reached, as it should be.")
        return MailCheck("scope", None, f"it could not be told whether {other} is reached.")
    return MailCheck(
        "scope",
        False,
        f"the permission reaches the mailbox {other} too.",
        "IT must limit it to one mailbox and take back any wider consent, because permissions add up; "
        "'govflow doctor --for-it' writes the letter.",
    )


def _in_inbox(session: GraphSession, message_id: str) -> bytes | None:
    """The bytes of a message of the inbox."""
    query = {"$filter": f"internetMessageId eq {quoted(message_id)}", "$select": "id"}
    path = f"{session.user}/mailFolders/inbox/messages"
    for one in session.values(path, params=query)["value"]:
        return session.read("GET", f"{session.user}/messages/{one['id']}/$value").content
    return None
