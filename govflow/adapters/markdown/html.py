"""A policy and its redline as HTML fragments, and as plain text; everything is escaped here.

The fragments hold structure and classes only: no style, script, picture or remote address. Numbers
are printed as the policy writes them, never counted by the browser.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from types import MappingProxyType

from govflow.adapters.markdown.inline import Span, anchor, inline, visible
from govflow.core.text.addresses import addresses
from govflow.core.text.blocks import split
from govflow.core.text.changes import Pair
from govflow.core.text.policy import Block, Kind, Policy
from govflow.core.text.tables import cells
from govflow.core.text.words import Mark, Run, runs

NO_NOTES: Mapping[str, str] = MappingProxyType({})
DASHES = re.compile(r"[ |:-]+$")


@dataclass(frozen=True, slots=True)
class _Line:
    """One block to be shown: `old` and `new` are its Markdown before and after (equal: unchanged)."""

    block: Block
    old: str | None
    new: str | None
    id: str = ""
    was: str = ""  # the number it had, where that changed
    note: str = ""  # what was done to its words, under it


def policy_html(policy: Policy, notes: Mapping[str, str] = NO_NOTES) -> str:
    """The policy's text as one `<article>`: headings and clauses with ids, lists, tables, notes.

    A heading of level 1 with the title is added when the text does not start with one. The front
    matter's other facts are not shown; the page around it does that. `notes` are amendment notes by
    clause address; each stands under its clause.
    """
    blocks, places = policy.blocks, addresses(policy.blocks)
    if not blocks or blocks[0].kind is not Kind.HEADING or blocks[0].depth != 1:
        blocks = (Block(Kind.HEADING, _literal(policy.title), depth=1), *blocks)
        places = ("", *places)
    named = zip(blocks, _ids(blocks), places, strict=True)
    lines = [_Line(b, b.text, b.text, i, note=notes.get(at, "")) for b, i, at in named]
    return f'<article class="policy" lang="en-GB">\n{_structure(lines)}</article>\n'


def redline_html(pairs: Sequence[Pair]) -> str:
    """The comparison as one `<article>`: new words in `<ins>`, words taken out in `<del>`.

    `pairs` come from `core.text.compare.align`. Dropping every `<del>` leaves the new text, dropping
    every `<ins>` the old one.
    """
    lines = [line for pair in pairs for line in _pair_lines(pair)]
    return f'<article class="policy redline" lang="en-GB">\n{_structure(lines)}</article>\n'


def plain_text(policy: Policy) -> str:
    """The policy's text without marks, for a plain e-mail or a screen reader; lines are not wrapped."""
    parts: list[str] = []
    for block in policy.blocks:
        text = _plain_block(block)
        if text:
            parts.append(("\n\n" if block.gap else "\n") + text if parts else text)
    return "".join(parts) + "\n"


def spans_html(spans: Sequence[Span]) -> str:
    """Spans as escaped HTML: strong, em, code, links, note marks and breaks."""
    return "".join(map(_span_html, spans))


def _span_html(span: Span) -> str:
    if span.line_break:
        return "<br>\n"
    out = escape(span.text)
    if span.code:
        out = f"<code>{out}</code>"
    if span.italic:
        out = f"<em>{out}</em>"
    if span.bold:
        out = f"<strong>{out}</strong>"
    if span.note:
        return f'<sup class="note"><a href="#note-{_slug(span.note)}">{out}</a></sup>'
    if span.link:
        return f'<a href="{escape(span.link)}" rel="noreferrer">{out}</a>'
    return out


def _pair_lines(pair: Pair) -> Iterator[_Line]:
    match pair:
        case Pair(old=None, new=Block() as new):
            yield _Line(new, None, new.text)
        case Pair(old=Block() as old, new=None):
            yield _Line(old, old.text, None)
        case Pair(old=Block() as old, new=Block() as new):
            if old.kind is new.kind:
                was = old.label if old.label != new.label else ""
                yield _Line(new, old.text, new.text, was=was)
            else:
                yield _Line(old, old.text, None)
                yield _Line(new, None, new.text)


def _structure(lines: Sequence[_Line]) -> str:
    """The lines as HTML, lists and tables gathered; notes stand at the end."""
    body = [line for line in lines if line.block.kind is not Kind.NOTE]
    notes = [line for line in lines if line.block.kind is Kind.NOTE]
    out = [GROUPS[kind](list(run)) for kind, run in groupby(_with_terms(body), _group)]
    if notes:
        out.append(f'<section class="notes">\n{"".join(map(_note, notes))}</section>\n')
    return "".join(out)


def _with_terms(lines: Sequence[_Line]) -> Iterator[_Line]:
    """A paragraph directly above a definition is the term it defines."""
    for at, line in enumerate(lines):
        below = lines[at + 1].block if at + 1 < len(lines) else None
        term = line.block.kind is Kind.PARAGRAPH and below and below.kind is Kind.DEFINITION
        yield (
            replace(line, block=replace(line.block, kind=Kind.DEFINITION, label=""))
            if term
            else line
        )


def _group(line: _Line) -> str:
    kind = line.block.kind
    return str(kind) if kind in (Kind.ITEM, Kind.ROW, Kind.DEFINITION) else "one"


def _one_by_one(lines: Sequence[_Line]) -> str:
    return "".join(map(_single, lines))


def _single(line: _Line) -> str:
    return _standing(line) + _amended(line)


def _amended(line: _Line) -> str:
    return f'<p class="amended">{escape(line.note)}</p>\n' if line.note else ""


def _standing(line: _Line) -> str:
    block, words = line.block, _words(line.old, line.new)
    named = f' id="{escape(line.id)}"' if line.id else ""
    match block.kind:
        case Kind.HEADING:
            level = min(block.depth or 1, 6)
            return f"<h{level}{named}>{_number(line)}{words}</h{level}>\n"
        case Kind.CLAUSE:
            level = 1 if block.number[:1].isdigit() else 2 + block.depth // 4
            return f'<p class="clause level-{level}"{named}>{_number(line)}{words}</p>\n'
        case Kind.QUOTE:
            return f"<blockquote>\n{_either(line, _quoted)}</blockquote>\n"
        case Kind.CODE:
            return f"<pre><code>{_either(line, lambda text: escape(_fenced(text)))}</code></pre>\n"
        case Kind.RULE:
            return "<hr>\n"
        case Kind.FACT:
            return f'<p class="fact">{_number(line)}{words}</p>\n'
        case _:
            return f"<p{named}>{words}</p>\n"


def _number(line: _Line) -> str:
    """The number as written, marked where the whole block or only its number came or went."""
    label, was = escape(line.block.label), escape(line.was)
    if line.old is None or line.new is None:
        mark = "ins" if line.old is None else "del"
        label = f"<{mark}>{label}</{mark}>" if label else ""
    elif was:
        label = f"<del>{was}</del>" + (f"<ins>{label}</ins>" if label else "")
    return f'<span class="number">{label}</span> ' if label else ""


def _words(old: str | None, new: str | None) -> str:
    """The words of a block, each word marked that came or went; a change of look marks the whole."""
    if old == new:
        return spans_html(inline(new or ""))
    if old and new and visible(old) != visible(new):
        return _redlined(inline(old), inline(new), runs(visible(old), visible(new)))
    return (_marked("del", old) if old else "") + (_marked("ins", new) if new else "")


def _redlined(old: tuple[Span, ...], new: tuple[Span, ...], changes: Sequence[Run]) -> str:
    """The runs in the look of the text they stand in; `old` and `new` hold just their words."""
    out: list[str] = []
    for run in changes:
        gone, old = _cut(old, 0 if run.mark is Mark.INSERT else len(run.text))
        come, new = _cut(new, 0 if run.mark is Mark.DELETE else len(run.text))
        if run.mark is Mark.EQUAL:
            out += _by_look(gone, come)
        else:
            out.append(_wrapped("del", gone) + _wrapped("ins", come))
    return "".join(out)


def _by_look(old: tuple[Span, ...], new: tuple[Span, ...]) -> Iterator[str]:
    """Words that stayed; where their look changed they are marked as gone and come."""
    while old and new:
        size = min(len(old[0].text), len(new[0].text))
        gone, old = _cut(old, size)
        come, new = _cut(new, size)
        yield spans_html(come) if gone == come else _wrapped("del", gone) + _wrapped("ins", come)


def _wrapped(mark: str, spans: tuple[Span, ...]) -> str:
    return f"<{mark}>{spans_html(spans)}</{mark}>" if spans else ""


def _cut(spans: tuple[Span, ...], size: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans of the first `size` characters, and the rest."""
    taken: list[Span] = []
    for at, span in enumerate(spans):
        if size <= 0:
            return tuple(taken), spans[at:]
        taken.append(replace(span, text=span.text[:size]))
        if size < len(span.text):
            return tuple(taken), (replace(span, text=span.text[size:]), *spans[at + 1 :])
        size -= len(span.text)
    return tuple(taken), ()


def _marked(mark: str, text: str) -> str:
    return _wrapped(mark, inline(text))


def _either(line: _Line, shown: Callable[[str], str]) -> str:
    """A whole block shown old and new, each marked, where the two differ."""
    if line.old == line.new:
        return shown(line.new or "")
    gone = f"<del>{shown(line.old)}</del>" if line.old is not None else ""
    come = f"<ins>{shown(line.new)}</ins>" if line.new is not None else ""
    return gone + come


def _quoted(text: str) -> str:
    inner = "\n".join(re.sub(r"^> ?", "", line) for line in text.split("\n"))
    return _structure([_Line(b, b.text, b.text) for b in split(inner)])


def _fenced(text: str) -> str:
    return "\n".join(text.split("\n")[1:-1])


def _list(lines: Sequence[_Line]) -> str:
    """A run of list items, nested by their indent; ordered items keep the number they are written with."""
    out: list[str] = []
    open_lists: list[tuple[int, str]] = []
    for line in lines:
        depth, tag = line.block.depth, "ol" if line.block.label[0].isdigit() else "ul"
        while open_lists and depth < open_lists[-1][0]:
            out.append(f"</li></{open_lists.pop()[1]}>\n")
        if open_lists and open_lists[-1] == (depth, tag):
            out.append("</li>\n")
        elif open_lists and open_lists[-1][0] == depth:
            out.append(f"</li></{open_lists.pop()[1]}>\n<{tag}>\n")
            open_lists.append((depth, tag))
        else:
            out.append(f"<{tag}>\n")
            open_lists.append((depth, tag))
        value = f' value="{int(line.block.label[:-1])}"' if tag == "ol" else ""
        out.append(f"<li{value}>{_words(line.old, line.new)}{_amended(line)}")
    out += [f"</li></{tag}>\n" for _, tag in reversed(open_lists)]
    return "".join(out)


def _table(lines: Sequence[_Line]) -> str:
    """A table; the row above the line of dashes is its head."""
    rows = [line for line in lines if not _is_dashes(line.block.text)]
    headed = len(lines) > 1 and _is_dashes(lines[1].block.text)
    out = ["<table>\n"]
    for at, line in enumerate(rows):
        tag = "th" if headed and at == 0 else "td"
        cells = "".join(f"<{tag}>{cell}</{tag}>" for cell in _cells(line))
        out.append(f"<tr>{cells}</tr>\n")
    return "".join([*out, "</table>\n"])


def _is_dashes(text: str) -> bool:
    return "-" in text and bool(DASHES.match(text))


def _cells(line: _Line) -> list[str]:
    old = None if line.old is None else cells(line.old)
    new = None if line.new is None else cells(line.new)
    if old is not None and new is not None and len(old) == len(new):
        return [_words(a, b) for a, b in zip(old, new, strict=True)]
    return [_marked("del", c) for c in old or ()] + [_marked("ins", c) for c in new or ()]


def _definitions(lines: Sequence[_Line]) -> str:
    tags = ["dd" if line.block.label else "dt" for line in lines]
    inner = (f"<{t}>{_words(ln.old, ln.new)}</{t}>\n" for t, ln in zip(tags, lines, strict=True))
    return f"<dl>\n{''.join(inner)}</dl>\n"


def _note(line: _Line) -> str:
    name = line.block.label.removeprefix("[^").removesuffix("]:")
    words = _words(line.old, line.new)
    return f'<p id="note-{_slug(name)}"><span class="number">{escape(name)}</span> {words}</p>\n'


GROUPS: dict[str, Callable[[list[_Line]], str]] = {
    "one": _one_by_one,
    str(Kind.ITEM): _list,
    str(Kind.ROW): _table,
    str(Kind.DEFINITION): _definitions,
}


def _ids(blocks: Sequence[Block]) -> Iterator[str]:
    """An id for each block: its own `{#id}`, else its address ('section-3-paragraph-1')."""
    taken: set[str] = set()
    for block, address in zip(blocks, addresses(blocks), strict=True):
        name = anchor(block.text) or _slug(address)
        while name in taken:
            name += "-x"
        taken.add(name)
        yield name


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-")[:80] or "x"


def _literal(text: str) -> str:
    """Plain text as Markdown that shows it unchanged."""
    return re.sub(r"([\\*_`\[\]{}#!])", r"\\\1", text)


def _plain_block(block: Block) -> str:
    match block.kind:
        case Kind.RULE:
            return "* * *"
        case Kind.ROW:
            return "" if _is_dashes(block.text) else " | ".join(map(visible, cells(block.text)))
        case Kind.CODE:
            return _fenced(block.text)
        case Kind.QUOTE:
            return "\n".join(visible(line) for line in block.text.split("\n"))
        case _:
            shown = "".join(_plain_span(span) for span in inline(block.text))
            indent = " " * block.depth if block.kind is not Kind.HEADING else ""
            return f"{indent}{block.label} {shown}".rstrip() if block.label else indent + shown


def _plain_span(span: Span) -> str:
    if span.note:
        return f"[{span.text}]"
    bare = span.link.removeprefix("mailto:")
    return span.text if not span.link or bare == span.text else f"{span.text} <{span.link}>"
