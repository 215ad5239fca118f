"""What stands inside one block: emphasis, code, links, footnote marks and line breaks, as spans.

Python-Markdown's inline reader does the work; block structure is `core.text.blocks`' alone, so "1. x"
inside a paragraph stays what it is. HTML is off: tags and entities in a policy are text like any
other, and a link stays a link only where it leads to http, https, mailto or a #place of the page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from re import Match
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.util import ETX, STX

from govflow.core.text.limits import BRACKETS, MARKS

MARKUP = re.compile(r"[*_`\[<\\\n]|\{#[A-Za-z]")
ANCHOR = re.compile(r"[ ]*\{:?[ ]*#([A-Za-z][\w.:-]*)[ ]*\}$")
LINK = re.compile(r"(https?://[^\s<>\"'`\\]+|mailto:[^\s<>\"'`\\]+|#[\w.:-]+)$", re.IGNORECASE)
TARGET = re.compile(r"\]\((?:[^()]|\([^()]*\))*\)")
CODE_SIGNS = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


@dataclass(frozen=True, slots=True)
class Span:
    """A run of visible text in one look.

    `link` is a safe target or ''; `note` is the name of the footnote this mark refers to (the text is
    then the mark as shown); `line_break` is a break inside the block (the text is then a newline).
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""
    note: str = ""
    line_break: bool = False


@lru_cache(maxsize=4096)
def inline(text: str) -> tuple[Span, ...]:
    """The spans of one block's Markdown, in reading order; neighbours differ in look.

    The spans carry every visible character of `text`. What Python-Markdown would take too long over
    (more brackets or marks than `limits` allows), or would drop a letter of, is shown as it is written.
    Nothing is refused.
    """
    if not MARKUP.search(text):
        return (Span(text),) if text else ()
    shown = ANCHOR.sub("", text)
    if _heavy(shown) or STX in shown or ETX in shown:
        return (Span(shown),)
    root = Element("div")
    SubElement(root, "p").text = shown
    reader = _reader()
    reader.reset()
    for name in ("inline", "unescape"):
        reader.treeprocessors[name].run(root)
    spans = tuple(_merged(_spans(root, Span(""))))
    return spans if _carried(shown, spans) else (Span(shown),)


def _carried(source: str, spans: tuple[Span, ...]) -> bool:
    """Whether every letter and figure is still there; the reader drops one after some tangled asterisks,
    or half of what stood for a piece it had read (then its end mark is left).

    What may go is the target of a link.
    """
    text = "".join(span.text for span in spans)
    left = iter(text)
    return ETX not in text and all(
        sign in left for sign in TARGET.sub("", source) if sign.isalnum()
    )


def visible(text: str) -> str:
    """One block's Markdown without its marks: what a reader sees, line breaks as spaces."""
    return "".join(" " if s.line_break else s.text for s in inline(text))


def anchor(text: str) -> str:
    """The stable id a block gives itself with a final `{#id}`, or ''."""
    found = ANCHOR.search(text)
    return found[1] if found else ""


def safe_link(target: str) -> str:
    """The target if it may be a link (http, https, mailto, #place), else ''."""
    return target if LINK.match(target) else ""


def _heavy(text: str) -> bool:
    marks = sum(text.count(mark) for mark in "*_`~<&\\(!")
    return marks > MARKS or text.count("[") + text.count("]") > BRACKETS


class _SafeLink(LinkInlineProcessor):
    """A Markdown link whose target is on the list; every other stays the text it is."""

    def handleMatch(  # type: ignore[override]
        self, m: Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        made, start, end = super().handleMatch(m, data)
        if not isinstance(made, Element) or start is None or end is None:
            return None, None, None
        if safe_link(made.get("href", "")):
            return made, start, end
        if (
            STX in data[start:end]
        ):  # something read already stands in it, and is put back only outside
            return None, None, None
        return data[start:end], start, end


class _Made(InlineProcessor):
    """One small pattern that makes an element whose text is its first group."""

    def __init__(self, pattern: str, tag: str, reader: Markdown) -> None:
        super().__init__(pattern, reader)
        self.tag = tag

    def handleMatch(  # type: ignore[override]
        self, m: Match[str], data: str
    ) -> tuple[Element, int, int]:
        made = Element(self.tag, href=m[1] if "@" not in m[1] or ":" in m[1] else f"mailto:{m[1]}")
        made.text = m[1]
        return made, m.start(0), m.end(0)


@lru_cache(maxsize=1)
def _reader() -> Markdown:
    """Python-Markdown with HTML, images and reference links off; made once."""
    reader = Markdown()
    patterns = reader.inlinePatterns
    for name in ("html", "entity", "image_link", "image_reference", "reference"):
        patterns.deregister(name)
    for name in ("short_reference", "short_image_ref", "autolink", "automail", "link"):
        patterns.deregister(name)
    patterns.register(_Made(r"\[\^([^\]\s]+)\]", "note", reader), "note", 175)
    patterns.register(_SafeLink(r"\[", reader), "link", 160)
    patterns.register(_SafeLink(r"\!\[", reader), "image", 165)
    web = r"<(https?://[^\s<>\"'`\\]+|mailto:[^\s<>\"'`\\]+|[^\s<>@:/]+@[^\s<>@:/\"'`\\]+)>"
    patterns.register(_Made(web, "a", reader), "autolink", 120)
    return reader


def _spans(element: Element, look: Span) -> Iterator[Span]:
    """The element's text and children in order, each in the look its parents give it."""
    match element.tag:
        case "strong":
            look = replace(look, bold=True)
        case "em":
            look = replace(look, italic=True)
        case "code":
            look = replace(look, code=True)
        case "a":
            look = replace(look, link=safe_link(element.get("href", "")))
        case "note":
            look = replace(look, note=element.text or "")
        case "br":
            yield replace(look, text="\n", line_break=True)
    yield replace(look, text=_plain(element.text or "", look))
    for child in element:
        yield from _spans(child, look)
        yield replace(look, text=_plain(child.tail or "", look))


def _plain(text: str, look: Span) -> str:
    if look.code:
        for written, sign in CODE_SIGNS:
            text = text.replace(written, sign)
    return text.replace("\n", " ")


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if not span.text:
            continue
        if last is not None and _one_look(last, span):
            last = replace(last, text=last.text + span.text)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _one_look(one: Span, other: Span) -> bool:
    same = replace(one, text="") == replace(other, text="")
    return same and not other.line_break and not other.note
