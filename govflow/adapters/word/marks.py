"""Where a changed paragraph's mark is noted, so that every word processor rejects and accepts it alike.

A paragraph that comes or goes is written with its own mark changed. Three times that is not enough: a
paragraph before a table has nothing to run on into; LibreOffice forgets the mark of a paragraph that
holds a footnote; and it takes equal words elsewhere for a move and then mixes up the paragraphs'
properties. There the change is noted one mark earlier, as Word notes it when somebody types on at the
end of the paragraph above: the mark above is changed, the last one stays and takes over its look.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from govflow.adapters.word.diff import apart
from govflow.adapters.word.model import Flow, Item, Para, State, Table


def settled(flow: Flow) -> Flow:
    """The same flow with every change noted where it can be undone."""
    return separated(_noted_above(flow))


def separated(flow: Flow) -> Flow:
    """No change at a paragraph's end runs into one of its kind at the start of the next (see `apart`)."""
    out: list[Item] = []
    for item, after in zip_longest(flow, flow[1:]):
        if isinstance(item, Para) and isinstance(after, Para) and not item.state:
            item = replace(item, pieces=apart(item.pieces, _start(after)))
        out.append(item)
    return tuple(out)


def _start(para: Para) -> State:
    return para.state or (para.pieces[0].state if para.pieces else State.KEPT)


def _noted_above(flow: Flow) -> Flow:
    moved = _moved_words(flow)
    out: list[Item] = []
    stretches = [tuple(group) for _, group in groupby(flow, key=_stretch)]
    for stretch, after in zip_longest(stretches, stretches[1:]):
        above = out[-1] if out else None
        first = stretch[0]
        if (
            isinstance(first, Para)
            and first.state
            and isinstance(above, Para)
            and not above.state
            and not above.before
            and not _has_note(above)
            and _needs_it(stretch, after, moved)
        ):
            out[-1] = replace(above, state=first.state)
            out += stretch[:-1]
            out.append(_stays(stretch[-1], above))
            continue
        out += stretch
    return tuple(out)


def _stretch(item: Item) -> tuple[str, int]:
    """Neighbours that share a state belong together; kept ones and tables stand alone."""
    if isinstance(item, Para) and item.state:
        return item.state.value, 0
    return "", id(item)


def _needs_it(stretch: Sequence[Item], after: Sequence[Item] | None, moved: set[str]) -> bool:
    before_table = after is not None and isinstance(after[0], Table)
    return before_table or any(
        isinstance(para, Para) and (_has_note(para) or _text(para) in moved) for para in stretch
    )


def _stays(last: Item, above: Para) -> Para:
    """The last paragraph of a stretch: its mark stays, its look is that of the mark above."""
    assert isinstance(last, Para)
    if last.state is State.INSERTED:
        before = above.dress if above.dress != last.dress else None
        return replace(last, state=State.KEPT, before=before)
    before = last.dress if above.dress != last.dress else None
    return replace(
        last, state=State.KEPT, style=above.style, numbered=above.numbered, before=before
    )


def _has_note(para: Para) -> bool:
    return any(piece.look.note for piece in para.pieces)


def _text(para: Para) -> str:
    return "".join(piece.text for piece in para.pieces).strip()


def _moved_words(flow: Flow) -> set[str]:
    """Words that go in one place and come in another."""
    found: dict[State, set[str]] = {State.INSERTED: set(), State.DELETED: set()}
    for item in flow:
        if isinstance(item, Para):
            for piece in item.pieces:
                if piece.state and piece.text.strip():
                    found[piece.state].add(piece.text.strip())
    return found[State.INSERTED] & found[State.DELETED]
