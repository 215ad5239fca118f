"""Copies of a register: put back whole, refused when altered, found out when behind."""

import os
import sqlite3

import pytest

from govflow.adapters.store.backups import check, restore
from govflow.adapters.store.register import open_register
from govflow.core.errors import RecordError, TemporaryError
from govflow.core.record.rows import VersionRow
from govflow.core.record.witness import holds, refuse_behind
from tests.registers import Chance, Clock, adopted, story

ADAPTERS = {"clock": Clock(), "entropy": Chance(3)}


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'govflow.db'}"


@pytest.fixture
def copy(url, tmp_path):
    """Yesterday's copy of a register that has gone on since."""
    path = tmp_path / "yesterday.db"
    with open_register(url, **ADAPTERS) as register:
        story(register)
        register.backup(path)
        register.append(adopted(version="2.0"))
    return path


def test_a_copy_is_put_back_and_what_stood_there_is_kept(url, copy):
    kept = restore(url, copy, **ADAPTERS)
    with open_register(url, **ADAPTERS) as register:
        assert register.get(VersionRow, "social-media", "2.0") is None
        assert register.verify() == []
    with open_register(f"sqlite:///{kept}", **ADAPTERS) as before:
        assert before.get(VersionRow, "social-media", "2.0") is not None
    assert copy.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="file modes are POSIX")
def test_copies_are_their_owners_alone(url, copy, tmp_path):
    restore(url, copy, **ADAPTERS)
    modes = {one.name: one.stat().st_mode & 0o777 for one in tmp_path.iterdir()}
    assert modes == dict.fromkeys(modes, 0o600)


def test_a_copy_is_put_where_nothing_is_left(copy, tmp_path):
    url = f"sqlite:///{tmp_path / 'new.db'}"
    assert restore(url, copy, **ADAPTERS) is None
    with open_register(url, **ADAPTERS) as register:
        assert register.checkpoint() == check(copy, **ADAPTERS)


def test_an_altered_copy_is_not_restored(url, copy, tmp_path):
    with sqlite3.connect(copy) as connection:
        connection.execute("UPDATE recipients SET counted = 'x' WHERE number = 3")
    connection.close()
    with pytest.raises(RecordError, match="The copy was altered: recipients SMP-1 3"):
        restore(url, copy, **ADAPTERS)
    with open_register(url, **ADAPTERS) as register:
        assert register.get(VersionRow, "social-media", "2.0") is not None
    assert not list(tmp_path.glob("*restor*"))


def test_nothing_is_restored_while_letters_go_out(url, copy, tmp_path):
    with open_register(url, **ADAPTERS) as register:
        with register.sender_lock(), pytest.raises(TemporaryError, match="sent already"):
            restore(url, copy, **ADAPTERS)
        assert register.get(VersionRow, "social-media", "2.0") is not None
    assert not list(tmp_path.glob("*restor*"))


def test_a_copy_is_put_in_the_place_of_a_damaged_register(url, copy, tmp_path):
    damaged = b"no register any more" * 100
    (tmp_path / "govflow.db").write_bytes(damaged)
    kept = restore(url, copy, **ADAPTERS)
    assert kept.read_bytes() == damaged
    with open_register(url, **ADAPTERS) as register:
        assert register.verify() == []


def test_a_copy_that_is_not_there_is_named(url, tmp_path):
    with pytest.raises(RecordError, match="no such file"):
        restore(url, tmp_path / "nowhere.db", **ADAPTERS)
    assert not (tmp_path / "nowhere.db").exists()


def test_a_register_on_a_server_is_restored_by_the_servers_own_tools(copy):
    with pytest.raises(RecordError, match="its own tools"):
        restore("postgresql://localhost/x", copy, **ADAPTERS)


def test_a_restored_register_finds_that_it_is_behind(url, copy):
    with open_register(url, **ADAPTERS) as register:
        seen = register.checkpoint()
        older = check(copy, **ADAPTERS)
        assert holds(register, seen)
        assert holds(register, older)
        refuse_behind(register, [older, seen])
    restore(url, copy, **ADAPTERS)
    with open_register(url, **ADAPTERS) as register:
        assert holds(register, older)
        with pytest.raises(RecordError, match=f"event {seen.size} is missing") as refusal:
            refuse_behind(register, [older, seen])
        assert refusal.value.place == seen.short
        register.append(adopted(version="2.1"))
        assert not holds(register, seen)
