"""What `doctor` finds about a Microsoft 365 mailbox: sign-in and reach."""

from datetime import timedelta

from govflow.adapters.mail.graph import GraphTransport
from govflow.adapters.mail.graph_session import FAILURES, GraphNo, GraphSession, quoted, user_path
from govflow.adapters.mail.self_test import Way, crowded, scope_not_tried
from govflow.adapters.mail.traces import MemoryNotes
from govflow.core.checkup import Check
from govflow.core.errors import GovflowError


def look_graph(session: GraphSession, *, other: str) -> Way:
    """Open the mailbox and see that `other`, a mailbox that is none of ours, is not reached.

    '' leaves the other mailbox out. Sends nothing.
    """
    query = {"$select": "id,totalItemCount"}
    try:
        inbox = session.values(f"{session.user}/mailFolders/inbox", params=query)
    except (GovflowError, GraphNo) as problem:
        refusal = session.explain(problem)
        return Way((Check("sign_in", False, refusal.problem, refusal.remedy),))
    checks = (
        Check("sign_in", True, f"the mailbox {session.mailbox} opens."),
        _scope(session, other) if other else scope_not_tried("mail.graph.foreign"),
        *crowded(session.mailbox, int(inbox.get("totalItemCount") or 0)),
    )
    transport = GraphTransport(session, MemoryNotes(), settle=timedelta(0))
    return Way(
        checks,
        transport,
        lambda message_id, subject: _in_inbox(session, message_id, subject),
        lambda remote_id: _keeps_id(session, remote_id),
    )


def _keeps_id(session: GraphSession, remote_id: str) -> bool:
    """Whether the immutable id of a draft leads to the letter once it was sent."""
    query = {"$select": "id,isDraft,internetMessageId"}
    try:
        found = session.values(f"{session.user}/messages/{remote_id}", params=query)
    except GraphNo:
        return False
    return found.get("isDraft") is False


def _scope(session: GraphSession, other: str) -> Check:
    """Whether the permission stops at our own mailbox."""
    try:
        session.once("GET", f"{user_path(other)}/mailFolders/inbox", params={"$select": "id"})
    except FAILURES as problem:
        if isinstance(problem, GraphNo) and problem.status == 403:
            return Check("scope", True, f"the mailbox {other} is not reached, as it should be.")
        return Check("scope", None, f"it could not be told whether {other} is reached.")
    return Check(
        "scope",
        False,
        f"the permission reaches the mailbox {other} too.",
        "IT must limit it to one mailbox and take back any wider consent, because permissions add up; "
        "'govflow doctor --for-it' writes the letter.",
    )


def _in_inbox(session: GraphSession, message_id: str, subject: str) -> bytes | None:
    """The bytes of a message of the inbox."""
    path = f"{session.user}/mailFolders/inbox/messages"
    for condition in (
        f"internetMessageId eq {quoted(message_id)}",
        f"subject eq {quoted(subject)}",
    ):
        query = {"$filter": condition, "$select": "id"}
        for one in session.values(path, params=query)["value"]:
            return session.read("GET", f"{session.user}/messages/{one['id']}/$value").content
    return None
