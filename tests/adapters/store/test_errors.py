"""What a database says when it cannot, in the officer's words."""

import socket
import sys

import pytest

from govflow.adapters.store.errors import refusal, translated
from govflow.adapters.store.register import open_register
from govflow.core.errors import RecordError, SettingsError, TemporaryError
from tests.registers import Chance, Clock


@pytest.mark.parametrize(
    ("words", "kind", "problem"),
    [
        ("database is locked", TemporaryError, "Another program is writing"),
        ("canceling statement due to lock timeout", TemporaryError, "Another program is writing"),
        ("deadlock detected\nDETAIL: ...", TemporaryError, "Another program is writing"),
        ("database or disk is full", TemporaryError, "The disk is full."),
        ("attempt to write a readonly database", RecordError, "read-only"),
        ("unable to open database file", RecordError, "folder is missing"),
        ("database disk image is malformed", RecordError, "not a register, or it is damaged"),
        ("disk I/O error", TemporaryError, "cannot be read or written"),
        ("the ledger is append-only", RecordError, "only grows"),
        ("UNIQUE constraint failed: recipients.reference", RecordError, "already another"),
        ("UNIQUE constraint failed: letters.letter", RecordError, "already recorded"),
        ('FATAL: database "x" does not exist', SettingsError, "no such database"),
        ("FATAL: password authentication failed for user", SettingsError, "name or the password"),
    ],
)
def test_what_a_database_says_is_told_in_words(words, kind, problem):
    told = refusal(words, "govflow.db")
    assert type(told) is kind
    assert problem in told.problem
    assert told.place == "govflow.db"
    assert told.remedy
    assert told.undone == "nothing was recorded."


def test_words_nobody_foresaw_are_passed_on_without_their_details():
    told = refusal("something odd\nDETAIL: Key (email)=(kim@union.example)", "govflow.db")
    assert told.problem == "The register answered: something odd."
    assert "kim@union.example" not in str(told)


def test_a_server_that_does_not_answer_is_a_temporary_matter():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(TemporaryError, match="does not answer"):
        open_register(f"postgresql://x@127.0.0.1:{port}/x", clock=Clock(), entropy=Chance())


@pytest.mark.servers
def test_a_database_that_was_not_made_is_named(postgresql_server):
    with pytest.raises(SettingsError, match="no such database"):
        open_register(f"{postgresql_server}/nowhere", clock=Clock(), entropy=Chance())


def test_a_missing_driver_is_told_with_the_command_that_brings_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SettingsError, match="without what PostgreSQL needs") as refused:
        open_register("postgresql://x@127.0.0.1/x", clock=Clock(), entropy=Chance())
    assert "govflow[postgres]" in refused.value.remedy


def test_our_own_refusals_pass_through():
    with pytest.raises(RecordError, match="mine"), translated("govflow.db"):
        raise RecordError("mine")
