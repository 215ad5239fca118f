"""How a paragraph and its runs look once styles have had their say (ECMA-376 Part 1, 17.7)."""

from dataclasses import dataclass, field, fields, replace

from lxml import etree

from govflow.adapters.word.numbers import q

OFF = ("0", "false", "off", "none")
CHAIN = 20


@dataclass(frozen=True, slots=True)
class Looks:
    """What a style or a run says; None where it says nothing."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: int | None = None
    outline: int | None = None
    centred: bool | None = None
    indent: int | None = None
    font: str | None = None

    def over(self, below: "Looks") -> "Looks":
        """This, and where it says nothing what stands below it."""
        if self is NOTHING:
            return below
        said = {name: getattr(self, name) for name in LOOKS}
        return replace(below, **{name: value for name, value in said.items() if value is not None})


NOTHING = Looks()
LOOKS = tuple(f.name for f in fields(Looks))


@dataclass(slots=True)
class Styles:
    """The styles of one document by id, resolved when first asked for."""

    nodes: dict[str, etree._Element] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    basics: Looks = Looks()
    default: str = ""
    known: dict[str, Looks] = field(default_factory=dict)
    wholes: dict[str, Looks] = field(default_factory=dict)

    def name(self, style: str) -> str:
        """A style's name in small letters ('heading 1'); its id where it has none."""
        return self.names.get(style, style).lower()

    def of(self, style: str) -> Looks:
        """Everything a paragraph or character style says, its bases included."""
        if style not in self.known:
            self.known[style] = Looks()  # a style based on itself ends here
            node = self.nodes.get(style)
            if node is not None:
                base = val(node.find(q("basedOn")))
                own = looks_of(node.find(q("pPr")), node.find(q("rPr")))
                outline = (
                    own.outline if own.outline is not None else heading_level(self.name(style))
                )
                self.known[style] = replace(own, outline=outline).over(self.of(base))
        return self.known[style]

    def whole(self, style: str) -> Looks:
        """A style over the document's basics."""
        if style not in self.wholes:
            self.wholes[style] = self.of(style).over(self.basics)
        return self.wholes[style]


def read_styles(root: etree._Element | None) -> Styles:
    if root is None:
        return Styles()
    nodes = {s.get(q("styleId"), ""): s for s in root.findall(q("style"))}
    names = {ident: val(node.find(q("name"))) or ident for ident, node in nodes.items()}
    default = next(
        (
            i
            for i, n in nodes.items()
            if n.get(q("default")) == "1" and n.get(q("type")) == "paragraph"
        ),
        "",
    )
    basics = looks_of(
        root.find(f"{q('docDefaults')}/{q('pPrDefault')}/{q('pPr')}"),
        root.find(f"{q('docDefaults')}/{q('rPrDefault')}/{q('rPr')}"),
    )
    return Styles(nodes, names, basics, default)


def heading_level(name: str) -> int | None:
    """'heading 2' is outline level 1; every other name says nothing."""
    head, _, number = name.rpartition(" ")
    return int(number) - 1 if head == "heading" and number in "123456789" and number else None


def looks_of(paragraph: etree._Element | None, run: etree._Element | None) -> Looks:
    """What these paragraph and run properties say themselves."""
    if paragraph is None and (run is None or not len(run)):
        return NOTHING
    outline = number(paragraph, "outlineLvl")
    align = val(paragraph.find(q("jc"))) if paragraph is not None else ""
    indent = paragraph.find(q("ind")) if paragraph is not None else None
    left = (indent.get(q("left")) or indent.get(q("start"))) if indent is not None else None
    fonts = run.find(q("rFonts")) if run is not None else None
    return Looks(
        bold=toggle(run, "b"),
        italic=toggle(run, "i"),
        hidden=toggle(run, "vanish"),
        size=number(run, "sz"),
        outline=outline if outline is None or outline < 9 else -1,
        centred=(align == "center") if align else None,
        indent=int(left) if left and left.lstrip("-").isdigit() and len(left) < 7 else None,
        font=fonts.get(q("ascii")) if fonts is not None else None,
    )


def toggle(parent: etree._Element | None, name: str) -> bool | None:
    node = parent.find(q(name)) if parent is not None else None
    return None if node is None else node.get(q("val"), "1") not in OFF


def number(parent: etree._Element | None, name: str) -> int | None:
    text = val(parent.find(q(name))) if parent is not None else ""
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 6 else None


def val(node: etree._Element | None) -> str:
    return node.get(q("val"), "") if node is not None else ""
