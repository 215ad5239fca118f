"""Words that stay, come and go within one paragraph, with their looks."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from govflow.adapters.word.model import Piece, Run, State
from govflow.core.text.words import hunks
from govflow.core.text.words import tokens as words_of


def pieces_in(runs: Sequence[Run], state: State) -> tuple[Piece, ...]:
    """All words in one state."""
    return tuple(Piece(run.text, run.look, state) for run in runs)


def compare_runs(old: Sequence[Run], new: Sequence[Run]) -> tuple[Piece, ...]:
    """Both texts at once, word by word; words whose look alone changed go and come.

    Reading without the insertions gives `old`, without the deletions `new`. Which words changed is
    decided by `core.text.words`, as for every other redline.
    """
    if tuple(old) == tuple(new):
        return pieces_in(new, State.KEPT)
    return tuple(_joined(_compared(old, new)))


def _compared(old: Sequence[Run], new: Sequence[Run]) -> Iterator[Piece]:
    before = "".join(run.text for run in old)
    i = j = 0
    for hunk in hunks(before, "".join(run.text for run in new)):
        same = hunk.start - i
        yield from _equal(_cut(old, i, hunk.start), _cut(new, j, j + same))
        j += same
        yield from pieces_in(_cut(old, hunk.start, hunk.end), State.DELETED)
        yield from pieces_in(_cut(new, j, j + len(hunk.new)), State.INSERTED)
        i, j = hunk.end, j + len(hunk.new)
    yield from _equal(_cut(old, i, len(before)), _cut(new, j, j + len(before) - i))


def _cut(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """The runs between two characters."""
    out, at = [], 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            out.append(Run(text, run.look))
        at += len(run.text)
    return out


def _equal(old: Sequence[Run], new: Sequence[Run]) -> Iterator[Piece]:
    """Equal words; where the looks differ they go and come."""
    left, right = list(old[::-1]), list(new[::-1])
    while left and right:
        mine, yours = left.pop(), right.pop()
        size = min(len(mine.text), len(yours.text))
        if mine.look == yours.look:
            yield Piece(mine.text[:size], mine.look)
        else:
            yield Piece(mine.text[:size], mine.look, State.DELETED)
            yield Piece(yours.text[:size], yours.look, State.INSERTED)
        left += [Run(mine.text[size:], mine.look)] if mine.text[size:] else []
        right += [Run(yours.text[size:], yours.look)] if yours.text[size:] else []


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one look and state as one piece."""
    for (state, look), group in groupby(pieces, key=lambda piece: (piece.state, piece.look)):
        yield Piece("".join(piece.text for piece in group), look, state)


def apart(pieces: tuple[Piece, ...], state: State) -> tuple[Piece, ...]:
    """The same change written so that it does not end in `state`.

    LibreOffice takes a change at the end of one paragraph and one of the same kind at the start of the
    next for a single change, and then loses the paragraph mark between them. Where the change ends in
    the word before it ('... CEO. New.'), it is moved back over that word; else that word goes and
    comes with it. Either reading of the words stays what it was.
    """
    if state is State.KEPT or not pieces or pieces[-1].state is not state:
        return pieces
    split = list(_split(pieces))
    at = len(split)
    while at and split[at - 1].state is not State.KEPT:
        at -= 1
    kept, tail = split[:at], split[at:]
    if all(piece.state is state for piece in tail):
        if not kept:
            return pieces
        last = kept.pop()
        if (tail[-1].text, tail[-1].look) == (last.text, last.look):
            moved = Piece(last.text, last.look, state)
            return tuple(_joined(iter([*kept, moved, *tail[:-1], last])))
        tail = [*(Piece(last.text, last.look, s) for s in (State.DELETED, State.INSERTED)), *tail]
    here = [piece for piece in tail if piece.state is state]
    other = [piece for piece in tail if piece.state is not state]
    return tuple(_joined(iter([*kept, *here, *other])))


def _split(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        for word in words_of(piece.text):
            yield Piece(word, piece.look, piece.state)
