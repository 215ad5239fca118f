"""What trustees' copies of a text propose: their edits by clause, with who made them.

A returned copy is read against the text it was made from. A provision keeps its own number whatever
Word counts around it; a new one stands where it was put and gets a number of its own (3.1A). Edits that
change looks alone are counted, not proposed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from govflow.core.text.addresses import addresses, plain
from govflow.core.text.compare import align
from govflow.core.text.policy import Block, Kind

OFF = "with tracking off"
LETTER = re.compile(r"^(.*?)([A-Z]?)(\.?)$")
TYPED = re.compile(r"(\d{1,3}[A-Z]{0,2}(?:\.\d{1,3}[A-Z]{0,2})*\.?|\([a-z]{1,3}\))\s+(?=\S)")
NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")
GONE = " (no longer there)"
START = ""  # the anchor of what stands before everything else


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changed words, when (as the file has it, ISO 8601) and how: inserted, deleted, moved."""

    author: str
    when: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedBlock:
    """One block of a returned copy; `address` is the provision its bookmark names, '' without one."""

    block: Block
    address: str = ""
    hands: tuple[Hand, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in a returned copy: the provision, the words it is fastened to, who, when, what."""

    address: str
    anchor: str
    author: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One proposed step: `old` at `address` becomes `new`; new text stands after `after` ('' the start).

    `kind` is substitute, insert, omit or move. `tracked` is False where nobody's hand was recorded.
    """

    kind: str
    address: str
    old: Block | None
    new: Block | None
    after: str = START
    by: str = ""
    when: str = ""
    tracked: bool = True


@dataclass(frozen=True, slots=True)
class ReturnedCopy:
    """A trustee's copy as read: its edits and comments; `looks` counts changes of formatting alone."""

    file: str
    edits: tuple[Edit, ...]
    remarks: tuple[Remark, ...] = ()
    looks: int = 0
    notes: tuple[str, ...] = ()


def edits_of(
    reference: Sequence[Block],
    returned: Sequence[ReturnedBlock],
    removed: Mapping[str, tuple[Hand, ...]] | None = None,
) -> tuple[tuple[Edit, ...], int]:
    """The edits of a copy made from `reference`, in reading order, and how many changed looks alone.

    `removed` are the hands that took out whole provisions, by address.
    """
    names = addresses(reference)
    pairs = _matched(reference, returned := _with_labels(reference, returned), names)
    out: list[Edit] = []
    looks = 0
    for at, (old, new) in enumerate(pairs):
        if old is not None and new is not None:
            edit, look = _reworded(names[old], reference[old], returned[new])
            out += edit
            looks += look
        elif old is not None:
            hands = (removed or {}).get(names[old], ())
            out.append(_signed(Edit("omit", names[old], reference[old], None), hands))
        elif new is not None:
            after = next((names[o] for o, _ in reversed(pairs[:at]) if o is not None), START)
            below = next((reference[o] for o, _ in pairs[at:] if o is not None), None)
            out += _put_in(out, returned[new], after, _at(reference, names, after), below)
    return tuple(_with_moves(out)), looks


def followed(edits: Sequence[Edit], where: Mapping[str, str]) -> tuple[Edit, ...]:
    """Edits of an earlier text at their places in a later one; `where` comes from `compare.places`.

    What was put in after a provision that is gone comes after the nearest one before it that is left.
    """
    anchors = {START: START}
    last = START
    for before, now in where.items():
        anchors[before] = last = now or last
    return tuple(
        replace(
            edit,
            address=where.get(edit.address) or (f"{edit.address}{GONE}" if edit.address else ""),
            after=anchors.get(edit.after, edit.after),
        )
        for edit in edits
    )


def _at(reference: Sequence[Block], names: Sequence[str], address: str) -> Block | None:
    return reference[names.index(address)] if address in names else None


def _matched(
    reference: Sequence[Block], returned: Sequence[ReturnedBlock], names: Sequence[str]
) -> list[tuple[int | None, int | None]]:
    """Pairs of positions in reading order: by bookmark where the order agrees, else by their words."""
    where = {name: at for at, name in enumerate(names)}
    notes = {block.label: at for at, block in enumerate(reference) if block.kind is Kind.NOTE}
    own = {notes[r.block.label]: at for at, r in enumerate(returned) if r.block.label in notes}
    fixed: list[tuple[int, int]] = []
    last = -1
    for at, block in enumerate(returned):
        found = where.get(block.address, -1)
        if found > last and reference[found].kind not in (Kind.ROW, Kind.NOTE):
            fixed.append((found, at))
            last = found
    out: list[tuple[int | None, int | None]] = []
    i = j = 0
    for old, new in [*fixed, (len(reference), len(returned))]:
        left = [at for at in range(i, old) if reference[at].kind is not Kind.NOTE]
        right = [at for at in range(j, new) if at not in own.values()]
        out += _between(reference, returned, left, right)
        out += [(at, own.get(at)) for at in range(i, old) if reference[at].kind is Kind.NOTE]
        if old < len(reference):
            out.append((old, new))
        i, j = old + 1, new + 1
    return out


def _with_labels(
    reference: Sequence[Block], returned: Sequence[ReturnedBlock]
) -> tuple[ReturnedBlock, ...]:
    """The returned blocks with the footnote labels of the text they came from: by words, else by order.

    Word knows numbers alone, so '[^scope]' comes back as '[^1]'; a new footnote gets a free number.
    """
    was = {block.label[2:-2]: block.text for block in reference if block.kind is Kind.NOTE}
    came = {r.block.label[2:-2]: r.block.text for r in returned if r.block.kind is Kind.NOTE}
    said = {text: label for label, text in was.items()}
    new = {label: said.pop(text) for label, text in came.items() if text in said}
    left = [label for label in was if label not in new.values()]
    for label in came:
        if label not in new:
            free = next(str(n) for n in range(1, 10_000) if str(n) not in {*was, *new.values()})
            new[label] = left.pop(0) if left else free
    return tuple(_relabelled(one, new) for one in returned) if new else tuple(returned)


def _relabelled(one: ReturnedBlock, new: Mapping[str, str]) -> ReturnedBlock:
    def label(found: re.Match[str]) -> str:
        return f"[^{new.get(found[1], found[1])}]"

    block = one.block
    head = NOTE_MARK.sub(label, block.label) if block.kind is Kind.NOTE else block.label
    return replace(one, block=replace(block, label=head, text=NOTE_MARK.sub(label, block.text)))


def _between(
    reference: Sequence[Block],
    returned: Sequence[ReturnedBlock],
    left: Sequence[int],
    right: Sequence[int],
) -> Iterator[tuple[int | None, int | None]]:
    """What stands between two fixed places, matched by words and numbers (`compare.align`)."""
    pairs = align([reference[at] for at in left], [returned[at].block for at in right])
    old, new = iter(left), iter(right)
    for pair in pairs:
        yield next(old) if pair.old else None, next(new) if pair.new else None


def _reworded(address: str, old: Block, new: ReturnedBlock) -> tuple[list[Edit], int]:
    """An edit of the words, or one more change of looks alone, or neither."""
    text = new.block.text
    if old.text == text:
        return [], 0
    if words_of(old.text) == words_of(text):
        return [], 1
    if not text and old.kind is not Kind.RULE:
        return [_signed(Edit("omit", address, old, None), new.hands)], 0
    return [_signed(Edit("substitute", address, old, replace(old, text=text)), new.hands)], 0


def words_of(text: str) -> str:
    return " ".join(plain(text).split())


def _put_in(
    before: Sequence[Edit], new: ReturnedBlock, after: str, above: Block | None, below: Block | None
) -> Iterator[Edit]:
    if not new.block.text:
        return
    last = before[-1] if before else None
    chained = last is not None and last.kind == "insert" and last.after == after
    over = last.new if chained and last else above
    block = numbered(new.block, over, below)
    yield _signed(Edit("insert", after, None, block, after), new.hands)


def numbered(block: Block, above: Block | None, below: Block | None) -> Block:
    """A new block with a number of its own: the one typed in it, else one after the block above.

    Numbers are names: what stands below keeps its own. 3.1A comes between 3.1 and 3.2; at the end of
    a series the next number is free.
    """
    if block.kind not in (Kind.CLAUSE, Kind.HEADING) or not block.label:
        return block
    if typed := TYPED.match(block.text):
        return replace(block, label=typed[1], text=block.text[typed.end() :])
    if above is None or not above.label or _shape(above.label) != _shape(block.label):
        return block
    follows = below is not None and _shape(below.label) == _shape(above.label)
    return replace(block, label=inserted_after(above.label) if follows else _next(above.label))


def _shape(label: str) -> str:
    """'3.1' and '3.12A' are alike; so are '(a)' and '(b)'."""
    return re.sub(r"\d+[A-Z]*", "1", re.sub(r"\([a-z]+\)", "(a)", label)).rstrip(".")


def inserted_after(label: str) -> str:
    """3.1 is followed by 3.1A, 3.1A by 3.1B, (a) by (aa)."""
    if label.startswith("("):
        mark = label.strip("()")
        return f"({mark}{mark[0]})" if len(mark) == 1 else f"({mark[0]}{chr(ord(mark[-1]) + 1)})"
    found = LETTER.match(label)
    assert found
    letter = chr(ord(found[2]) + 1) if found[2] else "A"
    return f"{found[1]}{letter}{found[3]}"


def _next(label: str) -> str:
    if label.startswith("("):
        mark = label.strip("()")
        if mark.isdigit():
            return f"({int(mark) + 1})"
        return (
            f"({chr(ord(mark[0]) + 1)})"
            if len(mark) == 1 and mark not in "zZ"
            else inserted_after(label)
        )
    found = re.match(r"(.*?)(\d+)([A-Z]*)(\.?)$", label)
    return f"{found[1]}{int(found[2]) + 1}{found[4]}" if found else label


def _signed(edit: Edit, hands: Sequence[Hand]) -> Edit:
    if not hands:
        return replace(edit, tracked=False, by="")
    authors = list(dict.fromkeys(hand.author for hand in hands))
    when = max((hand.when for hand in hands), default="")
    kind = (
        "move" if edit.kind != "substitute" and all(h.how == "moved" for h in hands) else edit.kind
    )
    return replace(edit, kind=kind, by=", ".join(authors), when=when)


def _with_moves(edits: Sequence[Edit]) -> list[Edit]:
    """An omission and an insertion of the same words by one hand are a move."""
    gone = {words_of(e.old.text) for e in edits if e.old and e.new is None}
    come = {words_of(e.new.text) for e in edits if e.new and e.old is None}
    both = gone & come
    return [
        replace(e, kind="move")
        if (e.new is None and e.old and words_of(e.old.text) in both)
        or (e.old is None and e.new and words_of(e.new.text) in both)
        else e
        for e in edits
    ]
