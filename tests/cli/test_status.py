"""`govflow status` and `govflow ledger`."""

from tests.cli.terminal import CODE, Shell


def test_status_says_how_everything_stands_and_what_comes_next(told: Shell):
    found = told.json("status", day="2026-12-02")
    assert found["schema"] == "govflow/status/1"
    assert found["today"] == "2026-12-02"
    assert {"policies", "amendments", "notices", "held", "next"} <= set(found)
    assert [step["command"] for step in found["next"]] == [
        "govflow replies collect",
        "govflow report",
    ]


def test_each_step_of_the_story_is_followed_by_the_next(new: Shell):
    def first() -> str:
        return str(new.json("status")["next"][0]["command"])

    assert first() == 'govflow amendment new CODE --title "..."'
    new.propose()
    assert first() == "govflow amendment check 2026-01"
    new("board", "pack", "2026-01", "--yes", day="2026-11-19")
    assert first() == "govflow board record 2026-01 --passed --decided DATE --minute REF"
    new("board", "record", "2026-01", "--passed", "--decided", "2026-11-26", "--yes")
    assert first() == "govflow publish 2026-01 --in-force DATE"
    new.publish("2026-01")
    assert first() == f"govflow notice preview {CODE}"
    new.send()
    assert first() == "govflow replies collect"


def test_a_hand_edit_is_the_first_thing_to_see(told: Shell):
    told.edit(f"policy/{CODE}/policy.md", "Social Media has been", "Social media was")
    assert told.json("status")["next"][0]["command"] == "govflow ledger verify"
    assert "(edited by hand)" in told("policy", "list").out


def test_the_ledger_agrees_with_everything_beside_it(told: Shell):
    found = told.json("ledger", "verify")
    assert found["ok"] is True
    assert found["findings"] == []
    told("ledger", "verify", "--against", found["checkpoint"])


def test_an_altered_text_and_a_missing_document_are_named(told: Shell):
    told.edit(f"policy/{CODE}/versions/1.1.md", "Social Media has been", "Social media was")
    told.file(f"documents/{CODE}/1.1/by-law.docx").unlink()
    found = told.json("ledger", "verify", code=1)
    assert found["ok"] is False
    assert {f["place"] for f in found["findings"]} == {
        f"policy/{CODE}/versions/1.1.md",
        f"documents/{CODE}/1.1/by-law.docx",
    }
    assert all(f["message"] for f in found["findings"])
    assert "2 alterations found" in told("ledger", "verify", code=1).err


def test_a_checkpoint_from_elsewhere_finds_a_ledger_that_was_cut(told: Shell):
    size, _, digest = told.json("ledger", "verify")["checkpoint"].partition(" ")
    found = told.json("ledger", "verify", "--against", f"{int(size) + 5} {digest}", code=1)
    assert found["findings"]
    assert told.refused("ledger", "verify", "--against", "nonsense")["remedy"]


def test_the_newest_events_are_shown_with_their_hashes(told: Shell):
    events = told.json("ledger", "show", "--last", "2")["events"]
    assert [event["kind"] for event in events] == ["LetterClaimed", "LetterSent"]
    assert events[1]["seq"] == events[0]["seq"] + 1
    assert told("ledger", "show", "--last", "1", "-v").out.count("\n") == 2
