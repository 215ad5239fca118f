"""The state tables as something to read: in a database, or here in memory for a replay."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from govflow.core.errors import RecordError
from govflow.core.record.rows import (
    AmendmentRow,
    EntryRow,
    GuidanceRow,
    HoldRow,
    HomeRow,
    LetterRow,
    NoticeRow,
    RecipientRow,
    RepealRow,
    ReplyRow,
    Row,
    VersionRow,
)

R = TypeVar("R", bound=Row)

ROW_TYPES: tuple[type[Row], ...] = (
    VersionRow,
    AmendmentRow,
    GuidanceRow,
    RepealRow,
    NoticeRow,
    RecipientRow,
    LetterRow,
    ReplyRow,
    HoldRow,
    EntryRow,
    HomeRow,
)
NAMES: Mapping[type[Any], str] = {
    VersionRow: "versions",
    AmendmentRow: "amendments",
    GuidanceRow: "guidance",
    RepealRow: "repeals",
    NoticeRow: "notices",
    RecipientRow: "recipients",
    LetterRow: "letters",
    ReplyRow: "replies",
    HoldRow: "holds",
    EntryRow: "entries",
    HomeRow: "home",
}
"""What each table is called, in the database and in messages."""

LOOKUPS: Mapping[type[Any], tuple[str, ...]] = {
    RecipientRow: ("subject",),
    LetterRow: ("notice", "recipient"),
    ReplyRow: ("notice", "recipient"),
}
"""Columns by which projecting looks rows up; a row's values in them never change."""


class Tables(Protocol):
    """The state tables as far as projecting an event reads them."""

    def get(self, table: type[R], *key: object) -> R | None:
        """The row with this key."""

    def find(self, table: type[R], **equal: object) -> list[R]:
        """Rows whose columns equal the given values, in key order."""


def key_of(row: Row) -> tuple[Any, ...]:
    """The values that identify a row within its table."""
    return tuple(getattr(row, name) for name in row.KEY)


def needed(tables: Tables, table: type[R], *key: object) -> R:
    """The row with this key; RecordError when the register has none."""
    row = tables.get(table, *key)
    if row is None:
        words = " ".join(str(part) for part in key)
        raise RecordError(
            f"The register's {NAMES[table]} have no '{words}'.",
            remedy="check the name; 'govflow status' lists what there is.",
        )
    return row


class MemoryTables:
    """State tables held in memory: for a replay, for checking, for the memory register."""

    def __init__(self) -> None:
        self._rows: dict[type[Any], dict[tuple[Any, ...], Any]] = {one: {} for one in ROW_TYPES}
        self._lookup: dict[type[Any], dict[Any, list[tuple[Any, ...]]]] = {
            one: defaultdict(list) for one in LOOKUPS
        }
        self._looked_up_by = {one: attrgetter(*names) for one, names in LOOKUPS.items()}

    def put(self, rows: Iterable[Row]) -> list[tuple[Row, Row | None]]:
        """Write rows; each replaces the one with its key. Returns each with the one it replaced."""
        return [(row, self._put(row)) for row in rows]

    def _put(self, row: Row) -> Row | None:
        table, key = type(row), key_of(row)
        old: Row | None = self._rows[table].get(key)
        if old is None and table in self._lookup:
            self._lookup[table][self._looked_up_by[table](row)].append(key)
        self._rows[table][key] = row
        return old

    def take_back(self, written: Iterable[tuple[Row, Row | None]]) -> None:
        """Undo writes, the newest first."""
        for row, old in written:
            table, key = type(row), key_of(row)
            if old is not None:
                self._rows[table][key] = old
                continue
            del self._rows[table][key]
            if table in self._lookup:
                self._lookup[table][self._looked_up_by[table](row)].remove(key)

    def get(self, table: type[R], *key: object) -> R | None:
        """The row with this key."""
        row: R | None = self._rows[table].get(key)
        return row

    def find(self, table: type[R], **equal: object) -> list[R]:
        """Rows whose columns equal the given values, in key order."""
        rows = self._rows[table]
        names = LOOKUPS.get(table)
        if names is not None and set(names) == set(equal):
            values = tuple(equal[name] for name in names)
            keys = self._lookup[table].get(values if len(names) > 1 else values[0], [])
            return [rows[key] for key in sorted(keys)]
        wanted = equal.items()
        return [
            rows[key]
            for key in sorted(rows)
            if all(getattr(rows[key], name) == value for name, value in wanted)
        ]
