"""From a policy's blocks to paragraphs in named styles: what stands where, before any comparison."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from govflow.adapters.markdown.inline import Span, inline
from govflow.adapters.word.labels import (
    STYLES,
    Label,
    clause_labels,
    item_label,
    place_label_of,
    section_label,
)
from govflow.adapters.word.model import PLAIN, Look, Run
from govflow.adapters.word.references import with_references
from govflow.core.text.addresses import addresses
from govflow.core.text.lines import is_separator
from govflow.core.text.policy import Block, Kind
from govflow.core.text.tables import cells as split_cells

BOOKMARK_LENGTH = 40  # Word's limit for a bookmark's name
NOTE_MARK = "\u2061"  # stands for a footnote's mark: an invisible sign that no word holds
PLACE_LABEL = re.compile(r"(Schedule|Annex|Appendix|Part) ")
LISTS = {True: ("ListBullet", "ListBullet2", "ListBullet3")}
LISTS[False] = ("ListNumber", "ListNumber2", "ListNumber3")
OTHERS = {
    Kind.QUOTE: "Quote",
    Kind.CODE: "Code",
    Kind.RULE: "Rule",
    Kind.NOTE: "FootnoteText",
    Kind.DEFINITION: "Definition",
    Kind.FACT: "BodyText",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """One block as it will stand on the page.

    `shape` tells apart what a reader would not call the same paragraph reworded: its style and level.
    `table` is the ordinal of the table a row belongs to; `cells` are the words of its cells.
    """

    block: Block
    style: str
    address: str
    runs: tuple[Run, ...] = ()
    label: Label | None = None
    unnumbered: bool = False
    table: int = 0
    header: bool = False
    cells: tuple[tuple[Run, ...], ...] = ()

    @property
    def shape(self) -> tuple[object, ...]:
        return self.style, self.block.kind, self.header, len(self.cells), self.label is None


@dataclass(slots=True)
class _Eye:
    """The reader's eye going down the page."""

    headings: list[int] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    table: int = 0
    columns: int = 0
    last: Kind | None = None
    seen_title: bool = False


def layout(blocks: Sequence[Block]) -> tuple[Placed, ...]:
    """Every block of a text in order, footnotes included; the line under a table's header is left out."""
    labels, names = clause_labels(blocks), addresses(blocks)
    known = {name: bookmark(name) for name in names if name[:1] in "csap"}
    eye = _Eye()
    placed = []
    for at, (block, address) in enumerate(zip(blocks, names, strict=True)):
        below = blocks[at + 1].kind if at + 1 < len(blocks) else None
        if block.kind is Kind.ROW and is_separator(block.text):
            continue
        found = _place(eye, block, address, labels.get(at), below)
        eye.last = block.kind
        placed.append(_with_references(found, known))
    return tuple(placed)


def _with_references(placed: Placed, known: Mapping[str, str]) -> Placed:
    if placed.block.kind in (Kind.HEADING, Kind.CODE):
        return placed
    runs = with_references(placed.runs, known)
    cells = tuple(with_references(cell, known) for cell in placed.cells)
    same = runs is placed.runs and cells == placed.cells
    return placed if same else replace(placed, runs=runs, cells=cells)


def _place(
    eye: _Eye, block: Block, address: str, label: Label | None, below: Kind | None
) -> Placed:
    if block.kind is not Kind.ITEM and not (block.kind is Kind.PARAGRAPH and block.depth):
        eye.items.clear()
    match block.kind:
        case Kind.CLAUSE:
            style = STYLES[label.level] if label else "Clause"
            return Placed(block, style, address, runs_of(block.text), label)
        case Kind.PARAGRAPH:
            style = _paragraph_style(eye, block, below)
            return Placed(block, style, address, runs_of(block.text))
        case Kind.HEADING:
            return _heading(eye, Placed(block, "", address, runs_of(block.text)))
        case Kind.ITEM:
            return _item(eye, Placed(block, "", address, runs_of(block.text)))
        case Kind.ROW:
            return _row(eye, Placed(block, "", address))
        case _:
            return Placed(block, OTHERS[block.kind], address, _special(block))


def _special(block: Block) -> tuple[Run, ...]:
    match block.kind:
        case Kind.QUOTE:
            return _quote(block.text)
        case Kind.CODE:
            text = "\n".join(block.text.split("\n")[1:-1])
            return (Run(text),) if text else ()
        case Kind.RULE:
            return ()
        case _:
            return runs_of(block.text)


def _paragraph_style(eye: _Eye, block: Block, below: Kind | None) -> str:
    if eye.items and block.depth:
        return "ListContinue"
    return "DefinitionTerm" if below is Kind.DEFINITION else "BodyText"


def _heading(eye: _Eye, bare: Placed) -> Placed:
    """The first unnumbered '# Title' is the policy's title; every other heading gets its rank."""
    block = bare.block
    if block.depth == 1 and not block.label and not eye.seen_title and not eye.headings:
        eye.seen_title = True
        return replace(bare, style="PolicyTitle")
    while eye.headings and eye.headings[-1] >= block.depth:
        eye.headings.pop()
    eye.headings.append(block.depth)
    rank = min(len(eye.headings), 6)
    if PLACE_LABEL.match(block.label):
        style = f"Heading{rank}" if block.label.startswith("Part") else "ScheduleHeading"
        return replace(bare, style=style, label=place_label_of(block))
    if not block.label:
        return replace(bare, style=f"Heading{rank}", unnumbered=rank == 1)
    label = section_label(block)
    return replace(bare, style=f"Heading{rank}", label=label)


def _item(eye: _Eye, bare: Placed) -> Placed:
    block = bare.block
    while eye.items and eye.items[-1] > block.depth:
        eye.items.pop()
    first = not eye.items or eye.items[-1] < block.depth
    if first:
        eye.items.append(block.depth)
    level = min(len(eye.items), 3) - 1
    bullet = not block.label[:1].isdigit()
    style = LISTS[bullet][level]
    label = None if bullet else item_label(block, level, first)
    return replace(bare, style=style, label=label)


def _row(eye: _Eye, bare: Placed) -> Placed:
    first = eye.last is not Kind.ROW or bare.block.gap
    texts = split_cells(bare.block.text)
    eye.table += first
    eye.columns = len(texts) if first else eye.columns
    cells = tuple(runs_of(cell) for cell in _as_many(texts, eye.columns))
    style = "TableHead" if first else "TableText"
    return replace(bare, style=style, table=eye.table, header=first, cells=cells)


def _as_many(texts: list[str], columns: int) -> list[str]:
    """As many cells as the header has; what is too many stays, in the last cell."""
    short = texts + [""] * (columns - len(texts))
    return [*short[: columns - 1], " | ".join(short[columns - 1 :])]


def _quote(text: str) -> tuple[Run, ...]:
    """A quotation's lines; a soft break is a space, an empty line a new line."""
    lines = [re.sub(r"^[> ]+", "", line) for line in text.split("\n")]
    paragraphs = "\n".join(lines).split("\n\n")
    runs: list[Run] = []
    for at, paragraph in enumerate(paragraphs):
        runs += [Run("\n")] if at else []
        runs += runs_of(paragraph.replace("\n", " "))
    return tuple(runs)


@lru_cache(maxsize=16_384)
def runs_of(text: str) -> tuple[Run, ...]:
    """A block's Markdown as runs; footnote marks become `NOTE_MARK`."""
    return tuple(Run(_text_of(span), _look_of(span)) for span in inline(text))


def _look_of(span: Span) -> Look:
    if not (span.bold or span.italic or span.code or span.link or span.note):
        return PLAIN
    link = span.link if not span.link.startswith("#") else ""
    return Look(span.bold, span.italic, span.code, False, link, span.note)


def _text_of(span: Span) -> str:
    return NOTE_MARK if span.note else span.text


@lru_cache(maxsize=32_768)
def bookmark(address: str, prefix: str = "_gf_") -> str:
    """The hidden bookmark of a provision: at most 40 characters, told apart by a digest when cut."""
    slug = re.sub(r"[^a-z0-9]+", "_", _cased(address)).strip("_")
    room = BOOKMARK_LENGTH - len(prefix)
    if len(slug) <= room and slug.isascii() and slug:
        return prefix + slug
    tail = hashlib.sha256(address.encode()).hexdigest()[:8]
    return f"{prefix}{slug[: room - 9].rstrip('_')}_{tail}"


def _cased(address: str) -> str:
    """Capitals are told apart, since clause 3(A) is not clause 3(a): Word ignores case in names."""
    return re.sub(r"[A-Z]", lambda found: f"_u{found[0].lower()}", address)
