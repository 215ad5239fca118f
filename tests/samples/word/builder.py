# ruff: noqa: E501  (a part is a line; broken strings would hide the XML)
"""Word files as officers make them, written part by part: a small language for the sample cases."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def r(text="", *looks, raw="", size=0, style="", font=""):
    """A run; looks are element names: 'b', 'i', 'u', 'vanish', 'strike'."""
    inner = f'<w:rStyle w:val="{style}"/>' if style else ""
    inner += f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    inner += "".join('<w:u w:val="single"/>' if look == "u" else f"<w:{look}/>" for look in looks)
    inner += f'<w:sz w:val="{size}"/>' if size else ""
    said = ""
    for at, part in enumerate(text.split("\t")):
        said += "<w:tab/>" if at else ""
        for line, piece in enumerate(part.split("\n")):
            said += "<w:br/>" if line else ""
            said += f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else ""
    return f"<w:r>{f'<w:rPr>{inner}</w:rPr>' if inner else ''}{said}{raw}</w:r>"


def p(
    *runs,
    style="",
    num=None,
    level=0,
    centred=False,
    indent=0,
    outline=None,
    section="",
    mark="",
    extra="",
):
    """A paragraph; plain strings are runs; `num` is a list's id."""
    props = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        props += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    props += f'<w:ind w:left="{indent}"/>' if indent else ""
    props += '<w:jc w:val="center"/>' if centred else ""
    props += f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else ""
    props += mark and f"<w:rPr>{mark}</w:rPr>"
    props += section
    body = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{extra}{body}</w:p>"


def b(text):
    return r(text, "b")


def i(text):
    return r(text, "i")


def page():
    return p(r(raw='<w:br w:type="page"/>'))


def section(columns=1):
    return f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="{columns}"/></w:sectPr>'


def table(*rows, header=False, spans=None):
    """A table of rows of cells; a cell is a string, a paragraph or several; `spans` {(row, cell): n or 'v'}."""
    out = '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid/>'
    for y, row in enumerate(rows):
        out += "<w:tr>" + ("<w:trPr><w:tblHeader/></w:trPr>" if header and not y else "")
        for x, cell in enumerate(row):
            span = (spans or {}).get((y, x))
            props = f'<w:gridSpan w:val="{span}"/>' if isinstance(span, int) else ""
            props += (
                '<w:vMerge w:val="restart"/>'
                if span == "v"
                else "<w:vMerge/>"
                if span == "-"
                else ""
            )
            inner = cell if cell.startswith("<") else p(cell) if cell else "<w:p/>"
            out += f"<w:tc><w:tcPr>{props}</w:tcPr>{inner}</w:tc>"
        out += "</w:tr>"
    return out + "</w:tbl>"


def field(code, result):
    """A complex field with its result written."""
    return (
        r(raw='<w:fldChar w:fldCharType="begin"/>')
        + r(raw=f'<w:instrText xml:space="preserve"> {escape(code)} </w:instrText>')
        + r(raw='<w:fldChar w:fldCharType="separate"/>')
        + (result if result.startswith("<") else r(result))
        + r(raw='<w:fldChar w:fldCharType="end"/>')
    )


def link(ident, *runs):
    return f'<w:hyperlink r:id="{ident}">{"".join(x if x.startswith("<") else r(x) for x in runs)}</w:hyperlink>'


def note(ident, kind="footnote"):
    return r(raw=f'<w:{kind}Reference w:id="{ident}"/>')


def ins(author, *runs, kind="ins"):
    inner = "".join(x if x.startswith("<") else r(x) for x in runs)
    if kind in ("del", "moveFrom"):
        inner = inner.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{kind} w:id="1" w:author={quoteattr(author)} w:date="2026-11-03T10:00:00Z">{inner}</w:{kind}>'


def textbox(*paragraphs):
    """A text box as Word 2010 writes it: the drawing, and the same again for older programs."""
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return r(
        raw='<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent>"
    )


def lvl(at, form="decimal", text=None, start=1, tied="", restart=None, legal=False):
    """One level of a list."""
    text = text if text is not None else f"%{at + 1}."
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        + (f'<w:lvlRestart w:val="{restart}"/>' if restart is not None else "")
        + (f'<w:pStyle w:val="{tied}"/>' if tied else "")
        + ("<w:isLgl/>" if legal else "")
        + f'<w:lvlText w:val={quoteattr(text)}/><w:lvlJc w:val="left"/></w:lvl>'
    )


def numbering(abstracts, nums):
    """The numbering part. `abstracts` {id: levels as XML or (levels, extra)}, `nums` {id: abstract or (abstract, overrides)}."""
    out = ""
    for ident, levels in abstracts.items():
        levels, extra = levels if isinstance(levels, tuple) else (levels, "")
        out += f'<w:abstractNum w:abstractNumId="{ident}"><w:multiLevelType w:val="multilevel"/>{extra}{levels}</w:abstractNum>'
    for ident, target in nums.items():
        target, overrides = target if isinstance(target, tuple) else (target, "")
        out += f'<w:num w:numId="{ident}"><w:abstractNumId w:val="{target}"/>{overrides}</w:num>'
    return f"{HEAD}<w:numbering {SPACES}>{out}</w:numbering>"


def override(level, start):
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


LEGAL = lvl(0) + lvl(1, text="%1.%2") + lvl(2, "lowerLetter", "(%3)") + lvl(3, "lowerRoman", "(%4)")
BULLETS = lvl(0, "bullet", "\u2022") + lvl(1, "bullet", "o") + lvl(2, "bullet", "\u25aa")
PLAIN = lvl(0) + lvl(1, "lowerLetter", "%2.") + lvl(2, "lowerRoman", "%3.")
LISTS = numbering({0: LEGAL, 1: BULLETS, 2: PLAIN}, {1: 0, 2: 1, 3: 2, 4: (2, override(0, 1))})


def style(
    ident,
    name,
    based="",
    num=None,
    level=None,
    looks="",
    outline=None,
    kind="paragraph",
    default=False,
):
    inner = f'<w:basedOn w:val="{based}"/>' if based else ""
    props = ""
    if num is not None:
        at = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
        props += f'<w:numPr>{at}<w:numId w:val="{num}"/></w:numPr>'
    props += f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else ""
    inner += f"<w:pPr>{props}</w:pPr>" if props else ""
    inner += f"<w:rPr>{looks}</w:rPr>" if looks else ""
    mark = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{mark} w:styleId="{ident}"><w:name w:val="{name}"/>{inner}</w:style>'


STYLES = (
    style("Normal", "Normal", default=True)
    + style("Title", "Title", "Normal", looks='<w:sz w:val="56"/>')
    + "".join(
        style(
            f"Heading{n}",
            f"heading {n}",
            "Normal",
            outline=n - 1,
            looks=f'<w:b/><w:sz w:val="{36 - 4 * n}"/>',
        )
        for n in (1, 2, 3)
    )
    + style("ListParagraph", "List Paragraph", "Normal")
    + style("Quote", "Quote", "Normal", looks="<w:i/>")
    + style("TOC1", "toc 1", "Normal")
    + style("TOCHeading", "TOC Heading", "Heading1")
    + style("Strong", "Strong", kind="character", looks="<w:b/>")
    + style("FootnoteText", "footnote text", "Normal")
)


def styles(*more):
    basics = '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    return f"{HEAD}<w:styles {SPACES}>{basics}{STYLES}{''.join(more)}</w:styles>"


def notes(kind="footnote", **texts):
    """A notes part: notes(n1='words') has the note with id 1."""
    rows = "".join(
        f'<w:{kind} w:id="{name[1:]}">{text if text.startswith("<") else p(r(raw=f"<w:{kind}Ref/>"), " " + text)}</w:{kind}>'
        for name, text in texts.items()
    )
    return f"{HEAD}<w:{kind}s {SPACES}>{rows}</w:{kind}s>"


def header(*paragraphs, kind="hdr"):
    return f"{HEAD}<w:{kind} {SPACES}>{''.join(paragraphs)}</w:{kind}>"


def comments(*texts):
    rows = "".join(
        f'<w:comment w:id="{at}" w:author="Anne Trustee" w:date="2026-11-03T10:00:00Z">{p(text)}</w:comment>'
        for at, text in enumerate(texts)
    )
    return f"{HEAD}<w:comments {SPACES}>{rows}</w:comments>"


def docx(*body, numbers=LISTS, style_part=None, links=None, external=(), **more):
    """The bytes of a Word file. `links` {id: url}; `more` are parts: footnotes=..., header1=..."""
    parts = {
        "document": f"{HEAD}<w:document {SPACES}><w:body>{''.join(body)}{section()}</w:body></w:document>"
    }
    parts["styles"] = style_part or styles()
    if numbers:
        parts["numbering"] = numbers
    parts |= more
    kinds = {name: name.rstrip("0123456789") for name in parts}
    types = "".join(
        f'<Override PartName="/word/{n}.xml" ContentType="{MAIN}.{"document.main" if n == "document" else k}+xml"/>'
        for n, k in kinds.items()
    )
    rels = "".join(
        f'<Relationship Id="part{at}" Type="{REL}/{k}" Target="{n}.xml"/>'
        for at, (n, k) in enumerate(kinds.items())
        if n != "document"
    )
    rels += "".join(
        f'<Relationship Id="{ident}" Type="{REL}/hyperlink" Target={quoteattr(url)} TargetMode="External"/>'
        for ident, url in (links or {}).items()
    )
    rels += "".join(
        f'<Relationship Id="x{at}" Type="{REL}/{kind}" Target={quoteattr(target)} TargetMode="External"/>'
        for at, (kind, target) in enumerate(external)
    )
    files = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="{REL}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{RELS}">{rels}</Relationships>',
    }
    files |= {f"word/{name}.xml": text for name, text in parts.items()}
    return packed(files)


def packed(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()
