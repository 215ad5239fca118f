"""The report: how one notice stands, gathered for the terminal and the page."""

from datetime import date, timedelta

from govflow.core.errors import GovflowError
from govflow.core.people.letters import ASKING
from govflow.core.people.reports import HOW_WE_COUNT, Report, ReportPerson
from govflow.core.record.rows import NoticeRow, VersionRow
from govflow.core.text.compare import align
from govflow.core.text.policy import provisions
from govflow.workflows.office import HOME, Office
from govflow.workflows.registers import Line, register_lines
from govflow.workflows.subjects import subject_of

NOTES = {
    "undelivered": "the letter could not be delivered",
    "uncertain": "it is not certain that the letter went out",
    "held": "a reply waits for review",
    "question": "asked a question",
    "declined": "declined",
}


def choose_notice(office: Office, name: str | None) -> NoticeRow:
    """The notice asked for, or the newest; raises GovflowError when there is none."""
    if name is not None:
        row = office.register.get(NoticeRow, name)
        if row is not None and not row.amendments:
            return row
    rows = [
        row
        for row in office.register.find(NoticeRow)
        if not row.amendments and row.purpose not in ASKING
    ]
    if name is not None or not rows:
        raise GovflowError(
            f"there is no notice '{name}' of a version." if name else "no notice was sent yet.",
            remedy="'govflow notice list' shows them." if name else "govflow notice send CODE",
        )
    return max(rows, key=lambda row: (row.sealed_on, row.notice))


def report(office: Office, name: str | None = None) -> Report:
    """Everything the report says about a notice: people, counts, what changed, how we count."""
    notice = choose_notice(office, name)
    version = office.register.get(VersionRow, notice.policy, notice.version)
    assert version is not None
    subject = subject_of(office, version)
    lines = register_lines(office, notice=notice.notice)
    last_days = {person.id: person.left for person in office.library.people()}
    checkpoint = office.register.checkpoint()
    return Report(
        organisation=office.house.organisation,
        policy_title=version.title,
        version=version.version,
        digest=version.digest,
        notice=notice.notice,
        purpose=notice.purpose,
        as_at=office.clock.stamp().astimezone(HOME),
        sent_on=notice.sealed_on,
        people=tuple(_person(line, last_days.get(line["person"])) for line in lines),
        due=notice.due,
        passed_on=version.passed_on,
        in_force=version.in_force,
        minute=version.minute,
        changes=subject.plain,
        redline=_redline(office, version),
        statement=notice.statement,
        checkpoint=str(checkpoint),
        signed=office.note(checkpoint),
        how_we_count=HOW_WE_COUNT,
    )


def _person(line: Line, last_day: date | None) -> ReportPerson:
    """One line of the register. Who left counts where they were still here on their day to answer."""
    due, noted = line["due"], date.fromisoformat(line["since"][:10])
    gone_on = last_day or noted - timedelta(days=1)
    return ReportPerson(
        name=line["name"] or line["person"],
        audience=line["audience"],
        state=line["state"],
        since=noted,
        letters=line["letters"],
        note=NOTES.get(line["state"], ""),
        counted_by=line["counted_by"] or "",
        bound_when_due=due is not None and gone_on >= due,
    )


def _redline(office: Office, version: VersionRow) -> str:
    """What changed, as an HTML fragment: the changed clauses only."""
    if not version.amendment:
        return ""
    base = office.library.version(version.policy, office.library.amendment(version.amendment).base)
    text = office.library.version(version.policy, version.version)
    return office.pages.redline(align(provisions(base), provisions(text)))
