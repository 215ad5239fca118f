"""Words that stay, come and go within one paragraph, with their looks."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from govflow.adapters.word.model import Look, Piece, Run, State
from govflow.core.text.sequences import common, gaps

WORDS = re.compile(r"[\ue000-\uefff]|\w+(?:['’]\w+)*|\s+|[^\w\s]")
Token = tuple[str, Look]


def pieces_in(runs: Sequence[Run], state: State) -> tuple[Piece, ...]:
    """All words in one state."""
    return tuple(Piece(run.text, run.look, state) for run in runs)


def compare_runs(old: Sequence[Run], new: Sequence[Run]) -> tuple[Piece, ...]:
    """Both texts at once, word by word; a word whose look alone changed goes and comes.

    Reading without the insertions gives `old`, without the deletions `new`.
    """
    if tuple(old) == tuple(new):
        return pieces_in(new, State.KEPT)
    return tuple(_joined(_tokens_compared(tuple(tokens(old)), tuple(tokens(new)))))


def tokens(runs: Sequence[Run]) -> Iterator[Token]:
    """Words, runs of space and single signs, each with its look."""
    for run in runs:
        for found in WORDS.finditer(run.text):
            yield found[0], run.look


def _tokens_compared(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Piece]:
    matches = _whole_words(common(old, new), old, new)
    i = j = 0
    for left, right in [*matches, (len(old), len(new))]:
        yield from (Piece(*token, State.DELETED) for token in old[i:left])
        yield from (Piece(*token, State.INSERTED) for token in new[j:right])
        if left < len(old):
            yield Piece(*old[left])
        i, j = left + 1, right + 1


def _whole_words(
    matches: Sequence[tuple[int, int]], old: Sequence[Token], new: Sequence[Token]
) -> list[tuple[int, int]]:
    """Without a lone space between two substituted words, so that they read as one change."""
    replaced = [
        gap for gap in gaps(matches, len(old), len(new)) if gap[0] < gap[1] and gap[2] < gap[3]
    ]
    ends = {(b, d) for _, b, _, d in replaced}
    starts = {(a, c) for a, _, c, _ in replaced}
    return [
        (i, j)
        for i, j in matches
        if not (old[i][0].isspace() and (i, j) in ends and (i + 1, j + 1) in starts)
    ]


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one look and state as one piece; deletions of a change before its insertions."""
    for (state, look), group in groupby(pieces, key=lambda piece: (piece.state, piece.look)):
        yield Piece("".join(piece.text for piece in group), look, state)
