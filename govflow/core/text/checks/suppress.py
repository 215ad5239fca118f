"""Taking a finding away: in the front matter, by name, for a reason somebody wrote down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govflow.core.text.findings import Finding, Severity
from govflow.core.text.policy import Policy

HOW = "write '- code: GOV101', 'clause: ...' where one place is meant, and 'reason: ...'."


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of `suppress`; `clause` '' means wherever the code is found."""

    code: str
    clause: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        return finding.code == self.code and self.clause in ("", finding.clause)


def suppressed(
    found: Sequence[Finding], policy: Policy, codes: frozenset[str]
) -> Iterator[Finding]:
    """The findings that stay, and what is wrong with the list of suppressions.

    GOV901 (error): an entry without a code or a reason, which takes nothing away. GOV902 (warning): an
    entry that matches no finding.
    """
    listed = policy.front.get("suppress") or []
    entries = [_entry(e) for e in listed] if isinstance(listed, list) else [Entry("", "", "")]
    good = [e for e in entries if e.code in codes and e.reason]
    for entry in entries:
        if entry not in good:
            what = (
                f"the suppression of '{entry.code or '?'}' has no reason, or the code is unknown."
            )
            yield Finding("GOV901", Severity.ERROR, policy.path, 1, None, what, HOW)
        elif not any(entry.covers(f) for f in found):
            what = f"the suppression of {entry.code} matches no finding any more."
            yield Finding("GOV902", Severity.WARNING, policy.path, 1, None, what, "take it out.")
    yield from (f for f in found if not any(e.covers(f) for e in good))


def _entry(value: object) -> Entry:
    if not isinstance(value, dict):
        return Entry(str(value), "", "")
    code, clause, reason = (
        str(value.get(key) or "").strip() for key in ("code", "clause", "reason")
    )
    return Entry(code, clause, reason)
