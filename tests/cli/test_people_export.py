"""Subject access: a person gets everything held on them, and nobody else's data."""

import json
import zipfile
from pathlib import Path

import pytest

from govflow.adapters.memory.correspondents import Answer
from tests.cli.terminal import ACKNOWLEDGES, Shell


@pytest.fixture
def answered(told: Shell) -> Shell:
    """Ada acknowledged, then wrote about Ben; Ben's manager is Ada; Cai wrote about Ada."""
    told.answer("ada@union.example", ACKNOWLEDGES, 1)
    told.answer("ada@union.example", Answer("outlook", "Has Ben  Staff asked you as well?"), 2)
    told.answer("cai@mail.example", Answer("outlook", "What does Ada Staff say to it?"), 3)
    told.try_("replies", "collect")
    return told


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_letters_replies_and_register_are_all_there(answered: Shell):
    found = answered.json("people", "export", "s1", "-o", str(answered.file("ada.zip")))
    assert (found["letters"], found["replies"], found["others"]) == (1, 2, 1)
    files = members(answered.file("ada.zip"))
    data = json.loads(files["data.json"])
    assert data["people_list"]["email"] == "ada@union.example"
    assert data["notices"][0]["state"] in ("acknowledged", "question")
    assert sorted(one["outcome"] for one in data["replies"]) == ["acknowledged", "question"]
    assert b"I have read and understood the policy" in files["index.html"]
    raw = answered.file("mail/outbox/SMP-1_001_first_ada.eml").read_bytes()
    assert files["letters/SMP-1-001-first.eml"] == raw


def test_other_people_are_hidden_and_their_messages_kept_apart(answered: Shell):
    found = answered.json("people", "export", "s1", "-o", str(answered.file("ada.zip")))
    given = members(answered.file("ada.zip"))
    for name, raw in given.items():
        for stranger in (b"Ben", b"Cai Trustee", b"cai@mail.example", b"ben@union.example"):
            assert stranger not in raw, name
    assert b"[another person]" in b"".join(given.values())
    apart = members(Path(found["apart"]))
    assert len(apart) == 2
    assert any(name.startswith("others/") for name in apart)


def test_an_export_changes_nothing_and_is_the_same_twice(answered: Shell):
    before = answered.json("ledger", "verify")["checkpoint"]
    one, two = answered.file("1.zip"), answered.file("2.zip")
    for path in (one, two):
        answered("people", "export", "s1", "-o", str(path))
    assert one.read_bytes() == two.read_bytes()
    assert answered.json("ledger", "verify")["checkpoint"] == before
