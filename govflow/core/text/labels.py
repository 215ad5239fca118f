"""Which level a sub-label belongs to: whether '(i)' follows '(h)' or opens the roman numbers.

A label is read by sequence: it goes on with a level that it is next in, else it opens a new level when
it is a first label, else it joins the level of its own style.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from govflow.core.text.policy import Block, Kind

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Level:
    """One open level of sub-labels: its style, the value of its last label, and where that stands."""

    style: str
    value: int
    depth: int
    at: int = -1
    address: str = ""

    def standing(self, at: int, address: str) -> "Level":
        return replace(self, at=at, address=address)


def sub_label(block: Block) -> bool:
    """Whether the block is a clause under a sub-label: (a), (i), (A), (1)."""
    return block.kind is Kind.CLAUSE and block.label.startswith("(")


def readings(label: str) -> Iterator[tuple[str, int]]:
    """What a label may mean, by style and value: '(i)' is letter 9 or roman 1, '(2)' is digit 2."""
    mark = label.strip("()")
    if mark.isdigit():
        yield "digit", int(mark)
        return
    case = "small" if mark.islower() else "capital"
    for style, value in (("letter", _letter(mark.lower())), ("roman", _roman(mark.lower()))):
        if value:
            yield f"{case} {style}", value


def place_label(
    levels: Sequence[Level], block: Block, below: Block | None, *, fresh: bool
) -> list[Level]:
    """The open levels after this label; the last one holds it.

    `below` is the next sub-label; `fresh` tells that unnumbered text came in between, after which a
    first label starts a new series.
    """
    found = list(readings(block.label))
    first = next((reading for reading in found if reading[1] == 1), None)
    if fresh and first and not _next_in(levels, found):
        return [Level(*first, block.depth)]
    kept = _not_deeper(levels, block)
    if first and _opens(kept, first, block, below):
        return [*kept, Level(*first, block.depth)]
    at = _next_in(kept, found) or _of_style(kept, found)
    if at:
        index, reading = at
        return [*kept[:index], Level(*reading, block.depth)]
    return [*kept, Level(*found[0], block.depth)]


def follows(before: str, after: str) -> bool:
    """Whether one written label is the next after the other: (a) and (b), 3.1 and 3.2."""
    if before.startswith("(") and after.startswith("("):
        return any((style, value + 1) in readings(after) for style, value in readings(before))
    head, _, last = before.rstrip(".").rpartition(".")
    return bool(head) and last.isdigit() and after.rstrip(".") == f"{head}.{int(last) + 1}"


def written_label(style: str, value: int) -> str:
    """The label of a style for a value from 1: the third 'small letter' is '(c)', after '(z)' '(aa)'."""
    if style == "digit":
        return f"({value})"
    mark = _written(value) if style.endswith("roman") else _letters(value)
    return f"({mark if style.startswith('small') else mark.upper()})"


def _letters(value: int) -> str:
    rest, last = divmod(value - 1, 26)
    return (_letters(rest) if rest else "") + chr(97 + last)


def _not_deeper(levels: Sequence[Level], block: Block) -> list[Level]:
    """Levels indented further than this label are closed."""
    kept = list(levels)
    while kept and kept[-1].depth > block.depth:
        kept.pop()
    return kept


def _opens(
    levels: Sequence[Level], first: tuple[str, int], block: Block, below: Block | None
) -> bool:
    if not levels or block.depth > levels[-1].depth:
        return True
    if any(level.style == first[0] for level in levels):
        return False
    if not _next_in(levels, list(readings(block.label))):
        return True
    after = list(readings(below.label)) if below else []
    return (first[0], 2) in after


def _next_in(
    levels: Sequence[Level], found: Sequence[tuple[str, int]]
) -> tuple[int, tuple[str, int]] | None:
    for index in range(len(levels) - 1, -1, -1):
        for reading in found:
            if reading == (levels[index].style, levels[index].value + 1):
                return index, reading
    return None


def _of_style(
    levels: Sequence[Level], found: Sequence[tuple[str, int]]
) -> tuple[int, tuple[str, int]] | None:
    for index in range(len(levels) - 1, -1, -1):
        for reading in found:
            if reading[0] == levels[index].style:
                return index, reading
    return None


def _letter(mark: str) -> int:
    """a is 1, z is 26; an inserted 'aa' or 'ca' counts as its first letter."""
    return ord(mark[0]) - 96 if len(mark) <= 2 else 0


def _roman(mark: str) -> int:
    """The value of a roman number as it is properly written, else 0."""
    if any(c not in ROMAN for c in mark):
        return 0
    values = [ROMAN[c] for c in mark] + [0]
    total = sum(-v if v < after else v for v, after in pairwise(values))
    return total if _written(total) == mark else 0


def _written(number: int) -> str:
    out = ""
    for value, mark in _STEPS:
        out += mark * (number // value)
        number %= value
    return out


_STEPS = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
