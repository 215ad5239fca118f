"""Plain text and HTML as the same lines that Word gives: the rest of the way is common."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from govflow.adapters.word.importing.cover import PLAIN, take_cover, without_contents
from govflow.adapters.word.importing.extract import web_target
from govflow.adapters.word.importing.lines import Grid, Item, Line, Notices, Words, merged
from govflow.adapters.word.importing.read import imported, titled
from govflow.adapters.word.importing.report import Imported
from govflow.adapters.word.importing.signs import plain_words
from govflow.core.errors import TextError

WRAPPED = 60  # characters: shorter lines were not broken by a program
BULLET = re.compile(r"[ \t]*[-*\u2022\u00b7\u25aa\u25e6\u2013][ \t]+(?=\S)")
SILENT = ("script", "style", "head", "nav", "header", "footer", "noscript", "template", "title", "svg",
          "form", "button", "select", "iframe", "object")  # fmt: skip
DEEPEST = 100
BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "section", "article",
          "main", "blockquote", "pre", "dl", "dt", "dd", "body", "html", "figure", "figcaption", "hr",
          "address", "aside", "center")  # fmt: skip
INLINE_LOOK = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}


def read_plain(raw: bytes, name: str, code: str) -> Imported:
    """A plain text as policy text. Encodings: UTF-8, UTF-16 with its mark, else Windows' Western one.

    Lines that a program broke are joined; empty lines part paragraphs. Raises TextError when there
    are no words.
    """
    notices = Notices()
    text = decoded(raw, notices)
    items: list[Item] = list(_plain_lines(text, notices))
    return _finished(items, name, code, notices)


def decoded(raw: bytes, notices: Notices) -> str:
    for mark, encoding in (
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"\xef\xbb\xbf", "utf-8-sig"),
    ):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        notices.doubt(
            "IMP160", "the whole file", "it is not UTF-8; it was read as Windows text (cp1252)."
        )
        return raw.decode("cp1252", "replace")


def _plain_lines(text: str, notices: Notices) -> Iterator[Line]:
    number = 0
    for page in re.split(r"(\f)", text.replace("\r\n", "\n").replace("\r", "\n")):
        for group in re.split(r"\n[ \t]*\n", page):
            rows = [row for row in group.split("\n") if row.strip()]
            for row in _joined(rows):
                number += 1
                yield _plain_line(row, number, notices)


def _joined(rows: list[str]) -> Iterator[str]:
    """Rows of one paragraph: joined where a program broke them, apart where a person did."""
    from govflow.adapters.word.importing.typed import typed_label

    longest = max((len(row) for row in rows), default=0)
    held = ""
    for row in rows:
        opens = bool(BULLET.match(row)) or typed_label(row.strip()) is not None
        full = len(held.split("\n")[-1]) >= WRAPPED or (
            longest >= WRAPPED and len(held) >= longest * 3 // 4
        )
        if held and not opens and full:
            held = f"{held} {row.strip()}"
            continue
        if held:
            yield held
        held = row.rstrip()
    if held:
        yield held


def _plain_line(row: str, number: int, notices: Notices) -> Line:
    bullet = BULLET.match(row)
    text = row[bullet.end() :] if bullet else row
    indent = (len(row) - len(row.lstrip())) * 240
    said = plain_words(text.strip().replace("\x0c", ""), notices)
    return Line(
        (Words(said),) if said else (),
        bullet=bool(bullet),
        indent=indent,
        size=22,
        style=PLAIN,
        place=f"paragraph {number}",
    )


def _finished(items: list[Item], name: str, code: str, notices: Notices) -> Imported:
    if not any(isinstance(item, Grid) or item.text for item in items):
        raise TextError(
            "this file holds no words.",
            place=name,
            remedy="see whether it is the right file.",
            undone="nothing was imported.",
        )
    front, body = take_cover(without_contents(items, notices), notices)
    return imported(front, titled(body, notices), name, items, notices, code)


@dataclass(slots=True)
class Page:
    """One HTML page being read."""

    notices: Notices
    count: int = 0

    def place(self) -> str:
        self.count += 1
        return f"paragraph {self.count}"


def read_html(raw: bytes, name: str, code: str) -> Imported:
    """An HTML page as policy text: headings, lists with their numbers, tables, emphasis, links.

    Scripts, styles, navigation, page headers and footers are left out. Nothing is fetched.
    """
    notices = Notices()
    tree = LexborHTMLParser(
        raw.decode("utf-8", "replace") if _is_utf8(raw) else decoded(raw, notices)
    )
    page = Page(notices)
    root = tree.body
    items = list(_blocks(page, root, 0, 0)) if root is not None else []
    return _finished(items, name, code, notices)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not raw.startswith((b"\xff\xfe", b"\xfe\xff"))


def _blocks(page: Page, node: Any, depth: int, level: int) -> Iterator[Item]:
    """The lines and tables below a node; words that stand loose form a line of their own."""
    if depth > DEEPEST:
        page.notices.doubt(
            "IMP161", page.place(), "this page is nested too deep; what lies deeper is left out."
        )
        return
    loose: list[Words] = []
    child = node.child
    while child is not None:
        tag = child.tag
        if tag in BLOCKS:
            yield from _line_of(page, loose)
            loose = []
            yield from _block(page, child, depth + 1, level)
        elif tag not in SILENT:
            loose += list(_inline(child, Words(""), depth + 1))
        else:
            _note_silent(page, child)
        child = child.next
    yield from _line_of(page, loose)


def _note_silent(page: Page, node: Any) -> None:
    if node.tag in ("nav", "header", "footer") and (said := node.text(separator=" ").strip()):
        page.notices.drop(f"page {node.tag}", said, page.place())


def _line_of(page: Page, words: list[Words], **more: Any) -> Iterator[Line]:
    neat = _neat(words)
    if neat:
        bold = all(w.bold for w in neat if w.text.strip())
        yield Line(neat, place=page.place(), bold=bold, **{"size": 22, **more})


def _neat(words: list[Words]) -> tuple[Words, ...]:
    """Words as a browser shows them: runs of spaces are one, none at the ends or round a break."""
    out = merged(
        [
            replace(w, text=w.text if w.text == "\n" else re.sub(r"[ \t\r\f]+", " ", w.text))
            for w in words
        ]
    )
    return out if any(w.text.strip() for w in out) else ()


def _block(page: Page, node: Any, depth: int, level: int) -> Iterator[Item]:
    tag = node.tag
    if re.fullmatch(r"h[1-6]", tag):
        rank = int(tag[1])
        style = "title" if rank == 1 else f"heading {rank - 1}"
        yield from _line_of(
            page, list(_inline(node, Words(""), depth)), heading=max(rank - 1, 1), style=style
        )
    elif tag in ("ul", "ol"):
        yield from _list(page, node, depth, level)
    elif tag == "table":
        yield _table(page, node, depth)
    elif tag == "blockquote":
        for item in _blocks(page, node, depth, level):
            yield replace(item, style="quote") if isinstance(item, Line) else item
    else:
        yield from _blocks(page, node, depth, level)


def _list(page: Page, node: Any, depth: int, level: int) -> Iterator[Item]:
    """List items with the numbers a browser shows; a nested list is one level deeper."""
    number = _whole(node.attributes.get("start"), 1)
    form = node.attributes.get("type") or "1"
    child = node.child
    while child is not None:
        if child.tag == "li":
            number = _whole(child.attributes.get("value"), number)
            first = True
            for item in _blocks(page, child, depth + 1, level + 1):
                if first and isinstance(item, Line):
                    shown = f"{_figure(number, form)}." if node.tag == "ol" else ""
                    item = replace(item, number=shown, bullet=node.tag == "ul", level=level)
                first = False
                yield item
            number += 1
        child = child.next


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text) else default


def _figure(number: int, form: str) -> str:
    from govflow.adapters.word.visible import figure

    forms = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
    return figure(number, forms.get(form, "decimal"))


def _table(page: Page, node: Any, depth: int) -> Grid:
    rows = []
    header = bool(node.css("th"))
    merged_cells = bool(node.css("[colspan],[rowspan]"))
    for row in node.css("tr"):
        cells: list[tuple[Line, ...]] = []
        for cell in (c for c in row.iter() if c.tag in ("td", "th")):
            lines = tuple(i for i in _blocks(page, cell, depth + 1, 0) if isinstance(i, Line))
            span = _whole(cell.attributes.get("colspan"), 1)
            cells += [lines, *(() for _ in range(min(span, 64) - 1))]
        rows.append(tuple(cells))
    return Grid(tuple(rows), header, merged_cells, place=f"the table after paragraph {page.count}")


def _inline(node: Any, look: Words, depth: int) -> Iterator[Words]:
    """The words inside a line with their looks."""
    if node.tag == "-text":
        yield replace(look, text=plain_words((node.text_content or "").replace("\n", " ")))
        return
    if node.tag in SILENT or depth > DEEPEST or node.tag.startswith("-") or node.tag == "_comment":
        return
    if node.tag == "br":
        yield replace(look, text="\n")
        return
    if named := INLINE_LOOK.get(node.tag):
        look = replace(look, bold=True) if named == "bold" else replace(look, italic=True)
    if node.tag == "a":
        look = replace(look, link=web_target(node.attributes.get("href") or ""))
    child = node.child
    while child is not None:
        yield from _inline(child, look, depth + 1)
        child = child.next
