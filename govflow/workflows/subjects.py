"""What all letters of one notice share: a version and what changed in it, or the Board's papers."""

from dataclasses import dataclass
from datetime import date

from govflow.core.record.rows import NoticeRow, VersionRow
from govflow.core.text.compare import compare
from govflow.core.text.policy import Policy
from govflow.core.text.told import sentences
from govflow.workflows.board_papers import agenda_lines, papers_sent
from govflow.workflows.office import Office
from govflow.workflows.policies import passed_text


@dataclass(frozen=True, slots=True)
class Subject:
    """What the letters are about: a policy's version, or (with no version) the papers of a board.

    `plain` are what reads differently, or the items before the board; `told` are the mover's own
    sentences by audience.
    """

    title: str
    version: str = ""
    passed_on: date | None = None
    in_force: date | None = None
    golden_rule: str = ""
    told: tuple[tuple[str, tuple[str, ...]], ...] = ()
    plain: tuple[str, ...] = ()
    attachments: tuple[tuple[str, bytes], ...] = ()

    def changes(self, audience: str) -> tuple[str, ...]:
        """What changed, for one audience: the mover's plain sentences, else what reads differently."""
        told = dict(self.told)
        return told.get("all", ()) + told.get(audience, ()) or self.plain


def subject_of_notice(office: Office, notice: NoticeRow) -> Subject:
    """Gather once what every letter of a notice needs."""
    if notice.amendments:
        return Subject(
            title=office.house.board,
            plain=agenda_lines(office, notice.amendments),
            attachments=papers_sent(office, notice),
        )
    version = office.register.get(VersionRow, notice.policy, notice.version)
    assert version is not None
    return subject_of(office, version)


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
    return Subject(
        title=policy.title,
        version=version.version,
        passed_on=version.passed_on,
        in_force=version.in_force,
        golden_rule=str(policy.front.get("golden_rule", "") or ""),
        told=told,
        plain=plain,
        attachments=_by_law(office, policy, version),
    )


def _by_law(office: Office, policy: Policy, version: VersionRow) -> tuple[tuple[str, bytes], ...]:
    raw = office.library.read_document(f"{policy.code}/{version.version}", "by-law.docx")
    return ((f"{policy.title} {version.version}.docx", raw),) if raw is not None else ()
