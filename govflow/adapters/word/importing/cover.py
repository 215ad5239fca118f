"""The title page and what belongs to it: title, class, organisation, who passed it when, versions.

What is understood goes into the front matter and out of the text; a line of the title page that is
not understood is listed, never lost without a word.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from govflow.adapters.word.importing.facts import Cover, as_name, class_in, day_in, fact, said
from govflow.adapters.word.importing.lines import Grid, Item, Line, Notices
from govflow.adapters.word.importing.typed import typed_label
from govflow.core.text.policy import FrontMatter

COVER_LINES = 40
LONGEST = 30  # words: a longer line is text, not title page
ORGANISATION = re.compile(
    r"\b(?:union|charity|trust|society|association|council|foundation|college|university|club|limited|ltd|cio)\b",
    re.I,
)
CONTENTS = re.compile(r"(?:table of )?contents(?: list| page)?$", re.I)
CONTROL = re.compile(
    r"(?:document|version|amendment|revision|change) (?:control|history|record)(?: table| sheet)?$",
    re.I,
)
TOC_STYLE = re.compile(r"(?:toc|contents) ?\d$")
DOTTED = re.compile(r".{2,}?(?:\.{4,}|\t+|\s\u2026+)\s*\d{1,3}$")
PLAIN = "plain text"  # the style of lines that have no looks
TITLES = ("title", "policy title")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "version": ("version", "issue", "rev", "v"),
    "passed_on": ("date", "passed", "approved"),
    "minute": ("minute", "ref"),
    "owner": ("author", "owner", "by", "who", "name"),
    "summary": (
        "change",
        "summary",
        "description",
        "comment",
        "amendment",
        "note",
        "detail",
        "reason",
    ),
}


def without_contents(items: Iterable[Item], notices: Notices) -> list[Item]:
    """The items without the contents list and its heading."""
    kept: list[Item] = []
    gone: list[Line] = []
    for item in items:
        if isinstance(item, Line) and _in_contents(item):
            if item.text:
                gone.append(item)
            if kept and isinstance(kept[-1], Line) and CONTENTS.match(kept[-1].text):
                kept.pop()
        else:
            kept.append(item)
    if gone:
        notices.drop("contents list", " / ".join(line.text for line in gone), gone[0].place)
    return kept


def _in_contents(line: Line) -> bool:
    raw = "".join(w.text for w in line.words if not w.note)
    return (
        bool(TOC_STYLE.match(line.style))
        or line.style == "toc heading"
        or bool(DOTTED.fullmatch(raw))
    )


def take_cover(items: Sequence[Item], notices: Notices) -> tuple[FrontMatter, list[Item]]:
    """The front matter that the first pages give, and the items that are text.

    A title on a page of its own goes into the front matter alone; one that opens the text, or is said
    again there, stays its heading too (in the style 'title').
    """
    cover = Cover()
    rest = _without_control(items, cover)
    zone = [item for item in rest[: _cover_end(rest)] if isinstance(item, Line)]
    left, last = _read_cover(cover, zone)
    head = [line for line in left if zone.index(line) <= last]
    body = [*(line for line in left if zone.index(line) > last), *rest[len(zone) :]]
    title, page = _title(head, body, own_page=last >= 0)
    for line in head:
        if title is not None and line.text == title.text:
            continue
        if ORGANISATION.search(line.text) and cover.put_first("organisation", line.text):
            said = f"'{line.text}' was read as the organisation."
            notices.doubt("IMP132", line.place, said)
        else:
            notices.drop("title page", line.text, line.place)
    for text in cover.unread:
        notices.doubt("IMP134", "the title page", f"no day can be read from '{text}'.")
    if title is not None and not page:
        body = [_as_title(title), *(line for line in body if line is not title)]
    return _front(cover, title.text if title else "", notices), body


def _as_title(line: Line) -> Line:
    return replace(line, heading=0, style=TITLES[0], number="", bullet=False)


def _without_control(items: Sequence[Item], cover: Cover) -> list[Item]:
    """The items without version-control tables and their headings; what these say is kept in `cover`."""
    kept: list[Item] = []
    for item in items:
        if isinstance(item, Grid) and _control(item, cover):
            if kept and isinstance(kept[-1], Line) and CONTROL.match(kept[-1].text.strip(":")):
                kept.pop()
        else:
            kept.append(item)
    return kept


def _control(grid: Grid, cover: Cover) -> bool:
    rows = [[" ".join(line.text for line in cell).strip() for cell in row] for row in grid.rows]
    return _versions(rows, cover) or _pairs(rows, cover)


def _versions(rows: Sequence[Sequence[str]], cover: Cover) -> bool:
    """A table headed 'Version | Date | Author | Changes': one entry for each row."""
    names = [_column(cell) for cell in rows[0]] if rows else []
    if "version" not in names or len([n for n in names if n]) < 2 or len(rows) < 2:
        return False
    for row in rows[1:]:
        entry = {n: c for n, c in zip(names, row, strict=False) if n and c}
        if "passed_on" in entry and (day := day_in(entry["passed_on"])):
            entry["passed_on"] = day.isoformat()
        if entry:
            cover.history.append(entry)
    return True


def _column(cell: str) -> str:
    words = re.findall(r"[a-z]+", cell.lower())
    for name, hints in COLUMNS.items():
        if any(
            word.startswith(hint) if len(hint) > 2 else word == hint
            for word in words
            for hint in hints
        ):
            return name
    return ""


def _pairs(rows: Sequence[Sequence[str]], cover: Cover) -> bool:
    """A table of 'Owner | Chief Executive' lines: all of its first cells must be known facts."""
    if not rows or any(len(row) != 2 for row in rows):
        return False
    trial = Cover()
    known = [fact(f"{row[0].rstrip(':')}: {row[1]}", trial) or not row[1] for row in rows if row[0]]
    if len(known) < 2 or not all(known):
        return False
    for name, value in trial.facts.items():
        cover.put(name, value)
    return True


def _cover_end(items: Sequence[Item]) -> int:
    """How many of the first items may belong to the title page."""
    for at, item in enumerate(items[:COVER_LINES]):
        if isinstance(item, Grid) or _is_text(item):
            return at
    return min(len(items), COVER_LINES)


def _is_text(line: Line) -> bool:
    """Whether this line is certainly text: numbered, a styled heading with text, or a long sentence."""
    if line.style in TITLES:
        return False
    label = typed_label(line.text)
    if line.number or line.bullet or line.heading or (label and label.form != "other"):
        return not _states(line.text)
    return len(line.text.split()) > LONGEST or (
        len(line.text.split()) > 8 and line.text.endswith(".")
    )


def _states(text: str) -> bool:
    return day_in(text) is not None and len(text.split()) <= 4


def _read_cover(cover: Cover, lines: Sequence[Line]) -> tuple[list[Line], int]:
    """Read what can be read: the lines that said nothing known, and where the title page ends.

    It ends at its last known fact or page break; -1 when there is neither, so no title page.
    """
    left: list[Line] = []
    wants, last = "", -1
    for at, line in enumerate(lines):
        text = line.text
        if line.ends_page:
            last = at
        if not text:
            continue
        if wants == "date" and day_in(text):
            cover.put("passed_on", day_in(text))
            wants, last = "known", at
        elif wants == "organisation":
            cover.put("organisation", text)
            wants, last = "known", at
        elif wants := said(cover, text):
            last = at
        else:
            left.append(line)
    return left, last


def _title(head: Sequence[Line], body: list[Item], *, own_page: bool) -> tuple[Line | None, bool]:
    """The title's line, and whether it stands on a page of its own (so that it is no text).

    On a title page: the line in the style 'Title', else the one that the text says again, else the
    largest, else the first. Without one: the line that opens the text, if it looks like a title.
    """
    if not own_page:
        return _body_title(body), False
    if not head:
        first = next((i for i in body if isinstance(i, Line) and i.text), None)
        return (first if first and first.style in TITLES else None), False
    opening = {i.text.casefold(): i for i in body[:3] if isinstance(i, Line)}
    size = max(line.size for line in head)
    again = [line for line in head if line.text.casefold() in opening]
    styled = [line for line in head if line.style in TITLES]
    found = (styled or again or [line for line in head if line.size == size])[0]
    if twin := opening.get(found.text.casefold()):
        return twin, False
    twice = [line for line in head if line.text.casefold() == found.text.casefold()]
    return found, len(twice) < 2


def _opens_a_plain_text(first: Line, others: Sequence[Line]) -> bool:
    """In a text whose lines all look alike: a short first line over one that has a number."""
    alike = all(o.size == first.size and not o.bold and not o.heading for o in others)
    below = others[0] if others else None
    numbered = below is not None and (bool(below.number) or typed_label(below.text) is not None)
    short = len(first.text.split()) <= 8 and not re.search(r"[.,;:]$", first.text)
    return alike and numbered and short and not first.bold


def _body_title(body: Sequence[Item]) -> Line | None:
    """The first line of the text when it can only be its title: by style, or alone of its rank or look."""
    lines = [item for item in body if isinstance(item, Line) and item.text]
    if not lines or lines[0] is not next(
        (i for i in body if not isinstance(i, Line) or i.text), None
    ):
        return None
    first, others = lines[0], lines[1:]
    if first.style in TITLES:
        return first
    if (
        first.number
        or first.bullet
        or typed_label(first.text)
        or _is_text(replace(first, heading=0))
    ):
        return None
    if first.heading:
        return None if any(line.heading == first.heading for line in others) else first
    if _opens_a_plain_text(first, others):
        return first
    size = max((line.size for line in others), default=0)
    plain = first.size <= size and not first.centred and not (first.style == PLAIN and others)
    return None if plain and not (first.bold and not any(o.bold for o in others[:1])) else first


def _front(cover: Cover, title: str, notices: Notices) -> FrontMatter:
    facts = cover.facts
    title = title or str(facts.get("kind line", ""))
    organisation = str(facts.get("organisation", ""))
    newest = cover.history[-1] if cover.history else {}
    passed = facts.get("passed_on") or day_in(newest.get("passed_on", ""))
    if organisation.isupper():
        organisation = as_name(organisation)
        notices.doubt(
            "IMP130",
            "the title page",
            f"the organisation stands in capitals; read as '{organisation}'.",
        )
    return FrontMatter(
        title=str(facts.get("title", "")) or title,
        code="",
        instrument_class=str(facts.get("class", "")) or class_in(title, notices),
        organisation=organisation,
        version=str(facts.get("version", "") or newest.get("version", "").lstrip("vV")),
        passed_by=str(facts.get("passed_by", "Trustee Board")),
        passed_on=passed if isinstance(passed, date) else None,
        minute=str(facts.get("minute", "") or newest.get("minute", "")),
        in_force=_date(facts.get("in_force")),
        review_by=_date(facts.get("review_by")),
        owner=str(facts.get("owner", "")),
        extra=(("history", cover.history),) if cover.history else (),
    )


def _date(value: object) -> date | None:
    return value if isinstance(value, date) else None
