"""Reading printed amending instructions back into steps: the proof that the schedule is complete."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from govflow.core.errors import ProofError, TextError
from govflow.core.text.blocks import read_as, split
from govflow.core.text.phrases import Phrase, hunks_of, read_phrases
from govflow.core.text.policy import Block, Kind
from govflow.core.text.quotes import read_quoted
from govflow.core.text.steps import Add, Edit, Exchange, Step
from govflow.core.text.targets import Targets

INDENT = "    "
NOUNS = {
    Kind.HEADING: "heading",
    Kind.CLAUSE: "clause",
    Kind.PARAGRAPH: "paragraph",
    Kind.ITEM: "list item",
    Kind.ROW: "table row",
    Kind.NOTE: "footnote",
    Kind.DEFINITION: "definition",
    Kind.QUOTE: "quotation",
    Kind.CODE: "block",
    Kind.RULE: "line",
}
FACTS = ("title", "class", "organisation", "audience", "role", "glossary entry")
FRONT_LINE = "line of the front matter"
BEGINNING = "At the beginning insert"
TEXT_BEGINNING = "At the beginning of the text insert"


def read_instructions(targets: Targets, printed: Iterable[str]) -> tuple[Step, ...]:
    """The steps that printed instructions mean for the text these targets belong to.

    `printed` are lines, or whole instructions with line ends in them; indented lines are the new text
    of the instruction above. Raises ProofError at the first one that cannot be followed.
    """
    return tuple(
        step for head, new in _instructions(printed) for step in read_one(targets, head, new)
    )


def read_one(targets: Targets, head: str, new: Sequence[str] = ()) -> tuple[Step, ...]:
    """The steps of one instruction; `new` are the lines printed under it, without their indent."""
    for form in (_words, _omission, _renumbering, _substitution, _insertion):
        steps = form(targets, head, new)
        if steps:
            return steps
    raise ProofError(
        "this instruction does not fit the text it amends.",
        place=head if len(head) < 200 else f"{head[:200]}...",
        remedy="write it as the schedule of changes prints it.",
    )


def _instructions(printed: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    head, new = "", list[str]()
    for line in (line for text in printed for line in text.split("\n")):
        if line.startswith(INDENT):
            new.append(line.removeprefix(INDENT))
        elif not line:
            new.append("")
        else:
            if head:
                yield head, _trimmed(new)
            head, new = line, []
    if head:
        yield head, _trimmed(new)


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _words(targets: Targets, head: str, _: Sequence[str]) -> tuple[Step, ...]:
    """In T, for 'X' substitute 'Y'; and omit 'Z'."""
    if not head.startswith("In ") or not head.endswith("."):
        return ()
    for at in _positions(head, ", ", targets.longest):
        span = targets.find(head[3:at])
        phrases = read_phrases(head[at + 2 : -1]) if span else None
        if span and phrases:
            return _edits(targets, span[0], phrases)
    return ()


def _edits(targets: Targets, at: int, phrases: Sequence[Phrase]) -> tuple[Step, ...]:
    out: list[Step] = []
    for phrase in phrases:
        hunks = hunks_of(phrase, targets.blocks[at].text)
        if hunks is None:
            return ()
        out += [Edit(at, hunk) for hunk in hunks]
    return tuple(out)


def _omission(targets: Targets, head: str, _: Sequence[str]) -> tuple[Step, ...]:
    """Omit T. / Omit T and leave '[Omitted]' in its place."""
    if not head.startswith("Omit ") or not head.endswith("."):
        return ()
    if span := targets.find(head[5:-1]):
        return (Exchange(*span),)
    for at in _positions(head, " and leave ", targets.longest):
        span = targets.find(head[5:at])
        read = read_quoted(head, at + len(" and leave "))
        if span and read and head[read[1] :] == " in its place.":
            note = replace(targets.blocks[span[0]], text=read[0], gap=True)
            return (Exchange(*span, (note,)),)
    return ()


def _renumbering(targets: Targets, head: str, _: Sequence[str]) -> tuple[Step, ...]:
    """Renumber T as section 7. / as (b). / as 'label'."""
    if not head.startswith("Renumber ") or not head.endswith("."):
        return ()
    for at in _positions(head, " as ", targets.longest):
        span = targets.find(head[9:at])
        if span:
            block = targets.blocks[span[0]]
            label = _label(block, head[at + 4 : -1])
            return (Exchange(span[0], span[0], (replace(block, label=label, gap=True),)),)
    return ()


def _label(block: Block, words: str) -> str:
    if read := read_quoted(words, 0):
        return read[0]
    if words.startswith("("):
        return words
    noun, _, number = words.rpartition(" ")
    label = block.label.rstrip(".:")
    tail = block.label[len(label) :]
    front = "" if noun in ("section", "clause") else label.rpartition(" ")[0] + " "
    return f"{front}{number}{tail}"


def _substitution(targets: Targets, head: str, new: Sequence[str]) -> tuple[Step, ...]:
    """For T substitute: / For T substitute the table row:"""
    if not head.startswith("For "):
        return ()
    for at in _positions(head, " substitute", targets.longest):
        span = targets.find(head[4:at].removesuffix(","))
        if span:
            fact = targets.blocks[span[0]] if targets.blocks[span[0]].kind is Kind.FACT else None
            tail = head[at + len(" substitute") :]
            blocks = _fact_text(fact, new) if fact and tail == ":" else _new_blocks(tail, new)
            if blocks:
                return (Exchange(*span, blocks),)
    return ()


def _insertion(targets: Targets, head: str, new: Sequence[str]) -> tuple[Step, ...]:
    """After T insert: / After T insert the role 'CEO': / At the beginning (of the text) insert:"""
    for start, after in ((TEXT_BEGINNING, targets.facts - 1), (BEGINNING, -1)):
        if head.startswith(start):
            return _added(after, head[len(start) :], new)
    if not head.startswith("After "):
        return ()
    for at in _positions(head, " insert", targets.longest):
        span = targets.find(head[6:at].removesuffix(","))
        if span and (steps := _added(span[1], head[at + len(" insert") :], new)):
            return steps
    return ()


def _added(after: int, tail: str, new: Sequence[str]) -> tuple[Step, ...]:
    blocks = _new_blocks(tail, new)
    return (Add(after, blocks),) if blocks else ()


def _new_blocks(tail: str, new: Sequence[str]) -> tuple[Block, ...]:
    """The blocks printed under an instruction that ends ':' or ' the table row:'."""
    if tail == ":":
        return _split(new)
    for kind, noun in NOUNS.items():
        if tail == f" the {noun}:":
            return (replace(read_as(kind, "\n".join(new)), gap=True),)
        if tail == f" the {noun}s:":
            return tuple(replace(read_as(kind, line), gap=True) for line in new)
    if tail == f" the {FRONT_LINE}:" and len(new) == 2:
        return (Block(Kind.FACT, new[1], new[0]),)
    return _new_fact(tail, new)


def _split(new: Sequence[str]) -> tuple[Block, ...]:
    try:
        return tuple(replace(block, gap=True) for block in split("\n".join(new)))
    except TextError:
        return ()


def _new_fact(tail: str, new: Sequence[str]) -> tuple[Block, ...]:
    found = re.match(rf" the ({'|'.join(FACTS)})", tail)
    if not found or len(new) != 1:
        return ()
    what = found[1].removesuffix(" entry")
    if tail[found.end() :] == ":":
        return (Block(Kind.FACT, new[0], what),)
    read = read_quoted(tail, found.end() + 1)
    if read and tail[read[1] :] == ":":
        return (Block(Kind.FACT, new[0], f"{what} {read[0]}"),)
    return ()


def _fact_text(fact: Block, new: Sequence[str]) -> tuple[Block, ...]:
    return (replace(fact, text=new[0], gap=True),) if len(new) == 1 else ()


def _positions(text: str, words: str, limit: int) -> Iterator[int]:
    """Where these words occur, as far as a name can reach."""
    at = text.find(words)
    while 0 <= at <= limit + 20:
        yield at
        at = text.find(words, at + 1)
