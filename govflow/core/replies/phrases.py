"""A small notation for phrases, so that the grammar of replies can be read like a phrase book.

    NAME = body        a name for use in later lines
    CLAIM: body        a piece of a sentence and what it claims
    (a|b)  [a|b]       a choice; the same, or nothing
    (...)*             any number of times
    =(...)  !(...)     only if this follows; only if it does not (neither is consumed)
    $                  the end of the sentence
    CAPITALS           a name; small words stand for themselves, "e-?mails?" as in a pattern
    @date              something recognised beforehand

A line that begins with a space continues the one before. Words are matched whole.
"""

import re
from dataclasses import dataclass
from enum import Flag, auto
from functools import cache


class Claim(Flag):
    """What pieces of a reply claim."""

    NOTHING = 0
    READ = auto()
    UNDERSTOOD = auto()
    NOTED = auto()
    CONTENT = auto()
    AGREED = auto()
    WILL_FOLLOW = auto()
    BOUND = auto()
    ACKNOWLEDGED = auto()
    CONFIRMED = auto()
    RECEIVED = auto()
    POLICY = auto()
    MAIL = auto()
    YES = auto()
    POLITE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A pattern for a run of whole words, and what it claims. It is compiled when first needed: a
    short reply meets few of them."""

    claim: Claim
    source: str

    @property
    def pattern(self) -> re.Pattern[str]:
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


PhraseBook = dict[str, tuple[Piece, ...]]
"""The pieces of a grammar by the words they can begin with."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A pattern under construction: the words it can begin with, and whether it can be empty."""

    pattern: str
    first: frozenset[str]
    empty: bool


_TOKEN = re.compile(r"\\.|[()\[\]|*=!$]|[^\s()\[\]|*=!$\\]+")
_CLOSE = {"(": ")", "[": "]"}
_NOTHING = _Part("", frozenset(), empty=True)


def read_phrases(source: str) -> PhraseBook:
    """The pieces of a phrase book by their first words. Raises ValueError for what cannot be read."""
    names: dict[str, _Part] = {}
    book: dict[str, list[Piece]] = {}
    for line in re.sub(r"\n[ \t]+", " ", source.strip()).split("\n"):
        define = re.match(r"([A-Z_]+) = (.*)", line)
        claim = re.match(r"([A-Z_]+): (.*)", line)
        if define:
            names[define[1]] = _compile(define[2], names)
        elif claim:
            part = _compile(claim[2], names)
            piece = Piece(Claim[claim[1]], part.pattern)
            for word in part.first:
                book.setdefault(word, []).append(piece)
        elif line.strip():
            raise ValueError(f"not a phrase: {line!r}")
    return {word: tuple(pieces) for word, pieces in book.items()}


def _compile(body: str, names: dict[str, _Part]) -> _Part:
    part, rest = _choice(_TOKEN.findall(body), names)
    if rest:
        raise ValueError(f"a bracket too many: {body!r}")
    return part


def _choice(tokens: list[str], names: dict[str, _Part]) -> tuple[_Part, list[str]]:
    """A choice of rows up to a closing bracket or the end."""
    rows = [_NOTHING]
    while tokens and tokens[0] not in (")", "]"):
        if tokens[0] == "|":
            rows.append(_NOTHING)
            tokens = tokens[1:]
            continue
        item, tokens = _item(tokens, names)
        rows[-1] = _then(rows[-1], item)
    pattern = "(?:" + "|".join(row.pattern for row in rows) + ")"
    first = frozenset().union(*(row.first for row in rows))
    return _Part(pattern, first, any(row.empty for row in rows)), tokens


def _then(one: _Part, other: _Part) -> _Part:
    first = one.first | other.first if one.empty else one.first
    return _Part(one.pattern + other.pattern, first, one.empty and other.empty)


def _item(tokens: list[str], names: dict[str, _Part]) -> tuple[_Part, list[str]]:
    head, rest = tokens[0], tokens[1:]
    if head in ("=", "!"):
        inner, rest = _item(rest, names)
        return _Part(f"(?{head}{inner.pattern})", frozenset(), empty=True), rest
    if head in _CLOSE:
        inner, rest = _choice(rest, names)
        if not rest or rest[0] != _CLOSE[head]:
            raise ValueError(f"a bracket is not closed after {inner.pattern[-40:]!r}")
        rest = rest[1:]
        if rest and rest[0] == "*":
            return _Part(f"{inner.pattern}*", inner.first, empty=True), rest[1:]
        if head == "[":
            return _Part(f"{inner.pattern}?", inner.first, empty=True), rest
        return inner, rest
    if head == "$":
        return _Part("$", frozenset(), empty=True), rest
    return _word(head, names), rest


def _word(word: str, names: dict[str, _Part]) -> _Part:
    if re.fullmatch(r"[A-Z_]+", word):
        return names[word]
    if word.startswith("\\"):
        return _Part(re.escape(word[1]) + " ", frozenset({word[1]}), empty=False)
    spellings = {re.sub(r"(.)\?", "", word), re.sub(r"(.)\?", r"\1", word)}
    pattern = re.escape(word).replace(r"\?", "?") + " "
    return _Part(pattern, frozenset(spellings), empty=False)
