"""Real footnotes: the notes part and the ids by which the text refers to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lxml import etree

from govflow.adapters.word.flow import Entry, words
from govflow.adapters.word.model import Flow, Item, Para, Piece, State, Table
from govflow.adapters.word.numbers import q
from govflow.adapters.word.write import NAMESPACES, Writer, para_xml
from govflow.core.text.policy import Kind


def note_ids(found: Iterable[Entry]) -> dict[str, int]:
    """An id for every footnote either text has, by its label; 1 upwards, as Word gives them."""
    labels = [_label(entry) for entry in _notes(found)]
    return {label: number for number, label in enumerate(dict.fromkeys(labels), 1)}


def note_flow(found: Iterable[Entry]) -> dict[str, list[Para]]:
    """The paragraphs of each footnote by label; a note that goes and comes has both."""
    flow: dict[str, list[Para]] = {}
    for entry in _notes(found):
        flow.setdefault(_label(entry), []).append(Para("FootnoteText", words(entry), State.KEPT))
    return flow


def _label(entry: Entry) -> str:
    return entry.placed.block.label.strip("[]^:")


def _notes(found: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in found if entry.placed.block.kind is Kind.NOTE)


def settle_notes(flow: Flow, found: Sequence[Entry]) -> Flow:
    """Marks that lead to no footnote are shown as written; so are footnotes that no mark leads to.

    Word would show neither, and no word of a by-law may vanish.
    """
    known = set(note_ids(found))
    used = _used(flow) & known
    return _shown_as_written(flow, found, used)


def as_words(flow: Flow, found: Sequence[Entry]) -> Flow:
    """All footnotes and their marks as written, for papers that have no footnotes."""
    return _shown_as_written(flow, found, set())


def _shown_as_written(flow: Flow, found: Sequence[Entry], used: set[str]) -> Flow:
    settled = tuple(_settled(item, used) for item in flow)
    lost = [entry for entry in _notes(found) if _label(entry) not in used]
    return settled + tuple(
        Para("FootnoteText", words(entry), entry.state, entry.mark) for entry in lost
    )


def _settled(item: Item, known: set[str]) -> Item:
    match item:
        case Table():
            rows = tuple(
                replace(row, cells=tuple(_plain(cell, known) for cell in row.cells))
                for row in item.rows
            )
            return replace(item, rows=rows)
        case Para():
            return _plain(item, known)


def _plain(para: Para, labels: set[str]) -> Para:
    if all(not piece.look.note or piece.look.note in labels for piece in para.pieces):
        return para
    return replace(para, pieces=tuple(_shown(piece, labels) for piece in para.pieces))


def _shown(piece: Piece, labels: set[str]) -> Piece:
    note = piece.look.note
    if not note or note in labels:
        return piece
    return replace(piece, text=f"[^{note}]", look=replace(piece.look, note=""))


def write_notes(
    root: etree._Element, writer: Writer, flow: dict[str, list[Para]], ids: dict[str, int]
) -> None:
    """Add each footnote to the notes part, its number before its words."""
    number = (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
    )
    for label, paras in flow.items():
        merged = Para("FootnoteText", tuple(piece for para in paras for piece in para.pieces))
        xml = para_xml(writer, merged).replace("</w:pPr>", f"</w:pPr>{number}", 1)
        note = etree.fromstring(f"<w:footnote {NAMESPACES}>{xml}</w:footnote>")
        note.set(q("id"), str(ids[label]))
        root.append(note)


def _used(flow: Flow) -> set[str]:
    """The labels of the footnotes that a flow refers to."""
    paras = [
        para
        for item in flow
        for para in (
            [c for row in item.rows for c in row.cells] if isinstance(item, Table) else [item]
        )
    ]
    return {piece.look.note for para in paras for piece in para.pieces if piece.look.note}
