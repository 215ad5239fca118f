"""Two amendments of one text: rivals, overtaken and carried over; a text numbered through."""

from pathlib import Path

from tests.cli.terminal import AFTER, BEFORE, CODE, Shell

NUMBERED = """---
title: Lending Policy
code: lending
class: By-Law
version: '1.0'
passed_on: 2025-01-15
audiences: {staff: bound}
---
## 1. Scope

1.1 This policy binds staff.

1.2 [Omitted]

1.3 Loans under clause 2.1A(ba) need a form.

## 2. Loans

2.1 Staff may borrow equipment.

2.1A Staff must return:

(a) cameras;

(b) lenses;

(ba) tripods, as clause 1.3 of the University IT Policy says.

2.2 Staff must report damage under clauses 1.3 and 2.1A.
"""


def second(shell: Shell, old: str, new: str) -> Path:
    """A second amendment of the same text, with one change."""
    words = ("amendment", "new", CODE, "--title", "Another", "--reason", "R")
    name = shell.json(*words, day="2026-11-03")["amendment"]
    folder = f"policy/{CODE}/amendments/{name}"
    shell.edit(f"{folder}/proposed.md", old, new)
    return shell.file(folder)


def test_two_open_amendments_to_one_clause_are_named_to_both_movers(drafted: Shell):
    second(drafted, BEFORE, "express and recorded permission")
    for name, other in (("2026-01", "2026-02"), ("2026-02", "2026-01")):
        findings = drafted.json("amendment", "check", name)["findings"]
        (rival,) = [one for one in findings if one["code"] == "AMD105"]
        assert rival["clause"] == "section 3, paragraph 1"
        assert other in rival["message"]


def test_a_withdrawn_amendment_rivals_nobody(drafted: Shell):
    second(drafted, BEFORE, "express and recorded permission")
    drafted("amendment", "withdraw", "2026-01", "--yes")
    assert drafted.json("amendment", "check", "2026-02")["findings"] == []


def test_amendments_of_different_clauses_do_not_rival(drafted: Shell):
    second(drafted, "## 1. Introduction", "## 1. Purpose")
    assert drafted.json("amendment", "check", "2026-02")["findings"] == []


def test_the_pack_warns_of_a_rival(drafted: Shell):
    second(drafted, BEFORE, "express and recorded permission")
    said = drafted("board", "pack", "2026-01", "--yes")
    assert "amendment 2026-02 (draft) changes section 3, paragraph 1 too." in said.err


def test_an_overtaken_amendment_is_carried_over_to_the_newest_text(drafted: Shell):
    folder = second(drafted, "## 1. Introduction", "## 1. Purpose")
    drafted("board", "pack", "2026-02", "--yes", day="2026-11-19")
    drafted.pass_("2026-01")
    drafted.publish("2026-01")
    (error,) = drafted.json("amendment", "check", "2026-02", code=1)["findings"]
    assert (error["code"], "rebase 2026-02" in error["remedy"]) == ("AMD102", True)

    carried = drafted.json("amendment", "rebase", "2026-02", "--yes")

    assert (carried["base"], carried["new_version"], carried["lost"]) == ("1.1", "1.2", [])
    text = (folder / "proposed.md").read_text(encoding="utf-8")
    assert "## 1. Purpose" in text
    assert AFTER in text
    shown = drafted.json("amendment", "show", "2026-02")
    assert (shown["state"], shown["base"]["version"]) == ("draft", "1.1")
    assert [change["new"] for change in shown["changes"]] == ["## 1. Purpose"]
    assert (
        "no pack"
        in drafted.refused(
            "board", "record", "2026-02", "--passed", "--decided", "2026-11-26", "--yes"
        )["problem"]
    )
    drafted("board", "pack", "2026-02", "--yes")
    drafted("ledger", "verify")


def test_where_both_changed_a_clause_the_newest_text_stays_and_the_edit_is_named(drafted: Shell):
    folder = second(drafted, BEFORE, "express and recorded permission")
    drafted.pass_("2026-01")
    drafted.publish("2026-01")
    (lost,) = drafted.json("amendment", "rebase", "2026-02", "--yes")["lost"]
    assert lost["address"] == "section 3, paragraph 1"
    assert "express and recorded permission" in lost["proposed"]
    text = (folder / "proposed.md").read_text(encoding="utf-8")
    assert AFTER in text
    assert "recorded" not in text
    assert "recorded" in (folder / "before-rebase.md").read_text(encoding="utf-8")


def test_an_amendment_of_the_newest_text_has_nothing_to_be_carried_over_to(drafted: Shell):
    refusal = drafted.refused("amendment", "rebase", "2026-01", "--yes")
    assert "still the newest" in refusal["problem"]


def lending(shell: Shell, tmp_path: Path) -> str:
    source = tmp_path / "lending.md"
    source.write_text(NUMBERED, encoding="utf-8")
    shell("policy", "import", str(source), "--as", "lending", "--yes")
    words = ("amendment", "new", "lending", "--title", "Numbers", "--reason", "Gaps confuse.")
    return str(shell.json(*words)["amendment"])


def test_renumbering_follows_cross_references_and_keeps_a_table(new: Shell, tmp_path: Path):
    name = lending(new, tmp_path)
    told = new.json("amendment", "renumber", name, "--yes")
    assert {one["old"]: one["new"] for one in told["numbers"]} == {
        "1.2": None,
        "1.3": "1.2",
        "2.1A": "2.2",
        "2.1A(a)": "2.2(a)",
        "2.1A(b)": "2.2(b)",
        "2.1A(ba)": "2.2(c)",
        "2.2": "2.3",
    }
    assert told["references_followed"] == 2
    folder = new.file(f"policy/lending/amendments/{name}")
    text = (folder / "proposed.md").read_text(encoding="utf-8")
    assert "1.2 Loans under clause 2.2(c) need a form." in text
    assert "2.3 Staff must report damage under clauses 1.2 and 2.2." in text
    assert "(c) tripods, as clause 1.3 of the University IT Policy says." in text
    assert '"2.1A" = "2.2"' in (folder / "amendment.toml").read_text(encoding="utf-8")


def test_the_cover_sheet_prints_the_numbers_that_change(new: Shell, tmp_path: Path):
    from docx import Document

    name = lending(new, tmp_path)
    new("amendment", "renumber", name, "--yes")
    new("board", "pack", name, "--yes")
    sheet = Document(str(new.file(f"documents/board/{name}/1 cover sheet.docx")))
    words = "\n".join(paragraph.text for paragraph in sheet.paragraphs)
    words += "\n".join(
        cell.text for table in sheet.tables for row in table.rows for cell in row.cells
    )
    assert "1.2 falls away; 1.3 becomes 1.2; 2.1A becomes 2.2" in words


def test_a_text_without_gaps_is_not_renumbered(drafted: Shell):
    assert "every number" in drafted.refused("amendment", "renumber", "2026-01", "--yes")["problem"]
