"""Words with looks as the Markdown of one block, proved by reading it back with the house's own reader."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from govflow.adapters.markdown.inline import Span, inline, visible
from govflow.adapters.word.importing.lines import Words
from govflow.core.errors import TextError
from govflow.core.text import lines as marks
from govflow.core.text.blocks import split
from govflow.core.text.policy import Kind

SPECIAL = re.compile(r"([\\`*_\[\]])")
ANCHOR = re.compile(r"\{(:?)#")
SPACES = re.compile(r"[ \t]+")
STARTS = re.compile(r"([-+*>#|~]|\d{1,4}[.)]|\(|\d+\.)")


def markdown_of(words: Sequence[Words], *, notes: bool = True) -> str:
    """One block's Markdown, without a line end at its own ends; see `written` for what may be lost."""
    return written(words, notes=notes)[0]


def written(words: Sequence[Words], *, notes: bool = True) -> tuple[str, bool]:
    """The Markdown, and whether every look survived. The words themselves always do.

    Tabs and runs of spaces are one space; a line break is two spaces and a line feed.
    """
    neat = _spaced(words if notes else [w for w in words if not w.note])
    plain = "".join(w.text for w in neat)
    if all(not any(w.look) for w in neat) and not _marked(plain):
        return plain, True
    if _surely(neat, plain):
        return _emphasised(neat, quiet=False), True
    wanted = _spans(neat)
    for quiet in (False, True):  # signs are shielded only where Markdown would take them for marks
        first = _emphasised(neat, quiet=quiet)
        if _spans_of(first) == wanted:
            return first, True
    linked = [replace(w, bold=False, italic=False) for w in neat]
    second = _emphasised(linked)
    if _spans_of(second) == _spans(linked):
        return second, False
    bare = [replace(w, bold=False, italic=False, link="") for w in neat]
    return _emphasised(bare), False


def _surely(words: Sequence[Words], plain: str) -> bool:
    """Whether emphasis on whole words of a text without signs reads back for certain."""
    if _marked(plain) or any(w.link or w.note or (w.bold and w.italic) for w in words):
        return False
    at = 0
    for one in words:
        inner = one.text.strip(" ")
        if one.bold or one.italic:
            head = plain[:at][-1:] if one.text[:1] != " " else " "
            tail = plain[at + len(one.text) :][:1] if one.text[-1:] != " " else " "
            if not inner or not (inner[0].isalnum() and inner[-1].isalnum()):
                return False
            if head.strip(" ") or (tail.strip(" ") and tail not in ".,;:"):
                return False
        at += len(one.text)
    return True


def _marked(text: str) -> bool:
    return any(sign in text for sign in "*_`[<\\\n{")


def _spaced(words: Iterable[Words]) -> list[Words]:
    """The words with single spaces, none at the ends or around a break."""
    out: list[Words] = []
    gap = False
    for one in words:
        if one.note:
            out.append(one)
            gap = False
            continue
        text = ""
        for part in re.split(r"(\n)", SPACES.sub(" ", one.text)):
            if part == "\n":
                text = text.rstrip(" ")
                text += part
                gap = True
            elif part:
                text += part.lstrip(" ") if gap or (not out and not text) else part
                gap = text.endswith((" ", "\n")) if text else gap
        if text:
            out.append(replace(one, text=text))
    return _trimmed(out)


def _trimmed(words: list[Words]) -> list[Words]:
    while words and not words[-1].note and not words[-1].text.rstrip(" \n"):
        words.pop()
    if words and not words[-1].note:
        words[-1] = replace(words[-1], text=words[-1].text.rstrip(" \n"))
    for at in range(len(words) - 1):
        if words[at + 1].text.startswith("\n") and not words[at].note:
            words[at] = replace(words[at], text=words[at].text.rstrip(" "))
    while words and not words[0].note and not words[0].text.strip(" \n"):
        words.pop(0)
    if words and not words[0].note:
        words[0] = replace(words[0], text=words[0].text.lstrip(" \n"))
    return [w for w in words if w.text]


def _spans(words: Sequence[Words]) -> list[Span]:
    out: list[Span] = []
    for one in words:
        for part in re.split(r"(\n)", one.text):
            span = Span(
                part, one.bold, one.italic, False, one.link, one.note, line_break=part == "\n"
            )
            if one.note:
                span = replace(span, text=one.note)
            out += [span] if part else []
    return _joined(out)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Neighbours of one look as one; emphasis on spaces and breaks alone shows nothing."""
    out: list[Span] = []
    for span in spans:
        bare = span if span.text.strip() else replace(span, bold=False, italic=False)
        if (
            out
            and not bare.note
            and not out[-1].note
            and replace(out[-1], text="") == replace(bare, text="")
        ):
            out[-1] = replace(out[-1], text=out[-1].text + bare.text)
        else:
            out.append(bare)
    return out


def _spans_of(text: str) -> list[Span]:
    """What the house's reader makes of it, cut where looks change at the edge of words."""
    out: list[Span] = []
    for span in inline(text):
        inner = span.text.strip(" ")
        if (span.bold or span.italic) and not span.note and inner and inner != span.text:
            head, _, tail = span.text.partition(inner)
            bare = replace(span, bold=False, italic=False)
            out += [replace(bare, text=head)] if head else []
            out.append(replace(span, text=inner))
            out += [replace(bare, text=tail)] if tail else []
        else:
            out.append(span)
    return _joined(out)


def _emphasised(words: Sequence[Words], *, quiet: bool = True) -> str:
    out = ""
    for one in _apart(words):
        text = f"[^{one.note}]" if one.note else _shown(one.text, quiet)
        mark = "*" * (2 * one.bold + one.italic) if not one.note else ""
        inner = f"{mark}{text}{mark}" if text.strip() else text
        out += f"[{inner}]({one.link})" if one.link and text.strip() else inner
    return out


def _shown(text: str, quiet: bool) -> str:
    return (escaped(text) if quiet else text).replace("\n", "  \n")


def _apart(words: Sequence[Words]) -> list[Words]:
    """Spaces and breaks at the edges of emphasis moved outside it."""
    out: list[Words] = []
    for one in words:
        if one.note or not (one.bold or one.italic or one.link):
            out.append(one)
            continue
        for part in re.split(r"(\n)", one.text):
            inner = part.strip(" ")
            head, _, tail = part.partition(inner) if inner else (part, "", "")
            plain = replace(one, bold=False, italic=False, link="")
            out += [replace(plain, text=head)] if head else []
            out += (
                [replace(one, text=inner) if inner != "\n" else replace(plain, text="\n")]
                if inner
                else []
            )
            out += [replace(plain, text=tail)] if tail else []
    return _again(out)


def _again(words: Sequence[Words]) -> list[Words]:
    out: list[Words] = []
    for one in words:
        if out and out[-1].look == one.look and not one.note:
            out[-1] = replace(out[-1], text=out[-1].text + one.text)
        else:
            out.append(one)
    return out


def escaped(text: str) -> str:
    """Plain words so that Markdown shows them as they are."""
    if not _marked(text):
        return text
    quiet = SPECIAL.sub(r"\\\1", text)
    quiet = ANCHOR.sub(r"{\1\\#", quiet)
    return re.sub(r"<(?=[^<>\s]*[@:])", "<", _no_auto_links(quiet))


def _no_auto_links(text: str) -> str:
    """'<a@b.c>' would become a link that nobody made."""
    return re.sub(
        r"<((?:https?|mailto):[^\s<>]+|[^\s<>@:/]+@[^\s<>@:/]+)>",
        lambda found: "<" + found[1].replace(".", "\\.").replace("-", "\\-") + ">",
        text,
    )


def safe_start(text: str) -> str:
    """A paragraph's Markdown that opens nothing else: no heading, clause, item, quotation or row.

    It says the same words and signs; '' where no writing of it does both. A sign that no backslash
    shields (':', '~') stands in a code span, its line breaks become spaces where they must.
    """
    if not text or (text[:1].isalpha() and "\n" not in text):
        return text
    joined = text.replace("  \n", " ")
    tries = (*_shielded_starts(text), *_shielded_starts(joined))
    said = _said(text)
    return next((one for one in tries if _is_paragraph(one) and _said(one) == said), "")


def _shielded_starts(text: str) -> tuple[str, ...]:
    found = STARTS.match(text)
    head = found[1] if found else ""
    rest = text[len(head) :]
    return (
        text,
        f"{head[:-1]}\\{head[-1:]}{rest}",
        re.sub(r"^([\d.]+)", lambda m: m[1].replace(".", "\\."), text),
        f"\\{text}",
        f"`{text[0]}`{text[1:]}",
    )


def _said(text: str) -> str:
    return " ".join(visible(text).split())


def _is_paragraph(text: str) -> bool:
    if marks.opening(text).kind is not Kind.PARAGRAPH:
        return False
    try:
        found = split(text)
    except TextError:
        return False
    return len(found) == 1 and found[0].kind is Kind.PARAGRAPH and found[0].text == text
