"""Copies of the register through the commands: made, checked, put back, and caught up before sending."""

from pathlib import Path

import pytest

from govflow.adapters.store import places
from govflow.adapters.store.backups import DAYS
from tests.cli.terminal import Shell


@pytest.fixture
def copied(drafted: Shell) -> tuple[Shell, str]:
    """Version 1.1 is published, a copy of the register made, then the notice sent."""
    drafted.pass_("2026-01")
    drafted.publish("2026-01")
    return drafted, str(drafted.json("db", "backup")["file"])


def outbox(shell: Shell) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in shell.root.glob("mail/outbox/*.eml")}


def standing(shell: Shell) -> dict[str, str]:
    """How each person stands."""
    return {row["person"]: row["state"] for row in shell.json("register", "show")["rows"]}


def test_a_copy_is_made_checked_and_put_back_and_what_was_there_is_kept(copied):
    shell, copy = copied
    checked = shell.json("db", "check", copy)
    shell.send()
    back = shell.json("db", "restore", copy, "--yes")
    assert back["checkpoint"] == checked["checkpoint"]
    assert Path(back["kept"]).is_file()
    assert shell.json("ledger", "verify")["checkpoint"] == checked["checkpoint"]
    assert shell.refused("db", "backup", copy)["problem"] == "there is a file of this name already."


def test_an_altered_copy_is_not_put_back(copied):
    shell, copy = copied
    raw = bytearray(Path(copy).read_bytes())
    at = raw.index(b"social-media")
    raw[at : at + 6] = b"racial"
    Path(copy).write_bytes(raw)
    before = shell.contents()
    assert shell.refused("db", "check", copy)
    assert shell.refused("db", "restore", copy, "--yes")
    assert shell.contents() == before


def test_a_notice_sent_after_the_copy_was_made_is_made_again_from_its_letters(copied):
    """Its letters lie outside; the copy knows nothing of them, refuses to send, and learns from them."""
    shell, copy = copied
    shell.send()
    letters = outbox(shell)
    shell.answer("ada@union.example")
    shell("replies", "collect")
    before = standing(shell)
    shell("db", "restore", copy, "--yes")
    said = shell.refused("notice", "send", "social-media", "--yes", "--expect", "3")
    assert "is not the one that was seen elsewhere" in said["problem"]
    assert "govflow db catch-up" in said["remedy"]
    caught = shell.json("db", "catch-up", "--by", "Sarah Okafor", "--yes")
    assert (caught["letters"], caught["notices"], caught["not_known"]) == (3, ["SMP-1"], [])
    assert standing(shell) == before
    assert before["s1"] == "acknowledged"
    assert shell.json("notice", "send", "social-media", "--yes", "--expect", "3")["sent"] == 3
    assert outbox(shell) == letters
    shell.answer("ben@union.example", number=2)
    shell("replies", "collect", day="2026-11-28")
    assert standing(shell) == {"s1": "acknowledged", "s2": "acknowledged", "t1": "outstanding"}
    assert shell.json("ledger", "verify")["ok"] is True


def test_whoever_has_no_letter_outside_is_not_written_to_but_put_before_the_officer(copied):
    """One letter was moved away by hand: it went, for all anybody knows."""
    shell, copy = copied
    shell.send()
    moved = next(shell.root.glob("mail/outbox/*.eml"))
    moved.rename(shell.root / moved.name)
    left = outbox(shell)
    shell("db", "restore", copy, "--yes")
    caught = shell.json("db", "catch-up", "--by", "Sarah Okafor", "--yes")
    assert caught["letters"] == 2
    assert len(caught["not_known"]) == 1
    shell("notice", "send", "social-media", "--yes", "--expect", "3", code=4)
    assert outbox(shell) == left
    states = sorted(row["state"] for row in shell.json("register", "show")["rows"])
    assert states == ["outstanding", "outstanding", "uncertain"]


def test_a_notice_of_a_text_the_copy_does_not_know_is_refused_whole(drafted):
    """The copy was made before the Board's text was published: letters alone cannot bring that back."""
    copy = str(drafted.json("db", "backup")["file"])
    drafted.pass_("2026-01")
    drafted.publish("2026-01")
    drafted.send()
    letters = outbox(drafted)
    drafted("db", "restore", copy, "--yes")
    found = drafted.refused("db", "catch-up", "--by", "Sarah Okafor", "--yes")
    assert "letters of SMP-1 went out" in found["problem"]
    kinds = [event["kind"] for event in drafted.json("ledger", "show")["events"]]
    assert not {"NoticeSealed", "LetterSent", "RegisterCaughtUp"} & set(kinds)
    assert outbox(drafted) == letters


def test_a_copy_that_is_behind_learns_what_went_out_and_then_goes_on(told):
    """The copy was made before anybody had answered and before a reminder went."""
    copy = str(told.json("db", "backup")["file"])
    told.answer("ada@union.example")
    told("replies", "collect", day="2026-11-28")
    told("remind", "--yes", "--expect", "2", day="2026-12-11")
    letters = outbox(told)
    assert len(letters) == 5
    told("db", "restore", copy, "--yes")
    assert told.refused("run", day="2026-12-14")["place"]
    caught = told.json("db", "catch-up", "--by", "Sarah Okafor", "--yes", day="2026-12-14")
    assert (caught["letters"], caught["replies"]) == (2, 1)
    rows = told.json("register", "show", day="2026-12-14")["rows"]
    assert {row["person"]: row["letters"] for row in rows} == {"s1": 1, "s2": 2, "t1": 2}
    assert rows[0]["state"] == "acknowledged"
    told("run", day="2026-12-14")
    assert outbox(told) == letters
    assert told.json("ledger", "verify")["ok"] is True
    assert told.json("db", "catch-up", "--by", "Sarah Okafor", "--yes")["behind"] is None


def test_every_day_makes_one_copy_and_only_the_newest_are_kept(told):
    folder = told.file("backups")
    folder.mkdir()
    for day in range(1, 10):
        (folder / f"daily-2020-01-0{day}.db").write_bytes(b"old")
    told("run")
    told("run")
    names = sorted(path.name for path in folder.glob("*.db"))
    assert len(names) == DAYS
    assert names[0] == "daily-2020-01-04.db"
    assert told.json("db", "check", str(folder / names[-1]))["ok"] is True


def test_another_computer_that_opens_the_workspace_sends_nothing(drafted, monkeypatch):
    drafted.pass_("2026-01")
    drafted.publish("2026-01")
    monkeypatch.setattr(places, "this_machine", lambda: "office (11111111)")
    drafted.send()
    sent = outbox(drafted)
    monkeypatch.setattr(places, "this_machine", lambda: "laptop (22222222)")
    said = drafted.refused("notice", "send", "social-media", "--yes", "--expect", "3")
    assert "belongs to another computer, office (11111111)" in said["problem"]
    assert drafted.json("db", "home") == {
        "schema": "govflow/home/1",
        "home": "office (11111111)",
        "this_machine": "laptop (22222222)",
    }
    assert outbox(drafted) == sent
    drafted("db", "home", "--by", "Sarah Okafor", "--yes")
    drafted("notice", "send", "social-media", "--yes", "--expect", "3")
    assert outbox(drafted) == sent
