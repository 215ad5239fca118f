"""Whether a text names somebody: by full name, address or code, as a whole word."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """The words by which one person can be found, in plain spelling (`plain`)."""

    words: frozenset[str]

    def found_in(self, text: str) -> bool:
        """Whether a text in plain spelling holds one of these words, and not inside a longer word."""
        return any(word in text and _whole(word).search(text) is not None for word in self.words)

    def anywhere_in(self, text: str) -> bool:
        """Whether a text in plain spelling holds one of these words, whatever stands around it."""
        return any(word in text for word in self.words)

    def without(self, others: Iterable[str]) -> "Names":
        """These words but those that other people have as well: a shared address names nobody alone."""
        return Names(self.words - frozenset(map(plain, others)))


def hide(text: str, words: Iterable[str], instead: str) -> str:
    """A text with these words (in plain spelling) replaced, however they are capitalised and spaced."""
    spelled = plain(text)
    for word in words:
        if word in spelled:
            text = _whole(word).sub(instead, text)
    return text


def names_of(names: Iterable[str], codes: Iterable[str]) -> Names:
    """The words to look for: full names, and codes (addresses, references) as they are.

    A name of a single word is left out: too many people share it.
    """
    full = (name for name in map(plain, names) if " " in name)
    return Names(frozenset(full) | frozenset(filter(None, map(plain, codes))))


def plain(text: str) -> str:
    """A text in one spelling: compatible letters (NFKC), no capitals, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _whole(word: str) -> re.Pattern[str]:
    """The word on its own; 'ann@x.example' is neither in 'jo.ann@x.example' nor in 'ann@x.example.org'."""
    pattern = r"\s+".join(map(re.escape, word.split(" ")))
    if "@" in word:
        return re.compile(rf"(?<![\w.+-]){pattern}(?!\w|[.-]\w)", re.IGNORECASE)
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)
