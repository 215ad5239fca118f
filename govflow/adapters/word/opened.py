"""A Word file opened for checking: its trees, parsed once, and the defects found in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from govflow.adapters.word.numbers import q
from govflow.adapters.word.package import parse_part

STORIES = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong with a Word file: a stable code, the place, what is wrong, what to do."""

    code: str
    place: str
    problem: str
    remedy: str


@dataclass(slots=True)
class Opened:
    """A package whose parts are parsed when they are first asked for."""

    parts: Mapping[str, bytes]
    name: str = "the document"
    trees: dict[str, etree._Element] = field(default_factory=dict)

    def tree(self, part: str) -> etree._Element | None:
        """A part's tree; None when the package has no such part."""
        if part not in self.parts:
            return None
        if part not in self.trees:
            self.trees[part] = parse_part(self.parts, part, self.name)
        return self.trees[part]

    def stories(self) -> Iterator[tuple[str, etree._Element]]:
        """The parts that hold words: the text, headers, footers, notes."""
        for part in sorted(self.parts):
            if part.startswith(STORIES) and part.endswith(".xml"):
                tree = self.tree(part)
                if tree is not None:
                    yield part, tree

    def paragraphs(self) -> Iterator[tuple[str, etree._Element]]:
        for part, tree in self.stories():
            for para in tree.iter(q("p")):
                yield part, para

    def styles(self) -> dict[str, etree._Element]:
        tree = self.tree("word/styles.xml")
        found = tree.findall(q("style")) if tree is not None else []
        return {style.get(q("styleId"), ""): style for style in found}


def value(parent: etree._Element | None, path: str) -> str:
    """The `w:val` of a descendant given by element names, or ''."""
    node = (
        parent.find("/".join(q(name) for name in path.split("/"))) if parent is not None else None
    )
    return node.get(q("val"), "") if node is not None else ""


def words(element: etree._Element) -> str:
    """What an element says, deletions included."""
    return "".join(node.text or "" for node in element.iter(q("t"), q("delText")))


def near(element: etree._Element) -> str:
    """A place a person can find: the words of the paragraph around an element."""
    para: etree._Element | None = element
    while para is not None and para.tag != q("p"):
        para = para.getparent()
    said = words(para if para is not None else element).strip()
    return f"'{said[:60]}'" if said else "an empty paragraph"
