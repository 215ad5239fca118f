"""Instructions that change words inside one provision: how they are printed and what they mean.

The forms are those of UK legislation (Office of the Parliamentary Counsel, Drafting Guidance, part on
textual amendment): "for 'X' substitute 'Y'", "after 'A' insert 'B'", "omit 'X'", and "in the second
place where it occurs" for words that occur more often. Spaces between words are left to the reader, as
in print: words put in are set off by a space unless punctuation says otherwise; words taken out take
one space with them. A substitution alone is exact to the character.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from govflow.core.text.addresses import ORDINALS, ordinal
from govflow.core.text.quotes import read_quoted
from govflow.core.text.words import Hunk, tokens

CLOSING = frozenset(".,;:!?)]}%’”…-/\u2019")
OPENING = frozenset("([{‘“-/£$€ \n\u00a0")
PLACE = re.compile(r" in (?:the (\w+) place|(each) place) where it occurs")
STARTS = (("for ", "substitute"), ("after ", "insert"), ("before ", "insert"), ("omit ", ""))
FROM = "the words from "
EDGES = (("at the beginning insert ", 0), ("at the end insert ", 1))


@dataclass(frozen=True, slots=True)
class Phrase:
    """One instruction about words: its verb, the words it finds, which of them (0: each), the new ones.

    `place` is None when the words occur once. With `upto` it finds a stretch: from `found` to the
    first `upto` after it.
    """

    verb: str
    found: str
    new: str = ""
    place: int | None = None
    upto: str = ""


def read_phrases(text: str) -> tuple[Phrase, ...] | None:
    """The phrases of "for 'X' substitute 'Y'; and omit 'Z'"; None when it is none."""
    out: list[Phrase] = []
    at = 0
    while True:
        read = _read_edge(text, at) or _read_phrase(text, at)
        if read is None:
            return None
        phrase, at = read
        out.append(phrase)
        if at == len(text):
            return tuple(out)
        joint = next((j for j in ("; and ", "; ") if text.startswith(j, at)), "")
        if not joint:
            return None
        at += len(joint)


def _read_edge(text: str, at: int) -> tuple[Phrase, int] | None:
    for start, _ in EDGES:
        if text.startswith(start, at):
            read = read_quoted(text, at + len(start))
            return (Phrase(start.removesuffix(" insert "), "", read[0]), read[1]) if read else None
    return None


def _read_phrase(text: str, at: int) -> tuple[Phrase, int] | None:
    for start, verb in STARTS:
        if not text.startswith(start, at):
            continue
        read = _read_stretch(start.strip(), text, at + len(start))
        if not read or not verb:
            return read
        phrase, at = read
        if not text.startswith(f" {verb} ", at):
            return None
        new = read_quoted(text, at + len(verb) + 2)
        return (replace(phrase, new=new[0]), new[1]) if new else None
    return None


def _read_stretch(verb: str, text: str, at: int) -> tuple[Phrase, int] | None:
    """The words a phrase finds: 'X', 'X' in the second place..., the words from 'X' to 'Y'."""
    if not text.startswith(FROM, at):
        found = read_quoted(text, at)
        if not found:
            return None
        place, at = _read_place(text, found[1])
        return Phrase(verb, found[0], "", place), at
    first = read_quoted(text, at + len(FROM))
    if not first or not text.startswith(" to ", first[1]):
        return None
    last = read_quoted(text, first[1] + 4)
    return (Phrase(verb, first[0], upto=last[0]), last[1]) if last else None


def _read_place(text: str, at: int) -> tuple[int | None, int]:
    found = PLACE.match(text, at)
    if not found:
        return None, at
    if found[2]:
        return 0, found.end()
    word = found[1]
    digits = re.match(r"\d+", word)
    place = ORDINALS.index(word) if word in ORDINALS else int(digits[0]) if digits else -1
    return (place, found.end()) if place > 0 and ordinal(place) == word else (None, at)


def say_place(place: int | None) -> str:
    """' in the second place where it occurs', ' in each place where it occurs', or nothing."""
    if place is None:
        return ""
    return f" in {'each' if place == 0 else f'the {ordinal(place)}'} place where it occurs"


def hunks_of(phrase: Phrase, text: str) -> tuple[Hunk, ...] | None:
    """What a phrase does to this text, by position; None when its words are not there, or not only once."""
    if phrase.verb.startswith("at the"):
        at = 0 if phrase.verb.endswith("beginning") else len(text)
        return (_inserted(text, at, phrase.new),)
    places = occurrences(text, phrase.found)
    if phrase.upto:
        return _stretch(phrase, text, places)
    if (phrase.place is None and len(places) == 1) or phrase.place == 0:
        chosen: Sequence[int] = places
    elif phrase.place and phrase.place <= len(places) and len(places) > 1:
        chosen = (places[phrase.place - 1],)
    else:
        return None
    return tuple(_hunk(phrase, text, at) for at in chosen) or None


def _stretch(phrase: Phrase, text: str, places: Sequence[int]) -> tuple[Hunk, ...] | None:
    if len(places) != 1:
        return None
    after = places[0] + len(phrase.found)
    end = next((at for at in occurrences(text, phrase.upto) if at >= after), -1)
    if end < 0:
        return None
    whole = replace(phrase, found=text[places[0] : end + len(phrase.upto)])
    return (_hunk(whole, text, places[0]),)


def occurrences(text: str, words: str) -> list[int]:
    """Where these words occur in the text, never beginning or ending inside a word."""
    if not words:
        return []
    bounds = _bounds(text)
    return list(_occurrences(text, words, bounds))


def _occurrences(text: str, words: str, bounds: frozenset[int]) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        if at in bounds and at + len(words) in bounds:
            yield at
        at = text.find(words, at + 1)


@lru_cache(maxsize=8)
def _bounds(text: str) -> frozenset[int]:
    """Positions where a word, a space or a punctuation mark of the text begins or ends."""
    out, at = [0], 0
    for token in tokens(text):
        at += len(token)
        out.append(at)
    return frozenset(out)


def _hunk(phrase: Phrase, text: str, at: int) -> Hunk:
    end = at + len(phrase.found)
    match phrase.verb:
        case "for":
            return Hunk(at, end, phrase.new)
        case "after":
            return _inserted(text, end, phrase.new)
        case "before":
            return _inserted(text, at, phrase.new)
        case _:
            return _omitted(text, at, end)


def _inserted(text: str, at: int, new: str) -> Hunk:
    """New words set off by spaces as a reader would set them."""
    before = " " if at and new and _apart(text[at - 1], new[0]) else ""
    after = " " if at < len(text) and new and _apart(new[-1], text[at]) else ""
    return Hunk(at, at, before + new + after)


def _omitted(text: str, start: int, end: int) -> Hunk:
    """Words taken out with the space that would be left over."""
    left, right = text[:start], text[end:]
    if left.endswith(" ") and (not right or right[0] == " " or right[0] in ".,;:!?)"):
        return Hunk(start - 1, end, "")
    if not left and right.startswith(" "):
        return Hunk(start, end + 1, "")
    return Hunk(start, end, "")


def _apart(left: str, right: str) -> bool:
    """Whether a space stands between these two characters in ordinary print."""
    return not (left in OPENING or right in CLOSING or right.isspace() or left.isspace())
