"""From the parts of a Word file to lines and grids: what a reader of the finished text would see.

Pending changes are read by one side (`Side.NEW`: as if all were accepted). Fields show their results;
the contents list, page numbers and hidden words are left out and noted. Nothing is fetched.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from govflow.adapters.word.importing.lines import Grid, Item, Line, Notices, Words, merged
from govflow.adapters.word.importing.safety import checked_tree, tidy_place
from govflow.adapters.word.importing.signs import SYMBOLS, plain_words
from govflow.adapters.word.importing.source import (
    DROPPED_FIELDS,
    MC,
    Source,
    mark_fields,
    source_of,
)
from govflow.adapters.word.importing.styles import (
    Looks,
    looks_of,
    number,
    toggle,
    val,
)
from govflow.adapters.word.numbers import q
from govflow.adapters.word.reading import Side
from govflow.core.errors import DocumentError
from govflow.core.text.proposals import Hand

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
(P, TBL, TR, TC, R, PPR, RPR, T, TAB, BR, CR, SDT, SDT_CONTENT, HYPERLINK, FIELD, SIMPLE) = (
    q(n) for n in ("p", "tbl", "tr", "tc", "r", "pPr", "rPr", "t", "tab", "br", "cr", "sdt",
                   "sdtContent", "hyperlink", "fldChar", "fldSimple")
)  # fmt: skip
INSTRUCTION, DELETED = (q("instrText"), q("delInstrText")), q("delText")
INSIDE = {q(n) for n in ("ins", "del", "moveFrom", "moveTo", "smartTag", "customXml", "sdtContent",
                         "dir", "bdo")}  # fmt: skip
WRAPPERS = {
    q(n) for n in ("smartTag", "customXml", "sdtContent", "ins", "moveTo", "del", "moveFrom")
}
NOTES = {q("footnoteReference"): "footnotes", q("endnoteReference"): "endnotes"}
HTTP = re.compile(r"(https?://|mailto:)[^\s<>\"'`\\]+$", re.I)
TABLE_DEPTH = 6


def read_source(
    parts: Mapping[str, bytes],
    place: str,
    side: Side = Side.NEW,
    notices: Notices | None = None,
    own: str = "",
) -> tuple[Source, tuple[Item, ...]]:
    """The body of a Word file, line by line, with its reader (for footnotes and notices)."""
    root = checked_tree(parts, "word/document.xml", place)
    body = root.find(q("body")) if root is not None else None
    if body is None:
        raise DocumentError(
            "this Word file has no text in it.",
            place=place,
            remedy="open it in Word and save it again under a new name.",
            undone="nothing was imported.",
        )
    source = source_of(parts, place, side, notices or Notices())
    source.own = own
    mark_fields(body)
    return source, tuple(items_of(source, body, 0))


def items_of(source: Source, parent: etree._Element, depth: int) -> Iterator[Item]:
    """Paragraphs and tables in order; words whose paragraph mark is gone run on into the next one."""
    carried: list[Words] = []
    marks: list[str] = []
    hands: tuple[Hand, ...] = ()
    for child in _children(parent):
        if child.tag == P:
            words, own = _para_words(source, child)
            said = source.hands(child)
            if _mark_gone(source, child):
                if merged(words):
                    carried, marks, hands = carried + words, marks + own, hands + said
                else:  # taken out whole: nothing of it runs on into the next
                    source.removed |= {mark: said for mark in own}
                continue
            found = _line(source, child, merged(carried + words), tuple(marks + own))
            for at, line in enumerate(found):
                yield replace(line, hands=hands + said) if not at and (hands or said) else line
            carried, marks, hands = [], [], ()
        elif child.tag == TBL:
            yield from _table(source, child, depth)
    if carried:
        place = f"paragraph {source.count}"
        yield Line(merged(carried), marks=tuple(marks), hands=hands, place=place)


def _children(parent: etree._Element) -> Iterator[etree._Element]:
    """The blocks of a body or cell; content controls and old tags are looked through."""
    for child in parent:
        if child.tag == SDT or child.tag in WRAPPERS:
            yield from _children(child)
        elif child.tag == f"{MC}AlternateContent":
            yield from _children(_choice(child))
        elif isinstance(child.tag, str):
            yield child


def _choice(node: etree._Element) -> etree._Element:
    """The first reading that an alternative offers; the same words must not come twice."""
    return next(
        (c for c in node if c.tag in (f"{MC}Choice", f"{MC}Fallback")), etree.Element("none")
    )


def _mark_gone(source: Source, para: etree._Element) -> bool:
    marks = para.find(f"{PPR}/{RPR}")
    return marks is not None and any(source.gone(node) for node in marks)


def _line(
    source: Source, para: etree._Element, words: tuple[Words, ...], marks: tuple[str, ...]
) -> Iterator[Line]:
    """The paragraph, and after it the text boxes that hang on it."""
    properties = para.find(PPR)
    if properties is not None:
        if (numbered := properties.find(q("numPr"))) is not None:
            tidy_place(numbered)
        if source.side is Side.OLD:
            before = properties.find(f"{q('pPrChange')}/{PPR}")
            properties = before if before is not None else properties
    source.count += 1
    style = (
        val(properties.find(q("pStyle"))) if properties is not None else ""
    ) or source.styles.default
    direct = properties.find(q("numPr")) if properties is not None else None
    shown, bullet, level = _number(source, style, direct)
    look = looks_of(properties, None).over(source.styles.whole(style))
    place = f"paragraph {source.count}"
    line = Line(
        words,
        number=shown,
        bullet=bullet,
        level=level,
        style=source.styles.name(style),
        heading=(look.outline + 1) if look.outline is not None and look.outline >= 0 else 0,
        size=_size(para, look),
        bold=bool(look.bold) or _all_bold(words) or _all_underlined(para),
        centred=bool(look.centred),
        indent=look.indent or 0,
        ends_page=_ends_page(para),
        marks=marks,
        place=place,
    )
    yield line
    boxes, source.boxes = source.boxes, []
    for box in boxes:
        source.notices.doubt(
            "IMP110", place, "a text box stands here; its words follow the paragraph."
        )
        yield from (item for item in items_of(source, box, TABLE_DEPTH) if isinstance(item, Line))


def _number(source: Source, style: str, direct: etree._Element | None) -> tuple[str, bool, int]:
    placed = source.numbers.level_of(style, direct)
    shown = source.numbers.shown(style, direct)
    if placed is None:
        return "", False, 0
    at, level = placed
    bullet = level.form == "bullet" or (bool(shown) and not any(c.isalnum() for c in shown))
    return ("" if bullet else plain_words(shown).strip()), bullet, at


def _size(para: etree._Element, look: Looks) -> int:
    """The size of most of its words, in half-points."""
    if next(para.iter(q("sz")), None) is None:
        return look.size or 20
    sizes: dict[int, int] = {}
    for run in para.iter(R):
        own = number(run.find(RPR), "sz") or look.size or 20
        sizes[own] = sizes.get(own, 0) + sum(len(t.text or "") for t in run.iter(T))
    return max(sizes, key=lambda size: sizes[size], default=look.size or 20)


def _all_bold(words: tuple[Words, ...]) -> bool:
    said = [w for w in words if not w.note and w.text.strip()]
    return bool(said) and all(w.bold for w in said)


def _all_underlined(para: etree._Element) -> bool:
    if next(para.iter(q("u")), None) is None:
        return False
    runs = [run for run in para.iter(R) if any((t.text or "").strip() for t in run.iter(T))]
    lines = [run.find(f"{RPR}/{q('u')}") for run in runs]
    return bool(runs) and all(line is not None and val(line) not in ("none", "") for line in lines)


def _ends_page(para: etree._Element) -> bool:
    if para.find(f"{PPR}/{q('sectPr')}") is not None:
        return True
    return any(node.get(q("type")) == "page" for node in para.iter(BR))


def _para_words(source: Source, para: etree._Element) -> tuple[list[Words], list[str]]:
    properties = para.find(PPR)
    style = (
        val(properties.find(q("pStyle"))) if properties is not None else ""
    ) or source.styles.default
    base = source.styles.whole(style)
    marks = [m.get(q("name"), "") for m in para.iter(q("bookmarkStart"))]
    return list(_words(source, para, base, "")), marks


def _words(source: Source, parent: etree._Element, base: Looks, link: str) -> Iterator[Words]:
    for child in parent:
        tag = child.tag
        if source.gone(child):
            continue
        if tag == R:
            yield from _run(source, child, base, link)
        elif tag == HYPERLINK:
            yield from _words(source, child, base, _target(source, child) or link)
        elif tag == SIMPLE:
            name = child.get(q("instr"), "").split()[:1]
            if not name or name[0] not in DROPPED_FIELDS:
                yield from _words(source, child, base, link)
        elif tag == SDT or tag in INSIDE:
            yield from _words(source, child, base, link)
        elif tag == f"{MC}AlternateContent":
            yield from _words(source, _choice(child), base, link)


def _target(source: Source, link: etree._Element) -> str:
    return web_target(source.links.get(link.get(RELATION, ""), ""))


def web_target(target: str) -> str:
    """A link that policy text may hold (web and e-mail), else ''."""
    neat = target.strip().replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return neat if HTTP.match(neat) else ""


def _run(source: Source, run: etree._Element, base: Looks, link: str) -> Iterator[Words]:
    own = run.find(RPR)
    look = looks_of(None, own)
    if own is not None and (style := val(own.find(q("rStyle")))):
        look = look.over(source.styles.of(style))
    hidden = look.hidden if look.hidden is not None else base.hidden
    bold = bool(look.bold) and not base.bold
    italic = bool(look.italic) and not base.italic
    if own is not None and (toggle(own, "strike") or toggle(own, "dstrike")):
        source.notices.count("struck out")
    for child in run:
        text = _run_text(source, child, look)
        if text is None or (source.silent and child.tag != FIELD):
            continue
        if hidden:
            source.notices.drop("hidden words", text, f"paragraph {source.count + 1}")
            continue
        note = source.note_labels.get(text, "") if child.tag in NOTES else ""
        yield Words(text, bold, italic, link or _field_link(source), note)


def _field_link(source: Source) -> str:
    for code, _ in reversed(source.fields):
        if code.split()[:1] == ["HYPERLINK"] and (found := re.search(r'"([^"]+)"', code)):
            return web_target(found[1])
    return ""


def _run_text(source: Source, node: etree._Element, look: Looks) -> str | None:
    """The words one child of a run shows; None for none. Steps through fields on the way."""
    tag = node.tag
    if tag in (T, DELETED):
        return plain_words(_in_font(node.text or "", look.font), source.notices)
    if tag == FIELD:
        _step(source, node)
    elif tag in INSTRUCTION and source.fields:
        source.fields[-1][0] += node.text or ""
    elif tag == TAB or tag == q("ptab"):
        return "\t"
    elif tag in (BR, CR):
        return "\n" if node.get(q("type")) in (None, "textWrapping") else None
    elif tag == q("noBreakHyphen"):
        return "\u2011"
    elif tag == q("sym"):
        return _symbol(source, node)
    elif tag in NOTES:
        return _note(source, NOTES[tag], node.get(q("id"), ""))
    elif tag in (q("drawing"), q("pict"), q("object"), f"{MC}AlternateContent"):
        _drawn(source, node)
    return None


def _step(source: Source, node: etree._Element) -> None:
    match node.get(q("fldCharType")):
        case "begin":
            source.fields.append(["", ""])
        case "separate" if source.fields:
            source.fields[-1][1] = "result"
        case "end" if source.fields:
            source.fields.pop()


def _in_font(text: str, font: str | None) -> str:
    """Text in a symbol font, whose letters are other signs than they seem."""
    if font not in ("Symbol", "Wingdings"):
        return text
    return "".join(SYMBOLS.get((font, ord(c) & 0xFF), c) for c in text)


def _symbol(source: Source, node: etree._Element) -> str:
    font, code = node.get(q("font"), ""), node.get(q("char"), "")
    value = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else 0
    sign = SYMBOLS.get((font, value & 0xFF))
    if sign is None:
        source.notices.doubt(
            "IMP111",
            f"paragraph {source.count + 1}",
            f"a sign of the font '{font}' (number {code}) is not known; '\u25a1' stands for it.",
        )
    return sign or "\u25a1"


def _note(source: Source, kind: str, ident: str) -> str:
    """The key of a footnote's mark; labels are given in the order of the marks: 1, 2, 3."""
    key = f"{kind}:{ident}"
    source.note_labels.setdefault(key, str(len(source.note_labels) + 1))
    return key


def _drawn(source: Source, node: etree._Element) -> None:
    """A picture or text box: the words of a box are kept, a picture is noted by its description."""
    shown = _choice(node) if node.tag == f"{MC}AlternateContent" else node
    boxes = list(shown.iter(q("txbxContent")))
    outer = [b for b in boxes if next(b.iterancestors(q("txbxContent")), None) is None]
    source.boxes += outer
    if not outer:
        named = (n.get("descr") or n.get("title") or "" for n in shown.iter(etree.Element))
        source.notices.drop(
            "picture",
            next((n for n in named if n), "without description"),
            f"paragraph {source.count + 1}",
        )


def _table(source: Source, table: etree._Element, depth: int) -> Iterator[Item]:
    """A table; one inside a cell beyond the second is read line by line."""
    rows: list[tuple[tuple[Line, ...], ...]] = []
    joined = False
    place = f"the table after paragraph {source.count}"
    for row in _children(table):
        if row.tag != TR or _row_gone(source, row):
            continue
        cells: list[tuple[Line, ...]] = []
        for cell in _children(row):
            if cell.tag != TC:
                continue
            lines, more = _cell(source, cell, depth)
            joined = joined or more > 0 or cell.find(f"{q('tcPr')}/{q('vMerge')}") is not None
            cells += [lines, *(() for _ in range(more))]
        rows.append(tuple(cells))
    header = table.find(f"{TR}/{q('trPr')}/{q('tblHeader')}") is not None
    if rows:
        style = source.styles.name(val(table.find(f"{q('tblPr')}/{q('tblStyle')}")))
        hands = source.hands(table)
        yield Grid(tuple(rows), header, joined, style, place, hands)


def _row_gone(source: Source, row: etree._Element) -> bool:
    properties = row.find(q("trPr"))
    return properties is not None and any(source.gone(node) for node in properties)


def _cell(source: Source, cell: etree._Element, depth: int) -> tuple[tuple[Line, ...], int]:
    """A cell's lines and how many more columns it covers; a cell that goes on from above is empty."""
    span = cell.find(f"{q('tcPr')}/{q('gridSpan')}")
    more = min(max(int(val(span)), 1), 64) - 1 if span is not None and val(span).isdecimal() else 0
    lines: list[Line] = []
    for item in items_of(source, cell, depth + 1) if depth < TABLE_DEPTH else ():
        match item:
            case Line():
                lines.append(item)
            case Grid():
                source.notices.doubt(
                    "IMP112", item.place, "a table within a table is read as lines."
                )
                lines += [line for row in item.rows for c in row for line in c]
    return tuple(lines), more
