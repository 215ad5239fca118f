"""A Word file made ready for paper: page numbers in its contents list, pages counted from a number.

The Word file itself has no page numbers in its contents (they would be stale, or Word would ask the
reader to update them); on paper nothing is clickable, so there they are needed.
"""

from dataclasses import dataclass

from lxml import etree

from govflow.adapters.word.numbers import q
from govflow.adapters.word.package import parse_part, read_package, write_package
from govflow.adapters.word.template import XML_HEAD, parsed

CONTENTS = ("TOC1", "TOC2", "TOC3")
BEFORE_NUMBERS = ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")


@dataclass(frozen=True, slots=True)
class Paging:
    """The number of the first page, and how many pages there are in all (None: this file's own)."""

    first: int = 1
    total: int | None = None


def paged(raw: bytes, paging: Paging) -> bytes:
    """The same document with its contents list paged and its pages counted as asked."""
    parts = read_package(raw, "the document to print")
    for part in list(parts):
        if part == "word/document.xml" or part.startswith(("word/header", "word/footer")):
            tree = parse_part(parts, part, part)
            if part == "word/document.xml":
                _still(tree)
                _number_contents(tree)
                _start_at(tree, paging.first)
            if paging.total is not None:
                _count_to(tree, paging.total)
            parts[part] = XML_HEAD + etree.tostring(tree)
    return write_package(parts)


def _number_contents(tree: etree._Element) -> None:
    """Each line of the contents ends with the page its section begins on."""
    width = _text_width(tree)
    for para in tree.iter(q("p")):
        style = para.find(f"{q('pPr')}/{q('pStyle')}")
        link = para.find(q("hyperlink"))
        anchor = link.get(q("anchor")) if link is not None else None
        if style is None or style.get(q("val")) not in CONTENTS or not anchor:
            continue
        tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
        style.addnext(parsed(tabs)[0])
        for run in parsed(
            '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> PAGEREF {anchor} \\h </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ):
            para.append(run)


def _still(tree: etree._Element) -> None:
    """Cross-references as plain words: on paper nothing leads anywhere, and fields are not tagged."""
    for code in list(tree.iter(q("instrText"))):
        if (code.text or "").split()[:1] != ["REF"]:
            continue
        run = code.getparent()
        para = run.getparent() if run is not None else None
        if run is None or para is None:
            continue
        at = para.index(run)
        marks = [node for node in list(para)[at - 1 :] if node.find(q("fldChar")) is not None][:3]
        for node in (run, *marks):
            para.remove(node)


def _text_width(tree: etree._Element) -> int:
    """Twips between the margins of the last section."""
    size, margin = [node for name in ("pgSz", "pgMar") for node in tree.iter(q(name))][-2:]
    return int(size.get(q("w"), "11906")) - sum(
        int(margin.get(q(side), "1440")) for side in ("left", "right")
    )


def _start_at(tree: etree._Element, first: int) -> None:
    """The first section counts its pages from this number (17.6.12)."""
    section = next(tree.iter(q("sectPr")), None)
    if section is None or first == 1:
        return
    for node in section.findall(q("pgNumType")):
        section.remove(node)
    names = {q(name) for name in BEFORE_NUMBERS}
    last = max((at for at, node in enumerate(section) if node.tag in names), default=-1)
    numbers = etree.Element(q("pgNumType"))
    numbers.set(q("start"), str(first))
    section.insert(last + 1, numbers)


def _count_to(tree: etree._Element, total: int) -> None:
    """'of 5' becomes 'of 23': the field that counts one file's pages gives way to the pack's number."""
    for code in list(tree.iter(q("instrText"))):
        if (code.text or "").split()[:1] != ["NUMPAGES"]:
            continue
        run = code.getparent()
        para = run.getparent() if run is not None else None
        if run is None or para is None:
            continue
        at = para.index(run)
        end = at
        while end < len(para) and not _ends_field(para[end]):
            end += 1
        for node in list(para)[at - 1 : end + 1]:
            para.remove(node)
        para.insert(at - 1, parsed(f"<w:r><w:t>{total}</w:t></w:r>")[0])


def _ends_field(run: etree._Element) -> bool:
    mark = run.find(q("fldChar"))
    return mark is not None and mark.get(q("fldCharType")) == "end"
