"""`govflow remind` and `govflow run`: shown first, sent once, quiet on the next run."""

from tests.cli.terminal import Shell

NOTICE = ("notice", "send", "social-media", "--yes", "--expect", "3")
DUE = ("--due", "2026-11-23")
FIRST = "2026-11-16"


def begun(new: Shell) -> Shell:
    assert new.try_(*NOTICE, *DUE, day="2026-11-02").code == 0
    return new


def outbox(shell: Shell) -> int:
    return len(list((shell.root / "mail" / "outbox").glob("*.eml")))


def test_the_plan_is_shown_beforehand_and_nothing_is_sent(new: Shell):
    said = begun(new).try_("remind", "--dry-run", "--json", day=FIRST)
    assert said.code == 0
    assert said.document["schema"] == "govflow/remind/1"
    assert [r["person"] for r in said.document["reminders"]] == ["s1", "s2", "t1"]
    assert outbox(new) == 3


def test_reminders_need_the_number_of_letters_and_go_out_once(new: Shell):
    begun(new)
    assert new.try_("remind", "--yes", "--expect", "2", day=FIRST).code == 2
    assert outbox(new) == 3
    assert new.try_("remind", "--yes", "--expect", "3", day=FIRST).code == 0
    assert new.try_("remind", "--yes", "--expect", "3", day=FIRST).code == 0
    assert outbox(new) == 6


def test_a_run_reminds_once_on_a_working_day_and_never_on_a_sunday(new: Shell):
    begun(new)
    said = new.try_("run", "--json", day="2026-11-15")
    assert (said.code, said.document["reminded"]) == (0, None)
    assert new.try_("run", day=FIRST).code == 0
    assert outbox(new) == 6
    assert new.try_("run", day=FIRST).code == 0
    assert outbox(new) == 6


def test_closure_days_of_the_settings_are_kept(new: Shell):
    path = new.root / "govflow.toml"
    closed = '\n[calendar]\nclosures = ["2026-11-09/2026-11-17"]\n'
    path.write_text(path.read_text(encoding="utf-8") + closed, encoding="utf-8")
    begun(new)
    days = ("2026-11-06", FIRST, "2026-11-18")
    totals = [new.try_("remind", "--dry-run", "--json", day=d).document["total"] for d in days]
    assert totals == [3, 0, 3]


def test_a_closure_that_is_no_day_is_refused_with_its_place(new: Shell):
    path = new.root / "govflow.toml"
    closed = '\n[calendar]\nclosures = ["Christmas"]\n'
    path.write_text(path.read_text(encoding="utf-8") + closed, encoding="utf-8")
    said = new.try_("remind", "--dry-run")
    assert said.code == 1
    assert "write closures as '2026-12-29'" in said.err
