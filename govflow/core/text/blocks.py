"""Splitting a policy's Markdown into blocks and writing it back, without loss of a word.

The splitter knows lines only: headings, numbered clauses, list items, table rows, footnotes, fences
and blank lines. What stands *inside* a block (emphasis, links) is read by Python-Markdown alone, in
`adapters/markdown`. The canonical form has one blank line between blocks, no soft line breaks inside
a paragraph, ATX headings and single spaces; layout is not text, so it never reaches the digest.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from govflow.core.errors import TextError
from govflow.core.text import lines as marks
from govflow.core.text.labels import follows
from govflow.core.text.limits import check_block, check_count, check_lines, check_marks
from govflow.core.text.policy import Block, Kind, normalise

SENTENCE_END = re.compile(r"([.;:!?,\u2014)\]'\"\u2019\u201d]|\b(?:and|or))$")
REFERENCE = re.compile(
    r"\b(?:(?:sub-?)?(?:clause|section|paragraph)s?|schedules?|items?|points?|numbers?)$", re.I
)
GOES_ON = re.compile(
    r"\b(?:versions?|see|under|in|of|to|by|with|from|at|than|the|an?|and|or)$", re.I
)
CODE_SPAN = re.compile(r"(`+[^`]*`+)")
SPACES = re.compile(r" {2,}")
PASSES = 6
NEARBY = 9

Line = tuple[int, str]  # 1-based number in the file, text without its line end


def split(body: str, *, first_line: int = 1, place: str = "") -> tuple[Block, ...]:
    """The blocks of a Markdown body in order, in canonical form: `split(render(b)) == b`.

    `first_line` is the file line on which the body starts; `place` is the file name used in refusals.
    Raises TextError for an unclosed fence and for text beyond the limits of `limits`.
    """
    blocks = _read(_lines(body, first_line), place)
    before = body
    for _ in range(PASSES):
        written = render(blocks)
        if written == before:
            return blocks
        again, before = _read(_lines(written, 1), place), written
        if again == blocks:
            return blocks
        blocks = _with_source_lines(again, blocks)
    raise TextError(
        "this text changes its meaning when its lines are joined.",
        place=f"{place}:{first_line}" if place else f"line {first_line}",
        remedy="put a blank line between the paragraphs, lists and tables.",
    )


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
            return f"{'#' * block.depth} {head}{block.text}".rstrip(" ")
        case Kind.CODE | Kind.ROW | Kind.QUOTE | Kind.RULE | Kind.FACT:
            return block.text
        case _:
            hang = " " * _hang(block)
            return (indent + head + block.text.replace("\n", f"\n{hang}")).rstrip(" ")


def read_as(kind: Kind, written: str) -> Block:
    """The inverse of `source` for a block whose kind is known, whatever stands around it."""
    match kind:
        case Kind.HEADING:
            level, title = marks.heading(written) or (1, written)
            label, text = marks.section_label(title)
            return Block(kind, text, label, level)
        case Kind.CODE | Kind.ROW | Kind.QUOTE | Kind.RULE | Kind.FACT:
            return Block(kind, written)
        case _:
            first, *more = written.split("\n")
            found = marks.opening(first)
            opened = found if found.kind is kind else marks.Opening(kind, "", found.depth, first)
            block = Block(kind, opened.rest.strip(" "), opened.label, opened.depth)
            if kind is Kind.PARAGRAPH:
                block = replace(block, label="", text=first.strip(" "))
            hard = "  " if first.endswith("  ") else ""
            rest = [line[_hang(block) :] for line in more]
            return replace(block, text="\n".join([block.text + hard, *rest]))


def spaced(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with blank lines where the canonical form has them.

    Items of one list, rows of one table, footnotes and definitions stand close; all else is apart.
    """
    listed = list(blocks)
    out: list[Block] = []
    for position, block in enumerate(listed):
        below = listed[position + 1] if position + 1 < len(listed) else None
        gap = position == 0 or not _joined_to(listed[position - 1], block, below)
        out.append(block if block.gap == gap else replace(block, gap=gap))
    return tuple(out)


def _joined_to(before: Block, block: Block, below: Block | None) -> bool:
    match block.kind:
        case Kind.ITEM:
            same = before.label[-1:].isalnum() == block.label[-1:].isalnum()
            alike = before.label[0].isdigit() == block.label[0].isdigit() if before.label else same
            return before.kind is Kind.ITEM and (alike or before.depth != block.depth)
        case Kind.ROW:
            return before.kind is Kind.ROW and not _heads_table(block, below)
        case Kind.NOTE:
            return before.kind is Kind.NOTE
        case Kind.DEFINITION:
            return before.kind is Kind.DEFINITION or (
                before.kind is Kind.PARAGRAPH and "\n" not in before.text
            )
        case _:
            return False


def _heads_table(block: Block, below: Block | None) -> bool:
    """A table's first row: the one over the line of dashes."""
    return (
        below is not None
        and below.kind is Kind.ROW
        and marks.is_separator(below.text)
        and not marks.is_separator(block.text)
    )


def _hang(block: Block) -> int:
    """How far the further lines of a block stand to the right, in spaces."""
    return block.depth + (len(block.label) + 1 if block.kind is Kind.ITEM else 0)


def _lines(body: str, first_line: int) -> list[Line]:
    texts = normalise(body).replace("\t", "    ").split("\n")
    return list(enumerate(texts, first_line))


def _read(lines: Sequence[Line], place: str) -> tuple[Block, ...]:
    check_lines(lines, place)
    blocks: list[Block] = []
    total = 0
    for block in _blocks(lines, place):
        total += check_block(block, source(block), place)
        check_marks(total, block.line, place)
        check_count(len(blocks), block.line, place)
        blocks.append(block)
    return spaced(blocks)


def _with_source_lines(again: Sequence[Block], first: Sequence[Block]) -> tuple[Block, ...]:
    """Give blocks read from the canonical form the lines of the file they came from."""
    starts: dict[int, int] = {}
    line, known = 1, 0
    for block in first:
        line += 1 if block.gap and line > 1 else 0
        for extra in range(source(block).count("\n") + 1):
            starts[line + extra] = block.line
        line += source(block).count("\n") + 1
    out = []
    for block in again:
        known = starts.get(block.line, known)
        out.append(replace(block, line=known))
    return tuple(out)


def _blocks(lines: Sequence[Line], place: str) -> Iterator[Block]:
    at = 0
    in_table = False
    while at < len(lines):
        number, text = lines[at]
        if not text.strip():
            at, in_table = at + 1, False
            continue
        block, at = _one_block(lines, at, in_table, place)
        in_table = block.kind is Kind.ROW
        yield replace(block, line=number)


def _one_block(lines: Sequence[Line], at: int, in_table: bool, place: str) -> tuple[Block, int]:
    text = lines[at][1]
    if marks.FENCE.match(text):
        return _fence(lines, at, place)
    if found := marks.heading(text):
        return _heading(*found), at + 1
    if (in_table and "|" in text) or _is_table(lines, at):
        return Block(Kind.ROW, text.strip()), at + 1
    if marks.is_rule(text):
        return Block(Kind.RULE, "---"), at + 1
    if text.startswith(">"):
        return _quote(lines, at)
    return _prose(lines, at)


def _heading(level: int, title: str) -> Block:
    label, text = marks.section_label(_one_space(title))
    return Block(Kind.HEADING, text, label, level)


def _fence(lines: Sequence[Line], at: int, place: str) -> tuple[Block, int]:
    opening = marks.FENCE.match(lines[at][1])
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
    return (
        "|" in lines[at][1]
        and at + 1 < len(lines)
        and marks.is_separator(lines[at + 1][1])
        and not marks.is_separator(lines[at][1])
    )


def _quote(lines: Sequence[Line], at: int) -> tuple[Block, int]:
    end = at
    while end < len(lines) and lines[end][1].startswith(">"):
        end += 1
    return Block(Kind.QUOTE, "\n".join(line.rstrip() for _, line in lines[at:end])), end


def _prose(lines: Sequence[Line], at: int) -> tuple[Block, int]:
    """A paragraph, clause, list item, footnote or definition, with the lines that continue it."""
    kind, label, depth, _ = opened = marks.opening(lines[at][1])
    trailing = "  " if lines[at][1].endswith("  ") else ""
    texts, end = [opened.rest + trailing], at + 1
    while end < len(lines) and _continues(lines, end, kind, texts[-1]):
        level = marks.is_underline(lines[end][1]) if kind is Kind.PARAGRAPH else 0
        if level:
            return _heading(level, " ".join(text.strip(" ") for text in texts)), end + 1
        texts.append(lines[end][1].lstrip(" "))
        end += 1
    return Block(kind, _joined(texts), label, depth), end


def _continues(lines: Sequence[Line], at: int, kind: Kind, before: str) -> bool:
    """Whether this line still belongs to the prose above it (a soft line break)."""
    text = lines[at][1]
    if not text.strip() or marks.FENCE.match(text) or marks.heading(text) or text.startswith(">"):
        return False
    if kind is Kind.PARAGRAPH and marks.is_underline(text):
        return True
    if marks.is_rule(text) or _is_table(lines, at):
        return False
    found = marks.opening(text)
    match found.kind:
        case Kind.PARAGRAPH:
            return True
        case Kind.ITEM:
            return kind not in (Kind.ITEM, Kind.NOTE) and not marks.interrupts(found)
        case Kind.CLAUSE:
            return not (found.rest and _opens_clause(lines, at, found.label, before.rstrip()[-16:]))
        case _:
            return False


def _opens_clause(lines: Sequence[Line], at: int, label: str, before: str) -> bool:
    """Whether a line that starts with a label opens a clause, or goes on with 'as set out in clause'."""
    if REFERENCE.search(before) or (label[0].isdigit() and GOES_ON.search(before)):
        return False
    return bool(SENTENCE_END.search(before)) or _in_series(lines, at, label)


def _in_series(lines: Sequence[Line], at: int, label: str) -> bool:
    """Whether the line's label is next to another at the start of a nearby line: (a), then (b)."""
    above = takewhile(bool, (_label(lines, i) for i in range(at - 1, max(at - NEARBY, -1), -1)))
    below = (_label(lines, i) for i in range(at + 1, min(at + NEARBY, len(lines))))
    return any(follows(before, label) for before in above) or any(
        follows(label, after) for after in takewhile(bool, below)
    )


def _label(lines: Sequence[Line], at: int) -> str:
    """The clause label a line starts with, '-' for another line of text, '' for a blank one."""
    found = marks.opening(lines[at][1])
    return found.label if found.kind is Kind.CLAUSE else "-" if lines[at][1].strip() else ""


def _joined(texts: Sequence[str]) -> str:
    """Soft-wrapped lines as one; a hard break (two spaces or a backslash) stays a line of its own."""
    out = ""
    for position, text in enumerate(texts):
        final = position == len(texts) - 1
        hard = not final and (text.endswith("  ") or text.endswith("\\"))
        piece = _one_space(text.removesuffix("\\") if hard else text)
        out += piece + ("" if final else "  \n" if hard else " ")
    return out.strip(" ")


def _one_space(text: str) -> str:
    """Runs of spaces are one space, except inside `code`; no-break spaces stay."""
    bare = text.strip(" ")
    if "  " not in bare:
        return bare
    parts = CODE_SPAN.split(bare)
    return "".join(p if p.startswith("`") else SPACES.sub(" ", p) for p in parts)
