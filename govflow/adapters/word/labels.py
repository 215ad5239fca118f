"""What a written number would have to be for Word to count it: its list, its level, its value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from govflow.core.text.labels import Level, place_label, sub_label
from govflow.core.text.policy import Block, Kind

DECIMAL = re.compile(r"(\d+(?:\.\d+){0,2})(\.?)")
ITEM = re.compile(r"(\d+)([.)])")
PLACE = re.compile(r"(Schedule|Annex|Appendix|Part) (\d+|[A-Z])([.:]?)")
CLAUSES = "clauses"
ITEMS = "items"
PLACES = "places"
STYLES = (
    "Heading1",
    "Clause",
    "ClausePart",
    "ClauseSmallLetter",
    "ClauseSmallRoman",
    "ClauseCapitalLetter",
    "ClauseBracketedNumber",
)
SUB_LEVELS = {"small letter": 3, "small roman": 4, "capital letter": 5, "digit": 6}
FORMS = ("%1", "%1.%2", "%1.%2.%3", "(%4)", "(%5)", "(%6)", "(%7)")
FIRST_SUB_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Label:
    """A number as written, and how Word would have to count to show it.

    `values` are the numbers of this level and of those above it that it shows; empty when no counting
    gives it ('4.6A'). `suffix` follows the number. `first` tells that a new series may start here.
    """

    text: str
    series: str = CLAUSES
    level: int = 0
    values: tuple[int, ...] = ()
    suffix: str = ""
    first: bool = False


def place_label_of(block: Block) -> Label:
    """'Schedule 1', 'Annex A': counted by its own word, in figures or capital letters."""
    found = PLACE.fullmatch(block.label)
    if not found:
        return Label(block.label, PLACES)
    value = int(found[2]) if found[2].isdigit() else ord(found[2]) - 64
    form = "decimal" if found[2].isdigit() else "upperLetter"
    return Label(block.label, f"{PLACES} {found[1]} {form}", values=(value,), suffix=found[3])


def section_label(block: Block) -> Label:
    found = DECIMAL.fullmatch(block.label)
    if found and "." not in found[1]:
        return Label(block.label, level=0, values=(int(found[1]),), suffix=found[2])
    return Label(block.label, level=0)


def clause_labels(blocks: Sequence[Block]) -> dict[int, Label]:
    """The labels of all numbered clauses by position; sub-labels are read in sequence."""
    found: dict[int, Label] = {}
    levels: list[Level] = []
    fresh = False
    for at, block in enumerate(blocks):
        if block.kind is Kind.CLAUSE and sub_label(block):
            below = blocks[at + 1] if at + 1 < len(blocks) and sub_label(blocks[at + 1]) else None
            levels = place_label(levels, block, below, fresh=fresh)
            found[at], fresh = _sub_label(block, levels[-1]), False
        elif block.kind is Kind.CLAUSE:
            found[at], levels, fresh = _decimal(block), [], False
        elif block.kind is Kind.HEADING:
            levels, fresh = [], False
        elif block.kind is Kind.PARAGRAPH:
            fresh = True
    return found


def _decimal(block: Block) -> Label:
    found = DECIMAL.fullmatch(block.label)
    if not found:
        return Label(block.label, level=min(block.label.rstrip(".").count("."), 2))
    values = tuple(int(part) for part in found[1].split("."))
    return Label(block.label, level=len(values) - 1, values=values, suffix=found[2])


def _sub_label(block: Block, level: Level) -> Label:
    depth = SUB_LEVELS.get(level.style, FIRST_SUB_LEVEL)
    countable = level.style in SUB_LEVELS and _plain_letter(block.label, level)
    values = (level.value,) if countable else ()
    return Label(block.label, level=depth, values=values, first=level.value == 1)


def _plain_letter(label: str, level: Level) -> bool:
    """Word counts a to z; an inserted '(aa)' or '(ca)' is a name, not a count."""
    return "letter" not in level.style or len(label) == len("(a)")


def item_label(block: Block, level: int, first: bool) -> Label:
    found = ITEM.fullmatch(block.label)
    values = (int(found[1]),) if found else ()
    suffix = found[2] if found else ""
    return Label(block.label, ITEMS, min(level, 2), values, suffix, first)
