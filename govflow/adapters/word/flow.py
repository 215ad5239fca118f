"""Two laid-out texts as one flow: what stays, what comes, what goes; tables and footnotes too.

With the same text on both sides the flow is the clean by-law; nothing else is different.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from govflow.adapters.word.diff import compare_runs, pieces_in
from govflow.adapters.word.entries import Entry
from govflow.adapters.word.layout import Placed
from govflow.adapters.word.model import (
    PLAIN,
    Flow,
    Item,
    Para,
    Piece,
    Row,
    Run,
    State,
    Table,
)
from govflow.adapters.word.numbers import Numbering, Sides
from govflow.adapters.word.remarks import moves, remarks
from govflow.adapters.word.tables import by_table, whole_tables
from govflow.core.text.policy import Kind

TEXT_WIDTH = 8958  # twips between the margins of the shipped templates
TAB_ROOM = 6  # letters of a number that fit before the tab of the contents list
LISTED = ("Heading1", "ScheduleHeading", "Heading2")
ITEM_KINDS = (Kind.ITEM,)


def body(
    found: Sequence[Entry],
    numbering: Numbering,
    old_notes: dict[str, str],
    new_notes: dict[str, str],
) -> Flow:
    """The flow of the whole text; footnotes and their marks are left to the notes part."""
    told, moved = remarks(found), moves(found)
    numbering.suit(side for entry in found for side in (entry.placed.label,) if side)
    out: list[Item] = []
    standing = (entry for entry in whole_tables(found) if entry.placed.block.kind is not Kind.NOTE)
    for is_row, group in groupby(standing, key=lambda e: e.placed.block.kind is Kind.ROW):
        if is_row:
            numbering.end_list()
            out += tables(tuple(group))
            continue
        for entry in group:
            out += paragraphs(entry, numbering, told, moved)
            out += amendment_notes(entry, old_notes, new_notes)
    return tuple(out)


def paragraphs(
    entry: Entry, numbering: Numbering, told: Mapping[str, str], moved: Mapping[str, str]
) -> Iterator[Para]:
    """One paragraph; two where a number changes in a way that Word could not count."""
    if entry.placed.block.kind not in ITEM_KINDS and entry.placed.style != "ListContinue":
        numbering.end_list()
    sides = Sides(entry.old.label if entry.old else None, entry.new.label if entry.new else None)
    if _moved_number(sides) and not numbering.agrees(sides):
        assert entry.old
        assert entry.new
        for half in (Entry(entry.old, None), Entry(None, entry.new)):
            yield from paragraphs(half, numbering, told, moved)
        return
    number = numbering.number(sides, entry.placed.style) if sides.all else None
    if number is None and entry.placed.unnumbered:
        number = numbering.unnumbered()
    yield Para(
        entry.placed.style,
        words(entry),
        entry.state,
        entry.mark,
        number,
        remark=told.get(entry.mark, ""),
        move=moved.get(entry.mark, "") if entry.state else "",
    )


def _moved_number(sides: Sides) -> bool:
    return bool(sides.old and sides.new and sides.old.text != sides.new.text)


def words(entry: Entry) -> tuple[Piece, ...]:
    """The entry's words, compared where it stands in both texts."""
    return compared(entry.old.runs if entry.old else None, entry.new.runs if entry.new else None)


def compared(old: Sequence[Run] | None, new: Sequence[Run] | None) -> tuple[Piece, ...]:
    if old is None:
        return pieces_in(new or (), State.INSERTED)
    if new is None:
        return pieces_in(old, State.DELETED)
    return compare_runs(old, new)


def amendment_notes(entry: Entry, old: dict[str, str], new: dict[str, str]) -> Iterator[Para]:
    """The note under a clause that says when its words were amended, as each text has it."""
    before = old.get(entry.old.address) if entry.old else None
    after = new.get(entry.new.address) if entry.new else None
    if before or after:
        yield tracked_line("AmendmentNote", before, after)


def tracked_line(style: str, old: str | None, new: str | None) -> Para:
    """One paragraph of plain words as both documents have it; None where one does not."""
    state = State.INSERTED if old is None else State.DELETED if new is None else State.KEPT
    runs = [None if text is None else (Run(text),) if text else () for text in (old, new)]
    return Para(style, compared(*runs), state)


def tables(rows: Sequence[Entry]) -> Iterator[Table]:
    """Adjoining rows as tables; where the columns changed all rows go and others come."""
    for group in by_table(rows):
        yield _table(group, max(len(entry.placed.cells) for entry in group))


def _table(group: Sequence[Entry], columns: int) -> Table:
    rows = tuple(_row(entry) for entry in group)
    head = " / ".join("".join(run.text for run in cell) for cell in group[0].placed.cells)
    return Table(rows, column_widths(rows, columns), f"Table: {head}")


def _row(entry: Entry) -> Row:
    old = entry.old.cells if entry.old else None
    new = entry.new.cells if entry.new else None
    count = len(new if new is not None else old or ())
    cells = tuple(
        Para(entry.placed.style, compared(old[at] if old is not None else None,
                                          new[at] if new is not None else None))
        for at in range(count)
    )  # fmt: skip
    return Row(cells, entry.state, entry.placed.header)


def column_widths(rows: Iterable[Row], columns: int, total: int = TEXT_WIDTH) -> tuple[int, ...]:
    """Widths by how much the columns hold, none under a tenth of the page nor over half of it."""
    held = [1] * columns
    for row in rows:
        for at, cell in enumerate(row.cells):
            length = sum(len(piece.text) for piece in cell.pieces)
            held[at] = max(held[at], min(length, 160))
    low, high = total // (columns * 2), max(total // 2, total // columns)
    rough = [min(max(total * share // sum(held), low), high) for share in held]
    scaled = [total * width // sum(rough) for width in rough]
    return (*scaled[:-1], total - sum(scaled[:-1]))


def contents(found: Iterable[Entry]) -> Flow:
    """The contents list: links to the sections and their parts, without page numbers."""
    return tuple(
        _contents_line(entry)
        for entry in found
        if entry.placed.block.kind is Kind.HEADING and entry.placed.style in LISTED
    )


def _contents_line(entry: Entry) -> Para:
    style = "TOC2" if entry.placed.style == "Heading2" else "TOC1"
    runs = [_titled(side, entry.mark) if side else None for side in (entry.old, entry.new)]
    return Para(style, compared(*runs), entry.state)


def _titled(placed: Placed, mark: str) -> tuple[Run, ...]:
    link = replace(PLAIN, link=f"#{mark}")
    gap = "\t" if placed.label and len(placed.label.text) < TAB_ROOM else " "
    number = f"{placed.label.text}{gap}" if placed.label else ""
    plain = "".join(run.text for run in placed.runs if not run.look.note).replace("\n", " ")
    return (Run(number + plain, link),) if plain.strip() else ()
