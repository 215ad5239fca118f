"""Numbering a text through anew: what each number becomes, and the cross-references that follow it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from govflow.core.text.addresses import Place, outline
from govflow.core.text.checks.references import is_outside
from govflow.core.text.compare import is_omission, rebuilt
from govflow.core.text.labels import readings, sub_label, written_label
from govflow.core.text.policy import Block, Kind, Policy, provisions

NUMBERED = re.compile(r"\d+[A-Z]{0,2}(?:\.\d+[A-Z]{0,2})*(\.?)")
NUMBER = r"\d+[A-Z]{0,2}(?:\.\d+[A-Z]{0,2})*(?:\([A-Za-z0-9]{1,4}\))*"
REFERENCE = re.compile(
    rf"\b(?:section|clause|paragraph)s? (?:{NUMBER})(?:(?:,|,? and|,? or| to) {NUMBER})*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Renumbering:
    """The text numbered through, and what became of each number that changed: (old, new).

    Numbers are bare, '4.6A' or '3.1(b)'; new is '' for the number of an omitted clause. `followed` is
    how many blocks had a cross-reference that was led along.
    """

    text: Policy
    numbers: tuple[tuple[str, str], ...]
    followed: int


def renumbered(policy: Policy) -> Renumbering:
    """The policy with its sections, clauses and sub-paragraphs counted from 1 without a gap.

    Notes of omitted clauses fall away with their numbers. References to this text ('clause 4.6A',
    'sections 2 and 3') follow; those to other documents stay, and so does 'paragraph (b)', which says
    no number of its clause. The order and the words of the text stay.
    """
    blocks = provisions(policy)
    places = outline(blocks)
    kept = [at for at, block in enumerate(blocks) if not is_omission(block)]
    labels = _numbers(blocks, kept) | _sub_labels(blocks, places, kept)
    new = [replace(blocks[at], label=labels.get(at, blocks[at].label)) for at in kept]
    names = {at: _bare(place) for at, place in enumerate(outline(new))}
    came = dict(zip(kept, range(len(new)), strict=True))
    table = {
        _bare(place): names[came[at]] if at in came else ""
        for at, place in enumerate(places)
        if place.number_of and blocks[at].kind is not Kind.NOTE
    }
    followed = [_led_along(block, table) for block in new]
    changed = tuple((old, now) for old, now in table.items() if old != now)
    moved = sum(a.text != b.text for a, b in zip(new, followed, strict=True))
    return Renumbering(rebuilt(policy, followed), changed, moved)


def _bare(place: Place) -> str:
    return re.sub(r"^(?:section|clause) ", "", place.number_of)


def _numbers(blocks: Sequence[Block], kept: Sequence[int]) -> dict[int, str]:
    """New labels of sections and clauses by position: each is counted within what it stood in."""
    counts: dict[str, int] = {}
    became: dict[str, str] = {}
    out: dict[int, str] = {}
    for at in kept:
        block = blocks[at]
        found = NUMBERED.fullmatch(block.label)
        if block.kind not in (Kind.HEADING, Kind.CLAUSE) or not found:
            continue
        above, _, _ = block.number.rpartition(".")
        counts[above] = counts.get(above, 0) + 1
        own = f"{became.get(above, above)}.{counts[above]}" if above else str(counts[above])
        became[block.number] = own
        out[at] = own + found[1]
    return out


def _sub_labels(
    blocks: Sequence[Block], places: Sequence[Place], kept: Sequence[int]
) -> dict[int, str]:
    """New labels of sub-paragraphs by position: (a), (b), (ba) become (a), (b), (c)."""
    series: dict[int, list[int]] = {}
    for at in kept:
        if sub_label(blocks[at]):
            series.setdefault(places[at].parent, []).append(at)
    out: dict[int, str] = {}
    for members in series.values():
        first = list(readings(blocks[members[0]].label))
        style = next((name for name, value in first if value == 1), first[0][0])
        out.update((at, written_label(style, count)) for count, at in enumerate(members, 1))
    return out


def _led_along(block: Block, table: Mapping[str, str]) -> Block:
    def numbers(found: re.Match[str]) -> str:
        if is_outside(block.text, found):
            return found[0]
        return re.sub(NUMBER, lambda one: table.get(one[0]) or one[0], found[0])

    return replace(block, text=REFERENCE.sub(numbers, block.text))
