"""Decisions step by step: routes, votes, quorum, passed as amended, the chair's papers, corrections."""

from pathlib import Path

import pytest
from docx import Document

from tests.cli.terminal import AFTER, CODE, Shell

ROUTE = """
[[routes.By-Law]]
body = "Student Council"
majority = "two-thirds"
quorum = 20

[[routes.By-Law]]
body = "Trustee Board"
"""
PAPERS = "documents/board/2026-01/decision"
COUNCIL = ("--decided", "2026-11-20", "--minute", "SC/9", "--present", "30")
BOARD = ("--decided", "2026-11-26", "--minute", "26/114")


@pytest.fixture
def routed(drafted: Shell) -> Shell:
    """A pack, and a By-Law passed by two-thirds of the Student Council, then the Board."""
    settings = drafted.file("govflow.toml")
    settings.write_text(settings.read_text(encoding="utf-8") + ROUTE, encoding="utf-8")
    drafted("board", "pack", "2026-01", "--yes")
    return drafted


def record(shell: Shell, *words: str, **how: int) -> dict[str, object]:
    return shell.json("board", "record", "2026-01", *words, "--yes", **how)


def refused(shell: Shell, *words: str) -> str:
    before = shell.contents()
    refusal = shell.refused("board", "record", "2026-01", *words, "--yes")
    assert shell.contents() == before
    return str(refusal["problem"])


def words_of(shell: Shell, name: str) -> str:
    """Every word of a Word file."""
    paper = Document(str(shell.file(name)))
    return "\n".join(paragraph.text for paragraph in paper.paragraphs)


def amended(shell: Shell, tmp_path: Path) -> str:
    """The proposed text with two more words, as a file."""
    path = tmp_path / "amended.md"
    text = shell.file(f"policy/{CODE}/amendments/2026-01/proposed.md").read_text(encoding="utf-8")
    path.write_text(text.replace(AFTER, f"{AFTER} in advance", 1), encoding="utf-8")
    return str(path)


def test_a_text_is_passed_only_when_every_body_of_the_route_has_passed_it(routed: Shell):
    first = record(routed, "--passed", *COUNCIL, "--for", "20", "--against", "9")
    assert (first["body"], first["still_to_decide"]) == ("Student Council", ["Trustee Board"])
    refusal = routed.refused("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
    assert "has not passed" in refusal["problem"]
    second = record(routed, "--passed", *BOARD)
    assert (second["body"], second["still_to_decide"]) == ("Trustee Board", [])
    routed.publish("2026-01")
    routed("ledger", "verify")


def test_the_board_does_not_decide_before_the_council(routed: Shell):
    words = refused(routed, "--passed", "--body", "Trustee Board", *BOARD)
    assert words == "Student Council has to pass this text before Trustee Board does."


def test_a_body_that_is_not_of_the_route_is_refused(routed: Shell):
    assert "is no body" in refused(routed, "--passed", "--body", "Senate", *BOARD)


@pytest.mark.parametrize(
    ("vote", "lacks"),
    [
        (("--for", "19", "--against", "10"), "19 of 29 votes is not a two-thirds majority"),
        ((), "decides by a two-thirds majority, so the votes are needed"),
        (("--for", "12", "--against", "0", "--present", "19"), "quorum of 20; 19 were present"),
        (("--for", "25", "--against", "5", "--abstained", "1"), "more votes than the 30"),
    ],
)
def test_a_vote_that_falls_short_passes_nothing(routed: Shell, vote: tuple[str, ...], lacks: str):
    assert lacks in refused(routed, "--passed", *COUNCIL, *vote)


def test_more_votes_against_than_for_pass_nothing_before_the_board_either(drafted: Shell):
    drafted("board", "pack", "2026-01", "--yes")
    assert "4 of 8 votes" in refused(drafted, "--passed", *BOARD, "--for", "4", "--against", "4")


def test_the_council_may_reject_and_the_board_is_not_asked(routed: Shell):
    assert record(routed, "--rejected", *COUNCIL)["outcome"] == "rejected"
    assert "rejected already" in refused(routed, "--passed", *BOARD)


def test_a_text_the_board_amends_goes_back_to_the_council(routed: Shell, tmp_path: Path):
    record(routed, "--passed", *COUNCIL, "--for", "20", "--against", "9")
    other = record(routed, "--passed-as", amended(routed, tmp_path), *BOARD)
    assert other["still_to_decide"] == ["Student Council"]
    assert "in advance" in words_of(routed, f"{PAPERS}/3 clean, as amended.docx")
    routed("board", "pack", "2026-01", "--yes")
    last = record(routed, "--passed", *COUNCIL, "--for", "30", "--against", "0")
    assert (last["body"], last["still_to_decide"]) == ("Student Council", [])
    assert last["digest"] == other["digest"]


def test_the_draft_minute_says_what_the_chair_would_write(drafted: Shell):
    drafted("board", "pack", "2026-01", "--yes")
    votes = ("--for", "9", "--against", "1", "--abstained", "1", "--present", "11")
    more = ("--conflict", "Cai Trustee", "--condition", "Training first.", "--reasons", "Clarity.")
    found = record(drafted, "--passed", *BOARD, *votes, *more)
    minute, certificate = found["files"]
    said = words_of(drafted, str(minute))
    for words in (
        "Trustee Board",
        "26 November 2026",
        "26/114",
        "9 for, 1 against, 1 abstained",
        "11 who could vote",
        "declared by Cai Trustee, who left the vote",
        "The resolution was passed.",
        "Training first.",
        "Clarity.",
    ):
        assert words in said
    said = words_of(drafted, str(certificate))
    assert "Trustee Board, 26 November 2026, minute 26/114 (9 for, 1 against, 1 abstained)" in said
    assert str(found["digest"]) in said
    assert "Training first." in said
    assert "Cai Trustee" not in said


def test_a_refused_text_has_a_minute_and_no_certificate(drafted: Shell):
    drafted("board", "pack", "2026-01", "--yes")
    (minute,) = record(drafted, "--rejected", *BOARD)["files"]
    assert "The resolution was not passed." in words_of(drafted, str(minute))


def test_a_wrong_date_and_minute_are_put_right_by_a_later_event(drafted: Shell):
    drafted.pass_("2026-01")
    drafted.publish("2026-01")
    why = ("--by", "Sarah Okafor", "--reason", "The minutes were misread", "--yes")
    drafted("board", "correct", "2026-01", "--decided", "2026-11-25", "--minute", "26/115", *why)
    certificate = words_of(drafted, f"{PAPERS}/certificate.docx")
    assert "25 November 2026" in certificate
    assert "26/115" in certificate
    (line,) = [
        one
        for one in drafted.json("policy", "history", CODE)["versions"]
        if one["version"] == "1.1"
    ]
    assert (line["passed_on"], line["minute"]) == ("2026-11-25", "26/115")
    kinds = [one["kind"] for one in drafted.json("ledger", "show", "--last", "99")["events"]]
    assert {"DecisionRecorded", "DecisionCorrected"} <= set(kinds)
    drafted("ledger", "verify")


def test_a_correction_needs_a_decision_and_a_reason(drafted: Shell):
    words = ("board", "correct", "2026-01", "--minute", "1", "--by", "S", "--yes", "--reason")
    assert "no decision" in drafted.refused(*words, "Typo")["problem"]
    drafted.pass_("2026-01")
    assert "a name and a reason" in drafted.refused(*words, " ")["problem"]


def test_any_event_can_be_corrected_by_a_later_one_that_names_who_and_why(drafted: Shell):
    events = drafted.json("ledger", "show", "--last", "99")["events"]
    (wrong,) = [one for one in events if one["kind"] == "PeopleImported"]
    words = ("ledger", "correct", str(wrong["seq"]), "--by", "Sarah Okafor", "--yes")
    drafted(*words, "--says", "The list of May was meant.", "--reason", "Wrong file")
    after = drafted.json("ledger", "show", "--last", "99")["events"]
    assert after[: len(events)] == events
    assert after[-1]["kind"] == "EntryCorrected"
    assert after[-1]["personal"]["says"] == "The list of May was meant."
    assert after[-1]["body"]["entry"] == wrong["seq"]
    drafted("ledger", "verify")


def test_an_event_that_is_not_there_is_not_corrected(drafted: Shell):
    words = ("ledger", "correct", "999", "--by", "S", "--says", "X", "--yes", "--reason")
    assert "no event 999" in drafted.refused(*words, "Slip")["problem"]
    assert "who says so" in drafted.refused(*words, " ")["problem"]
