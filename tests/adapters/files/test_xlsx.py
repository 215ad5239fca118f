"""Excel workbooks as people lists."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govflow.adapters.files import xlsx
from govflow.core.errors import GovflowError
from tests.adapters.files.workbook import workbook


def test_the_first_sheet_is_read_row_by_row_with_days_and_numbers_as_people_write_them():
    raw = workbook([["id", "joined", "note"], [17, 44197, "a & b"], [], ["x", "", 2.5]])
    assert xlsx.read_rows(raw, "hr.xlsx") == [
        (1, ["id", "joined", "note"]),
        (2, ["17", "2021-01-01", "a & b"]),
        (4, ["x", "", "2.5"]),
    ]


def test_a_workbook_from_a_mac_counts_its_days_from_1904():
    assert xlsx.read_rows(workbook([["d"], [42735]], early=True), "w")[1][1] == ["2021-01-01"]


def test_strings_within_cells_and_formulas_give_their_value():
    """What other programs write: strings that stand in the cell, values of formulas, cells left out."""
    cells = (
        '<c r="A1" t="inlineStr"><is><r><t>na</t></r><r><t>me</t></r></is></c>'
        '<c r="C1" t="str"><f>1</f><v>email</v></c><c r="D1" t="b"><v>1</v></c>'
    )
    raw = remade(lambda sheet: f'<row r="1">{cells}</row>')
    assert xlsx.read_rows(raw, "w") == [(1, ["name", "", "email", ""])]


def remade(rows):
    """A workbook whose first sheet holds these rows as they are."""
    given_ = zipfile.ZipFile(io.BytesIO(workbook([["a"]])))
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as made:
        for name in given_.namelist():
            text = given_.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                head, _, tail = text.partition("<sheetData>")
                text = f"{head}<sheetData>{rows(text)}{tail[tail.index('</sheetData>') :]}"
            made.writestr(name, text)
    return raw.getvalue()


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(xlsx, "MOST_BYTES", 1000)
    with pytest.raises(GovflowError, match="too large for a people list"):
        xlsx.read_rows(workbook([["a"]]), "w.xlsx")


@given(st.binary(max_size=60), st.integers(0, 4000))
def test_a_damaged_workbook_is_refused_in_one_sentence(noise: bytes, at: int):
    raw = workbook([["name", "email"], ["Ada", "ada@x.example"]])
    damaged = raw[:at] + noise + raw[at + len(noise) :]
    with contextlib.suppress(GovflowError):
        xlsx.read_rows(damaged, "w.xlsx")
