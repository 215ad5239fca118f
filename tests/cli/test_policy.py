"""`govflow policy`: list, show, history, at, diff, check, import, export."""

import re
from pathlib import Path

from tests.cli.terminal import AFTER, BEFORE, CODE, Shell

EXPENSES = """# Expenses Policy

## 1. Scope

1.1 Staff must keep every receipt.

## 2. Time

2.1 A claim must be made within 30 days.
"""


def put(shell: Shell, text: str = EXPENSES, name: str = "expenses.md") -> str:
    path = shell.file(name)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_list_names_the_version_in_force_beside_the_newest(told: Shell):
    (line,) = told.json("policy", "list", day="2026-11-28")["policies"]
    assert (line["code"], line["in_force"], line["newest"]) == (CODE, "1.0", "1.1")
    (line,) = told.json("policy", "list", day="2026-12-01")["policies"]
    assert line["in_force"] == "1.1"


def test_show_prints_the_text_and_nothing_else(new: Shell):
    said = new("policy", "show", CODE)
    assert said.out.startswith("# Social Media Policy\n\n## 1. ")
    assert said.err == ""
    document = new.json("policy", "show", CODE)
    assert document["schema"] == "govflow/policy/1"
    assert document["text"] == said.out
    assert re.fullmatch(r"[0-9a-f]{64}", document["digest"])


def test_the_text_of_a_day_is_the_one_in_force_then(told: Shell):
    assert BEFORE in told("policy", "at", "2026-11-30", CODE).out
    assert AFTER in told("policy", "at", "2026-12-01", CODE).out
    assert told.json("policy", "at", "01/12/2026", CODE)["version"] == "1.1"


def test_before_the_first_version_there_is_no_text(new: Shell):
    assert "no text" in new.refused("policy", "at", "2001-01-01", CODE)["problem"]


def test_the_history_gives_every_version_with_its_dates(told: Shell):
    first, second = told.json("policy", "history", CODE)["versions"]
    assert (first["version"], first["passed_on"]) == ("1.0", "2018-06-18")
    assert (second["version"], second["in_force"]) == ("1.1", "2026-12-01")
    assert (second["minute"], second["amendment"]) == ("26/114", "2026-01")


def test_diff_names_what_changed_between_two_versions(told: Shell):
    found = told.json("policy", "diff", CODE, "1.0", "1.1")
    (change,) = found["changes"]
    assert (change["kind"], change["materiality"]) == ("substitute", "A")
    assert BEFORE in change["old"]
    assert AFTER in change["new"]
    assert "insert 'written'" in found["schedule"][0]


def test_nothing_differs_between_a_version_and_itself(new: Shell):
    assert new.json("policy", "diff", CODE, "1.0", "1.0")["changes"] == []
    assert "Nothing is changed." in new("policy", "diff", CODE, "1.0", "1.0").out


def test_findings_have_code_place_words_and_remedy(new: Shell):
    found = new.json("policy", "check", CODE)
    assert found["schema"] == "govflow/findings/1"
    keys = {"code", "severity", "file", "line", "clause", "message", "remedy"}
    assert found["findings"]
    for finding in found["findings"]:
        assert set(finding) == keys
        assert finding["severity"] in ("error", "warning", "refer")


def test_warnings_fail_only_when_asked_to(new: Shell):
    severities = {f["severity"] for f in new.json("policy", "check", CODE)["findings"]}
    assert "warning" in severities
    assert "error" not in severities
    assert new("policy", "check", CODE, "--strict", code=1).out == new("policy", "check", CODE).out


def test_a_text_passed_before_is_taken_over_with_its_date(new: Shell):
    words = ("policy", "import", put(new), "--as", "expenses", "--version", "3.0")
    taken = new.json(*words, "--passed", "14/03/2023", "--yes")
    assert (taken["policy"], taken["version"]) == ("expenses", "3.0")
    (version,) = new.json("policy", "history", "expenses")["versions"]
    assert (version["version"], version["passed_on"]) == ("3.0", "2023-03-14")
    assert "2.1 A claim" in new("policy", "show", "expenses").out


def test_without_a_version_the_first_text_is_1_0(new: Shell):
    new("policy", "import", put(new), "--as", "expenses", "--yes")
    assert new.json("policy", "show", "expenses")["version"] == "1.0"


def test_the_same_version_is_not_taken_over_twice(new: Shell):
    words = ("policy", "import", put(new), "--as", "expenses", "--yes")
    new(*words)
    before = new.contents()
    assert "already in the register" in new.refused(*words)["problem"]
    assert new.contents() == before


def test_a_text_that_is_not_utf8_is_refused_whole(new: Shell):
    path = new.file("latin.md")
    path.write_bytes("# Café policy\n\n1.1 Yes.\n".encode("latin-1"))
    before = new.contents()
    refusal = new.refused("policy", "import", str(path), "--as", "cafe", "--yes")
    assert "UTF-8" in refusal["problem"]
    assert new.contents() == before


def test_an_export_is_the_text_in_the_form_asked_for(new: Shell, tmp_path: Path):
    assert "## 1. " in new("policy", "export", CODE).out
    for form, start in (("docx", b"PK"), ("html", b"<!"), ("txt", b"")):
        path = tmp_path / f"out.{form}"
        new("policy", "export", CODE, "--as", form, "-o", str(path))
        assert path.read_bytes().startswith(start)
        assert path.stat().st_size > 1000


def test_an_export_asks_before_it_replaces_another_file(new: Shell, tmp_path: Path):
    path = tmp_path / "mine.md"
    path.write_text("mine", encoding="utf-8")
    refusal = new.refused("policy", "export", CODE, "-o", str(path), code=2)
    assert "--yes" in refusal["remedy"]
    assert path.read_text(encoding="utf-8") == "mine"
    document = new.json("policy", "export", CODE, "-o", str(path), "--yes")
    assert document["bytes"] == path.stat().st_size
    new("policy", "export", CODE, "-o", str(path))


def test_json_and_a_text_never_share_stdout(new: Shell):
    assert "-o" in new.refused("policy", "export", CODE, code=2)["problem"]
