"""The proof that a redline is complete: accept-all is the new document, reject-all the old one.

What is compared is the whole package as a reader sees it: cover, control table, contents, text, tables,
footnotes, headers and footers, with numbers, looks and links; and every other part byte for byte.
"""

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from govflow.adapters.word.reading import (
    ReadItem,
    ReadPara,
    ReadTable,
    Side,
    read_document,
    read_part,
)
from govflow.core.errors import ProofError

MADE_ANEW = ("docProps/", "word/settings.xml", "word/numbering.xml", "word/footnotes.xml")
RELATIONS = ("word/_rels/", "_rels/", "[Content_Types].xml")


def prove(redline: Mapping[str, bytes], old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    """Raise ProofError at the first place where the redline does not lead to either document."""
    for side, document, name in ((Side.NEW, new, "new text"), (Side.OLD, old, "text in force")):
        for part in _spoken(redline):
            _compare(_read(redline, part, side), _read(document, part, side), side, name)
        _same_rest(redline, document, name)


def _spoken(parts: Mapping[str, bytes]) -> list[str]:
    frames = (part for part in parts if part.startswith(("word/header", "word/footer")))
    return ["word/document.xml", *sorted(frames)]


def _read(parts: Mapping[str, bytes], part: str, side: Side) -> tuple[ReadItem, ...]:
    if part not in parts:
        return ()
    if part == "word/document.xml":
        return read_document(parts, side)
    return read_part(parts, part, side)


def _compare(
    found: tuple[ReadItem, ...], wanted: tuple[ReadItem, ...], side: Side, name: str
) -> None:
    for mine, yours in zip_longest(_solid(found), _solid(wanted)):
        if mine != yours:
            raise ProofError(
                f"the redline is not complete: with '{side.value}' it does not give the {name}.",
                place=_where(mine, yours),
                remedy="report this as a fault in govflow, with both texts; no file was written.",
            )


def _solid(items: tuple[ReadItem, ...]) -> Iterator[ReadItem]:
    """Without the gap Word needs between two tables."""
    return (
        item
        for item in items
        if not (isinstance(item, ReadPara) and item.style == "TableGap" and not item.words)
    )


def _where(mine: ReadItem | None, yours: ReadItem | None) -> str:
    match yours or mine:
        case ReadPara() as para:
            return f"the paragraph '{para.number} {para.text}'"[:120].replace("' ", "'")
        case ReadTable() as table:
            cell = table.rows[0][0] if table.rows and table.rows[0] else ()
            return f"the table that begins '{cell[0].text if cell else ''}'"
        case None:
            return "the end of the document"


def _same_rest(redline: Mapping[str, bytes], document: Mapping[str, bytes], name: str) -> None:
    """Styles, pictures, theme and whatever else the template holds."""
    spoken = set(_spoken(redline))
    for part in set(redline) | set(document):
        made = part.startswith(MADE_ANEW) or part.startswith(RELATIONS) or part in spoken
        if not made and redline.get(part) != document.get(part):
            raise ProofError(
                f"the redline and the {name} differ in '{part}'.",
                remedy="report this as a fault in govflow, with both texts; no file was written.",
            )
