"""Real footnotes: the notes part, the ids by which the text refers to it, and what is no footnote.

A mark that leads to no footnote is shown as it is written, and a footnote that no mark leads to stands
as a paragraph at the end: Word would show neither, and no word of a by-law may vanish. Each text is
asked for itself, so that a redline says of both what they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from govflow.adapters.word.entries import Entry
from govflow.adapters.word.flow import compared
from govflow.adapters.word.layout import Placed
from govflow.adapters.word.model import Flow, Item, Para, Piece, State, Table
from govflow.adapters.word.numbers import q
from govflow.adapters.word.write import NAMESPACES, Writer, para_xml
from govflow.core.text.policy import Kind


@dataclass(frozen=True, slots=True)
class Used:
    """The labels of the footnotes that are there and referred to, in the old and in the new text."""

    old: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()


def note_ids(flow: Flow) -> dict[str, int]:
    """An id for every footnote by its label, in the order of the marks: LibreOffice counts on that."""
    marks = [piece.look.note for para in _paras(flow) for piece in para.pieces if piece.look.note]
    return {label: number for number, label in enumerate(dict.fromkeys(marks), 1)}


def used_notes(flow: Flow, found: Iterable[Entry]) -> Used:
    """Which footnotes each text refers to; a mark within a footnote is none."""
    notes = list(_notes(found))
    old = {_label(note) for note in notes if note.old}
    new = {_label(note) for note in notes if note.new}
    pieces = [piece for para in _paras(flow) for piece in para.pieces if piece.look.note]
    said_old = {piece.look.note for piece in pieces if piece.state is not State.INSERTED}
    said_new = {piece.look.note for piece in pieces if piece.state is not State.DELETED}
    return Used(frozenset(old & said_old), frozenset(new & said_new))


def settle_notes(flow: Flow, found: Sequence[Entry], used: Used) -> Flow:
    """The flow with every mark and footnote that is none shown as words."""
    settled = tuple(_settled(item, used) for item in flow)
    return (*settled, *_lost(found, used))


def _settled(item: Item, used: Used) -> Item:
    match item:
        case Table():
            rows = tuple(
                replace(row, cells=tuple(_marked(cell, used) for cell in row.cells))
                for row in item.rows
            )
            return replace(item, rows=rows)
        case Para():
            return _marked(item, used)


def _marked(para: Para, used: Used) -> Para:
    if not any(piece.look.note for piece in para.pieces):
        return para
    return replace(para, pieces=tuple(new for old in para.pieces for new in _mark(old, used)))


def _mark(piece: Piece, used: Used) -> Iterator[Piece]:
    """A footnote's mark as each text has it: a mark that leads somewhere, or words."""
    label = piece.look.note
    if not label:
        yield piece
        return
    words = replace(piece, text=f"[^{label}]", look=replace(piece.look, note=""))
    old, new = (piece if label in side else words for side in (used.old, used.new))
    match piece.state:
        case State.DELETED:
            yield old
        case State.INSERTED:
            yield new
        case _ if old == new:
            yield new
        case _:
            yield replace(old, state=State.DELETED)
            yield replace(new, state=State.INSERTED)


def _lost(found: Iterable[Entry], used: Used) -> Iterator[Para]:
    """Footnotes that no mark leads to, as paragraphs."""
    for entry in _notes(found):
        old = entry.old if _label(entry) not in used.old else None
        new = entry.new if _label(entry) not in used.new else None
        if old or new:
            one = Entry(old, new)
            para = Para("FootnoteText", _words(one), one.state, one.mark)
            yield _marked(para, Used())


def note_flow(found: Iterable[Entry], used: Used) -> dict[str, Para]:
    """Each footnote's words by label, as the texts that refer to it have them."""
    pieces: dict[str, tuple[Piece, ...]] = {}
    for entry in _notes(found):
        label = _label(entry)
        old = entry.old if label in used.old else None
        new = entry.new if label in used.new else None
        if old or new:
            pieces[label] = pieces.get(label, ()) + _words(Entry(old, new))
    return {label: _marked(Para("FootnoteText", said), Used()) for label, said in pieces.items()}


def _words(entry: Entry) -> tuple[Piece, ...]:
    sides: list[Placed | None] = [entry.old, entry.new]
    return compared(*(side.runs if side else None for side in sides))


def _notes(found: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in found if entry.placed.block.kind is Kind.NOTE)


def _label(entry: Entry) -> str:
    return entry.placed.block.label.strip("[]^:")


def _paras(flow: Flow) -> Iterator[Para]:
    for item in flow:
        match item:
            case Table():
                yield from (cell for row in item.rows for cell in row.cells)
            case Para():
                yield item


def write_notes(
    root: etree._Element, writer: Writer, flow: Mapping[str, Para], ids: Mapping[str, int]
) -> None:
    """Add each footnote to the notes part, its number before its words."""
    number = (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
    )
    for label, ident in ids.items():
        xml = para_xml(writer, flow[label]).replace("</w:pPr>", f"</w:pPr>{number}", 1)
        note = etree.fromstring(f"<w:footnote {NAMESPACES}>{xml}</w:footnote>")
        note.set(q("id"), str(ident))
        root.append(note)
