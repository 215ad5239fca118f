"""What the by-law's cover and version table say, gathered from the register."""

from dataclasses import replace

from govflow.core.record.rows import AmendmentRow, VersionRow
from govflow.core.text.amendment import Amendment
from govflow.core.text.annotations import Passing, amendment_notes, carried
from govflow.core.text.documents import ByLaw, VersionLine
from govflow.core.text.policy import Policy
from govflow.core.text.versions import digest
from govflow.workflows.office import Office


def version_lines(office: Office, code: str) -> tuple[VersionLine, ...]:
    """The version-control table of a policy, oldest first."""
    rows = sorted(office.register.find(VersionRow, policy=code), key=lambda row: row.seq)
    return tuple(_line(office, row) for row in rows)


def _line(office: Office, row: VersionRow) -> VersionLine:
    amendment = office.register.get(AmendmentRow, row.amendment) if row.amendment else None
    return VersionLine(
        version=row.version,
        passed_on=row.passed_on,
        minute=row.minute,
        summary=amendment.title if amendment else "As first passed",
        digest=row.digest,
    )


def by_law(office: Office, policy: Policy) -> ByLaw:
    """The by-law of a passed version, its table ending with that version."""
    front = policy.front
    lines = version_lines(office, policy.code)
    until = next((i for i, line in enumerate(lines) if line.version == front.version), None)
    if until is None:
        coming = VersionLine(front.version, front.passed_on, front.minute, _title(office, policy))
        lines, until = (*lines, coming), len(lines)
    notes = tuple(_notes(office, policy).items())
    return ByLaw(policy, digest(policy), draft=False, history=lines[: until + 1], notes=notes)


def _notes(office: Office, policy: Policy) -> dict[str, str]:
    """The amendment notes of a version that was passed, from the texts passed up to it."""
    rows = sorted(office.register.find(VersionRow, policy=policy.code), key=lambda row: row.seq)
    names = [row.version for row in rows]
    last = policy.front.version
    names = names[: names.index(last)] if last in names else names
    texts = [*(office.library.version(policy.code, name) for name in names), policy]
    return amendment_notes(texts[0], [Passing(text, _authority(text)) for text in texts[1:]])


def _authority(text: Policy) -> str:
    """Who passed a text: 'Trustee Board, 30/11/2026, minute 26/114'."""
    front = text.front
    day = f"{front.passed_on:%d/%m/%Y}" if front.passed_on else f"version {front.version}"
    return ", ".join([front.passed_by, day, *([f"minute {front.minute}"] if front.minute else [])])


def _title(office: Office, policy: Policy) -> str:
    """What the amendment was called that is being published as this version."""
    for row in office.register.find(AmendmentRow, policy=policy.code, state="passed"):
        if row.decided_digest == digest(policy):
            return row.title
    return ""


def proposed_by_law(office: Office, base: Policy, amendment: Amendment, text_digest: str) -> ByLaw:
    """The by-law as it would stand: a draft with the new number and no date of passing yet."""
    front = replace(
        amendment.proposed.front, version=amendment.new_version, passed_on=None, minute=""
    )
    history = version_lines(office, amendment.policy)
    coming = VersionLine(amendment.new_version, None, "", amendment.title, digest=text_digest)
    return ByLaw(
        replace(amendment.proposed, front=front),
        text_digest,
        draft=True,
        history=(*history, coming),
        notes=tuple(carried(_notes(office, base), base, amendment.proposed).items()),
    )
