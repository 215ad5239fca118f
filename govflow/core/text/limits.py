"""Limits that keep a hostile or broken Markdown file from hanging the program.

Python-Markdown needs 14 seconds for 10,000 opening brackets; a policy needs none of that.
"""

import re
from collections.abc import Sequence

from govflow.core.errors import TextError
from govflow.core.text.policy import Block

FILE_BYTES = 1_000_000
LINE_CHARACTERS = 10_000
NESTING = 32
BRACKETS = 200
MARKS = 1_000

_QUOTE_LEVEL = re.compile(r"[> ]*")


def check_size(size: int, place: str) -> None:
    """Refuse a policy file of more than 1 MB (bytes)."""
    if size > FILE_BYTES:
        raise TextError(
            f"this file has {size:,} bytes; a policy may have {FILE_BYTES:,}.",
            place=place,
            remedy="split it into several policies, or take out what is not text.",
        )


def check_lines(lines: Sequence[tuple[int, str]], place: str) -> None:
    """Refuse lines over 10,000 characters, nesting deeper than 32 and control characters."""
    for number, text in lines:
        if len(text) > LINE_CHARACTERS:
            _refuse(
                f"this line has {len(text):,} characters; {LINE_CHARACTERS:,} is the limit.",
                place,
                number,
                "break it into shorter paragraphs.",
            )
        indent = len(text) - len(text.lstrip(" "))
        quotes = _QUOTE_LEVEL.match(text)
        depth = max(indent // 2 if text.strip() else 0, quotes[0].count(">") if quotes else 0)
        if depth > NESTING:
            _refuse(
                f"this line is nested {depth} levels deep; {NESTING} is the limit.",
                place,
                number,
                "bring it further to the left.",
            )
        bad = next((c for c in text if ord(c) < 32 or ord(c) == 127), None)
        if bad is not None:
            _refuse(
                f"this line holds a control character (U+{ord(bad):04X}).",
                place,
                number,
                "delete it; it cannot be seen but was pasted in.",
            )


def check_block(block: Block, place: str) -> None:
    """Refuse a block with more brackets or marks than a person would write."""
    brackets = block.text.count("[") + block.text.count("]")
    if brackets > BRACKETS:
        _refuse(
            f"this paragraph holds {brackets:,} square brackets; {BRACKETS} is the limit.",
            place,
            block.line,
            "split the paragraph, or take the brackets out.",
        )
    marks = sum(block.text.count(mark) for mark in "*_`~<&\\(!")
    if marks > MARKS:
        _refuse(
            f"this paragraph holds {marks:,} Markdown marks; {MARKS:,} is the limit.",
            place,
            block.line,
            "split the paragraph, or take the marks out.",
        )


def _refuse(problem: str, place: str, line: int, remedy: str) -> None:
    raise TextError(problem, place=f"{place}:{line}" if place else f"line {line}", remedy=remedy)
