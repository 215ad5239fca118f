"""The named styles of the shipped Word templates, and the numbering tied to them.

Fonts are ones readers have (Calibri, or its metric twin Carlito); colours keep a contrast of at least
4.5 to 1 on white (WCAG 2.1, 1.4.3). Measures are Word's: twips (1/20 pt), half points for `w:sz`,
eighths of a point for borders.
"""

from xml.sax.saxutils import quoteattr

INK = "1B2A41"
ACCENT = "1F6F78"
GREY = "55606E"
RULE = "B8C4CE"
TINT = "EEF3F5"
WARN = "8A2D12"
TEXT_WIDTH = 8958
CLAUSE_INDENT = 680


def spacing(before: int, after: int, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def ind(left: int, hanging: int = 0) -> str:
    hang = f' w:hanging="{hanging}"' if hanging else ""
    return f'<w:ind w:left="{left}"{hang}/>'


def border(side: str, colour: str = RULE, size: int = 6, space: int = 4) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def rpr(size: float = 0, colour: str = "", *, bold: bool = False, italic: bool = False) -> str:
    parts = ["<w:b/><w:bCs/>" if bold else "", "<w:i/><w:iCs/>" if italic else ""]
    parts.append(f'<w:color w:val="{colour}"/>' if colour else "")
    half = int(size * 2)
    parts.append(f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if half else "")
    return "".join(parts)


def style(
    name: str,
    ppr: str = "",
    run: str = "",
    *,
    kind: str = "paragraph",
    based: str = "Normal",
    follows: str = "",
    ident: str = "",
) -> str:
    """One `w:style`; its id is its name without spaces and brackets."""
    own = ident or style_id(name)
    rows = [f"<w:name w:val={quoteattr(name)}/>"]
    rows.append(f'<w:basedOn w:val="{based}"/>' if based else "")
    rows.append(f'<w:next w:val="{follows}"/>' if follows else "")
    rows.append('<w:uiPriority w:val="9"/><w:qFormat/>')
    rows.append(f"<w:pPr>{ppr}</w:pPr>" if ppr else "")
    rows.append(f"<w:rPr>{run}</w:rPr>" if run else "")
    default = ' w:default="1"' if own in ("Normal", "DefaultParagraphFont", "TableNormal") else ""
    builtin = "" if name in BUILT_IN else ' w:customStyle="1"'
    return f'<w:style w:type="{kind}"{default}{builtin} w:styleId="{own}">{"".join(rows)}</w:style>'


def style_id(name: str) -> str:
    if name.startswith("toc "):
        return name.upper().replace(" ", "")
    return name.title().replace(" ", "") if name == name.lower() else name.replace(" ", "")


BUILT_IN = {
    "Normal", "Default Paragraph Font", "Normal Table", "Title", "heading 1", "heading 2", "heading 3",
    "heading 4", "heading 5", "heading 6", "Body Text", "header", "footer", "footnote text",
    "footnote reference", "Hyperlink", "Strong", "Emphasis", "Quote", "toc 1", "toc 2",
    "toc 3", "List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2",
    "List Number 3",
}  # fmt: skip


def numbered(num: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


KEEP = "<w:keepNext/><w:keepLines/>"


def heading_styles(count: bool) -> list[str]:
    looks = [
        (15, INK, 400, 120),
        (12.5, ACCENT, 280, 80),
        (11.5, INK, 220, 60),
        (11, GREY, 180, 40),
    ]
    if not count:
        looks[:2] = [(12.5, INK, 200, 50), (10.5, ACCENT, 80, 0)]
    looks += [(11, GREY, 160, 40), (11, GREY, 160, 40)]
    rows = []
    for level, (size, colour, before, after) in enumerate(looks, 1):
        number = numbered(1, 0) if level == 1 and count else ""
        ppr = f'{KEEP}{number}{spacing(before, after)}<w:outlineLvl w:val="{level - 1}"/>'
        look = rpr(size, colour, bold=True, italic=level > 4)
        rows.append(style(f"heading {level}", ppr, look, follows="BodyText"))
    schedule = f'{KEEP}<w:pageBreakBefore/>{spacing(0, 160)}<w:outlineLvl w:val="0"/>'
    rows.append(style("Schedule Heading", schedule, rpr(15, INK, bold=True), follows="BodyText"))
    return rows


def clause_styles() -> list[str]:
    names = ["Clause", "Clause Part", "Clause Small Letter", "Clause Small Roman"]
    names += ["Clause Capital Letter", "Clause Bracketed Number"]
    return [
        style(name, numbered(1, level) + spacing(30, 110), follows=style_id(name))
        for level, name in enumerate(names, 1)
    ]


def list_styles() -> list[str]:
    rows = []
    for kind, num in (("Bullet", 2), ("Number", 3)):
        for level in range(3):
            name = f"List {kind}" + (f" {level + 1}" if level else "")
            rows.append(style(name, numbered(num, level) + spacing(0, 70)))
    return rows


def cover_styles() -> list[str]:
    bar = f"<w:pBdr>{border('top', ACCENT, 36, 18)}</w:pBdr>"
    box = f"<w:pBdr>{border('left', WARN, 36, 10)}</w:pBdr>"
    return [
        style("Title", f"{KEEP}{bar}{spacing(3600, 240, 228)}", rpr(36, INK, bold=True)),
        style("Cover Class", spacing(240, 120), rpr(14, GREY)),
        style("Cover Organisation", spacing(0, 720), rpr(20, ACCENT, bold=True)),
        style("Cover Label", spacing(0, 60), rpr(13, GREY)),
        style("Cover Date", spacing(0, 480), rpr(16, INK, bold=True)),
        style("Cover Status", f"{box}{spacing(240, 60)}{ind(200)}", rpr(13, WARN, bold=True)),
        style("Cover Small", spacing(0, 60), rpr(10.5, GREY)),
    ]


def toc_tab(at: int) -> str:
    return f'<w:tabs><w:tab w:val="left" w:pos="{at}"/></w:tabs>'


def text_styles(in_by: int) -> list[str]:
    """`in_by` is where the words of a numbered clause begin, in twips from the margin."""
    side = f"<w:pBdr>{border('left', ACCENT, 18, 10)}</w:pBdr>"
    line = f"<w:pBdr>{border('bottom', RULE, 6, 1)}</w:pBdr>"
    grey_box = f'<w:keepLines/><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
    mono = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>' + rpr(10)
    toc = toc_tab(567) + spacing(0, 60)
    return [
        style("Body Text", spacing(0, 140)),
        style(
            "Policy Title", f"{KEEP}{spacing(0, 200)}", rpr(24, INK, bold=True), follows="BodyText"
        ),
        style("Quote", f"{side}{spacing(80, 160)}{ind(in_by + 284)}", rpr(0, INK, italic=True)),
        style("Code", f"{grey_box}{spacing(60, 160)}", mono),
        style("Definition Term", f"<w:keepNext/>{spacing(60, 20)}{ind(in_by)}", rpr(bold=True)),
        style("Definition", spacing(0, 110) + ind(in_by + 397)),
        style("Rule", line + spacing(60, 200)),
        style("Amendment Note", spacing(0, 150) + ind(in_by), rpr(9.5, GREY, italic=True)),
        style(
            "End Mark",
            f"<w:pBdr>{border('top', RULE, 6, 8)}</w:pBdr>{spacing(480, 0)}",
            rpr(9.5, GREY),
        ),
        style("Front Heading", f"{KEEP}{spacing(320, 120)}", rpr(15, INK, bold=True)),
        style("toc 1", toc + ind(567, 567), rpr(11, INK)),
        style("toc 2", toc_tab(1304) + spacing(0, 40) + ind(1304, 453), rpr(10.5, GREY)),
        style(
            "Control Fact",
            f'<w:tabs><w:tab w:val="left" w:pos="1985"/></w:tabs>{spacing(0, 30, 259)}{ind(1985, 1985)}',
            rpr(10.5),
        ),
        style("List Continue", spacing(0, 70) + ind(in_by + 454)),
        style("Table Text", spacing(50, 50, 252), rpr(10)),
        style("Table Head", f"<w:keepNext/>{spacing(60, 60, 252)}", rpr(10, INK, bold=True)),
        style("Table Gap", spacing(0, 0, 200), rpr(6)),
    ]


def paper_styles() -> list[str]:
    edge = border("top", TINT, 4, 5) + border("left", ACCENT, 36, 10) + border("bottom", TINT, 4, 5)
    band = f"<w:pBdr>{edge}</w:pBdr>"
    band += f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
    now = f"<w:pBdr>{border('left', GREY, 18, 10)}</w:pBdr>"
    proposed = f"<w:pBdr>{border('left', ACCENT, 18, 10)}</w:pBdr>"
    label = f"<w:keepNext/>{spacing(60, 10)}{ind(340)}"
    return [
        style("Paper Kicker", spacing(0, 20), rpr(10.5, ACCENT, bold=True)),
        style("Paper Title", f"{KEEP}{spacing(0, 60, 240)}", rpr(21, INK, bold=True)),
        style("Paper Subtitle", spacing(0, 160, 240), rpr(11.5, GREY)),
        style("Field Text", spacing(0, 50, 259), rpr(10.5)),
        style("Resolution", f"<w:keepLines/>{band}{spacing(100, 160)}{ind(227)}", rpr(11.5, INK)),
        style(
            "Instruction",
            f"<w:keepNext/><w:keepLines/>{numbered(4, 0)}{spacing(280, 60)}",
            rpr(11, INK, bold=True),
        ),
        style("Wording Label", label, rpr(9.5, GREY, bold=True)),
        style("Wording Now", f"{now}{spacing(0, 80)}{ind(567)}", rpr(10.5)),
        style("Wording Proposed", f"{proposed}{spacing(0, 80)}{ind(567)}", rpr(10.5)),
        style("Reason", spacing(0, 120) + ind(340), rpr(10.5)),
        style("Status Line", f"{band}{spacing(80, 220)}{ind(227)}", rpr(10.5, INK, bold=True)),
        style("Provenance", spacing(0, 60) + ind(340), rpr(10, GREY)),
        style("Rests On", spacing(0, 160), rpr(9.5, GREY, italic=True)),
        style(
            "Key Message",
            f"<w:keepLines/>{band}{spacing(80, 200)}{ind(227)}",
            rpr(13, INK, bold=True),
        ),
    ]


def frame_styles() -> list[str]:
    right = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    over = f"<w:pBdr>{border('top', RULE, 4, 6)}</w:pBdr>"
    return [
        style("header", right + spacing(0, 20, 240), rpr(9, GREY)),
        style("Header Status", spacing(0, 20, 240), rpr(9, WARN, bold=True), based="Header"),
        style("footer", over + right + spacing(0, 0, 240), rpr(9, GREY)),
        style("footnote text", spacing(0, 40, 240) + ind(227, 227), rpr(9.5)),
    ]


def character_styles() -> list[str]:
    dpf = "DefaultParagraphFont"
    mono = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>' + rpr(10)
    link = '<w:color w:val="1F5F8B"/><w:u w:val="single"/>'
    marked = '<w:color w:val="14532D"/><w:u w:val="double"/>'
    struck = '<w:strike/><w:color w:val="8A2D12"/>'
    looks = [
        ("footnote reference", '<w:vertAlign w:val="superscript"/>'),
        ("Hyperlink", link),
        ("Strong", rpr(bold=True)),
        ("Emphasis", rpr(italic=True)),
        ("Code Text", mono),
        ("Text Inserted", marked),
        ("Text Deleted", struck),
    ]
    return [style(name, "", look, kind="character", based=dpf) for name, look in looks]


def table_styles() -> list[str]:
    inside = border("top", INK, 8, 0) + border("bottom", INK, 8, 0)
    inside += '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="' + RULE + '"/>'
    margins = '<w:top w:w="40" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
    margins += '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>'
    own = (
        '<w:style w:type="table" w:customStyle="1" w:styleId="GovernanceTable">'
        '<w:name w:val="Governance Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
        f"<w:qFormat/><w:tblPr><w:tblBorders>{inside}</w:tblBorders>"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
        "</w:tcPr></w:tblStylePr></w:style>"
    )
    plain = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return [plain, own]


def styles_xml(namespaces: str, *, count: bool) -> str:
    """The whole styles part; `count` numbers the first headings, as a by-law's sections are."""
    fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
    lang = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="22"/><w:szCs w:val="22"/>{lang}'
        f"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{spacing(0, 140, 278)}</w:pPr></w:pPrDefault>"
        "</w:docDefaults>"
    )
    base = [
        style("Normal", "<w:widowControl/>", "", based=""),
        style("Default Paragraph Font", kind="character", based=""),
    ]
    parts = (
        base
        + heading_styles(count)
        + clause_styles()
        + list_styles()
        + cover_styles()
        + text_styles(CLAUSE_INDENT if count else 0)
    )
    parts += paper_styles() + frame_styles() + character_styles() + table_styles()
    return f"<w:styles {namespaces}>{defaults}{''.join(parts)}</w:styles>"


def level(
    ilvl: int, fmt: str, text: str, left: int, hanging: int, *, tied: str = "", look: str = ""
) -> str:
    own = f'<w:pStyle w:val="{tied}"/>' if tied else ""
    run = f"<w:rPr>{look}</w:rPr>" if look else ""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{own}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{ind(left, hanging)}</w:pPr>{run}</w:lvl>"
    )


def numbering_xml(namespaces: str, *, count: bool) -> str:
    """Four lists: clauses (1), bullets (2), numbered lists (3), amending instructions (4)."""
    in_by = CLAUSE_INDENT if count else 0
    clauses = [
        level(0, "decimal", "%1.", 680, 680, tied="Heading1" if count else ""),
        level(1, "decimal", "%1.%2", 680, 680, tied="Clause"),
        level(2, "decimal", "%1.%2.%3", 1474, 794, tied="ClausePart"),
        level(3, "lowerLetter", "(%4)", 1247, 567, tied="ClauseSmallLetter"),
        level(4, "lowerRoman", "(%5)", 1814, 567, tied="ClauseSmallRoman"),
        level(5, "upperLetter", "(%6)", 2381, 567, tied="ClauseCapitalLetter"),
        level(6, "decimal", "(%7)", 1247, 567, tied="ClauseBracketedNumber"),
    ]
    names = ["ListBullet", "ListBullet2", "ListBullet3"]
    dots = ["\u2022", "\u2013", "\u2022"]
    bullets = [
        level(
            i, "bullet", dots[i], in_by + 397 * (i + 1), 397, tied=names[i], look=rpr(colour=ACCENT)
        )
        for i in range(3)
    ]
    names = ["ListNumber", "ListNumber2", "ListNumber3"]
    numbers = [
        level(i, "decimal", f"%{i + 1}.", in_by + 454 * (i + 1), 454, tied=names[i])
        for i in range(3)
    ]
    orders = [level(0, "decimal", "%1.", 454, 454, tied="Instruction")]
    lists = [clauses, bullets, numbers, orders]
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="multilevel"/>{"".join(rows)}'
        "</w:abstractNum>"
        for i, rows in enumerate(lists, 1)
    )
    nums = "".join(
        f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(1, 5)
    )
    return f"<w:numbering {namespaces}>{abstract}{nums}</w:numbering>"
