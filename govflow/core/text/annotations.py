"""Amendment notes: under each clause, what the Board did to its words, when, and by which minute.

The wording follows the annotations of published legislation ("Words substituted by ..."). A note
belongs to its clause and goes with it when the clause gets another address in a later version.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from govflow.core.text.addresses import Place, outline
from govflow.core.text.changes import Change, Insert, Omit, Renumber, Substitute
from govflow.core.text.compare import Row, address_map, rows
from govflow.core.text.policy import Block, Kind, Policy, provisions
from govflow.core.text.words import Mark, runs

PARTS = {Kind.ITEM: "List", Kind.ROW: "Table", Kind.NOTE: "Footnote"}
WHOLES = {
    Kind.HEADING: "Heading",
    Kind.CLAUSE: "Clause",
    Kind.PARAGRAPH: "Paragraph",
    Kind.DEFINITION: "Definition",
    Kind.QUOTE: "Quotation",
    Kind.CODE: "Block",
}


@dataclass(frozen=True, slots=True)
class Passing:
    """A text as it was passed, and by whom: 'Trustee Board, 30/11/2026, minute 26/114'."""

    text: Policy
    by: str


def amendment_notes(first: Policy, passed: Iterable[Passing]) -> dict[str, str]:
    """The notes of the last text passed, by clause address, after `first` was amended in this order.

    A part of what was inserted as a whole has no note of its own; a clause taken out with its number
    leaves none, and the omission of a numbered one says itself in the text.
    """
    notes: dict[str, str] = {}
    before = first
    for passing in passed:
        notes = carried(notes, before, passing.text)
        for address, what in _said(before, passing.text):
            sentence = f"{what} by {passing.by}."
            held = notes.get(address, "")
            if sentence not in held:
                notes[address] = f"{held} {sentence}".strip()
        before = passing.text
    return notes


def carried(notes: Mapping[str, str], old: Policy, new: Policy) -> dict[str, str]:
    """The notes of an old text by the addresses their clauses have in a new one."""
    follow = dict(address_map(old, new)) if notes else {}
    return {follow[address]: note for address, note in notes.items() if follow.get(address)}


def _said(old: Policy, new: Policy) -> Iterator[tuple[str, str]]:
    """(address in the new text, what was done there), in reading order."""
    after = provisions(new)
    places = outline(after)
    come: set[int] = set()
    last = -1
    for row in rows(old, new):
        last = row.new if row.new is not None else last
        if row.change is None or last < 0 or _within(row, places, come):
            continue
        host = _host(after, last)
        what = _what(row.change)
        if host is not None and what and (row.new == host or _block(row.change).kind in PARTS):
            yield places[host].address, what


def _within(row: Row, places: Sequence[Place], come: set[int]) -> bool:
    """Whether the row is part of something that was inserted as a whole."""
    if row.old is not None or row.new is None:
        return False
    come.add(row.new)
    return places[row.new].parent in come


def _host(blocks: Sequence[Block], at: int) -> int | None:
    """The nearest clause, heading or paragraph at or above a position."""
    return next((i for i in range(at, -1, -1) if blocks[i].kind in WHOLES), None)


def _block(change: Change) -> Block:
    return change.new if isinstance(change, Insert) else change.old


def _what(change: Change) -> str:
    match change:
        case Renumber(address):
            return f"Renumbered from {address}"
        case Insert(_, _, Block(kind)) | Omit(_, Block(kind), None) if kind in PARTS:
            return f"{PARTS[kind]} amended"
        case Insert(_, _, Block(kind)):
            return f"{WHOLES[kind]} inserted" if kind in WHOLES else ""
        case Omit():
            return ""
        case Substitute(_, old, new):
            return _amended(old, new)


def _amended(old: Block, new: Block) -> str:
    if old.kind in PARTS:
        return f"{PARTS[old.kind]} amended"
    if old.kind is Kind.HEADING or old.text == new.text:
        return f"{WHOLES[old.kind]} amended" if old.kind in WHOLES else ""
    marks = {run.mark for run in runs(old.text, new.text)} - {Mark.EQUAL}
    only = {Mark.INSERT: "inserted", Mark.DELETE: "omitted"}
    return f"Words {only[marks.pop()] if len(marks) == 1 else 'substituted'}"
