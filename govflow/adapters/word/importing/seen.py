"""Lines as the eye meets them: parted at breaks, typed bullets as bullets, labels taken off the words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from govflow.adapters.word.importing.lines import Grid, Item, Line, Words, without_head
from govflow.adapters.word.importing.typed import (
    Label,
    numbers,
    shown_label,
    typed_label,
)

SHORT = 90
SENTENCE = re.compile(r"[.;:,]$")
LIST_STYLE = re.compile(r"list (?:number|bullet|continue)")
BULLET = re.compile(
    r"[ \t]*([-*o\u2013\u2022\u00b7\u25aa\u25e6\u25cf\u25cb\u25a0\u27a2])[ \t]+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A line with its label taken off, if it has one."""

    line: Line
    label: Label | None
    words: tuple[Words, ...]
    typed: bool

    @property
    def text(self) -> str:
        return " ".join(
            "".join(" " if w.text == "\n" else w.text for w in self.words if not w.note).split()
        )


def parted(line: Line) -> Iterator[Line]:
    """A paragraph whose further lines start with labels of their own, as those paragraphs."""
    if not any("\n" in w.text for w in line.words):
        yield line
        return
    groups: list[list[Words]] = [[]]
    for word in line.words:
        for at, part in enumerate(word.text.split("\n")):
            if at:
                groups.append([])
            if part:
                groups[-1].append(replace(word, text=part))
    out = [Line((), place=line.place)]
    for at, group in enumerate(groups):
        text = "".join(w.text for w in group).lstrip()
        label = typed_label(text)
        if at == 0:
            out = [replace(line, words=tuple(group))]
        elif label and label.form in ("decimal", "bracket") and text[label.length :].strip():
            out.append(replace(line, words=tuple(group), number="", bullet=False, heading=0))
        else:
            out[-1] = replace(out[-1], words=(*out[-1].words, Words("\n"), *group))
    yield from out


def with_bullets(lines: Sequence[Item]) -> list[Item]:
    """Lines whose bullets were typed, as bullets: a dash only in a row of two, a round sign always."""
    marks = [
        BULLET.match(_raw(line)) if isinstance(line, Line) and not line.number else None
        for line in lines
    ]
    out: list[Item] = []
    for at, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        beside = any(0 <= near < len(marks) and marks[near] for near in (at - 1, at + 1))
        if (
            isinstance(line, Line)
            and mark
            and not line.bullet
            and (beside or mark[1] not in "-*o\u2013")
        ):
            out.append(replace(line, words=without_head(line.words, mark.end()), bullet=True))
        else:
            out.append(line)
    return out


def _raw(line: Line) -> str:
    return "".join(w.text for w in line.words if not w.note)


def seen_line(line: Line) -> Seen:
    if line.number:
        return Seen(line, shown_label(line.number), line.words, False)
    if line.bullet:
        return Seen(line, None, line.words, False)
    text = "".join(w.text for w in line.words if not w.note)
    lead = len(text) - len(text.lstrip())
    label = typed_label(text[lead:])
    if label is None or (label.form == "other" and not text[lead + label.length :].strip()):
        return Seen(line, None, line.words, False)
    return Seen(line, label, without_head(line.words, lead + label.length), True)


def plain_titles(seen: Sequence[Seen | Grid]) -> set[int]:
    """Lines '1. Introduction' of a text without looks: short, no sentence, and text stands between them."""
    single = [
        at
        for at, one in enumerate(seen)
        if isinstance(one, Seen)
        and one.label
        and one.label.form == "single"
        and not one.line.heading
        and not one.line.level
        and not LIST_STYLE.match(one.line.style)
    ]
    found: set[int] = set()
    for series in _series(seen, single):
        short = [at for at in series if title_like(seen[at])]
        apart = [at for at in series if _opens(seen, at)]
        if len(series) < 2 and not _has_clauses(seen, series[0]):
            continue
        if len(short) * 3 >= len(series) * 2 and len(apart) * 3 >= len(series) * 2:
            found |= set(short) & (set(apart) | {series[-1]})
    return found


def _has_clauses(seen: Sequence[Seen | Grid], at: int) -> bool:
    """Whether '4.1' stands below '4.'"""
    one, below = seen[at], seen[at + 1] if at + 1 < len(seen) else None
    if not isinstance(one, Seen) or not isinstance(below, Seen) or not one.label or not below.label:
        return False
    return (
        numbers(below.label.text)[:1] == numbers(one.label.text) and below.label.form == "decimal"
    )


def bare_titles(seen: Sequence[Seen | Grid]) -> set[int]:
    """In a text without looks: a short line that ends no sentence, over a longer one that does."""
    found: set[int] = set()
    sizes = {one.line.size for one in seen if isinstance(one, Seen) and one.words}
    if len(sizes) > 1 or not all(_looks_plain(one) for one in seen):
        return found
    for at, one in enumerate(seen[:-1]):
        below = seen[at + 1]
        if not isinstance(one, Seen) or not isinstance(below, Seen):
            continue
        bare = one.label is None and not one.line.bullet and title_like(one)
        if bare and len(one.text.split()) <= 7 and len(below.text) > 2 * len(one.text):
            found.add(at)
    return found


def _looks_plain(one: Seen | Grid) -> bool:
    """Whether nothing tells this line apart: no heading style, no bold."""
    return isinstance(one, Grid) or (not one.line.heading and not (one.line.bold and one.words))


def _series(seen: Sequence[Seen | Grid], single: Sequence[int]) -> Iterator[list[int]]:
    series: list[int] = []
    for at in single:
        one = seen[at]
        assert isinstance(one, Seen)
        assert one.label
        value = numbers(one.label.text)[0]
        last = seen[series[-1]] if series else None
        if isinstance(last, Seen) and last.label and value <= numbers(last.label.text)[0]:
            yield series
            series = []
        series.append(at)
    if series:
        yield series


def _opens(seen: Sequence[Seen | Grid], at: int) -> bool:
    """Whether something other than the next number of the same series follows."""
    below = seen[at + 1] if at + 1 < len(seen) else None
    if below is None:
        return False
    return isinstance(below, Grid) or below.label is None or below.label.form != "single"


def title_like(one: Seen | Grid) -> bool:
    return (
        isinstance(one, Seen)
        and 0 < len(one.text) <= SHORT
        and not SENTENCE.search(one.text)
        and len(one.text.split()) <= 12
        and one.text[:1].isupper()
    )
