"""The register and the lists around it, as plain lines for the terminal, JSON and files."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from govflow.core.errors import GovflowError
from govflow.core.people.dates import date_words
from govflow.core.people.letters import ASKING, LetterKind, LetterState, Purpose
from govflow.core.people.people import Person
from govflow.core.record.register import purpose_of, state
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, ReplyRow, VersionRow
from govflow.core.record.settle import COUNTING, waits
from govflow.core.record.times import shown
from govflow.core.replies.outcomes import outcome_name
from govflow.workflows.book import RegisterBook
from govflow.workflows.collect import judged
from govflow.workflows.office import HOME, Office

Line = dict[str, Any]


def register_lines(
    office: Office,
    *,
    policy: str | None = None,
    notice: str | None = None,
    wanted: str | None = None,
) -> list[Line]:
    """Who stands how: one line per person and notice, in the order of notices and their rolls."""
    today = office.clock.today()
    heard = _heard(office)
    lines: list[Line] = []
    for row in office.register.find(NoticeRow):
        if notice is None and row.purpose in ASKING:
            continue
        if (policy and row.policy != policy) or (notice and row.notice != notice):
            continue
        lines += _notice_lines(office, row, today, heard)
    return [line for line in lines if wanted is None or line["state"] == wanted]


Heard = Mapping[tuple[str, str], Sequence[tuple[int, str]]]


def _heard(office: Office) -> Heard:
    """Which versions each person has acknowledged, by person and policy."""
    order = {(row.policy, row.version): row.seq for row in office.register.find(VersionRow)}
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for notice in office.register.find(NoticeRow):
        text = (order.get((notice.policy, notice.version), 0), notice.version)
        for row in office.register.find(RecipientRow, notice=notice.notice):
            if row.counted and row.person:
                found.setdefault((row.person, notice.policy), []).append(text)
    return found


def _before(heard: Heard, row: RecipientRow, notice: NoticeRow, seq: int) -> str:
    """The newest earlier version this person has acknowledged; '' for none."""
    earlier = [text for text in heard.get((row.person, notice.policy), ()) if text[0] < seq]
    return max(earlier)[1] if earlier else ""


def _says(
    standing: str, notice: NoticeRow, letters: Iterable[LetterRow], before: str, *, asked: bool
) -> str:
    """How somebody stands, in words that claim no more than is known: a letter is 'sent', never 'told'."""
    if standing == "acknowledged":
        return f"acknowledged {notice.version}"
    if standing == "left":
        return "left before answering" if asked else "left"
    if standing != "informed":
        return standing
    first = min(one.since for one in letters if one.state == LetterState.SENT)
    sent = f"sent {notice.version or 'the papers'} on {date_words(date.fromisoformat(first[:10]))}"
    return f"acknowledged {before}; {sent}" if before else sent


def _notice_lines(office: Office, notice: NoticeRow, today: date, heard: Heard) -> list[Line]:
    versions = office.register.find(VersionRow, policy=notice.policy)
    letters: dict[int, list[LetterRow]] = {}
    for letter in office.register.find(LetterRow, notice=notice.notice):
        letters.setdefault(letter.recipient, []).append(letter)
    replies = {one.evidence: one for one in office.register.find(ReplyRow, notice=notice.notice)}
    seq = next((v.seq for v in versions if v.version == notice.version), 0)
    lines = []
    for row in office.register.find(RecipientRow, notice=notice.notice):
        own = letters.get(row.number, [])
        standing = state(row, own, notice, versions, today)
        asked = purpose_of(notice, row) != Purpose.INFORMATION
        says = _says(standing, notice, own, _before(heard, row, notice, seq), asked=asked)
        lines.append(_recipient_line(row, notice, (standing, says), replies.get(row.counted)))
    return lines


def _recipient_line(
    row: RecipientRow, notice: NoticeRow, stands: tuple[str, str], reply: ReplyRow | None
) -> Line:
    """One person within a notice. `since` is when their acknowledgement came in, once there is one.

    `says` is their state in words. `counted_by_rule` names the rule that counted it; `counted_by` the
    person who decided instead.
    """
    standing, says = stands
    decided = reply is not None and reply.resolved_as in COUNTING
    return {
        "person": row.person,
        "name": row.name,
        "email": row.email,
        "audience": row.audience,
        "reference": row.reference,
        "notice": notice.notice,
        "policy": notice.policy,
        "version": notice.version,
        "digest": notice.digest,
        "state": standing,
        "says": says,
        "due": row.due or notice.due,
        "since": row.counted_at if standing in COUNTING else row.since,
        "letters": row.letters,
        "counted_by_rule": reply.rule if reply and not decided else None,
        "counted_by": (reply.resolved_by or "a person") if reply and decided else None,
    }


def notice_lines(office: Office) -> list[Line]:
    """Every notice with how many people stand in which state."""
    return [notice_line(office, row.notice) for row in office.register.find(NoticeRow)]


def mailings_of(office: Office, amendment: str) -> list[Line]:
    """The notices that brought an amendment's papers to the Board, oldest first."""
    rows = [row for row in office.register.find(NoticeRow) if amendment in row.amendments]
    return [notice_line(office, row.notice) for row in sorted(rows, key=lambda row: row.sealed_on)]


def notice_line(office: Office, name: str) -> Line:
    """One notice: its dates, how many people stand how, how many letters went how."""
    notice = office.register.get(NoticeRow, name)
    if notice is None:
        raise GovflowError(
            f"there is no notice '{name}'.", remedy="'govflow notice list' shows them."
        )
    lines = _notice_lines(office, notice, office.clock.today(), {})
    letters = office.register.find(LetterRow, notice=name)
    return {
        "notice": name,
        "policy": notice.policy,
        "version": notice.version,
        "digest": notice.digest,
        "purpose": notice.purpose,
        "audiences": list(notice.audiences),
        "sealed_on": notice.sealed_on,
        "due": notice.due,
        "recipients": notice.recipients,
        "written_to": sum(letter.kind == LetterKind.FIRST for letter in letters),
        "states": dict(sorted(Counter(line["state"] for line in lines).items())),
        "letters": dict(sorted(Counter(_went(letter) for letter in letters).items())),
        "closed": notice.closed,
        "amendments": list(notice.amendments),
    }


def _went(letter: LetterRow) -> str:
    return "withdrawn" if letter.withdrawn else letter.state


def person_lines(office: Office, person: str) -> tuple[Person, list[Line]]:
    """One person of the list and how they stand in every notice they are on."""
    found = next((p for p in office.library.people() if p.id == person), None)
    if found is None:
        raise GovflowError(
            f"there is nobody with the id '{person}'.",
            place="people.csv",
            remedy="'govflow people list' shows everybody.",
        )
    return found, [line for line in register_lines(office) if line["person"] == person]


def reply_lines(office: Office, *, held_only: bool = False) -> list[Line]:
    """Every reply once, in the order in which they came in."""
    rows = sorted(office.register.find(ReplyRow), key=lambda row: row.seq)
    return [reply_line(office, row) for row in rows if not held_only or waits(row)]


def reply_line(office: Office, row: ReplyRow) -> Line:
    """One reply as the register has it."""
    recipient = (
        office.register.get(RecipientRow, row.notice, row.recipient) if row.recipient else None
    )
    return {
        "evidence": row.evidence,
        "message_id": row.message_id,
        "from": row.sender,
        "received": row.received,
        "notice": row.notice or None,
        "recipient": recipient.person if recipient else None,
        "outcome": row.outcome,
        "reason": row.reason,
        "counted": row.counted,
        "rule": row.rule,
        "detail": dict(row.detail),
        "held": waits(row),
        "resolved_as": row.resolved_as or None,
        "resolved_by": row.resolved_by or None,
        "resolved_reason": row.resolved_reason or None,
        "assigned": row.assigned or None,
        "answer": _answer_state(office, row),
    }


def _answer_state(office: Office, row: ReplyRow) -> str | None:
    """How the letter that answers a reply stands: written, planned, sent...; None without one."""
    if not row.answer:
        return None
    letter = office.register.get(LetterRow, row.answer)
    return letter.state if letter else "written"


def judged_line(office: Office, raw: bytes) -> Line:
    """How a message would be judged, with the words it was judged by; records nothing."""
    known = office.register.get(ReplyRow, hashlib.sha256(raw).hexdigest())
    received = datetime.fromisoformat(known.received) if known else _now(office)
    verdict, mail = judged(office, RegisterBook(office), raw, received)
    recipient = (
        office.register.get(RecipientRow, verdict.notice, verdict.recipient)
        if verdict.recipient
        else None
    )
    return {
        "evidence": hashlib.sha256(raw).hexdigest(),
        "message_id": mail.message_id if mail else "",
        "from": mail.sender if mail else "",
        "received": None,
        "notice": verdict.notice or None,
        "recipient": recipient.person if recipient else None,
        "outcome": outcome_name(verdict.outcome),
        "reason": verdict.reason,
        "counted": verdict.counted,
        "rule": verdict.rule,
        "detail": asdict(verdict.outcome),
        "new_text": verdict.new_text,
        "judged_with": verdict.judged_with,
    }


def _now(office: Office) -> datetime:
    """This instant as the register's tables show it, on the pretended day when one is pretended."""
    now, today = office.clock.now(), office.clock.today()
    return shown(now, today if now.astimezone(HOME).date() != today else None)


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    bare = text.lstrip(" \t\r\n\ufeff\x00")
    return f"'{text}" if bare[:1] in "=+-@|\uff1d\uff0b\uff0d\uff20" and bare else text
