"""A Word file as text that a person reviews: one line per paragraph, style first, changes marked."""

from lxml import etree

from govflow.adapters.word.visible import visible_numbers
from tests.adapters.word.papers import W, parts

MARKS = {"ins": ("{+", "+}"), "del": ("{-", "-}")}


def outline(raw: bytes) -> str:
    """Headers, text, footnotes and footers of a .docx, in that order."""
    package = parts(raw)
    lines: list[str] = []
    for part in sorted(package):
        if part.startswith("word/header"):
            lines += [f"header: {line}" for line in _lines(package, part)]
    lines += _lines(package, "word/document.xml")
    for part in sorted(package):
        if part.startswith(("word/footnotes", "word/footer")):
            lines += [f"{part[5:13]}: {line}" for line in _lines(package, part)]
    return "\n".join(lines) + "\n"


def _lines(package: dict[str, bytes], part: str) -> list[str]:
    numbering = etree.fromstring(package["word/numbering.xml"])
    counter = visible_numbers(numbering, etree.fromstring(package["word/styles.xml"]))
    styles = etree.fromstring(package["word/styles.xml"])
    names = {
        s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val") for s in styles.iter(f"{W}style")
    }
    out = []
    for para in etree.fromstring(package[part]).iter(f"{W}p"):
        style = para.find(f"{W}pPr/{W}pStyle")
        name = names.get(style.get(f"{W}val"), "?") if style is not None else "Normal"
        number = counter.of(para)
        words = _words(para)
        if words or number:
            mark = para.find(f"{W}pPr/{W}rPr")
            state = (
                "".join(MARKS[etree.QName(m).localname][0][1] for m in mark)
                if mark is not None
                else ""
            )
            row = "| " if any(p.tag == f"{W}tc" for p in para.iterancestors()) else ""
            out.append(f"[{name}]{state} {row}{number + ' ' if number else ''}{words}")
    return out


def _words(para: etree._Element) -> str:
    out = ""
    for node in para.iter():
        if node.tag in (f"{W}t", f"{W}delText"):
            change = next(
                (p for p in node.iterancestors() if p.tag in (f"{W}ins", f"{W}del")), None
            )
            start, end = MARKS[etree.QName(change).localname] if change is not None else ("", "")
            out += f"{start}{node.text}{end}"
        elif node.tag == f"{W}tab" and node.getparent().tag == f"{W}r":
            out += " -> "
        elif node.tag == f"{W}br":
            out += " / "
        elif node.tag == f"{W}footnoteReference":
            out += f"[note {node.get(f'{W}id')}]"
        elif node.tag == f"{W}instrText":
            out += f"<{(node.text or '').split()[0]}>"
    return out.replace("+}{+", "").replace("-}{-", "")
