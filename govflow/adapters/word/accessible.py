"""What keeps a reader out: headings, tables, pictures, links, language, colours, sizes.

Rules: WCAG 2.1 as applied by the accessibility checker of Word; contrast by its formula 1.4.3.
"""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from govflow.adapters.word.numbers import q
from govflow.adapters.word.opened import Defect, Opened, near, value, words

CONTRAST = 4.5
BODY_SIZE = 21  # half points: 10.5 pt is the least for running text
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
SHAPE = "{urn:schemas-microsoft-com:vml}shape"
DC = "{http://purl.org/dc/elements/1.1/}"
RUNNING_TEXT = ("", "Normal", "BodyText")
BODY_STYLES = ("Normal", "BodyText", "Clause")
BARE_ADDRESS = re.compile(r"(https?://|www\.)\S+$")
POINTLESS = ("click here", "here", "link", "more", "read more", "this link")
HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)


def heading_order(opened: Opened) -> Iterator[Defect]:
    """Headings go down one level at a time, hold words, and only one paragraph is the title."""
    levels = _outline_levels(opened)
    tree = opened.tree("word/document.xml")
    last, titles, changing = 0, 0, False
    for para in tree.iter(q("p")) if tree is not None else ():
        style = value(para, "pPr/pStyle")
        titles += style == "Title"
        level = levels.get(style, 0)
        if not level:
            continue
        if not words(para).strip():
            yield Defect("heading", f"after heading level {last}", "a heading holds no words", EDIT)
        changing = changing or _comes_or_goes(para)
        if level > last + 1 and not changing:
            yield Defect("heading", near(para), f"heading level {level} follows level {last}", EDIT)
        last = level
    if titles > 1:
        yield Defect("heading", "the document", f"it has {titles} titles; one is the rule", EDIT)


def _comes_or_goes(para: etree._Element) -> bool:
    """Where a redline's headings change, their order is judged in the two clean documents."""
    properties = para.find(q("pPr"))
    marks = properties.find(q("rPr")) if properties is not None else None
    if marks is not None and any(m.tag in (q("del"), q("ins")) for m in marks):
        return True
    if properties is not None and properties.find(q("pPrChange")) is not None:
        return True
    styles = {node.get(q("val")) for node in para.iter(q("rStyle"))}
    return bool(styles & {"TextInserted", "TextDeleted"})


def _outline_levels(opened: Opened) -> dict[str, int]:
    """The heading level of each style, as `w:outlineLvl` or its built-in name gives it."""
    found = {}
    for name, style in opened.styles().items():
        outline = value(style, "pPr/outlineLvl")
        built_in = HEADING.match(value(style, "name"))
        if outline and int(outline) < 9:
            found[name] = int(outline) + 1
        elif built_in:
            found[name] = int(built_in[1])
    return found


def tables_readable(opened: Opened) -> Iterator[Defect]:
    """A table repeats its header row, merges no cells downwards, and says what it is."""
    tree = opened.tree("word/document.xml")
    for table in tree.iter(q("tbl")) if tree is not None else ():
        first = table.find(q("tr"))
        if first is None:
            continue
        if not any(
            row.find(f"{q('trPr')}/{q('tblHeader')}") is not None for row in table.iter(q("tr"))
        ):
            yield Defect("table", near(_first_para(first)), "this table has no header row", TABLE)
        if not value(table, "tblPr/tblCaption") and not value(table, "tblPr/tblDescription"):
            yield Defect(
                "table", near(_first_para(first)), "this table has no text alternative", TABLE
            )
        if next(table.iter(q("vMerge")), None) is not None:
            yield Defect("table", near(_first_para(first)), "this table has merged cells", TABLE)


def _first_para(row: etree._Element) -> etree._Element:
    return next(row.iter(q("p")), row)


def pictures_described(opened: Opened) -> Iterator[Defect]:
    """A picture has a text alternative or is marked as decoration."""
    for part, tree in opened.stories():
        for drawing in tree.iter(DRAWING):
            decorative = any(node.get("val") == "1" for node in drawing.iter(DECORATIVE))
            if not drawing.get("descr") and not decorative:
                name = drawing.get("name", "a picture")
                yield Defect("picture", f"{name} in {part.removeprefix('word/')}", *NO_TEXT)
        for shape in tree.iter(SHAPE):
            if not shape.get("alt"):
                yield Defect("picture", f"a shape in {part.removeprefix('word/')}", *NO_TEXT)


def links_speak(opened: Opened) -> Iterator[Defect]:
    """A link is words that say where it leads."""
    for _, tree in opened.stories():
        for link in tree.iter(q("hyperlink")):
            said = words(link).strip().lower()
            if said in POINTLESS or (not said and not link.findall(f".//{q('tab')}")):
                yield Defect(
                    "link-words",
                    near(link),
                    f"the link '{said}' does not say where it leads",
                    WORDS,
                )


def named_and_in_english(opened: Opened) -> Iterator[Defect]:
    """The file has a title and is in British English, so that it is announced and spelt rightly."""
    core = opened.tree("docProps/core.xml")
    if core is None or not (core.findtext(f"{DC}title") or "").strip():
        yield Defect("title", "the properties", "the document has no title", PROPERTIES)
    styles = opened.tree("word/styles.xml")
    path = "/".join(q(n) for n in ("docDefaults", "rPrDefault", "rPr", "lang"))
    lang = styles.find(path) if styles is not None else None
    if lang is None or lang.get(q("val")) != "en-GB":
        yield Defect(
            "language", "the styles", "the language is not English (United Kingdom)", LANGUAGE
        )


def colours_legible(opened: Opened) -> Iterator[Defect]:
    """Text keeps a contrast of 4.5 to 1 against what is behind it."""
    for name, style in opened.styles().items():
        colour = value(style, "rPr/color")
        shade = style.find(f"{q('pPr')}/{q('shd')}")
        behind = shade.get(q("fill"), "FFFFFF") if shade is not None else "FFFFFF"
        if _hex(colour) and contrast(colour, behind if _hex(behind) else "FFFFFF") < CONTRAST:
            yield Defect(
                "contrast", f"the style '{name}'", f"the colour {colour} is too pale", COLOUR
            )


def _hex(colour: str) -> bool:
    return bool(re.fullmatch(r"[0-9A-Fa-f]{6}", colour))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (hexadecimal RGB), 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def text_large_enough(opened: Opened) -> Iterator[Defect]:
    """Running text is at least 10.5 points."""
    styles = opened.styles()
    tree = opened.tree("word/styles.xml")
    path = "/".join(q(n) for n in ("docDefaults", "rPrDefault", "rPr", "sz"))
    base = tree.find(path) if tree is not None else None
    usual = base.get(q("val"), "20") if base is not None else "20"
    for name in BODY_STYLES:
        size = value(styles.get(name), "rPr/sz") or value(styles.get("Normal"), "rPr/sz") or usual
        if size.isdigit() and int(size) < BODY_SIZE:
            yield Defect(
                "size", f"the style '{name}'", f"its text has {int(size) / 2:g} points", SIZE
            )


def no_empty_paragraphs(opened: Opened) -> Iterator[Defect]:
    """Room is made by styles, not by empty paragraphs, which a screen reader reads out."""
    tree = opened.tree("word/document.xml")
    for para in tree.iter(q("p")) if tree is not None else ():
        bare = not words(para) and para.find(f".//{q('drawing')}") is None
        structural = para.find(f"{q('pPr')}/{q('sectPr')}") is not None
        if bare and not structural and value(para, "pPr/pStyle") in RUNNING_TEXT:
            yield Defect("empty", "the text", "an empty paragraph makes room", EDIT)


def pages_a4(opened: Opened) -> Iterator[Defect]:
    """Pages are A4, upright or on their side."""
    tree = opened.tree("word/document.xml")
    for size in tree.iter(q("pgSz")) if tree is not None else ():
        sides = sorted(int(size.get(q(side), "0")) for side in ("w", "h"))
        if abs(sides[0] - 11906) > 20 or abs(sides[1] - 16838) > 20:
            yield Defect(
                "page", "the page size", "the page is not A4", "in Word: Layout, Size, A4."
            )


EDIT = "in the template or the text, give every heading its level and words."
TABLE = "give the table a header row and a text alternative; merge no cells."
NO_TEXT = (
    "this picture has no text alternative",
    "in Word: right-click the picture, View Alt Text, and describe it or mark it as decorative.",
)
WORDS = "write words that name the page it leads to."
PROPERTIES = "give the policy a title."
LANGUAGE = "in Word: Review, Language, English (United Kingdom), for the whole template."
COLOUR = "in Word, give this style a darker colour."
SIZE = "in Word, give this style 10.5 points or more."
ACCESSIBLE: tuple[Callable[[Opened], Iterator[Defect]], ...] = (
    heading_order,
    tables_readable,
    pictures_described,
    links_speak,
    named_and_in_english,
    colours_legible,
    text_large_enough,
    no_empty_paragraphs,
    pages_a4,
)
