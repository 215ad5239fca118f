"""Reading a whole file by other hands: Word here; plain text and HTML by `other`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from govflow.adapters.word.importing.classify import classify
from govflow.adapters.word.importing.cover import take_cover, without_contents
from govflow.adapters.word.importing.drafts import Draft, blocks_of
from govflow.adapters.word.importing.extract import read_source
from govflow.adapters.word.importing.footnotes import note_lines
from govflow.adapters.word.importing.lines import Grid, Item, Line, Notices, Words
from govflow.adapters.word.importing.markdown import written
from govflow.adapters.word.importing.own import is_ours, own_policy
from govflow.adapters.word.importing.report import Imported, Report, counted
from govflow.adapters.word.importing.safety import check_trees, checked_tree, outside, safe_package
from govflow.adapters.word.importing.source import Source
from govflow.adapters.word.numbers import q
from govflow.core.errors import DocumentError
from govflow.core.text.addresses import outline
from govflow.core.text.policy import Block, FrontMatter, Kind, Policy

REFERENCE = re.compile(
    r"\b(clause|section|schedule|annex|appendix)\s+(\d{1,3}(?:\.\d{1,3})*[A-Z]?|[A-Z])\b", re.I
)
AFTER = re.compile(
    r"\s+(?:of|in|to)\s+(?:the|that|those)\s+(?:Act|Articles|Regulations|Order|Constitution)\b"
)
DEFINED = re.compile(
    r"^(?:\*\*|['\"\u2018\u201c]).{1,80}?(?:\*\*|['\"\u2019\u201d]),?\s+"
    r"(?:means|includes|has the meaning|refers to)\b"
)
TITLE_STYLES = ("title", "policy title")


def read_by_law(raw: bytes, name: str, code: str) -> Imported:
    """A by-law in Word as policy text, with the report of what was left out and what is doubtful.

    `name` is the file's name, for messages. Raises DocumentError for a file that is no safe Word
    document or holds no words. Nothing is written and nothing fetched.
    """
    parts = safe_package(raw, name)
    check_trees(parts, name)
    notices = Notices()
    source, items = read_source(parts, name, notices=notices)
    _note_surroundings(parts, name, notices)
    if is_ours(parts, name):
        policy = own_policy(parts, name, items, list(note_lines(source)))
        return finished(policy, name, items, notices, code)
    kept = without_contents(items, notices)
    front, body = take_cover(kept, notices)
    drafts = [*titled(body, notices), *_notes(source)]
    return imported(front, drafts, name, items, notices, code)


def titled(body: list[Item], notices: Notices) -> list[Draft]:
    """The drafts of the text; a title's line that opens it is its heading of the first rank."""
    if body and isinstance(body[0], Line) and body[0].style in TITLE_STYLES:
        words = [replace(w, bold=False) for w in body[0].words]
        title = Draft(Kind.HEADING, written(words)[0], level=0, place=body[0].place)
        return [title, *classify(body[1:], notices)]
    return list(classify(body, notices))


def _notes(source: Source) -> Iterator[Draft]:
    for label, lines in note_lines(source):
        words: list[Words] = []
        for line in lines:
            words += [Words(" "), *line.words] if words else line.words
        text = written([w for w in words if not w.note])[0].replace("  \n", " ")
        yield Draft(Kind.NOTE, text, f"[^{label}]:", place=f"footnote {label}")


def imported(
    front: FrontMatter,
    drafts: Sequence[Draft],
    name: str,
    items: Sequence[Item],
    notices: Notices,
    code: str,
) -> Imported:
    """The policy that these drafts make. Raises DocumentError when there are none."""
    blocks = blocks_of(drafts, notices)
    if not blocks:
        raise DocumentError(
            "this file holds no words that could be a policy.",
            place=name,
            remedy="open it and see whether its text is a picture; if so, type or scan it as text.",
            undone="nothing was imported.",
        )
    title = front.title or next((b.text for b in blocks if b.kind is Kind.HEADING), "")
    if not front.title:
        notices.doubt("IMP131", name, f"no title was found; '{title or code}' stands for it.")
    policy = Policy(replace(front, title=title or code, code=code), blocks, name)
    return finished(policy, name, items, notices, code)


def finished(
    policy: Policy, name: str, items: Sequence[Item], notices: Notices, code: str
) -> Imported:
    policy = replace(policy, front=replace(policy.front, code=code))
    _check_references(policy.blocks, notices)
    defined = sum(bool(DEFINED.match(b.text)) for b in policy.blocks)
    if defined:
        notices.count("definitions", defined)
    numbers = tuple(
        b.label for b in policy.blocks if b.label and b.kind is not Kind.NOTE and b.label != "-"
    )
    report = Report(
        name,
        counted(policy.blocks, notices),
        tuple(notices.dropped),
        tuple(notices.doubts),
        numbers,
    )
    return Imported(policy, report, tuple(_shown(items)))


def _shown(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        match item:
            case Line() if item.text or item.number:
                yield f"{item.number} {item.text}".strip()
            case Grid():
                for row in item.rows:
                    yield " | ".join(" ".join(line.text for line in cell) for cell in row)


def _check_references(blocks: Sequence[Block], notices: Notices) -> None:
    """Cross-references that lead to no provision of this text."""
    known = {place.number_of.lower() for place in outline(blocks) if place.number_of}
    known |= {name.rpartition(", ")[2] for name in known}
    numbers = {name.partition(" ")[2] for name in known}
    found = 0
    for block in blocks:
        for match in REFERENCE.finditer(block.text):
            if AFTER.match(block.text[match.end() :]):
                continue
            found += 1
            word, number = match[1].lower(), match[2].lower()
            there = (
                number in numbers if word in ("clause", "section") else f"{word} {number}" in known
            )
            if not there:
                at = f"{block.label} {block.text}".strip()[:50]
                notices.doubt(
                    "IMP140",
                    f"'{at}'",
                    f"'{match[0]}' is referred to, but does not stand in this text.",
                )
    if found:
        notices.count("cross-references", found)


def _note_surroundings(parts: Mapping[str, bytes], name: str, notices: Notices) -> None:
    """Headers, footers, watermarks, comments and pending changes: listed, since they are no text."""
    for part in sorted(parts):
        kind = re.fullmatch(r"word/(header|footer)\d*\.xml", part)
        if kind and (root := checked_tree(parts, part, name)) is not None:
            said = " ".join(t.text or "" for t in root.iter(q("t")))
            marks = [
                n.get("string", "") for n in root.iter("{urn:schemas-microsoft-com:vml}textpath")
            ]
            if said.strip():
                notices.drop(kind[1], said, part)
            for mark in marks:
                notices.drop("watermark", mark, part)
    _note_comments(parts, name, notices)
    _note_changes(parts, name, notices)
    for kind_of, target in outside(parts, name):
        if kind_of == "attachedTemplate":
            notices.drop("template it was made with", target, "the file's settings")


def _note_comments(parts: Mapping[str, bytes], name: str, notices: Notices) -> None:
    root = checked_tree(parts, "word/comments.xml", name)
    places = _comment_places(parts, name)
    for comment in root if root is not None else ():
        said = " ".join(t.text or "" for t in comment.iter(q("t")))
        place = places.get(comment.get(q("id"), ""), "no paragraph")
        notices.drop(f"comment by {comment.get(q('author'), 'somebody')}", said, place)


def _comment_places(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """The paragraph, counted from 1, in which each comment's mark stands."""
    root = checked_tree(parts, "word/document.xml", name)
    paragraphs = root.iter(q("p")) if root is not None else ()
    return {
        mark.get(q("id"), ""): f"paragraph {number}"
        for number, paragraph in enumerate(paragraphs, 1)
        for mark in paragraph.iter(q("commentRangeStart"), q("commentReference"))
    }


def _note_changes(parts: Mapping[str, bytes], name: str, notices: Notices) -> None:
    root = checked_tree(parts, "word/document.xml", name)
    changes: list[etree._Element] = []
    for tag in ("ins", "del", "moveFrom", "moveTo"):
        changes += list(root.iter(q(tag))) if root is not None else []
    if changes:
        authors = sorted({node.get(q("author"), "") or "somebody" for node in changes})
        notices.doubt(
            "IMP150",
            name,
            f"this file has pending changes by {', '.join(authors)}; it was read as if all were accepted.",
        )
        notices.count("pending changes", len(changes))
