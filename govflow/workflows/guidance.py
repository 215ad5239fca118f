"""Keeping derived guidance in step: what is stale, who confirmed it, and the finished papers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from govflow.core.errors import GovflowError
from govflow.core.record.events import GuidanceConfirmed, Private
from govflow.core.record.rows import AmendmentRow, GuidanceRow
from govflow.core.text.findings import Finding, Severity
from govflow.core.text.guidance import (
    Cause,
    Guidance,
    Stale,
    guidance_digest,
    guidance_findings,
    moved,
    moves,
    rests_on_digests,
    sheet,
    stale_passages,
)
from govflow.core.text.policy import Policy
from govflow.core.text.versions import digest
from govflow.workflows.office import Office

WHY = {
    Cause.UNCONFIRMED: "nobody has confirmed it against {clause}",
    Cause.CHANGED: "{clause} has changed",
    Cause.VANISHED: "{clause} is gone",
    Cause.MOVED: "{clause} has moved",
}


@dataclass(frozen=True, slots=True)
class Target:
    """The text guidance must fit: the one passed and waiting to be published, else the newest."""

    policy: Policy
    version: str
    base: Policy | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One guidance as it would be published with the target, and which of its passages are stale."""

    guidance: Guidance
    stale: tuple[Stale, ...]


def target_of(office: Office, code: str) -> Target:
    """The text that a policy's guidance has to fit now."""
    for row in office.register.find(AmendmentRow, policy=code, state="passed"):
        amendment = office.library.amendment(row.amendment)
        base = office.library.version(code, row.base_version)
        return Target(amendment.proposed, amendment.new_version, base)
    current = office.library.current(code)
    return Target(current, current.front.version, None)


def standing_of(office: Office, code: str, target: Target) -> tuple[Standing, ...]:
    """Every guidance of a policy beside the target; moved clauses are followed by themselves."""
    return tuple(_standing(office, code, one, target) for one in office.library.guidance(code))


def _standing(office: Office, code: str, guidance: Guidance, target: Target) -> Standing:
    follows = moved(guidance, _followed(target))
    row = office.register.get(GuidanceRow, code, guidance.audience)
    if row is not None and row.version == target.version:
        edited = row.digest != guidance_digest(follows)
        confirmed = () if edited else row.rests_on
        return Standing(follows, stale_passages(follows, target.policy, target.policy, confirmed))
    version = row.version if row is not None else guidance.version
    old = _version(office, code, version)
    known = row.rests_on if row is not None else rests_on_digests(guidance, old) if old else ()
    found = stale_passages(guidance, old, target.policy, known)
    return Standing(follows, tuple(s for s in found if s.cause is not Cause.MOVED))


def _followed(target: Target) -> Mapping[str, str]:
    return moves(target.base, target.policy) if target.base is not None else {}


def _version(office: Office, code: str, version: str) -> Policy | None:
    try:
        return office.library.version(code, version) if version else None
    except GovflowError:
        return None


def check_guidance(office: Office, code: str) -> tuple[Finding, ...]:
    """What is wrong with a policy's guidance: stale passages, unknown clauses, words the by-law lacks."""
    target = target_of(office, code)
    found: list[Finding] = []
    for standing in standing_of(office, code, target):
        found += guidance_findings(standing.guidance, target.policy)
        found += [_stale_finding(code, standing.guidance, stale) for stale in standing.stale]
    return tuple(sorted(found, key=lambda f: (f.file, f.line, f.code)))


def _stale_finding(code: str, guidance: Guidance, stale: Stale) -> Finding:
    why = WHY[stale.cause].format(clause=stale.address)
    return Finding(
        code="GUI201",
        severity=Severity.ERROR,
        file=guidance.path,
        line=stale.passage.line,
        clause=stale.address,
        message=f"the passage '{stale.passage.heading}' is stale: {why}.",
        remedy=f"read both, mend the passage, then: govflow guidance confirm {code} {guidance.audience}",
    )


def check_fresh(office: Office, code: str, target: Target) -> tuple[Guidance, ...]:
    """The guidance to publish with the target; raises GovflowError while any of it is stale."""
    standings = standing_of(office, code, target)
    for standing in standings:
        if standing.stale:
            finding = _stale_finding(code, standing.guidance, standing.stale[0])
            others = len(standing.stale) - 1
            more = f" ({others} more: govflow guidance check {code})" if others else ""
            raise GovflowError(
                f"{finding.message}{more}",
                place=f"{finding.file}:{finding.line}",
                remedy=finding.remedy,
                undone="Nothing was published.",
            )
    return tuple(standing.guidance for standing in standings)


def confirm_guidance(office: Office, code: str, audience: str, by: str) -> None:
    """Record that a person found the guidance right beside the text it has to fit."""
    office.register.append(plan_confirmation(office, code, audience, by))


def plan_confirmation(office: Office, code: str, audience: str, by: str) -> GuidanceConfirmed:
    """The confirmation as it would be recorded; refused while the guidance has errors of its own."""
    target = target_of(office, code)
    standing = next(
        (s for s in standing_of(office, code, target) if s.guidance.audience == audience), None
    )
    if standing is None:
        raise GovflowError(
            f"'{code}' has no guidance for '{audience}'.",
            place=f"policy/{code}",
            remedy=f"write policy/{code}/guidance-{audience}.md",
        )
    errors = [
        f
        for f in guidance_findings(standing.guidance, target.policy)
        if f.severity is Severity.ERROR
    ]
    if errors:
        first = errors[0]
        raise GovflowError(first.message, place=f"{first.file}:{first.line}", remedy=first.remedy)
    return GuidanceConfirmed(
        policy=code,
        audience=audience,
        version=target.version,
        digest=guidance_digest(standing.guidance),
        rests_on=rests_on_digests(standing.guidance, target.policy),
        by=Private(by),
    )


def guidance_papers(office: Office, guidance: Guidance, policy: Policy) -> dict[str, bytes]:
    """The Word file and the HTML twin of one guidance, by file name."""
    paper = sheet(guidance, policy, digest(policy))
    stem = f"guidance-{guidance.audience}"
    return {
        f"{stem}.docx": office.papers.guidance(paper),
        f"{stem}.html": office.pages.guidance(paper).encode(),
    }


def plan_guidance(office: Office, code: str) -> tuple[str, dict[str, bytes]]:
    """The guidance of the newest published text as files of a folder; refused while any is stale."""
    current = office.library.current(code)
    target = Target(current, current.front.version, None)
    papers: dict[str, bytes] = {}
    for guidance in check_fresh(office, code, target):
        papers |= guidance_papers(office, guidance, current)
    return f"{code}/{current.front.version}", papers


def published_guidance(guidance: Guidance, policy: Policy) -> Guidance:
    """The guidance as its file says it after publication: derived from this version."""
    return replace(guidance, version=policy.front.version, digest=digest(policy))
