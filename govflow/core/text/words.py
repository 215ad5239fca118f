"""What changed inside one provision, word by word: one list of runs feeds every redline."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from govflow.core.text.sequences import common, gaps

# A word is letters and digits with what joins them (it's, 3.1, 18/06/2018, e-mail is two words and a
# hyphen); every other visible character stands alone. Marks above a letter, joiners and all letters
# beyond Latin belong to their word, so that no character a reader sees is ever cut.
TOKEN = re.compile(
    r"(?:[^\W_]|[^\x00-\xbf\s\u2000-\u200b\u200e-\u206f\u3000-\u303f])"
    r"(?:[^\W_]|[^\x00-\xbf\s\u2000-\u200b\u200e-\u206f\u3000-\u303f]|['’.,/](?=[^\W_]))*"
    r"| +|\s|."
)
SENTENCE_ENDS = frozenset(".!?")


class Mark(StrEnum):
    """What became of a run of words."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words with one fate. Equal and deleted runs make the old text, equal and inserted the new."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """One change by position: characters `start` to `end` of the old text become `new`."""

    start: int
    end: int
    new: str


def runs(old: str, new: str) -> tuple[Run, ...]:
    """The words of both texts as equal, deleted and inserted runs, in reading order.

    No word is cut; punctuation stands apart; one or two equal words between two changes are taken
    into the change, so that a person can read it. Deleted words come before those put in their place.
    """
    out: list[Run] = []
    at = 0
    for hunk in hunks(old, new):
        out += [
            Run(Mark.EQUAL, old[at : hunk.start]),
            Run(Mark.DELETE, old[hunk.start : hunk.end]),
            Run(Mark.INSERT, hunk.new),
        ]
        at = hunk.end
    return tuple(run for run in [*out, Run(Mark.EQUAL, old[at:])] if run.text)


def hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """The changes that turn one text into the other, in order, none touching the next."""
    left, right = TOKEN.findall(old), TOKEN.findall(new)
    matches = common(left, right)
    spans = _readable(list(gaps(matches, len(left), len(right))), left, right)
    starts, new_starts = _starts(left), _starts(right)
    return tuple(
        Hunk(starts[a], starts[b], new[new_starts[c] : new_starts[d]]) for a, b, c, d in spans
    )


def together(base: str, one: str, other: str) -> str | None:
    """Both rewordings of one text in a single text, or None where they meet.

    They meet when no whole word that both leave alone stands between a change of the one and a change
    of the other. The same change made by both counts once.
    """
    changes = sorted({*hunks(base, one), *hunks(base, other)}, key=lambda h: (h.start, h.end))
    out, at = "", 0
    for number, hunk in enumerate(changes):
        between = base[at : hunk.start]
        if number and (hunk.start < at or not any(c.isalnum() for c in between)):
            return None
        out += between + hunk.new
        at = hunk.end
    return out + base[at:]


def tokens(text: str) -> list[str]:
    """The words, spaces and punctuation marks of a text; joined they are the text."""
    return TOKEN.findall(text)


Span = tuple[int, int, int, int]  # tokens from, to in the old text; from, to in the new one


def _starts(parts: Iterable[str]) -> list[int]:
    out = [0]
    for part in parts:
        out.append(out[-1] + len(part))
    return out


def _readable(spans: Sequence[Span], left: Sequence[str], right: Sequence[str]) -> Iterator[Span]:
    """Changes with the small islands between them taken in, moved to where a reader would set them."""
    joined = list(spans)
    for most in (0, 3):
        joined = _merged(joined, left, most)
    for span in joined:
        yield _slid(span, left, right)


def _merged(spans: Sequence[Span], left: Sequence[str], most: int) -> list[Span]:
    out: list[Span] = []
    for span in spans:
        if out and _island(out[-1], span, left, most):
            a, _, c, _ = out.pop()
            span = (a, span[1], c, span[3])
        out.append(span)
    return out


def _island(before: Span, after: Span, left: Sequence[str], most: int) -> bool:
    """Whether the equal words between two changes are too few to be worth keeping.

    Spaces and punctuation alone never are. Words are when there are fewer of them than in the smaller
    of the two changes, and at most `most`; but between two insertions or two omissions they stay, for
    such changes read well word by word.
    """
    between = sum(token[0].isalnum() for token in left[before[1] : after[0]])
    if between and _one_way(before) is not None and _one_way(before) == _one_way(after):
        return False
    return between == 0 or between <= min(most, _weight(before) - 1, _weight(after) - 1)


def _one_way(span: Span) -> bool | None:
    """True for words only put in, False for words only taken out, None for both."""
    a, b, c, d = span
    return True if a == b else False if c == d else None


def _weight(span: Span) -> int:
    """Words in a change, counted roughly as half its tokens."""
    return (max(span[1] - span[0], span[3] - span[2]) + 1) // 2


def _slid(span: Span, left: Sequence[str], right: Sequence[str]) -> Span:
    """An insertion or omission set where a reader would set it, when it may stand in several places.

    'permission [in writing ]of' and 'permission[ in writing] of' are the same change; the second reads
    as words following words. 'once[. Ask again].' is rather 'once.[ Ask again.]', a whole sentence.
    """
    a, b, c, d = span
    text, at = (right, (c, d)) if a == b else (left, (a, b))
    if (a == b) == (c == d):
        return span
    start, end = at
    by = 0
    if end < len(text) and text[start] == text[end] and text[start] in SENTENCE_ENDS:
        by = 1
    elif start and text[end - 1] == text[start - 1] == " ":
        by = -1
    return a + by, b + by, c + by, d + by
