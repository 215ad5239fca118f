"""Any alteration by other hands is found and named with its place."""

import sqlite3
from pathlib import Path

from govflow.adapters.memory.correspondents import Answer
from govflow.workflows.verifying import verify
from tests.workflows.desk import CODE, Desk

OLD = "All accounts must be logged with the CEO."


def places(desk: Desk) -> list[str]:
    return [alteration.place for alteration in verify(desk.office)]


def test_a_whole_story_verifies_and_its_tables_equal_a_replay(desk: Desk) -> None:
    desk.bring_into_force(OLD, "All accounts must be logged with the Chair.")
    desk.send()
    desk.hear("ada@union.example", Answer("outlook", "I have read and understood the policy."))
    desk.hear("ben@union.example", Answer("away", "Back on 14 December 2026."))
    assert places(desk) == []


def test_an_altered_passed_text_is_named(desk: Desk) -> None:
    file = desk.text.parent / "versions" / "1.0.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("must be logged", "may be logged"), "utf-8"
    )
    assert places(desk) == [f"policy/{CODE}/versions/1.0.md"]


def test_a_hand_edit_of_the_standing_text_is_named(desk: Desk) -> None:
    desk.text.write_text(desk.text.read_text(encoding="utf-8").replace(OLD, "Nothing."), "utf-8")
    assert places(desk) == [f"policy/{CODE}/policy.md"]


def test_an_altered_or_lost_document_is_named(desk: Desk) -> None:
    desk.bring_into_force(OLD, "All accounts must be logged with the Chair.")
    folder = desk.root / "documents" / CODE / "1.1"
    (folder / "by-law.docx").write_bytes(b"another")
    (folder / "by-law.html").unlink()
    assert places(desk) == [
        f"documents/{CODE}/1.1/by-law.docx",
        f"documents/{CODE}/1.1/by-law.html",
    ]


def test_a_state_changed_behind_the_ledgers_back_is_named(tmp_path: Path) -> None:
    from tests.workflows.desk import open_desk

    with open_desk(tmp_path / "union", "sqlite") as desk:
        desk.send()
        database = sqlite3.connect(desk.root / "govflow.db")
        with database:
            database.execute("UPDATE recipients SET counted = 'abc' WHERE person = 's1'")
        database.close()
        assert any("recipients" in place for place in places(desk))
