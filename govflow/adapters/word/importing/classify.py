"""What each line of a foreign text is: heading, clause, item, paragraph, row; with its number as shown.

Order of belief: style and outline level; then the number's form and its place in the sequence; then
the look (bold, capitals, size) of a short line that ends no sentence.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from govflow.adapters.word.importing.drafts import Draft
from govflow.adapters.word.importing.grids import grid_drafts, rows_as_lines
from govflow.adapters.word.importing.lines import Grid, Item, Line, Notices, Words
from govflow.adapters.word.importing.markdown import written
from govflow.adapters.word.importing.seen import (
    SENTENCE,
    SHORT,
    Seen,
    bare_titles,
    parted,
    plain_titles,
    seen_line,
    title_like,
    with_bullets,
)
from govflow.adapters.word.importing.typed import (
    Label,
    follows_on,
    gap,
    numbers,
)
from govflow.core.text.policy import Kind

LONGEST_HEADING = 160
QUOTED = re.compile(r"(?:^|\b)(?:intense )?quote$|block text")
LISTED = re.compile(r"list (?:bullet|number) ?(\d?)$")
LIST_BULLET = re.compile(r"list bullet")
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


def classify(items: Sequence[Item], notices: Notices) -> tuple[Draft, ...]:
    """The drafts of a text in order. The title page has been taken off before."""
    flat = [part for item in items for part in rows_as_lines(item)]
    lines = [one for item in flat for one in (parted(item) if isinstance(item, Line) else (item,))]
    lines = with_bullets([one for one in lines if isinstance(one, Grid) or one.words or one.number])
    seen = [seen_line(item) if isinstance(item, Line) else item for item in lines]
    reading = Reading(notices, _common_size(lines))
    titles = plain_titles(seen) | bare_titles(seen)
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
    elif one.line.bullet or LIST_BULLET.match(one.line.style):
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
        and (title_like(one) or not text or line.heading or line.bold)
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
    styled = LISTED.match(line.style)
    level = line.level or (int(styled[1] or 1) - 1 if styled else 0)
    own = level * 720 or line.indent
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
