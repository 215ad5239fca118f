"""Writing one letter: what it says to this person, and the bytes that go out."""

import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import format_datetime

from govflow.core.people.letters import (
    Envelope,
    LetterKind,
    LetterText,
    acknowledging_words,
    reply_link,
    reply_statement,
)
from govflow.core.record.chain import read_checkpoint
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, ReplyRow, VersionRow
from govflow.core.text.compare import compare
from govflow.core.text.policy import Policy
from govflow.core.text.told import sentences
from govflow.workflows.chasing import names_missing, step_and_note
from govflow.workflows.office import Office
from govflow.workflows.policies import passed_text

LOOP = "govflow"
PLAIN_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,120}@[A-Za-z0-9.\[\]:-]{1,120}>")
WITH_BY_LAW = (LetterKind.FIRST, LetterKind.REMINDER)
"""The letters that carry the by-law itself."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What all letters of one notice share: the text, what changed in it, and the by-law to attach."""

    policy: Policy
    version: VersionRow
    told: tuple[tuple[str, tuple[str, ...]], ...]
    plain: tuple[str, ...]
    attachment: tuple[str, bytes] | None

    def changes(self, audience: str) -> tuple[str, ...]:
        """What changed, for one audience: the mover's plain sentences, else what reads differently."""
        told = dict(self.told)
        return told.get("all", ()) + told.get(audience, ()) or self.plain


def subject_of(office: Office, version: VersionRow) -> Subject:
    """Gather once what every letter about this version needs."""
    policy = passed_text(office, version.policy, version)
    told: tuple[tuple[str, tuple[str, ...]], ...] = ()
    plain: tuple[str, ...] = ()
    if version.amendment:
        amendment = office.library.amendment(version.amendment)
        told = amendment.told
        base = office.library.version(version.policy, amendment.base)
        plain = sentences(compare(base, policy))
    return Subject(policy, version, told, plain, _attachment(office, policy, version))


def _attachment(office: Office, policy: Policy, version: VersionRow) -> tuple[str, bytes] | None:
    raw = office.library.read_document(f"{policy.code}/{version.version}", "by-law.docx")
    return (f"{policy.title} {version.version}.docx", raw) if raw is not None else None


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
    version, policy = subject.version, subject.policy
    words = acknowledging_words(policy.title, version.version, row.language)
    reply_to = office.house.reply_address(row.secret)
    title = f"Re: {policy.title} ({row.reference})"
    return LetterText(
        kind=kind,
        language=row.language,
        organisation=office.house.organisation,
        policy_title=policy.title,
        version=version.version,
        person_name=row.name,
        audience=row.audience,
        purpose=notice.purpose,
        reference=row.reference,
        statement=_statement(office, notice, row),
        changes=subject.changes(row.audience),
        contact=office.house.contact,
        signer=office.house.signs_to(row.audience),
        mailto=reply_link(reply_to, title, f"{words} ({row.reference})"),
        sent_on=office.clock.today(),
        passed_on=version.passed_on,
        in_force=version.in_force,
        due=row.due or notice.due,
        golden_rule=str(policy.front.get("golden_rule", "") or ""),
        checkpoint=str(office.register.checkpoint()),
        attachment=subject.attachment[0] if subject.attachment else "",
    )


def _statement(office: Office, notice: NoticeRow, row: RecipientRow) -> str:
    """What replying means, in this person's language; the sealed words where that is English."""
    if row.language == "en":
        return notice.statement
    return reply_statement(office.house.organisation, notice.version, row.language)


def written(
    office: Office, subject: Subject, notice: NoticeRow, row: RecipientRow, letter: LetterRow
) -> bytes:
    """One letter as the bytes that go out."""
    more = words_beside(office, row, letter)
    subject = subject if more.kind in WITH_BY_LAW else replace(subject, attachment=None)
    text = letter_text(office, subject, notice, row, more.kind)
    text = replace(
        text, note=more.note, replied_on=more.replied_on, step=more.step, about=more.about
    )
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
        signature=office.sign(read_checkpoint(text.checkpoint)),
        auto_submitted="auto-replied" if more.kind is LetterKind.RECEIPT else "",
        in_reply_to=more.in_reply_to,
    )
    attachments = [subject.attachment] if subject.attachment else []
    return office.letters.build(envelope, rendered, attachments)
