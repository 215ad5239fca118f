"""How long sealing a notice takes, beside writing the same rows with sqlite3 alone.

    python -m benchmarks.register.sealing [people] [rounds]

Both write the same recipients and letters into tables with the same indexes, in one transaction, to
disk (WAL, synchronous=FULL). The register does more: random keys, commitments, the roll's digest, the
ledger. Printed is the ratio of the two within each round; wanted is at most 3.
"""

import sqlite3
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from govflow.adapters.store.register import open_register
from govflow.adapters.system.entropy import SystemEntropy
from govflow.core.record.columns import stored_all
from govflow.core.record.rows import LetterRow, RecipientRow
from tests.registers import Clock, letter, notice, recipient


def sealed(path: Path, people: int) -> tuple[float, list, list]:
    """Seal a notice in a new register; the seconds it took and the rows as stored."""
    recipients = [recipient(number) for number in range(1, people + 1)]
    letters = [letter(number) for number in range(1, people + 1)]
    with open_register(f"sqlite:///{path}", clock=Clock(), entropy=SystemEntropy()) as register:
        keys = register.subjects([row.person for row in recipients])
        assert len(keys) == people
        start = perf_counter()
        register.seal_notice(notice(), recipients, letters)
        took = perf_counter() - start
        rows = [
            stored_all(table, register.find(table, notice="SMP-1"))
            for table in (RecipientRow, LetterRow)
        ]
    return took, *rows


def written(path: Path, recipients: list, letters: list) -> float:
    """The seconds that sqlite3 alone takes for the same rows in the same tables."""
    open_register(f"sqlite:///{path}", clock=Clock(), entropy=SystemEntropy()).close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    start = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for table, rows in (("recipients", recipients), ("letters", letters)):
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    connection.execute("COMMIT")
    took = perf_counter() - start
    connection.close()
    return took


def main(people: int = 100_000, rounds: int = 3) -> float:
    """Print the seconds and the ratio of every round; returns the median ratio."""
    ratios = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            ours, recipients, letters = sealed(Path(folder) / "ours.db", people)
            bare = written(Path(folder) / "bare.db", recipients, letters)
        ratios.append(ours / bare)
        print(
            f"{people} people: register {ours:.2f} s, sqlite3 {bare:.2f} s, ratio {ratios[-1]:.2f}"
        )
    print(f"median ratio {median(ratios):.2f} (at most 3)")
    return median(ratios)


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
