"""The steps of an amendment, named as UK legislation names them. Values only; see `compare`."""

from dataclasses import dataclass
from typing import TypeAlias

from govflow.core.text.policy import Block


@dataclass(frozen=True, slots=True)
class Insert:
    """New text. `address` is where it stands in the new text, `after` what it follows in the old one.

    `after` is '' at the very beginning. Several Inserts with one `after` follow each other in order.
    """

    address: str
    after: str
    new: Block


@dataclass(frozen=True, slots=True)
class Substitute:
    """One block whose words changed; `address` is its address in the old text."""

    address: str
    old: Block
    new: Block


@dataclass(frozen=True, slots=True)
class Omit:
    """Text taken out; `address` is its address in the old text.

    `new` is the note that stays under the clause's number ('4.6 [Omitted ...]'); None when nothing stays.
    """

    address: str
    old: Block
    new: Block | None = None


@dataclass(frozen=True, slots=True)
class Renumber:
    """A block that keeps its words under another number; `address` is its address in the old text."""

    address: str
    old: Block
    new: Block


Change: TypeAlias = Insert | Substitute | Omit | Renumber


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of the comparison in reading order: a block of the old text beside one of the new.

    `old` is None for an insertion, `new` is None for an omission.
    """

    old: Block | None
    new: Block | None
