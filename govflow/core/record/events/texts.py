"""What happens to texts: adopted, amended, decided, published, and the guidance beside them."""

from dataclasses import dataclass
from datetime import date

from govflow.core.record.events.private import NOTHING, Private


@dataclass(frozen=True, slots=True)
class PolicyAdopted:
    """A text passed before govflow knew it was taken over; `passed_on` is None where nobody knows."""

    policy: str
    version: str
    digest: str
    title: str
    passed_on: date | None
    minute: str
    in_force: date
    source: Private


@dataclass(frozen=True, slots=True)
class AmendmentStarted:
    amendment: str
    policy: str
    base_version: str
    base_digest: str
    title: str


@dataclass(frozen=True, slots=True)
class AmendmentWithdrawn:
    amendment: str
    policy: str
    reason: Private


@dataclass(frozen=True, slots=True)
class AmendmentRebased:
    """An open amendment was carried over to a newer version; its pack and decisions no longer bind."""

    amendment: str
    policy: str
    base_version: str
    base_digest: str


@dataclass(frozen=True, slots=True)
class PackBuilt:
    """A Board pack was built; `digest` is the proposed text, `documents` are (name, SHA-256)."""

    amendment: str
    policy: str
    base_version: str
    base_digest: str
    digest: str
    materiality: str
    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DecisionRecorded:
    """A body's resolution. `outcome` is passed, rejected or deferred; `digest` the text decided on.

    `final` is False while another body of the approval route has still to pass the text. `present`
    counts those who could vote. A decision in writing names the `article` it was made under and the
    evidence of every vote.
    """

    amendment: str
    policy: str
    outcome: str
    decided_on: date
    minute: str
    digest: str
    materiality: str
    votes_for: int | None
    votes_against: int | None
    conflicts: tuple[Private, ...]
    body: str = ""
    abstained: int | None = None
    present: int | None = None
    conditions: tuple[Private, ...] = ()
    reasons: Private = NOTHING
    final: bool = True
    article: str = ""
    votes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionCorrected:
    """The date or minute of a decision was recorded wrongly; these are the right ones."""

    amendment: str
    policy: str
    decided_on: date
    minute: str
    by: Private
    reason: Private


@dataclass(frozen=True, slots=True)
class PolicyRepealed:
    """The Board ended a policy: from the day `ends` no text of it is in force."""

    policy: str
    decided_on: date
    minute: str
    ends: date
    replaced_by: str
    reason: Private


@dataclass(frozen=True, slots=True)
class VersionPublished:
    """A passed text came into the series. `addresses` maps old clause addresses to new ones."""

    policy: str
    version: str
    digest: str
    title: str
    amendment: str
    passed_on: date
    minute: str
    in_force: date
    materiality: str
    addresses: tuple[tuple[str, str], ...]
    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GuidanceConfirmed:
    """A person confirmed that the guidance still says what its clauses say.

    `digest` is that of the guidance file; `rests_on` is (clause address, SHA-256 of its text).
    """

    policy: str
    audience: str
    version: str
    digest: str
    rests_on: tuple[tuple[str, str], ...]
    by: Private
