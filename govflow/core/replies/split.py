"""The new words of a reply: what is left when everything we sent, and all quoting, is taken away.

The main signal is subtraction: we know what we sent. Marks of quotation come second. What stands
unquoted after the first quoted line is kept apart as the tail, for a person to see.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from govflow.core.replies import quoting
from govflow.core.replies.set_aside import drop_own, is_added_line, is_added_paragraph, own_patterns

LINES = 4_000
CHARACTERS = 200_000
_SHINGLE = 4
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202c\u2060-\u206f\ufeff\ufe0f]"
)
_MARKS = re.compile(r"[\s\"'.,:;()\[\]<>|*_=-]*")
_OVERRIDE = re.compile("[\u202d\u202e]")
_TYPOGRAPHIC = str.maketrans(
    "‘’ʼ´`“”„«»\u00a0\u2007\u202f\u2003\u2009‐‑‒–—―−", "'''''\"\"\"\"\"     -------"
)


@dataclass(frozen=True, slots=True)
class Split:
    """A reply taken apart. `top` are the new words before any quotation, `tail` new words after it.

    `below`: the tail stands in one piece under lines that all carry the mark of a quotation, as
    people write who answer at the foot. `quoted` counts the lines taken for quoted, `forwarded`
    says whether a line announces a forward, `disguised` whether marks were found that make text
    read otherwise than it is stored.
    """

    top: str
    tail: str
    below: bool = False
    quoted: int = 0
    forwarded: bool = False
    disguised: bool = False

    @property
    def new(self) -> str:
        return self.top or (self.tail if self.below else "")


@dataclass(frozen=True, slots=True)
class Known:
    """The words we sent, prepared for subtraction."""

    running: str
    lines: frozenset[str]
    shingles: frozenset[str]


def clean(text: str) -> str:
    """The text in composed form, without invisible marks, with plain quotation marks and spaces."""
    text = unicodedata.normalize("NFC", text[:CHARACTERS]).replace("\r\n", "\n").replace("\r", "\n")
    return _INVISIBLE.sub("", text).translate(_TYPOGRAPHIC)


def left_over(text: str, sent: Sequence[str]) -> str:
    """What of a text marked as quoted is neither ours nor an introduction: perhaps answers within it."""
    known = know(tuple(sent))
    lines = _without_added(clean(text).split("\n")[:LINES], known)
    return _join(_after_cut(lines, known)[0])


@lru_cache(maxsize=64)
def know(texts: tuple[str, ...]) -> Known:
    """Prepare what we sent: its running words, its lines, and every four words in a row."""
    cleaned = [clean(text) for text in texts]
    words = [_plain(text).split() for text in cleaned]
    shingles = {" ".join(w[i : i + _SHINGLE]) for w in words for i in range(len(w) - _SHINGLE + 1)}
    lines = {_plain(line) for text in cleaned for line in text.split("\n")}
    running = " | ".join(" ".join(w) for w in words)
    return Known(f" {running} ", frozenset(lines - {""}), frozenset(shingles))


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Lower case words with single spaces, without marks at their edges."""
    return " ".join(w for w in (p.strip(".,:;!?\"'()[]<>*_|-") for p in text.lower().split()) if w)


def split(text: str, sent: Sequence[str], set_aside: Sequence[str] = ()) -> Split:
    """Take a reply's plain text apart, given the plain texts we sent to this person.

    Reads at most 200,000 characters and 4,000 lines. Never raises. `set_aside` are the
    organisation's own banners (see `own_patterns`).
    """
    disguised = bool(_OVERRIDE.search(text))
    body = drop_own(clean(text), own_patterns(set_aside))
    known = know(tuple(sent))
    lines = _without_added(body.split("\n")[:LINES], known)
    cut = _first_cut(lines, known)
    tail, quoted = _after_cut(lines[cut:], known)
    return Split(
        top=_join(lines[:cut]),
        tail=_join([line for line in tail if not _MARKS.fullmatch(line)]),
        below=_stands_below(lines[cut:], tail),
        quoted=quoted,
        forwarded=quoting.announces_forward(lines),
        disguised=disguised,
    )


def _join(lines: Sequence[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _without_added(lines: list[str], known: Known) -> list[str]:
    """Lines that a gateway or program added become empty; lines of ours need not be looked at."""
    theirs = [not quoting.is_quoted_line(x) and _plain(x) not in known.lines for x in lines]
    out = list(lines)
    for start, end in _paragraphs(lines):
        if theirs[start] and is_added_paragraph(" ".join(lines[start:end])):
            out[start:end] = [""] * (end - start)
    for index, line in enumerate(out):
        if theirs[index] and line.strip() and is_added_line(line):
            out[index] = ""
    return out


def _paragraphs(lines: Sequence[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = None
    for index, line in enumerate([*lines, ""]):
        if line.strip() and start is None:
            start = index
        elif not line.strip() and start is not None:
            spans.append((start, index))
            start = None
    return spans


def _first_cut(lines: list[str], known: Known) -> int:
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        if (
            quoting.is_quoted_line(line)
            or quoting.starts_quotation(lines, index)
            or is_ours(lines, index, known)
        ):
            return index
    return len(lines)


def is_ours(lines: Sequence[str], index: int, known: Known) -> bool:
    """Whether this line is something we sent: by four words in a row, or as one line of ours.

    A short line is ours only when it stands there as a line of its own, or runs on into the line
    before or after it as it does in our letter: "read and understood" may be the person's own.
    """
    words = _plain(lines[index])
    if not words or not known.running.strip():
        return False
    if words in known.lines and len(words) >= 2:
        return True
    tokens = words.split()
    if len(tokens) >= 6:
        rows = [" ".join(tokens[i : i + _SHINGLE]) for i in range(len(tokens) - _SHINGLE + 1)]
        found = sum(row in known.shingles for row in rows)
        return found == len(rows) if len(tokens) < 9 else found * 2 >= len(rows)
    return _runs_on(lines, index, words, known)


def _runs_on(lines: Sequence[str], index: int, words: str, known: Known) -> bool:
    if len(words) < 8 or f" {words} " not in known.running:
        return False
    before = next((_plain(x) for x in reversed(lines[:index]) if x.strip()), "")
    after = next((_plain(x) for x in lines[index + 1 :] if x.strip()), "")
    joined = [f"{before} {words}" if before else "", f"{words} {after}" if after else ""]
    return any(len(j.split()) >= 6 and f" {j} " in known.running for j in joined)


def _after_cut(lines: list[str], known: Known) -> tuple[list[str], int]:
    """The unquoted lines after the cut that are not ours, and how many lines were quoted."""
    kept: list[str] = []
    index = quoted = 0
    in_head = False
    while index < len(lines):
        line = lines[index]
        if quoting.is_quoted_line(line) or _plain(line) in known.lines:
            index, quoted, in_head = index + 1, quoted + 1, False
            continue
        attribution = quoting.attribution_length(lines, index) or quoting.bare_head_length(
            lines, index
        )
        if attribution:
            index, quoted = index + attribution, quoted + attribution
            continue
        in_head = quoting.starts_quotation(lines, index) or (
            in_head and _head_goes_on(lines, index)
        )
        if line.strip() and (in_head or _is_quoted(lines, index, known)):
            quoted += 1
        else:
            kept.append(line)
        index += 1
    return kept, quoted


def _stands_below(lines: list[str], tail: list[str]) -> bool:
    """Whether the tail is the foot of the message, and all above it is marked '>' or introduces it."""
    marked = [i for i, line in enumerate(lines) if quoting.is_quoted_line(line)]
    if not marked:
        return False
    foot = [line for line in lines[marked[-1] + 1 :] if line.strip()]
    if foot != [line for line in tail if line.strip()]:
        return False
    index = next(i for i, line in enumerate(lines) if line.strip())
    index += quoting.attribution_length(lines, index)
    return all(quoting.is_quoted_line(line) for line in lines[index : marked[-1]] if line.strip())


def _head_goes_on(lines: list[str], index: int) -> bool:
    """Whether the head of a quoted message goes on; right below a line of it, in any language."""
    line = lines[index]
    if not line.strip() or quoting.is_header_line(line):
        return True
    return bool(lines[index - 1].strip()) and quoting.is_head_like(line)


def _is_quoted(lines: list[str], index: int, known: Known) -> bool:
    line = lines[index]
    return (
        quoting.is_quoted_line(line)
        or quoting.is_rule(line)
        or is_ours(lines, index, known)
        or _fragment(lines, index, known)
    )


def _fragment(lines: list[str], index: int, known: Known) -> bool:
    """Whether the line is a broken piece of ours: beside it, unquoted, stands another piece of ours."""
    near = [x for x in (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])]
    return _piece(lines[index], known) and any(_piece(line, known) for line in near)


def _piece(line: str, known: Known) -> bool:
    words = _plain(line)
    if quoting.is_quoted_line(line) or len(words) < 3:
        return False
    return f" {words} " in known.running
