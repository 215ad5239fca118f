"""Review copies edited in LibreOffice with tracking on: every edit back at the right clause."""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from govflow.adapters.word.importing.copies import read_copy
from govflow.core.text.blocks import render
from govflow.core.text.merging import merge
from tests.adapters.word.corpus import NUMBERED
from tests.adapters.word.papers import in_force, papers, proposed
from tests.support import ROOT, require_program

pytestmark = pytest.mark.servers
EDITOR = ROOT / "tests" / "adapters" / "word_import" / "edit_in_office.py"
AMENDED = NUMBERED.replace("without the permission", "without the written permission")
OFFICER = "Governance Officer"
EDITS = [
    ["replace", "every year", "every term"],
    ["replace", "Posts made in haste", "Posts made in anger"],
    ["add_after", "without the", "Permission lasts two years."],
    ["strike", "close it when"],
    ["replace", "monthly", "weekly"],
]


def edited(tmp_path: Path, edits: list[list[str]]) -> bytes:
    require_program("soffice")
    source, target = tmp_path / "review.docx", tmp_path / "returned.docx"
    made = papers().redline(
        in_force(NUMBERED), proposed(AMENDED), author=OFFICER, on=date(2026, 11, 24)
    )
    source.write_bytes(made)
    jobs = json.dumps([[str(source), str(target), edits]])
    done = subprocess.run(
        ["/usr/bin/python3", str(EDITOR)], input=jobs, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return target.read_bytes()


def test_edits_made_in_libreoffice_come_back_at_their_clauses(tmp_path: Path) -> None:
    after = proposed(AMENDED)
    copy = read_copy(
        edited(tmp_path, EDITS),
        "returned.docx",
        OFFICER,
        {after.digest: after.policy},
        after.policy,
    )
    found = merge(after.policy.blocks, [copy])
    wanted = (
        AMENDED.replace("every year", "every term")
        .replace("Posts made in haste", "Posts made in anger")
        .replace("\n\n3.2 The", "\n\n3.1A Permission lasts two years.\n\n3.2 The")
        .replace("\n\n(c) close it when it is no longer needed.", "")
        .replace("monthly", "weekly")
    )
    assert render(found.blocks) == wanted
    assert all(edit.tracked for edit in copy.edits)
    assert {r.disposition for r in found.responses} == {"taken over"}


def test_a_copy_only_opened_and_saved_proposes_nothing(tmp_path: Path) -> None:
    after = proposed(AMENDED)
    copy = read_copy(
        edited(tmp_path, []), "returned.docx", OFFICER, {after.digest: after.policy}, after.policy
    )
    assert copy.edits == ()
