"""Seeing a notice before it goes: every letter on one page, and one letter to the sender alone."""

from dataclasses import replace
from email.utils import parseaddr

from govflow.core.errors import GovflowError, MailError
from govflow.core.people.letters import LetterKind, Sent
from govflow.core.people.notices import Excluded
from govflow.core.people.reports import Preview, PreviewLetter
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow
from govflow.workflows.compose import letter_text, written
from govflow.workflows.notify import NoticePlan, Rehearsal, rehearsed
from govflow.workflows.office import Office
from govflow.workflows.subjects import Subject, subject_of

PAGE = "notice-preview.html"


def preview(office: Office, plan: NoticePlan) -> Preview:
    """Every letter of a notice as it would go out. Codes in it are examples; nothing is recorded."""
    subject = subject_of(office, plan.version)
    return previewed(
        office,
        subject,
        rehearsed(office, plan),
        warnings=_warnings(office, plan, subject),
        excluded=plan.excluded,
    )


def previewed(
    office: Office,
    subject: Subject,
    rehearsal: Rehearsal,
    *,
    warnings: tuple[str, ...],
    excluded: tuple[Excluded, ...],
) -> Preview:
    """The letters of a rehearsed notice, shown."""
    notice = rehearsal.notice
    written_to = [row for row in rehearsal.recipients if row.email]
    shown = tuple(
        _shown(office, subject, notice, row, letter)
        for row, letter in zip(written_to, rehearsal.letters, strict=True)
    )
    return Preview(
        organisation=office.house.organisation,
        policy_title=subject.title,
        version=subject.version,
        digest=notice.digest,
        purpose=notice.purpose,
        letters=shown,
        due=notice.due,
        sender=office.house.sender,
        warnings=warnings,
        excluded=tuple((e.person.name, e.why) for e in excluded),
    )


def _shown(
    office: Office, subject: Subject, notice: NoticeRow, row: RecipientRow, letter: LetterRow
) -> PreviewLetter:
    text = letter_text(office, subject, notice, row, LetterKind.FIRST)
    rendered = office.letters.render(text)
    head = {
        "From": office.house.sender,
        "To": f"{row.name} <{row.email}>",
        "Reply-To": office.house.reply_address("…"),
        "Subject": rendered.subject,
        "Message-ID": letter.message_id,
    }
    return PreviewLetter(
        name=row.name,
        address=row.email,
        audience=row.audience,
        letter=rendered,
        headers=tuple(head.items()),
        attachments=tuple((name, len(raw)) for name, raw in subject.attachments),
    )


def _warnings(office: Office, plan: NoticePlan, subject: Subject) -> tuple[str, ...]:
    """What to look at before sending, in sentences."""
    warnings = []
    if not subject.attachments:
        warnings.append("The by-law is not attached: no Word file of this version was found.")
    if plan.version.in_force < office.clock.today():
        warnings.append(f"The text applies already since {plan.version.in_force:%d/%m/%Y}.")
    if not office.house.contact.phone:
        warnings.append("The letters give no telephone number (govflow.toml, notices.phone).")
    if plan.notice:
        warnings.append(f"{plan.already} of these letters have gone out already ({plan.notice}).")
    return tuple(warnings)


def write_preview(office: Office, plan: NoticePlan) -> str:
    """Write the preview beside the version's documents; returns its path."""
    page = office.pages.preview(preview(office, plan))
    folder = f"{plan.policy.code}/{plan.version.version}"
    return office.library.write_documents(folder, {PAGE: page.encode()})[0]


def send_to_me(office: Office, plan: NoticePlan) -> str:
    """Send the first letter of a notice of a version to the sender alone; see `letter_to_me`."""
    return letter_to_me(office, subject_of(office, plan.version), rehearsed(office, plan))


def letter_to_me(office: Office, subject: Subject, rehearsal: Rehearsal) -> str:
    """Send the first letter to the sender's own address; returns what the transport calls it.

    Its codes are examples: a reply to it matches nobody. Nothing is recorded.
    """
    if not rehearsal.letters:
        raise GovflowError(
            "this notice writes to nobody, so there is no letter to show.",
            remedy="'govflow notice preview' says why each person gets none.",
        )
    name, own = parseaddr(office.house.sender)
    first = rehearsal.recipients[0]
    row = replace(first, name=name or own, email=own)
    letters = first.reference.partition("-")[0]
    letter = replace(rehearsal.letters[0], letter=f"{letters}-PREVIEW/{_stamp(office)}/first")
    raw = written(office, subject, rehearsal.notice, row, letter)
    result = office.transport.send(letter.letter, raw, own, own)
    if not isinstance(result, Sent):
        raise MailError(
            f"the letter to {own} was not sent: {result.text}.",
            remedy="see to it, then repeat; nobody else was written to.",
        )
    return result.remote_id


def _stamp(office: Office) -> str:
    return f"{office.clock.now():%Y%m%d%H%M%S%f}"
