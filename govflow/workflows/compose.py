"""Writing one letter: what it says to this person, and the bytes that go out."""

from dataclasses import dataclass
from email.utils import format_datetime

from govflow.core.people.letters import (
    Envelope,
    LetterKind,
    LetterText,
    acknowledging_words,
    reply_link,
    reply_statement,
)
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, VersionRow
from govflow.core.text.compare import compare
from govflow.core.text.policy import Policy
from govflow.core.text.told import sentences
from govflow.workflows.office import Office
from govflow.workflows.policies import passed_text

LOOP = "govflow"


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
        signer=office.house.signer,
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
    text = letter_text(office, subject, notice, row, LetterKind(letter.kind))
    rendered = office.letters.render(text)
    envelope = Envelope(
        sender=office.house.sender,
        to_name=row.name,
        to_address=row.email,
        reply_to=office.house.reply_address(row.secret),
        message_id=letter.message_id,
        date=format_datetime(office.clock.stamp()),
        reference=row.reference,
        letter=letter.letter,
        loop=LOOP,
        checkpoint=text.checkpoint,
    )
    attachments = [subject.attachment] if subject.attachment else []
    return office.letters.build(envelope, rendered, attachments)
