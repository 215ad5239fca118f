"""Drafting the instructions of a schedule: for every change the nicest wording that reads back exactly.

A change of words is said by its words, else the provision is printed anew; provisions taken out or put
in together are said together, by the section or the range they make up.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from govflow.core.errors import ProofError
from govflow.core.text.addresses import fact_words
from govflow.core.text.blocks import render, source, spaced
from govflow.core.text.changes import Change, Insert, Omit, Renumber, Substitute
from govflow.core.text.compare import Row, key
from govflow.core.text.policy import Block, Kind
from govflow.core.text.quotes import can_quote, quoted
from govflow.core.text.read import BEGINNING, FRONT_LINE, INDENT, NOUNS, TEXT_BEGINNING, read_one
from govflow.core.text.say import joined, say_words
from govflow.core.text.steps import Add, Edit, Exchange, Step, edited
from govflow.core.text.targets import Targets


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One printed instruction and the changes it makes; `text` may go on over indented lines.

    `address` is where it acts: in the old text, or in the new one for an insertion.
    """

    address: str
    text: str
    changes: tuple[Change, ...]


def drafts(names: Targets, rows: Iterable[Row]) -> Iterator[ScheduleLine]:
    """The instructions for these rows of a comparison, in reading order.

    `names` are the targets of the old text. Raises ProofError when no wording reads back.
    """
    for group in _groups(rows):
        row = group[0]
        match row.change:
            case Substitute() | Renumber() | Omit(new=Block()) if row.old is not None:
                yield _changed(names, row.old, row.change)
            case _:
                yield from _gap(names, group)


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows that are said together: what is taken out and put in at one place; else each alone."""
    group: list[Row] = []
    for row in rows:
        alone = (row.old is not None and row.new is not None) or _is_fact(row)
        if group and (alone or row.change is None):
            yield group
            group = []
        if row.change is not None and alone:
            yield [row]
        elif row.change is not None:
            group.append(row)
    if group:
        yield group


def _is_fact(row: Row) -> bool:
    change = row.change
    block = change.new if isinstance(change, Insert) else change.old if change else None
    return block is not None and block.kind is Kind.FACT


def _changed(names: Targets, at: int, change: Substitute | Renumber | Omit) -> ScheduleLine:
    """One provision that stays in its place with other words, another number or a note."""
    assert change.new is not None
    for text in _wordings(names, at, change.old, change.new, change):
        if _result(names, at, _read(names, text)) == key(change.new):
            return ScheduleLine(change.address, text, (change,))
    raise ProofError("no wording gives this change exactly.", place=change.address)


def _wordings(names: Targets, at: int, old: Block, new: Block, change: Change) -> Iterator[str]:
    """Ways to say that one provision changed, best first; the last two always read back."""
    name = names.single[at]
    match change:
        case Renumber():
            whole = names.wholes.get(at, (None, name))[1]
            yield from (f"Renumber {whole} as {label}." for label in _new_labels(old, new))
        case Omit() if can_quote(new.text):
            yield f"Omit {name} and leave {quoted(new.text)} in its place."
        case _ if key(replace(old, text=new.text)) == key(new):
            phrases = say_words(old.text, new.text)
            if phrases:
                yield f"In {name}, {joined(phrases)}."
    yield _printed(f"For {_comma(name)} substitute:", source(new))
    yield _printed(f"For {_comma(name)} substitute the {NOUNS.get(new.kind, '')}:", source(new))


def _new_labels(old: Block, new: Block) -> Iterator[str]:
    if new.label.startswith("("):
        yield new.label
    elif new.label[:1].isdigit():
        yield f"{'section' if new.kind is Kind.HEADING else 'clause'} {new.number}"
    else:
        yield new.label.rstrip(".:").lower()
        yield new.label.rstrip(".:")
    if can_quote(new.label):
        yield quoted(new.label)


def _gap(names: Targets, group: Sequence[Row]) -> Iterator[ScheduleLine]:
    """What is taken out and put in between two provisions that stay."""
    out = [row for row in group if isinstance(row.change, Omit)]
    put = [row for row in group if isinstance(row.change, Insert)]
    if not put:
        yield from _omissions(names, out)
    elif not out:
        yield from _insertions(names, put)
    else:
        yield from _exchange(names, out, put)


def _exchange(names: Targets, out: Sequence[Row], put: Sequence[Row]) -> Iterator[ScheduleLine]:
    """Text put in where other text is taken out: one instruction when one name covers what goes."""
    first, last = _span(out)
    spoken = names.names(first, last)
    blocks = _new(put)
    if len(spoken) == 1:
        text = _printed(f"For {_comma(spoken[0])} substitute:", render(spaced(blocks))[:-1])
        if _read(names, text) == (Exchange(first, last, blocks),):
            changes = tuple(row.change for row in [*out, *put] if row.change)
            yield ScheduleLine(spoken[0], text, changes)
            return
    yield from _omissions(names, out)
    yield from _insertions(names, put)


def _omissions(names: Targets, out: Sequence[Row]) -> Iterator[ScheduleLine]:
    first, last = _span(out)
    for name in names.names(first, last):
        span = names.find(name)
        text = f"Omit {name}."
        if span is None or _read(names, text) != (Exchange(*span),):
            raise ProofError("no wording takes this out exactly.", place=name)
        inside = [row for row in out if row.old is not None and span[0] <= row.old <= span[1]]
        yield ScheduleLine(name, text, tuple(row.change for row in inside if row.change))


def _insertions(names: Targets, put: Sequence[Row]) -> Iterator[ScheduleLine]:
    blocks = _new(put)
    after = put[0].kept if _is_fact(put[0]) else max(put[0].kept, names.facts - 1)
    for place in _places(names, after, blocks[0]):
        text = _printed(f"{place} insert:", render(spaced(blocks))[:-1])
        if _read(names, text) == (Add(after, blocks),):
            yield _line(text, put)
            return
    for _, same in groupby(put, key=lambda row: _new([row])[0].kind is Kind.ROW):
        rows = list(same)
        table = _new(rows)[0].kind is Kind.ROW
        for some in [rows] if table else [[row] for row in rows]:
            yield _named_insertion(names, after, some)


def _named_insertion(names: Targets, after: int, put: Sequence[Row]) -> ScheduleLine:
    """Blocks that must be told what they are: rows without their table, facts, odd Markdown."""
    blocks = _new(put)
    for place in _places(names, after, blocks[0]):
        for text in _told(place, blocks):
            if _read(names, text) == (Add(after, blocks),):
                return _line(text, put)
    raise ProofError("no wording puts this in exactly.", place=_line("", put).address)


def _told(place: str, blocks: Sequence[Block]) -> Iterator[str]:
    block = blocks[0]
    if block.kind is Kind.FACT:
        yield _printed(f"{place} insert {fact_words(block.label)}:", block.text)
        yield _printed(f"{place} insert the {FRONT_LINE}:", f"{block.label}\n{block.text}")
    else:
        several = "s" if len(blocks) > 1 else ""
        text = "\n".join(source(block) for block in blocks)
        yield _printed(f"{place} insert the {NOUNS[block.kind]}{several}:", text)


def _places(names: Targets, after: int, block: Block) -> Iterator[str]:
    """Where new text goes, best first: 'After section 3', 'After section 3, paragraph 2'."""
    if block.kind is Kind.FACT:
        yield (
            f"After {_comma(names.single[after])}"
            if after >= 0
            else BEGINNING.removesuffix(" insert")
        )
        return
    if after < names.facts:
        yield TEXT_BEGINNING.removesuffix(" insert")
        return
    whole = ""
    at = after
    while at >= 0:
        span, name = names.wholes.get(at, ((0, -1), ""))
        if span[1] == after and _alike(names.blocks[at], block):
            whole = name
        at = names.above[at]
    yield from (f"After {_comma(name)}" for name in (whole, names.single[after]) if name)


def _alike(above: Block, block: Block) -> bool:
    """Whether new text of this sort follows that provision with all its parts."""
    if above.kind is Kind.HEADING:
        return block.kind is Kind.HEADING and block.depth <= above.depth
    same = above.label.startswith("(") == block.label.startswith("(")
    return above.kind is block.kind and (above.kind is not Kind.CLAUSE or same)


def _line(text: str, put: Sequence[Row]) -> ScheduleLine:
    changes = tuple(row.change for row in put if isinstance(row.change, Insert))
    return ScheduleLine(changes[0].address, text, changes)


def _new(put: Iterable[Row]) -> tuple[Block, ...]:
    return tuple(replace(r.change.new, gap=True) for r in put if isinstance(r.change, Insert))


def _span(out: Sequence[Row]) -> tuple[int, int]:
    first, last = out[0].old, out[-1].old
    assert first is not None
    assert last is not None
    return first, last


def _comma(name: str) -> str:
    """A name with commas of its own is closed by one: 'For section 2, paragraph 1, substitute'."""
    return f"{name}," if "," in name else name


def _printed(head: str, new: str) -> str:
    """An instruction with its new text on indented lines below."""
    return "\n".join([head, *(INDENT + line if line else "" for line in new.split("\n"))])


def _read(names: Targets, text: str) -> tuple[Step, ...]:
    """The instruction as a reader understands it; () when it cannot be followed."""
    head, *new = text.split("\n")
    try:
        return read_one(names, head, [line.removeprefix(INDENT) for line in new])
    except ProofError:
        return ()


def _result(names: Targets, at: int, steps: Sequence[Step]) -> object:
    """What these steps make of one provision; None when they touch another."""
    block = names.blocks[at]
    match steps:
        case (Exchange(first, last, (new,)),) if first == last == at:
            return key(new)
        case (Edit(), *_) if all(isinstance(step, Edit) and step.at == at for step in steps):
            hunks = [step.hunk for step in steps if isinstance(step, Edit)]
            try:
                return key(replace(block, text=edited(block.text, hunks)))
            except ProofError:
                return None
        case _:
            return None
