"""Reading and writing state rows over one database connection."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, Result, Select, and_, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from govflow.adapters.store.tables import FILLED, STATE
from govflow.core.record.columns import (
    COLUMNS,
    Stored,
    restored,
    restored_all,
    stored_all,
    write_value,
)
from govflow.core.record.rows import Row
from govflow.core.record.tables import key_of

R = TypeVar("R", bound=Row)


class SqlTables:
    """The state tables as one transaction sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[type[Any], tuple[object, ...]], Any] = {}

    def get(self, table: type[R], *key: object) -> R | None:
        """The row with this key, read once: nobody else changes it while the transaction lasts."""
        known: R | None = self._known.get((table, key))
        if known is not None:
            return known
        values = {f"k_{name}": part for name, part in zip(table.KEY, key, strict=True)}
        found = self._connection.execute(_GET[table], values).first()
        return None if found is None else self._remember(restored(table, found))

    def _remember(self, row: R) -> R:
        self._known[type(row), key_of(row)] = row
        return row

    def find(self, table: type[R], **equal: object) -> list[R]:
        """Rows whose columns equal the given values, in key order."""
        return restored_all(table, self._select(table, equal))

    def stored(self, table: type[Any], **equal: object) -> Iterator[Stored]:
        """The same rows as plain values."""
        return (tuple(row) for row in self._select(table, equal))

    def _select(self, table: type[Any], equal: Mapping[str, object]) -> Result[Any]:
        sql_table = STATE[table]
        wanted = {name: write_value(table, name, value) for name, value in equal.items()}
        query = select(sql_table).order_by(*sql_table.primary_key.columns)
        for name, value in wanted.items():
            query = query.where(sql_table.c[name] == value)
            if name in FILLED and value:
                query = query.where(FILLED[name])
        return self._connection.execute(query)

    def put(self, rows: Sequence[Row]) -> None:
        """Write rows; each replaces the one with its key."""
        for table, group in groupby(rows, key=type):
            names = [column.name for column in COLUMNS[table]]
            values = [dict(zip(names, one, strict=True)) for one in stored_all(table, list(group))]
            self._connection.execute(self._upsert(table), values)
        for row in rows:
            self._remember(row)

    def add(self, rows: Sequence[Row]) -> None:
        """Write rows that are new; one whose key is taken is an error. Fast for very many."""
        for table, group in groupby(rows, key=type):
            self._insert(table, list(group))

    def _insert(self, table: type[Any], rows: Sequence[Row]) -> None:
        """Many new rows through the driver's own bulk statement: half the time of the general way."""
        names = [column.name for column in COLUMNS[table]]
        mark = "?" if self._connection.dialect.name == "sqlite" else "%s"
        into = f"{STATE[table].name} ({', '.join(names)})"
        sql = f"INSERT INTO {into} VALUES ({', '.join([mark] * len(names))})"  # noqa: S608 our names
        self._connection.exec_driver_sql(sql, stored_all(table, rows))

    def _upsert(self, table: type[Any]) -> Any:
        return _UPSERT[self._connection.dialect.name][table]


def _get(table: type[Any]) -> Select[Any]:
    sql_table = STATE[table]
    return select(sql_table).where(
        and_(*(sql_table.c[name] == bindparam(f"k_{name}") for name in table.KEY))
    )


def _upsert(table: type[Any], insert: Any) -> Any:
    sql_table = STATE[table]
    statement = insert(sql_table)
    changed = {
        column.name: statement.excluded[column.name]
        for column in sql_table.columns
        if not column.primary_key
    }
    return statement.on_conflict_do_update(index_elements=list(table.KEY), set_=changed)


_GET: Mapping[type[Any], Select[Any]] = {table: _get(table) for table in STATE}
_UPSERT = {
    name: {table: _upsert(table, insert) for table in STATE}
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
