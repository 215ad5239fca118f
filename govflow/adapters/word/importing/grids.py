"""Tables: those that are tables become rows of Markdown; those that only lay out text become its lines."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from govflow.adapters.word.importing.drafts import Draft
from govflow.adapters.word.importing.lines import Grid, Item, Line, Notices, Words, merged
from govflow.adapters.word.importing.markdown import written
from govflow.adapters.word.importing.typed import shown_label, typed_label
from govflow.core.text.policy import Kind

NUMBERED_SHARE = 0.6


def rows_as_lines(item: Item) -> Iterator[Item]:
    """A box around text, and a table whose first column is clause numbers, are text; see `numbered`."""
    match item:
        case Grid() if max((len(row) for row in item.rows), default=0) == 1:
            yield from (line for row in item.rows for cell in row for line in cell)
        case Grid() if numbered(item):
            for row in item.rows:
                yield from _numbered_row(row)
        case _:
            yield item


def numbered(grid: Grid) -> bool:
    """Whether a table of two columns lays out clauses: most first cells are a clause's number alone."""
    if any(len(row) != 2 for row in grid.rows) or grid.header:
        return False
    firsts = [" ".join(_label(line) for line in row[0]).strip() for row in grid.rows]
    labels = [f for f in firsts if f and _is_label(f)]
    return len(labels) >= 2 and len(labels) >= NUMBERED_SHARE * len([f for f in firsts if f])


def _label(line: Line) -> str:
    return f"{line.number} {line.text}".strip()


def _is_label(text: str) -> bool:
    found = typed_label(text) or shown_label(text)
    return found.form in ("decimal", "bracket", "single") and len(found.text) == len(text)


def _numbered_row(row: Sequence[tuple[Line, ...]]) -> Iterator[Line]:
    head = " ".join(_label(line) for line in row[0]).strip()
    rest = list(row[1])
    if not rest:
        rest = [replace(row[0][0], words=())] if row[0] else []
    for at, line in enumerate(rest):
        if at == 0 and head:
            yield replace(line, number=head if _is_label(head) else "", words=(
                line.words if _is_label(head) else (Words(f"{head} "), *line.words)))  # fmt: skip
        else:
            yield line


def grid_drafts(grid: Grid, notices: Notices) -> Iterator[Draft]:
    """A table's rows; its first row is the header, since Markdown has no table without one."""
    rows = [
        row for row in grid.rows if any(line.words or line.number for cell in row for line in cell)
    ]
    columns = max((len(row) for row in rows), default=0)
    if not rows or not columns:
        return
    if grid.merged:
        notices.doubt(
            "IMP113", grid.place, "cells were merged; their words stand in the first of them."
        )
    notices.count("tables")
    for at, row in enumerate(rows):
        cells = [_cell(cell, notices, head=at == 0) for cell in row] + [""] * (columns - len(row))
        yield Draft(Kind.ROW, f"| {' | '.join(cells)} |", place=grid.place, tight=at > 0)
        if at == 0:
            line = " | ".join(["---"] * columns)
            yield Draft(Kind.ROW, f"| {line} |", place=grid.place, tight=True)


def _cell(lines: Sequence[Line], notices: Notices, *, head: bool) -> str:
    """A cell's words on one line; paragraphs and breaks in it become spaces."""
    words: list[Words] = []
    said = [line for line in lines if line.words or line.number]
    for line in said:
        if words:
            words.append(Words(" "))
        mark = line.number or ("\u2022" if line.bullet else "")
        words += [Words(f"{mark} ")] if mark else []
        words += [replace(w, text=w.text.replace("\n", " ")) for w in line.words]
    if len(said) > 1:
        notices.count("paragraphs joined in cells", len(said) - 1)
    if head:  # the table's own style makes its header bold
        words = [replace(w, bold=False) for w in words]
    text = written(merged(words))[0]
    return text.replace("|", "\\|")
