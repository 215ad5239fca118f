"""What amending instructions do, once read: edits of words, blocks taken out, put in or exchanged.

All steps speak of the old text and act at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from govflow.core.errors import ProofError
from govflow.core.text.policy import Block
from govflow.core.text.words import Hunk


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words in one provision, by character positions in its old text."""

    at: int
    hunk: Hunk


@dataclass(frozen=True, slots=True)
class Exchange:
    """Provisions `first` to `last` give way to these blocks; to none when they are omitted."""

    first: int
    last: int
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Add:
    """Blocks put in after a provision; -1 is before the first. Several at one place keep their order."""

    after: int
    blocks: tuple[Block, ...]


Step: TypeAlias = Edit | Exchange | Add


def carry_out(old: Sequence[Block], steps: Iterable[Step]) -> Iterator[Block]:
    """The provisions after all steps. Raises ProofError when two steps touch the same words or block."""
    edits: dict[int, list[Hunk]] = {}
    slots: list[tuple[Block, ...] | None] = [None] * len(old)
    added: dict[int, list[Block]] = {}
    for step in steps:
        match step:
            case Edit(at, hunk):
                edits.setdefault(at, []).append(hunk)
            case Add(after, blocks):
                added.setdefault(after, []).extend(blocks)
            case Exchange(first, last, blocks):
                for at in range(first, last + 1):
                    _once(slots[at] is None, at)
                    slots[at] = blocks if at == first else ()
    yield from added.get(-1, ())
    for at, block in enumerate(old):
        given = slots[at]
        _once(given is None or at not in edits, at)
        text = edited(block.text, edits[at]) if at in edits else block.text
        yield from (replace(block, text=text),) if given is None else given
        yield from added.get(at, ())


def edited(text: str, hunks: Iterable[Hunk]) -> str:
    """The text with its words changed. Raises ProofError when two changes overlap."""
    out, at = "", 0
    for hunk in sorted(hunks, key=lambda hunk: (hunk.start, hunk.end)):
        _once(hunk.start >= at, hunk.start)
        out += text[at : hunk.start] + hunk.new
        at = hunk.end
    return out + text[at:]


def _once(first_time: bool, at: int) -> None:
    if not first_time:
        raise ProofError(f"two instructions change the same words (at {at}).")
