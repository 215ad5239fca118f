"""Splitting a policy's Markdown into blocks and writing it back, without loss of a word.

The splitter knows lines only: headings, numbered clauses, list items, table rows, footnotes, fences
and blank lines. What stands *inside* a block (emphasis, links) is read by Python-Markdown alone, in
`adapters/markdown`. The canonical form has one blank line between blocks, no soft line breaks inside
a paragraph, ATX headings and single spaces; layout is not text, so it never reaches the digest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from govflow.core.errors import TextError
from govflow.core.text.limits import check_block, check_lines
from govflow.core.text.policy import Block, Kind, normalise

HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
SECTION_LABEL = re.compile(
    r"(\d+(?:\.\d+)*[A-Z]{0,2}\.?|(?:Schedule|Annex|Appendix|Part) [0-9A-Z]+[.:]?)[ \t]+(?=\S)"
)
CLAUSE = re.compile(
    r"(\d+[A-Z]{0,2}(?:\.\d+[A-Z]{0,2})+\.?|\([a-z]{1,5}\)|\([A-Z]{1,2}\)|\(\d{1,3}\))(?:[ \t]+|$)"
)
ITEM = re.compile(r"([ ]*)([-*+]|\d{1,4}[.)])[ \t]+(?=\S)")
NOTE = re.compile(r"(\[\^[^\]\s]+\]:)[ \t]*")
DEFINITION = re.compile(r"(:)[ \t]+(?=\S)")
FENCE = re.compile(r"[ ]*(`{3,}|~{3,})")
SEPARATOR = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
RULE = re.compile(r"[ ]{0,3}([-*_])[ ]*(?:\1[ ]*){2,}$")
SETEXT = re.compile(r"(=+|-{2,})[ ]*$")
SENTENCE_END = re.compile(r"([.;:!?,\u2014)\]'\"\u2019\u201d]|\b(?:and|or))$")

Line = tuple[int, str]  # 1-based number in the file, text without its line end


def split(body: str, *, first_line: int = 1, place: str = "") -> tuple[Block, ...]:
    """The blocks of a Markdown body in order, in canonical form.

    `first_line` is the file line on which the body starts; `place` is the file name used in refusals.
    Raises TextError for an unclosed fence and for text beyond the limits of `limits`.
    """
    lines = [
        (number, text.replace("\t", "    ").rstrip("\n"))
        for number, text in enumerate(normalise(body).split("\n"), first_line)
    ]
    check_lines(lines, place)
    blocks = tuple(_tidy(_blocks(lines, place)))
    for block in blocks:
        check_block(block, place)
    return blocks


def render(blocks: Sequence[Block]) -> str:
    """The Markdown of these blocks; `split(render(blocks)) == blocks` for every split text."""
    parts: list[str] = []
    for block in blocks:
        if parts:
            parts.append("\n\n" if block.gap else "\n")
        parts.append(source(block))
    return "".join(parts) + "\n"


def source(block: Block) -> str:
    """One block as Markdown, its number or marker included."""
    indent = " " * block.depth
    head = f"{block.label} " if block.label else ""
    match block.kind:
        case Kind.HEADING:
            return f"{'#' * block.depth} {head}{block.text}".rstrip()
        case Kind.CODE | Kind.ROW | Kind.QUOTE | Kind.RULE:
            return block.text
        case _:
            hang = indent + " " * len(head) if block.kind is Kind.ITEM else indent
            return (indent + head + block.text.replace("\n", f"\n{hang}")).rstrip()


def _blocks(lines: Sequence[Line], place: str) -> Iterator[Block]:
    at, gap, last = 0, True, None
    while at < len(lines):
        number, text = lines[at]
        if not text.strip():
            at, gap = at + 1, True
            continue
        block, at = _one_block(lines, at, last, gap, place)
        last = replace(block, gap=gap or last is None, line=number)
        gap = False
        yield last


def _one_block(
    lines: Sequence[Line], at: int, last: Block | None, gap: bool, place: str
) -> tuple[Block, int]:
    text = lines[at][1]
    if FENCE.match(text):
        return _fence(lines, at, place)
    if found := HEADING.match(text):
        return _heading(len(found[1]), found[2]), at + 1
    if RULE.match(text) and not ITEM.match(text):
        return Block(Kind.RULE, "---"), at + 1
    if _is_table(lines, at) or (last and last.kind is Kind.ROW and not gap and "|" in text):
        return Block(Kind.ROW, text.strip()), at + 1
    if text.startswith(">"):
        return _quote(lines, at)
    return _prose(lines, at)


def _heading(depth: int, text: str) -> Block:
    found = SECTION_LABEL.match(text)
    label = found[1] if found else ""
    return Block(Kind.HEADING, _one_space(text[found.end() :] if found else text), label, depth)


def _fence(lines: Sequence[Line], at: int, place: str) -> tuple[Block, int]:
    opening = FENCE.match(lines[at][1])
    assert opening
    for end in range(at + 1, len(lines)):
        closing = lines[end][1].strip()
        if closing.startswith(opening[1]) and not closing.strip(opening[1][0]):
            text = "\n".join(line.rstrip() for _, line in lines[at : end + 1])
            return Block(Kind.CODE, text), end + 1
    raise TextError(
        "this fenced block is never closed.",
        place=f"{place}:{lines[at][0]}" if place else f"line {lines[at][0]}",
        remedy=f"add a line with '{opening[1]}' where the block ends.",
    )


def _is_table(lines: Sequence[Line], at: int) -> bool:
    """A table starts with a row of cells over a line of dashes."""
    if "|" not in lines[at][1] or at + 1 >= len(lines):
        return False
    below = lines[at + 1][1]
    return "-" in below and "|" in below and bool(SEPARATOR.match(below))


def _quote(lines: Sequence[Line], at: int) -> tuple[Block, int]:
    end = at
    while end < len(lines) and lines[end][1].startswith(">"):
        end += 1
    return Block(Kind.QUOTE, "\n".join(line.rstrip() for _, line in lines[at:end])), end


def _prose(lines: Sequence[Line], at: int) -> tuple[Block, int]:
    """A paragraph, clause, list item, footnote or definition, with the lines that continue it."""
    kind, label, depth, first = _start(lines[at][1])
    texts, end = [first], at + 1
    while end < len(lines) and _continues(lines, end, kind, texts[-1]):
        underline = SETEXT.match(lines[end][1]) if kind is Kind.PARAGRAPH else None
        if underline:
            return _heading(1 if underline[1][0] == "=" else 2, _joined(texts)), end + 1
        texts.append(lines[end][1].lstrip(" "))
        end += 1
    return Block(kind, _joined(texts), label, depth), end


def _start(text: str) -> tuple[Kind, str, int, str]:
    """What a line of prose opens: kind, label, indent and the text after the label."""
    indent = len(text) - len(text.lstrip(" "))
    bare = text.lstrip(" ")
    if found := ITEM.match(text):
        return Kind.ITEM, found[2], indent, text[found.end() :]
    if found := NOTE.match(bare):
        return Kind.NOTE, found[1], indent, bare[found.end() :]
    if found := DEFINITION.match(bare):
        return Kind.DEFINITION, found[1], indent, bare[found.end() :]
    if found := CLAUSE.match(bare):
        return Kind.CLAUSE, found[1], indent, bare[found.end() :]
    return Kind.PARAGRAPH, "", indent, bare


def _continues(lines: Sequence[Line], at: int, kind: Kind, before: str) -> bool:
    """Whether this line still belongs to the prose above it (a soft line break)."""
    text = lines[at][1]
    if not text.strip() or FENCE.match(text) or HEADING.match(text) or text.startswith(">"):
        return False
    if SETEXT.match(text) and kind is Kind.PARAGRAPH:
        return True
    if RULE.match(text) or _is_table(lines, at):
        return False
    opens, label, _, rest = _start(text)
    match opens:
        case Kind.PARAGRAPH:
            return True
        case Kind.ITEM:
            return kind not in (Kind.ITEM, Kind.NOTE) and not text.startswith(" ")
        case Kind.CLAUSE:
            return not (rest and SENTENCE_END.search(before.rstrip()))
        case _:
            return not label


def _joined(texts: Sequence[str]) -> str:
    """Soft-wrapped lines as one; a hard break (two spaces or a backslash) stays a line of its own."""
    out = ""
    for position, text in enumerate(texts):
        final = position == len(texts) - 1
        hard = not final and (text.endswith("  ") or text.endswith("\\"))
        piece = _one_space(text.rstrip("\\") if hard else text)
        out += piece + ("" if final else "  \n" if hard else " ")
    return out


def _one_space(text: str) -> str:
    """Runs of spaces are one space, except inside `code`; no-break spaces stay."""
    parts = re.split(r"(`+[^`]*`+)", text.strip(" "))
    return "".join(p if p.startswith("`") else re.sub(r" {2,}", " ", p) for p in parts)


def _tidy(blocks: Iterator[Block]) -> Iterator[Block]:
    """Blank lines in canonical form: none inside a list's or table's run where none stood."""
    tight = {Kind.ITEM, Kind.ROW, Kind.DEFINITION, Kind.NOTE}
    last: Block | None = None
    for block in blocks:
        joined = last is not None and not block.gap and block.kind in tight
        block = replace(block, gap=not joined)
        last = block
        yield block
