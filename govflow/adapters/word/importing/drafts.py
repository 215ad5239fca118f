"""From drafts of blocks to blocks that Markdown keeps: depths, spacing, and numbers used only once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from govflow.adapters.word.importing.lines import Notices
from govflow.adapters.word.importing.markdown import safe_start
from govflow.core.errors import TextError
from govflow.core.text.addresses import outline
from govflow.core.text.blocks import render, source, spaced, split
from govflow.core.text.lines import section_label
from govflow.core.text.policy import Block, Kind

TRIES = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """One block before its depth is known: for a heading or item `level` is 1 upwards."""

    kind: Kind
    text: str
    label: str = ""
    level: int = 0
    place: str = ""
    tight: bool = False  # a row that stands in the same table as the one before


@dataclass(slots=True)
class _Nesting:
    headings: list[int] = field(default_factory=list)
    items: list[tuple[int, int, int]] = field(default_factory=list)  # level, depth, hang

    def heading(self, level: int) -> int:
        while self.headings and self.headings[-1] >= level:
            self.headings.pop()
        self.headings.append(level)
        return min(len(self.headings) + 1, 6)

    def item(self, level: int, label: str) -> int:
        while self.items and self.items[-1][0] > level:
            self.items.pop()
        if self.items and self.items[-1][0] == level:
            depth = self.items.pop()[1]
        else:
            depth = self.items[-1][2] if self.items else 0
        self.items.append((level, depth, depth + len(label) + 1))
        return depth


def blocks_of(drafts: Sequence[Draft], notices: Notices) -> tuple[Block, ...]:
    """The blocks of a text that reads back as it is: `split(render(blocks)) == blocks`.

    A number that the text has already used, and a block that Markdown would read otherwise, are kept
    as words, with a doubt.
    """
    blocks = _settled(_placed(drafts), drafts, notices)
    return _unique(blocks, drafts, notices)


def plain_blocks(drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """One block for each draft, in order, without asking whether numbers repeat."""
    return spaced(_placed(drafts))


def _placed(drafts: Iterable[Draft]) -> list[Block]:
    nesting = _Nesting()
    out = []
    for draft in drafts:
        block = _block(nesting, draft)
        if block.kind is not Kind.ITEM and not (block.kind is Kind.PARAGRAPH and block.depth):
            nesting.items.clear()
        out.append(block)
    return out


def _block(nesting: _Nesting, draft: Draft) -> Block:
    match draft.kind:
        case Kind.HEADING:
            depth = 1 if draft.level == 0 else nesting.heading(draft.level)
            if draft.level == 0:
                nesting.headings.clear()
            return Block(Kind.HEADING, _title(draft), draft.label, depth)
        case Kind.ITEM:
            return Block(Kind.ITEM, draft.text, draft.label, nesting.item(draft.level, draft.label))
        case Kind.PARAGRAPH:
            depth = nesting.items[-1][2] if draft.level and nesting.items else 0
            return Block(Kind.PARAGRAPH, safe_start(draft.text) or draft.text, "", depth)
        case Kind.ROW:
            return Block(Kind.ROW, draft.text, gap=not draft.tight)
        case _:
            return Block(draft.kind, draft.text, draft.label)


def _title(draft: Draft) -> str:
    """A heading's words on one line; a number among them that is no label is kept from being one."""
    text = draft.text.replace("  \n", " ")
    label, rest = section_label(text)
    if not label or draft.label:
        return text
    return f"{_shielded(label)} {rest}".strip()


def _settled(blocks: list[Block], drafts: Sequence[Draft], notices: Notices) -> tuple[Block, ...]:
    """The blocks as they read back; where one does not, it is written more plainly and tried again."""
    for attempt in range(TRIES):
        wanted = spaced(blocks)
        read = split(render(wanted)) if wanted else ()
        if read == wanted:
            return wanted
        at = next(
            (i for i, (a, b) in enumerate(zip(wanted, read, strict=False)) if a != b),
            min(len(wanted), len(read)) - 1,
        )
        culprit = _culprit(wanted, at)
        blocks[culprit] = _plainer(blocks[culprit], attempt)
        notices.doubt(
            "IMP120",
            drafts[culprit].place,
            "this paragraph starts like something else in Markdown; it is kept as plain words.",
        )
    raise TextError(
        "this text cannot be written as Markdown and read back unchanged.",
        remedy="save it as plain text and import that.",
        undone="nothing was imported.",
    )


def _culprit(wanted: Sequence[Block], at: int) -> int:
    """Which block to write more plainly: the first that does not read back alone, else this one."""
    for near in (at, at - 1, at + 1):
        if 0 <= near < len(wanted) and not _stands_alone(wanted[near]):
            return near
    return max(at, 0)


def _stands_alone(block: Block) -> bool:
    try:
        return split(source(replace(block, gap=True))) == (replace(block, gap=True),)
    except TextError:
        return False


def _plainer(block: Block, attempt: int) -> Block:
    said = f"{block.label} {block.text}".strip() if block.kind is not Kind.PARAGRAPH else block.text
    flat = " ".join(said.replace("  \n", " ").split())
    text = safe_start(flat) or flat.lstrip("-+*>#|~=: ")
    return Block(Kind.PARAGRAPH, text if attempt < TRIES // 2 else text.replace("|", "/"))


def _unique(
    blocks: tuple[Block, ...], drafts: Sequence[Draft], notices: Notices
) -> tuple[Block, ...]:
    """Every number names one provision: the second use of a number becomes words."""
    for _ in range(len(blocks) + 1):
        at = _repeated(blocks)
        if at is None:
            return blocks
        block = blocks[at]
        place = drafts[at].place if at < len(drafts) else ""
        notices.doubt(
            "IMP102",
            place,
            f"the number {block.label} is used a second time; it is kept as words, not as a number.",
        )
        changed = list(blocks)
        if block.kind is Kind.HEADING:
            changed[at] = replace(block, label="", text=f"{_shielded(block.label)} {block.text}")
        else:
            said = f"{block.label} {block.text}"
            changed[at] = Block(Kind.PARAGRAPH, safe_start(said) or said, gap=block.gap)
        blocks = _settled(changed, drafts, notices)
    return blocks


def _shielded(label: str) -> str:
    """A number that a heading shows as words; bold shows nothing new in a heading."""
    return f"**{label}**"


def _repeated(blocks: Sequence[Block]) -> int | None:
    seen: set[str] = set()
    for at, found in enumerate(outline(blocks)):
        if found.number_of and found.number_of in seen:
            return at
        seen.add(found.number_of)
    return None
