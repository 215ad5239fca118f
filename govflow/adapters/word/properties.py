"""What a Word file says about itself: properties, relations, protection."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from govflow.adapters.word.numbers import q
from govflow.adapters.word.template import Template
from govflow.adapters.word.write import NAMESPACES, R, clean

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATION = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one set custom properties may use
BEFORE_TRACKING = (
    " writeProtection view zoom removePersonalInformation removeDateAndTime "
    "doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText "
    "printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts "
    "saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges "
    "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors "
    "hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate "
    "linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView "
)
UNWANTED = (
    "updateFields",
    "rsids",
    "trackRevisions",
    "documentProtection",
    "attachedTemplate",
    "mailMerge",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The document's own facts: for readers (title, author) and for programs (`govflow.*`)."""

    title: str
    author: str
    subject: str
    keywords: str
    own: tuple[tuple[str, str], ...]


def describe(template: Template, facts: Facts) -> None:
    """Write the core and the custom properties; no dates, so that no clock shows."""
    template.parts["docProps/core.xml"] = _core(facts).encode()
    template.parts["docProps/custom.xml"] = _custom(facts.own).encode()
    _declare(template, "docProps/core.xml", CORE_TYPE, CORE_RELATION)
    _declare(template, "docProps/custom.xml", CUSTOM_TYPE, f"{R}/custom-properties")


def _core(facts: Facts) -> str:
    rows = (
        ("dc:title", facts.title),
        ("dc:subject", facts.subject),
        ("dc:creator", facts.author),
        ("cp:keywords", facts.keywords),
        ("cp:lastModifiedBy", facts.author),
        ("dc:language", "en-GB"),
    )
    inner = "".join(f"<{name}>{escape(clean(text))}</{name}>" for name, text in rows if text)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{inner}</cp:coreProperties>"
    )


def _custom(rows: tuple[tuple[str, str], ...]) -> str:
    inner = "".join(
        f'<property fmtid="{FORMAT_ID}" pid="{pid}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(clean(value))}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(rows, 2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{CUSTOM}" xmlns:vt="{VARIANT}">{inner}</Properties>'
    )


def _declare(template: Template, part: str, content_type: str, relation: str) -> None:
    """Name a part in the content types and in the package's relations, unless it is named there."""
    types = template.tree("[Content_Types].xml")
    if not any(node.get("PartName") == f"/{part}" for node in types):
        space = etree.QName(types).namespace
        etree.SubElement(
            types, f"{{{space}}}Override", PartName=f"/{part}", ContentType=content_type
        )
    add_relation(template, "_rels/.rels", relation, part)


def add_relation(template: Template, part: str, kind: str, target: str) -> None:
    relations = template.tree(part)
    if any(node.get("Type") == kind for node in relations):
        return
    space = etree.QName(relations).namespace
    ident = f"gfPart{len(relations) + 1}"
    etree.SubElement(relations, f"{{{space}}}Relationship", Id=ident, Type=kind, Target=target)


def add_links(template: Template, part: str, links: Mapping[str, str]) -> None:
    """The outside addresses that a part's hyperlinks lead to."""
    if not links:
        return
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in template.parts and rels not in template.trees:
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        template.parts[rels] = f'<Relationships xmlns="{space}"/>'.encode()
    relations = template.tree(rels)
    space = str(etree.QName(relations).namespace)
    for url, ident in links.items():
        etree.SubElement(
            relations,
            f"{{{space}}}Relationship",
            Id=ident,
            Type=f"{R}/hyperlink",
            Target=clean(url),
            TargetMode="External",
        )


def add_notes_part(template: Template) -> None:
    """A template without footnotes gets the part that holds them, with Word's two separators (17.11)."""
    part = "word/footnotes.xml"
    if part in template.parts:
        return
    rows = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    template.parts[part] = f"<w:footnotes {NAMESPACES}>{rows}</w:footnotes>".encode()
    types = template.tree("[Content_Types].xml")
    space = etree.QName(types).namespace
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    etree.SubElement(types, f"{{{space}}}Override", PartName=f"/{part}", ContentType=kind)
    add_relation(template, "word/_rels/document.xml.rels", f"{R}/footnotes", "footnotes.xml")


def settle(template: Template, *, tracked: bool) -> None:
    """Settings: no field prompts, no traces of editing; review copies enforce tracked changes."""
    root = template.tree("word/settings.xml")
    for name in UNWANTED:
        for node in root.findall(q(name)):
            root.remove(node)
    if not tracked:
        return
    at = sum(1 for node in root if f" {etree.QName(node).localname} " in BEFORE_TRACKING)
    root.insert(at, etree.Element(q("trackRevisions")))
    enforced = {q("edit"): "trackedChanges", q("enforcement"): "1"}
    root.insert(at + 1, etree.Element(q("documentProtection"), enforced))
