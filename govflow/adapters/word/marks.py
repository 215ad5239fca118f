"""Where a changed paragraph's mark is noted, so that every word processor rejects and accepts it alike.

A paragraph that comes or goes is written with its own mark changed. Three times that is not enough: a
paragraph before a table has nothing to run on into; LibreOffice forgets the mark of a paragraph that
holds a footnote; and it takes equal words elsewhere for a move and then mixes up the paragraphs'
properties. There the change is noted one mark earlier, as Word notes it when somebody types on at the
end of the paragraph above: the mark above is changed, the last one stays and takes over its look.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from govflow.adapters.word.diff import apart
from govflow.adapters.word.model import Flow, Item, Numbered, Para, State, Table


def settled(flow: Flow, native: Mapping[str, Numbered]) -> Flow:
    """The same flow with every change noted where it can be undone.

    `native` is the list and level that each numbered style counts in.
    """
    return separated(_noted_above(flow, native))


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


def _noted_above(flow: Flow, native: Mapping[str, Numbered]) -> Flow:
    moved = _moved_words(flow)
    out: list[Item] = []
    stretches = list(_stretches(_in_order(flow, moved)))
    for stretch, after in zip_longest(stretches, stretches[1:]):
        above = out[-1] if out else None
        if _takes(above) and _needs_it(stretch, after, moved):
            assert isinstance(above, Para)
            out[-1] = replace(above, state=_state(stretch[0]))
            out += stretch[:-1]
            out.append(_stays(stretch[-1], above, native))
            continue
        out += stretch
    return tuple(out)


def _in_order(flow: Flow, moved: set[str]) -> Flow:
    """Between two kept paragraphs what comes may stand first, where it needs the mark above."""
    out: list[Item] = []
    changed: list[Item] = []
    for item in [*flow, None]:
        if item is not None and _whole_state(item):
            changed.append(item)
            continue
        gone = [one for one in changed if _whole_state(one) is State.DELETED]
        come = [one for one in changed if _whole_state(one) is State.INSERTED]
        swap = _troubled(come, moved) and not _troubled(gone, moved) and not isinstance(item, Table)
        out += [*come, *gone] if swap else changed
        changed = []
        out += [item] if item is not None else []
    return tuple(out)


def _troubled(items: Sequence[Item], moved: set[str]) -> bool:
    return any(isinstance(item, Table) or _has_note(item) or _text(item) in moved for item in items)


def _whole_state(item: Item) -> State:
    """The state of a paragraph, or of a table all of whose rows share it."""
    match item:
        case Para():
            return item.state
        case Table():
            states = {row.state for row in item.rows}
            return states.pop() if len(states) == 1 else State.KEPT


def _takes(above: Item | None) -> bool:
    """Whether a change may be noted at this paragraph's mark."""
    return isinstance(above, Para) and not above.state and not above.before and not _has_note(above)


def _stretches(flow: Flow) -> Iterator[list[Item]]:
    """Neighbours that come or go together; one that holds a footnote ends its stretch."""
    held: list[Item] = []
    for item in flow:
        if held and (
            not _state(item) or _state(item) is not _state(held[-1]) or _has_note(held[-1])
        ):
            yield held
            held = []
        held.append(item)
    if held:
        yield held


def _state(item: Item) -> State:
    return item.state if isinstance(item, Para) else State.KEPT


def _needs_it(stretch: Sequence[Item], after: Sequence[Item] | None, moved: set[str]) -> bool:
    if not _state(stretch[0]):
        return False
    before_table = after is not None and isinstance(after[0], Table)
    return before_table or any(
        _has_note(para) or (isinstance(para, Para) and _text(para) in moved) for para in stretch
    )


def _stays(last: Item, above: Para, native: Mapping[str, Numbered]) -> Para:
    """The last paragraph of a stretch: its mark stays, its look is that of the mark above."""
    assert isinstance(last, Para)
    inserted = last.state is State.INSERTED
    now, then = (last.dress, above.dress) if inserted else (above.dress, last.dress)
    if now == then:
        return replace(last, state=State.KEPT)
    before = replace(then, numbered=then.numbered or native.get(then.style))
    return replace(last, state=State.KEPT, style=now.style, numbered=now.numbered, before=before)


def _has_note(item: Item) -> bool:
    return isinstance(item, Para) and any(piece.look.note for piece in item.pieces)


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
