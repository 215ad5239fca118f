"""`govflow replies`, `register`, `report`: what came back, and what it adds up to."""

import csv
import re
from pathlib import Path

import pytest

from govflow.adapters.memory.correspondents import Answer
from tests.cli.terminal import CODE, Shell

LATER = "2026-12-04"
REPLY_KEYS = {
    "evidence", "message_id", "from", "received", "notice", "recipient", "outcome", "reason",
    "counted", "rule",
}  # fmt: skip
ROW_KEYS = ["person", "notice", "policy", "version", "digest", "state", "since", "letters"]


@pytest.fixture
def answered(told: Shell) -> Shell:
    """Ada acknowledges, Ben says no more than 'ok'; Cai is silent."""
    told.answer("ada@union.example", number=1)
    told.answer("ben@union.example", Answer("outlook", "ok"), number=2)
    told("replies", "collect", day=LATER)
    return told


def test_collecting_moves_each_message_and_says_what_it_was(told: Shell):
    told.answer("ada@union.example")
    found = told.json("replies", "collect", day=LATER)
    assert found["schema"] == "govflow/collected/1"
    assert (found["total"], found["counted"]) == (1, 1)
    assert found["outcomes"] == {"acknowledged": 1}
    assert list(told.root.glob("mail/inbox/*.eml")) == []
    assert len(list(told.root.glob("mail/processed/*.eml"))) == 1
    assert told("replies", "collect", day=LATER).out == "Nothing new.\n"


def test_every_reply_is_listed_once_with_its_reasons(answered: Shell):
    document = answered.json("replies", "list", day=LATER)
    assert document["schema"] == "govflow/replies/1"
    ada, ben = document["replies"]
    assert set(ada) >= REPLY_KEYS
    assert (ada["recipient"], ada["outcome"], ada["counted"]) == ("s1", "acknowledged", True)
    assert (ben["recipient"], ben["outcome"], ben["counted"]) == ("s2", "unclear", False)
    assert re.fullmatch(r"[0-9a-f]{64}", ada["evidence"])
    (held,) = answered.json("replies", "list", "--held", day=LATER)["replies"]
    assert held == ben


def test_the_officer_settles_a_held_reply_and_the_judgement_stays(answered: Shell):
    evidence = answered.json("replies", "list", "--held")["replies"][0]["evidence"]
    who = ("--by", "Sarah Okafor", "--reason", "He rang.")
    words = ("replies", "resolve", evidence[:8], "--as", "acknowledged", *who)
    assert "--yes" in answered.refused(*words, code=2)["remedy"]
    settled = answered.json(*words, "--yes")
    assert (settled["outcome"], settled["resolved_as"], settled["counted"]) == (
        "unclear",
        "acknowledged",
        True,
    )
    assert answered.json("replies", "list", "--held")["replies"] == []
    states = {r["person"]: r["state"] for r in answered.json("register", "show")["rows"]}
    assert states == {"s1": "acknowledged", "s2": "acknowledged", "t1": "outstanding"}


def test_a_decision_can_also_take_a_count_away(answered: Shell):
    evidence = answered.json("replies", "list")["replies"][0]["evidence"]
    who = ("--by", "Sarah Okafor", "--reason", "Her assistant wrote it.")
    settled = answered.json("replies", "resolve", evidence, "--as", "not-an-answer", *who, "--yes")
    assert settled["counted"] is False
    assert settled["outcome"] == "acknowledged"


def test_judging_a_file_explains_and_records_nothing(answered: Shell):
    path = answered.answer("cai@mail.example", number=9)
    before = answered.contents()
    verdict = answered.json("replies", "judge", str(path), day=LATER)
    assert verdict["schema"] == "govflow/reply/1"
    assert set(verdict) >= REPLY_KEYS
    assert (verdict["recipient"], verdict["outcome"]) == ("t1", "acknowledged")
    assert answered.contents() == before


def test_a_message_that_cannot_be_read_is_set_aside_and_the_exit_says_so(told: Shell):
    (told.root / "mail" / "inbox" / "odd.eml").write_bytes(b"\x00" * 40 + b"\n" * 3)
    told.answer("ada@union.example")
    said = told.try_("replies", "collect", "--json", day=LATER)
    assert said.document["counted"] == 1
    assert said.code == (4 if said.document["quarantined"] else 0)
    assert list(told.root.glob("mail/inbox/*.eml")) == []


def test_without_a_believed_boundary_every_reply_is_held(told: Shell):
    told.edit("govflow.toml", 'authserv_ids = ["mx.union.example"]', "authserv_ids = []")
    told.answer("ada@union.example")
    assert told.json("replies", "collect", day=LATER)["outcomes"] == {"unverified": 1}


def test_the_register_has_one_row_for_each_person_and_notice(answered: Shell):
    document = answered.json("register", "show", day=LATER)
    assert document["schema"] == "govflow/register/1"
    assert [list(row)[: len(ROW_KEYS)] for row in document["rows"]] == [ROW_KEYS] * 3
    ada = document["rows"][0]
    assert (ada["person"], ada["state"], ada["letters"]) == ("s1", "acknowledged", 1)
    assert (ada["policy"], ada["version"]) == (CODE, "1.1")


def test_the_register_can_be_narrowed(answered: Shell):
    def people(*words: str) -> list[str]:
        return [r["person"] for r in answered.json("register", "show", *words, day=LATER)["rows"]]

    assert people("--state", "held") == ["s2"]
    assert people("--notice", "SMP-1", "--state", "outstanding") == ["t1"]
    assert people("--policy", "expenses") == []
    answered.refused("register", "show", "--state", "bored", code=2)


def test_a_day_after_the_due_date_silence_is_overdue(answered: Shell):
    def state(day: str) -> str:
        rows = answered.json("register", "show", day=day)["rows"]
        return str(next(row["state"] for row in rows if row["person"] == "t1"))

    assert state("2026-12-18") == "outstanding"
    assert state("2026-12-19") == "overdue"


def test_the_exported_register_opens_in_a_spreadsheet(answered: Shell, tmp_path: Path):
    path = tmp_path / "register.csv"
    answered("register", "export", "-o", str(path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ROW_KEYS
    assert [row["state"] for row in rows] == ["acknowledged", "held", "outstanding"]


def test_the_report_counts_people_and_names_who_is_missing(answered: Shell):
    found = answered.json("report", day=LATER)
    assert found["schema"] == "govflow/report/1"
    assert (found["notice"], found["asked"], found["files"]) == ("SMP-1", 3, [])
    assert sum(found["counts"].values()) == 3
    assert {person["name"] for person in found["missing"]} == {"Ben Staff", "Cai Trustee"}
    assert found["checkpoint"] == answered.json("ledger", "verify", day=LATER)["checkpoint"]


def test_the_report_is_written_as_a_page_and_a_workbook(answered: Shell, tmp_path: Path):
    words = ("report", "--xlsx", "--html", "-o", str(tmp_path / "out"), "--no-open")
    files = answered.json(*words, day=LATER)["files"]
    assert sorted(Path(name).suffix for name in files) == [".html", ".xlsx"]
    page, book = (Path(name).read_bytes() for name in sorted(files))
    assert b"Cai Trustee" in page
    assert book.startswith(b"PK")
    answered(*words, day=LATER)


def test_before_the_first_notice_the_report_says_what_to_do(new: Shell):
    assert "notice send" in new.refused("report")["remedy"]
    assert new("register", "show").out == "Nothing yet.\n"
    assert new("replies", "list").out == "Nothing yet.\n"
