"""Cross-references: "clause 3.1" in the words becomes a field that leads to clause 3.1.

Only what stands in the same text is made a reference; "section 4 of the Equality Act" stays words. The
field's result is written, so that nothing asks to be updated; where Word could not work the number
out again (4.6A, 3.2(a)) the reference is a plain link, which no update can spoil.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from govflow.adapters.word.model import Flow, Item, Para, Piece, Row, Run, Table

NUMBER = r"\d+[A-Z]{0,2}(?:\.\d+[A-Z]{0,2})*(?:\([A-Za-z0-9]{1,5}\))*|[A-Z](?![\w.])"
NAMED = re.compile(
    rf"\b(clause|section|schedule|annex|appendix|part)s?[ \u00a0](?:{NUMBER})"
    rf"(?:(?:,| and| or| to)[ \u00a0](?:{NUMBER}))*(?![\w(])",
    re.IGNORECASE,
)
EACH = re.compile(NUMBER)
ELSEWHERE = re.compile(r"[ \u00a0](?:of|to|in)[ \u00a0](?!this\b)")


def with_references(runs: tuple[Run, ...], known: Mapping[str, str]) -> tuple[Run, ...]:
    """The same words; numbers that name a provision of this text know its bookmark.

    `known` gives the bookmark of each address. Links and footnote marks are left alone.
    """
    if not any(_may_name(run.text) and NAMED.search(run.text) for run in runs):
        return runs
    return tuple(part for run in runs for part in _parts(run, known) if part.text)


def _may_name(text: str) -> bool:
    """A cheap test first: most paragraphs name nothing."""
    return (
        "lause" in text
        or "ection" in text
        or "chedule" in text
        or "nnex" in text
        or "ppendi" in text
        or "art" in text
        or text.isupper()
    )


def _parts(run: Run, known: Mapping[str, str]) -> Iterator[Run]:
    if run.look.link or run.look.note or run.look.code:
        yield run
        return
    at = 0
    for start, end, mark in _found(run.text, known):
        yield Run(run.text[at:start], run.look)
        yield Run(run.text[start:end], replace(run.look, refers=mark))
        at = end
    yield Run(run.text[at:], run.look)


def _found(text: str, known: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    for named in NAMED.finditer(text):
        if ELSEWHERE.match(text, named.end()):
            continue
        word = named[1].lower()
        for number in EACH.finditer(text, named.start() + len(word) + 1, named.end()):
            mark = known.get(f"{word} {number[0]}")
            if mark:
                yield number.start(), number.end(), mark


def aimed(flow: Flow, numbered_by_style: Collection[str]) -> Flow:
    """References led to bookmarks that exist in this flow, as fields or as links.

    A field is used where the target's number is one that Word counts itself.
    """
    marks = {item.mark: item for item in flow if isinstance(item, Para) and item.mark}
    counted = {
        name
        for name, para in marks.items()
        if para.numbered is None and not para.before and para.style in numbered_by_style
    }
    return tuple(_aimed(item, marks, counted) for item in flow)


def _aimed(item: Item, marks: Mapping[str, Para], counted: set[str]) -> Item:
    match item:
        case Para():
            if not any(piece.look.refers for piece in item.pieces):
                return item
            return replace(item, pieces=tuple(_aim(p, marks, counted) for p in item.pieces))
        case Table():
            return replace(item, rows=tuple(_aimed_row(row, marks, counted) for row in item.rows))


def _aimed_row(row: Row, marks: Mapping[str, Para], counted: set[str]) -> Row:
    cells = (_aimed(cell, marks, counted) for cell in row.cells)
    return replace(row, cells=tuple(cell for cell in cells if isinstance(cell, Para)))


def _aim(piece: Piece, marks: Mapping[str, Para], counted: set[str]) -> Piece:
    name = piece.look.refers
    if not name:
        return piece
    if name not in marks:
        name = name.replace("_gf_", "_gf_old_", 1)
    look = replace(piece.look, refers=name if name in counted else "")
    if name in marks and name not in counted:
        look = replace(look, link=f"#{name}")
    return replace(piece, look=look)
