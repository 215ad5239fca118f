"""Several copies' edits made into one text: what nobody contradicts is taken over, conflicts are listed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from govflow.core.text.addresses import addresses
from govflow.core.text.blocks import source, spaced
from govflow.core.text.policy import Block, Kind
from govflow.core.text.proposals import (
    OFF,
    START,
    Edit,
    ReturnedCopy,
    inserted_after,
    words_of,
)
from govflow.core.text.responses import CONFLICT, DONE, JOINTLY, NOT_TAKEN, REFUSED, STALE, Response
from govflow.core.text.words import together

Handed = tuple[ReturnedCopy, Edit]
"""An edit with the copy it stood in."""
KEEP = "the text as it stands"
KEPT = f"{NOT_TAKEN}: the text stays as it is"
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Merge:
    """The proposed text that the copies make together, and the answer to each of their edits."""

    blocks: tuple[Block, ...]
    responses: tuple[Response, ...]

    @property
    def conflicts(self) -> tuple[Response, ...]:
        return tuple(r for r in self.responses if r.in_conflict)


@dataclass(slots=True)
class _Desk:
    """All edits by the place they touch, whose words win, and what became of each."""

    accept: Sequence[str]
    choices: Mapping[str, str]
    at: dict[str, list[Handed]] = field(default_factory=dict)
    after: dict[str, list[Handed]] = field(default_factory=dict)
    responses: list[Response] = field(default_factory=list)
    said: set[str] = field(default_factory=set)


def merge(
    base: Sequence[Block],
    copies: Sequence[ReturnedCopy],
    *,
    accept: Sequence[str] = (),
    choices: Mapping[str, str] = NOTHING,
) -> Merge:
    """The proposed text with every edit that nobody contradicts.

    Edits of different words of one provision are made together. Where copies want the same words
    otherwise, `choices` settles one provision by its address (the author chosen, or KEEP), and the copy
    or author named first in `accept` all others; without either the provision stays as it is and the
    conflict is listed. The responses name provisions as the merged text does. An edit whose `old` is not
    what stands in `base` is refused, since its provision has changed meanwhile.
    """
    desk = _Desk(accept, choices)
    for copy in copies:
        for edit in copy.edits:
            place = desk.after if edit.old is None else desk.at
            place.setdefault(edit.after if edit.old is None else edit.address, []).append(
                (copy, edit)
            )
    names = addresses(base)
    desk.said = {words_of(block.text) for block in base}
    out = list(_added(desk, START))
    where: dict[str, int] = {}
    for name, block in zip(names, base, strict=True):
        stays = _settled(desk, block, desk.at.pop(name, []))
        where |= {name: len(out)} if stays else {}
        out += stays
        out += _added(desk, name)
    for lost in (*desk.at.values(), *desk.after.values()):
        desk.responses += [_answer(c, e, _unplaced(desk, e)) for c, e in lost]
    now = addresses(out)
    told = (
        replace(r, address=now[where[r.address]]) if r.address in where else r
        for r in desk.responses
    )
    return Merge(spaced(out), tuple(told))


def _unplaced(desk: _Desk, edit: Edit) -> str:
    gone = edit.new is None and edit.old is not None and words_of(edit.old.text) not in desk.said
    come = edit.new is not None and words_of(edit.new.text) in desk.said
    return DONE if gone or come else f"{REFUSED}: its place is not in the present text"


def _settled(desk: _Desk, block: Block, edits: Sequence[Handed]) -> list[Block]:
    """One provision with the edits of it that still fit."""
    fresh = [h for h in edits if h[1].old and words_of(h[1].old.text) == words_of(block.text)]
    stale = [h for h in edits if h not in fresh]
    desk.responses += [_answer(c, e, DONE if _is_done(block, e) else STALE) for c, e in stale]
    if not fresh:
        return [block]
    if (both := _together(block, fresh)) is not None:
        desk.responses += [_answer(c, e, _with_others(e, fresh)) for c, e in fresh]
        return [both]
    keep = desk.choices.get(fresh[0][1].address) == KEEP
    chosen = None if keep else _chosen(desk, fresh)
    desk.responses += [_answer(c, e, KEPT if keep else _disposition(e, chosen)) for c, e in fresh]
    if chosen is None:
        return [block]
    return [] if chosen.new is None else [replace(chosen.new, gap=block.gap)]


def _together(block: Block, edits: Sequence[Handed]) -> Block | None:
    """All rewordings of one provision in one, or None where two of them meet (or there is but one)."""
    wordings = {_wanted(edit): edit for _, edit in edits}
    if len(wordings) < 2:
        return None
    said: str | None = block.text
    for edit in wordings.values():
        if said is None or edit.old is None or edit.new is None or edit.old.text != block.text:
            return None
        said = together(block.text, said, edit.new.text)
    return None if said is None else replace(block, text=said)


def _with_others(edit: Edit, edits: Sequence[Handed]) -> str:
    others = dict.fromkeys(e.by or OFF for _, e in edits if _wanted(e) != _wanted(edit))
    return f"{JOINTLY} {' and '.join(others)}"


def _is_done(block: Block, edit: Edit) -> bool:
    return edit.new is not None and words_of(edit.new.text) == words_of(block.text)


def _chosen(desk: _Desk, edits: Sequence[Handed]) -> Edit | None:
    if len({_wanted(edit) for _, edit in edits}) == 1:
        return edits[0][1]
    here = desk.choices.get(edits[0][1].address)
    for name in (here,) if here else desk.accept:
        for copy, edit in edits:
            if name.casefold() in (edit.by.casefold(), copy.file.casefold()):
                return edit
    return None


def _wanted(edit: Edit) -> str:
    return source(edit.new) if edit.new else ""


def _disposition(edit: Edit, chosen: Edit | None) -> str:
    if chosen is None:
        return f"{CONFLICT}: another copy proposes other words; the text stays until one is chosen"
    return (
        "taken over"
        if _wanted(edit) == _wanted(chosen)
        else f"{NOT_TAKEN}: {chosen.by or OFF} was chosen"
    )


def _added(desk: _Desk, name: str) -> Iterator[Block]:
    """New text after one provision, each copy's in its order; the same words only once."""
    seen: set[str] = set()
    labels: set[str] = set()
    for copy, edit in desk.after.pop(name, []):
        if edit.new is None:
            continue
        if edit.kind == "insert" and words_of(edit.new.text) in desk.said:
            desk.responses.append(_answer(copy, edit, DONE))
            continue
        if words_of(edit.new.text) in seen:
            desk.responses.append(_answer(copy, edit, "taken over: another copy says the same"))
            continue
        seen.add(words_of(edit.new.text))
        block = edit.new
        while block.label and block.label in labels and block.kind in (Kind.CLAUSE, Kind.HEADING):
            block = replace(block, label=inserted_after(block.label))
        labels.add(block.label)
        desk.responses.append(_answer(copy, edit, "taken over"))
        yield block


def _answer(copy: ReturnedCopy, edit: Edit, disposition: str) -> Response:
    said = {"omit": "Omit: ", "insert": "Insert: ", "move": "Move: "}.get(edit.kind, "")
    words = source(edit.new) if edit.new else source(edit.old) if edit.old else ""
    if edit.kind == "move" and edit.new is None:
        said = "Move away: "
    proposed = f"{said}{words}"
    return Response(
        edit.address or "the beginning",
        edit.by or OFF,
        proposed.strip(),
        disposition,
        copy.file,
        edit.when,
    )
