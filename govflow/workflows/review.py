"""Going through the replies that wait: one at a time, each with all a person needs to decide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from govflow.core.errors import GovflowError
from govflow.core.people.queue import HeldReply, Queue
from govflow.core.record.events import AddressConfirmed, Private, ReplyReceived
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, ReplyRow, VersionRow
from govflow.core.record.settle import waits
from govflow.core.replies.mail import Incoming, Mail
from govflow.core.replies.verdicts import Verdict
from govflow.workflows.book import RegisterBook
from govflow.workflows.collect import find_reply, judged, refuse_own, take_in
from govflow.workflows.office import HOME, Office

LONGEST = 4_000
"""So many letters of a reply are shown; the whole is in the stored original."""


def waiting(office: Office) -> list[ReplyRow]:
    """The replies that wait for the officer, in the order in which they came in."""
    return sorted(filter(waits, office.register.find(ReplyRow)), key=lambda row: row.seq)


def held_reply(office: Office, row: ReplyRow) -> HeldReply:
    """One reply with what it says, why it is held and what its letter asked."""
    verdict, mail = _read(office, row)
    recipient = (
        office.register.get(RecipientRow, row.notice, row.recipient) if row.recipient else None
    )
    notice = office.register.get(NoticeRow, row.notice) if row.notice else None
    version = office.register.get(VersionRow, notice.policy, notice.version) if notice else None
    return HeldReply(
        evidence=row.evidence,
        name=recipient.name if recipient else "",
        sender=row.sender,
        received=datetime.fromisoformat(row.received).astimezone(HOME),
        outcome=row.outcome,
        reason=row.reason,
        words=_words(verdict, mail)[:LONGEST],
        suggestion=dict(row.detail).get("suggestion", ""),
        subject=mail.subject if mail else "",
        notice=row.notice,
        policy=f"{version.title} {version.version}" if version else "",
        statement=notice.statement if notice else "",
        state=_state(office, row),
        assigned=row.assigned,
        files=tuple(part.name or part.content_type for part in mail.parts if part.attached)
        if mail
        else (),
    )


def _read(office: Office, row: ReplyRow) -> tuple[Verdict | None, Mail | None]:
    raw = office.register.evidence(row.evidence)
    if raw is None:
        return None, None
    return judged(office, RegisterBook(office), raw, datetime.fromisoformat(row.received))


def _words(verdict: Verdict | None, mail: Mail | None) -> str:
    """The person's own words; the whole text where none were found."""
    own = verdict.new_text.strip() if verdict else ""
    return own or ((mail.text.strip() or mail.html.strip()) if mail else "")


def _state(office: Office, row: ReplyRow) -> str:
    """What is being done about it: 'answer planned', 'with Jo Whitby', or ''."""
    letter = office.register.get(LetterRow, row.answer) if row.answer else None
    if letter is not None:
        return f"answer {letter.state}"
    return f"with {row.assigned}" if row.assigned else ""


def queue(office: Office) -> Queue:
    """Everything that waits, for the page."""
    return Queue(
        organisation=office.house.organisation,
        as_at=office.clock.stamp().astimezone(HOME),
        replies=tuple(held_reply(office, row) for row in waiting(office)),
        checkpoint=str(office.register.checkpoint()),
    )


def write_queue(office: Office) -> str:
    """Write the page of waiting replies; returns its path."""
    page = office.pages.queue(queue(office))
    return office.library.write_documents("replies", {"queue.html": page.encode()})[0]


def write_original(office: Office, row: ReplyRow) -> str:
    """Write the message as it came into a file named for its digest; refused when its bytes are gone."""
    raw = office.register.evidence(row.evidence)
    if raw is None:
        raise GovflowError(
            "the bytes of this message were erased.",
            place=row.evidence[:8],
            remedy="'govflow replies show' tells what is left of it.",
        )
    return office.library.write_documents("replies", {f"{row.evidence[:12]}.eml": raw})[0]


# --- an address that is theirs


@dataclass(frozen=True, slots=True)
class Confirmation:
    """An address to be confirmed as a person's own, and whose it is."""

    reply: ReplyRow
    person: str
    name: str
    address: str


def plan_confirmation(office: Office, evidence: str, by: str) -> Confirmation:
    """What would be confirmed. Refused when the reply leads to nobody, or the address is another's."""
    row = find_reply(office, evidence)
    recipient = (
        office.register.get(RecipientRow, row.notice, row.recipient) if row.recipient else None
    )
    if recipient is None or not row.sender:
        raise GovflowError(
            "this reply leads to no recipient, or names no single sender.",
            place=row.evidence[:8],
            remedy="there is no address to confirm.",
        )
    people = office.library.people()
    owner = next((p for p in people if row.sender in p.addresses), None)
    if owner is not None and owner.id != recipient.person:
        raise GovflowError(
            f"{row.sender} is the address of {owner.name}.",
            place=row.evidence[:8],
            remedy="nobody answers for somebody else; settle it as not_an_answer.",
        )
    if all(p.id != recipient.person for p in people):
        raise GovflowError(
            f"{recipient.name} is no longer on the people list.",
            place="people.csv",
            remedy="put the person back with 'govflow people import'.",
        )
    refuse_own(office, row, by)
    return Confirmation(row, recipient.person, recipient.name, row.sender)


def confirm_address(office: Office, found: Confirmation, by: str, reason: str) -> None:
    """Record that the address is the person's own and add it to the people list.

    The reply itself stays held: what it says is decided separately. Later ones from there may count.
    """
    event = AddressConfirmed(found.reply.evidence, Private(by), Private(reason))
    office.register.append(event)
    people = office.library.people()
    office.library.save_people(
        tuple(
            replace(p, other_emails=(*p.other_emails, found.address))
            if p.id == found.person and found.address not in p.addresses
            else p
            for p in people
        )
    )


# --- by hand


@dataclass(frozen=True, slots=True)
class ByHand:
    """A message given by hand: its name, its bytes as mail, and the file it was made from, if another."""

    name: str
    raw: bytes
    original: bytes = b""


def add_replies(
    office: Office, files: Sequence[ByHand]
) -> list[tuple[str, ReplyReceived | ReplyRow]]:
    """Take in messages that did not come by the mailbox: the same judging, received now.

    A message that is known already is not recorded again; then its row comes back.
    """
    book, now = RegisterBook(office), office.clock.stamp()
    return [
        (one.name, take_in(office, book, Incoming(one.name, one.raw, now), one.original))
        for one in files
    ]
