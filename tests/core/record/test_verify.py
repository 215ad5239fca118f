"""Whatever is altered by other hands is found."""

import json
import random
from dataclasses import dataclass, field

import pytest

from govflow.adapters.memory.register import MemoryRegister
from govflow.core.record.chain import (
    Alteration,
    Checkpoint,
    RecordedEvent,
    link,
    read_checkpoint,
)
from govflow.core.record.columns import stored
from govflow.core.record.encode import PersonalValue
from govflow.core.record.tables import NAMES, ROW_TYPES
from govflow.core.record.verify import verify, verify_chain
from tests.registers import Chance, Clock, story

ALTERATIONS = 3000


@dataclass
class Copy:
    """Everything a register holds, as plain rows that a forger can get at."""

    tables: dict[str, list[tuple]] = field(default_factory=dict)

    def events(self, after=0):
        return (RecordedEvent(*row) for row in self.tables["ledger"] if row[0] > after)

    def personal(self):
        return (PersonalValue(*row) for row in self.tables["personal"])

    def stored_rows(self, table):
        return self.tables[NAMES[table]]

    def all_evidence(self):
        return self.tables["evidence"]

    def subjects_by_person(self):
        return self.tables["subjects"]

    def twin(self):
        return Copy({name: list(rows) for name, rows in self.tables.items()})


def copy_of(register) -> Copy:
    def values(record):
        return tuple(getattr(record, name) for name in record.__slots__)

    state = {NAMES[table]: [stored(row) for row in register.find(table)] for table in ROW_TYPES}
    return Copy(
        {
            "ledger": [values(event) for event in register.events()],
            "personal": [values(value) for value in register.personal()],
            "evidence": sorted(register.all_evidence()),
            "subjects": sorted(register.subjects_by_person()),
        }
        | state
    )


@pytest.fixture(scope="module")
def whole():
    return copy_of(story(MemoryRegister(clock=Clock(), entropy=Chance())))


@pytest.fixture
def altered(whole):
    return whole.twin()


def newest(copy) -> Checkpoint:
    return Checkpoint(copy.tables["ledger"][-1][0], copy.tables["ledger"][-1][4])


def chain(copy):
    return [(seq, body, digest) for seq, _, _, body, digest in copy.tables["ledger"]]


def test_a_register_nobody_touched_is_as_it_was(whole):
    assert verify(whole) == []
    assert verify(whole, newest(whole)) == []
    assert list(verify_chain(chain(whole))) == []


def flip(value, chance):
    """One bit of a value turned over."""
    if value is None:
        return chance.choice([0, "", "x"])
    if isinstance(value, int):
        return value ^ (1 << chance.randrange(8))
    if isinstance(value, bytes):
        at = chance.randrange(len(value))
        return value[:at] + bytes([value[at] ^ (1 << chance.randrange(8))]) + value[at + 1 :]
    if not value:
        return chance.choice("x0 ")
    at = chance.randrange(len(value))
    return value[:at] + chr(ord(value[at]) ^ (1 << chance.randrange(7))) + value[at + 1 :]


def edit_cell(copy, chance):
    rows = copy.tables[chance.choice(sorted(name for name in copy.tables if copy.tables[name]))]
    at = chance.randrange(len(rows))
    row = list(rows[at])
    column = chance.randrange(len(row))
    row[column] = flip(row[column], chance)
    rows[at] = tuple(row)


def swap_cells(copy, chance):
    rows = copy.tables[chance.choice(sorted(n for n in copy.tables if len(copy.tables[n]) > 1))]
    a, b = chance.sample(range(len(rows)), 2)
    column = chance.randrange(len(rows[a]))
    first, second = list(rows[a]), list(rows[b])
    first[column], second[column] = second[column], first[column]
    rows[a], rows[b] = tuple(first), tuple(second)


def delete_row(copy, chance):
    names = [name for name in copy.tables if copy.tables[name]]
    rows = copy.tables[chance.choice(sorted(names))]
    del rows[chance.randrange(len(rows))]


def add_row(copy, chance):
    """A forged row beside the true ones, under a key of its own."""
    names = [name for name in copy.tables if copy.tables[name]]
    rows = copy.tables[chance.choice(sorted(names))]
    forged = list(chance.choice(rows))
    forged[0] = flip(forged[0], chance) if isinstance(forged[0], str) else forged[0] + 1000
    rows.append(tuple(forged))


def reorder(copy, chance):
    """Two events change places, with everything the columns say put right."""
    rows = copy.tables["ledger"]
    a, b = chance.sample(range(len(rows)), 2)
    first, second = rows[a], rows[b]
    rows[a] = (first[0], *second[1:])
    rows[b] = (second[0], *first[1:])


def forge_event(copy, chance):
    """A changed body with a right hash of its own; the next event no longer follows."""
    rows = copy.tables["ledger"]
    at = chance.randrange(len(rows) - 1)
    seq, when, kind, body, _ = rows[at]
    forged = json.loads(body)
    name = chance.choice(sorted(set(forged) - {"v", "kind", "seq", "at"}))
    forged[name] = "forged"
    text = json.dumps(forged, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    previous = rows[at - 1][4] if at else "0" * 64
    rows[at] = (seq, when, kind, text, link(previous, text))


def insert_event(copy, chance):
    rows = copy.tables["ledger"]
    at = chance.randrange(len(rows))
    _, when, kind, body, _ = rows[at]
    previous = rows[at - 1][4] if at else "0" * 64
    rows.insert(at, (rows[at][0], when, kind, body, link(previous, body)))


def same(one, other):
    """Whether two copies hold the same; only in the ledger does the order of rows mean anything."""
    return all(
        rows == other.tables[name]
        if name == "ledger"
        else sorted(rows, key=repr) == sorted(other.tables[name], key=repr)
        for name, rows in one.tables.items()
    )


KINDS = (edit_cell, edit_cell, swap_cells, delete_row, add_row, reorder, forge_event, insert_event)


def test_thousands_of_alterations_are_all_found(whole):
    chance = random.Random(20261124)
    tried = 0
    while tried < ALTERATIONS:
        forged = whole.twin()
        alter = chance.choice(KINDS)
        alter(forged, chance)
        if same(forged, whole):
            continue
        tried += 1
        changed = [name for name in whole.tables if forged.tables[name] != whole.tables[name]]
        assert verify(forged), f"{alter.__name__} in {changed} was not found"


def test_a_tail_that_was_cut_off_is_found_against_a_checkpoint(whole):
    """State tables as they were before the tail: only the checkpoint seen elsewhere can tell."""
    seen = newest(whole)
    for size in range(len(whole.tables["ledger"])):
        short = Copy({**whole.twin().tables, "ledger": whole.tables["ledger"][:size]})
        messages = [found.message for found in verify(short, seen)]
        assert (
            f"the ledger ends at event {size}, but event {seen.size} was seen elsewhere" in messages
        )


def test_a_ledger_rewritten_from_the_start_is_found_against_a_checkpoint(whole, altered):
    seen, previous = newest(whole), "0" * 64
    rows = altered.tables["ledger"]
    for at, (seq, when, kind, body, _) in enumerate(rows):
        text = body.replace("Written permission", "Spoken permission")
        previous = link(previous, text)
        rows[at] = (seq, when, kind, text, previous)
    assert list(verify_chain(chain(altered))) == []
    altered.tables["amendments"] = [
        tuple(v.replace("Written", "Spoken") if isinstance(v, str) else v for v in row)
        for row in altered.tables["amendments"]
    ]
    assert verify(altered) == []
    assert verify(altered, seen) == [
        Alteration(
            "checkpoint",
            f"event {seen.size} is not the one that was seen elsewhere: the ledger was rewritten",
        )
    ]


def test_an_older_checkpoint_still_holds(whole):
    for seq, *_, digest in whole.tables["ledger"]:
        assert verify(whole, Checkpoint(seq, digest)) == []


def test_a_short_checkpoint_finds_the_same(whole, altered):
    short = read_checkpoint(newest(whole).short)
    assert verify(whole, short) == []
    del altered.tables["ledger"][-1]
    assert any(found.place == "checkpoint" for found in verify(altered, short))


def test_the_first_bad_place_of_the_ledger_comes_first(altered):
    rows = altered.tables["ledger"]
    for at in (20, 7):
        seq, when, kind, body, digest = rows[at]
        rows[at] = (seq, when, kind, body.replace('"v":1', '"v":1 '), digest)
    places = [found.place for found in verify(altered)]
    assert places[:2] == ["event 8", "event 21"]


def test_an_altered_row_is_named_with_its_column(altered):
    recipients = altered.tables["recipients"]
    row = list(recipients[2])
    row[11] = "f" * 64
    recipients[2] = tuple(row)
    assert verify(altered) == [
        Alteration("recipients SMP-1 3", "differs from the ledger in counted")
    ]


def test_a_personal_value_taken_out_without_an_erasure_is_found(altered):
    row = list(altered.tables["personal"][0])
    row[4] = row[5] = ""
    altered.tables["personal"][0] = tuple(row)
    assert Alteration(
        f"event {row[0]}", "has lost a personal value that nobody recorded as erased"
    ) in verify(altered)


def test_evidence_taken_out_without_an_erasure_is_found(altered):
    rows = altered.tables["evidence"]
    at = next(at for at, (_, raw) in enumerate(rows) if raw is not None)
    rows[at] = (rows[at][0], None)
    assert verify(altered) == [
        Alteration(f"evidence {rows[at][0][:12]}", "was emptied without being erased")
    ]


def test_a_value_of_another_kind_is_found_not_stumbled_over(altered):
    for name, column, value in (
        ("ledger", 3, None),
        ("ledger", 0, "one"),
        ("recipients", 1, "one"),
        ("recipients", 16, "soon"),
        ("letters", 15, None),
        ("recipients", 4, "\0"),
        ("recipients", 8, "\ud800"),
        ("personal", 0, "x"),
        ("evidence", 1, "text"),
    ):
        forged = altered.twin()
        row = list(forged.tables[name][0])
        row[column] = value
        forged.tables[name][0] = tuple(row)
        assert verify(forged), f"{name}, column {column}"
