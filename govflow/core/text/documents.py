"""What each paper says, as values; `adapters/word` and the HTML twins decide how it looks."""

from dataclasses import dataclass, field
from datetime import date

from govflow.core.text.changes import Change
from govflow.core.text.policy import Policy
from govflow.core.text.responses import Response


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One line of the version-control table, oldest first."""

    version: str
    passed_on: date | None
    minute: str = ""
    summary: str = ""
    owner: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class ByLaw:
    """A policy's text as the Board has it before it or passed it.

    `draft` is True until the Board has passed this text; a draft says so on the cover and in every
    header, in words. `notes` are amendment notes by clause address, made from the version history.
    """

    policy: Policy
    digest: str
    draft: bool
    history: tuple[VersionLine, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """One amending instruction: the clause, the words now and as proposed, why, and its class."""

    address: str
    instruction: str
    now: str
    proposed: str
    reason: str
    materiality: str
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """The amendment in words: instructions in order, with old and new wording beside each.

    `responses` say what trustees proposed in their copies and what became of it.
    """

    amendment: str
    title: str
    policy_title: str
    organisation: str
    base_version: str
    base_digest: str
    digest: str
    entries: tuple[ScheduleEntry, ...]
    responses: tuple[Response, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """The first page a trustee reads. Every text comes from `amendment.toml`; '' means not given.

    `fields` holds the further headed paragraphs in print order (heading, text): consultation,
    equality impact, risk, data protection, communications plan, options, resource...
    """

    organisation: str
    board: str
    title: str
    policy_title: str
    amendment: str
    resolution: str
    summary: tuple[str, ...]
    digest: str
    base_version: str
    new_version: str
    meeting_on: date | None = None
    agenda_item: str = ""
    paper_number: str = ""
    purpose: str = "For decision"
    mover: str = ""
    owner: str = ""
    power: str = ""
    effective: date | None = None
    review_by: date | None = None
    materiality: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    history: tuple[VersionLine, ...] = ()
    appendices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A short paper of facts and headed paragraphs: a draft minute, a certificate.

    `facts` are (name, value), `parts` (heading, text) with paragraphs parted by an empty line; those
    without a value or text are left out.
    """

    kind: str
    title: str
    subtitle: str
    organisation: str
    digest: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GuidancePassage:
    """One headed passage of guidance and the clauses it rests on; `text` is Markdown."""

    heading: str
    text: str
    rests_on: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class GuidanceSheet:
    """Guidance derived from one version for one audience; it binds nobody. `language` is its labels'."""

    title: str
    organisation: str
    policy_title: str
    version: str
    digest: str
    audience: str
    passages: tuple[GuidancePassage, ...]
    passed_on: date | None = None
    in_force: date | None = None
    published_at: str = ""
    introduction: str = ""
    language: str = "en"
