"""Bringing a database to the shape this program knows, with a backup before anything changes."""

from pathlib import Path

from sqlalchemy import Connection, Engine, column, inspect, select, table

from govflow.adapters.store.places import make_private
from govflow.core.errors import RecordError

SHAPES = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Every shape of the database there has been, oldest first; the last is this program's."""
VERSION_TABLE = "govflow_shape"


def shape_of(connection: Connection) -> str | None:
    """The database's shape; None when it is empty. RecordError when it is somebody else's."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        if tables & {"ledger", "recipients", "letters"} or (
            tables and connection.dialect.name == "sqlite"
        ):
            raise RecordError(
                "The database holds tables that are not a register's.",
                remedy="name another file or database in govflow.toml.",
            )
        return None
    shape = table(VERSION_TABLE, column("version_num"))
    found: str | None = connection.execute(select(shape.c.version_num)).scalar()
    if found is None and "ledger" in tables:
        raise RecordError(
            "The register no longer says what shape it has.", remedy="restore a backup."
        )
    if found is not None and found not in SHAPES:
        raise RecordError(
            f"The register was made by a newer govflow (shape {found}, this one knows {SHAPES[-1]}).",
            remedy="install the newest govflow.",
        )
    return found


def bring_up_to_date(engine: Engine, backup: Path | None) -> None:
    """Migrate to the newest shape, all or nothing. A filled SQLite database is copied to `backup` first."""
    with engine.connect() as connection:
        shape = shape_of(connection)
    if shape == SHAPES[-1]:
        return
    if shape is not None and backup is not None:
        back_up(engine, backup)
    migrate(engine, SHAPES[-1])


def back_up(engine: Engine, path: Path) -> None:
    """A consistent copy of an SQLite register, made while it may be in use. Never overwrites."""
    if path.exists():
        raise RecordError("There is a file of this name already.", place=str(path))
    make_private(path)
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(path),))
    finally:
        connection.close()


def migrate(engine: Engine, target: str, *, down: bool = False) -> None:
    """Run the migrations up (or down) to a shape, within one transaction."""
    from alembic import command  # a third of a second to import, needed only when shapes differ
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        (command.downgrade if down else command.upgrade)(config, target)
