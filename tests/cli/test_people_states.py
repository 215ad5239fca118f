"""Leavers, the exempt and those with longer: recorded with a name, and left in peace."""

import pytest

from tests.cli.terminal import Shell

DECIDED = ("--notice", "SMP-1", "--by", "Sam", "--yes")


@pytest.fixture
def begun(new: Shell) -> Shell:
    words = ("notice", "send", "social-media", "--yes", "--expect", "3", "--due", "2026-11-23")
    assert new.try_(*words, day="2026-11-02").code == 0
    return new


def due_on(shell: Shell, day: str) -> list[str]:
    plan = shell.try_("remind", "--dry-run", "--json", day=day).document
    return [one["person"] for one in plan["reminders"]]


def state_of(shell: Shell, person: str, day: str) -> str:
    rows = shell.try_("register", "show", "--json", day=day).document["rows"]
    return next(row["state"] for row in rows if row["person"] == person)


@pytest.mark.parametrize(("verb", "state"), [("exempt", "exempt"), ("waive", "waived")])
def test_somebody_excused_is_not_reminded(begun: Shell, verb: str, state: str):
    words = ("people", verb, "s2", *DECIDED, "--reason", "Seconded")
    assert begun.try_(*words, day="2026-11-09").code == 0
    assert state_of(begun, "s2", "2026-11-16") == state
    assert due_on(begun, "2026-11-16") == ["s1", "t1"]


def test_an_excuse_that_ends_lets_the_reminders_go_on(begun: Shell):
    words = ("people", "exempt", "s2", *DECIDED, "--reason", "R", "--until", "2026-11-17")
    assert begun.try_(*words, day="2026-11-09").code == 0
    assert "s2" not in due_on(begun, "2026-11-17")
    assert "s2" in due_on(begun, "2026-11-18")


def test_somebody_with_longer_is_reminded_by_their_own_day(begun: Shell):
    words = ("people", "extend", "s2", *DECIDED, "--due", "2026-12-14")
    assert begun.try_(*words, day="2026-11-09").code == 0
    assert due_on(begun, "2026-11-16") == ["s1", "t1"]
    assert "s2" in due_on(begun, "2026-12-07")


def test_a_leaver_is_written_to_no_more(begun: Shell):
    words = ("people", "leave", "s2", "--last-day", "2026-11-13", "--yes")
    assert begun.try_(*words, day="2026-11-09").code == 0
    assert begun.try_("run", day="2026-11-16").code == 0
    assert state_of(begun, "s2", "2026-11-16") == "left"
    assert len(list((begun.root / "mail" / "outbox").glob("*.eml"))) == 5


def test_somebody_not_on_the_notice_cannot_be_excused(begun: Shell):
    said = begun.try_("people", "exempt", "v1", *DECIDED, "--reason", "R")
    assert said.code == 1
    assert "is not on the notice SMP-1" in said.err


def test_somebody_away_is_left_in_peace_and_has_the_whole_time_once_back(begun: Shell):
    words = ("people", "away", "s2", "--until", "2026-11-20", "--yes", "--json")
    assert begun.try_(*words, day="2026-11-09").document["notices"] == ["SMP-1"]
    assert state_of(begun, "s2", "2026-11-16") == "away"
    assert "s2" not in due_on(begun, "2026-11-16")
    assert "s2" in due_on(begun, "2026-12-04")
    assert begun.try_("people", "back", "s2", "--yes", "--json", day="2026-11-17").code == 0
    assert state_of(begun, "s2", "2026-11-17") == "outstanding"


def test_a_last_day_away_that_is_past_is_refused_and_changes_nothing(begun: Shell):
    before = begun.contents()
    words = ("people", "away", "s2", "--until", "2026-11-01", "--yes")
    said = begun.try_(*words, day="2026-11-09")
    assert said.code == 1
    assert "is past" in said.err
    assert begun.contents() == before


def test_the_boards_report_holds_numbers_and_no_name(begun: Shell):
    words = ("people", "exempt", "s2", *DECIDED, "--reason", "Seconded abroad")
    assert begun.try_(*words, day="2026-11-09").code == 0
    folder = begun.root / "papers"
    words = ("report", "--board", "--html", "--xlsx", "-o", str(folder), "--no-open", "--json")
    said = begun.try_(*words, day="2026-11-16").document
    assert (said["asked"], said["not_counted"]) == (2, {"not counted": 1})
    assert (said["missing"], said["counted_by"]) == ([], [])
    assert [one["audience"] for one in said["audiences"]] == ["staff and trustees"]
    page = (folder / "board-report-SMP-1.html").read_text(encoding="utf-8")
    for name in ("Ada", "Ben", "Cai", "Seconded", "exempt"):
        assert name not in page
    assert "1 person is not counted." in page


def test_the_officers_report_says_beside_the_share_who_is_not_counted(begun: Shell):
    words = ("people", "leave", "s2", "--last-day", "2026-11-13", "--yes")
    assert begun.try_(*words, day="2026-11-09").code == 0
    assert begun.try_("run", day="2026-11-16").code == 0
    said = begun.try_("report", day="2026-11-16")
    assert "0 % of 2 people have acknowledged" in said.out
    assert "not among them: 1 left" in said.out


def test_who_was_still_here_on_the_due_date_stays_in_the_denominator(begun: Shell):
    """Ben's last day is Friday 27 November; he was to answer by the 23rd."""
    words = ("people", "leave", "s2", "--last-day", "2026-11-27", "--yes")
    assert begun.try_(*words, day="2026-11-09").code == 0
    begun.try_("run", day="2026-11-30")
    assert state_of(begun, "s2", "2026-11-30") == "left"
    assert begun.try_("report", "--json", day="2026-11-30").document["asked"] == 3
