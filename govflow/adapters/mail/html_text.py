"""The words of an HTML mail, and which of them its client marks as quoted.

Read by selectolax (lexbor): no scripts run, nothing is fetched, and its limits are checked first.
"""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

CHARACTERS = 512_000
TAGS = 20_000
DEPTH = 400

# Each client wraps what it quotes in a mark of its own; "+" means: and everything after it.
QUOTES = (
    ".gmail_quote",
    ".gmail_extra",
    ".gmail_quote_container",
    ".moz-forward-container",
    "blockquote[type=cite]",
    "blockquote.protonmail_quote",
    ".protonmail_quote",
    ".yahoo_quoted",
    ".zmail_extra",
    ".OutlookMessageHeader",
    "#OLK_SRC_BODY_SECTION",
    "#isForwardContent",
    "#mail-editor-reference-message-container",
    "#ms-outlook-mobile-reference-message-container",
    ".tutanota_quote",
    ".WordSection1 ~ #divRplyFwdMsg",
    "blockquote",
)
QUOTES_AND_AFTER = (
    "#divRplyFwdMsg",
    "#appendonsend",
    ".moz-cite-prefix",
    "#x_divRplyFwdMsg",
    "#reply-intro",
)
_RULE = re.compile(
    r"border:\s*none;\s*border-top:\s*solid|border-top:\s*solid\s*#(?:e1e1e1|b5c4df)", re.I
)
_STRUCK = re.compile(r"line-through", re.I)
_HIDDEN = re.compile(
    r"display:\s*none|visibility:\s*hidden|font-size:\s*0(?:px|pt|em|%)?\s*(?:;|$)|mso-hide:\s*all"
    r"|max-height:\s*0(?:px)?\s*(?:;|$)|opacity:\s*0\s*(?:;|$)",
    re.I,
)
_BLOCKS = (
    "p,div,li,tr,h1,h2,h3,h4,h5,h6,table,blockquote,pre,section,article,header,footer,ul,ol,dd,dt"
)


@dataclass(frozen=True, slots=True)
class HtmlWords:
    """`new` and `quoted` are plain text; `struck` when new words are crossed out; `hidden` when
    words were there that nobody could see."""

    new: str
    quoted: str
    struck: bool = False
    hidden: bool = False


class TooMuchHtml(Exception):
    """The HTML is longer or has more tags than a reply would."""


def html_words(html: str) -> HtmlWords:
    """The words a reader of this HTML sees, new and quoted apart, one block a line.

    Raises `TooMuchHtml` over 512,000 characters, 20,000 tags or 400 tags open at once: a hundred
    thousand nested elements hang any parser. What is hidden by its style is left out of both.
    """
    if len(html) > CHARACTERS or html.count("<") > TAGS or _depth(html) > DEPTH:
        raise TooMuchHtml("HTML part too large")
    tree = LexborHTMLParser(html)
    body = tree.body
    if body is None:
        return HtmlWords("", "")
    for node in body.css("script,style,head,title,template,noscript"):
        node.decompose()
    hidden = _drop_hidden(body)
    quoted = _cut_quotes(body)
    struck = bool(body.css("s,strike,del")) or any(
        _STRUCK.search(n.attributes.get("style") or "") for n in body.css("[style]")
    )
    return HtmlWords(_words(body), quoted, struck, hidden)


def _depth(html: str) -> int:
    """The most tags open at once, counted roughly: void tags may make it larger, never smaller."""
    depth = deepest = 0
    for match in re.finditer(r"<(/?)(?!br|img|hr|meta|link|input|col|p\b|o:p|!)[a-z]", html, re.I):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _drop_hidden(body: LexborNode) -> bool:
    dropped = False
    for node in body.css("[style],[hidden]"):
        if "hidden" in node.attributes or _HIDDEN.search(node.attributes.get("style") or ""):
            dropped = dropped or bool((node.text() or "").strip())
            node.decompose()
    return dropped


def _cut_quotes(body: LexborNode) -> str:
    """Take the quoted nodes out of the tree; their words, in the order they stood."""
    taken: list[str] = []
    for node in _quoting_nodes(body):
        taken.append(_words(node))
        node.decompose()
    return "\n".join(taken)


def _quoting_nodes(body: LexborNode) -> list[LexborNode]:
    nodes: list[LexborNode] = []
    for selector in QUOTES_AND_AFTER:
        for node in body.css(selector):
            nodes += [node, *_after(node)]
    for node in body.css("div[style]"):
        style = node.attributes.get("style") or ""
        if _RULE.search(style) and re.search(r"\S+:", node.text() or ""):
            nodes += [node, *_after(_anchor(node))]
    for selector in QUOTES:
        nodes += body.css(selector)
    return _outermost(nodes)


def _anchor(node: LexborNode) -> LexborNode:
    """The node after which the quoted text stands: Word wraps its header lines once more."""
    following = [n for n in _after(node) if (n.text() or "").strip()]
    parent = node.parent
    return node if following or parent is None or parent.tag == "body" else parent


def _after(node: LexborNode) -> list[LexborNode]:
    found: list[LexborNode] = []
    following = node.next
    while following is not None:
        found.append(following)
        following = following.next
    return found


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Without repeats and without nodes inside another of the list: each is taken out once."""
    ids = {node.mem_id: node for node in nodes}
    kept: list[LexborNode] = []
    for key, node in ids.items():
        parent = node.parent
        while parent is not None and (parent.mem_id not in ids or parent.mem_id == key):
            parent = parent.parent
        if parent is None:
            kept.append(node)
    return kept


def _words(top: LexborNode) -> str:
    """Text with a line for each block and each <br>; runs of spaces become one."""
    out: list[str] = []
    stack: list[LexborNode | None] = [top]
    while stack:
        node = stack.pop()
        if node is None:
            out.append("\n")
            continue
        tag = node.tag or ""
        if tag == "-text":
            out.append(re.sub(r"[ \t\r\n\f]+", " ", node.text_content or ""))
        elif tag == "br":
            out.append("\n")
        elif tag in _BLOCK_NAMES:
            out.append("\n")
            stack.append(None)
        stack += reversed(_children(node))
    lines = (line.strip(" \t\u00a0") for line in "".join(out).split("\n"))
    return _squeeze("\n".join(lines))


def _children(node: LexborNode) -> list[LexborNode]:
    found: list[LexborNode] = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _squeeze(text: str) -> str:
    """At most one empty line in a row."""
    return re.sub(r"\n{3,}", "\n\n", text).strip()


_BLOCK_NAMES = frozenset(_BLOCKS.split(","))
