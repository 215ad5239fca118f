"""Writing one letter: what it says to this person, and the bytes that go out."""

import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import format_datetime

from govflow.core.people.letters import (
    ASKING,
    Envelope,
    LetterKind,
    LetterText,
    Purpose,
    acknowledging_words,
    reply_link,
    reply_statement,
    resolution_statement,
)
from govflow.core.people.notices import INTEREST
from govflow.core.record.chain import read_checkpoint
from govflow.core.record.marks import mark_of
from govflow.core.record.register import purpose_of
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, ReplyRow
from govflow.workflows.chasing import names_missing, step_and_note
from govflow.workflows.entry_views import facts_asked
from govflow.workflows.office import Office
from govflow.workflows.subjects import Subject

LOOP = "govflow"
PLAIN_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,120}@[A-Za-z0-9.\[\]:-]{1,120}>")
WITH_BY_LAW = (LetterKind.FIRST, LetterKind.REMINDER)
"""The letters that carry the by-law itself."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What one letter says beside what its notice says: the officer's words, the reply it follows."""

    kind: LetterKind
    note: str = ""
    in_reply_to: str = ""
    replied_on: date | None = None
    step: int = 1
    about: tuple[str, ...] = ()


def words_beside(office: Office, row: RecipientRow, letter: LetterRow) -> Beside:
    """The words that were written for this letter alone, and the message it is threaded under.

    A Message-ID from outside stands in the letter only when it is plain (RFC 5322 section 3.6.4);
    nothing else of what came in is ever sent back.
    """
    kind = LetterKind(letter.kind)
    if kind in (LetterKind.ANSWER, LetterKind.AGAIN):
        replies = office.register.find(ReplyRow, answer=letter.letter)
        raw = office.register.evidence(replies[0].answer_text) if replies else None
        note = str(json.loads(raw)["text"]) if raw is not None else ""
        return Beside(kind, note, _thread(replies[0]) if replies else "")
    if kind is LetterKind.RECEIPT and row.counted:
        reply = office.register.get(ReplyRow, row.counted)
        day = datetime.fromisoformat(row.counted_at).date()
        return Beside(kind, in_reply_to=_thread(reply) if reply else "", replied_on=day)
    if kind is LetterKind.REMINDER:
        step, note = step_and_note(office, row, letter)
        return Beside(kind, note, step=step)
    if kind is LetterKind.ESCALATION:
        return Beside(kind, about=names_missing(office, row, letter))
    return Beside(kind)


def _thread(reply: ReplyRow) -> str:
    """The Message-ID of a reply, where it is one that may stand in a header; else ''."""
    name = f"<{reply.message_id.strip('<>')}>"
    return name if PLAIN_ID.fullmatch(name) else ""


def letter_text(
    office: Office, subject: Subject, notice: NoticeRow, row: RecipientRow, kind: LetterKind
) -> LetterText:
    """Everything the letter's template may say to this recipient."""
    purpose = purpose_of(notice, row)
    asks = purpose == Purpose.ACKNOWLEDGEMENT
    words = acknowledging_words(subject.title, subject.version, row.language)
    reply_to = office.house.reply_address(row.secret)
    title = f"Re: {subject.title} ({row.reference})"
    return LetterText(
        kind=kind,
        language=row.language,
        organisation=office.house.organisation,
        policy_title=subject.title,
        version=subject.version,
        person_name=row.name,
        audience=row.audience,
        purpose=notice.purpose if notice.amendments else purpose,
        reference=row.reference,
        statement=_statement(office, notice, row),
        changes=subject.changes(row.audience),
        contact=office.house.contact,
        signer=office.house.signs_to(row.audience),
        mailto=""
        if row.audience == INTEREST
        else reply_link(reply_to, title, f"{words} ({row.reference})" if asks else ""),
        sent_on=office.clock.today(),
        passed_on=subject.passed_on,
        in_force=subject.in_force,
        due=row.due or notice.due,
        golden_rule=subject.golden_rule,
        checkpoint=str(office.register.checkpoint()),
        attachment=subject.attachments[0][0] if subject.attachments else "",
    )


def _statement(office: Office, notice: NoticeRow, row: RecipientRow) -> str:
    """What replying means, in this person's language; the sealed words where that is English."""
    if row.language == "en":
        return notice.statement
    if notice.purpose == Purpose.RESOLUTION:
        rules = office.house.meetings
        return resolution_statement(
            office.house.organisation, rules.written_article, rules.written_majority, row.language
        )
    return reply_statement(office.house.organisation, notice.version, row.language)


def written(
    office: Office, subject: Subject, notice: NoticeRow, row: RecipientRow, letter: LetterRow
) -> bytes:
    """One letter as the bytes that go out."""
    more = words_beside(office, row, letter)
    asking = notice.purpose in ASKING
    if asking or more.kind not in WITH_BY_LAW:
        subject = replace(subject, attachments=())
    text = letter_text(office, subject, notice, row, more.kind)
    text = replace(
        text, note=more.note, replied_on=more.replied_on, step=more.step, about=more.about
    )
    if asking:
        text = replace(text, changes=facts_asked(office, notice), statement="", golden_rule="")
    reply_to = office.house.reply_address(row.secret)
    if more.kind is LetterKind.ESCALATION:
        # it speaks of others: no answer to it may ever be taken for an acknowledgement of one's own
        text, reply_to = replace(text, mailto=""), office.house.sender
    rendered = office.letters.render(text)
    envelope = Envelope(
        sender=office.house.sender,
        to_name=row.name,
        to_address=row.email,
        reply_to=reply_to,
        message_id=letter.message_id,
        date=format_datetime(office.clock.stamp()),
        reference=row.reference,
        letter=letter.letter,
        loop=LOOP,
        checkpoint=text.checkpoint,
        notice=mark_of(notice),
        signature=office.sign(read_checkpoint(text.checkpoint)),
        auto_submitted="auto-replied" if more.kind is LetterKind.RECEIPT else "",
        in_reply_to=more.in_reply_to,
    )
    return office.letters.build(envelope, rendered, subject.attachments)
