"""Rules about saying a thing once, and in one typeface."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from govflow.core.text.checks.text import Found, Piece, Sentence, Text, shown

SHINGLE = 3
CROWD = 20  # sentences that share one shingle; beyond it the shingle is a formula and says nothing
ALIKE = 0.58  # of the longer sentence
RUN = 10
FEWEST = 8
QUOTES = (
    ("straight double", re.compile(r'"[^"]+"')),
    ("curly double", re.compile(r"“[^”]+”")),
    ("straight single", re.compile(r"(?<!\w)'[^']{2,}'(?!\w)")),
    ("curly single", re.compile(r"(?<!\w)‘[^’]+’(?!\w)")),
)


def near_duplicates(text: Text) -> Iterator[Found]:
    """Two sentences say nearly the same thing.

    Why: a rule that stands twice is amended once, and then there are two rules.
    Example: "It is not a total defence to say ..." in 5.3 and, "as mentioned before", in 5.9.
    Remedy: keep the better of the two, in the place where a reader looks for it.
    """
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    long = [s for s in text.sentences if len(s.words) >= FEWEST]
    sets = [_shingles(s.words, SHINGLE) for s in long]
    for at, sentence in enumerate(long):
        shared: Counter[int] = Counter()
        for shingle in sets[at]:
            shared.update(index[shingle])
            if len(index[shingle]) < CROWD:
                index[shingle].append(at)
        for other, count in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:1]:
            if _alike(count, len(sets[at]), len(sets[other])):
                yield Found(
                    sentence.piece,
                    f"'{shown(sentence.text)}' says nearly what {_place(long[other], sentence)} says"
                    f" ('{shown(long[other].text)}').",
                    "keep one of the two.",
                )


def _alike(shared: int, one: int, other: int) -> bool:
    """Whether so many shared shingles make two sentences say nearly the same."""
    return shared >= ALIKE * max(one, other)


def _place(other: Sentence, here: Sentence) -> str:
    return (
        "another sentence of the same clause" if other.piece is here.piece else other.piece.address
    )


def _shingles(words: tuple[str, ...], size: int) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(words[i : i + size] for i in range(len(words) - size + 1)))


def repeated_runs(text: Text) -> Iterator[Found]:
    """A long run of words stands in two places.

    Why: the same words twice invite two amendments that differ; a term or one clause says it once.
    Example: "could result in disciplinary action up to and including dismissal" in 4.1 and 4.3.
    Remedy: say it once, or give it a name in the glossary.
    """
    seen: dict[tuple[str, ...], Sentence] = {}
    told: set[tuple[int, int]] = set()
    for sentence in text.sentences:
        for shingle in _shingles(sentence.words, RUN):
            first = seen.setdefault(shingle, sentence)
            pair = (first.piece.at, sentence.piece.at)
            if first.piece is sentence.piece or pair in told or _mostly(first, sentence):
                continue
            told.add(pair)
            yield Found(
                sentence.piece,
                f"the words '{' '.join(shingle)}' stand in {first.piece.address} too.",
                "say it in one place, and refer to that place by its number.",
            )


def _mostly(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences are near-duplicates as a whole, which is the rule above."""
    a, b = set(_shingles(one.words, SHINGLE)), set(_shingles(other.words, SHINGLE))
    return _alike(len(a & b), len(a), len(b))


def mixed_quotation_marks(text: Text) -> Iterator[Found]:
    """Straight and curly, or single and double, quotation marks are mixed.

    Why: it shows that pieces were pasted together, and the same words look like two quotations.
    Example: 'the Union', "these views" and “these views” in one text.
    Remedy: choose one kind for the whole text.
    """
    kinds: dict[str, Piece] = {}
    for piece in text.prose:
        for name, pattern in QUOTES:
            if name not in kinds and pattern.search(piece.text):
                kinds[name] = piece
    if len(kinds) > 1:
        *_, last = kinds.values()
        yield Found(
            last,
            f"the text mixes quotation marks: {', '.join(kinds)}.",
            "use one kind throughout.",
        )
