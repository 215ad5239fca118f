"""A request that came by mail: whose it is, and what it asks for, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from govflow.core.errors import GovflowError
from govflow.core.record.events import Private, ReplyResolved
from govflow.core.record.rows import EntryRow
from govflow.core.text.registers import RegisterKind
from govflow.workflows.book import RegisterBook
from govflow.workflows.collect import find_reply, judged, refuse_own
from govflow.workflows.entries import declared_as
from govflow.workflows.office import Office


@dataclass(frozen=True, slots=True)
class Request:
    """A request as a message makes it: its evidence, the id of its sender, the fields it states."""

    evidence: str
    person: str
    values: Mapping[str, str]


def request_in(office: Office, name: str, evidence: str) -> Request:
    """The request a message holds. Nothing is recorded.

    Raises GovflowError where nothing we trust proves who sent it, where its sender is not on the people
    list, and where an entry rests on it already.
    """
    row = find_reply(office, evidence)
    place = row.evidence[:8]
    used = office.register.find(EntryRow, evidence=row.evidence)
    if used:
        raise GovflowError(
            f"{used[0].entry} rests on this message already.", place=place, remedy="look there."
        )
    raw = office.register.evidence(row.evidence)
    verdict, mail = (
        judged(office, RegisterBook(office), raw, datetime.fromisoformat(row.received))
        if raw is not None
        else (None, None)
    )
    if verdict is None or mail is None or verdict.trust is None or not verdict.trust.proved:
        raise GovflowError(
            "nothing proves who sent this message.",
            place=place,
            remedy="ask the person, then record it with --for ID.",
        )
    sender = next((p for p in office.library.people() if row.sender in p.addresses), None)
    if sender is None:
        raise GovflowError(
            f"{row.sender} is the address of nobody on the people list.",
            place=place,
            remedy="bring the person in with 'govflow people import'.",
        )
    kind = declared_as(office, name).kind
    return Request(row.evidence, sender.id, stated(kind, verdict.new_text or mail.text))


def stated(kind: RegisterKind, text: str) -> dict[str, str]:
    """The fields that lines of a text state: 'Platform: Instagram'. Other lines are left out.

    A field that is named twice is not guessed: its first line counts.
    """
    names = {f.label.casefold(): f.name for f in kind.fields} | {
        f.name: f.name for f in kind.fields
    }
    found: dict[str, str] = {}
    for line in text.splitlines():
        label, mark, value = line.partition(":")
        name = names.get(" ".join(label.split()).strip("*- ").casefold())
        if mark and name and value.strip():
            found.setdefault(name, value.strip())
    return found


def settled(office: Office, request: Request, by: str, entry: str) -> ReplyResolved:
    """The event by which the message no longer waits: it became an entry, so its bytes are kept."""
    refuse_own(office, find_reply(office, request.evidence), by)
    return ReplyResolved(
        request.evidence, "question", False, Private(by), Private(f"became {entry}")
    )
