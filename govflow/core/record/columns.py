"""Rows as the plain values a database keeps: text, whole numbers, and nothing.

Days are ISO 8601 text, true and false are 1 and 0, tuples are canonical JSON; so both databases hold the
same values, any tool can read them, and a row can be compared without being understood first.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import starmap
from operator import attrgetter
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from govflow.core.record.encode import canonical
from govflow.core.record.rows import Row
from govflow.core.record.tables import ROW_TYPES

R = TypeVar("R", bound=Row)
Stored = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a state table: its name, and how its values are written and read back."""

    name: str
    number: bool
    optional: bool
    write: Callable[[Any], Any] | None
    read: Callable[[Any], Any] | None


def stored(row: Row) -> Stored:
    """A row as plain values, in the order of its columns."""
    return stored_all(type(row), [row])[0]


def stored_all(table: type[R], rows: Sequence[R]) -> list[Stored]:
    """Rows of one table as plain values."""
    plan = COLUMNS[table]
    values = list(map(attrgetter(*(column.name for column in plan)), rows))
    writers = [(at, column.write) for at, column in enumerate(plan) if column.write]
    return [_written(list(one), writers) for one in values] if writers else values


def _written(values: list[Any], writers: list[tuple[int, Callable[[Any], Any]]]) -> Stored:
    for at, write in writers:
        if values[at] is not None:
            values[at] = write(values[at])
    return tuple(values)


def restored(table: type[R], values: Sequence[Any]) -> R:
    """A row from plain values. Raises ValueError when a value cannot be what the column holds."""
    return restored_all(table, [values])[0]


def restored_all(table: type[R], rows: Iterable[Sequence[Any]]) -> list[R]:
    """Rows of one table from plain values."""
    readers = [(at, one.read) for at, one in enumerate(COLUMNS[table]) if one.read]
    if not readers:
        return list(starmap(table, rows))
    return [table(*_read(list(values), readers)) for values in rows]


def _read(values: list[Any], readers: list[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    for at, read in readers:
        if values[at] is not None:
            values[at] = read(values[at])
    return values


def write_value(table: type[Any], name: str, value: object) -> Any:
    """One value as the named column keeps it, for looking rows up."""
    column = next((one for one in COLUMNS[table] if one.name == name), None)
    if column is None:
        raise KeyError(f"{table.__name__} has no column '{name}'")
    return column.write(value) if column.write and value is not None else value


def _column(name: str, hint: Any) -> Column:
    optional = get_origin(hint) in (Union, UnionType)
    inner = get_args(hint)[0] if optional else hint
    if inner is bool:
        return Column(name, True, optional, int, bool)
    if inner is int:
        return Column(name, True, optional, None, None)
    if inner is date:
        return Column(name, False, optional, date.isoformat, date.fromisoformat)
    if get_origin(inner) is tuple:
        return Column(name, False, optional, _write_tuple, _read_tuple)
    return Column(name, False, optional, None, None)


def _write_tuple(value: tuple[Any, ...]) -> str:
    return canonical(value) if value else "[]"


def _read_tuple(value: str) -> tuple[Any, ...]:
    if value == "[]":
        return ()
    return tuple(tuple(one) if isinstance(one, list) else one for one in json.loads(value))


def _columns(table: type[Any]) -> tuple[Column, ...]:
    hints = get_type_hints(table)
    return tuple(_column(field.name, hints[field.name]) for field in fields(table))


COLUMNS: Mapping[type[Any], tuple[Column, ...]] = {table: _columns(table) for table in ROW_TYPES}
"""The columns of each state table, in the order of its row."""
