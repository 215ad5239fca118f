"""The shapes of the database: up, down, and what the program expects."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from govflow.adapters.store import migrate as migrating
from govflow.adapters.store.engine import connect, parse_url
from govflow.adapters.store.migrate import SHAPES, VERSION_TABLE, bring_up_to_date, migrate
from govflow.adapters.store.register import open_register
from govflow.adapters.store.tables import metadata
from govflow.core.errors import RecordError
from govflow.core.record.chain import Alteration
from tests.registers import Chance, Clock, adopted, story

FOLDER = Path(migrating.__file__).parent / "migrations" / "versions"


@pytest.fixture
def engine(database_url):
    made = connect(parse_url(database_url))
    yield made
    made.dispose()


def tables_of(engine):
    with engine.connect() as connection:
        return set(inspect(connection).get_table_names()) - {VERSION_TABLE}


def test_migrations_build_what_the_program_expects(engine):
    migrate(engine, SHAPES[-1])
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "version_table": VERSION_TABLE}
        )
        assert compare_metadata(context, metadata) == []
    assert tables_of(engine) == set(metadata.tables)


def test_every_shape_can_be_gone_up_to_and_down_from(engine):
    for shape in SHAPES:
        migrate(engine, shape)
    for shape in (*reversed(SHAPES[:-1]), "base"):
        migrate(engine, shape, down=True)
    assert tables_of(engine) == set()
    migrate(engine, SHAPES[-1])
    assert tables_of(engine) == set(metadata.tables)


def test_the_known_shapes_are_the_migrations_there_are():
    """In order, each following the one before it."""
    chain = {}
    for file in FOLDER.glob("0*.py"):
        text = file.read_text(encoding="utf-8")
        revision = re.search(r'^revision = "(\w+)"', text, re.MULTILINE)[1]
        before = re.search(r'^down_revision = (?:None|"(\w+)")', text, re.MULTILINE)[1]
        chain[before] = revision
    known, at = [], None
    while at in chain:
        at = chain[at]
        known.append(at)
    assert tuple(known) == SHAPES


def test_the_ledgers_guards_stand_in_every_database(database_url):
    with open_register(database_url, clock=Clock(), entropy=Chance()) as register:
        register.append(adopted())
        for statement in (
            "UPDATE ledger SET body = '{}'",
            "DELETE FROM ledger",
            "INSERT INTO ledger SELECT seq + 5, at, kind, body, hash FROM ledger",
        ):
            with (
                pytest.raises(RecordError, match="only grows"),
                register._transaction() as connection,
            ):
                connection.exec_driver_sql(statement)
        assert register.verify() == []


def test_a_guard_taken_down_is_missed(database_url):
    with open_register(database_url, clock=Clock(), entropy=Chance()) as register:
        on = " ON ledger" if database_url.startswith("postgresql") else ""
        with register._transaction() as connection:
            connection.exec_driver_sql(f"DROP TRIGGER ledger_keeps_events{on}")
        assert register.verify() == [
            Alteration("ledger", "has lost its guard 'ledger_keeps_events'")
        ]


def test_a_register_of_a_newer_program_is_refused(database_url):
    open_register(database_url, clock=Clock(), entropy=Chance()).close()
    engine = connect(parse_url(database_url))
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '0999'")
    engine.dispose()
    with pytest.raises(RecordError, match="newer govflow") as refusal:
        open_register(database_url, clock=Clock(), entropy=Chance())
    assert "newest govflow" in refusal.value.remedy


def test_a_register_that_lost_its_shape_is_refused(database_url):
    open_register(database_url, clock=Clock(), entropy=Chance()).close()
    engine = connect(parse_url(database_url))
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql(f"DELETE FROM {VERSION_TABLE}")
    engine.dispose()
    with pytest.raises(RecordError, match="what shape it has"):
        open_register(database_url, clock=Clock(), entropy=Chance())


def test_an_upgrade_keeps_a_copy_of_what_was_there_before(tmp_path, monkeypatch):
    path = tmp_path / "govflow.db"
    with open_register(f"sqlite:///{path}", clock=Clock(), entropy=Chance()) as register:
        story(register)
        seen = register.checkpoint()
    upgraded = []
    monkeypatch.setattr(migrating, "SHAPES", (*SHAPES, "9999"))
    monkeypatch.setattr(migrating, "migrate", lambda engine, shape: upgraded.append(shape))
    open_register(f"sqlite:///{path}", clock=Clock(), entropy=Chance()).close()
    monkeypatch.undo()
    assert upgraded == ["9999"]
    (copy,) = tmp_path.glob("govflow.db.before-upgrade-*")
    restored = Path(shutil.copy(copy, tmp_path / "restored.db"))
    with open_register(f"sqlite:///{restored}", clock=Clock(), entropy=Chance()) as register:
        assert register.verify(seen) == []


def test_a_new_register_makes_no_copy(tmp_path):
    open_register(f"sqlite:///{tmp_path / 'a.db'}", clock=Clock(), entropy=Chance()).close()
    assert [one.name for one in tmp_path.iterdir()] == ["a.db"]


def test_a_migration_that_fails_leaves_the_database_as_it_was(tmp_path, monkeypatch):
    engine = connect(parse_url(f"sqlite:///{tmp_path / 'a.db'}"))
    from govflow.adapters.store import tables

    monkeypatch.setitem(tables.APPEND_ONLY, "sqlite", ("CREATE TRIGGER wrong",))
    with pytest.raises(Exception, match="incomplete input"):
        bring_up_to_date(engine, None)
    assert tables_of(engine) == set()
    engine.dispose()
    with sqlite3.connect(tmp_path / "a.db") as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
