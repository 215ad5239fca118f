"""Excel workbooks for tests, made by the library that makes govflow's own."""

import io
from collections.abc import Sequence

import xlsxwriter


def workbook(rows: Sequence[Sequence[object]], *, early: bool = False) -> bytes:
    """One sheet with these cells; whole numbers of a day's size stand as dates, as Excel shows them."""
    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True, "date_1904": early})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("People")
    book.add_worksheet("Another").write(0, 0, "name")
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            dated = isinstance(cell, int) and 40_000 < cell < 60_000
            sheet.write(y, x, cell, day if dated else None)
    book.close()
    return raw.getvalue()
