"""The options every command shares: they mean the same everywhere and work anywhere on the line."""

import json
from pathlib import Path

import pytest
import rich_click as click
from click.testing import CliRunner

from govflow.cli.main import govflow
from tests.cli.terminal import CODE, Shell

SHARED = {"--json", "--dry-run", "--yes", "--on", "--directory", "--quiet", "--verbose"}


def every_command() -> list[tuple[str, ...]]:
    """Each command by its words: ('policy', 'list')."""
    found: list[tuple[str, ...]] = []
    for name, command in govflow.commands.items():
        if isinstance(command, click.Group):
            found += [(name, verb) for verb in command.commands]
        else:
            found.append((name,))
    return sorted(found)


def command_of(words: tuple[str, ...]) -> click.Command:
    command: click.Command = govflow
    for word in words:
        assert isinstance(command, click.Group)
        command = command.commands[word]
    return command


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_every_command_takes_the_shared_options(words: tuple[str, ...]):
    for upto in range(len(words) + 1):
        options = {opt for p in command_of(words[:upto]).params for opt in p.opts}
        assert options >= SHARED, words[:upto]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_they_work_before_the_noun_after_it_and_after_the_verb(told: Shell, at: int):
    line = ["policy", "list"]
    line[at:at] = ["--json", "--on", "2026-12-01", "-C", str(told.root), "-q", "-v"]
    found = CliRunner().invoke(govflow, line)
    assert found.exit_code == 0, found.output
    assert json.loads(found.stdout)["policies"][0]["in_force"] == "1.1"
    assert found.stderr == ""


def test_the_option_said_last_counts(told: Shell):
    line = ["-C", str(told.root), "--on", "2026-12-01", "policy", "list", "--on", "30/11/2026"]
    found = CliRunner().invoke(govflow, [*line, "--json"])
    assert json.loads(found.stdout)["policies"][0]["in_force"] == "1.0"


def test_quiet_leaves_the_result_and_takes_the_narration_away(told: Shell):
    loud, quiet = (
        told("notice", "send", CODE, "--to-me"),
        told("notice", "send", CODE, "--to-me", "-q"),
    )
    assert loud.err != ""
    assert quiet.err == ""
    assert quiet.out.endswith(".eml\n")


@pytest.mark.parametrize("written", ["2026-11-30", "30/11/2026", "30/11/2026 "])
def test_dates_are_read_as_people_write_them(new: Shell, written: str):
    assert new.json("status", day=written)["today"] == "2026-11-30"


@pytest.mark.parametrize("written", ["30.11.2026", "2026-02-30", "11/30/2026", "tomorrow"])
def test_a_day_that_is_none_is_refused_with_both_forms(new: Shell, written: str):
    said = new.try_("status", "--json", day=written)
    assert said.code == 2
    assert "2026-11-30 or 30/11/2026" in said.document["problem"]


def test_a_pretended_day_is_refused_where_letters_are_real(new: Shell):
    new.edit("govflow.toml", 'transport = "folder"', 'transport = "smtp_imap"')
    assert "--on" in new.refused("status")["problem"]


def test_a_pretended_day_is_kept_beside_the_real_time(new: Shell):
    new.propose(day="2031-05-05")
    event = new.json("ledger", "show", "--last", "1", day="2031-05-05")["events"][0]
    assert event["body"]["as_of"] == "2031-05-05"
    assert not event["body"]["at"].startswith("2031-05-05")


def test_a_folder_without_workspace_says_what_to_type(tmp_path: Path):
    refusal = Shell(tmp_path).refused("status")
    assert refusal["problem"] == "there is no workspace here."
    assert "govflow init" in refusal["remedy"]
    assert "-C" in refusal["remedy"]


def dates_in(value: object) -> list[str]:
    """Every value of a document that begins like a date."""
    if isinstance(value, dict):
        return [d for inner in value.values() for d in dates_in(inner)]
    if isinstance(value, list):
        return [d for inner in value for d in dates_in(inner)]
    return [value] if isinstance(value, str) and value[:3].isdigit() and "-" in value[:5] else []


READING = (
    ("status",),
    ("policy", "list"),
    ("policy", "history", CODE),
    ("policy", "show", CODE),
    ("policy", "check", CODE),
    ("policy", "diff", CODE, "1.0", "1.1"),
    ("amendment", "list"),
    ("amendment", "show", "2026-01"),
    ("amendment", "check", "2026-01"),
    ("guidance", "check", CODE),
    ("people", "list"),
    ("people", "show", "s1"),
    ("notice", "list"),
    ("notice", "show", "SMP-1"),
    ("replies", "list"),
    ("register", "show"),
    ("report",),
    ("ledger", "verify"),
    ("ledger", "show"),
    ("config", "show"),
    ("config", "explain"),
)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_reading_command_prints_one_document_and_changes_nothing(
    told: Shell, words: tuple[str, ...]
):
    before = told.contents()
    document = told.json(*words)
    assert document["schema"].startswith("govflow/")
    assert document["schema"].endswith("/1")
    for key in keys_in(document):
        assert key == key.lower(), key
    for text in dates_in(document):
        assert "/" not in text[:10], text
    assert told.contents() == before


def keys_in(value: object) -> list[str]:
    """Every key of a document, outside the bodies of events, whose keys are the ledger's own."""
    if isinstance(value, dict):
        inner = [k for key, v in value.items() if key != "body" for k in keys_in(v)]
        return [*value, *inner]
    return [k for one in value for k in keys_in(one)] if isinstance(value, list) else []
