"""A Word template an officer edits: opened, its placeholders filled in, its markers replaced.

A placeholder is `{{ name }}` in the cover, a header or a footer; a marker is a paragraph that holds
nothing but one of the names of `MARKERS`, and gives way to what is built. Word may cut a placeholder
into several runs while it is edited; they are read together. A line whose placeholders are all empty
is left out, so that "DRAFT" does not leave a gap once the text has been passed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from lxml import etree

from govflow.adapters.word.model import PLAIN, Piece, State
from govflow.adapters.word.numbers import q
from govflow.adapters.word.package import parse_part, read_package
from govflow.adapters.word.write import NAMESPACES, Writer, piece_xml
from govflow.core.errors import DocumentError

PLACEHOLDER = re.compile(r"\{\{\s*(.*?)\s*\}\}")
MARKERS = ("body", "contents", "control_table", "binding_facts")
FILLED = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
XML_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(slots=True)
class Template:
    """An opened template: its parts, and the trees of those that are changed."""

    name: str
    parts: dict[str, bytes]
    trees: dict[str, etree._Element]

    def tree(self, part: str) -> etree._Element:
        """One part as a tree that will be written back."""
        if part not in self.trees:
            self.trees[part] = parse_part(self.parts, part, self.name)
        return self.trees[part]

    def written(self) -> dict[str, bytes]:
        """All parts, the changed trees as bytes."""
        changed = {part: XML_HEAD + etree.tostring(tree) for part, tree in self.trees.items()}
        return {**self.parts, **changed}


def open_template(name: str, raw: bytes) -> Template:
    """The template ready to be filled. Raises DocumentError when the file cannot be read."""
    return Template(name, read_package(raw, name), {})


def filled_parts(template: Template) -> list[str]:
    """The parts that may hold placeholders: the document, its headers and footers."""
    return sorted(part for part in template.parts if FILLED.fullmatch(part))


def fill(
    template: Template, writer: Writer, new: Mapping[str, str], old: Mapping[str, str] | None = None
) -> None:
    """Put the values in; where the old document had other ones, as tracked changes.

    Raises DocumentError for a placeholder that has no value, naming the nearest one that has.
    """
    for part in filled_parts(template):
        for para in list(template.tree(part).iter(q("p"))):
            text = own_text(para)
            if "{{" in text and not marker_of(text):
                _check_names(template.name, part, text, new)
                _fill_paragraph(para, writer, new, new if old is None else old)


def own_text(para: etree._Element) -> str:
    return "".join(node.text or "" for run in para.findall(q("r")) for node in run.iter(q("t")))


def marker_of(text: str) -> str:
    """The marker a paragraph consists of, or ''."""
    found = PLACEHOLDER.fullmatch(text.strip())
    return found[1] if found and found[1] in MARKERS else ""


def _check_names(name: str, part: str, text: str, known: Mapping[str, str]) -> None:
    for found in PLACEHOLDER.findall(text):
        if found not in known:
            raise DocumentError(
                f"the template asks for '{{{{ {found} }}}}', which is no placeholder.",
                place=place_in(name, part),
                remedy=nearest(found, known),
            )


def place_in(template: str, part: str) -> str:
    """A part of a template as the officer sees it: 'templates/bylaw.docx (header)'."""
    found = re.match("word/(header|footer)", part)
    return f"{template} ({found[1] if found else 'cover and text'})"


def nearest(name: str, known: Iterable[str]) -> str:
    """What to write instead of a placeholder that does not exist."""
    near = get_close_matches(name, [*known, *MARKERS], 1)
    hint = f"'{{{{ {near[0]} }}}}'" if near else f"one of {', '.join(sorted(known))}"
    return f"open the template in Word and write {hint} instead."


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Consecutive characters of one run, or one thing that is no text (a tab, a field, a picture)."""

    text: str
    run: etree._Element
    thing: etree._Element | None = None


def _fill_paragraph(
    para: etree._Element, writer: Writer, new: Mapping[str, str], old: Mapping[str, str]
) -> None:
    stretches = [s for run in para.findall(q("r")) for s in _stretches(run)]
    if _only_placeholders(stretches):
        names = PLACEHOLDER.findall("".join(s.text for s in stretches))
        state = _line_state(any(old[n] for n in names), any(new[n] for n in names))
        if state is None:
            _remove(para)
            return
        if state is not State.KEPT and not writer.printed:
            _mark_paragraph(para, writer, state)
    made = [element for s in _merged(stretches) for element in _filled(s, writer, new, old)]
    at = para.index(para.findall(q("r"))[0])
    for run in para.findall(q("r")):
        para.remove(run)
    for offset, element in enumerate(made):
        para.insert(at + offset, element)


def _stretches(run: etree._Element) -> Iterator[_Stretch]:
    for child in run:
        if child.tag == q("t"):
            yield _Stretch(child.text or "", run)
        elif child.tag not in (q("rPr"), q("lastRenderedPageBreak")):
            yield _Stretch("", run, child)


def _only_placeholders(stretches: list[_Stretch]) -> bool:
    if any(s.thing is not None for s in stretches):
        return False
    return not PLACEHOLDER.sub("", "".join(s.text for s in stretches)).strip()


def _line_state(before: bool, after: bool) -> State | None:
    if not (before or after):
        return None
    return State.KEPT if before and after else State.INSERTED if after else State.DELETED


def _remove(para: etree._Element) -> None:
    """Take an empty line out, unless a section ends with it."""
    parent = para.getparent()
    if parent is None or para.find(f"{q('pPr')}/{q('sectPr')}") is not None:
        for run in para.findall(q("r")):
            para.remove(run)
        return
    parent.remove(para)


def _mark_paragraph(para: etree._Element, writer: Writer, state: State) -> None:
    properties = para.find(q("pPr"))
    if properties is None:
        properties = etree.Element(q("pPr"))
        para.insert(0, properties)
    marks = properties.find(q("rPr"))
    if marks is None:
        marks = etree.Element(q("rPr"))
        later = properties.find(q("sectPr"))
        properties.insert(properties.index(later) if later is not None else len(properties), marks)
    marks.insert(0, parsed(f"<w:{state.value} {writer.stamp()}/>")[0])


def _merged(stretches: list[_Stretch]) -> Iterator[_Stretch]:
    """Text cut into runs while a placeholder was being typed is put together again."""
    held: _Stretch | None = None
    for stretch in stretches:
        if held and stretch.thing is None and _is_open(held.text):
            held = replace(held, text=held.text + stretch.text)
            continue
        if held:
            yield held
        held = stretch
    if held:
        yield held


def _is_open(text: str) -> bool:
    return text.endswith("{") or text.rfind("{{") > text.rfind("}}")


def _filled(
    stretch: _Stretch, writer: Writer, new: Mapping[str, str], old: Mapping[str, str]
) -> Iterator[etree._Element]:
    looks = stretch.run.find(q("rPr"))
    if stretch.thing is not None:
        run = etree.Element(q("r"))
        run.extend(([looks] if looks is not None else []) + [stretch.thing])
        yield _copied(run)
        return
    for piece in _pieces(stretch.text, old, new):
        for element in parsed(piece_xml(writer, piece)):
            if looks is not None:
                _dress(element, looks)
            yield element


def _pieces(text: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Piece]:
    """The text around placeholders stays; a value that differs goes whole and comes whole."""
    at = 0
    for found in PLACEHOLDER.finditer(text):
        yield from _spoken(text[at : found.start()], State.KEPT)
        before, after = old[found[1]], new[found[1]]
        if before == after:
            yield from _spoken(after, State.KEPT)
        else:
            yield from _spoken(before, State.DELETED)
            yield from _spoken(after, State.INSERTED)
        at = found.end()
    yield from _spoken(text[at:], State.KEPT)


def _spoken(text: str, state: State) -> Iterator[Piece]:
    if text:
        yield Piece(text, PLAIN, state)


def _copied(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element))


def parsed(xml: str) -> list[etree._Element]:
    """Elements written with the usual prefixes, as a tree."""
    return list(etree.fromstring(f"<x {NAMESPACES}>{xml}</x>"))


def _dress(element: etree._Element, looks: etree._Element) -> None:
    """The look the officer gave the placeholder goes to the words that replace it."""
    for run in element.iter(q("r")):
        own = run.find(q("rPr"))
        if own is None:
            run.insert(0, _copied(looks))


def place(template: Template, flows: Mapping[str, str]) -> dict[str, bytes]:
    """The parts with each marker paragraph replaced by its flow (given as XML).

    The flow is put into the written text of the part, not into its tree, so that a long by-law is
    never parsed again. Raises DocumentError when a needed marker is missing or stands twice.
    """
    root = template.tree("word/document.xml")
    for name in flows:
        _put_marker(template.name, root, name, needed=name == "body")
    parts = template.written()
    text = parts["word/document.xml"].decode()
    for name, xml in flows.items():
        text = text.replace(f"<?govflow {name}?>", xml, 1)
    parts["word/document.xml"] = text.encode()
    return parts


def _put_marker(template: str, root: etree._Element, name: str, *, needed: bool) -> None:
    found = [p for p in root.iter(q("p")) if marker_of(own_text(p)) == name]
    if len(found) > 1 or (needed and not found):
        count = "twice or more" if found else "nowhere"
        raise DocumentError(
            f"the marker '{{{{ {name} }}}}' stands {count} in this template.",
            place=template,
            remedy=f"give it exactly one paragraph that holds nothing but '{{{{ {name} }}}}'.",
        )
    for para in found:
        parent = para.getparent()
        assert parent is not None
        instruction = etree.ProcessingInstruction("govflow", name)
        instruction.tail = None
        if para.find(f"{q('pPr')}/{q('sectPr')}") is None:
            parent.replace(para, instruction)
            continue
        parent.insert(parent.index(para), instruction)
        for run in para.findall(q("r")):
            para.remove(run)
