"""What each line of a foreign text is: heading, clause, item, paragraph, row; with its number as shown.

Order of belief: style and outline level; then the number's form and its place in the sequence; then
the look (bold, capitals, size) of a short line that ends no sentence.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from govflow.adapters.word.importing.cover import PLAIN
from govflow.adapters.word.importing.drafts import Draft
from govflow.adapters.word.importing.grids import grid_drafts, rows_as_lines
from govflow.adapters.word.importing.lines import Grid, Item, Line, Notices, Words, without_head
from govflow.adapters.word.importing.markdown import written
from govflow.adapters.word.importing.typed import (
    Label,
    follows_on,
    gap,
    numbers,
    shown_label,
    typed_label,
)
from govflow.core.text.policy import Kind

LONGEST_HEADING = 160
SHORT = 90
SENTENCE = re.compile(r"[.;:,]$")
QUOTED = re.compile(r"(?:^|\b)(?:intense )?quote$|block text")
BULLET = re.compile(
    r"[ \t]*([-*o\u2013\u2022\u00b7\u25aa\u25e6\u25cf\u25cb\u25a0\u27a2])[ \t]+(?=\S)"
)
LISTED = re.compile(r"list bullet ?(\d?)$")
INDENT = 500  # twips: less is no further level


@dataclass(slots=True)
class Reading:
    """The reader's eye going down a foreign text."""

    notices: Notices
    body_size: int
    section: str = ""
    before: dict[str, str] = field(default_factory=dict)
    level: int = 0
    schedule: bool = False
    part: bool = False
    ranks: dict[tuple[int, bool], int] = field(default_factory=dict)
    item_indents: list[int] = field(default_factory=list)
    in_item: bool = False


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


def classify(items: Sequence[Item], notices: Notices) -> tuple[Draft, ...]:
    """The drafts of a text in order. The title page has been taken off before."""
    flat = [part for item in items for part in rows_as_lines(item)]
    lines = [one for item in flat for one in (_parted(item) if isinstance(item, Line) else (item,))]
    lines = _with_bullets(lines)
    seen = [_seen(item) if isinstance(item, Line) else item for item in lines]
    reading = Reading(notices, _common_size(lines))
    titles = _plain_titles(seen) | _bare_titles(seen)
    out: list[Draft] = []
    for at, one in enumerate(seen):
        if isinstance(one, Grid):
            out += grid_drafts(one, notices)
            _leave_list(reading)
        elif one.words or one.label:
            out += _line(reading, one, at in titles)
    return tuple(out)


def _common_size(items: Sequence[Item]) -> int:
    sizes: Counter[int] = Counter()
    for item in items:
        if isinstance(item, Line):
            sizes[item.size] += len(item.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _parted(line: Line) -> Iterator[Line]:
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


def _with_bullets(lines: Sequence[Item]) -> list[Item]:
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


def _seen(line: Line) -> Seen:
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


def _plain_titles(seen: Sequence[Seen | Grid]) -> set[int]:
    """Lines '1. Introduction' of a text without looks: short, no sentence, and text stands between them."""
    single = [
        at
        for at, one in enumerate(seen)
        if isinstance(one, Seen)
        and one.label
        and one.label.form == "single"
        and not one.line.heading
        and not one.line.bullet
    ]
    found: set[int] = set()
    for series in _series(seen, single):
        short = [at for at in series if _title_like(seen[at])]
        apart = [at for at in series if _opens(seen, at)]
        if len(short) * 3 >= len(series) * 2 and len(apart) * 3 >= len(series) * 2:
            found |= set(short) & (set(apart) | {series[-1]})
    return found


def _bare_titles(seen: Sequence[Seen | Grid]) -> set[int]:
    """In a text without looks: a short line that ends no sentence, over a longer one that does."""
    found: set[int] = set()
    for at, one in enumerate(seen[:-1]):
        below = seen[at + 1]
        if not isinstance(one, Seen) or not isinstance(below, Seen) or one.line.style != PLAIN:
            continue
        bare = one.label is None and not one.line.bullet and _title_like(one)
        if bare and len(one.text.split()) <= 7 and len(below.text) > 2 * len(one.text):
            found.add(at)
    return found


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


def _title_like(one: Seen | Grid) -> bool:
    return (
        isinstance(one, Seen)
        and 0 < len(one.text) <= SHORT
        and not SENTENCE.search(one.text)
        and len(one.text.split()) <= 12
        and one.text[:1].isupper()
    )


def _line(reading: Reading, one: Seen, title: bool) -> Iterator[Draft]:
    label = _believed(reading, one)
    if label is None and one.label and one.typed:
        one = _seen_whole(one)
    level = _heading_level(reading, one, label, title)
    if level:
        _leave_list(reading)
        yield _heading(reading, one, label, level)
    elif label:
        yield from _numbered(reading, one, label)
    elif one.line.bullet or LISTED.match(one.line.style):
        yield _draft(reading, Kind.ITEM, one, "-", level=_item_level(reading, one.line))
    else:
        yield _paragraph(reading, one)


def _seen_whole(one: Seen) -> Seen:
    return Seen(one.line, None, one.line.words, False)


def _believed(reading: Reading, one: Seen) -> Label | None:
    """The label, unless it was typed and cannot stand here."""
    label = one.label
    if label is None or not one.typed:
        return label
    styled = one.line.heading or one.line.bold
    if label.form == "decimal" and not styled and _stray(reading, label):
        reading.notices.doubt(
            "IMP103",
            one.line.place,
            f"'{label.text}' does not follow {reading.before['decimal']}; it is kept as words.",
        )
        return None
    if label.form == "single":
        value = numbers(label.text)[0]
        last = numbers(reading.before.get("single", "0"))[0]
        bare = label.text[-1:] not in ".)"
        if (bare and not (styled and value in (1, last + 1))) or value > 200:
            return None
    if label.form == "place" and not (_short(one) and one.line.text[:1].isupper()):
        return None
    return label


def _stray(reading: Reading, label: Label) -> bool:
    before = reading.before.get("decimal")
    return before is not None and not follows_on(label.text, reading.section, before)


def _short(one: Seen) -> bool:
    return len(one.line.text) <= SHORT and not SENTENCE.search(one.line.text.rstrip(".:"))


def _heading_level(reading: Reading, one: Seen, label: Label | None, title: bool) -> int:
    """1 upwards for a heading, 0 for none."""
    line, text = one.line, one.text
    if not text and not (label and label.form == "place"):
        return 0
    if len(line.text) > LONGEST_HEADING or one.line.bullet:
        return 0
    if (
        label
        and label.form == "place"
        and (_title_like(one) or not text or line.heading or line.bold)
    ):
        return 1
    if line.heading:
        if label and _sentence(text):
            return 0
        return line.heading + (1 if reading.schedule and line.heading == 1 and label else 0)
    if label and label.form == "bracket":
        return 0
    if label and label.form == "decimal":
        return len(numbers(label.text)) if _stands_out(reading, one) and not _sentence(text) else 0
    if label and label.form == "single":
        if title or (_stands_out(reading, one) and not SENTENCE.search(text)):
            return 2 if reading.schedule or reading.part else 1
        return 0
    if label is None and title:
        reading.notices.doubt(
            "IMP104", line.place, f"'{text}' was read as a heading; nothing but its shape says so."
        )
        return 2 if reading.section else 1
    if label is None and _stands_out(reading, one) and not SENTENCE.search(text.rstrip(":") + ""):
        return _look_rank(reading, line)
    return 0


def _sentence(text: str) -> bool:
    words = len(text.split())
    return words > 20 or (words >= 5 and bool(re.search(r"[.;:]$", text)))


def _stands_out(reading: Reading, one: Seen) -> bool:
    line = one.line
    if len(one.text) > SHORT or not any(c.isalpha() for c in one.text):
        return False
    letters = [c for c in one.text if c.isalpha()]
    capitals = len(letters) >= 4 and all(c.isupper() for c in letters)
    return line.bold or capitals or line.size >= reading.body_size + 3


def _look_rank(reading: Reading, line: Line) -> int:
    """The level of an unnumbered heading known by its look alone: under the open numbered section."""
    letters = [c for c in line.text if c.isalpha()]
    look = (line.size, all(c.isupper() for c in letters))
    if look not in reading.ranks:
        reading.ranks[look] = 0
        order = sorted(reading.ranks, reverse=True)
        reading.ranks = {known: at for at, known in enumerate(order, 1)}
    own = reading.ranks[look]
    return own + (1 if reading.section else 0)


def _heading(reading: Reading, one: Seen, label: Label | None, level: int) -> Draft:
    words = one.words
    shown = label.text if label and label.form in ("decimal", "single", "place") else ""
    bare = shown and label and label.form == "single" and shown.endswith(")")
    if label and (not shown or bare):
        words = (Words(f"{label.text} "), *words)
        shown = ""
    if label and label.form == "place":
        shown = _place_name(shown)
        reading.schedule = not shown.startswith("Part")
        reading.part = not reading.schedule
        reading.before.clear()
        reading.section = ""
    elif label and label.form == "single":
        _counted(reading, "single", label, one.line)
        reading.section = label.text
        reading.before.pop("decimal", None)
    elif label and label.form == "decimal":
        _counted(reading, "decimal", label, one.line)
    elif level == 1:
        reading.section = ""
    reading.before.pop("item", None)
    text, kept = written([_unbold(w) for w in words])
    _check_look(reading, kept, one)
    return Draft(Kind.HEADING, text, shown, level, one.line.place)


def _place_name(shown: str) -> str:
    """'SCHEDULE 1' as the house writes it; what the grammar lacks stays in the words."""
    return (
        shown[:1].upper() + shown[1:].lower().rstrip()
        if shown.isupper() and shown[-1:].isdigit()
        else shown
    )


def _unbold(word: Words) -> Words:
    return replace(word, bold=False)


def _numbered(reading: Reading, one: Seen, label: Label) -> Iterator[Draft]:
    match label.form:
        case "decimal":
            _leave_list(reading)
            _counted(reading, "decimal", label, one.line)
            if not one.words:
                _alone(reading, one, label)
            yield _draft(reading, Kind.CLAUSE, one, label.text)
        case "bracket":
            _leave_list(reading)
            yield _draft(reading, Kind.CLAUSE, one, label.text)
        case "single" if label.text[:-1].isdigit() and label.text[-1] in ".)" and one.words:
            level = _item_level(reading, one.line)
            yield _draft(reading, Kind.ITEM, one, label.text, level=level)
        case _:
            reading.notices.count("numbers kept as words")
            words = (Words(f"{label.text} "), *one.words)
            yield _paragraph(reading, Seen(one.line, None, words, False), nested=one.line.level > 0)


def _alone(reading: Reading, one: Seen, label: Label) -> None:
    reading.notices.doubt(
        "IMP105", one.line.place, f"the number {label.text} stands without words."
    )


def _counted(reading: Reading, series: str, label: Label, line: Line) -> None:
    before = reading.before.get(series, "")
    missing = gap(before, label.text) if before else ""
    if missing:
        reading.notices.doubt("IMP101", line.place, f"the numbers do not run on: {missing}.")
    reading.before[series] = label.text


def _item_level(reading: Reading, line: Line) -> int:
    """How deep in its list, by the list's level and the indent."""
    reading.in_item = True
    own = line.level * 720 + line.indent if not line.level else line.level * 720
    stack = reading.item_indents
    while stack and stack[-1] > own + INDENT // 2:
        stack.pop()
    if not stack or own > stack[-1] + INDENT // 2:
        stack.append(own)
    return len(stack)


def _leave_list(reading: Reading) -> None:
    reading.item_indents.clear()
    reading.in_item = False


def _paragraph(reading: Reading, one: Seen, *, nested: bool = False) -> Draft:
    if QUOTED.search(one.line.style) and one.words:
        text, kept = written(one.words)
        if "\n" not in text:
            _check_look(reading, kept, one)
            return Draft(Kind.QUOTE, f"> {text}", place=one.line.place)
    goes_on = reading.in_item and (nested or one.line.style.startswith("list continue"))
    if not goes_on:
        _leave_list(reading)
    return _draft(reading, Kind.PARAGRAPH, one, "", level=1 if goes_on else 0)


def _draft(reading: Reading, kind: Kind, one: Seen, label: str, *, level: int = 0) -> Draft:
    text, kept = written(one.words)
    _check_look(reading, kept, one)
    return Draft(kind, text, label, level, one.line.place)


def _check_look(reading: Reading, kept: bool, one: Seen) -> None:
    if not kept:
        reading.notices.doubt(
            "IMP121",
            one.line.place,
            "some bold or italic here has no Markdown; its words are kept.",
        )
