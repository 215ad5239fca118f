"""What a source shows, line by line, before anybody asks what it means: the common form of all sources."""

from dataclasses import dataclass, field, replace
from typing import TypeAlias

from govflow.core.text.proposals import Hand


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text in one look. A line feed is a line break; `note` is the footnote it refers to."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    note: str = ""

    @property
    def look(self) -> tuple[bool, bool, str, str]:
        return self.bold, self.italic, self.link, self.note


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as its reader sees it.

    `number` is what stands in front by automatic numbering; `heading` the level (1 to 9) that its
    style or outline gives it, 0 for none; `size` is in half-points; `level` is the list's (0 to 8);
    `tabbed` tells that a tab follows a typed number. `ends_page` tells of a page or section break
    after it. `place` is for messages: 'paragraph 12'.
    """

    words: tuple[Words, ...]
    number: str = ""
    bullet: bool = False
    level: int = 0
    style: str = ""
    heading: int = 0
    size: int = 0
    bold: bool = False
    centred: bool = False
    indent: int = 0
    ends_page: bool = False
    marks: tuple[str, ...] = ()
    place: str = ""
    hands: tuple[Hand, ...] = ()

    @property
    def text(self) -> str:
        """The words on one line, footnote marks left out."""
        said = "".join(" " if w.text == "\n" else w.text for w in self.words if not w.note)
        return " ".join(said.split())


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells of lines. `merged`: some were joined; `header`: row 1 is one."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    header: bool = False
    merged: bool = False
    style: str = ""
    place: str = ""
    hands: tuple[Hand, ...] = ()


Item: TypeAlias = Line | Grid


@dataclass(slots=True)
class Notices:
    """What a reader meets on the way and does not put into the text, or is not sure of."""

    dropped: list["Dropped"] = field(default_factory=list)
    doubts: list["Doubt"] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def drop(self, what: str, words: str, place: str) -> None:
        self.dropped.append(Dropped(what, " ".join(words.split())[:300], place))

    def doubt(self, code: str, place: str, message: str) -> None:
        self.doubts.append(Doubt(code, place, message))

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + number


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that is no part of the text (a header, the contents list) and was left out."""

    what: str
    words: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that could not be known: a stable code, its place, and what was done about it."""

    code: str
    place: str
    message: str


def merged(words: list[Words]) -> tuple[Words, ...]:
    """Neighbours of one look as one, without empty ones."""
    out: list[Words] = []
    for one in words:
        if not one.text:
            continue
        if (
            out
            and out[-1].look == one.look
            and not one.note
            and "\n" not in (one.text, out[-1].text)
        ):
            out[-1] = replace(out[-1], text=out[-1].text + one.text)
        else:
            out.append(one)
    return tuple(out)


def without_head(words: tuple[Words, ...], length: int) -> tuple[Words, ...]:
    """The words with their first `length` characters taken off, and the spaces after those."""
    out: list[Words] = []
    left = length
    for at, one in enumerate(words):
        cut = min(left, len(one.text))
        left -= cut
        rest = one.text[cut:]
        if not left:
            out = [replace(one, text=rest), *words[at + 1 :]]
            break
    while out and not out[0].note and not out[0].text.strip(" \t\n\u00a0"):
        out.pop(0)
    if out and not out[0].note:
        out[0] = replace(out[0], text=out[0].text.lstrip(" \t\u00a0"))
    return merged(out)
