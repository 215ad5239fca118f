"""What two sequences have in common, in order, in nearly linear time.

Things that occur once in both are matched first and kept where their order agrees (the idea is Bram
Cohen's "patience diff"); what lies between is treated the same way, and only short leftovers are
compared one with another. So a text of thousands of equal lines costs no more than any other.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher

SMALL = 10_000  # cells of the table up to which leftovers are compared one with another
PHRASE = 8
Match = tuple[int, int]


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Match]:
    """Positions (old, new) of equal things, rising in both. Not promised to be the longest such list."""
    found: list[Match] = []
    todo = [(0, len(old), 0, len(new))]
    while todo:
        a, b, c, d = todo.pop()
        while a < b and c < d and old[a] == new[c]:
            found.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            found.append((b, d))
        if a == b or c == d:
            continue
        anchors = rising(_once(old, new, a, b, c, d) or _phrases(old, new, a, b, c, d))
        if anchors:
            todo.extend(_between(anchors, a, b, c, d))
            found.extend(anchors)
        elif (b - a) * (d - c) <= SMALL:
            found.extend(_small(old, new, a, b, c, d))
    return sorted(found)


def rising(pairs: Sequence[Match]) -> list[Match]:
    """The longest list of pairs that rises in both places; `pairs` rise in the first one."""
    ends: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for index, (_, right) in enumerate(pairs):
        length = bisect_left(ends, right)
        back.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [right]
        at[length : length + 1] = [index]
    out: list[Match] = []
    index = at[-1] if at else -1
    while index >= 0:
        out.append(pairs[index])
        index = back[index]
    return out[::-1]


def gaps(matches: Sequence[Match], old: int, new: int) -> Iterator[tuple[int, int, int, int]]:
    """The stretches (old from, to, new from, to) between matches, the empty ones left out."""
    yield from _between(matches, 0, old, 0, new)


def _between(
    matches: Sequence[Match], a: int, b: int, c: int, d: int
) -> Iterator[tuple[int, int, int, int]]:
    for left, right in matches:
        if left > a or right > c:
            yield a, left, c, right
        a, c = left + 1, right + 1
    if b > a or d > c:
        yield a, b, c, d


def _once(
    old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int
) -> list[Match]:
    """Places of things that occur exactly once in both stretches, in the old order."""
    left, right = Counter(old[a:b]), Counter(new[c:d])
    where = {new[j]: j for j in range(c, d) if right[new[j]] == 1}
    return [(i, where[old[i]]) for i in range(a, b) if left[old[i]] == 1 and old[i] in where]


def _phrases(
    old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int
) -> list[Match]:
    """Where no single thing occurs once in a long stretch: runs of eight that do."""
    if (b - a) * (d - c) <= SMALL:
        return []
    left = [tuple(old[i : i + PHRASE]) for i in range(a, b - PHRASE + 1)]
    right = [tuple(new[j : j + PHRASE]) for j in range(c, d - PHRASE + 1)]
    return [(a + i, c + j) for i, j in _once(left, right, 0, len(left), 0, len(right))]


def _small(
    old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int
) -> Iterator[Match]:
    matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        yield from ((a + i + k, c + j + k) for k in range(size))


def best(p: int, q: int, score: Callable[[int, int], float], reach: int) -> list[Match]:
    """The alignment of p things with q others of the greatest total score (scores <= 0 never pair).

    Only pairs at most `reach` places away from the diagonal are scored.
    """
    width = 2 * reach + 1
    table: list[list[float]] = [[0.0] * (q + 1)] if p * q <= width * width else []
    if not table:
        return _greedy(p, q, score, reach)
    scores = [[score(i, j) for j in range(q)] for i in range(p)]
    for i in range(p):
        row = [0.0]
        for j in range(q):
            both = table[i][j] + scores[i][j] if scores[i][j] > 0 else 0.0
            row.append(max(table[i][j + 1], row[j], both))
        table.append(row)
    return _traced(table, scores)


def _traced(table: Sequence[Sequence[float]], scores: Sequence[Sequence[float]]) -> list[Match]:
    out: list[Match] = []
    i, j = len(table) - 1, len(table[0]) - 1
    while i and j:
        if table[i][j] == table[i - 1][j]:
            i -= 1
        elif table[i][j] == table[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            out.append((i, j))
    return out[::-1]


def _greedy(p: int, q: int, score: Callable[[int, int], float], reach: int) -> list[Match]:
    """For long stretches: each takes the best of its near neighbours that is still ahead."""
    out: list[Match] = []
    ahead = 0
    for i in range(p):
        middle = i * q // p
        near = range(max(ahead, middle - reach), min(q, middle + reach + 1))
        value, j = max(((score(i, j), -j) for j in near), default=(0.0, 0))
        if value > 0:
            out.append((i, -j))
            ahead = -j + 1
    return out
