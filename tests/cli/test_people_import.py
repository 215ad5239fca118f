"""`govflow people import` of the officer's own lists: their columns, what changes, what stays."""

import tomllib
from pathlib import Path

from tests.adapters.files.workbook import workbook
from tests.cli.terminal import Shell

HR = [
    ["Staff of the Union, November 2026"],
    [
        "Payroll number",
        "Forename",
        "Surname",
        "Work e-mail",
        "Start date",
        "Line manager",
        "Salary",
    ],
    ["s1", "Ada", "Staff", "ada@union.example", 43831, "", 31000],
    ["s2", "Ben", "Staff", "ben@union.example", 44958, "Ada Staff", 27000],
    ["s3", "Fay", "Staff", "fay@union.example", 46027, "ada@union.example", 26000],
]


def take(shell: Shell, raw: bytes, *options: str, name: str = "hr.xlsx") -> dict[str, object]:
    path = shell.root / name
    path.write_bytes(raw)
    return shell.json("people", "import", str(path), *options, "--yes")


def person(shell: Shell, name: str) -> dict[str, object]:
    return next(p for p in shell.json("people", "list")["people"] if p["id"] == name)


def test_a_workbook_of_the_staff_is_read_by_its_own_headings(new: Shell):
    taken = take(new, workbook(HR), "--audience", "staff")
    assert taken["added"] == ["s3"]
    assert taken["unused"] == ["Salary"]
    assert taken["columns"]["name"] == "Forename + Surname"
    fay = person(new, "s3")
    assert (fay["name"], fay["joined"], fay["manager"]) == ("Fay Staff", "2026-01-05", "s1")
    assert (person(new, "s2")["manager"], person(new, "s2")["joined"]) == ("s1", "2023-02-01")


def test_a_list_of_one_audience_leaves_everybody_else_alone(new: Shell):
    assert take(new, workbook(HR[:3]), "--audience", "staff")["removed"] == ["s2", "x1"]
    assert [p["id"] for p in new.json("people", "list")["people"]] == ["s1", "t1", "v1"]


def test_who_leaves_an_audience_keeps_the_others(new: Shell):
    csv = b"name,email\nDee Volunteer,dee@mail.example\n"
    taken = take(new, csv, "--audience", "trustees", name="trustees.csv")
    assert (taken["removed"], taken["changed"]) == (["t1"], ["v1"])
    assert person(new, "v1")["audiences"] == ["volunteers", "trustees"]


def test_what_was_said_once_about_columns_is_remembered(new: Shell):
    csv = b"Who,Where,Sort\nAda Staff,ada@union.example,Paid\nCai Trustee,cai@mail.example,Board\n"
    said = ("--column", "name=Who", "--column", "email=Where", "--column", "audiences=Sort")
    called = ("--call", "Paid=staff", "--call", "Board=trustees")
    assert take(new, csv, *said, *called, name="all.csv")["changed"] == []
    remembered = tomllib.loads(new.file("people-columns.toml").read_text(encoding="utf-8"))
    assert remembered["everybody"]["email"] == "Where"
    more = csv + b"Fay Staff,fay@union.example,Paid\n"
    assert take(new, more, name="all.csv")["added"] == ["fay"]
    assert person(new, "fay")["audiences"] == ["staff"]


def test_what_a_list_has_no_column_for_stays_as_it_is(new: Shell):
    """Confirmed addresses, languages and leave are the officer's own knowledge; payroll has none of it."""
    new("people", "away", "s2", "--until", "2026-12-18", "--yes")
    take(new, workbook(HR), "--audience", "staff")
    new.edit("people.csv", "cai@work.example,en", "cai@work.example,cy")
    take(
        new,
        b"id,name,email\nt1,Cai Trustee,cai@mail.example\n",
        "--audience",
        "trustees",
        name="t.csv",
    )
    assert person(new, "t1")["other_emails"] == ["cai@work.example"]
    assert person(new, "t1")["language"] == "cy"
    assert person(new, "s2")["on_leave_until"] == "2026-12-18"


def test_the_difference_names_each_field_before_anything_is_taken_over(new: Shell):
    path = new.root / "hr.xlsx"
    path.write_bytes(
        workbook([*HR[:2], ["s1", "Ada", "Stone", "ada@union.example", 43831, "", 1], *HR[3:]])
    )
    before = new.contents()
    said = new("people", "import", str(path), "--audience", "staff", code=2)
    assert "~ s1  Ada Stone: name Ada Staff → Ada Stone; joined — → 1 Jan 2020" in said.err
    assert "Not taken over: Salary" in said.err
    assert new.contents() == before


def test_a_plain_list_leaves_nothing_to_remember(new: Shell):
    take(new, b"id,name,email,audiences\ns1,Ada,ada@union.example,staff\n", name="plain.csv")
    assert not Path(new.root / "people-columns.toml").exists()
