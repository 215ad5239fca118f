"""`govflow amendment`: new, list, check, show, withdraw."""

from pathlib import Path

import pytest

from tests.cli.terminal import AFTER, BEFORE, CODE, Shell


def test_a_new_amendment_is_a_copy_to_edit(new: Shell):
    begun = new.json("amendment", "new", CODE, "--title", "Tidying up", day="2026-11-02")
    assert begun["amendment"] == "2026-01"
    path = Path(begun["file"])
    assert path.name == "proposed.md"
    assert path.read_bytes() == new.file(f"policy/{CODE}/policy.md").read_bytes()


def test_ids_are_unique_in_the_workspace_and_begin_with_the_year(new: Shell):
    words = ("amendment", "new", CODE, "--title", "One")
    names = [
        new.json(*words, day=day)["amendment"] for day in ("2026-11-02", "2026-11-03", "2027-01-04")
    ]
    assert names == ["2026-01", "2026-02", "2027-01"]


def test_an_amendment_may_begin_with_a_finished_text(new: Shell, tmp_path: Path):
    text = new.file(f"policy/{CODE}/policy.md").read_text(encoding="utf-8")
    source = tmp_path / "proposed.md"
    source.write_text(text.replace(BEFORE, AFTER, 1), encoding="utf-8")
    begun = new.json("amendment", "new", CODE, "--title", "T", "--from", str(source))
    (change,) = new.json("amendment", "show", begun["amendment"])["changes"]
    assert AFTER in change["new"]


def test_show_gives_changes_and_the_schedule_in_words(drafted: Shell):
    found = drafted.json("amendment", "show", "2026-01")
    assert found["schema"] == "govflow/amendment/1"
    assert {"amendment", "policy", "title", "state", "base", "digest"} <= set(found)
    (change,) = found["changes"]
    assert {"kind", "address", "old", "new", "materiality"} <= set(change)
    assert change["address"] == "section 3, paragraph 1"
    assert found["schedule"] == ["In section 3, paragraph 1, after 'express' insert 'written'."]


def test_on_a_terminal_the_changed_words_are_marked_by_more_than_colour(drafted: Shell):
    said = drafted("amendment", "show", "2026-01").out
    assert "express{+ written+} permission" in said
    assert "Materiality A: everyone bound must acknowledge." in said


def test_check_passes_a_complete_amendment_and_names_the_next_command(drafted: Shell):
    said = drafted("amendment", "check", "2026-01")
    assert "Next: govflow board pack 2026-01" in said.err
    found = drafted.json("amendment", "check", "2026-01")
    assert found["findings"] == []


def test_an_amendment_that_changes_nothing_is_an_error(new: Shell):
    new("amendment", "new", CODE, "--title", "T", day="2026-11-02")
    found = new.json("amendment", "check", "2026-01", code=1)
    assert [f["code"] for f in found["findings"]] == ["AMD101"]


def test_a_missing_reason_is_a_warning_and_fails_only_when_strict(new: Shell):
    new("amendment", "new", CODE, "--title", "T", day="2026-11-02")
    new.edit(f"policy/{CODE}/amendments/2026-01/proposed.md", BEFORE, AFTER)
    assert new.json("amendment", "check", "2026-01")["findings"][0]["severity"] == "warning"
    new("amendment", "check", "2026-01", "--strict", code=1)
    assert "1 warning." in new("amendment", "check", "2026-01").out.replace("0 errors, ", "")


def test_a_published_amendment_is_not_called_overtaken_by_itself(told: Shell):
    assert told.json("amendment", "check", "2026-01")["findings"] == []


def test_the_list_says_how_far_each_is(told: Shell):
    (line,) = told.json("amendment", "list")["amendments"]
    assert line == {
        "amendment": "2026-01",
        "policy": CODE,
        "title": "Written permission",
        "state": "published",
    }


def test_an_empty_list_says_so_in_words(new: Shell):
    assert new("amendment", "list").out == "Nothing yet.\n"
    assert new.json("amendment", "list")["amendments"] == []


def test_a_withdrawn_amendment_keeps_its_files_and_cannot_be_packed(drafted: Shell):
    drafted("amendment", "withdraw", "2026-01", "--reason", "Overtaken", "--yes")
    assert drafted.json("amendment", "list")["amendments"][0]["state"] == "withdrawn"
    assert drafted.file(f"policy/{CODE}/amendments/2026-01/proposed.md").is_file()
    drafted.refused("board", "pack", "2026-01", "--yes")


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_published_amendment_cannot_be_withdrawn(told: Shell, dry: tuple[str, ...]):
    told.refused("amendment", "withdraw", "2026-01", "--yes", *dry)
