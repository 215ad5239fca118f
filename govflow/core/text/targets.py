"""What an amending instruction may speak of: one provision, all of a section, or a range.

'clause 3.1' is the clause with all its parts; 'the opening words of clause 3.1' are its own words
alone. 'section 3' is the section; 'the heading of section 3' only its heading. The distinction is the
usual one of UK legislation (Office of the Parliamentary Counsel, Drafting Guidance, on amending text).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from govflow.core.text.addresses import ends, outline
from govflow.core.text.policy import Block, Kind

RANGE = re.compile(
    r"(.*?)\b(section|clause|paragraph|item|row|footnote)s (\S+) to (\S+)", re.DOTALL
)
LAST = re.compile(r"(.*?)\b(section|clause|paragraph|item|row|footnote) (\S+)", re.DOTALL)

Span = tuple[int, int]  # positions of the first and the last provision


@dataclass(frozen=True, slots=True)
class Targets:
    """Every name that can be spoken of in one text, with the provisions it means."""

    blocks: tuple[Block, ...]
    addresses: tuple[str, ...]
    single: tuple[str, ...]  # how each provision alone is spoken of
    spans: dict[str, Span] = field(compare=False)
    wholes: dict[int, tuple[Span, str]] = field(compare=False)  # provisions with parts, by position
    above: tuple[int, ...] = ()
    longest: int = 0

    @property
    def facts(self) -> int:
        """How many binding facts stand before the body."""
        return next(
            (i for i, b in enumerate(self.blocks) if b.kind is not Kind.FACT), len(self.blocks)
        )

    def find(self, name: str) -> Span | None:
        """The provisions a name means; None when the text has nothing so called."""
        if name in self.spans:
            return self.spans[name]
        found = RANGE.fullmatch(name)
        if not found:
            return None
        before, noun, first, last = found.groups()
        start, end = (self.spans.get(f"{before}{noun} {number}") for number in (first, last))
        return (start[0], end[1]) if start and end and start[0] < end[0] else None

    def names(self, first: int, last: int) -> tuple[str, ...]:
        """How to speak of all provisions from one to another: as few names as possible, in order."""
        out: list[str] = []
        at = first
        while at <= last:
            span, name = self.wholes.get(at, ((at, at), ""))
            if not name or span[1] > last:
                span, name = (at, at), self.single[at]
            out.append(name)
            at = span[1] + 1
        return self._ranges(out)

    def _ranges(self, names: Sequence[str]) -> tuple[str, ...]:
        out: list[list[str]] = []
        for name in names:
            if out and self._follows(out[-1], name):
                out[-1].append(name)
            else:
                out.append([name])
        return tuple(_range(group) for group in out)

    def _follows(self, group: Sequence[str], name: str) -> bool:
        first, this = LAST.fullmatch(group[0]), LAST.fullmatch(name)
        if not first or not this or first.groups()[:2] != this.groups()[:2]:
            return False
        span = self.find(_range([group[0], name]))
        return span == (self.spans[group[0]][0], self.spans[name][1])


def targets(blocks: Sequence[Block]) -> Targets:
    """All that can be spoken of in a text; `blocks` are a policy's `provisions`."""
    places = outline(blocks)
    single: list[str] = []
    spans: dict[str, Span] = {}
    wholes: dict[int, tuple[Span, str]] = {}
    parts = {place.parent for place in places}
    for at, (place, end) in enumerate(zip(places, ends(places), strict=True)):
        name = _alone(place.address, blocks[at], has_parts=at in parts)
        name = name if name not in spans else f"the words of {place.address}"
        single.append(name)
        spans[name] = (at, at)
        if name != place.address and end >= 0:
            spans[place.address] = (at, end)
            wholes[at] = ((at, end), place.address)
    for name, (first, last) in _tables(blocks, [place.address for place in places]).items():
        spans.setdefault(name, (first, last))
        wholes[first] = ((first, last), name)
    return Targets(
        tuple(blocks),
        tuple(place.address for place in places),
        tuple(single),
        spans,
        wholes,
        tuple(place.parent for place in places),
        2 * max(map(len, spans), default=0),
    )


def _tables(blocks: Sequence[Block], names: Sequence[str]) -> dict[str, Span]:
    """Each table by name with its first and last row: 'section 3, table 1'."""
    out: dict[str, Span] = {}
    for at, (block, name) in enumerate(zip(blocks, names, strict=True)):
        if block.kind is Kind.ROW:
            table = name.rpartition(", ")[0]
            out[table] = (out.get(table, (at, at))[0], at)
    return {table: (a, b) for table, (a, b) in out.items() if _rows_only(blocks[a : b + 1])}


def _rows_only(blocks: Sequence[Block]) -> bool:
    return all(block.kind is Kind.ROW for block in blocks)


def _alone(address: str, block: Block, *, has_parts: bool) -> str:
    """How a provision without its parts is spoken of."""
    if block.kind is not Kind.HEADING:
        return f"the opening words of {address}" if has_parts else address
    if address == "the heading":
        return address
    head, under, words = address.rpartition(", under ")
    return f"the sub-heading {words} of {head}" if under else f"the heading of {address}"


def _range(group: Sequence[str]) -> str:
    if len(group) == 1:
        return group[0]
    first, last = LAST.fullmatch(group[0]), LAST.fullmatch(group[-1])
    assert first
    assert last
    return f"{first[1]}{first[2]}s {first[3]} to {last[3]}"
