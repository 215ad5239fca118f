"""Make the shipped Word templates again: `python scripts/make_templates.py [FOLDER]`.

The three files in `templates/` are ordinary Word documents which an officer opens and edits in Word;
this script only says how the first ones came about. The same script makes the same bytes.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

from template_styles import numbering_xml, styles_xml
from template_theme import theme_xml

from govflow.adapters.word.package import write_package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1474" w:bottom="1418" '
    'w:left="1474" w:header="737" w:footer="624" w:gutter="0"/>'
)
BOARD_PAGE = PAGE.replace('w:top="1701"', 'w:top="1474"').replace(
    'w:bottom="1418"', 'w:bottom="1134"'
)
FRAME = '<w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'


def run(text: str) -> str:
    parts = text.split("\t")
    return "<w:tab/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in parts)


def field(instruction: str, shown: str) -> str:
    """A field with its result written, so that no reader is asked to update anything."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def para(style: str, text: str, more: str = "", section: str = "") -> str:
    end = f"<w:sectPr>{section}</w:sectPr>" if section else ""
    words = f"<w:r>{run(text)}</w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{end}</w:pPr>{words}{more}</w:p>'


def pages() -> str:
    return (
        '<w:r><w:t xml:space="preserve">Page </w:t></w:r>'
        + field("PAGE", "1")
        + ('<w:r><w:t xml:space="preserve"> of </w:t></w:r>' + field("NUMPAGES", "1"))
    )


def header(left: str, right: str, status: bool) -> str:
    line = para("Header", f"{left}\t{right}")
    return (para("HeaderStatus", "{{ status }}") if status else "") + line


def footer(left: str) -> str:
    return para("Footer", f"{left}\t", pages())


def bylaw() -> tuple[str, str, str]:
    cover = [("CoverStatus", "{{ status }}")]
    cover += [("Title", "{{ title }}"), ("CoverClass", "{{ class_line }}")]
    cover += [("CoverOrganisation", "{{ organisation_capitals }}")]
    cover += [("CoverLabel", "{{ passed_line }}"), ("CoverDate", "{{ passed_on }}")]
    cover += [("CoverSmall", "{{ version_line }}")]
    front = "".join(para(name, text) for name, text in cover)
    front += para("CoverSmall", "Text code {{ code }}", section=PAGE)
    front += para("FrontHeading", "Document control") + para("BodyText", "{{ control_table }}")
    front += para("FrontHeading", "Contents") + para("BodyText", "{{ contents }}")
    last = para("BodyText", "{{ body }}") + para("BodyText", "{{ binding_facts }}")
    last += para("EndMark", "End of the {{ title }}. Text code {{ code }}.")
    body = (
        front
        + f'<w:p><w:pPr><w:pStyle w:val="TableGap"/><w:sectPr>{FRAME}{PAGE}</w:sectPr></w:pPr></w:p>'
    )
    body += last + f"<w:sectPr>{FRAME}{PAGE}</w:sectPr>"
    top = header("{{ organisation }}", "{{ title }}", status=True)
    return body, top, footer("{{ version_line }} · Text code {{ code }}")


def board_paper() -> tuple[str, str, str]:
    body = para("PaperKicker", "{{ kicker }}") + para("PaperTitle", "{{ title }}")
    body += para("PaperSubtitle", "{{ subtitle }}") + para("BodyText", "{{ body }}")
    body += f"<w:sectPr>{FRAME}{BOARD_PAGE}</w:sectPr>"
    return (
        body,
        header("{{ organisation }}", "{{ paper }}", status=False),
        footer("{{ title }} · Text code {{ code }}"),
    )


def guidance() -> tuple[str, str, str]:
    body = para("PaperKicker", "{{ kicker }}") + para("PaperTitle", "{{ title }}")
    body += para("PaperSubtitle", "{{ subtitle }}") + para("StatusLine", "{{ status }}")
    body += para("BodyText", "{{ body }}") + para("EndMark", "{{ provenance }}")
    body += f"<w:sectPr>{FRAME}{PAGE}</w:sectPr>"
    top = header("{{ organisation }}", "Guidance, not a by-law", status=False)
    return body, top, footer("From version {{ version }} · Text code {{ code }}")


def footnotes() -> str:
    rows = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" '
        f'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{element}/></w:r></w:p></w:footnote>'
        for kind, number, element in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    return f"<w:footnotes {NAMESPACES}>{rows}</w:footnotes>"


def settings() -> str:
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:footnotePr><w:footnote w:id="-1"/>'
        '<w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def font_table() -> str:
    rows = "".join(
        f'<w:font w:name="{name}"><w:panose1 w:val="{panose}"/><w:family w:val="{family}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, panose, family in (
            ("Calibri", "020F0502020204030204", "swiss"),
            ("Consolas", "020B0609020204030204", "modern"),
        )
    )
    return f"<w:fonts {NAMESPACES}>{rows}</w:fonts>"


PARTS = (
    ("styles", "styles", "rId1"),
    ("numbering", "numbering", "rId2"),
    ("settings", "settings", "rId3"),
    ("fontTable", "fontTable", "rId4"),
    ("header1", "header", "rId5"),
    ("footer1", "footer", "rId6"),
    ("footnotes", "footnotes", "rId7"),
)


def content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{MAIN}.{kind}+xml"/>'
        for part, kind, _ in PARTS
    )
    theme = "application/vnd.openxmlformats-officedocument.theme+xml"
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    app = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}.document.main+xml"/>{overrides}'
        f'<Override PartName="/word/theme/theme1.xml" ContentType="{theme}"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>'
        f'<Override PartName="/docProps/app.xml" ContentType="{app}"/></Types>'
    )


def relationships(rows: list[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{ident}" Type="{kind}" Target="{target}"/>'
        for ident, kind, target in rows
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{inner}</Relationships>"
    )


def root_relationships() -> str:
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
    return relationships(
        [
            ("rId1", f"{R}/officeDocument", "word/document.xml"),
            ("rId2", f"{package}/core-properties", "docProps/core.xml"),
            ("rId3", f"{R}/extended-properties", "docProps/app.xml"),
        ]
    )


def core_properties(title: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>'
        f"{title}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def template(title: str, body: str, top: str, bottom: str, *, count: bool) -> bytes:
    app = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": root_relationships(),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(
            [(ident, f"{R}/{kind}", f"{part}.xml") for part, kind, ident in PARTS]
            + [("rId8", f"{R}/theme", "theme/theme1.xml")]
        ),
        "word/theme/theme1.xml": theme_xml(),
        "word/styles.xml": styles_xml(NAMESPACES, count=count),
        "word/numbering.xml": numbering_xml(NAMESPACES, count=count),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        "word/header1.xml": f"<w:hdr {NAMESPACES}>{top}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {NAMESPACES}>{bottom}</w:ftr>",
        "word/footnotes.xml": footnotes(),
        "docProps/core.xml": core_properties(title),
        "docProps/app.xml": f"{app}<Application>Microsoft Office Word</Application></Properties>",
    }
    return write_package({name: (HEAD + text).encode() for name, text in parts.items()})


def main(folder: Path) -> None:
    for name, title, make in (
        ("bylaw", "By-law template", bylaw),
        ("board-paper", "Board paper template", board_paper),
        ("guidance", "Guidance template", guidance),
    ):
        (folder / f"{name}.docx").write_bytes(template(title, *make(), count=name == "bylaw"))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "templates"))
