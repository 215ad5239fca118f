"""Seeing a notice before it goes: every letter on one page, and one letter to the sender alone."""

from dataclasses import replace
from email.utils import parseaddr

from govflow.core.errors import MailError
from govflow.core.people.letters import LetterKind, Sent
from govflow.core.people.notices import prefix
from govflow.core.people.reports import Preview, PreviewLetter
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow
from govflow.workflows.compose import Subject, letter_text, subject_of, written
from govflow.workflows.notify import NoticePlan, rehearsed
from govflow.workflows.office import Office

PAGE = "notice-preview.html"


def preview(office: Office, plan: NoticePlan) -> Preview:
    """Every letter of a notice as it would go out. Codes in it are examples; nothing is recorded."""
    subject = subject_of(office, plan.version)
    notice, recipients, letters = rehearsed(office, plan)
    shown = tuple(
        _shown(office, subject, notice, row, letter)
        for row, letter in zip(recipients, letters, strict=True)
    )
    return Preview(
        organisation=office.house.organisation,
        policy_title=plan.policy.title,
        version=plan.version.version,
        digest=plan.version.digest,
        purpose=plan.purpose,
        letters=shown,
        due=plan.due,
        sender=office.house.sender,
        warnings=_warnings(office, plan, subject),
        excluded=tuple((e.person.name, e.why) for e in plan.excluded),
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
    attachment = subject.attachment
    return PreviewLetter(
        name=row.name,
        address=row.email,
        audience=row.audience,
        letter=rendered,
        headers=tuple(head.items()),
        attachments=((attachment[0], len(attachment[1])),) if attachment else (),
    )


def _warnings(office: Office, plan: NoticePlan, subject: Subject) -> tuple[str, ...]:
    """What to look at before sending, in sentences."""
    warnings = []
    if subject.attachment is None:
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
    """Send the first letter to the sender's own address; returns what the transport calls it.

    Its codes are examples: a reply to it matches nobody. Nothing is recorded.
    """
    subject = subject_of(office, plan.version)
    notice, recipients, letters = rehearsed(office, plan)
    name, own = parseaddr(office.house.sender)
    row = replace(recipients[0], name=name or own, email=own)
    letter = replace(
        letters[0], letter=f"{prefix(plan.policy.front)}-PREVIEW/{_stamp(office)}/first"
    )
    raw = written(office, subject, notice, row, letter)
    result = office.transport.send(letter.letter, raw, own, own)
    if not isinstance(result, Sent):
        raise MailError(
            f"the letter to {own} was not sent: {result.text}.",
            remedy="see to it, then repeat; nobody else was written to.",
        )
    return result.remote_id


def _stamp(office: Office) -> str:
    return f"{office.clock.now():%Y%m%d%H%M%S%f}"
