"""How fast the chain in the database is checked, beside SHA-256 over the same bytes.

    python -m benchmarks.register.verifying [events] [people]

The first ratio is of the chain alone (numbers and hashes, read from SQLite) to one SHA-256 over all
bodies held in memory; wanted is at least 0.07. Beside it stands the full check of a register with as
many people as given and four events for each: chain, replay, tables, rolls, personal values.
"""

import hashlib
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from govflow.adapters.store.book import Book
from govflow.adapters.store.register import SqlRegister, open_register
from govflow.adapters.system.entropy import SystemEntropy
from govflow.core.record.chain import GENESIS, link
from govflow.core.record.encode import Moment, encode, salts
from govflow.core.record.events import LetterClaimed, LetterSent
from tests.registers import Clock, reply, seal

AT = "2026-11-24T10:00:00.000Z"


def opened(folder: str) -> SqlRegister:
    url = f"sqlite:///{Path(folder) / 'govflow.db'}"
    return open_register(url, clock=Clock(), entropy=SystemEntropy())


def chain_alone(events: int) -> float:
    """The ratio of checking a chain of so many events to hashing their bytes.

    A third each are letters claimed, letters sent and replies received, as in a real ledger.
    """
    with tempfile.TemporaryDirectory() as folder, opened(folder) as register:
        raw = _fill(register, events)
        bare, ours = _time(lambda: hashlib.sha256(raw).hexdigest()), _time(register.verify_chain)
        assert register.verify_chain() == []
    print(
        f"{events} events, {len(raw) / 1e6:.0f} MB: chain {ours:.2f} s"
        f" ({events / ours:,.0f} a second), SHA-256 {bare:.2f} s, ratio {bare / ours:.3f}"
        " (at least 0.07)"
    )
    return bare / ours


def _fill(register: SqlRegister, events: int) -> bytes:
    """Write so many events; returns all their bodies."""
    previous, rows, salt = GENESIS, [], salts("benchmark")
    for seq in range(1, events + 1):
        name = f"SMP-1/{seq // 3:06d}/first"
        wire = f"{seq:064x}"
        event = (
            LetterClaimed(name, wire, "123456789"),
            LetterSent(name, "smtp", f"queued as {seq:012d}"),
            reply(wire, number=seq // 3),
        )[seq % 3]
        body, _ = encode(event, Moment(seq, AT), salt)
        previous = link(previous, body)
        rows.append((seq, AT, type(event).__name__, body, previous))
    with register._transaction() as connection:
        connection.exec_driver_sql("DROP TRIGGER ledger_goes_on")
        connection.exec_driver_sql("INSERT INTO ledger VALUES (?, ?, ?, ?, ?)", rows)
    return b"".join(row[3].encode() for row in rows)


def _time(do) -> float:
    """The quickest of three runs."""
    took = []
    for _ in range(3):
        start = perf_counter()
        do()
        took.append(perf_counter() - start)
    return min(took)


def whole_check(people: int) -> float:
    """The seconds of a full check with a letter sent to, and a reply from, everybody."""
    with tempfile.TemporaryDirectory() as folder, opened(folder) as register:
        seal(register, people=people)
        with register._writing() as book:
            _play(book, people)
        start = perf_counter()
        assert register.verify() == []
        took = perf_counter() - start
        size = register.checkpoint().size
    print(f"{people} people, {size} events: full check {took:.2f} s ({size / took:,.0f} a second)")
    return took


def _play(book: Book, people: int) -> None:
    for number in range(1, people + 1):
        name, raw = f"SMP-1/{number:03d}/first", f"letter {number}".encode()
        answer = f"reply {number}".encode()
        wire, evidence = (hashlib.sha256(one).hexdigest() for one in (raw, answer))
        book.append([LetterClaimed(name, wire)], {wire: raw}, "1")
        book.append([LetterSent(name, "smtp", "")], {}, "1")
        book.append([reply(evidence, number=number)], {evidence: answer}, "1")


if __name__ == "__main__":
    chain_alone(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    whole_check(int(sys.argv[2]) if len(sys.argv) > 2 else 5_000)
