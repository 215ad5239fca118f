"""Native numbering whose visible numbers are the written ones.

Word counts; a by-law's numbers are names. Each written number is therefore compared with what Word
would count there, in the new text and, in a redline, in the old one too. Where they agree the
paragraph takes its number from its style; where they do not (4.6A, a number left out) it gets the
written number as a list of its own with the number format 'none', which counts nothing (ECMA-376
Part 1, 17.9.17 and 17.18.59). Nothing is ever renumbered to suit Word.
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from govflow.adapters.word.labels import (
    CLAUSES,
    FIRST_SUB_LEVEL,
    FORMS,
    ITEMS,
    PLACES,
    STYLES,
    Label,
)
from govflow.adapters.word.model import Numbered
from govflow.adapters.word.write import W

LEVELS = 9
LIST_STYLES = ("ListNumber", "ListNumber2", "ListNumber3")


def q(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


@dataclass(slots=True)
class Counters:
    """What one reader's Word has counted so far in one list."""

    at: list[int] = field(default_factory=lambda: [0] * LEVELS)
    skipped: list[bool] = field(default_factory=lambda: [False] * LEVELS)

    def fits(self, label: Label) -> bool:
        """Whether the next paragraph of this level would show exactly this number."""
        level = label.level
        if not label.values or self.skipped[level] or self.at[level] + 1 != label.values[-1]:
            return False
        above = label.values[:-1]
        return tuple(self.at[: len(above)]) == above

    def count(self, level: int) -> None:
        self.at[level] += 1
        for deeper in range(level + 1, LEVELS):
            self.at[deeper], self.skipped[deeper] = 0, False
        for upper in range(1, level):
            self.skipped[upper] = self.skipped[upper] or self.at[upper] == 0


@dataclass(frozen=True, slots=True)
class Sides:
    """The label a paragraph carries in the old and in the new text; None where it does not stand."""

    old: Label | None
    new: Label | None

    @property
    def all(self) -> tuple[Label, ...]:
        return tuple(label for label in (self.old, self.new) if label)


@dataclass(slots=True)
class Series:
    """One list as both readers count it: `num` is its id in the numbering part."""

    num: int
    own: bool = False
    old: Counters = field(default_factory=Counters)
    new: Counters = field(default_factory=Counters)

    def fits(self, sides: Sides) -> bool:
        return (not sides.old or self.old.fits(sides.old)) and (
            not sides.new or self.new.fits(sides.new)
        )

    def count(self, sides: Sides) -> None:
        if sides.old:
            self.old.count(sides.old.level)
        if sides.new:
            self.new.count(sides.new.level)


class Numbering:
    """The numbering part of one document: the template's lists and those that its numbers need."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.next_abstract = 1 + max(self._ids("abstractNum", "abstractNumId"), default=0)
        self.next_num = 1 + max(self._ids("num", "numId"), default=0)
        self.literals: dict[tuple[str, int, str], int] = {}
        self.base = self._num_tied_to(STYLES[1])
        self.items = self._num_tied_to(LIST_STYLES[0])
        self.clauses = Series(self.base)
        self.sub: Series | None = None
        self.places: dict[str, Series] = {}
        self.place_names: dict[str, int] = {}
        self.open_items: Series | None = None
        self.item_suffixes: dict[int, str] = {}

    def _ids(self, element: str, attribute: str) -> list[int]:
        return [int(node.get(q(attribute), "0")) for node in self.root.findall(q(element))]

    def _num_tied_to(self, style: str) -> int:
        """The list whose levels name this style; 0 when the template ties none to it."""
        for abstract in self.root.findall(q("abstractNum")):
            if any(tie.get(q("val")) == style for tie in abstract.iter(q("pStyle"))):
                return self._num_of(abstract.get(q("abstractNumId"), ""))
        return 0

    def _num_of(self, abstract: str) -> int:
        for num in self.root.findall(q("num")):
            link = num.find(q("abstractNumId"))
            if link is not None and link.get(q("val")) == abstract:
                return int(num.get(q("numId"), "0"))
        return 0

    def _abstract_of(self, num: int) -> etree._Element:
        node = self.root.find(f"{q('num')}[@{q('numId')}='{num}']")
        link = node.find(q("abstractNumId")) if node is not None else None
        wanted = link.get(q("val")) if link is not None else ""
        found = self.root.find(f"{q('abstractNum')}[@{q('abstractNumId')}='{wanted}']")
        assert found is not None, f"list {num} has no definition"
        return found

    def suit(self, labels: Iterable[Label]) -> None:
        """Give the clause levels the punctuation that this text's own numbers have ('1.' or '1')."""
        seen: set[int] = set()
        abstract = self._abstract_of(self.base)
        for label in labels:
            if label.series != CLAUSES or not label.values or label.level in seen:
                continue
            seen.add(label.level)
            text = self._level(abstract, label.level).find(q("lvlText"))
            assert text is not None
            text.set(q("val"), FORMS[label.level] + label.suffix)
        self.suffixes = {
            level: self._shown(abstract, level)[len(form) :] for level, form in enumerate(FORMS)
        }

    def _level(self, abstract: etree._Element, level: int) -> etree._Element:
        found = abstract.find(f"{q('lvl')}[@{q('ilvl')}='{level}']")
        assert found is not None, f"the template's list has no level {level}"
        return found

    def _shown(self, abstract: etree._Element, level: int) -> str:
        text = self._level(abstract, level).find(q("lvlText"))
        return text.get(q("val"), "") if text is not None else ""

    def number(self, sides: Sides, style: str) -> Numbered | None:
        """Where this paragraph takes its number from; None: from its style, as Word counts."""
        label = sides.all[-1]
        if label.series == ITEMS:
            return self._item(sides)
        if label.series.startswith(PLACES):
            return self._place(sides)
        if label.level < FIRST_SUB_LEVEL:
            self.sub = None
        if self._counts_here(self.clauses, sides) and not self._in_own_series(label):
            self.clauses.count(sides)
            by_style = style == STYLES[label.level] and not self.clauses.own
            return None if by_style else Numbered(self.clauses.num, label.level)
        if label.level >= FIRST_SUB_LEVEL:
            return self._sub_clause(sides)
        return self.literal(label)

    def agrees(self, sides: Sides) -> bool:
        """Whether Word would count what each text has written, though the two differ."""
        label = sides.all[-1]
        if label.series == ITEMS:
            return self._item_fits(sides)
        if label.series.startswith(PLACES):
            return False
        if label.level < FIRST_SUB_LEVEL or self.sub is None:
            return self._counts_here(self.clauses, sides)
        return self.sub.fits(sides)

    def _in_own_series(self, label: Label) -> bool:
        return self.sub is not None and label.level >= FIRST_SUB_LEVEL

    def _counts_here(self, series: Series, sides: Sides) -> bool:
        usual = all(label.suffix == self.suffixes.get(label.level) for label in sides.all)
        return usual and series.fits(sides)

    def _place(self, sides: Sides) -> Numbered:
        """A schedule or a part; within a schedule the clauses count anew."""
        label = sides.all[-1]
        if not label.text.startswith("Part"):
            self.clauses, self.sub = Series(self._copy(self.base, {}), own=True), None
        same = all((one.series, one.suffix) == (label.series, label.suffix) for one in sides.all)
        key = f"{label.series}{label.suffix}"
        if label.values and key not in self.places:
            self.places[key] = Series(self._add([_place_level(label)]))
        if same and label.values and self.places[key].fits(sides):
            self.places[key].count(sides)
            return Numbered(self.places[key].num)
        if label.text not in self.place_names:
            self.place_names[label.text] = self._add([_place_level(label, literal=True)])
        return Numbered(self.place_names[label.text])

    def _sub_clause(self, sides: Sides) -> Numbered:
        """(a) starting again without a numbered clause above it: a list of its own that counts."""
        label = sides.all[-1]
        if self.sub is None or not self.sub.fits(sides):
            if not all(one.first and one.values for one in sides.all):
                return self.literal(label)
            if self.sub is None or not self.sub.fits(sides):
                self.sub = Series(self._copy(self.base, {}), own=True)
        self.sub.count(sides)
        return Numbered(self.sub.num, label.level)

    def _item(self, sides: Sides) -> Numbered:
        label = sides.all[-1]
        if not self._item_fits(sides):
            same = {(one.level, one.values, one.suffix, one.first) for one in sides.all}
            if len(same) > 1 or not label.values or not self._may_start(label):
                return self.literal(label)
            start = label.values[-1]
            form = {label.level: (start, f"%{label.level + 1}{label.suffix}")}
            self.open_items = Series(self._copy(self.items, form))
            self.item_suffixes = {label.level: label.suffix}
            for counters in (self.open_items.old, self.open_items.new):
                counters.at[label.level] = start - 1
        assert self.open_items
        self.open_items.count(sides)
        return Numbered(self.open_items.num, label.level)

    def _item_fits(self, sides: Sides) -> bool:
        usual = all(self.item_suffixes.get(one.level, ".") == one.suffix for one in sides.all)
        return self.open_items is not None and usual and self.open_items.fits(sides)

    def _may_start(self, label: Label) -> bool:
        """A first item starts a list; so does one with another sign after its number (1. and 1))."""
        return label.first or label.suffix != self.item_suffixes.get(label.level, label.suffix)

    def native(self) -> dict[str, Numbered]:
        """The list and level that each style counts in, as the template ties them."""
        return {
            tie.get(q("val"), ""): Numbered(
                self._num_of(abstract.get(q("abstractNumId"), "")), int(level.get(q("ilvl"), "0"))
            )
            for abstract in self.root.findall(q("abstractNum"))
            for level in abstract.findall(q("lvl"))
            for tie in level.findall(q("pStyle"))
        }

    def end_list(self) -> None:
        """A block that is no list item closes the open list."""
        self.open_items, self.item_suffixes = None, {}

    def literal(self, label: Label) -> Numbered:
        """The written number itself, at the indents of its level."""
        source = self.base if label.series == CLAUSES else self.items
        key = (label.text, label.level, label.series)
        if key not in self.literals:
            abstract = self._abstract_of(source)
            self.literals[key] = self._add(
                _literal_levels(self._level(abstract, label.level), label)
            )
        return Numbered(self.literals[key])

    def unnumbered(self) -> Numbered:
        """No number where the style would give one: a list that shows nothing."""
        if "" not in self.place_names:
            self.place_names[""] = self._add([_place_level(Label(""), literal=True)])
        return Numbered(self.place_names[""])

    def _copy(self, num: int, forms: dict[int, tuple[int, str]]) -> int:
        """The same levels as a new list that counts for itself, tied to no style."""
        levels = [deepcopy(level) for level in self._abstract_of(num).findall(q("lvl"))]
        for level in levels:
            for tie in level.findall(q("pStyle")):
                level.remove(tie)
            at = int(level.get(q("ilvl"), "0"))
            if at in forms:
                _set(level, "start", str(forms[at][0]))
                _set(level, "lvlText", forms[at][1])
        return self._add(levels)

    def _add(self, levels: list[etree._Element]) -> int:
        """A new definition before the first `w:num`, and a `w:num` for it at the end (17.9.16)."""
        abstract = etree.Element(q("abstractNum"), {q("abstractNumId"): str(self.next_abstract)})
        etree.SubElement(abstract, q("multiLevelType"), {q("val"): "multilevel"})
        abstract.extend(levels)
        firsts = [at for at, node in enumerate(self.root) if node.tag == q("num")]
        self.root.insert(firsts[0] if firsts else len(self.root), abstract)
        num = etree.SubElement(self.root, q("num"), {q("numId"): str(self.next_num)})
        etree.SubElement(num, q("abstractNumId"), {q("val"): str(self.next_abstract)})
        self.next_abstract, self.next_num = self.next_abstract + 1, self.next_num + 1
        return self.next_num - 1


def _literal_levels(like: etree._Element, label: Label) -> list[etree._Element]:
    level = deepcopy(like)
    level.set(q("ilvl"), "0")
    for name in ("pStyle", "lvlRestart", "isLgl"):
        for node in level.findall(q(name)):
            level.remove(node)
    _set(level, "numFmt", "none")
    _set(level, "lvlText", label.text.replace("%", "\uff05"))
    return [level]


def _place_level(label: Label, *, literal: bool = False) -> etree._Element:
    """'Schedule %1' before the heading's words, with a space and no indent."""
    _, word, form = (*label.series.split(), "", "")[:3]
    text = label.text if literal else f"{word} %1{label.suffix}"
    rows = (
        ("start", "1"),
        ("numFmt", "none" if literal else form),
        ("suff", "space" if text else "nothing"),
        ("lvlText", text),
        ("lvlJc", "left"),
    )
    level = etree.Element(q("lvl"), {q("ilvl"): "0"})
    for name, shown in rows:
        etree.SubElement(level, q(name), {q("val"): shown})
    indent = etree.SubElement(etree.SubElement(level, q("pPr")), q("ind"))
    indent.set(q("left"), "0")
    indent.set(q("firstLine"), "0")
    return level


def _set(level: etree._Element, name: str, value: str) -> None:
    node = level.find(q(name))
    if node is not None:
        node.set(q("val"), value)
