"""From a flow to WordprocessingML. The only place that knows how a paragraph is spelt in XML."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from govflow.adapters.word.model import Flow, Item, Numbered, Para, Piece, Row, State, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SPECIAL = re.compile(r"(\n|\t)")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Revision:
    """Who proposes the changes and on which day: one author, one date for the whole document."""

    author: str
    on: date


@dataclass(slots=True)
class Writer:
    """What must be unique or known across one document while it is written.

    `printed` marks changes with character styles instead of revisions. `notes` maps a footnote's
    label to its id in the notes part.
    """

    revision: Revision | None = None
    printed: bool = False
    notes: Mapping[str, int] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    last_id: int = 0

    def new_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def stamp(self) -> str:
        """The attributes of one revision mark."""
        assert self.revision, "a change needs an author and a date"
        return f'w:id="{self.new_id()}" {attributes(self.revision)}'

    def link(self, url: str) -> str:
        """The relationship id of an outside address."""
        return self.links.setdefault(url, f"gfLink{len(self.links) + 1}")


def attributes(revision: Revision) -> str:
    """Author and date of a change or a remark."""
    author = quoteattr(clean(revision.author))
    return f'w:author={author} w:date="{revision.on.isoformat()}T00:00:00Z"'


def clean(text: str) -> str:
    """Without the characters XML 1.0 cannot carry."""
    return UNWRITABLE.sub("", text)


def flow_xml(writer: Writer, flow: Flow) -> str:
    """A flow as the children of a body; a paragraph after a table gets room above it."""
    out: list[str] = []
    before: Item | None = None
    for item in flow:
        match item, before:
            case Table(), Table():
                out.append('<w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p>')
                out.append(table_xml(writer, item))
            case Table(), _:
                out.append(table_xml(writer, item))
            case Para(), Table():
                out.append(para_xml(writer, item, room=True))
            case Para(), _:
                out.append(para_xml(writer, item))
        before = item
    return "".join(out)


def para_xml(writer: Writer, para: Para, *, room: bool = False) -> str:
    """One paragraph with its properties, bookmark and words."""
    properties = _paragraph_properties(writer, para, room)
    move = "" if writer.printed else para.move
    words = pieces_xml(writer, para.pieces, moved=bool(move)) + _remarked(writer, para)
    if move:
        words = _moved(writer, para, words)
    if para.mark:
        number = writer.new_id()
        start = f'<w:bookmarkStart w:id="{number}" w:name="{para.mark}"/>'
        words = f'{start}{words}<w:bookmarkEnd w:id="{number}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


MOVES = {State.DELETED: "moveFrom", State.INSERTED: "moveTo"}
"""How a change is spelt that is one half of a move (ECMA-376 Part 1, 17.13.5.21 to 17.13.5.28)."""


def _moved(writer: Writer, para: Para, words: str) -> str:
    """The words of one half of a move between its range marks, which name the other half."""
    kind = MOVES[para.pieces[0].state]
    stamp = writer.stamp()
    number = stamp.partition(" ")[0]
    start = f'<w:{kind}RangeStart {stamp} w:name="{para.move}"/>'
    return f"{start}{words}<w:{kind}RangeEnd {number}/>"


def _remarked(writer: Writer, para: Para) -> str:
    """On paper a remark stands in brackets after the words.

    The review copy has none: a comment there makes LibreOffice (7.4, without a screen) fall over, and
    words there would not be the Board's.
    """
    if not para.remark or not writer.printed:
        return ""
    look = '<w:rPr><w:i/><w:iCs/><w:sz w:val="19"/></w:rPr>'
    said = escape(clean(para.remark))
    return f'<w:r>{look}<w:t xml:space="preserve"> [{said}]</w:t></w:r>'


def _paragraph_properties(writer: Writer, para: Para, room: bool) -> str:
    parts = [f'<w:pStyle w:val="{para.style}"/>']
    if para.numbered:
        parts.append(number_xml(para.numbered))
    if any(RIGHT_TO_LEFT.search(piece.text) for piece in para.pieces):
        parts.append(_direction(para.pieces))
    if room:
        parts.append('<w:spacing w:before="200"/>')
    if para.state and not writer.printed:
        parts.append(f"<w:rPr><w:{_change(para.state, bool(para.move))} {writer.stamp()}/></w:rPr>")
    if para.before and not writer.printed:
        number = number_xml(para.before.numbered) if para.before.numbered else ""
        before = f'<w:pPr><w:pStyle w:val="{para.before.style}"/>{number}</w:pPr>'
        parts.append(f"<w:pPrChange {writer.stamp()}>{before}</w:pPrChange>")
    return "".join(parts)


def number_xml(numbered: Numbered) -> str:
    return f'<w:numPr><w:ilvl w:val="{numbered.level}"/><w:numId w:val="{numbered.num}"/></w:numPr>'


def _direction(pieces: Sequence[Piece]) -> str:
    """`w:bidi` when the first letter reads from right to left (Unicode Annex 9, rule P2)."""
    letters = "".join(c for piece in pieces for c in piece.text if c.isalpha())
    return "<w:bidi/>" if letters and RIGHT_TO_LEFT.match(letters[0]) else ""


def _change(state: State, moved: bool) -> str:
    return MOVES[state] if moved else state.value


def pieces_xml(writer: Writer, pieces: Iterable[Piece], *, moved: bool = False) -> str:
    """Words in order; a link's pieces stay inside one hyperlink, changed or not."""
    out = []
    for link, group in groupby(pieces, key=lambda piece: piece.look.link):
        words = "".join(piece_xml(writer, piece, moved) for piece in group)
        out.append(_linked(writer, link, words) if link else words)
    return "".join(out)


def _linked(writer: Writer, link: str, words: str) -> str:
    if link.startswith("#"):
        return f'<w:hyperlink w:anchor={quoteattr(link[1:])} w:history="1">{words}</w:hyperlink>'
    return f'<w:hyperlink r:id="{writer.link(link)}" w:history="1">{words}</w:hyperlink>'


def piece_xml(writer: Writer, piece: Piece, moved: bool = False) -> str:
    """One piece; changed words stand in `w:ins`, `w:del` or half a move (ECMA-376 Part 1, 17.13.5)."""
    deleted = piece.state is State.DELETED and not writer.printed and not moved
    looks = _run_properties(piece, writer.printed)
    if piece.look.note:
        words = _note_reference(writer, piece.look.note)
    elif piece.look.refers:
        words = _reference(piece, looks, deleted)
    else:
        words = _run(piece.text, looks, deleted)
    if piece.state is State.KEPT or writer.printed:
        return words
    change = _change(piece.state, moved)
    return f"<w:{change} {writer.stamp()}>{words}</w:{change}>"


def _run(text: str, looks: str, deleted: bool) -> str:
    name = "w:delText" if deleted else "w:t"
    inner = []
    for part in SPECIAL.split(clean(text)):
        if part == "\n":
            inner.append("<w:br/>")
        elif part == "\t":
            inner.append("<w:tab/>")
        elif part:
            inner.append(f'<{name} xml:space="preserve">{escape(part)}</{name}>')
    return f"<w:r>{looks}{''.join(inner)}</w:r>"


def _note_reference(writer: Writer, label: str) -> str:
    style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    return f'<w:r>{style}<w:footnoteReference w:id="{writer.notes[label]}"/></w:r>'


def _reference(piece: Piece, looks: str, deleted: bool) -> str:
    """A cross-reference as a field whose result is written, so that nothing needs updating."""
    name = "w:delInstrText" if deleted else "w:instrText"
    code = f'<{name} xml:space="preserve"> REF {piece.look.refers} \\r \\h </{name}>'
    return (
        f'<w:r>{looks}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{looks}{code}</w:r>'
        f'<w:r>{looks}<w:fldChar w:fldCharType="separate"/></w:r>{_run(piece.text, looks, deleted)}'
        f'<w:r>{looks}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _run_properties(piece: Piece, printed: bool) -> str:
    """Run properties in the order the schema wants (ECMA-376 Part 1, 17.3.2)."""
    look = piece.look
    parts = [_character_style(piece, printed)]
    parts.append("<w:b/><w:bCs/>" if look.bold else "")
    parts.append("<w:i/><w:iCs/>" if look.italic else "")
    parts.append("<w:strike/>" if look.struck else "")
    parts.append("<w:rtl/>" if RIGHT_TO_LEFT.search(piece.text) else "")
    inner = "".join(parts)
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def _character_style(piece: Piece, printed: bool) -> str:
    if printed and piece.state is not State.KEPT:
        name = "TextInserted" if piece.state is State.INSERTED else "TextDeleted"
    elif piece.look.code:
        name = "CodeText"
    elif piece.look.link and not piece.look.link.startswith("#"):
        name = "Hyperlink"
    else:
        return ""
    return f'<w:rStyle w:val="{name}"/>'


def table_xml(writer: Writer, table: Table) -> str:
    """A table whose header row repeats and whose rows do not split (17.4.49, 17.4.6)."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
    caption = f"<w:tblCaption w:val={quoteattr(clean(table.caption))}/>" if table.caption else ""
    head = (
        '<w:tblPr><w:tblStyle w:val="GovernanceTable"/>'
        f'<w:tblW w:w="{sum(table.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    rows = "".join(_row(writer, row, table.widths) for row in table.rows)
    return f"<w:tbl>{head}{rows}</w:tbl>"


def _row(writer: Writer, row: Row, widths: Sequence[int]) -> str:
    parts = "<w:cantSplit/>" + ("<w:tblHeader/>" if row.header else "")
    if row.state and not writer.printed:
        parts += f"<w:{row.state.value} {writer.stamp()}/>"
    cells = "".join(
        f"<w:tc><w:tcPr>{_cell_width(at, len(row.cells), widths)}</w:tcPr>{para_xml(writer, cell)}</w:tc>"
        for at, cell in enumerate(row.cells)
    )
    return f"<w:tr><w:trPr>{parts}</w:trPr>{cells}</w:tr>"


def _cell_width(at: int, cells: int, widths: Sequence[int]) -> str:
    """The last cell of a row that has fewer cells than the table spans the columns left."""
    spare = len(widths) - cells if at == cells - 1 else 0
    width = sum(widths[at : at + 1 + spare])
    span = f'<w:gridSpan w:val="{spare + 1}"/>' if spare else ""
    return f'<w:tcW w:w="{width}" w:type="dxa"/>{span}'
