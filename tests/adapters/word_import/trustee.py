"""A trustee at her word processor: edits a review copy's XML as Word does, tracked or not."""

import io
import zipfile
from copy import deepcopy

from lxml import etree

from govflow.adapters.word.numbers import q

DOCUMENT = "word/document.xml"
WHEN = "2026-11-25T14:05:00Z"


class Desk:
    """One copy being edited; `raw` is the file as it would be saved."""

    def __init__(self, raw: bytes, author: str = "Anne Trustee", *, tracking: bool = True) -> None:
        source = zipfile.ZipFile(io.BytesIO(raw))
        self.parts = {name: source.read(name) for name in source.namelist()}
        self.root = etree.fromstring(self.parts[DOCUMENT])
        self.author = author
        self.tracking = tracking

    @property
    def raw(self) -> bytes:
        self.parts[DOCUMENT] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return out.getvalue()

    def para(self, words: str) -> etree._Element:
        for para in self.root.iter(q("p")):
            if words in "".join(t.text or "" for t in para.iter(q("t"))):
                return para
        raise AssertionError(f"no paragraph says {words!r}")

    def mark(self, kind: str) -> etree._Element:
        return etree.Element(q(kind), {q("id"): "900", q("author"): self.author, q("date"): WHEN})

    def replace(self, old: str, new: str) -> "Desk":
        """Replace words within one run: the old ones deleted, the new ones inserted."""
        for text in self.root.iter(q("t")):
            if old in (text.text or ""):
                break
        else:
            raise AssertionError(f"nothing says {old!r}")
        run = text.getparent()
        head, _, tail = text.text.partition(old)
        if not self.tracking:
            text.text = head + new + tail
            return self
        pieces = [self._like(run, head)]
        pieces += [self._wrapped("del", self._like(run, old))] if old else []
        pieces += [self._wrapped("ins", self._like(run, new))] if new else []
        pieces.append(self._like(run, tail))
        parent = run.getparent()
        at = parent.index(run)
        parent.remove(run)
        for more, piece in enumerate(pieces):
            parent.insert(at + more, piece)
        return self

    def _like(self, run: etree._Element, words: str) -> etree._Element:
        twin = deepcopy(run)
        node = twin.find(q("t"))
        assert node is not None
        node.text = words
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return twin

    def _wrapped(self, kind: str, run: etree._Element) -> etree._Element:
        box = self.mark(kind)
        if kind in ("del", "moveFrom"):
            for node in run.iter(q("t")):
                node.tag = q("delText")
        box.append(run)
        return box

    def add_after(self, words: str, new: str, kind: str = "ins") -> "Desk":
        """A new paragraph of the same style below the one that says `words`."""
        above = self.para(words)
        fresh = etree.Element(q("p"))
        properties = above.find(q("pPr"))
        fresh.append(deepcopy(properties))
        run = etree.SubElement(fresh, q("r"))
        etree.SubElement(run, q("t")).text = new
        if self.tracking:
            fresh.remove(run)
            fresh.append(self._wrapped(kind, run))
            marks = etree.SubElement(fresh.find(q("pPr")), q("rPr"))
            marks.append(self.mark(kind))
        above.addnext(fresh)
        return self

    def strike(self, words: str, kind: str = "del") -> "Desk":
        """Take a whole paragraph out."""
        para = self.para(words)
        if not self.tracking:
            para.getparent().remove(para)
            return self
        for run in list(para.iter(q("r"))):
            parent = run.getparent()
            at = parent.index(run)
            parent.remove(run)
            parent.insert(at, self._wrapped(kind, run))
        properties = para.find(q("pPr"))
        marks = properties.find(q("rPr"))
        if marks is None:
            marks = etree.SubElement(properties, q("rPr"))
        marks.append(self.mark(kind))
        return self

    def embolden(self, words: str) -> "Desk":
        run = next(self.para(words).iter(q("r")))
        looks = run.find(q("rPr"))
        if looks is None:
            looks = etree.Element(q("rPr"))
            run.insert(0, looks)
        looks.insert(0, etree.Element(q("b")))
        change = self.mark("rPrChange")
        etree.SubElement(change, q("rPr"))
        looks.append(change)
        return self

    def comment(self, words: str, said: str) -> "Desk":
        para = self.para(words)
        runs = [
            run
            for run in para.iter(q("r"))
            if words in "".join(t.text or "" for t in run.iter(q("t")))
        ]
        start, end = etree.Element(q("commentRangeStart")), etree.Element(q("commentRangeEnd"))
        for node in (start, end):
            node.set(q("id"), "7")
        runs[0].addprevious(start)
        runs[0].addnext(end)
        self.parts["word/comments.xml"] = (
            f'<w:comments xmlns:w="{q("x")[1:-2]}"><w:comment w:id="7" w:author="{self.author}" '
            f'w:date="{WHEN}"><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:comment></w:comments>'
        ).encode()
        return self

    def lose_bookmarks(self) -> "Desk":
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for node in list(self.root.iter(q(tag))):
                node.getparent().remove(node)
        return self
