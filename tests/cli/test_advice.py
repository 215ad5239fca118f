"""Questions of interpretation by command: routed, answered, told, published, or kept quiet."""

from pathlib import Path

import pytest

from tests.cli.terminal import Shell
from tests.cli.test_registers import BY, MONDAY, desk, entries, letter_to, reply

__all__ = ["desk"]
QUESTION = "May a society share a sponsor's post?"
CLAUSE = "section 4, paragraph 4"


def ask(desk: Shell, question: str = QUESTION, *, asker: str = "s3", day: str = MONDAY) -> dict:
    return desk.json("advice", "ask", question, "--for", asker, *BY, day=day)


def test_staff_ask_their_manager_who_answers_by_reply(desk: Shell):
    asked = ask(desk)
    assert (asked["to"], asked["confidential"], asked["state"]) == ("s2", False, "sent")
    assert QUESTION in letter_to(desk, "ben@union.example").decode()
    reply(desk, "ben@union.example", "Only where the Union has agreed to it.\n\nBen")
    (row,) = entries(desk, "advice")
    assert (row["state"], row["people"]["answered_by"]) == ("answered", ["s2"])
    assert row["fields"]["answer"] == "Only where the Union has agreed to it."
    told = desk.json("advice", "answer", asked["entry"], *BY, day=MONDAY)
    assert told["state"] == "sent"
    again = desk.refused("advice", "answer", asked["entry"], *BY, day=MONDAY)
    assert "has been told on 2026-11-30" in again["problem"]
    letter = letter_to(desk, "cat@union.example").decode()
    assert "Only where the Union has agreed to it." in letter
    assert desk.json("register", "check", "advice", day="2027-01-04")["findings"] == []
    assert desk.json("ledger", "verify")["ok"]


@pytest.mark.parametrize(
    ("asker", "to"), [("s3", "s2"), ("s2", "s1"), ("s1", "t1"), ("t2", "t1"), ("t1", "t2")]
)
def test_each_asks_whoever_is_above_them(desk: Shell, asker: str, to: str):
    assert ask(desk, asker=asker)["to"] == to


@pytest.mark.parametrize(
    ("question", "to"),
    [
        ("Is what Dan Writer posted allowed?", "s1"),
        ("My manager posts our numbers. Is that right?", "s1"),
        ("Is what Ben posts allowed?", "s1"),
        ("Was the post by Gwen Pugh allowed?", "s1"),
        ("May Ada Head post about us?", "t1"),
    ],
)
def test_a_question_that_names_a_person_passes_managers_by(desk: Shell, question: str, to: str):
    asked = ask(desk, question)
    assert (asked["confidential"], asked["to"]) == (True, to)


def test_a_confidential_question_is_never_published(desk: Shell, tmp_path: Path):
    entry = ask(desk, "Is what Dan Writer posted allowed?")["entry"]
    reply(desk, "ada@union.example", "No.")
    words = ("--question", "May one?", "--answer", "No.", "--clause", CLAUSE)
    refused = desk.refused("advice", "publish", entry, *words, "--approved-by", "Ada Head", "--yes")
    assert "never published" in refused["problem"]
    desk("register", "report", "advice", "-o", str(tmp_path), "--no-open")
    assert "Writer" not in (tmp_path / "advice.html").read_text(encoding="utf-8")


def test_an_answer_is_published_reworded_without_names_and_with_its_clause(desk: Shell):
    entry = ask(desk)["entry"]
    publish = ("advice", "publish", entry, "--question", "May we share a sponsor's post?")
    plain = ("--answer", "Only where the Union has agreed.", "--clause", CLAUSE)
    by = ("--approved-by", "Ada Head", "--yes")
    assert "has no answer yet" in desk.refused(*publish, *plain, *by)["problem"]
    answer = desk.root / "answer.txt"
    answer.write_text("Only where the Union has agreed.", encoding="utf-8")
    desk("advice", "answer", entry, "--text", str(answer), *BY, day=MONDAY)
    named = ("--answer", "Cat may, if it is agreed.", "--clause", CLAUSE)
    assert "may name a person" in desk.refused(*publish, *named, *by)["problem"]
    nowhere = (*plain[:2], "--clause", "clause 99")
    assert "is no clause" in desk.refused(*publish, *nowhere, *by)["problem"]
    own = ("--approved-by", "Cat Writer", "--yes")
    assert "may be whoever asked" in desk.refused(*publish, *plain, *own)["problem"]
    files = desk.json(*publish, *plain, *by)["files"]
    page = (desk.root / files[0]).read_text(encoding="utf-8")
    assert "May we share a sponsor's post?" in page
    assert f"This rests on {CLAUSE}." in page
    assert "Cat" not in page
    assert entries(desk, "advice")[0]["state"] == "published"


def test_a_question_that_came_by_reply_is_put_on_and_waits_in_the_status(desk: Shell):
    desk("notice", "send", "social-media", "--yes", "--expect", "6", day=MONDAY)
    said = reply(desk, "cat@union.example", "Does this cover my own blog?")
    assert said["outcome"] == "question"
    steps = desk.json("status", day="2026-12-04")["next"]
    assert any("advice ask --reply" in step["command"] for step in steps)
    words = ("advice", "ask", "--reply", said["evidence"][:8], *BY)
    asked = desk.json(*words, day="2026-12-04")
    assert asked["to"] == "s2"
    assert entries(desk, "advice")[0]["fields"]["question"] == "Does this cover my own blog?"
    assert "is this question already" in desk.refused(*words)["problem"]
    steps = desk.json("status", day="2026-12-04")["next"]
    assert not any("advice ask" in step["command"] for step in steps)


def test_an_unanswered_question_shows_after_three_working_days(desk: Shell):
    entry = ask(desk)["entry"]
    assert desk.json("register", "check", "advice", day="2026-12-03")["findings"] == []
    found = desk.json("register", "check", "advice", day="2026-12-04", code=1)["findings"]
    assert [one["code"] for one in found] == ["unanswered"]
    steps = desk.json("status", day="2026-12-04")["next"]
    assert any(entry in step["why"] for step in steps)
    early = desk.refused("advice", "answer", entry, *BY)
    assert "no answer" in early["problem"]


def test_a_question_needs_its_words_and_whoever_asks(desk: Shell):
    assert "needs its words" in desk.refused("advice", "ask", QUESTION, *BY)["problem"]
    desk.edit("govflow.toml", 'chair = "t1"', 'chair = ""')
    desk.edit("govflow.toml", 'vice_chair = "t2"', 'vice_chair = ""')
    told = desk.refused("advice", "ask", QUESTION, "--for", "t1", *BY)
    assert told["problem"] == "nobody can be asked for Eve Chair."
