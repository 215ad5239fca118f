"""Whether a name or address means this person: nobody settles their own reply."""

import re
import unicodedata
from collections.abc import Iterable

from govflow.core.people.people import Person

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "cllr", "rev"})


def means(said: str, names: Iterable[str], addresses: Iterable[str]) -> bool:
    """Whether `said` ("S. Okafor", "okafor, sarah", "sarah@union.example") may be this person.

    Capitals, accents, titles, order and initials make no difference. One name alone fits everybody who
    bears it: in doubt the answer is yes, and a full name settles it.
    """
    if "@" in said:
        return plain_address(said) in {plain_address(one) for one in addresses if one}
    return any(_fits(_words(said), _words(name)) for name in names)


def known_as(said: str, people: Iterable[Person]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names and addresses of whoever has this address on the people list."""
    wanted = plain_address(said)
    found = [p for p in people if wanted and wanted in map(plain_address, p.addresses)]
    return tuple(p.name for p in found), tuple(a for p in found for a in p.addresses)


def plain_address(text: str) -> str:
    """The address within 'Name <a@b>' or alone, in small letters; '' when there is none."""
    found = re.search(
        r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+", unicodedata.normalize("NFKC", text)
    )
    return found[0].casefold().rstrip(".") if found else ""


def _words(name: str) -> list[str]:
    """A name as its words without accents, marks and titles, in order of the alphabet."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    found = re.findall(r"\w+", re.sub(r"['’`]", "", letters))
    return sorted(word for word in found if word not in _TITLES)


def _fits(one: list[str], other: list[str]) -> bool:
    """Whether every word of the shorter name is a word, or the initial of one, of the longer."""
    short, long = sorted((one, other), key=len)
    if not short or not set(short) & set(long):
        return False
    left = list(long)
    for word in sorted(short, key=len, reverse=True):
        match = next((w for w in left if w == word), None) or next(
            (w for w in left if 1 in (len(w), len(word)) and w[0] == word[0]), None
        )
        if match is None:
            return False
        left.remove(match)
    return True
