"""The first sheet of an Excel workbook as rows of text (ECMA-376 Part 1, sections 18.3, 18.4 and 18.8).

Formulas, colours and every other sheet are left alone: of a formula the value that Excel last saved is
read. Dates are numbers in Excel; the cell's number format says which are dates (section 18.8.30).
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from posixpath import join, normpath
from typing import Any

from lxml import etree

from govflow.core.errors import GovflowError

MOST_BYTES = 60_000_000
"""A people list of 100,000 lines unpacks to about a third of this; a zip made to harm unpacks to more."""
MOST_COLUMNS = 16_384
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DATES = frozenset({14, 15, 16, 17, 22})
"""The built-in number formats that show a day (section 18.8.30)."""


FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    LookupError,
    ValueError,
    OverflowError,
    EOFError,
    OSError,
    RuntimeError,
    AttributeError,
)
"""What a file that is no workbook, or a damaged one, makes these libraries raise."""


def is_xlsx(raw: bytes) -> bool:
    """Whether these bytes are a zip, as an Excel workbook is."""
    return raw.startswith(b"PK\x03\x04")


def read_rows(raw: bytes, place: str) -> list[tuple[int, list[str]]]:
    """Every row that holds something, with its number; days as ISO 8601.

    Raises GovflowError for a file that is no workbook, is broken or unpacks to too much.
    """
    try:
        parts = _parts(raw, place)
        shared, dates, early = _shared(parts), _date_styles(parts), _counts_from_1904(parts)
        sheet = parts[_first_sheet(parts)]
        return list(_rows(sheet, shared, dates, early))
    except FAULTS as problem:
        raise GovflowError(
            "this file is no workbook that can be read.",
            place=place,
            remedy="open it in Excel and save it as 'Excel Workbook (*.xlsx)' or 'CSV UTF-8'.",
        ) from problem


def _parts(raw: bytes, place: str) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        wanted = [
            one
            for one in archive.infolist()
            if re.fullmatch(
                r"xl/(workbook|sharedStrings|styles|_rels/.*|worksheets/.*)\S*", one.filename
            )
            and one.filename.endswith((".xml", ".rels"))
        ]
        if sum(one.file_size for one in wanted) > MOST_BYTES:
            raise GovflowError(
                "this workbook is too large for a people list.",
                place=place,
                remedy="save the sheet with the people as 'CSV UTF-8' and import that.",
            )
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return {one.filename: etree.fromstring(archive.read(one), parser) for one in wanted}


def _first_sheet(parts: dict[str, Any]) -> str:
    sheet = parts["xl/workbook.xml"].find(f"{MAIN}sheets/{MAIN}sheet")
    links = {one.get("Id"): one.get("Target") for one in parts["xl/_rels/workbook.xml.rels"]}
    return normpath(join("xl", links[sheet.get(LINK)])).lstrip("/").removeprefix("../")


def _counts_from_1904(parts: dict[str, Any]) -> bool:
    found = parts["xl/workbook.xml"].find(f"{MAIN}workbookPr")
    return found is not None and found.get("date1904") in ("1", "true")


def _shared(parts: dict[str, Any]) -> list[str]:
    """The strings that cells point to; phonetic hints (rPh) are not part of them."""
    root = parts.get("xl/sharedStrings.xml")
    return [_text(item) for item in root.findall(f"{MAIN}si")] if root is not None else []


def _text(item: Any) -> str:
    runs = [*item.findall(f"{MAIN}t"), *item.findall(f"{MAIN}r/{MAIN}t")]
    return "".join(run.text or "" for run in runs)


def _date_styles(parts: dict[str, Any]) -> frozenset[int]:
    """The numbers of the cell styles that show a day."""
    root = parts.get("xl/styles.xml")
    if root is None:
        return frozenset()
    own = {
        int(one.get("numFmtId")): one.get("formatCode", "") for one in root.iter(f"{MAIN}numFmt")
    }
    days = DATES | {number for number, code in own.items() if _shows_a_day(code)}
    styles = root.findall(f"{MAIN}cellXfs/{MAIN}xf")
    return frozenset(at for at, style in enumerate(styles) if int(style.get("numFmtId", 0)) in days)


def _shows_a_day(code: str) -> bool:
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code.casefold())
    return "d" in bare and ("m" in bare or "y" in bare)


def _rows(
    sheet: Any, shared: list[str], dates: frozenset[int], early: bool
) -> Iterator[tuple[int, list[str]]]:
    for count, row in enumerate(sheet.iterfind(f"{MAIN}sheetData/{MAIN}row"), 1):
        cells: list[str] = []
        for cell in row.iterfind(f"{MAIN}c"):
            at = _column(cell.get("r", ""), len(cells))
            cells += [""] * (at - len(cells))
            cells.append(_value(cell, shared, dates, early).strip())
        if any(cells):
            yield int(row.get("r", count)), cells


def _column(name: str, following: int) -> int:
    """The number of a cell's column, from 0: 'C7' is 2."""
    letters = re.match(r"[A-Z]{1,3}", name)
    if letters is None:
        return following
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - 64
    if number > MOST_COLUMNS:
        raise ValueError(name)
    return max(number - 1, following)


def _value(cell: Any, shared: list[str], dates: frozenset[int], early: bool) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{MAIN}is")
        return _text(inline) if inline is not None else ""
    text = cell.findtext(f"{MAIN}v") or ""
    if kind == "s":
        return shared[int(text)]
    if kind != "n" or not text:
        return text if kind in ("str", "d") else ""
    number = float(text)
    if int(cell.get("s", 0)) in dates:
        return _day(number, early).isoformat()
    return str(int(number)) if number.is_integer() else text


def _day(number: float, early: bool) -> date:
    """A day from Excel's count; its calendar has a 29 February 1900 that never was (section 18.17.4)."""
    start = date(1904, 1, 1) if early else date(1899, 12, 30)
    return start + timedelta(days=int(number))
