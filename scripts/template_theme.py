"""The theme of the shipped templates: the palette and fonts Word offers an officer who edits them."""

from template_styles import ACCENT, GREY, INK, RULE, TINT, WARN

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
COLOURS = (
    ("dk1", "000000"),
    ("lt1", "FFFFFF"),
    ("dk2", INK),
    ("lt2", TINT),
    ("accent1", ACCENT),
    ("accent2", INK),
    ("accent3", GREY),
    ("accent4", WARN),
    ("accent5", "1F5F8B"),
    ("accent6", RULE),
    ("hlink", "1F5F8B"),
    ("folHlink", GREY),
)


def theme_xml() -> str:
    """DrawingML needs three fills, lines and effects (ECMA-376 Part 1, 20.1.6.9); ours are plain."""
    colours = "".join(f'<a:{n}><a:srgbClr val="{value}"/></a:{n}>' for n, value in COLOURS)
    font = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{A}" name="Governance"><a:themeElements>'
        f'<a:clrScheme name="Governance">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Governance"><a:majorFont>{font}</a:majorFont>'
        f"<a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Governance"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
