"""What events about texts change: versions, amendments, guidance."""

from dataclasses import replace

from govflow.core.errors import RecordError
from govflow.core.record.encode import Moment
from govflow.core.record.events import (
    AmendmentRebased,
    AmendmentStarted,
    DecisionCorrected,
    DecisionRecorded,
    GuidanceConfirmed,
    PackBuilt,
    PolicyAdopted,
    PolicyRepealed,
    VersionPublished,
)
from govflow.core.record.rows import AmendmentRow, GuidanceRow, RepealRow, Row, VersionRow
from govflow.core.record.tables import Tables, needed


def adopted(tables: Tables, event: PolicyAdopted, moment: Moment) -> list[Row]:
    """A text passed before govflow knew it becomes a version."""
    _refuse_known(tables, event.policy, event.version)
    return [
        VersionRow(
            policy=event.policy,
            version=event.version,
            digest=event.digest,
            title=event.title,
            passed_on=event.passed_on,
            minute=event.minute,
            in_force=event.in_force,
            amendment="",
            materiality="",
            seq=moment.seq,
        )
    ]


def published(tables: Tables, event: VersionPublished, moment: Moment) -> list[Row]:
    """A passed amendment becomes the next version."""
    _refuse_known(tables, event.policy, event.version)
    version = VersionRow(
        policy=event.policy,
        version=event.version,
        digest=event.digest,
        title=event.title,
        passed_on=event.passed_on,
        minute=event.minute,
        in_force=event.in_force,
        amendment=event.amendment,
        materiality=event.materiality,
        seq=moment.seq,
    )
    if not event.amendment:
        return [version]
    return [version, amendment(tables, event.amendment, state="published")]


def started(tables: Tables, event: AmendmentStarted) -> list[Row]:
    """A draft begins. The same id twice is refused."""
    if tables.get(AmendmentRow, event.amendment):
        raise RecordError(f"There is already an amendment '{event.amendment}'.")
    return [
        AmendmentRow(
            amendment=event.amendment,
            policy=event.policy,
            base_version=event.base_version,
            base_digest=event.base_digest,
            title=event.title,
            state="draft",
            pack_digest="",
            materiality="",
            decided_on=None,
            minute="",
            decided_digest="",
        )
    ]


def amendment(tables: Tables, name: str, *, state: str) -> AmendmentRow:
    """The amendment in a new state."""
    return replace(needed(tables, AmendmentRow, name), state=state)


def rebased(tables: Tables, event: AmendmentRebased) -> list[Row]:
    """The amendment is a draft again, of a newer version; the Board has not seen it in this form."""
    row = amendment(tables, event.amendment, state="draft")
    return [
        replace(
            row,
            base_version=event.base_version,
            base_digest=event.base_digest,
            pack_digest="",
            decided_on=None,
            minute="",
            decided_digest="",
        )
    ]


def tabled(tables: Tables, event: PackBuilt) -> list[Row]:
    """The Board's pack exists: the amendment is tabled with this text."""
    row = amendment(tables, event.amendment, state="tabled")
    return [replace(row, pack_digest=event.digest, materiality=event.materiality)]


def decided(tables: Tables, event: DecisionRecorded) -> list[Row]:
    """A body decided; once it was the last one needed, the row keeps which text was decided on."""
    if not event.final:
        return [amendment(tables, event.amendment, state="tabled")]
    row = amendment(tables, event.amendment, state=event.outcome)
    return [
        replace(
            row,
            decided_on=event.decided_on,
            minute=event.minute,
            decided_digest=event.digest,
            materiality=event.materiality,
        )
    ]


def corrected(tables: Tables, event: DecisionCorrected) -> list[Row]:
    """The right date and minute of a decision take the place of the wrong ones, in its version too."""
    row = needed(tables, AmendmentRow, event.amendment)
    right = replace(row, decided_on=event.decided_on, minute=event.minute)
    versions = tables.find(VersionRow, policy=event.policy)
    made = [version for version in versions if version.amendment == event.amendment]
    dated = [replace(one, passed_on=event.decided_on, minute=event.minute) for one in made]
    return [right, *dated]


def repealed(tables: Tables, event: PolicyRepealed) -> list[Row]:
    """A policy ends. A policy that has ended already is refused."""
    if tables.get(RepealRow, event.policy):
        raise RecordError(
            f"'{event.policy}' is repealed already.",
            remedy=f"'govflow policy history {event.policy}' shows since when.",
        )
    return [RepealRow(event.policy, event.decided_on, event.minute, event.ends, event.replaced_by)]


def confirmed(event: GuidanceConfirmed) -> list[Row]:
    """The guidance of an audience was confirmed against a version."""
    return [GuidanceRow(event.policy, event.audience, event.version, event.digest, event.rests_on)]


def _refuse_known(tables: Tables, policy: str, version: str) -> None:
    if tables.get(VersionRow, policy, version):
        raise RecordError(
            f"Version {version} of {policy} is already recorded, and a version never changes.",
            remedy="give the text the next version number.",
        )
