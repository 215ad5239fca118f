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
    """Patterns for a run of whole words that make the same claim; `pattern` matches where any does."""

    claim: Claim
    pattern: re.Pattern[str]
    forms: tuple[re.Pattern[str], ...]


_TOKEN = re.compile(r"\\.|[()\[\]|*=!$]|[^\s()\[\]|*=!$\\]+")
_CLOSE = {"(": ")", "[": "]"}


def read_phrases(source: str) -> tuple[Piece, ...]:
    """The pieces of a phrase book, in order. Raises ValueError for a line that cannot be read."""
    names: dict[str, str] = {}
    forms: dict[Claim, list[str]] = {}
    for line in re.sub(r"\n[ \t]+", " ", source.strip()).split("\n"):
        define = re.match(r"([A-Z_]+) = (.*)", line)
        claim = re.match(r"([A-Z_]+): (.*)", line)
        if define:
            names[define[1]] = _compile(define[2], names)
        elif claim:
            forms.setdefault(Claim[claim[1]], []).append(_compile(claim[2], names))
        elif line.strip():
            raise ValueError(f"not a phrase: {line!r}")
    return tuple(
        Piece(claim, re.compile("|".join(bodies)), tuple(map(re.compile, bodies)))
        for claim, bodies in forms.items()
    )


def _compile(body: str, names: dict[str, str]) -> str:
    tokens = _TOKEN.findall(body)
    pattern, rest = _choice(tokens, names)
    if rest:
        raise ValueError(f"a bracket too many: {body!r}")
    return pattern


def _choice(tokens: list[str], names: dict[str, str]) -> tuple[str, list[str]]:
    """A choice of rows up to a closing bracket or the end."""
    rows = [""]
    while tokens and tokens[0] not in (")", "]"):
        if tokens[0] == "|":
            rows.append("")
            tokens = tokens[1:]
            continue
        item, tokens = _item(tokens, names)
        rows[-1] += item
    return "(?:" + "|".join(rows) + ")", tokens


def _item(tokens: list[str], names: dict[str, str]) -> tuple[str, list[str]]:
    head, rest = tokens[0], tokens[1:]
    if head in ("=", "!"):
        inner, rest = _item(rest, names)
        return (f"(?={inner})" if head == "=" else f"(?!{inner})"), rest
    if head in _CLOSE:
        inner, rest = _choice(rest, names)
        if not rest or rest[0] != _CLOSE[head]:
            raise ValueError(f"a bracket is not closed after {inner[-40:]!r}")
        rest = rest[1:]
        if rest and rest[0] == "*":
            return f"{inner}*", rest[1:]
        return (f"{inner}?" if head == "[" else inner), rest
    if head == "$":
        return "$", rest
    return _word(head, names), rest


def _word(word: str, names: dict[str, str]) -> str:
    if re.fullmatch(r"[A-Z_]+", word):
        return names[word]
    if word.startswith("\\"):
        return re.escape(word[1]) + " "
    return re.escape(word).replace(r"\?", "?") + " "
