"""A register that a clause creates, as one page and as an Excel workbook."""

from io import BytesIO

import xlsxwriter

from govflow.adapters.pages.workbook import A4
from govflow.core.people.dates import date_words
from govflow.core.people.reports import RegisterSheet


def register_workbook(sheet: RegisterSheet) -> bytes:
    """The register as .xlsx bytes, one line for each entry; the same register gives the same bytes.

    Every text is written as text, so that no cell calculates.
    """
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    made = sheet.as_at.replace(tzinfo=None)
    book.set_properties({"title": sheet.title, "company": sheet.organisation, "created": made})
    bold = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page = book.add_worksheet("Register")
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, f"{sheet.organisation}: {sheet.title}", bold)
    page.write_string(1, 0, f"{sheet.policy_title}, {sheet.rests_on}")
    page.write_string(2, 0, f"As at {date_words(sheet.as_at.date())}, {sheet.checkpoint}")
    headings = ("Entry", "State", "Since", *sheet.columns, "To see to")
    for column, heading in enumerate(headings):
        page.write_string(4, column, heading, bold)
    for row, one in enumerate(sheet.rows, 5):
        cells = (one.entry, one.state, date_words(one.since), *one.cells, "; ".join(one.amiss))
        for column, cell in enumerate(cells):
            page.write_string(row, column, cell, wrap)
    page.set_column(0, 2, 16)
    page.set_column(3, len(headings) - 1, 24)
    page.freeze_panes(5, 1)
    if sheet.rows:
        page.autofilter(4, 0, 4 + len(sheet.rows), len(headings) - 1)
    book.close()
    return file.getvalue()
