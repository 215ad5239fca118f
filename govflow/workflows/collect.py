"""Reading the mailbox: each message kept, matched, judged and recorded, whatever it is."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from govflow.core.errors import GovflowError
from govflow.core.people.letters import ASKING, Purpose
from govflow.core.people.notices import INTEREST
from govflow.core.people.same import known_as, means
from govflow.core.record.events import Private, ReplyReceived, ReplyResolved
from govflow.core.record.rows import NoticeRow, RecipientRow, ReplyRow
from govflow.core.record.settle import COUNTING
from govflow.core.replies.mail import Incoming, Mail
from govflow.core.replies.outcomes import Duplicate, Quarantined, detail, outcome_name
from govflow.core.replies.rules import judge
from govflow.core.replies.verdicts import Verdict, quarantined, repeated
from govflow.workflows.book import RegisterBook
from govflow.workflows.entry_replies import effects
from govflow.workflows.office import HOME, Office

Progress = Callable[[int], None]
SETTLED_AS = (
    "acknowledged",
    "agreed",
    "question",
    "declined",
    "exception_requested",
    "unclear",
    "not_an_answer",
)
"""What the officer may take a held reply for: `acknowledged` counts, in a written resolution `agreed`."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What one reading of the mailbox brought: replies by outcome, and those already known."""

    outcomes: tuple[tuple[str, int], ...]
    counted: int
    known: int

    @property
    def total(self) -> int:
        return sum(number for _, number in self.outcomes)

    @property
    def quarantined(self) -> int:
        return dict(self.outcomes).get("quarantined", 0)


def collect(office: Office, progress: Progress = lambda done: None) -> Collected:
    """Take in everything new in the mailbox. Each message is recorded before it is moved away.

    A message is known by its bytes, so a second reading records nothing twice. One that cannot be
    read safely goes to quarantine with its bytes kept, and the next one is read.
    """
    book = RegisterBook(office)
    outcomes: Counter[str] = Counter()
    counted = known = 0
    for done, incoming in enumerate(office.mailbox.fetch_new(), 1):
        event = take_in(office, book, incoming)
        if isinstance(event, ReplyReceived):
            outcomes[event.outcome] += 1
            counted += event.counted
        else:
            known += 1
        outcome = event.outcome
        office.mailbox.mark(incoming.handle, quarantined=outcome == "quarantined")
        progress(done)
    return Collected(tuple(sorted(outcomes.items())), counted, known)


def take_in(
    office: Office, book: RegisterBook, incoming: Incoming, original: bytes = b""
) -> ReplyReceived | ReplyRow:
    """Record one message; the row it has already, when these very bytes were recorded before.

    `original` are the bytes it was made from (an Outlook file), kept beside it.
    """
    evidence = hashlib.sha256(incoming.raw).hexdigest()
    row = office.register.get(ReplyRow, evidence)
    if row is not None:
        return row
    event = received_event(office, book, incoming, evidence)
    raws = [incoming.raw, *filter(None, [original])]
    office.register.append(event, *effects(office, event), evidence=raws)
    return event


def foresee(office: Office) -> Collected:
    """What `collect` would record of the mailbox as it is; every message is left where it lies."""
    book = RegisterBook(office)
    outcomes: Counter[str] = Counter()
    counted = known = 0
    for incoming in office.mailbox.fetch_new():
        if office.register.get(ReplyRow, hashlib.sha256(incoming.raw).hexdigest()) is not None:
            known += 1
            continue
        verdict, _ = judged(office, book, incoming.raw, incoming.received)
        outcomes[outcome_name(verdict.outcome)] += 1
        counted += verdict.counted
    return Collected(tuple(sorted(outcomes.items())), counted, known)


def received_event(
    office: Office, book: RegisterBook, incoming: Incoming, evidence: str
) -> ReplyReceived:
    """What the ledger says of one message: how it was judged, by which rule and why."""
    verdict, mail = judged(office, book, incoming.raw, incoming.received)
    return ReplyReceived(
        evidence=evidence,
        received=incoming.received.isoformat(timespec="seconds"),
        notice=verdict.notice,
        recipient=verdict.recipient,
        outcome=outcome_name(verdict.outcome),
        rule=verdict.rule,
        reason=Private(verdict.reason),
        counted=verdict.counted,
        detail=detail(verdict.outcome),
        judged_with=verdict.judged_with,
        message_id=Private(mail.message_id if mail else ""),
        sender=Private(mail.sender if mail else ""),
    )


def judged(
    office: Office, book: RegisterBook, raw: bytes, received: datetime
) -> tuple[Verdict, Mail | None]:
    """Read and judge one message without recording anything."""
    mail = office.reader.read(raw)
    if isinstance(mail, Quarantined):
        return quarantined(mail), None
    try:
        verdict = judge(mail, book, office.trust, received=received)
    except GovflowError:  # the register's own trouble: the message is read again next time
        raise
    except Exception as error:  # whatever is wrong with one message, the next one goes on
        return quarantined(Quarantined(f"judging it failed ({type(error).__name__})")), mail
    if verdict.counted and _came_before(office, mail, raw):
        return repeated(verdict, Duplicate()), mail
    return verdict, mail


def _came_before(office: Office, mail: Mail, raw: bytes) -> bool:
    """Whether a reply with other bytes came under the same Message-ID from the same sender."""
    if not mail.message_id:
        return False
    evidence = hashlib.sha256(raw).hexdigest()
    found = office.register.find(ReplyRow, message_id=mail.message_id)
    return any(row.sender == mail.sender and row.evidence != evidence for row in found)


@dataclass(frozen=True, slots=True)
class Settlement:
    """The officer's decision on one reply: what she takes it for, her name and her reason."""

    evidence: str
    outcome: str
    by: str
    reason: str


def plan_settlement(office: Office, settlement: Settlement) -> ReplyRow:
    """The reply that would be settled, after making sure that it can be.

    `evidence` may be shortened to its first eight digits or more. Refused for a reply that matched
    no recipient and is to count, for machine mail, and for somebody's own reply.
    """
    row = find_reply(office, settlement.evidence)
    if settlement.outcome not in SETTLED_AS:
        raise GovflowError(
            f"a reply cannot be settled as '{settlement.outcome}'.",
            remedy=f"one of these: {', '.join(SETTLED_AS)}.",
        )
    if settlement.outcome in COUNTING and not row.recipient:
        raise GovflowError(
            "this reply belongs to no recipient, so it cannot count for anybody.",
            place=row.evidence[:12],
            remedy="settle it as not_an_answer, and write to the person.",
        )
    if settlement.outcome in COUNTING:
        _refuse_other_counting(office, row, settlement.outcome)
    refuse_own(office, row, settlement.by)
    return row


def counts_as(office: Office, row: ReplyRow) -> str:
    """What of this reply would count: 'acknowledged', in a written resolution 'agreed', or ''."""
    notice = office.register.get(NoticeRow, row.notice)
    person = office.register.get(RecipientRow, row.notice, row.recipient)
    if notice is None or person is None:
        return ""
    if not notice.amendments:
        return "" if notice.purpose in ASKING else "acknowledged"
    votes = notice.purpose == Purpose.RESOLUTION and person.audience != INTEREST
    return "agreed" if votes else ""


def _refuse_other_counting(office: Office, row: ReplyRow, outcome: str) -> None:
    """An acknowledgement counts in no resolution, an agreement nowhere else and not after its end."""
    counts = counts_as(office, row)
    if outcome != counts:
        raise GovflowError(
            f"nobody was asked for what '{outcome}' would count.",
            place=row.evidence[:8],
            remedy=f"settle it as {counts or 'not_an_answer'}, or as what else it is.",
            undone="Nothing was recorded.",
        )
    notice = office.register.get(NoticeRow, row.notice)
    received = datetime.fromisoformat(row.received).astimezone(HOME).date()
    if counts == "agreed" and notice and notice.due and received > notice.due:
        raise GovflowError(
            f"this vote came after {notice.due:%d/%m/%Y}, the last day of the resolution.",
            place=row.evidence[:8],
            remedy="settle it as not_an_answer; the Board may be asked anew.",
            undone="Nothing was recorded.",
        )


def refuse_own(office: Office, row: ReplyRow, by: str) -> None:
    """Nobody settles their own reply: neither its recipient nor whoever wrote it.

    Names are compared without capitals, accents, order and initials; addresses with those of the
    recipient, of the writer and of the people list. Raises GovflowError also when no name is given.
    """
    if not any(char.isalpha() for char in by):
        raise GovflowError(
            "a decision needs the name of whoever decides.",
            place=row.evidence[:8],
            remedy='add --by "Your Name".',
        )
    people = office.library.people()
    names, addresses = known_as(row.sender, people)
    mine = office.register.get(RecipientRow, row.notice, row.recipient) if row.recipient else None
    if mine is not None:
        listed = [p for p in people if p.id == mine.person]
        names += (mine.name, *(p.name for p in listed))
        addresses += (mine.email, *mine.other_emails, *(a for p in listed for a in p.addresses))
    also, _ = known_as(by, people)
    if any(means(said, names, (*addresses, row.sender)) for said in (by, *also)):
        raise GovflowError(
            f"'{by}' may be whom this reply is from, and nobody settles their own reply.",
            place=row.evidence[:8],
            remedy="let somebody else decide, or give your full name.",
            undone="Nothing was recorded.",
        )


def resolve(office: Office, settlement: Settlement) -> ReplyRow:
    """Settle a held reply. The judgement stays as it was; whether it counts follows the decision."""
    row = plan_settlement(office, settlement)
    office.register.append(
        ReplyResolved(
            evidence=row.evidence,
            outcome=settlement.outcome,
            counted=settlement.outcome in COUNTING,
            by=Private(settlement.by),
            reason=Private(settlement.reason),
        )
    )
    after = office.register.get(ReplyRow, row.evidence)
    assert after is not None
    return after


def find_reply(office: Office, evidence: str) -> ReplyRow:
    """The reply with this evidence digest, or with the only one that begins so (8 digits or more)."""
    wanted = evidence.casefold()
    exact = office.register.get(ReplyRow, wanted)
    if exact is not None:
        return exact
    found = [r for r in office.register.find(ReplyRow) if r.evidence.startswith(wanted)]
    if len(wanted) < 8 or len(found) != 1:
        raise GovflowError(
            f"there is no reply '{evidence}'."
            if not found
            else f"'{evidence}' fits several replies, or is too short to fit one for certain.",
            remedy="'govflow replies list' shows them with their evidence.",
        )
    return found[0]
