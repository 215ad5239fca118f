"""Reading back a by-law that govflow built: its styles say exactly what each paragraph is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from lxml import etree

from govflow.adapters.word.importing.drafts import Draft, blocks_of
from govflow.adapters.word.importing.facts import class_of, day_in
from govflow.adapters.word.importing.grids import grid_drafts
from govflow.adapters.word.importing.lines import Grid, Item, Line, Notices
from govflow.adapters.word.importing.markdown import written
from govflow.adapters.word.importing.safety import checked_tree
from govflow.adapters.word.properties import CUSTOM
from govflow.core.text.policy import Audience, FrontMatter, Kind, Policy

BODY = re.compile(
    r"(policytitle|heading\d|scheduleheading|clause\w*|bodytext|listbullet\d?|listnumber\d?|listcontinue"
    r"|quote|code|rule|definition|definitionterm)$"
)
ITEM = re.compile(r"list(bullet|number)(\d?)$")
DC = "{http://purl.org/dc/elements/1.1/}"


def own_facts(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """The properties `govflow.*` of a file (policy, version, digest...), without the prefix."""
    root = checked_tree(parts, "docProps/custom.xml", name)
    found = {}
    for node in root if root is not None else ():
        if node.tag == f"{{{CUSTOM}}}property" and node.get("name", "").startswith("govflow."):
            found[node.get("name", "")[8:]] = "".join(str(t) for t in node.itertext()).strip()
    return found


def is_ours(parts: Mapping[str, bytes], name: str) -> bool:
    """Whether this is a by-law or redline that govflow built."""
    return own_facts(parts, name).get("document") in ("by-law", "redline")


def key_of(style: str) -> str:
    """A style's name without spaces: other programs write 'Body Text' for 'BodyText'."""
    return re.sub(r"[^a-z0-9]", "", style.lower())


def own_policy(
    parts: Mapping[str, bytes],
    name: str,
    items: Sequence[Item],
    notes: Sequence[tuple[str, tuple[Line, ...]]],
    notices: Notices | None = None,
) -> Policy:
    """The policy of a by-law that govflow built."""
    told = notices or Notices()
    front, body, tail = _pages(items)
    drafts = [*own_drafts(body), *own_notes(notes)]
    facts = own_facts(parts, name)
    matter = _front(front, tail, _core(parts, name), facts)
    return Policy(matter, blocks_of(drafts, told), name)


def _pages(items: Sequence[Item]) -> tuple[list[Item], list[Item], list[Item]]:
    """Cover and control pages; the text; what stands after it."""
    pages: tuple[list[Item], list[Item], list[Item]] = ([], [], [])
    at = 0
    for item in items:
        style = key_of(item.style) if isinstance(item, Line) else ""
        if style == "amendmentnote":
            continue  # made from the version history each time, so no part of the text
        if at == 0 and isinstance(item, Line) and BODY.match(style):
            at = 1
        elif at == 1 and style in ("frontheading", "endmark"):
            at = 2
        pages[at].append(item)
    return pages


def own_body(items: Sequence[Item]) -> list[Item]:
    """The lines and tables that are the text, without cover, control pages and binding facts."""
    return _pages(items)[1]


def own_drafts(body: Sequence[Item]) -> Iterator[Draft]:
    quiet = Notices()
    for at, item in enumerate(body):
        match item:
            case Grid():
                yield from grid_drafts(item, quiet)
            case Line():
                if (
                    not item.words
                    and not item.number
                    and key_of(item.style) not in ("rule", "code")
                ):
                    continue
                before = body[at - 1] if at else None
                yield own_draft(item, before if isinstance(before, Line) else None)


def own_draft(line: Line, before: Line | None = None) -> Draft:
    """What one paragraph of our own styles is."""
    style = key_of(line.style)
    text, _ = written(line.words)
    place = line.place
    if style == "policytitle":
        return Draft(Kind.HEADING, text, "", 0, place)
    if found := re.fullmatch(r"heading(\d)", style):
        return Draft(Kind.HEADING, text, line.number, int(found[1]), place)
    if style == "scheduleheading":
        return Draft(Kind.HEADING, text, line.number, 1, place)
    if found := ITEM.match(style):
        label = "-" if found[1] == "bullet" else line.number
        return Draft(Kind.ITEM if label else Kind.PARAGRAPH, text, label, int(found[2] or 1), place)
    match style:
        case "rule":
            return Draft(Kind.RULE, "---", place=place)
        case "code":
            return Draft(Kind.CODE, _code(line), place=place)
        case "quote":
            return Draft(
                Kind.QUOTE, "\n>\n".join(f"> {t}" for t in text.split("  \n")), place=place
            )
        case "definition":
            return Draft(Kind.DEFINITION, text, ":", place=place)
        case "listcontinue":
            return Draft(Kind.PARAGRAPH, text, "", 1, place)
    if line.number:
        return Draft(Kind.CLAUSE, text, line.number, place=place)
    return Draft(Kind.PARAGRAPH, text, place=place)


def _code(line: Line) -> str:
    inner = "".join(w.text for w in line.words)
    fence = "`" * max(3, 1 + max((len(m) for m in re.findall("`+", inner)), default=0))
    return f"{fence}\n{inner}\n{fence}" if inner else f"{fence}\n{fence}"


def own_notes(notes: Sequence[tuple[str, tuple[Line, ...]]]) -> Iterator[Draft]:
    for label, lines in notes:
        words = [w for line in lines for w in line.words]
        yield Draft(Kind.NOTE, written(words)[0], f"[^{label}]:", place=f"footnote {label}")


def _core(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    root = checked_tree(parts, "docProps/core.xml", name)
    found: dict[str, str] = {}
    for node in root if root is not None else ():
        found[etree.QName(node).localname] = node.text or ""
    return found


def _front(
    cover: Sequence[Item], tail: Sequence[Item], core: Mapping[str, str], facts: Mapping[str, str]
) -> FrontMatter:
    lines = {key_of(i.style): i.text for i in cover if isinstance(i, Line) and i.words}
    control = dict(_control_facts(cover))
    passed_by = re.sub(r"^Passed at (.*) on$", r"\1", lines.get("coverlabel", ""))
    shouted = lines.get("coverorganisation", "")
    organisation = core.get("creator", "")
    same = organisation.upper() == shouted
    return FrontMatter(
        title=lines.get("title", core.get("title", "")),
        code=facts.get("policy", ""),
        instrument_class=class_of(lines.get("coverclass", "By-Law").removesuffix(" of")),
        organisation=organisation if same else shouted.title(),
        audiences=tuple(_audiences(control)),
        roles=_pairs(tail, "Roles named in this text"),
        glossary=_pairs(tail, "Words used in this text"),
        version=facts.get("version", ""),
        passed_by=passed_by or "Trustee Board",
        passed_on=_day(lines.get("coverdate", "")),
        in_force=_day(control.get("In force from", "")),
        review_by=_day(control.get("Next review", "")),
        owner=control.get("Owner", ""),
    )


def _day(text: str) -> date | None:
    return day_in(text)


def _control_facts(cover: Sequence[Item]) -> Iterator[tuple[str, str]]:
    for item in cover:
        if isinstance(item, Line) and key_of(item.style) == "controlfact":
            name, _, value = "".join(w.text for w in item.words).partition("\t")
            yield name.strip(), value.strip()


def _audiences(control: Mapping[str, str]) -> Iterator[Audience]:
    for key, relation in (("Binds", "bound"), ("Informs", "informed")):
        yield from (Audience(name, relation) for name in control.get(key, "").split(", ") if name)


def _pairs(tail: Sequence[Item], heading: str) -> tuple[tuple[str, str], ...]:
    for item, below in pairwise(tail):
        if isinstance(item, Line) and item.text == heading and isinstance(below, Grid):
            rows = [
                [" ".join(line.text for line in cell) for cell in row] for row in below.rows[1:]
            ]
            return tuple((row[0], row[1]) for row in rows if len(row) > 1)
    return ()
