"""The numbers a reader of a Word file sees, worked out from its numbering part as Word does.

Rules: ECMA-376 Part 1, 17.9 (numbering) and 17.7.4 (styles). A level's counter belongs to the list's
definition (`w:abstractNum`), so that several `w:num` of one definition count on together; a
`w:startOverride` acts the first time its own level is used in its `w:num`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from govflow.adapters.word.numbers import q

LEVELS = 9
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as it counts and shows."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    tied: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True)
class ListOf:
    """One `w:num`: the definition whose counters it uses, its levels, and where it starts anew."""

    counted: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class VisibleNumbers:
    """Counts a document's paragraphs in order; ask for each paragraph once."""

    lists: dict[str, ListOf]
    styles: dict[str, tuple[str, str, str]]
    at: dict[str, list[int | None]] = field(default_factory=dict)
    used: set[tuple[str, int]] = field(default_factory=set)

    def of(self, para: etree._Element) -> str:
        """The number in front of this paragraph as shown, '' where there is none."""
        properties = para.find(q("pPr"))
        if properties is None:
            return ""
        return self.shown(_value(properties, "pStyle"), properties.find(q("numPr")))

    def shown(self, style: str, direct: etree._Element | None) -> str:
        num, level = self._place(style, direct)
        found = self.lists.get(num)
        if found is None or level not in found.levels:
            return ""
        self._count(num, found, level)
        return self._written(found, level)

    def level_of(self, style: str, direct: etree._Element | None) -> tuple[int, Level] | None:
        """The list level a paragraph stands on, without counting it; None when it is in no list."""
        num, at = self._place(style, direct)
        level = self.lists[num].levels.get(at) if num in self.lists else None
        return None if level is None else (at, level)

    def _place(self, style: str, direct: etree._Element | None) -> tuple[str, int]:
        """The list and level of a paragraph; what it says itself goes before what its style says."""
        num = _value(direct, "numId") if direct is not None else ""
        level = _value(direct, "ilvl") if direct is not None else ""
        own_style, own_num, own_level = self._of_style(style)
        if not num:
            num = own_num
            level = level or self._tied_level(num, own_style) or own_level
        return num, int(level or 0)

    def _of_style(self, style: str) -> tuple[str, str, str]:
        """The nearest style of the chain that says something of numbering."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            based, num, level = self.styles[style]
            if num:
                return style, num, level
            style = based
        return "", "", ""

    def _tied_level(self, num: str, style: str) -> str:
        levels = self.lists[num].levels if num in self.lists else {}
        return next((str(at) for at, level in levels.items() if level.tied == style), "")

    def _count(self, num: str, found: ListOf, level: int) -> None:
        counters = self.at.setdefault(found.counted, [None] * LEVELS)
        before = counters[level]
        if level in found.starts and (num, level) not in self.used:
            counters[level] = found.starts[level]
        else:
            counters[level] = found.levels[level].start if before is None else before + 1
        self.used.add((num, level))
        for upper in range(level):  # a level shown without having been used is used from then on
            if counters[upper] is None:
                counters[upper] = found.levels.get(upper, Level()).start
        for deeper in range(level + 1, LEVELS):
            if _restarts(found.levels.get(deeper), level):
                counters[deeper] = None

    def _written(self, found: ListOf, level: int) -> str:
        shown = found.levels[level]
        counters = self.at[found.counted]
        text = shown.text
        for at in range(level, -1, -1):
            if f"%{at + 1}" not in text:
                continue
            part = found.levels.get(at, Level())
            value = counters[at]
            form = "decimal" if shown.legal and part.form != "none" else part.form
            text = text.replace(f"%{at + 1}", figure(part.start if value is None else value, form))
        return text


def _restarts(level: Level | None, used: int) -> bool:
    if level is None or level.restart is None:
        return True
    return level.restart > used


def figure(value: int, form: str) -> str:
    """A number in one of Word's forms; forms no by-law uses are shown in figures."""
    match form:
        case "none" | "bullet":
            return ""
        case "lowerLetter" | "upperLetter":
            letter = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            roman = _roman(value)
            return roman if form == "lowerRoman" else roman.upper()
        case "decimalZero":
            return f"{value:02d}"
        case _:
            return str(value)


def _roman(value: int) -> str:
    out = ""
    for worth, mark in ROMAN:
        out += mark * (value // worth)
        value %= worth
    return out


def visible_numbers(numbering: etree._Element | None, styles: etree._Element) -> VisibleNumbers:
    """A counter for one document, from its numbering and styles parts."""
    own = {s.get(q("styleId"), ""): _style(s) for s in styles.findall(q("style"))}
    if numbering is None:
        return VisibleNumbers({}, own)
    abstracts = {a.get(q("abstractNumId"), ""): a for a in numbering.findall(q("abstractNum"))}
    links = {
        _value(a, "styleLink"): ident for ident, a in abstracts.items() if _value(a, "styleLink")
    }
    lists = {}
    for num in numbering.findall(q("num")):
        ident = _value(num, "abstractNumId")
        abstract = abstracts.get(ident)
        if abstract is not None and (to := _value(abstract, "numStyleLink")):
            ident = links.get(to, ident)
        if ident in abstracts:
            lists[num.get(q("numId"), "")] = _list(ident, abstracts[ident], num)
    return VisibleNumbers(lists, own)


def _style(style: etree._Element) -> tuple[str, str, str]:
    numbered = style.find(f"{q('pPr')}/{q('numPr')}")
    num = _value(numbered, "numId") if numbered is not None else ""
    level = _value(numbered, "ilvl") if numbered is not None else ""
    return _value(style, "basedOn"), num, level


def _list(ident: str, abstract: etree._Element, num: etree._Element) -> ListOf:
    levels = dict(_levels(abstract))
    starts = {}
    for override in num.findall(q("lvlOverride")):
        at = int(override.get(q("ilvl"), "0"))
        levels.update(_levels(override))
        if start := _value(override, "startOverride"):
            starts[at] = int(start)
    return ListOf(ident, levels, starts)


def _levels(parent: etree._Element) -> Iterator[tuple[int, Level]]:
    for level in parent.findall(q("lvl")):
        restart = _value(level, "lvlRestart")
        legal = level.find(q("isLgl"))
        yield (
            int(level.get(q("ilvl"), "0")),
            Level(
                start=int(_value(level, "start") or 0),
                form=_value(level, "numFmt") or "decimal",
                text=_value(level, "lvlText"),
                tied=_value(level, "pStyle"),
                restart=int(restart) if restart else None,
                legal=legal is not None and legal.get(q("val"), "1") not in ("0", "false", "off"),
            ),
        )


def _value(parent: etree._Element, name: str) -> str:
    node = parent.find(q(name))
    return node.get(q("val"), "") if node is not None else ""
