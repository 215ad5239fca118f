"""Whether an edited template can still be used: said in words an officer understands, for `doctor`."""

from collections.abc import Callable, Iterator
from pathlib import PurePath

from lxml import etree

from govflow.adapters.word.accessible import (
    colours_legible,
    named_and_in_english,
    pages_a4,
    pictures_described,
    text_large_enough,
)
from govflow.adapters.word.check import numbering_defined, relations_whole, styles_defined
from govflow.adapters.word.labels import STYLES
from govflow.adapters.word.numbers import q
from govflow.adapters.word.opened import Defect, Opened, value
from govflow.adapters.word.package import read_package
from govflow.adapters.word.template import (
    FILLED,
    MARKERS,
    PLACEHOLDER,
    marker_of,
    nearest,
    own_text,
    place_in,
)
from govflow.core.errors import DocumentError
from govflow.core.text.findings import Finding, Severity

LISTS = ("ListBullet", "ListBullet2", "ListBullet3", "ListNumber", "ListNumber2", "ListNumber3")
TEXT = (
    *("BodyText", "Heading1", "Heading2", "Heading3", "Quote", "Code", "Rule", "TableText"),
    *("TableHead", "TableGap", "GovernanceTable", "Hyperlink", "CodeText", "ControlFact"),
)
STYLES_NEEDED = {
    "bylaw.docx": (
        *(*STYLES, *LISTS, *TEXT, "Heading4", "Heading5", "Heading6", "PolicyTitle"),
        *("ScheduleHeading", "DefinitionTerm", "Definition", "ListContinue", "AmendmentNote"),
        *("FrontHeading", "TOC1", "TOC2", "FootnoteText", "FootnoteReference"),
        *("TextInserted", "TextDeleted"),
    ),
    "board-paper.docx": (
        *(*LISTS, *TEXT, "Resolution", "FieldText", "Instruction", "WordingLabel", "WordingNow"),
        *("WordingProposed", "Reason", "Provenance"),
    ),
    "guidance.docx": (
        *LISTS,
        *TEXT,
        "Heading4",
        "RestsOn",
        "KeyMessage",
        "DefinitionTerm",
        "Definition",
    ),
}
NAMES = {
    "bylaw.docx": (
        *(
            "title",
            "class_line",
            "organisation",
            "organisation_capitals",
            "passed_line",
            "passed_on",
        ),
        *("status", "version", "version_line", "code", "in_force", "review_by", "owner", "minute"),
    ),
    "board-paper.docx": ("kicker", "title", "subtitle", "organisation", "paper", "code"),
    "guidance.docx": (
        *("kicker", "title", "subtitle", "status", "provenance", "organisation", "version", "code"),
        "in_force",
    ),
}
TIED = {
    "bylaw.docx": (*STYLES, *LISTS),
    "board-paper.docx": (*LISTS, "Instruction"),
    "guidance.docx": LISTS,
}
MUST_SAY = {
    "bylaw.docx": ("title", "status", "code"),
    "board-paper.docx": ("title", "code"),
    "guidance.docx": ("title", "status", "provenance"),
}
COMMON: tuple[Callable[[Opened], Iterator[Defect]], ...] = (
    relations_whole,
    numbering_defined,
    styles_defined,
    named_and_in_english,
    colours_legible,
    text_large_enough,
    pages_a4,
    pictures_described,
)


def check_templates(templates: Callable[[str], bytes]) -> tuple[Finding, ...]:
    """What is wrong with the three templates that papers are made from, () when all can be used.

    `templates` gives a template's bytes by its file name. Each finding is an error: papers made from
    that template would be refused or would mislead.
    """
    return tuple(
        finding
        for name in NAMES
        for finding in template_findings(f"templates/{name}", templates(name))
    )


def template_findings(place: str, raw: bytes) -> Iterator[Finding]:
    """The defects of one template as findings; `place` is its path, which ends in its name."""
    for defect in check_template(place, raw):
        where = defect.place.removeprefix(place).strip(" ()") or "the template"
        problem = f"{defect.problem}."
        yield Finding(defect.code, Severity.ERROR, place, 0, where, problem, defect.remedy)


def check_template(place: str, raw: bytes) -> list[Defect]:
    """Everything that is wrong with a template, [] when it can be used.

    `place` is its path; the file's name says which of `NAMES` it is. Nothing is raised: a file that
    cannot be opened is a finding too.
    """
    try:
        opened = Opened(read_package(raw, place), place)
        found = [*_styles(opened), *_lists(opened), *_markers(opened), *_placeholders(opened)]
        found += _last_lines(opened)
        for check in COMMON:
            found += check(opened)
    except DocumentError as fault:
        return [Defect("template", fault.place or place, fault.problem.rstrip("."), fault.remedy)]
    return found


def _kind(opened: Opened) -> str:
    """Which template this is: 'bylaw.docx', wherever the file lies."""
    return PurePath(opened.name).name


def _styles(opened: Opened) -> Iterator[Defect]:
    known = opened.styles()
    for style in STYLES_NEEDED.get(_kind(opened), ()):
        if style not in known:
            yield Defect(
                "template-style",
                opened.name,
                f"the style '{_spaced(style)}' is gone",
                f"make a style named '{_spaced(style)}' again, or start from the shipped {_kind(opened)}.",
            )


def _spaced(style: str) -> str:
    """'WordingNow' is shown to the officer as 'Wording Now'."""
    out = "".join(f" {c}" if c.isupper() or c.isdigit() else c for c in style).strip()
    return out.replace("T O C", "TOC")


def _lists(opened: Opened) -> Iterator[Defect]:
    """Styles that number their paragraphs are tied to a level of a list."""
    tree = opened.tree("word/numbering.xml")
    tied = {node.get(q("val")) for node in tree.iter(q("pStyle"))} if tree is not None else set()
    for style in TIED.get(_kind(opened), ()):
        if style not in tied and style in opened.styles():
            yield Defect(
                "template-list",
                opened.name,
                f"the style '{_spaced(style)}' no longer belongs to a numbered list",
                "in Word: Multilevel List, Define New Multilevel List, link the level to this style.",
            )


def _markers(opened: Opened) -> Iterator[Defect]:
    tree = opened.tree("word/document.xml")
    found = [marker_of(own_text(p)) for p in tree.iter(q("p"))] if tree is not None else []
    wanted = MARKERS if _kind(opened) == "bylaw.docx" else ("body",)
    for marker in wanted:
        if found.count(marker) != 1:
            often = "twice or more" if marker in found else "nowhere"
            yield Defect(
                "template-marker",
                opened.name,
                f"the marker '{{{{ {marker} }}}}' stands {often}",
                f"give it one paragraph that holds nothing but '{{{{ {marker} }}}}'.",
            )


def _placeholders(opened: Opened) -> Iterator[Defect]:
    known = NAMES.get(_kind(opened), ())
    said: set[str] = set()
    for part, tree in _filled(opened):
        for para in tree.iter(q("p")):
            text = own_text(para)
            said |= set(PLACEHOLDER.findall(text))
            place = place_in(opened.name, part)
            for name in PLACEHOLDER.findall(text):
                if name not in known and name not in MARKERS:
                    yield Defect(
                        "template-placeholder",
                        place,
                        f"'{{{{ {name} }}}}' is no placeholder",
                        nearest(name, known),
                    )
            bare = PLACEHOLDER.sub("", text)
            if "{{" in bare or "}}" in bare or "{%" in bare:
                yield Defect(
                    "template-placeholder",
                    place,
                    f"the placeholder in '{text[:60]}' is not closed",
                    "write it as '{{ name }}', with two braces on each side.",
                )
    for name in MUST_SAY.get(_kind(opened), ()):
        if name not in said:
            yield Defect(
                "template-placeholder",
                opened.name,
                f"'{{{{ {name} }}}}' stands nowhere",
                f"write '{{{{ {name} }}}}' on the cover or in the footer.",
            )


def _filled(opened: Opened) -> Iterator[tuple[str, etree._Element]]:
    for part, tree in opened.stories():
        if FILLED.fullmatch(part):
            yield part, tree


def _last_lines(opened: Opened) -> Iterator[Defect]:
    """In a by-law's template a line that comes or goes with a draft needs another line below it."""
    if _kind(opened) != "bylaw.docx":
        return
    for part, tree in _filled(opened):
        body = tree.find(q("body")) if tree.tag == q("document") else tree
        paras = [node for node in body if node.tag != q("sectPr")] if body is not None else []
        if not paras or paras[-1].tag != q("p"):
            continue
        text = own_text(paras[-1]).strip()
        goes = marker_of(text) or (PLACEHOLDER.fullmatch(text) and "status" in text)
        if goes and value(paras[-1], "pPr/pStyle") != "EndMark":
            yield Defect(
                "template-order",
                place_in(opened.name, part),
                f"'{text}' is the last line",
                "put a line that is always there below it, or move it up.",
            )
