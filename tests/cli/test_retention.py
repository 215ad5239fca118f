"""What was kept long enough goes of itself; that it was, and whether somebody acknowledged, stays."""

import pytest

from govflow.adapters.memory.correspondents import Answer
from govflow.core.people.retention import RULES
from tests.cli.terminal import ACKNOWLEDGES, CODE, Shell
from tests.cli.test_people_erase import naming


@pytest.fixture
def answered(told: Shell) -> Shell:
    """Ada acknowledged, Ben is away, and Ben then left without an answer."""
    told.answer("ada@union.example", ACKNOWLEDGES, 1)
    told.answer("ben@union.example", Answer("away", "I am in hospital."), 2)
    told.try_("replies", "collect")
    told("people", "leave", "s2", "--last-day", "2026-12-18", "--yes")
    told.file("list.csv").unlink()
    return told


def due(shell: Shell, day: str) -> dict[str, int]:
    found = shell.json("retention", "show", day=day)
    return {rule["rule"]: rule["due"] for rule in found["rules"]}


def test_every_rule_has_its_setting_its_period_and_its_reason(new: Shell):
    shown = new.json("retention", "show")["rules"]
    assert [one["rule"] for one in shown] == [rule.name for rule in RULES]
    assert all(one["days"] and len(one["reason"]) > 40 for one in shown)
    new.edit("govflow.toml", "[notices]", "[retention]\nleavers_days = 0\n\n[notices]")
    assert new.json("retention", "show")["rules"][-1]["days"] == 0


def test_the_words_of_an_absence_note_go_after_half_a_year(answered: Shell):
    assert due(answered, "2027-05-20")["machine_mail"] == 0
    assert naming(answered.root, [b"hospital"])
    assert due(answered, "2027-06-01")["machine_mail"] == 1
    answered("retention", "apply", "--yes", day="2027-06-01")
    assert not naming(answered.root, [b"hospital"])
    assert answered.json("ledger", "verify")["ok"]
    replies = answered.json("replies", "list")["replies"]
    assert sorted(one["outcome"] for one in replies) == ["acknowledged", "auto_reply"]


def test_of_a_leaver_only_the_negative_receipt_is_left(answered: Shell):
    assert answered.json("retention", "show", day="2032-12-10")["leavers"] == ["x1"]
    answered("run", day="2032-12-20")
    assert not naming(answered.root, [b"Ben Staff", b"ben@union.example"])
    rows = answered.json("register", "show", day="2032-12-20")["rows"]
    assert [(r["person"], r["state"]) for r in rows if not r["person"]] == [("", "left")]
    assert answered.json("ledger", "verify")["ok"]


def test_mail_about_a_replaced_text_goes_and_the_acknowledgement_stays(answered: Shell):
    answered.edit("govflow.toml", "[notices]", "[retention]\nreplaced_texts_days = 60\n\n[notices]")
    begun = answered.json("amendment", "new", CODE, "--title", "Again", day="2027-01-04")[
        "amendment"
    ]
    folder = f"policy/{CODE}/amendments/{begun}"
    answered.edit(f"{folder}/proposed.md", "express written permission", "written permission")
    answered.edit(f"{folder}/amendment.toml", 'reason = ""', 'reason = "Shorter."')
    answered.pass_(begun)
    answered("guidance", "confirm", CODE, "volunteers", "--yes", day="2027-01-05")
    answered("publish", begun, "--in-force", "2027-01-08", "--yes", day="2027-01-05")
    assert due(answered, "2027-03-08")["replaced_texts"] == 0
    assert due(answered, "2027-03-10")["replaced_texts"] == 5
    answered("retention", "apply", "--yes", day="2027-03-10")
    assert not list(answered.file("mail/processed").glob("*.eml"))
    rows = answered.json("register", "show", day="2027-03-10")["rows"]
    assert [r["state"] for r in rows if r["person"] == "s1"] == ["acknowledged"]
    assert answered.json("ledger", "verify")["ok"]


def test_whoever_is_on_hold_is_passed_over(answered: Shell):
    answered("people", "hold", "s2", "--by", "Sarah", "--reason", "Claim", "--yes")
    shown = answered.json("retention", "show", day="2033-01-10")
    assert (shown["leavers"], shown["messages"]) == (["x1"], [])
    answered("people", "release", "s2", "--by", "Sarah", "--reason", "Over", "--yes")
    assert answered.json("retention", "show", day="2033-01-10")["leavers"] == ["s2", "x1"]


def test_stray_mail_leaves_the_mail_folder_too(told: Shell):
    told.file("mail/inbox/x.eml").write_bytes(
        b"From: Kit <kit@elsewhere.example>\nTo: x@union.example\nSubject: lamp\n\nA lamp for sale.\n"
    )
    told.try_("replies", "collect")
    assert naming(told.root, [b"A lamp for sale"])
    told("run", day="2027-01-04")
    left = naming(told.root, [b"A lamp for sale", b"kit@elsewhere.example"])
    assert {path for path in left if not path.startswith("backups/")} == set()
