"""The report in Excel: the same numbers, filters, and nothing that calculates."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from govflow.adapters.pages.workbook import report_workbook
from govflow.core.people.reports import ReportPerson, for_the_board
from tests.adapters.pages.page_samples import report


def parts(raw: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(raw)) as book:
        return {name: book.read(name).decode("utf-8") for name in book.namelist()}


def rows(raw: bytes, sheet: int) -> list[list[str]]:
    """The cells of a sheet as they read, shared strings put in."""
    book = parts(raw)
    shared = re.findall(r"<si><t[^>]*>(.*?)</t></si>", book["xl/sharedStrings.xml"], re.DOTALL)
    found = []
    for row in re.findall(r"<row [^>]*>(.*?)</row>", book[f"xl/worksheets/sheet{sheet}.xml"]):
        cells = re.findall(r"<c [^>]*?(?:t=\"(\w)\")?(?:/>|><v>(.*?)</v></c>)", row)
        found.append([shared[int(value)] if kind == "s" else value for kind, value in cells])
    return found


def test_the_numbers_are_those_of_the_report() -> None:
    table = {row[0]: row[1:] for row in rows(report_workbook(report()), 1) if row}
    assert table["trustees"] == ["2", "1", "0", "0", "1", "0", "0", "0.5"]
    assert table["staff"] == ["4", "1", "1", "1", "0", "1", "1", "0.25"]
    assert table["Everybody"] == ["6", "2", "1", "1", "1", "1", "1", "0.33"]
    assert table["Checkpoint"] == [report().checkpoint]


def test_every_person_has_a_line_that_can_be_filtered() -> None:
    raw = report_workbook(report())
    people = rows(raw, 2)
    assert people[0][:4] == ["Name", "Audience", "How it stands", "State"]
    assert [row[0] for row in people[1:]] == [person.name for person in report().people]
    assert '<autoFilter ref="A1:G8"/>' in parts(raw)["xl/worksheets/sheet2.xml"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "|", "＝"])
def test_a_name_that_looks_like_a_formula_stays_a_name(start: str) -> None:
    evil = f'{start}HYPERLINK("http://evil.example","x")'
    people = (ReportPerson(evil, evil, "held", None, 1, evil),)
    raw = report_workbook(report(people=people, organisation=evil, policy_title=evil))
    book = parts(raw)
    assert not any("<f>" in text for text in book.values())
    assert not any("hyperlink" in name.lower() for name in book)
    assert book["xl/sharedStrings.xml"].count("HYPERLINK") == 2


def test_what_looks_like_a_web_address_becomes_no_link() -> None:
    link = "https://evil.example"
    people = (ReportPerson(link, link, link, None, 1, link),)
    raw = report_workbook(report(people=people))
    assert not any("<hyperlink" in text or "/hyperlink" in text for text in parts(raw).values())


def test_the_same_report_gives_the_same_workbook() -> None:
    assert report_workbook(report()) == report_workbook(report())


def test_a_paper_for_the_board_holds_no_names() -> None:
    raw = report_workbook(for_the_board(report()))
    everything = " ".join(parts(raw).values())
    assert "Okafor" not in everything
    assert "Everybody" in everything


def test_a_notice_to_nobody_still_makes_a_workbook() -> None:
    assert rows(report_workbook(replace(report(), people=())), 2)[0][0] == "Name"
