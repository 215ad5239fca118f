"""Notes outlive the program."""

from pathlib import Path

import pytest

from govflow.adapters.files.notes import FileNotes
from govflow.core.errors import RecordError


def test_a_note_is_there_for_the_next_program_and_gone_when_removed(tmp_path: Path) -> None:
    FileNotes(tmp_path / "notes.json").put("place", "17")
    assert FileNotes(tmp_path / "notes.json").get("place") == "17"
    FileNotes(tmp_path / "notes.json").put("place", None)
    assert FileNotes(tmp_path / "notes.json").get("place") is None


def test_a_spoilt_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("{", encoding="utf-8")
    with pytest.raises(RecordError, match="not what govflow wrote") as refusal:
        FileNotes(tmp_path / "notes.json").get("place")
    assert "nothing is counted twice" in refusal.value.remedy
