"""Several tagged PDFs put together as one that is still tagged: one structure tree, one parent tree.

Putting pages together leaves their structure behind (ISO 32000-1, 14.7): each paper's tree is hung
under a common root, and the keys by which pages and links find their place in it (14.7.4.4) are moved
on, so that no two papers share one.
"""

from collections.abc import Iterator, Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
)

CATALOG = ("/Lang", "/MarkInfo", "/ViewerPreferences", "/Metadata")


def joined(papers: Sequence[tuple[str, PdfReader]]) -> PdfWriter:
    """The papers, each with its title, one after the other; language and title are the first one's."""
    out = PdfWriter()
    kids, numbers, roles = ArrayObject(), ArrayObject(), DictionaryObject()
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    place = out._add_object(root)
    for title, paper in papers:
        first = len(out.pages)
        out.append(paper, outline_item=title)
        tree = paper.root_object.get("/StructTreeRoot")
        if tree is None:
            continue
        on = len(numbers) and int(numbers[-2]) + 1
        copied = tree.get_object().clone(out)
        _move_keys_on(out, first, paper, on)
        for kid in _array(copied["/K"]):
            kid.get_object()[NameObject("/P")] = place
            kids.append(kid)
        for key, value in _entries(copied["/ParentTree"].get_object()):
            numbers.extend([NumberObject(key + on), value])
        roles.update(copied["/RoleMap"].get_object() if "/RoleMap" in copied else {})
    if kids:
        parents = DictionaryObject({NameObject("/Nums"): numbers})
        root[NameObject("/K")], root[NameObject("/RoleMap")] = kids, roles
        root[NameObject("/ParentTree")] = out._add_object(parents)
        root[NameObject("/ParentTreeNextKey")] = NumberObject(int(numbers[-2]) + 1)
        out.root_object[NameObject("/StructTreeRoot")] = place
    for name in CATALOG:
        if papers and name in papers[0][1].root_object:
            value = papers[0][1].root_object.raw_get(name)
            out.root_object[NameObject(name)] = value.clone(out)
    return out


def _move_keys_on(out: PdfWriter, first: int, paper: PdfReader, on: int) -> None:
    """Pages and links of a paper point into the common parent tree."""
    for page, own in zip(out.pages[first:], paper.pages, strict=True):
        if "/StructParents" in own:
            page[NameObject("/StructParents")] = NumberObject(int(str(own["/StructParents"])) + on)
        for link in page.get("/Annots", ArrayObject()).get_object():
            found = link.get_object()
            if "/StructParent" in found:
                found[NameObject("/StructParent")] = NumberObject(int(found["/StructParent"]) + on)


def _entries(tree: DictionaryObject) -> Iterator[tuple[int, PdfObject]]:
    """What a number tree holds, in the order of its keys."""
    for kid in tree.get("/Kids", ArrayObject()).get_object():
        yield from _entries(kid.get_object())
    pairs = iter(tree.get("/Nums", ArrayObject()).get_object())
    for key, value in zip(pairs, pairs, strict=True):
        yield int(key.get_object()), value


def _array(value: PdfObject) -> ArrayObject:
    found = value.get_object()
    return found if isinstance(found, ArrayObject) else ArrayObject([value])
