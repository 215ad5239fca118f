"""A name for every provision that a trustee can say aloud: 'clause 3.1(a)', 'section 3, paragraph 2'.

A clause is named by its own number alone. Text without a number is counted within its section or
sub-heading, so such an address belongs to one version. Two provisions never share an address.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from govflow.core.errors import TextError
from govflow.core.text.labels import Level, place_label, sub_label
from govflow.core.text.lines import is_separator
from govflow.core.text.policy import Block, Kind
from govflow.core.text.quotes import PAIRS, quoted

PLACES = re.compile(r"(schedule|annex|appendix|part) (.+)", re.IGNORECASE)
LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")
TAIL = re.compile(r"(.+?)(?:, (?:the )?[a-z][a-z -]* \d[\d.]*|\([A-Za-z0-9]{1,5}\))$", re.DOTALL)
ITEM = re.compile(r"(.*, item [\d.]*\d)\.\d+", re.DOTALL)
AGAIN = re.compile(r" \(the \w+ so called\)$")
NUMBER = re.compile(r"(?:section|clause) ([0-9A-Z]+)")
ORDINALS = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
)
COUNTED = {
    Kind.PARAGRAPH: "paragraph",
    Kind.QUOTE: "quotation",
    Kind.CODE: "block",
    Kind.RULE: "line",
    Kind.DEFINITION: "definition",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a provision stands: its address, and the position of the one it belongs to (-1: none).

    `number_of` is what its written number makes of it ('clause 3.1'), '' when it has none.
    """

    address: str
    parent: int = -1
    number_of: str = ""


def addresses(blocks: Sequence[Block]) -> tuple[str, ...]:
    """One address per provision, in order; no two are equal.

    `blocks` are a policy's `provisions` or its body alone. The order of the blocks is their reading
    order; nothing else is needed.
    """
    return tuple(place.address for place in outline(blocks))


def outline(blocks: Sequence[Block]) -> tuple[Place, ...]:
    """The address of each provision and what it belongs to: a sub-paragraph to its clause, and so on."""
    walk = _Walk()
    return tuple(walk.place(at, block, blocks) for at, block in enumerate(blocks))


def ends(places: Sequence[Place]) -> tuple[int, ...]:
    """For each provision the position of its last part; itself when it has none.

    -1 where its parts do not stand together (other text comes between them).
    """
    last, size = list(range(len(places))), [1] * len(places)
    for at in range(len(places) - 1, -1, -1):
        up = places[at].parent
        if up >= 0:
            last[up], size[up] = max(last[up], last[at]), size[up] + size[at]
    return tuple(
        end if end - at + 1 == count else -1
        for at, (end, count) in enumerate(zip(last, size, strict=True))
    )


def check_numbers(blocks: Sequence[Block], place: str = "") -> None:
    """Refuse a section, clause or footnote number that is used twice; sub-labels count within their clause.

    Raises TextError at the second line and names the first. `place` is the file's name.
    """
    first: dict[str, Block] = {}
    for block, found in zip(blocks, outline(blocks), strict=True):
        if not found.number_of:
            continue
        if before := first.get(found.number_of):
            raise TextError(
                f"{found.number_of} is used twice: it already stands on line {before.line}.",
                place=f"{place}:{block.line}" if place else f"line {block.line}",
                remedy=f"give one of the two another number; an inserted one is written {_next(block)}.",
            )
        first[found.number_of] = block


def parent(address: str) -> str:
    """The address this one stands in, '' at the top: 'clause 3.1(a)' is in 'clause 3.1'."""
    name = AGAIN.sub("", address).removesuffix(", line under the header")
    if name != AGAIN.sub("", address):
        return name
    if found := TAIL.fullmatch(name):
        nested = ITEM.fullmatch(name)
        return nested[1] if nested else found[1]
    if dotted := re.fullmatch(r"(.*)clause (.+)\.[0-9A-Z]+", name):
        return f"{dotted[1]}{'clause' if '.' in dotted[2] else 'section'} {dotted[2]}"
    return _above_heading(name)


def _above_heading(address: str) -> str:
    """What an unnumbered heading or a schedule's section stands under."""
    for opening, closing in PAIRS:
        start = address.rfind(opening, 0, -1)
        if address.endswith(closing) and address[:start].endswith(", under "):
            return address[:start].removesuffix(", under ")
    head, _, tail = address.rpartition(", ")
    return head if tail.startswith("section ") else ""


def section_number(address: str) -> str:
    """The number of the section an address lies in ('3' for 'clause 3.1(a)').

    '' where none is written, and in schedules, whose numbers are their own.
    """
    found = NUMBER.match(address)
    return found[1] if found else ""


def is_numbered(address: str) -> bool:
    """Whether the address is a number written in the text, so that it holds for every version."""
    return bool(re.fullmatch(r"(?:section|clause) [0-9A-Z.]+(?:\([A-Za-z0-9]{1,5}\))*", address))


def plain(text: str) -> str:
    """Markdown as it reads aloud: links by their words, no emphasis marks."""
    return re.sub(r"[*_`\\]|\n", "", LINK.sub(r"\1", text)).strip() or "(no words)"


def _next(block: Block) -> str:
    return f"'{block.number}A'" if block.label[:1].isdigit() else "with the next free letter"


@dataclass(slots=True)
class _Walk:
    """The reader's eye going down the page: what the next block will be counted within."""

    headings: list[tuple[int, int, str]] = field(default_factory=list)  # depth, position, address
    home: tuple[int, str] = (-1, "the opening")
    base: tuple[int, str] = (-1, "the opening")
    text: tuple[int, str] = (-1, "the opening")  # the last paragraph
    clauses: dict[str, int] = field(default_factory=dict)
    levels: list[Level] = field(default_factory=list)
    items: list[tuple[int, int, int, str]] = field(
        default_factory=list
    )  # depth, count, position, path
    counts: dict[str, int] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    seen_heading: bool = False
    fresh: bool = False  # whether unnumbered text has come since the last sub-label

    def place(self, at: int, block: Block, blocks: Sequence[Block]) -> Place:
        """The place of the next block; call once per block, in order."""
        match block.kind:
            case Kind.FACT:
                return self._named(fact_words(block.label))
            case Kind.HEADING:
                return self._heading(at, block)
            case Kind.CLAUSE:
                return self._clause(at, block, blocks)
            case Kind.ITEM:
                return self._item(at, block)
            case Kind.ROW:
                return self._row(block)
            case Kind.NOTE:
                return self._footnote(at, block)
            case _:
                return self._counted(at, block)

    def _named(self, address: str, up: int = -1, number_of: str = "") -> Place:
        unique, again = address, 1
        while unique in self.taken:
            again += 1
            counter = self.counts.get(f"again {address}", 1) + 1
            self.counts[f"again {address}"] = again = max(again, counter)
            unique = f"{address} (the {ordinal(again)} so called)"
        self.taken.add(unique)
        return Place(unique, up, number_of)

    def _count(self, within: str, what: str) -> int:
        key = f"{within}, {what}"
        self.counts[key] = self.counts.get(key, 0) + 1
        return self.counts[key]

    def _heading(self, at: int, block: Block) -> Place:
        while self.headings and self.headings[-1][0] >= block.depth:
            self.headings.pop()
        up, within = self.headings[-1][1:] if self.headings else (-1, "")
        is_title = not self.seen_heading and block.depth == 1 and not block.label
        self.seen_heading = True
        number_of = self._number_of(block)
        if is_title:
            return self._named("the heading")
        words = quoted(plain(block.text))
        address = number_of or (f"{within}, under {words}" if within else f"the section {words}")
        found = self._named(address, up, number_of)
        self.headings.append((block.depth, at, found.address))
        self._settle(at, found.address)
        return found

    def _number_of(self, block: Block) -> str:
        if not block.label:
            return ""
        if found := PLACES.fullmatch(block.label.rstrip(".:")):
            return f"{found[1].lower()} {found[2]}"
        return f"{self._scope()}section {block.number}"

    def _scope(self) -> str:
        """Numbers start afresh in a schedule, an annex or an appendix, but not in a part."""
        for _, _, address in reversed(self.headings):
            if found := re.match(r"(?:schedule|annex|appendix) [^,]+", address):
                return f"{found[0]}, "
        return ""

    def _settle(self, at: int, address: str) -> None:
        self.home = self.base = (at, address)
        self.levels, self.items, self.clauses, self.fresh = [], [], {}, False

    def _clause(self, at: int, block: Block, blocks: Sequence[Block]) -> Place:
        self.items = []
        if not block.label.startswith("("):
            address = f"{self._scope()}clause {block.number}"
            above = self.clauses.get(block.number.rpartition(".")[0], self.home[0])
            found = self._named(address, above, address)
            self.clauses[block.number] = at
            self.base, self.levels, self.fresh = (at, found.address), [], False
            return found
        self.levels = place_label(self.levels, block, self._after(at, blocks), fresh=self.fresh)
        if self.fresh and len(self.levels) == 1 and self.levels[0].value == 1:
            self.base = self.text
        self.fresh = False
        up, within = self._above() or self.base
        found = self._named(f"{within}{block.label}", up, f"{within}{block.label}")
        self.levels[-1] = self.levels[-1].standing(at, found.address)
        return found

    def _above(self) -> tuple[int, str] | None:
        return (self.levels[-2].at, self.levels[-2].address) if len(self.levels) > 1 else None

    def _after(self, at: int, blocks: Sequence[Block]) -> Block | None:
        return next((b for b in blocks[at + 1 : at + 2] if sub_label(b)), None)

    def _item(self, at: int, block: Block) -> Place:
        while self.items and self.items[-1][0] > block.depth:
            self.items.pop()
        within = self._foot()
        level = self.items.pop() if self.items and self.items[-1][0] == block.depth else None
        up, path = (self.items[-1][2], f"{self.items[-1][3]}.") if self.items else (within[0], "")
        count = level[1] + 1 if level else 1
        if not self.items and not level:
            count = self.counts.get(f"{within[1]}, item", 0) + 1
        if not self.items:
            self.counts[f"{within[1]}, item"] = count
        self.items.append((block.depth, count, at, f"{path}{count}"))
        return self._named(f"{within[1]}, item {path}{count}", up)

    def _foot(self) -> tuple[int, str]:
        """What a list hangs on: the sub-paragraph, clause or paragraph just above it."""
        return (self.levels[-1].at, self.levels[-1].address) if self.levels else self.base

    def _row(self, block: Block) -> Place:
        up, within = self.home
        self.items = []
        if block.gap or f"{within}, table" not in self.counts:
            self._count(within, "table")
        table = f"{within}, table {self.counts[f'{within}, table']}"
        if is_separator(block.text):
            return self._named(f"{table}, line under the header", up)
        return self._named(f"{table}, row {self._count(table, 'row')}", up)

    def _footnote(self, at: int, block: Block) -> Place:
        self.items = []
        address = f"footnote {block.label.strip('[]^:')}"
        return self._named(address, -1, address)

    def _counted(self, at: int, block: Block) -> Place:
        if self.items and block.depth > 0:
            up, within = self.items[-1][2], f"{self._foot()[1]}, item {self.items[-1][3]}"
            return self._named(f"{within}, further text {self._count(within, 'further text')}", up)
        self.items = []
        what = COUNTED[block.kind]
        found = self._named(
            f"{self.home[1]}, {what} {self._count(self.home[1], what)}", self.home[0]
        )
        if block.kind is Kind.PARAGRAPH:
            self.fresh, self.text = True, (at, found.address)
            if not self.levels:
                self.base = self.text
        return found


def fact_words(label: str) -> str:
    """The address of a fact: 'the title', 'the role 'CEO'', 'the glossary entry 'CSU''."""
    what, _, name = label.partition(" ")
    noun = "glossary entry" if what == "glossary" else what
    return f"the {noun} {quoted(name)}" if name else f"the {noun}"


def ordinal(number: int) -> str:
    """1 is 'first', 2 is 'second'; from 10 on in figures ('10th', '21st')."""
    if number < len(ORDINALS):
        return ORDINALS[number]
    teen = 10 <= number % 100 <= 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
