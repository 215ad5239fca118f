"""`govflow policy repeal`: letters stop, the texts stay, the successor is named."""

from tests.cli.terminal import AFTER, CODE, Shell
from tests.cli.test_rebase import lending

DECIDED = ("--decided", "2026-12-10", "--minute", "26/120")


def test_a_repealed_policy_writes_to_nobody_and_its_texts_stay(told: Shell):
    letters = sorted(told.root.glob("mail/outbox/*.eml"))
    found = told.json("policy", "repeal", CODE, *DECIDED, "--yes", day="2026-12-10")
    assert (found["ends"], found["closed"]) == ("2026-12-10", ["SMP-1"])
    told("remind", "--yes", day="2026-12-14")
    told("run", day="2026-12-18")
    assert sorted(told.root.glob("mail/outbox/*.eml")) == letters
    assert AFTER in told("policy", "at", "2026-12-09", CODE).out
    assert "ended on 10/12/2026" in told.refused("policy", "at", "2026-12-10", CODE)["problem"]
    told("ledger", "verify")


def test_a_reminder_would_have_gone_out_had_it_not_been_repealed(told: Shell):
    letters = sorted(told.root.glob("mail/outbox/*.eml"))
    told("remind", "--yes", "--expect", "3", day="2026-12-14")
    assert sorted(told.root.glob("mail/outbox/*.eml")) != letters


def test_a_repealed_policy_takes_no_amendment_publication_or_notice(drafted: Shell):
    drafted.pass_("2026-01")
    drafted("guidance", "confirm", CODE, "volunteers", "--yes")
    drafted("policy", "repeal", CODE, *DECIDED, "--yes", day="2026-12-10")
    for words in (
        ("amendment", "new", CODE, "--title", "T"),
        ("publish", "2026-01", "--in-force", "2026-12-20", "--yes"),
        ("notice", "send", CODE, "--yes", "--expect", "3"),
    ):
        assert "is repealed" in drafted.refused(*words)["problem"]


def test_what_replaces_a_policy_is_named_and_must_be_here(new: Shell, tmp_path):
    lending(new, tmp_path)
    words = ("policy", "repeal", "lending", "--yes", "--decided", "2026-11-20")
    assert "cannot take the place" in new.refused(*words, "--replaced-by", "other")["problem"]
    new(*words, "--replaced-by", CODE, "--from", "2027-01-01")
    assert new("policy", "at", "2026-12-31", "lending").out
    problem = new.refused("policy", "at", "2027-01-01", "lending")["problem"]
    assert problem == f"'lending' ended on 01/01/2027 and was replaced by '{CODE}'."
    listed = {one["code"]: one["ends"] for one in new.json("policy", "list")["policies"]}
    assert listed == {CODE: None, "lending": "2027-01-01"}
    assert "is repealed" in new.refused(*words)["problem"]


def test_a_policy_does_not_end_before_the_decision(new: Shell):
    words = ("policy", "repeal", CODE, "--decided", "2026-11-20", "--from", "2026-11-19", "--yes")
    assert "before the decision" in new.refused(*words)["problem"]
