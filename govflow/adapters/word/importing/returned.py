"""A review copy that came back: its text with a trustee's changes and without, and who made them.

Tracked changes are read by their authors; the changes that the review copy itself brought (one author,
midnight) count as made on both sides. What differs from the text the copy was made from without a
recorded hand was edited with tracking off.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from govflow.adapters.word.importing.drafts import Draft, plain_blocks
from govflow.adapters.word.importing.extract import read_source
from govflow.adapters.word.importing.footnotes import note_lines
from govflow.adapters.word.importing.grids import grid_drafts
from govflow.adapters.word.importing.lines import Grid, Item, Line, Notices
from govflow.adapters.word.importing.own import (
    is_ours,
    key_of,
    own_body,
    own_draft,
    own_facts,
    own_notes,
)
from govflow.adapters.word.importing.read import read_by_law
from govflow.adapters.word.importing.safety import check_trees, checked_tree, safe_package
from govflow.adapters.word.importing.source import Source
from govflow.adapters.word.numbers import q
from govflow.adapters.word.reading import Side
from govflow.core.text.policy import Block, Kind
from govflow.core.text.proposals import Hand

LOOKS = ("rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange")


@dataclass(frozen=True, slots=True)
class Marked:
    """One block of a copy with the bookmarks in it and the hands that changed it."""

    block: Block
    marks: tuple[str, ...] = ()
    hands: tuple[Hand, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A comment: the bookmark of its paragraph, the words it is fastened to, who, when, what."""

    mark: str
    anchor: str
    author: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A copy as read. `facts` are its own properties (policy, digest, base_digest), empty when not ours.

    `new` is the text with all changes, `old` the text without the trustee's; `removed` the hands that
    took out whole paragraphs, by bookmark; `looks` counts recorded changes of formatting; `around`
    tells that words outside the text (cover, control page, tables of words) were changed.
    """

    file: str
    facts: Mapping[str, str]
    new: tuple[Marked, ...]
    old: tuple[Marked, ...]
    removed: Mapping[str, tuple[Hand, ...]]
    notes: tuple[Note, ...]
    looks: int
    around: bool = False


def read_returned(raw: bytes, name: str, own: str) -> Returned:
    """A returned Word file. `own` is the author of the review copy's own changes.

    Raises DocumentError for a file that is no safe Word document.
    """
    parts = safe_package(raw, name)
    check_trees(parts, name)
    if not is_ours(parts, name):
        found = read_by_law(raw, name, "returned")
        blocks = tuple(Marked(block) for block in found.policy.blocks)
        return Returned(name, {}, blocks, (), {}, tuple(_comments(parts, name)), 0)
    source, items = read_source(parts, name, Side.NEW, own=own)
    before, was = read_source(parts, name, Side.OLD, own=own)
    new, old = tuple(_marked(source, items)), tuple(_marked(before, was))
    return Returned(
        name,
        own_facts(parts, name),
        new,
        old,
        {mark: hands for mark, hands in source.removed.items() if hands},
        tuple(_comments(parts, name)),
        _looks(parts, name),
        _around(items) != _around(was),
    )


def _marked(source: Source, items: Sequence[Item]) -> Iterator[Marked]:
    """The blocks of the text in order, each with its bookmarks and hands; footnotes last."""
    drafts: list[Draft] = []
    told: list[tuple[tuple[str, ...], tuple[Hand, ...]]] = []
    for item in own_body(items):
        if isinstance(item, Grid):
            rows = list(grid_drafts(item, Notices()))
            drafts += rows
            told += [((), item.hands)] * len(rows)
        elif item.words or item.number or key_of(item.style) in ("rule", "code"):
            drafts.append(own_draft(item))
            told.append((item.marks, item.hands))
    notes = list(own_notes(list(note_lines(source))))
    told += [((), ())] * len(notes)
    for block, (marks, hands) in zip(plain_blocks([*drafts, *notes]), told, strict=True):
        yield Marked(block, marks, hands)


def _around(items: Sequence[Item]) -> list[str]:
    """The words outside the text, contents list left out."""
    inside = {id(item) for item in own_body(items)}
    outer = [item for item in items if id(item) not in inside]
    lines = [line for item in outer for line in _lines_of(item)]
    return [line.text for line in lines if line.text and not key_of(line.style).startswith("toc")]


def _lines_of(item: Item) -> Iterator[Line]:
    match item:
        case Line():
            yield item
        case Grid():
            yield from (line for row in item.rows for cell in row for line in cell)


def _comments(parts: Mapping[str, bytes], name: str) -> Iterator[Note]:
    """Comments with the words between their range marks (ECMA-376 Part 1, 17.13.4)."""
    root = checked_tree(parts, "word/comments.xml", name)
    document = checked_tree(parts, "word/document.xml", name)
    if root is None or document is None:
        return
    anchors = _anchors(document)
    for comment in root.iter(q("comment")):
        mark, anchor = anchors.get(comment.get(q("id"), ""), ("", ""))
        said = " ".join(
            "".join(t.text or "" for t in para.iter(q("t"))) for para in comment.iter(q("p"))
        )
        author, when = comment.get(q("author"), ""), comment.get(q("date"), "")
        yield Note(mark, anchor[:200], author, when, said.strip())


def _anchors(document: Any) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    open_now: dict[str, list[str]] = {}
    where: dict[str, str] = {}
    mark = ""
    for node in document.iter(
        q("p"),
        q("bookmarkStart"),
        q("commentRangeStart"),
        q("commentRangeEnd"),
        q("t"),
        q("commentReference"),
    ):
        ident = node.get(q("id"), "")
        if node.tag == q("p"):
            marks = [m.get(q("name"), "") for m in node.iter(q("bookmarkStart"))]
            mark = next((m for m in marks if m.startswith("_gf_")), mark)
        elif node.tag == q("commentRangeStart"):
            open_now[ident], where[ident] = [], mark
        elif node.tag == q("t"):
            for words in open_now.values():
                words.append(node.text or "")
        elif node.tag == q("commentRangeEnd") and ident in open_now:
            found[ident] = (where[ident], "".join(open_now.pop(ident)))
        elif node.tag == q("commentReference"):
            found.setdefault(ident, (mark, ""))
    return found


def _looks(parts: Mapping[str, bytes], name: str) -> int:
    root = checked_tree(parts, "word/document.xml", name)
    return 0 if root is None else sum(1 for _ in root.iter(*(q(tag) for tag in LOOKS)))


def to_json(found: Returned) -> dict[str, Any]:
    return {
        "file": found.file,
        "facts": dict(found.facts),
        "new": [_marked_json(one) for one in found.new],
        "old": [_marked_json(one) for one in found.old],
        "removed": {mark: [asdict(h) for h in hands] for mark, hands in found.removed.items()},
        "notes": [asdict(note) for note in found.notes],
        "looks": found.looks,
        "around": found.around,
    }


def _marked_json(one: Marked) -> list[Any]:
    return [_block(one.block), list(one.marks), [asdict(hand) for hand in one.hands]]


def _marked_from(value: list[Any]) -> Marked:
    block, marks, hands = value
    return Marked(_from(block), tuple(marks), tuple(Hand(**hand) for hand in hands))


def from_json(value: dict[str, Any]) -> Returned:
    new, old = (tuple(_marked_from(one) for one in value[side]) for side in ("new", "old"))
    removed = {mark: tuple(Hand(**h) for h in hands) for mark, hands in value["removed"].items()}
    return Returned(
        value["file"],
        value["facts"],
        new,
        old,
        removed,
        tuple(Note(**note) for note in value["notes"]),
        value["looks"],
        value["around"],
    )


def _block(block: Block) -> list[Any]:
    return [block.kind.value, block.text, block.label, block.depth, block.gap]


def _from(value: list[Any]) -> Block:
    kind, text, label, depth, gap = value
    return Block(Kind(kind), text, label, depth, gap)


def is_ours_mark(mark: str) -> bool:
    """Whether a bookmark names a provision of the present text."""
    return bool(re.match(r"_gf_(?!old_)", mark))
