"""Rows of two texts as whole tables: a table of either text is one table in the redline as well.

Rows are matched one by one, so equal rows may be found in another table than their neighbours. Each old
table therefore answers to at most one new table; rows matched elsewhere go and come; and what belongs to
one table is brought together where its first kept row stands.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from govflow.adapters.word.entries import Entry
from govflow.adapters.word.model import State
from govflow.core.text.policy import Kind

Key: TypeAlias = tuple[int, int]  # the old table's ordinal and the new one's; 0 for none


def whole_tables(found: Sequence[Entry]) -> tuple[Entry, ...]:
    """The same entries, with every table's rows together. Each text keeps its own order."""
    if not any(_is_row(entry) for entry in found):
        return tuple(found)
    pairs = _answers(found)
    split = [half for entry in found for half in _halves(entry, pairs)]
    old_to_key = {old: (old, new) for old, new in pairs}
    new_to_key = {new: (old, new) for old, new in pairs}
    keys = [_key(entry, old_to_key, new_to_key) for entry in split]
    return tuple(_together(split, keys))


def _is_row(entry: Entry) -> bool:
    return entry.placed.block.kind is Kind.ROW


def _answers(found: Sequence[Entry]) -> set[Key]:
    """Which old table answers to which new one: the pair with most kept rows, in order."""
    counts = Counter(
        (entry.old.table, entry.new.table)
        for entry in found
        if _is_row(entry) and entry.old and entry.new
    )
    chosen: set[Key] = set()
    for (old, new), _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if all((old - one) * (new - other) > 0 for one, other in chosen):
            chosen.add((old, new))
    return chosen


def _halves(entry: Entry, pairs: set[Key]) -> tuple[Entry, ...]:
    stray = entry.old and entry.new and (entry.old.table, entry.new.table) not in pairs
    if stray and _is_row(entry):
        return Entry(entry.old, None), Entry(None, entry.new)
    return (entry,)


def _key(entry: Entry, old: dict[int, Key], new: dict[int, Key]) -> Key | None:
    if not _is_row(entry):
        return None
    if entry.new:
        return new.get(entry.new.table, (0, entry.new.table))
    assert entry.old
    return old.get(entry.old.table, (entry.old.table, 0))


def _together(found: Sequence[Entry], keys: Sequence[Key | None]) -> list[Entry]:
    anchors: dict[Key, int] = {}
    members: dict[Key, list[Entry]] = {}
    kept: set[Key] = set()
    for at, (entry, key) in enumerate(zip(found, keys, strict=True)):
        if key is None:
            continue
        members.setdefault(key, []).append(entry)
        if key not in anchors or (entry.state is State.KEPT and key not in kept):
            anchors[key] = at
        if entry.state is State.KEPT:
            kept.add(key)
    out: list[Entry] = []
    for at, (entry, key) in enumerate(zip(found, keys, strict=True)):
        if key is None:
            out.append(entry)
        elif anchors[key] == at:
            out += members[key]
    return out


def by_table(rows: Sequence[Entry]) -> list[list[Entry]]:
    """Adjoining rows, cut where another table begins in either text."""
    groups: list[list[Entry]] = []
    ids: Key = (0, 0)
    for entry in rows:
        own = (entry.old.table if entry.old else 0, entry.new.table if entry.new else 0)
        apart = any(mine and yours and mine != yours for mine, yours in zip(own, ids, strict=True))
        if not groups or apart:
            groups.append([])
            ids = (0, 0)
        groups[-1].append(entry)
        ids = (own[0] or ids[0], own[1] or ids[1])
    return groups
