"""The register as a CSV file: for people, and for no program to run."""

import csv

from tests.cli.terminal import Shell


def test_no_cell_of_the_exported_register_is_a_formula(new: Shell):
    rows = "\n".join(
        f"{start}cmd|calc,Person {n},p{n}@union.example,staff,,,,,en"
        for n, start in enumerate("=+-@")
    )
    head = "id,name,email,audiences,manager,joined,left,other_emails,language"
    new.file("list.csv").write_text(f"{head}\n{rows}\n", encoding="utf-8")
    new("people", "import", str(new.file("list.csv")), "--yes")
    new("notice", "send", "social-media", "--yes", "--expect", "4")
    new("register", "export", "-o", str(new.file("out.csv")))
    with new.file("out.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert sum("cmd|calc" in cell for cell in cells) == 4
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
