"""Our own checker: what Word would repair, refuse or show wrongly, and what validators do not see.

Each check is a small function whose docstring is its documentation; `CHECKS` is the list. Rules:
ECMA-376 Part 1 (5th edition) sections as named; accessibility: WCAG 2.1 and Word's own checker.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from govflow.adapters.word.accessible import ACCESSIBLE
from govflow.adapters.word.numbers import q
from govflow.adapters.word.opened import Defect, Opened, near, value, words
from govflow.adapters.word.package import read_package
from govflow.adapters.word.write import R

BOOKMARK_LIMIT = 40
REVISIONS = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
REFERRING = re.compile(r"\s*(REF|PAGEREF|NOTEREF)\s+(\S+)")
Check = Callable[[Opened], Iterator[Defect]]


def check_document(raw: bytes, name: str) -> tuple[Defect, ...]:
    """Every defect of a Word file. Raises DocumentError when it cannot be opened at all."""
    return check_parts(read_package(raw, name), name)


def check_parts(parts: Mapping[str, bytes], name: str) -> tuple[Defect, ...]:
    """Every defect of an unpacked Word file, in the order of `CHECKS`."""
    opened = Opened(parts, name)
    return tuple(defect for check in CHECKS for defect in check(opened))


def deleted_words(opened: Opened) -> Iterator[Defect]:
    """Deleted words are `w:delText`, others never are (17.3.3.7): else Word shows or loses them."""
    for _, tree in opened.stories():
        for inside, wrong in (("del", "t"), ("del", "instrText"), ("moveFrom", "instrText")):
            for change in tree.iter(q(inside)):
                for node in change.iter(q(wrong)):
                    yield _fault("deleted-words", node, "deleted words are noted as standing words")
        for node in tree.iter(q("delText")):
            if not _inside(node, "del", "moveFrom"):
                yield _fault("deleted-words", node, "words that stand are noted as deleted words")


def nested_changes(opened: Opened) -> Iterator[Defect]:
    """No change stands inside another one: readers disagree on what accepting it means."""
    for _, tree in opened.stories():
        for name in ("ins", "del", "moveFrom", "moveTo"):
            for change in tree.iter(q(name)):
                if _inside(change, "ins", "del", "moveFrom", "moveTo"):
                    yield _fault("nested-change", change, "a change stands inside another change")


def signed_changes(opened: Opened) -> Iterator[Defect]:
    """Every change names its author and day."""
    for _, tree in opened.stories():
        for change in tree.iter(*(q(name) for name in REVISIONS)):
            if not change.get(q("author")) or not change.get(q("date")):
                yield _fault("unsigned-change", change, "a change names no author or no date")


def numbering_defined(opened: Opened) -> Iterator[Defect]:
    """Each list a paragraph or style uses is defined, with the level it uses (17.9.15, 17.9.18)."""
    levels = _list_levels(opened)
    styles = [(style, f"the style '{name}'") for name, style in opened.styles().items()]
    paras = [(para, "") for _, para in opened.paragraphs()]
    for holder, name in [*styles, *paras]:
        num, level = value(holder, "pPr/numPr/numId"), value(holder, "pPr/numPr/ilvl") or "0"
        if num and num != "0" and level not in levels.get(num, ()):
            place = name or near(holder)
            yield Defect(
                "numbering", place, f"it belongs to list {num}, which is not defined", REBUILD
            )


def _list_levels(opened: Opened) -> dict[str, set[str]]:
    tree = opened.tree("word/numbering.xml")
    if tree is None:
        return {}
    abstract = {
        node.get(q("abstractNumId"), ""): {lvl.get(q("ilvl"), "") for lvl in node.findall(q("lvl"))}
        or {str(at) for at in range(9)}
        for node in tree.findall(q("abstractNum"))
    }
    return {
        num.get(q("numId"), ""): abstract.get(value(num, "abstractNumId"), set())
        for num in tree.findall(q("num"))
    }


def fields_closed(opened: Opened) -> Iterator[Defect]:
    """Each field begins, separates and ends in this order (17.16.18): else it swallows what follows."""
    for part, tree in opened.stories():
        depth: list[str] = []
        for mark in tree.iter(q("fldChar")):
            kind = mark.get(q("fldCharType"), "")
            wanted = {"separate": "begin", "end": ""}.get(kind)
            if kind == "begin":
                depth.append(kind)
            elif not depth or (wanted and depth[-1] != wanted):
                yield _fault("field", mark, "a field ends that never began")
            elif kind == "separate":
                depth[-1] = kind
            else:
                depth.pop()
        if depth:
            yield Defect("field", part.removeprefix("word/"), "a field is never closed", REBUILD)


def no_prompts(opened: Opened) -> Iterator[Defect]:
    """Nothing asks the reader to update fields on opening (17.15.1.81)."""
    settings = opened.tree("word/settings.xml")
    if settings is not None and settings.find(q("updateFields")) is not None:
        yield Defect(
            "prompt", "the settings", "opening it asks the reader to update fields", REBUILD
        )
    for _, tree in opened.stories():
        for mark in tree.iter(q("fldChar"), q("fldSimple")):
            if mark.get(q("dirty")) in ("1", "true", "on"):
                yield _fault("prompt", mark, "a field waits to be updated")


def comments_whole(opened: Opened) -> Iterator[Defect]:
    """A comment's range begins, ends and has a comment (17.13.4)."""
    tree = opened.tree("word/comments.xml")
    known = (
        {node.get(q("id")) for node in tree.findall(q("comment"))} if tree is not None else set()
    )
    for part, story in opened.stories():
        ids = {
            name: [node.get(q("id"), "") for node in story.iter(q(name))]
            for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
        }
        starts, ends = set(ids["commentRangeStart"]), set(ids["commentRangeEnd"])
        for ident in sorted(starts ^ ends | ((starts | set(ids["commentReference"])) - known)):
            place = part.removeprefix("word/")
            yield Defect("comment", place, f"the range of comment {ident} is not whole", REBUILD)


def bookmarks_whole(opened: Opened) -> Iterator[Defect]:
    """Bookmarks begin and end once, under names of at most 40 characters that differ (17.13.6)."""
    names: Counter[str] = Counter()
    for _, tree in opened.stories():
        starts = Counter(node.get(q("id"), "") for node in tree.iter(q("bookmarkStart")))
        ends = Counter(node.get(q("id"), "") for node in tree.iter(q("bookmarkEnd")))
        for node in tree.iter(q("bookmarkStart")):
            name, ident = node.get(q("name"), ""), node.get(q("id"), "")
            names[name.lower()] += 1
            if names[name.lower()] == 2 or not 0 < len(name) <= BOOKMARK_LIMIT:
                yield _fault("bookmark", node, f"the bookmark '{name}' is named twice or too long")
            if starts[ident] != 1 or ends[ident] != 1:
                yield _fault("bookmark", node, f"the bookmark '{name}' does not begin and end once")


def links_lead_somewhere(opened: Opened) -> Iterator[Defect]:
    """A link or a field leads to a bookmark that exists; an outside link to an address."""
    known = {
        node.get(q("name"), "")
        for _, tree in opened.stories()
        for node in tree.iter(q("bookmarkStart"))
    }
    for part, tree in opened.stories():
        outside = {n.get("Id"): n.get("Target") for n in _relations(opened, part)}
        for link in tree.iter(q("hyperlink")):
            anchor, ident = link.get(q("anchor")), link.get(f"{{{R}}}id")
            if anchor not in known if anchor is not None else not outside.get(ident):
                yield _fault("link", link, "a link leads nowhere")
        for code in tree.iter(q("instrText"), q("delInstrText")):
            found = REFERRING.match(code.text or "")
            if found and found[2] not in known:
                yield _fault("link", code, "a cross-reference leads to no clause")


def _relations(opened: Opened, part: str) -> list[etree._Element]:
    folder, _, name = part.rpartition("/")
    tree = opened.tree(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    return list(tree) if tree is not None else []


def relations_whole(opened: Opened) -> Iterator[Defect]:
    """Whatever a part refers to is in the package, and every part has a content type (Part 2, 7)."""
    types = opened.tree("[Content_Types].xml")
    typed = {node.get("PartName") for node in types} if types is not None else set()
    extensions = (
        {node.get("Extension", "").lower() for node in types} if types is not None else set()
    )
    for part in opened.parts:
        if f"/{part}" not in typed and part.rpartition(".")[2].lower() not in extensions:
            yield Defect("package", part, "this part has no content type", REBUILD)
        if not part.endswith(".rels"):
            for node in _relations(opened, part):
                folder = part.rpartition("/")[0]
                target = _target(folder, node.get("Target", ""))
                if node.get("TargetMode") != "External" and target not in opened.parts:
                    yield Defect(
                        "package", part, f"it refers to '{target}', which is missing", REBUILD
                    )
    for part, tree in opened.stories():
        known = {node.get("Id") for node in _relations(opened, part)}
        used = (n.get(f"{{{R}}}{name}") for n in tree.iter() for name in ("id", "embed"))
        for ident in used:
            if ident and ident not in known:
                yield Defect("package", part, f"it refers to '{ident}', which is missing", REBUILD)


def _target(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    parts = [*folder.split("/"), *target.split("/")] if folder else target.split("/")
    out: list[str] = []
    for part in parts:
        if part == "..":
            del out[-1:]
        elif part and part != ".":
            out.append(part)
    return "/".join(out)


def notes_whole(opened: Opened) -> Iterator[Defect]:
    """Each footnote is there once and is referred to once at most (17.11)."""
    tree = opened.tree("word/footnotes.xml")
    ids = (
        Counter(n.get(q("id"), "") for n in tree.findall(q("footnote"))) if tree is not None else {}
    )
    used: Counter[str] = Counter()
    for _, story in opened.stories():
        for mark in story.iter(q("footnoteReference")):
            ident = mark.get(q("id"), "")
            used[ident] += 1
            if ids.get(ident) != 1:
                yield _fault("footnote", mark, f"footnote {ident} is not there exactly once")


def ids_differ(opened: Opened) -> Iterator[Defect]:
    """Changes and paragraphs carry identifiers that differ."""
    for part, tree in opened.stories():
        changes = Counter(
            node.get(q("id"), "") for name in REVISIONS for node in tree.iter(q(name))
        )
        paras = Counter(
            node.get(f"{W14}paraId", "") for node in tree.iter(q("p")) if node.get(f"{W14}paraId")
        )
        for ident, count in (*changes.items(), *paras.items()):
            if count > 1:
                place = part.removeprefix("word/")
                yield Defect(
                    "identifier", place, f"the identifier '{ident}' is used {count} times", REBUILD
                )


def styles_defined(opened: Opened) -> Iterator[Defect]:
    """Every named style exists (17.7.4): an unknown one falls back to Normal without a word."""
    known = set(opened.styles())
    for _, tree in opened.stories():
        for name in ("pStyle", "rStyle", "tblStyle"):
            for node in tree.iter(q(name)):
                if node.get(q("val")) not in known:
                    yield _fault("style", node, f"the style '{node.get(q('val'))}' is not defined")
    for name, style in opened.styles().items():
        for link in ("basedOn", "next", "link"):
            to = value(style, link)
            if to and to not in known:
                yield Defect(
                    "style",
                    f"the style '{name}'",
                    f"it refers to '{to}', which is missing",
                    REBUILD,
                )


def switches_sane(opened: Opened) -> Iterator[Defect]:
    """Bold, italic and their like are on or off, nothing else (22.9.2.7)."""
    names = (
        "b",
        "i",
        "caps",
        "strike",
        "vanish",
        "keepNext",
        "keepLines",
        "tblHeader",
        "cantSplit",
    )
    for _, tree in [*opened.stories(), ("", opened.tree("word/styles.xml"))]:
        for node in tree.iter(*(q(name) for name in names)) if tree is not None else ():
            if node.get(q("val"), "1") not in ("0", "1", "true", "false", "on", "off"):
                yield _fault("switch", node, f"'{node.get(q('val'))}' is neither on nor off")


def cells_filled(opened: Opened) -> Iterator[Defect]:
    """A table cell ends with a paragraph (17.4.65); a table has rows: else Word calls the file broken."""
    for _, tree in opened.stories():
        for cell in tree.iter(q("tc")):
            if not len(cell) or cell[-1].tag != q("p"):
                yield _fault("table", cell, "a table cell holds no paragraph")
        for table in tree.iter(q("tbl")):
            if table.find(q("tr")) is None:
                yield _fault("table", table, "a table has no rows")


def nothing_left_over(opened: Opened) -> Iterator[Defect]:
    """No placeholder was left unfilled, no words are hidden."""
    for part, para in opened.paragraphs():
        if "{{" in words(para) and "}}" in words(para):
            yield Defect(
                "left-over",
                part.removeprefix("word/"),
                f"{near(para)} holds a placeholder",
                REBUILD,
            )
        for node in para.iter(q("vanish")):
            if node.get(q("val"), "1") not in ("0", "false", "off"):
                yield _fault("left-over", node, "these words are hidden")


REBUILD = "build the document again; if it stays, report it as a fault with this text."


def _fault(code: str, node: etree._Element, problem: str) -> Defect:
    return Defect(code, near(node), problem, REBUILD)


def _inside(node: etree._Element, *names: str) -> bool:
    wanted = {q(name) for name in names}
    return any(parent.tag in wanted for parent in node.iterancestors())


CHECKS: tuple[Check, ...] = (
    deleted_words,
    nested_changes,
    signed_changes,
    numbering_defined,
    fields_closed,
    no_prompts,
    comments_whole,
    bookmarks_whole,
    links_lead_somewhere,
    relations_whole,
    notes_whole,
    ids_differ,
    styles_defined,
    switches_sane,
    cells_filled,
    nothing_left_over,
    *ACCESSIBLE,
)
