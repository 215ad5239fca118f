"""What was counted and why, and whether judging the stored bytes again says the same.

A reply is judged against everything that was recorded when it came in. So the ledger is read from its
beginning, and each reply judged again at its own place in it. Nothing is changed.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from govflow.core.record.encode import Entry, decode
from govflow.core.record.events import (
    LettersPlanned,
    NoticeSealed,
    Private,
    RecipientsAdded,
    ReplyReceived,
)
from govflow.core.record.ledger import fresh_letter, fresh_recipient
from govflow.core.record.project import NOTHING, apply
from govflow.core.record.roll import Roll, numbers
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, ReplyRow, Row
from govflow.core.record.tables import MemoryTables
from govflow.core.replies.mail import Mail
from govflow.core.replies.outcomes import outcome_name
from govflow.core.replies.verdicts import Verdict
from govflow.workflows.answers import answer_words
from govflow.workflows.book import RegisterBook
from govflow.workflows.collect import find_reply, judged
from govflow.workflows.office import Office
from govflow.workflows.registers import Line, reply_line
from govflow.workflows.signed import RULE

if TYPE_CHECKING:
    from govflow.workflows.ports import Register

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Then:
    """The register as it stood at one place of the ledger, with the evidence there is now."""

    tables: MemoryTables
    now: "Register"

    def find(self, table: type[R], **equal: object) -> list[R]:
        return self.tables.find(table, **equal)

    def get(self, table: type[R], *key: object) -> R | None:
        return self.tables.get(table, *key)

    def evidence(self, digest: str) -> bytes | None:
        return self.now.evidence(digest)


@dataclass(frozen=True, slots=True)
class Again:
    """One reply judged again. `differs` names what is not as it was; 'erased' when its bytes are gone."""

    evidence: str
    recorded: ReplyReceived
    verdict: Verdict | None
    mail: Mail | None
    differs: tuple[str, ...]


def rejudge(office: Office, only: str = "") -> Iterator[Again]:
    """Every reply judged again in the order in which they came; with `only`, that one alone.

    The verdict is compared with the record in outcome, rule, counting, recipient and reason. Settings
    and the people list are those of today: what they change shows as a difference, as it should.
    """
    tables = MemoryTables()
    then = replace(office, register=cast("Register", Then(tables, office.register)))
    for recorded in office.register.events():
        entry = _whole(office, decode(json.loads(recorded.body), {}))
        event = entry.event
        if isinstance(event, ReplyReceived) and _is_wanted(event, only):
            yield _again(then, event)
            if only:
                return
        tables.put(apply(tables, entry.event, entry.moment, _roll(office, entry)))


def _is_wanted(event: ReplyReceived, only: str) -> bool:
    """Whether a reply is to be judged again; what was signed on paper never was judged."""
    return event.rule != RULE and only in ("", event.evidence)


def _whole(office: Office, entry: Entry) -> Entry:
    """A reply's event with the personal values the tables still have."""
    event = entry.event
    if not isinstance(event, ReplyReceived):
        return entry
    row = office.register.get(ReplyRow, event.evidence)
    if row is None:
        return entry
    event = replace(
        event,
        reason=Private(row.reason),
        message_id=Private(row.message_id),
        sender=Private(row.sender),
    )
    return replace(entry, event=event)


def _roll(office: Office, entry: Entry) -> Roll:
    """What a notice or a later planning brought, as it was first written."""
    when, seq = entry.moment.when, entry.moment.seq
    if not isinstance(entry.event, NoticeSealed | RecipientsAdded | LettersPlanned):
        return NOTHING
    letters = [fresh_letter(r, when, seq) for r in office.register.find(LetterRow, planned=seq)]
    if isinstance(entry.event, LettersPlanned):
        return Roll((), letters)
    people, mine = (
        office.register.find(RecipientRow, notice=entry.event.notice),
        numbers(entry.event),
    )
    return Roll([fresh_recipient(row, when) for row in people if row.number in mine], letters)


def _again(then: Office, event: ReplyReceived) -> Again:
    raw = then.register.evidence(event.evidence)
    if raw is None:
        return Again(event.evidence, event, None, None, ("erased",))
    received = datetime.fromisoformat(event.received)
    verdict, mail = judged(then, RegisterBook(then), raw, received)
    return Again(event.evidence, event, verdict, mail, _differences(event, verdict))


def _differences(event: ReplyReceived, verdict: Verdict) -> tuple[str, ...]:
    pairs: dict[str, tuple[Any, Any]] = {
        "outcome": (event.outcome, outcome_name(verdict.outcome)),
        "counted": (event.counted, verdict.counted),
        "rule": (event.rule, verdict.rule),
        "recipient": ((event.notice, event.recipient), (verdict.notice, verdict.recipient)),
        "reason": (event.reason, verdict.reason),
    }
    return tuple(name for name, (was, now) in pairs.items() if was != now)


def drift_line(again: Again) -> Line:
    """One reply judged again, for JSON: as recorded, as judged now, and what differs."""
    now = again.verdict
    return {
        "evidence": again.evidence,
        "recorded": {
            "outcome": again.recorded.outcome,
            "rule": again.recorded.rule,
            "counted": again.recorded.counted,
            "reason": again.recorded.reason,
            "judged_with": again.recorded.judged_with,
        },
        "now": {
            "outcome": outcome_name(now.outcome),
            "rule": now.rule,
            "counted": now.counted,
            "reason": now.reason,
            "judged_with": now.judged_with,
        }
        if now
        else None,
        "differs": list(again.differs),
    }


def shown(office: Office, evidence: str) -> Line:
    """Everything about one reply: what was counted, by which rule, for which letter, who decided.

    `new_text` is read again from the stored bytes; `drift` says whether judging them again differs.
    """
    row = find_reply(office, evidence)
    again = next(rejudge(office, row.evidence), None)
    raw = office.register.evidence(row.evidence)
    notice = office.register.get(NoticeRow, row.notice) if row.notice else None
    verdict = again.verdict if again else None
    proof = verdict.trust if verdict else None
    return {
        **reply_line(office, row),
        "size": len(raw) if raw is not None else None,
        "digest_matches": raw is not None and hashlib.sha256(raw).hexdigest() == row.evidence,
        "judged_with": again.recorded.judged_with if again else "",
        "new_text": verdict.new_text if verdict else None,
        "sender_proof": {"level": proof.level, "why": proof.why} if proof else None,
        "letters": _letters(office, row),
        "statement": notice.statement if notice else None,
        "policy": notice.policy if notice else None,
        "version": notice.version if notice else None,
        "text_digest": notice.digest if notice else None,
        "answer": answer_words(office, row) or None,
        "drift": list(again.differs) if again else [],
    }


def _letters(office: Office, row: ReplyRow) -> list[Line]:
    """The letters this person had had in this notice, with the digest of the bytes of each."""
    if not row.recipient:
        return []
    found = office.register.find(LetterRow, notice=row.notice, recipient=row.recipient)
    return [
        {"letter": x.letter, "state": x.state, "message_id": x.message_id, "digest": x.wire or None}
        for x in sorted(found, key=lambda letter: letter.planned)
    ]
