"""Reading and writing a guidance file, `policy/<code>/guidance-<audience>.md`.

    ---
    title: Social media for volunteers
    policy: social-media
    audience: volunteers
    derived_from: {version: "1.0", digest: 5b1c...}
    introduction: One or two sentences above the first passage.
    published_at: https://www.example.org/volunteers
    language: cy, for Welsh labels around it
    required: [texts that have to stand below word for word]
    left_out:
      section 1: background only
    ---

    ## Ask before you open an account

    Advice in your own words, as Markdown.

    Rests on: section 3, paragraph 1; section 5, under 'Respect', paragraph 1

Each `##` heading opens a passage; the paragraph that starts with `Rests on:` names its clauses, as
addresses with semicolons between them, and is not part of the advice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from govflow.adapters.markdown.decode import refusal
from govflow.adapters.markdown.head import Head, read_head, write_head
from govflow.core.text.blocks import render, split
from govflow.core.text.documents import GuidancePassage
from govflow.core.text.guidance import Guidance
from govflow.core.text.policy import Block, Kind
from govflow.core.text.quotes import read_quoted

RESTS_ON = re.compile(r"[*_]{0,2}rests on:[*_]{0,2} *", re.IGNORECASE)
TEXTS = ("title", "policy", "audience", "introduction", "published_at")
OWN = (*TEXTS, "derived_from", "required", "left_out")


def read_guidance(raw: bytes, path: str) -> Guidance:
    """Read a guidance file's bytes; `path` is named in refusals and kept.

    Raises TextError with file and line. Whether its clauses exist is checked by
    `core.text.guidance.guidance_findings`.
    """
    head = read_head(raw, path)
    values = head.values
    blocks = split(head.body, first_line=head.body_line, place=path)
    opening, passages = _passages(blocks)
    source = _mapping(head, "derived_from", path)
    texts = {key: _text(head, key, path) for key in TEXTS}
    return Guidance(
        **(texts | {"introduction": texts["introduction"] or opening}),
        passages=passages,
        version=str(source.get("version") or ""),
        digest=str(source.get("digest") or ""),
        required=_texts(head, "required", path),
        left_out=tuple((k, str(v or "")) for k, v in _mapping(head, "left_out", path).items()),
        extra=tuple((k, v) for k, v in values.items() if k not in OWN),
        path=path,
    )


def write_guidance(guidance: Guidance, like: bytes | None = None) -> str:
    """The guidance as a file; front-matter keys unchanged since `like` keep their lines."""
    body = "\n" + render(tuple(_blocks(guidance)))
    if like is None:
        return write_head(_values(guidance)) + body
    before = read_guidance(like, guidance.path)
    said = _values(before)
    head = read_head(like, guidance.path)
    same = replace(before, version="", digest="") == replace(guidance, version="", digest="")
    return write_head(_values(guidance), head, said) + (head.body if same else body)


def _passages(blocks: Sequence[Block]) -> tuple[str, tuple[GuidancePassage, ...]]:
    """What stands above the first passage (its title left out), and the passages."""
    starts = [i for i, b in enumerate(blocks) if b.kind is Kind.HEADING and b.depth == 2]
    above = blocks[: starts[0] if starts else len(blocks)]
    opening = render([b for b in above if b.kind is not Kind.HEADING]).strip()
    ends = [*starts[1:], len(blocks)]
    return opening, tuple(_passage(blocks[a:b]) for a, b in zip(starts, ends, strict=False))


def _passage(blocks: Sequence[Block]) -> GuidancePassage:
    heading = f"{blocks[0].label} {blocks[0].text}".strip()
    named = [b for b in blocks[1:] if _names_clauses(b)]
    text = [b for b in blocks[1:] if not _names_clauses(b)]
    rests = tuple(dict.fromkeys(a for b in named for a in _addresses(RESTS_ON.sub("", b.text, 1))))
    return GuidancePassage(heading, render(text).strip(), rests, blocks[0].line)


def _names_clauses(block: Block) -> bool:
    return block.kind is Kind.PARAGRAPH and bool(RESTS_ON.match(block.text))


def _addresses(text: str) -> Iterator[str]:
    """Addresses between semicolons; a semicolon inside a quoted heading separates nothing."""
    at, start = 0, 0
    text = text.strip().rstrip("*_").rstrip(".")
    while at < len(text):
        quote = read_quoted(text, at) if text[at - 1 : at] == " " else None
        if quote:
            at = quote[1]
            continue
        if text[at] == ";":
            yield from _one(text[start:at])
            start = at + 1
        at += 1
    yield from _one(text[start:])


def _one(text: str) -> Iterator[str]:
    if address := " ".join(text.split()):
        yield address


def _blocks(guidance: Guidance) -> Iterator[Block]:
    yield Block(Kind.HEADING, guidance.title, depth=1)
    for passage in guidance.passages:
        yield Block(Kind.HEADING, passage.heading, depth=2)
        yield from split(passage.text)
        if passage.rests_on:
            yield Block(Kind.PARAGRAPH, f"Rests on: {'; '.join(passage.rests_on)}")


def _values(guidance: Guidance) -> dict[str, object]:
    named: dict[str, object] = {
        "title": guidance.title,
        "policy": guidance.policy,
        "audience": guidance.audience,
        "derived_from": {"version": guidance.version, "digest": guidance.digest}
        if guidance.version or guidance.digest
        else None,
        "introduction": guidance.introduction,
        "published_at": guidance.published_at,
        "required": list(guidance.required),
        "left_out": dict(guidance.left_out),
    }
    return {key: value for key, value in named.items() if value} | dict(guidance.extra)


def _text(head: Head, key: str, path: str) -> str:
    value = head.values.get(key)
    if value is None and key in ("title", "audience"):
        raise refusal(f"this guidance has no {key}.", path, 1, f"add '{key}: ...'.")
    if isinstance(value, bool | dict | list):
        raise refusal(
            f"{key}: one line of text is meant here.",
            path,
            head.lines[(key,)],
            "write it in quotes.",
        )
    return "" if value is None else " ".join(str(value).split())


def _texts(head: Head, key: str, path: str) -> tuple[str, ...]:
    value = head.values.get(key) or []
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(t, str) for t in listed):
        raise refusal(
            f"{key}: a list of texts is meant here.",
            path,
            head.lines[(key,)],
            "write each text on a line of its own that starts with '- '.",
        )
    return tuple(listed)


def _mapping(head: Head, key: str, path: str) -> Mapping[str, object]:
    value = head.values.get(key) or {}
    if not isinstance(value, dict) or any(isinstance(v, dict | list) for v in value.values()):
        raise refusal(
            f"{key}: names with one value each are meant here.",
            path,
            head.lines[(key,)],
            "write 'name: value' on each line, indented by two spaces.",
        )
    if head.kinds.get((key, "version")) == "number":
        raise refusal(
            "the version is written as a number, and 1.10 would become 1.1.",
            path,
            head.lines[(key, "version")],
            'put it in quotes, as in version: "1.0".',
        )
    return value
