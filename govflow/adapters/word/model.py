"""What goes onto a page, as values: paragraphs and tables whose words are kept, inserted or deleted.

A clean document is a flow in which everything is kept; a redline differs in nothing else. So the two
are written by the same hand, and what one shows the other shows too.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class State(StrEnum):
    """Whether words stand in both texts, in the new one alone, or in the old one alone."""

    KEPT = ""
    INSERTED = "ins"
    DELETED = "del"


@dataclass(frozen=True, slots=True)
class Look:
    """How words look and where they lead; `link` is a URL or '#bookmark', `note` a footnote's label.

    `refers` is the bookmark of the clause these words name, for a cross-reference.
    """

    bold: bool = False
    italic: bool = False
    code: bool = False
    struck: bool = False
    link: str = ""
    note: str = ""
    refers: str = ""


PLAIN = Look()
BOLD = Look(bold=True)


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. A line feed is a line break, a tab a tab; a footnote's run is one character."""

    text: str
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look and one state."""

    text: str
    look: Look = PLAIN
    state: State = State.KEPT


@dataclass(frozen=True, slots=True)
class Numbered:
    """Where a paragraph's number comes from: a list of the numbering part and its level.

    `num` 0 takes the number away that the style would give.
    """

    num: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph: its named style, its words, its bookmark, and what becomes of its mark.

    `before` is the style and number it had in the old text, where its mark stays but its look changes.
    `remark` tells a reader of the redline where the paragraph came from or went to; `move` names the
    move that took it out here or put it in.
    """

    style: str
    pieces: tuple[Piece, ...]
    state: State = State.KEPT
    mark: str = ""
    numbered: Numbered | None = None
    before: "Dress | None" = None
    remark: str = ""
    move: str = ""

    @property
    def dress(self) -> "Dress":
        return Dress(self.style, self.numbered)


@dataclass(frozen=True, slots=True)
class Dress:
    """What a paragraph's mark carries: its style and where its number comes from."""

    style: str
    numbered: Numbered | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; each cell holds one paragraph."""

    cells: tuple[Para, ...]
    state: State = State.KEPT
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `widths` in twips; `caption` is the text alternative a screen reader says."""

    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    caption: str = ""


Item: TypeAlias = Para | Table
Flow: TypeAlias = tuple[Item, ...]


def kept(style: str, *runs: Run | str, mark: str = "", numbered: Numbered | None = None) -> Para:
    """A paragraph that no amendment touches."""
    pieces = tuple(
        Piece(run) if isinstance(run, str) else Piece(run.text, run.look) for run in runs if run
    )
    return Para(style, pieces, mark=mark, numbered=numbered)
