"""The report as an Excel workbook: numbers on one sheet, people on another, with filters.

Every text is written as text, so a name that begins with '=' stays a name and no cell calculates.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from govflow.core.people.dates import date_words
from govflow.core.people.reports import HOW_WE_COUNT, Report, Standing, Tally

A4 = 9
PEOPLE = ("Name", "Audience", "How it stands", "State", "Since", "Letters", "Note")


def report_workbook(
    report: Report,
) -> bytes:
    """The workbook as .xlsx bytes; the same report gives the same bytes.

    Where it is numbers only (for the Board), there is no sheet of names.
    """
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    made = report.as_at.replace(tzinfo=None)
    book.set_properties({"title": _title(report), "company": report.organisation, "created": made})
    looks = {
        "bold": book.add_format({"bold": True}),
        "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
        "share": book.add_format({"num_format": "0 %"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    _numbers(book, looks, report)
    if not report.numbers_only:
        _people(book, looks, report)
    book.close()
    return file.getvalue()


def _title(report: Report) -> str:
    return f"{report.policy_title}, version {report.version}: who has acknowledged"


def _numbers(book: Any, looks: dict[str, Any], report: Report) -> None:
    sheet = _sheet(book, "Numbers")
    facts = [
        (report.organisation, ""),
        (_title(report), ""),
        ("As at", f"{date_words(report.as_at.date())}, {report.as_at:%H:%M}"),
        ("Notice", f"{report.notice}, sent {date_words(report.sent_on)}"),
        ("Replies due", date_words(report.due) if report.due else "no date"),
    ]
    for row, (name, value) in enumerate(facts):
        sheet.write_string(row, 0, name, looks["bold"])
        sheet.write_string(row, 1, value)
    row = len(facts) + 1
    for column, title in enumerate(("Audience", "Asked", *map(str.capitalize, Standing), "Share")):
        sheet.write_string(row, column, title, looks["bold"])
    for part in (*report.by_audience, report.everybody):
        row += 1
        _tally(sheet, looks, row, part)
    row += 2
    for name, value in (("SHA-256 of the text", report.digest), ("Checkpoint", report.checkpoint)):
        sheet.write_string(row, 0, name, looks["bold"])
        sheet.write_string(row, 1, value)
        row += 1
    for sentence in report.how_we_count or HOW_WE_COUNT:
        row += 1
        sheet.merge_range(row, 0, row, len(Standing) + 2, "", looks["wrap"])
        sheet.write_string(row, 0, sentence, looks["wrap"])
        sheet.set_row(row, 32)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, len(Standing) + 2, 15)


def _tally(sheet: Any, looks: dict[str, Any], row: int, part: Tally) -> None:
    sheet.write_string(row, 0, part.label)
    sheet.write_number(row, 1, part.asked)
    for column, (_, number) in enumerate(part.counts, 2):
        sheet.write_number(row, column, number)
    if part.asked:
        sheet.write_number(row, len(part.counts) + 2, part.percent / 100, looks["share"])


def _people(book: Any, looks: dict[str, Any], report: Report) -> None:
    sheet = _sheet(book, "People")
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    for column, title in enumerate(PEOPLE):
        sheet.write_string(0, column, title, looks["bold"])
    for row, person in enumerate(report.people, 1):
        texts = (person.name, person.audience, person.standing.capitalize(), person.state)
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
        if person.since is not None:
            day = datetime(person.since.year, person.since.month, person.since.day)  # noqa: DTZ001 - Excel has no zones
            sheet.write_datetime(row, 4, day, looks["date"])
        sheet.write_number(row, 5, person.letters)
        sheet.write_string(row, 6, person.note)
    sheet.autofilter(0, 0, max(len(report.people), 1), len(PEOPLE) - 1)
    for column, width in enumerate((28, 16, 18, 16, 12, 9, 36)):
        sheet.set_column(column, column, width)


def _sheet(book: Any, name: str) -> Any:
    """A sheet that prints on A4, as wide as one page."""
    sheet = book.add_worksheet(name)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet
