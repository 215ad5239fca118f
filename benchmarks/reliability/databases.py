"""A PostgreSQL server of the benchmark's own, in a temporary folder."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.postgres import postgres


@contextmanager
def postgresql() -> Iterator[Callable[[], str]]:
    """Gives a function that makes an empty database and returns its URL."""
    found = shutil.which("pg_ctl") or next(iter(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")))
    with postgres(str(found)) as server:
        made: list[str] = []

        def fresh() -> str:
            made.append(f"register{len(made)}")
            with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {made[-1]}")
            return f"{server}/{made[-1]}".replace("postgresql:", "postgresql+psycopg:")

        yield fresh
