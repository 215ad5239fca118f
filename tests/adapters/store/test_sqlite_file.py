"""The SQLite file itself: what guards it, what damages it, what it refuses."""

import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event

from govflow.adapters.store.register import open_register
from govflow.core.errors import RecordError, SettingsError, TemporaryError
from govflow.core.record.chain import Alteration
from govflow.core.record.rows import LetterRow, RecipientRow, ReplyRow
from govflow.core.record.tables import NAMES
from tests.registers import Chance, Clock, adopted, seal, story

FLIPS = 200
EDITS = 60


def opened(path, **values):
    return open_register(f"sqlite:///{path}", clock=Clock(), entropy=Chance(), **values)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A register file in which a little of everything happened, closed, with no log beside it."""
    path = tmp_path_factory.mktemp("told") / "govflow.db"
    with opened(path) as register:
        story(register)
        assert register.verify() == []
    assert not path.with_name("govflow.db-wal").exists()
    return path


@pytest.fixture
def path(told, tmp_path):
    return Path(shutil.copy(told, tmp_path / "govflow.db"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET body = '{}' WHERE seq = 3",
        "UPDATE ledger SET hash = hash",
        "DELETE FROM ledger WHERE seq = 1",
        "DELETE FROM ledger",
        "INSERT INTO ledger SELECT seq + 100, at, kind, body, hash FROM ledger WHERE seq = 1",
        "INSERT OR REPLACE INTO ledger SELECT seq, at, kind, '{}', hash FROM ledger WHERE seq = 1",
        "REPLACE INTO ledger SELECT 1, at, kind, '{}', hash FROM ledger WHERE seq = 2",
    ],
)
def test_the_ledger_refuses_every_change_but_the_next_event(path, statement):
    with (
        sqlite3.connect(path) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement)


def test_edits_by_hand_are_found_with_the_guards_taken_down(path, tmp_path):
    chance = random.Random(7)
    for _ in range(EDITS):
        edited = Path(shutil.copy(path, tmp_path / "edited.db"))
        with sqlite3.connect(edited) as connection:
            _edit(connection, chance)
        connection.close()
        with opened(edited) as register:
            assert [found for found in register.verify() if "its guard" not in found.message]


def _edit(connection, chance):
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type='trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    rowids: list[int] = []
    while not rowids:
        table = chance.choice(["ledger", "personal", "evidence", "subjects", *NAMES.values()])
        rowids = [row[0] for row in connection.execute(f"SELECT rowid FROM {table} ORDER BY rowid")]
    where = chance.choice(rowids)
    if chance.random() < 0.3:
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (where,))
        return
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    column = chance.choice(columns)
    longer = f"coalesce({column}, '') || 'x'"
    number = f"CASE WHEN typeof({column}) = 'integer' THEN {column} + 1000 ELSE {longer} END"
    connection.execute(f"UPDATE {table} SET {column} = {number} WHERE rowid = ?", (where,))


def content(path):
    """Everything the tables of a file hold; None when it cannot be read."""
    connection = sqlite3.connect(path)
    connection.text_factory = bytes
    names = [*NAMES.values(), "ledger", "personal", "evidence", "subjects"]
    try:
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names
        }
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()


def found_wrong(path) -> bool:
    try:
        with opened(path) as register:
            return register.verify() != []
    except (RecordError, TemporaryError):
        return True


def test_every_bit_that_changes_what_is_held_is_found(path, tmp_path):
    chance, before, changed = random.Random(11), content(path), 0
    whole = path.read_bytes()
    for _ in range(FLIPS):
        at = chance.randrange(len(whole))
        flipped = whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]
        damaged = tmp_path / "damaged.db"
        damaged.write_bytes(flipped)
        if content(damaged) == before:
            continue
        changed += 1
        assert found_wrong(damaged), f"byte {at}"
    assert changed > FLIPS / 10


def test_a_file_that_is_no_register_is_refused(tmp_path):
    other = tmp_path / "letter.db"
    other.write_bytes(b"Dear Kim, this is no database at all, only a letter.\n" * 30)
    with pytest.raises(RecordError, match="not a register, or it is damaged") as refusal:
        opened(other)
    assert refusal.value.place == "letter.db"
    assert other.read_bytes().startswith(b"Dear Kim")


def test_another_programs_database_is_left_alone(tmp_path):
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(RecordError, match="not a register's"):
        opened(other)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RecordError, match="folder is missing"):
        opened(tmp_path / "nowhere" / "govflow.db")


@pytest.mark.parametrize(
    "url", ["", "sqlite://", "sqlite:///:memory:", "mysql://x/y", "govflow.db"]
)
def test_an_address_that_is_no_register_is_refused(url):
    with pytest.raises(SettingsError, match="neither an SQLite file nor a PostgreSQL server"):
        open_register(url, clock=Clock(), entropy=Chance())


def test_a_register_in_use_by_another_program_is_waited_for(path, monkeypatch):
    from govflow.adapters.store import engine

    monkeypatch.setattr(engine, "WAIT_SECONDS", 0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with (
            opened(path) as register,
            pytest.raises(TemporaryError, match="writing to the register"),
        ):
            register.append(adopted(version="2.0"))
    finally:
        other.close()


def test_what_is_durable_is_set_so(path):
    with opened(path) as register, register._engine.connect() as connection:
        read = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    assert read == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}


def test_a_full_disk_loses_nothing_and_says_so(path):
    with opened(path) as register:
        with register._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        register._engine.dispose()
        event.listen(
            register._engine,
            "connect",
            lambda connection, _: connection.execute(f"PRAGMA max_page_count = {pages}"),
        )
        before = register.checkpoint()
        with pytest.raises(TemporaryError, match="disk is full"):
            seal(register, people=500, notice_id="SMP-9")
        assert register.checkpoint() == before
        assert register.verify() == []


def test_one_sender_at_a_time_for_two_programs(path):
    with opened(path) as first, opened(path) as second:
        with first.sender_lock(), pytest.raises(TemporaryError, match="sent already"):
            second.sender_lock().__enter__()
        with second.sender_lock():
            pass


def test_an_erased_persons_values_are_nowhere_in_the_file(tmp_path):
    from govflow.core.record.recover import erase_person

    path = tmp_path / "govflow.db"
    with opened(path) as register:
        seal(register, people=40)
        row = register.get(RecipientRow, "SMP-1", 7)
        register.append(erase_person(register, row.subject, "Kim", "asked for it"))
        held = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    for value in (row.name, row.email, row.secret, row.reference, row.person, row.salt):
        assert value.encode() not in held


def test_a_backup_is_a_register_of_its_own(path, tmp_path):
    copy = tmp_path / "backup.db"
    with opened(path) as register:
        register.backup(copy)
        seen = register.checkpoint()
        with pytest.raises(RecordError, match="file of this name"):
            register.backup(copy)
    with opened(copy) as restored:
        assert restored.verify(seen) == []


def test_a_restored_older_copy_is_found_behind(path, tmp_path):
    with opened(path) as register:
        register.backup(tmp_path / "yesterday.db")
        seen = register.append(adopted(version="2.0"))
    with opened(tmp_path / "yesterday.db") as restored:
        assert restored.verify() == []
        assert [found.place for found in restored.verify(seen)] == ["checkpoint"]


def test_a_clock_before_the_newest_event_is_refused_at_first_writing(path):
    from datetime import timedelta

    clock = Clock()
    clock.time -= timedelta(days=400)
    with open_register(f"sqlite:///{path}", clock=clock, entropy=Chance()) as register:
        with pytest.raises(RecordError, match="newest event was recorded") as refusal:
            register.append(adopted(version="2.0"))
        assert refusal.value.place == "clock"
        assert refusal.value.remedy


@pytest.mark.parametrize(
    ("table", "equal"),
    [
        (RecipientRow, {"secret": "SMP-10000000000000003"}),
        (RecipientRow, {"reference": "SMP1-22225"}),
        (RecipientRow, {"subject": "x"}),
        (RecipientRow, {"notice": "SMP-1"}),
        (LetterRow, {"message_id": "<x@y>"}),
        (LetterRow, {"notice": "SMP-1", "recipient": 3}),
        (LetterRow, {"state": "planned"}),
        (ReplyRow, {"message_id": "<x@y>"}),
        (ReplyRow, {"notice": "SMP-1", "recipient": 3}),
    ],
)
def test_what_is_looked_up_for_every_letter_and_reply_is_found_by_index(path, table, equal):
    asked = []
    with opened(path) as register:
        event.listen(
            register._engine,
            "before_cursor_execute",
            lambda _c, _k, sql, values, *_: asked.append((sql, values)),
        )
        register.find(table, **equal)
        sql, values = asked[-1]
        with register._engine.connect() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    assert plan[0][3].startswith("SEARCH"), plan
    assert "USING INDEX" in plan[0][3], plan


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="file modes are POSIX")
def test_a_new_register_is_its_owners_alone(tmp_path):
    with opened(tmp_path / "govflow.db") as register:
        register.append(adopted())
        modes = {one.name: one.stat().st_mode & 0o777 for one in tmp_path.iterdir()}
    assert modes == dict.fromkeys(modes, 0o600)
    assert "govflow.db-wal" in modes


def test_alterations_are_named_with_their_place(path):
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE recipients SET counted = 'x' WHERE number = 3")
    connection.close()
    with opened(path) as register:
        assert register.verify() == [
            Alteration("recipients SMP-1 3", "differs from the ledger in counted")
        ]
