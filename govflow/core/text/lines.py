"""What one line of a policy's Markdown opens: a heading, a clause, an item, a row, a fence, prose.

Every test is linear in the length of the line, however hostile the line is.
"""

import re
from typing import NamedTuple

from govflow.core.text.policy import Kind

SECTION_LABEL = re.compile(
    r"(\d{1,3}(?:\.\d{1,3})*[A-Z]{0,2}\.?)[ \t]+(?=\S)"
    r"|((?:Schedule|Annex|Appendix|Part) [0-9A-Z]{1,6}[.:]?)(?:[ \t]+(?=\S)|$)"
)
CLAUSE = re.compile(
    r"(\d{1,4}[A-Z]{0,2}(?:\.\d{1,4}[A-Z]{0,2})+\.?|\([a-z]{1,5}\)|\([A-Z]{1,2}\)|\(\d{1,3}\))(?:[ \t]+|$)"
)
ITEM = re.compile(r"([-*+]|\d{1,4}[.)])(?:[ \t]+(?=\S)|$)")
NOTE = re.compile(r"(\[\^[^\]\s]+\]:)[ \t]*")
DEFINITION = re.compile(r"(:)(?:[ \t]+(?=\S)|$)")
FENCE = re.compile(r" *(`{3,}(?=[^`]*$)|~{3,})")
CELL_LINE = re.compile(r":?-+:?")
SETEXT = re.compile(r"=+|-{2,}")


class Opening(NamedTuple):
    """What a line of prose opens: its kind, its label, its indent in spaces, and the text after it."""

    kind: Kind
    label: str
    depth: int
    rest: str


def opening(text: str) -> Opening:
    """What this line opens as prose; an unmarked line opens a paragraph."""
    bare = text.strip(" ")
    indent = len(text) - len(text.lstrip(" "))
    for kind, pattern in _PROSE:
        if found := pattern.match(bare):
            return Opening(kind, found[1], indent, bare[found.end() :])
    return Opening(Kind.PARAGRAPH, "", indent, bare)


_PROSE = (
    (Kind.ITEM, ITEM),
    (Kind.NOTE, NOTE),
    (Kind.DEFINITION, DEFINITION),
    (Kind.CLAUSE, CLAUSE),
)


def heading(text: str) -> tuple[int, str] | None:
    """Level and text of an ATX heading, its closing marks taken off; None for any other line."""
    bare = text.strip(" ")
    rest = bare.lstrip("#")
    level = len(bare) - len(rest)
    if text[:1] != "#" or not 1 <= level <= 6 or (rest and rest[0] != " "):
        return None
    title = rest.rstrip("#")
    closed = title != rest and (not title or title.endswith(" "))
    return level, (title if closed else rest).strip(" ")


def section_label(text: str) -> tuple[str, str]:
    """The number or 'Schedule 1' at the front of a heading's text, and the text after it."""
    found = SECTION_LABEL.match(text)
    return (found[1] or found[2], text[found.end() :]) if found else ("", text)


def is_rule(text: str) -> bool:
    """Three or more equal dashes, stars or underlines and nothing else."""
    marks = text.replace(" ", "")
    return len(marks) >= 3 and marks[0] in "-*_" and marks == marks[0] * len(marks)


def is_separator(text: str) -> bool:
    """The line of dashes under a table's header."""
    if "|" not in text or "-" not in text or not set(text) <= set("|:- "):
        return False
    cells = text.strip(" ").removeprefix("|").removesuffix("|").split("|")
    return all(CELL_LINE.fullmatch(cell.strip(" ")) for cell in cells)


def is_underline(text: str) -> int:
    """1 for a line of '=', 2 for a line of '-' (a setext heading's underline), else 0."""
    bare = text.rstrip(" ")
    return 0 if not SETEXT.fullmatch(bare) else 1 if bare[0] == "=" else 2


def interrupts(item: Opening) -> bool:
    """Whether a list item may follow prose without a blank line: a bullet or a first number.

    The rule is CommonMark's (0.31, section 5.2): otherwise a wrapped '2018.' would open a list.
    """
    return bool(item.rest) and item.label in ("-", "*", "+", "1.", "1)")
