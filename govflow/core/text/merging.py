"""Several copies' edits made into one text: what nobody contradicts is taken over, conflicts are listed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from govflow.core.text.addresses import addresses
from govflow.core.text.blocks import source, spaced
from govflow.core.text.policy import Block, Kind
from govflow.core.text.proposals import (
    OFF,
    START,
    Edit,
    Remark,
    ReturnedCopy,
    inserted_after,
    words_of,
)

DONE = "taken over already"


@dataclass(frozen=True, slots=True)
class Response:
    """One line of the response table: clause, who, what was proposed, and what became of it."""

    address: str
    by: str
    proposed: str
    disposition: str
    file: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """The proposed text that the copies make together, and the answer to each of their edits."""

    blocks: tuple[Block, ...]
    responses: tuple[Response, ...]

    @property
    def conflicts(self) -> tuple[Response, ...]:
        return tuple(r for r in self.responses if r.disposition.startswith("conflict"))


@dataclass(slots=True)
class _Desk:
    """All edits by the place they touch."""

    at: dict[str, list[tuple[ReturnedCopy, Edit]]] = field(default_factory=dict)
    after: dict[str, list[tuple[ReturnedCopy, Edit]]] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)


def merge(
    base: Sequence[Block], copies: Sequence[ReturnedCopy], *, accept: Sequence[str] = ()
) -> Merge:
    """The proposed text with every edit that nobody contradicts.

    Where two copies want different words for one provision, the copy or author named first in
    `accept` wins; without one the provision stays as it is and the conflict is listed. An edit whose
    `old` is not what stands in `base` is refused, since its provision has changed meanwhile.
    """
    desk = _Desk()
    for copy in copies:
        for edit in copy.edits:
            place = desk.after if edit.old is None else desk.at
            place.setdefault(edit.after if edit.old is None else edit.address, []).append(
                (copy, edit)
            )
    names = addresses(base)
    responses: list[Response] = []
    desk.said = {words_of(block.text) for block in base}
    out = list(_added(desk, START, accept, responses))
    for name, block in zip(names, base, strict=True):
        out += _settled(block, desk.at.pop(name, []), accept, responses)
        out += _added(desk, name, accept, responses)
    for lost in (*desk.at.values(), *desk.after.values()):
        responses += [_answer(c, e, _unplaced(desk, e)) for c, e in lost]
    return Merge(spaced(out), tuple(responses))


def _unplaced(desk: _Desk, edit: Edit) -> str:
    gone = edit.new is None and edit.old is not None and words_of(edit.old.text) not in desk.said
    come = edit.new is not None and words_of(edit.new.text) in desk.said
    return DONE if gone or come else "refused: its place is not in the present text"


def _settled(
    block: Block,
    edits: Sequence[tuple[ReturnedCopy, Edit]],
    accept: Sequence[str],
    responses: list[Response],
) -> list[Block]:
    fresh = [
        (c, e)
        for c, e in edits
        if e.old is not None and words_of(e.old.text) == words_of(block.text)
    ]
    responses += [
        _answer(c, e, DONE if _is_done(block, e) else "refused: this provision has changed since")
        for c, e in edits
        if (c, e) not in fresh
    ]
    if not fresh:
        return [block]
    chosen = _chosen(fresh, accept)
    for copy, edit in fresh:
        responses.append(_answer(copy, edit, _disposition(edit, chosen)))
    if chosen is None:
        return [block]
    return [] if chosen.new is None else [replace(chosen.new, gap=block.gap)]


def _is_done(block: Block, edit: Edit) -> bool:
    return edit.new is not None and words_of(edit.new.text) == words_of(block.text)


def _chosen(edits: Sequence[tuple[ReturnedCopy, Edit]], accept: Sequence[str]) -> Edit | None:
    wanted = {_wanted(edit) for _, edit in edits}
    if len(wanted) == 1:
        return edits[0][1]
    for name in accept:
        for copy, edit in edits:
            if name.casefold() in (edit.by.casefold(), copy.file.casefold()):
                return edit
    return None


def _wanted(edit: Edit) -> str:
    return source(edit.new) if edit.new else ""


def _disposition(edit: Edit, chosen: Edit | None) -> str:
    if chosen is None:
        return "conflict: another copy proposes other words; the text stays until one is chosen"
    return (
        "taken over"
        if _wanted(edit) == _wanted(chosen)
        else f"not taken over: {chosen.by or OFF} was chosen"
    )


def _added(
    desk: _Desk, name: str, accept: Sequence[str], responses: list[Response]
) -> Iterator[Block]:
    """New text after one provision, each copy's in its order; the same words only once."""
    seen: set[str] = set()
    labels: set[str] = set()
    for copy, edit in desk.after.pop(name, []):
        if edit.new is None:
            continue
        if edit.kind == "insert" and words_of(edit.new.text) in desk.said:
            responses.append(_answer(copy, edit, DONE))
            continue
        if words_of(edit.new.text) in seen:
            responses.append(_answer(copy, edit, "taken over: another copy says the same"))
            continue
        seen.add(words_of(edit.new.text))
        block = edit.new
        while block.label and block.label in labels and block.kind in (Kind.CLAUSE, Kind.HEADING):
            block = replace(block, label=inserted_after(block.label))
        labels.add(block.label)
        responses.append(_answer(copy, edit, "taken over"))
        yield block


def _answer(copy: ReturnedCopy, edit: Edit, disposition: str) -> Response:
    said = {"omit": "Omit this provision.", "insert": "Insert: ", "move": "Move: "}.get(
        edit.kind, ""
    )
    words = source(edit.new) if edit.new else ""
    proposed = (
        f"{said}{words}" if words else said if edit.kind == "omit" else f"Move away: {edit.address}"
    )
    return Response(
        edit.address or "the beginning",
        edit.by or OFF,
        proposed.strip(),
        disposition,
        copy.file,
        edit.when,
    )


def response_table(responses: Sequence[Response], remarks: Sequence[Remark] = ()) -> str:
    """The response table as Markdown: clause, who, what was proposed, disposition; then comments."""
    rows = [("Clause", "Who", "What was proposed", "Disposition"), ("---", "---", "---", "---")]
    rows += [(r.address, r.by, r.proposed, r.disposition) for r in responses]
    rows += [(r.address, r.author, f"Comment on '{r.anchor}': {r.text}", "noted") for r in remarks]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
