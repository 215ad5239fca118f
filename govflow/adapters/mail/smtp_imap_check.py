"""What `doctor` finds about SMTP and IMAP servers: sign-in on both, and what lies in the inbox."""

from dataclasses import replace

from imapclient.exceptions import IMAPClientError

from govflow.adapters.mail.self_test import Way, crowded, scope_not_tried
from govflow.adapters.mail.servers import Server, imap_session, smtp_session
from govflow.adapters.mail.smtp import SmtpTransport
from govflow.core.checkup import Check
from govflow.core.errors import GovflowError, MailError


def look_smtp(server: Server, transport: SmtpTransport) -> Way:
    """Sign in to the server letters leave by. Sends nothing."""
    try:
        smtp_session(server).close()
    except GovflowError as problem:
        return Way((Check("sign_in", False, problem.problem, problem.remedy),))
    return Way((Check("sign_in", True, f"{server.place} takes letters from us."),), transport)


def look_imap(server: Server, *, other: str) -> Way:
    """Open the inbox and count what lies in it; with OAuth see that `other`'s is not reached.

    A password opens one mailbox alone, so with one `other` is not tried. Changes nothing.
    """
    try:
        client = imap_session(server)
        try:
            found = client.select_folder("INBOX", readonly=True)
        finally:
            client.shutdown()
    except (OSError, IMAPClientError, GovflowError) as problem:
        words = problem.problem if isinstance(problem, GovflowError) else str(problem)
        remedy = problem.remedy if isinstance(problem, GovflowError) else "tell IT."
        return Way((Check("open_inbox", False, words, remedy),))
    name = server.username or server.host
    checks = [
        Check("open_inbox", True, f"the inbox of {name} opens."),
        *crowded(name, int(found.get(b"EXISTS", 0))),
    ]
    if server.token is not None:
        checks.append(_scope(server, other) if other else scope_not_tried("mail.graph.foreign"))
    return Way(tuple(checks), read_back=lambda message_id, _: _in_inbox(server, message_id))


def _scope(server: Server, other: str) -> Check:
    """Whether the same token opens another mailbox."""
    try:
        imap_session(replace(server, username=other)).shutdown()
    except MailError:
        return Check("scope", True, f"the mailbox {other} is not reached, as it should be.")
    except GovflowError:
        return Check("scope", None, f"it could not be told whether {other} is reached.")
    return Check(
        "scope",
        False,
        f"the permission reaches the mailbox {other} too.",
        "IT must limit it to one mailbox; 'govflow doctor --for-it' writes the letter.",
    )


def _in_inbox(server: Server, message_id: str) -> bytes | None:
    """The bytes of a message of the inbox."""
    client = imap_session(server)
    try:
        client.select_folder("INBOX", readonly=True)
        found = client.search(["HEADER", "Message-ID", message_id])
        for data in client.fetch(found[:1], ["BODY.PEEK[]"]).values():
            raw: bytes = data[b"BODY[]"]
            return raw
        return None
    except (OSError, IMAPClientError):
        return None
    finally:
        client.shutdown()
