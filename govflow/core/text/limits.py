"""Limits that keep a hostile or broken Markdown file from hanging the program.

Python-Markdown needs 14 seconds for 10,000 opening brackets; a policy needs none of that. Characters
that cannot be seen, or that make the printed words differ from the stored ones, are refused as well.
"""

import re
from collections.abc import Sequence
from typing import NoReturn

from govflow.core.errors import TextError
from govflow.core.text.policy import Block

FILE_BYTES = 1_000_000
LINE_CHARACTERS = 10_000
NESTING = 32
BRACKETS = 200
MARKS = 500
ALL_MARKS = 40_000
BLOCKS = 20_000

_QUOTE_LEVEL = re.compile(r"[> ]*")
# Control characters, Unicode's own line and paragraph ends, overrides of the reading direction (the
# Board would read other words than the program), and code points that no XML file can hold.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufffe\uffff\ud800-\udfff]")


def check_size(size: int, place: str) -> None:
    """Refuse a policy file of more than 1 MB (bytes)."""
    if size > FILE_BYTES:
        raise TextError(
            f"this file has {size:,} bytes; a policy may have {FILE_BYTES:,}.",
            place=place,
            remedy="split it into several policies, or take out what is not text.",
        )


def check_lines(lines: Sequence[tuple[int, str]], place: str) -> None:
    """Refuse lines over 10,000 characters, nesting deeper than 32 and characters nobody can see."""
    for number, text in lines:
        _check_length(text, number, place, "line")
        _check_nesting(text, number, place)
        if found := _UNSEEN.search(text):
            _refuse(
                f"this line holds a character that cannot be seen (U+{ord(found[0]):04X}).",
                place,
                number,
                "delete it; it was probably pasted in.",
            )


def check_count(count: int, line: int, place: str) -> None:
    """Refuse a text of more than 20,000 paragraphs, items and rows."""
    if count > BLOCKS:
        _refuse(
            f"this text has more than {BLOCKS:,} paragraphs, items and rows.",
            place,
            line,
            "split it into several policies.",
        )


def check_block(block: Block, written: str, place: str) -> int:
    """Refuse a block with more brackets, marks or characters than a person would write.

    `written` is the block's Markdown: soft-wrapped lines count as the one line they are. Returns the
    number of marks, for `check_marks`.
    """
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
    if len(written) > LINE_CHARACTERS:
        for line in written.split("\n"):
            _check_length(line, block.line, place, "paragraph")
    return marks + brackets


def check_marks(marks: int, line: int, place: str) -> None:
    """Refuse a text whose marks together would keep a Markdown reader busy for more than 2 seconds."""
    if marks > ALL_MARKS:
        _refuse(
            f"this text holds more than {ALL_MARKS:,} Markdown marks.",
            place,
            line,
            "take marks out, or split the text into several policies.",
        )


def _check_length(text: str, line: int, place: str, what: str) -> None:
    if len(text) > LINE_CHARACTERS:
        _refuse(
            f"this {what} has {len(text):,} characters; {LINE_CHARACTERS:,} is the limit.",
            place,
            line,
            "break it into shorter paragraphs.",
        )


def _check_nesting(text: str, line: int, place: str) -> None:
    quotes = _QUOTE_LEVEL.match(text)
    marks = quotes[0] if quotes else ""
    indent = len(text) - len(text.lstrip(" ")) if len(marks) < len(text) else 0
    depth = max(indent // 2, marks.count(">"))
    if depth > NESTING:
        _refuse(
            f"this line is nested {depth} levels deep; {NESTING} is the limit.",
            place,
            line,
            "bring it further to the left.",
        )


def _refuse(problem: str, place: str, line: int, remedy: str) -> NoReturn:
    raise TextError(problem, place=f"{place}:{line}" if place else f"line {line}", remedy=remedy)
