"""One Word document being read from one side: its styles, numbers, links, open fields, hands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from govflow.adapters.word.importing.lines import Notices
from govflow.adapters.word.importing.safety import checked_tree, tidy_numbers
from govflow.adapters.word.importing.styles import (
    Styles,
    read_styles,
)
from govflow.adapters.word.numbers import q
from govflow.adapters.word.reading import GONE, Side
from govflow.adapters.word.visible import VisibleNumbers, visible_numbers
from govflow.core.text.proposals import Hand

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DROPPED_FIELDS = ("TOC", "PAGE", "NUMPAGES", "SECTIONPAGES", "TOA", "INDEX", "XE", "TC")
CHANGES = {q("ins"): "inserted", q("del"): "deleted", q("moveFrom"): "moved", q("moveTo"): "moved"}


@dataclass(slots=True)
class Source:
    """One document being read, from one side; asks each paragraph for its number once, in order."""

    parts: Mapping[str, bytes]
    place: str
    side: Side
    styles: Styles
    numbers: VisibleNumbers
    links: dict[str, str]
    notices: Notices
    note_labels: dict[str, str] = field(default_factory=dict)
    count: int = 0
    fields: list[list[str]] = field(default_factory=list)  # [instruction, 'result' once it shows]
    boxes: list[etree._Element] = field(default_factory=list)
    own: str = ""  # the author of the review copy's own changes, which both sides read as made
    removed: dict[str, tuple[Hand, ...]] = field(default_factory=dict)  # by bookmark

    def gone(self, node: etree._Element) -> bool:
        tag = node.tag
        if tag not in CHANGES:
            return False
        return tag in GONE[Side.NEW if self.is_own(node) else self.side]

    def is_own(self, node: etree._Element) -> bool:
        """Whether a change is the review copy's own: by its author, and of midnight as it writes them."""
        return bool(self.own) and (
            node.get(q("author")) == self.own and node.get(q("date"), "").endswith("T00:00:00Z")
        )

    def hands(self, para: etree._Element) -> tuple[Hand, ...]:
        """Who changed something in a paragraph, the review copy's own changes left out."""
        found = dict.fromkeys(
            Hand(node.get(q("author"), ""), node.get(q("date"), ""), CHANGES[str(node.tag)])
            for node in para.iter(*CHANGES)
            if not self.is_own(node)
        )
        return tuple(found)

    @property
    def silent(self) -> bool:
        """Whether the words here are a field's instruction, or a result that is no text."""
        return any(
            not f[1] or (f[0].split()[:1] and f[0].split()[0] in DROPPED_FIELDS)
            for f in self.fields
        )

    @property
    def in_contents(self) -> bool:
        return any(f[0].split()[:1] == ["TOC"] for f in self.fields)


def source_of(parts: Mapping[str, bytes], place: str, side: Side, notices: Notices) -> Source:
    styles = checked_tree(parts, "word/styles.xml", place)
    numbering = checked_tree(parts, "word/numbering.xml", place)
    for tree in (styles, numbering):
        if tree is not None:
            tidy_numbers(tree)
    empty = etree.Element(q("styles"))
    counted = visible_numbers(numbering, styles if styles is not None else empty)
    links = links_of(parts, "word/_rels/document.xml.rels", place)
    return Source(parts, place, side, read_styles(styles), counted, links, notices)


def links_of(parts: Mapping[str, bytes], name: str, place: str) -> dict[str, str]:
    root = checked_tree(parts, name, place)
    return {} if root is None else {n.get("Id", ""): n.get("Target", "") for n in root}


def mark_fields(body: etree._Element) -> None:
    """Take out the ends of fields that have no partner, which would swallow the rest of the text."""
    stack: list[list[etree._Element]] = []
    lost: list[etree._Element] = []
    for node in body.iter(q("fldChar")):
        match node.get(q("fldCharType")):
            case "begin":
                stack.append([node])
            case "separate" if stack:
                stack[-1].append(node)
            case "end" if stack:
                stack.pop()
            case _:
                lost.append(node)
    for node in [*lost, *(n for opened in stack for n in opened)]:
        node.set(q("fldCharType"), "lost")
