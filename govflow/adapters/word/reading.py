"""A Word file as one of its readers sees it: with every change accepted, or with every one rejected.

The reading follows Word's rules and knows nothing of how govflow writes: a paragraph whose mark is
gone runs on into the next one and takes its properties (ECMA-376 Part 1, 17.13.5.15 and 17.13.5.20);
a row that is gone is gone with its cells; a table without rows is gone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from lxml import etree

from govflow.adapters.word.numbers import q
from govflow.adapters.word.package import parse_part
from govflow.adapters.word.visible import VisibleNumbers, visible_numbers
from govflow.adapters.word.write import R

W_NAMES = {name: q(name) for name in (
    "p", "tbl", "tr", "tc", "r", "ins", "del", "moveFrom", "moveTo", "hyperlink", "pPr", "rPr", "t",
    "delText", "instrText", "delInstrText", "tab", "br", "cr", "footnoteReference", "fldChar", "sdt",
    "sdtContent", "smartTag", "bookmarkStart", "noBreakHyphen", "sym", "drawing", "pict",
)}  # fmt: skip
P, TBL, R_, INS, DEL = (W_NAMES[n] for n in ("p", "tbl", "r", "ins", "del"))
MOVED_FROM, MOVED_TO = W_NAMES["moveFrom"], W_NAMES["moveTo"]
NOT_LOOKS = (INS, DEL, q("rPrChange"), q("rtl"))  # the direction follows from the letters
WRAPPERS = {W_NAMES["sdt"], W_NAMES["sdtContent"], W_NAMES["smartTag"]}


class Side(Enum):
    """Which reader: all changes accepted (the new text) or all rejected (the old one)."""

    NEW = "accept all"
    OLD = "reject all"


GONE = {Side.NEW: (DEL, MOVED_FROM), Side.OLD: (INS, MOVED_TO)}
Words: TypeAlias = tuple[tuple[str, tuple[object, ...]], ...]


@dataclass(frozen=True, slots=True)
class ReadPara:
    """One paragraph as read: its style, the number it shows, its words with their looks."""

    style: str
    number: str
    words: Words

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.words)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table as read: rows of cells of paragraphs."""

    rows: tuple[tuple[tuple[ReadPara, ...], ...], ...]


ReadItem: TypeAlias = ReadPara | ReadTable


@dataclass(slots=True)
class Reader:
    """One reader of one package."""

    parts: Mapping[str, bytes]
    side: Side
    place: str
    numbers: VisibleNumbers
    links: dict[str, str] = field(default_factory=dict)
    note_links: dict[str, str] = field(default_factory=dict)
    targets: dict[str, int] = field(default_factory=dict)
    notes: dict[str, etree._Element] = field(default_factory=dict)
    count: int = 0

    def gone(self, element: etree._Element) -> bool:
        return element.tag in GONE[self.side]


def read_document(parts: Mapping[str, bytes], side: Side, place: str = "") -> tuple[ReadItem, ...]:
    """The document part as this reader sees it, footnotes in their places."""
    reader = _reader(parts, side, place, "word/document.xml")
    root = parse_part(parts, "word/document.xml", place)
    body = root.find(q("body"))
    assert body is not None, "a document has a body"
    return tuple(_resolved(_items(reader, body), reader))


def read_part(parts: Mapping[str, bytes], part: str, side: Side) -> tuple[ReadItem, ...]:
    """A header or footer as this reader sees it."""
    reader = _reader(parts, side, "", part)
    return tuple(_resolved(_items(reader, parse_part(parts, part, "")), reader))


def _reader(parts: Mapping[str, bytes], side: Side, place: str, part: str) -> Reader:
    numbering = "word/numbering.xml"
    root = parse_part(parts, numbering, place) if numbering in parts else None
    counted = visible_numbers(root, parse_part(parts, "word/styles.xml", place))
    reader = Reader(parts, side, place, counted, _links(parts, part))
    if "word/footnotes.xml" in parts:
        notes = parse_part(parts, "word/footnotes.xml", place)
        reader.note_links = _links(parts, "word/footnotes.xml")
        reader.notes = {note.get(q("id"), ""): note for note in notes.findall(q("footnote"))}
    return reader


def _links(parts: Mapping[str, bytes], part: str) -> dict[str, str]:
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in parts:
        return {}
    return {n.get("Id", ""): n.get("Target", "") for n in parse_part(parts, rels, "")}


def _items(reader: Reader, parent: etree._Element) -> Iterator[ReadItem]:
    """Paragraphs and tables in order; words whose paragraph mark is gone run on into the next one."""
    carried: list[tuple[str, tuple[object, ...]]] = []
    marks: list[str] = []
    for child in _unwrapped(parent):
        if child.tag == P:
            carried += _words(reader, child)
            marks += [mark.get(q("name"), "") for mark in child.iter(q("bookmarkStart"))]
            if _mark_gone(reader, child):
                continue
            yield _para(reader, child, carried, marks)
            carried, marks = [], []
        elif child.tag == TBL:
            table = _table(reader, child)
            if table.rows:
                yield table
    if carried:
        yield ReadPara("(runs on into nothing)", "", _merged(carried))


def _unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag in WRAPPERS:
            yield from _unwrapped(child)
        else:
            yield child


def _mark_gone(reader: Reader, para: etree._Element) -> bool:
    marks = para.find(f"{q('pPr')}/{q('rPr')}")
    return marks is not None and any(reader.gone(node) for node in marks)


def _para(
    reader: Reader,
    para: etree._Element,
    words: list[tuple[str, tuple[object, ...]]],
    marks: list[str],
) -> ReadPara:
    properties = para.find(q("pPr"))
    if properties is not None and reader.side is Side.OLD:
        before = properties.find(f"{q('pPrChange')}/{q('pPr')}")
        properties = before if before is not None else properties
    style = properties.find(q("pStyle")) if properties is not None else None
    name = style.get(q("val"), "") if style is not None else ""
    numbered = properties.find(q("numPr")) if properties is not None else None
    reader.count += bool(words) or name != "TableGap"  # the gap between two tables is no paragraph
    for mark in marks:
        reader.targets.setdefault(mark, reader.count)
    return ReadPara(name, reader.numbers.shown(name, numbered), _merged(words))


def _table(reader: Reader, table: etree._Element) -> ReadTable:
    rows = []
    for row in table.findall(q("tr")):
        properties = row.find(q("trPr"))
        if properties is not None and any(reader.gone(node) for node in properties):
            continue
        cells = []
        for cell in row.findall(q("tc")):
            cells.append(tuple(i for i in _items(reader, cell) if isinstance(i, ReadPara)))
        rows.append(tuple(cells))
    return ReadTable(tuple(rows))


def _words(
    reader: Reader, parent: etree._Element, link: object = ""
) -> Iterator[tuple[str, tuple[object, ...]]]:
    for child in parent:
        if reader.gone(child):
            continue
        if child.tag == R_:
            yield from _run(reader, child, link)
        elif child.tag == W_NAMES["hyperlink"]:
            yield from _words(reader, child, _leads_to(reader, child))
        elif child.tag in (INS, DEL, MOVED_FROM, MOVED_TO) or child.tag in WRAPPERS:
            yield from _words(reader, child, link)


def _leads_to(reader: Reader, link: etree._Element) -> object:
    anchor = link.get(q("anchor"))
    if anchor is not None:
        return ("bookmark", anchor)
    return reader.links.get(link.get(f"{{{R}}}id", ""), "")


def _run(
    reader: Reader, run: etree._Element, link: object
) -> Iterator[tuple[str, tuple[object, ...]]]:
    look = (*_look(reader, run), link)
    for child in run:
        tag = child.tag
        if tag in (W_NAMES["t"], W_NAMES["delText"]):
            yield child.text or "", look
        elif tag in (W_NAMES["instrText"], W_NAMES["delInstrText"]):
            yield "", (*look, ("field", *(child.text or "").split()))
        elif tag == W_NAMES["tab"]:
            yield "\t", look
        elif tag in (W_NAMES["br"], W_NAMES["cr"]):
            yield "\n", look
        elif tag == W_NAMES["footnoteReference"]:
            yield "\u2020", (*look, ("note", _note(reader, child.get(q("id"), ""))))
        elif tag in (W_NAMES["drawing"], W_NAMES["pict"], W_NAMES["sym"]):
            yield "\ufffc", (*look, etree.tostring(child))


def _look(reader: Reader, run: etree._Element) -> tuple[object, ...]:
    properties = run.find(q("rPr"))
    if properties is None:
        return ()
    if reader.side is Side.OLD:
        before = properties.find(f"{q('rPrChange')}/{q('rPr')}")
        properties = before if before is not None else properties
    return tuple(
        (etree.QName(node).localname, tuple(sorted(node.attrib.items())))
        for node in properties
        if node.tag not in NOT_LOOKS
    )


def _note(reader: Reader, ident: str) -> tuple[ReadItem, ...]:
    """A footnote's words; its links are named in its own part."""
    note = reader.notes.get(ident)
    if note is None:
        return ()
    outside, reader.links = reader.links, reader.note_links
    said = tuple(_items(reader, note))
    reader.links = outside
    return said


def _merged(words: list[tuple[str, tuple[object, ...]]]) -> Words:
    """Neighbours of one look as one; nothing said is nothing."""
    out: list[tuple[str, tuple[object, ...]]] = []
    for text, look in words:
        if out and out[-1][1] == look:
            out[-1] = (out[-1][0] + text, look)
        elif text or (look and isinstance(look[-1], tuple) and look[-1][:1] == ("field",)):
            out.append((text, look))
    return tuple(out)


def _resolved(items: Iterator[ReadItem], reader: Reader) -> Iterator[ReadItem]:
    """Bookmarks' names differ between versions, so a link is read as the paragraph it leads to."""
    for item in list(items):
        match item:
            case ReadPara():
                yield _aimed(item, reader)
            case ReadTable():
                rows = tuple(
                    tuple(tuple(_aimed(para, reader) for para in cell) for cell in row)
                    for row in item.rows
                )
                yield ReadTable(rows)


def _aimed(para: ReadPara, reader: Reader) -> ReadPara:
    words = tuple((text, tuple(_aim(part, reader) for part in look)) for text, look in para.words)
    return ReadPara(para.style, para.number, words)


def _aim(part: object, reader: Reader) -> object:
    match part:
        case ("bookmark", str(name)):
            return ("paragraph", reader.targets.get(name, 0))
        case ("field", "REF" | "PAGEREF" as kind, str(name), *switches):
            return (kind, reader.targets.get(name, 0), *switches)
        case _:
            return part
