"""Two texts side by side, and the steps that turn one into the other.

Blocks are matched by equal words first, then by their number, then by likeness within short leftover
stretches, so that the cost stays linear. Blank lines and indents of the file are no change.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from govflow.core.errors import ProofError
from govflow.core.text.addresses import addresses, outline
from govflow.core.text.blocks import spaced
from govflow.core.text.changes import Change, Insert, Omit, Pair, Renumber, Substitute
from govflow.core.text.policy import Block, Kind, Policy, provisions, with_facts
from govflow.core.text.sequences import Match, best, common, gaps

LIKE = 0.5  # share of words two blocks must have in common to be the same block reworded
REACH = 12  # how far from its place a reworded block is looked for, in blocks
OMITTED = re.compile(
    r"[\[(*_]*\s*(?:omitted|repealed|deleted|revoked|not used|no longer used)\b", re.I
)
WORD = re.compile(r"\w+")


def compare(old: Policy, new: Policy) -> tuple[Change, ...]:
    """The steps that turn the old policy into the new one, in reading order; () when nothing changed.

    The binding facts of the front matter are compared like the text. Addresses are those of the old
    text, save `Insert.address`, which is where the new text will stand.
    """
    return tuple(row.change for row in rows(old, new) if row.change)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of two policies side by side, by position among their provisions.

    `kept` is the nearest provision above that stands in both texts (its old position; -1: none), this
    row's own when it does. `change` is None where nothing changed.
    """

    old: int | None
    new: int | None
    kept: int
    change: Change | None


def rows(old: Policy, new: Policy) -> tuple[Row, ...]:
    """Both policies in one reading order, each row with its change; see `compare`."""
    before, after = provisions(old), provisions(new)
    names = addresses(before), addresses(after)
    return tuple(_rows(_aligned(before, after), before, after, *names))


def address_map(old: Policy, new: Policy) -> tuple[tuple[str, str], ...]:
    """Where each provision of the old text stands in the new one: (old address, new address or '').

    What people were told about 'section 3, paragraph 2' can so be found in a later version.
    """
    return tuple(places(provisions(old), provisions(new)).items())


def places(old: Sequence[Block], new: Sequence[Block]) -> dict[str, str]:
    """Where each block of the old text stands in the new one, by address; '' where it is gone.

    A block that moved is gone from its old place.
    """
    names = addresses(old), addresses(new)
    return {
        names[0][i]: "" if j is None else names[1][j]
        for i, j in _aligned(old, new)
        if i is not None
    }


def align(old: Sequence[Block], new: Sequence[Block]) -> tuple[Pair, ...]:
    """Both texts in one reading order: each block of either stands in exactly one pair.

    A block that moved is an omission at its old place and an insertion at its new one.
    """
    return tuple(
        Pair(old[i] if i is not None else None, new[j] if j is not None else None)
        for i, j in _aligned(old, new)
    )


def apply_changes(old: Policy, changes: Iterable[Change]) -> Policy:
    """The old policy with these steps carried out: `apply_changes(a, compare(a, b))` is b's text.

    Raises ProofError when a step names an address the old text does not have.
    """
    before = provisions(old)
    at = {name: i for i, name in enumerate(addresses(before))}
    kept: list[Block | None] = list(before)
    added: dict[int, list[Block]] = {}
    for change in changes:
        match change:
            case Insert():
                added.setdefault(_found(at, change.after), []).append(change.new)
            case Substitute() | Renumber() | Omit():
                kept[_found(at, change.address)] = change.new
    return rebuilt(old, _merged(kept, added))


def rebuilt(old: Policy, blocks: Iterable[Block]) -> Policy:
    """A policy of these provisions; what does not bind is taken from the old one."""
    listed = list(blocks)
    facts = [block for block in listed if block.kind is Kind.FACT]
    body = spaced(block for block in listed if block.kind is not Kind.FACT)
    return replace(old, front=with_facts(old.front, facts), blocks=body)


def is_omission(block: Block) -> bool:
    """Whether the block is the note that stays where a clause was taken out: '4.6 [Omitted ...]'."""
    return bool(block.label) and bool(OMITTED.match(block.text))


def key(block: Block) -> tuple[Hashable, ...]:
    """What makes two blocks equal; the blank line before one is no part of it."""
    return block.kind, block.label, block.text, block.depth


def _merged(kept: Sequence[Block | None], added: dict[int, list[Block]]) -> Iterator[Block]:
    yield from added.get(-1, ())
    for i, block in enumerate(kept):
        if block is not None:
            yield block
        yield from added.get(i, ())


def _found(at: dict[str, int], address: str) -> int:
    if not address:
        return -1
    if address not in at:
        raise ProofError(f"the text has no provision called {address}.", place=address)
    return at[address]


def _rows(
    aligned: Iterable[tuple[int | None, int | None]],
    before: Sequence[Block],
    after: Sequence[Block],
    old_names: Sequence[str],
    new_names: Sequence[str],
) -> Iterator[Row]:
    kept = -1
    for i, j in aligned:
        change: Change | None = None
        if i is None:
            assert j is not None
            change = Insert(new_names[j], old_names[kept] if kept >= 0 else "", after[j])
        elif j is None:
            change = Omit(old_names[i], before[i])
        else:
            kept = i
            if key(before[i]) != key(after[j]):
                change = _changed(old_names[i], before[i], after[j])
        yield Row(i, j, kept, change)


def _changed(address: str, old: Block, new: Block) -> Change:
    if (
        (old.kind, old.text, old.depth) == (new.kind, new.text, new.depth)
        and old.label
        and new.label
    ):
        return Renumber(address, old, new)
    if old.label == new.label and is_omission(new) and not is_omission(old):
        return Omit(address, old, new)
    return Substitute(address, old, new)


def _aligned(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[int | None, int | None]]:
    """Rows (old position, new position) in reading order; omissions come before insertions."""
    i = j = 0
    for left, right in [*_matches(old, new), (len(old), len(new))]:
        yield from ((k, None) for k in range(i, left))
        yield from ((None, k) for k in range(j, right))
        if left < len(old):
            yield left, right
        i, j = left + 1, right + 1


def _matches(old: Sequence[Block], new: Sequence[Block]) -> list[Match]:
    """Which block is which: equal in all, equal words, same number, then alike."""
    found = common([key(b) for b in old], [key(b) for b in new])
    old_words = [_words_key(block, at) for at, block in enumerate(old)]
    new_words = [_words_key(block, -at) for at, block in enumerate(new, 1)]
    found = _within(found, old_words, new_words)
    found = _within(found, _numbers(old), _numbers(new))
    return _alike(found, old, new)


def _within(
    found: Sequence[Match], old: Sequence[Hashable], new: Sequence[Hashable]
) -> list[Match]:
    """More matches by another key, inside the stretches that are still unmatched."""
    more = [
        (a + i, c + j)
        for a, b, c, d in gaps(found, len(old), len(new))
        if a < b and c < d
        for i, j in common(old[a:b], new[c:d])
    ]
    return sorted([*found, *more])


def _words_key(block: Block, alone: int) -> Hashable:
    """Equal words under another number; blocks without a number have been matched already.

    Notes on omitted clauses often say the same, and are each the note of their own number.
    """
    alike = block.label and block.text and not is_omission(block)
    return (block.kind, block.text, block.depth) if alike else alone


def _numbers(blocks: Sequence[Block]) -> list[Hashable]:
    """What a block is called by its own number, or a value that equals nothing."""
    places = outline(blocks)
    return [
        (block.kind is Kind.FACT, place.number_of or place.address)
        if place.number_of or block.kind is Kind.FACT
        else object()
        for block, place in zip(blocks, places, strict=True)
    ]


def _alike(found: Sequence[Match], old: Sequence[Block], new: Sequence[Block]) -> list[Match]:
    out = list(found)
    for a, b, c, d in gaps(found, len(old), len(new)):
        if a == b or c == d:
            continue
        bags = [_bag(block) for block in old[a:b]], [_bag(block) for block in new[c:d]]
        pairs = best(b - a, d - c, _Likeness(old[a:b], new[c:d], *bags).score, REACH)
        pairs = pairs or _one_for_one(old[a:b], new[c:d])
        out.extend((a + i, c + j) for i, j in pairs)
    return sorted(out)


def _one_for_one(old: Sequence[Block], new: Sequence[Block]) -> list[Match]:
    """As many blocks of the same kinds, none alike: each is wholly rewritten in its place."""
    if len(old) == len(new) and all(_same_sort(a, b) for a, b in zip(old, new, strict=True)):
        return [(i, i) for i in range(len(old))]
    return []


def _same_sort(old: Block, new: Block) -> bool:
    """Whether one block may be called the other one reworded: same kind, no number given up."""
    return old.kind is new.kind and old.kind is not Kind.FACT and _level(old) == _level(new)


def _level(block: Block) -> object:
    if block.kind is Kind.CLAUSE:
        return block.label  # a number is a name: another number is another clause
    return block.depth if block.kind is Kind.HEADING else None


def _bag(block: Block) -> Counter[str]:
    return Counter(WORD.findall(block.text.lower()))


class _Likeness:
    """How alike two blocks of two stretches are, from their words."""

    def __init__(
        self,
        old: Sequence[Block],
        new: Sequence[Block],
        old_bags: Sequence[Counter[str]],
        new_bags: Sequence[Counter[str]],
    ) -> None:
        self.old, self.new, self.old_bags, self.new_bags = old, new, old_bags, new_bags

    def score(self, i: int, j: int) -> float:
        """The share of common words above the threshold; 0 or less when they are not alike."""
        if not _same_sort(self.old[i], self.new[j]):
            return 0.0
        left, right = self.old_bags[i], self.new_bags[j]
        total = left.total() + right.total()
        if not total:
            return 0.01
        shared = sum(min(count, right[word]) for word, count in left.items() if word in right)
        return 2 * shared / total - LIKE
