"""An amendment as its folder describes it: what it changes, why, and what the Board is told."""

from dataclasses import dataclass, field
from datetime import date

from govflow.core.text.policy import Policy
from govflow.core.text.responses import Response

COVER_FIELDS = (
    ("background", "Background and previous consideration"),
    ("options", "Options considered"),
    ("consultation", "Consultation"),
    ("equality", "Equality impact"),
    ("risk", "Risk"),
    ("resources", "Resources"),
    ("data_protection", "Data protection"),
    ("communications", "Communications plan"),
    ("confidentiality", "Confidentiality"),
)
"""Keys of `[board]` in amendment.toml and the headings the cover sheet gives them, in print order."""


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """What the mover says of one change: why, and the materiality where it is to differ."""

    address: str
    reason: str = ""
    materiality: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One amendment: `amendment.toml` and the proposed text. Texts are '' when not given.

    `told` holds plain sentences for the letters by audience name ('all' for everybody); `renumbered` is
    the table of old and new clause numbers ('' for one that fell away); `responses` say what became of
    the edits in returned copies.
    """

    id: str
    policy: str
    title: str
    base: str
    new_version: str
    proposed: Policy
    reason: str = ""
    mover: str = ""
    summary: tuple[str, ...] = ()
    resolution: str = ""
    power: str = ""
    meeting: date | None = None
    agenda_item: str = ""
    paper: str = ""
    cover: tuple[tuple[str, str], ...] = ()
    told: tuple[tuple[str, tuple[str, ...]], ...] = ()
    notes: tuple[ChangeNote, ...] = ()
    renumbered: tuple[tuple[str, str], ...] = ()
    responses: tuple[Response, ...] = ()
    folder: str = field(default="", compare=False)

    def note(self, address: str) -> ChangeNote:
        """The mover's note on the change at this address, or an empty one."""
        return next((n for n in self.notes if n.address == address), ChangeNote(address))

    def told_to(self, audience: str) -> tuple[str, ...]:
        """The sentences meant for one audience: those for everybody, then its own."""
        told = dict(self.told)
        return told.get("all", ()) + told.get(audience, ())


def next_version(version: str) -> str:
    """The number after this one: 1.0 -> 1.1, 1.9 -> 1.10, 3 -> 3.1."""
    head, dot, last = version.rpartition(".")
    return f"{head}.{int(last) + 1}" if dot and last.isdigit() else f"{version}.1"
