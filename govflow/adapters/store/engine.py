"""Opening the database the way the register needs it."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from govflow.core.errors import SettingsError

WAIT_SECONDS = 30
APPENDING = 0x676F7666
"""The advisory lock under which one writer at a time appends to the ledger on PostgreSQL."""


def parse_url(url: str) -> URL:
    """A database URL; SettingsError when it is not one this register can live in."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = None
    known = parsed is not None and parsed.get_backend_name() in ("sqlite", "postgresql")
    in_memory = parsed is not None and parsed.get_backend_name() == "sqlite" and not _file(parsed)
    if parsed is None or not known or in_memory:
        raise SettingsError(
            "The database is neither an SQLite file nor a PostgreSQL server.",
            place="govflow.toml: database",
            remedy='write database = "sqlite:///govflow.db" or "postgresql+psycopg://...".',
        )
    if parsed.drivername == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def _file(url: URL) -> bool:
    return bool(url.database) and url.database != ":memory:"


def connect(url: URL) -> Engine:
    """An engine whose transactions are durable and begin as `begin_writing` and reads need."""
    if url.get_backend_name() == "postgresql":
        return _connect_postgresql(url)
    engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect_postgresql(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise SettingsError(
            "This govflow was installed without what PostgreSQL needs.",
            place="govflow.toml: database",
            remedy="pip install 'govflow[postgres]'",
        ) from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = (
        None  # transactions begin where we say, not where the driver guesses
    )
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def begin_writing(connection: Connection) -> None:
    """Wait for the right to append; given back when the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPENDING})")


def rewrite_sqlite(engine: Engine) -> None:
    """Rewrite an SQLite file and its log, so that deleted values are nowhere in them."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        for statement in (_CHECKPOINT, "VACUUM", _CHECKPOINT):
            cursor.execute(statement)
        cursor.close()
    finally:
        connection.close()


_CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"
