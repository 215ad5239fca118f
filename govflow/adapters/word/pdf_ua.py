"""What LibreOffice leaves undone for PDF/UA-1 (ISO 14289-1), mended in the finished PDF.

Rules and lines around paragraphs are decoration and are marked as such (7.1); the tab key follows the
structure and every link stands in it (7.18); a footnote has an identifier (7.9); standard structure
types keep their own meaning (7.1, ISO 32000-1, 14.8.4). Words and layout stay as they are.
"""

import io

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

PATH = {b"m", b"l", b"c", b"v", b"y", b"h", b"re"}
PAINT = {b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
OPENS, CLOSES = {b"BMC", b"BDC"}, b"EMC"
STANDARD = """Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3
H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link
Annot Ruby Warichu RB RT RP WT WP Figure Formula Form"""
Operation = tuple[list[object], bytes]


def conformant(printed: bytes) -> bytes:
    """The same PDF with those gaps closed."""
    out = PdfWriter(clone_from=PdfReader(io.BytesIO(printed)))
    for page in out.pages:
        page[NameObject("/Tabs")] = NameObject("/S")
        _only_tagged_links(page)
        contents = page.get_contents()
        if contents is not None:
            stream = ContentStream(contents, out)
            stream.operations = _decoration_marked(list(stream.operations))
            page.replace_contents(stream)
    return finished(out)


def _decoration_marked(operations: list[Operation]) -> list[Operation]:
    """Paths painted outside any marked content become artifacts."""
    out: list[Operation] = []
    depth, start = 0, -1
    for operands, operator in operations:
        if operator in PATH and depth == 0 and start < 0:
            start = len(out)
        out.append((operands, operator))
        if operator in PAINT and start >= 0:
            out.insert(start, ([NameObject("/Artifact")], b"BMC"))
            out.append(([], CLOSES))
            start = -1
        elif operator not in PATH:
            start = start if operator in (b"W", b"W*") else -1
        depth += (operator in OPENS) - (operator == CLOSES)
    return out


def _only_tagged_links(page: PageObject) -> None:
    """A footnote's mark is a link that stands in no structure; the note is on the same page anyway."""
    links = page.get("/Annots")
    if links is None:
        return
    tagged = [link for link in links.get_object() if "/StructParent" in link.get_object()]
    page[NameObject("/Annots")] = ArrayObject(tagged)


def _keep_standard_types(out: PdfWriter) -> None:
    tree = out.root_object.get("/StructTreeRoot")
    roles = tree.get_object().get("/RoleMap") if tree is not None else None
    for name in STANDARD.split():
        if roles is not None:
            roles.get_object().pop(NameObject(f"/{name}"), None)


def _name_notes(out: PdfWriter) -> None:
    """Every footnote in the structure gets an identifier of its own, in reading order."""
    tree = out.root_object.get("/StructTreeRoot")
    if tree is None:
        return
    todo: list[object] = [tree.get_object()]
    count = 0
    while todo:
        node = todo.pop()
        if isinstance(node, ArrayObject):
            todo += [child.get_object() for child in reversed(node)]
        elif isinstance(node, DictionaryObject):
            if node.get("/S") == "/Note":
                count += 1
                node[NameObject("/ID")] = TextStringObject(f"note{count}")
            todo += [node["/K"].get_object()] if "/K" in node else []


def finished(out: PdfWriter) -> bytes:
    """The PDF as bytes, its structure in order, in the version PDF/UA builds on."""
    _keep_standard_types(out)
    _name_notes(out)
    out.pdf_header = "%PDF-1.7"
    raw = io.BytesIO()
    out.write(raw)
    return raw.getvalue()
