"""A policy prepared for the checks: pieces with addresses, sentences, and what is declared. Made once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from govflow.core.text.addresses import addresses
from govflow.core.text.policy import Block, Kind, Policy, provisions
from govflow.core.text.reviews import LIVES
from govflow.core.text.wording import flat

WORD = re.compile(r"[^\W_]+(?:['’./-][^\W_]+)*")
STOP = re.compile(r"([.!?]+[\"'”’)\]]*)\s+(?=[\"'“‘(\[]*[A-Z0-9])")
SHORT = re.compile(
    r"\b(?:e\.g|i\.e|etc|cf|No|Nos|para|paras|cl|s|ss|Mr|Mrs|Ms|Dr|St|Prof|Rev|vs|viz|approx|[A-Z])\.$"
)
PROSE = (Kind.CLAUSE, Kind.PARAGRAPH, Kind.ITEM, Kind.NOTE, Kind.DEFINITION, Kind.QUOTE)


class Found(NamedTuple):
    """What a rule has found: where (None: the whole text), in words, and what to do."""

    piece: "Piece | None"
    message: str
    remedy: str


class Sentence(NamedTuple):
    """One sentence of a piece: as printed, in lower case, and its words in lower case."""

    piece: "Piece"
    text: str
    low: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One block with its address and the flat text a reader sees; `home` is the heading it is under."""

    at: int
    block: Block
    address: str
    text: str
    low: str
    home: "Piece | None"

    @property
    def kind(self) -> Kind:
        return self.block.kind

    @property
    def line(self) -> int:
        return self.block.line


class Text:
    """The whole policy as the rules look at it. Values are computed when first asked for and kept."""

    def __init__(
        self, policy: Policy, today: date | None, lives: Mapping[str, int] = LIVES
    ) -> None:
        self.policy = policy
        self.lives = lives
        self.front = policy.front
        self.today = today
        self.pieces = tuple(_pieces(policy))

    @cached_property
    def headings(self) -> tuple[Piece, ...]:
        """Every heading but the title of the whole."""
        title = self.title_heading
        return tuple(p for p in self.pieces if p.kind is Kind.HEADING and p is not title)

    @cached_property
    def title_heading(self) -> "Piece | None":
        """The first heading, where it is of level 1 and has no number."""
        first = next((p for p in self.pieces if p.kind is Kind.HEADING), None)
        is_title = first and first.block.depth == 1 and not first.block.label
        return first if is_title else None

    @cached_property
    def prose(self) -> tuple[Piece, ...]:
        return tuple(p for p in self.pieces if p.kind in PROSE)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(s for p in self.prose for s in _sentences(p))

    @cached_property
    def low(self) -> str:
        """All that a reader sees, in lower case, a line for each piece."""
        return "\n".join(p.low for p in self.pieces)

    @cached_property
    def printed(self) -> str:
        return "\n".join(p.text for p in self.pieces)

    @cached_property
    def declared(self) -> tuple[str, ...]:
        """Names the front matter declares: glossary terms, roles, audiences, the organisation."""
        front = self.front
        names = [*dict(front.glossary), *dict(front.roles), *(a.name for a in front.audiences)]
        return tuple(dict.fromkeys([*names, front.organisation, front.passed_by, front.title]))

    @cached_property
    def bound(self) -> tuple[str, ...]:
        return tuple(a.name for a in self.front.audiences if a.bound)

    def says(self, pattern: str) -> bool:
        """Whether the text (headings included) holds this pattern, whatever its capitals."""
        return bool(re.search(pattern, self.low))

    def first(self, pattern: str) -> Sentence | None:
        """The first sentence that holds this pattern, whatever its capitals."""
        compiled = re.compile(pattern)
        return next((s for s in self.sentences if compiled.search(s.low)), None)

    def each(self, pattern: str) -> Iterator[tuple[Sentence, str]]:
        """Each sentence that holds the pattern, with the first words that match."""
        compiled = re.compile(pattern)
        for sentence in self.sentences:
            if found := compiled.search(sentence.low):
                yield sentence, found[0]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; what stands between them is left out."""
    return tuple(word.lower().replace("’", "'") for word in WORD.findall(text))


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a flat text; a stop after a common abbreviation ends none."""
    start = 0
    for found in STOP.finditer(text):
        if SHORT.search(text[max(start, found.start() - 8) : found.start() + 1]):
            continue
        yield text[start : found.end()].strip()
        start = found.end()
    if rest := text[start:].strip():
        yield rest


def shown(text: str, words: int = 9) -> str:
    """The beginning of a text, to quote it in a message."""
    parts = text.split()
    return " ".join(parts[:words]) + ("..." if len(parts) > words else "")


def _sentences(piece: Piece) -> Iterator[Sentence]:
    for text in sentences_of(piece.text):
        words = words_of(text)
        if words:
            yield Sentence(piece, text, text.lower().replace("’", "'"), words)


def _pieces(policy: Policy) -> Iterator[Piece]:
    blocks = provisions(policy)
    names = addresses(blocks)
    home: Piece | None = None
    for at, (block, address) in enumerate(zip(blocks, names, strict=True)):
        if block.kind is Kind.FACT:
            continue
        text = "" if block.kind is Kind.CODE else flat(block.text)
        piece = Piece(at, block, address, text, text.lower().replace("’", "'"), home)
        if block.kind is Kind.HEADING:
            home = piece
        yield piece
