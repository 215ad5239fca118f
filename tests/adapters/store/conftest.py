"""The registers that the contract is held against: in memory, SQLite, and PostgreSQL where it is."""

import pytest

from govflow.adapters.memory.register import MemoryRegister
from govflow.adapters.store.register import open_register
from tests.postgres import postgres
from tests.registers import Chance, Clock
from tests.support import require_program


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(params=["memory", "sqlite", pytest.param("postgresql", marks=pytest.mark.servers)])
def register(request, clock, tmp_path):
    """An empty register of each kind."""
    if request.param == "memory":
        yield MemoryRegister(clock=clock, entropy=Chance())
        return
    url = f"sqlite:///{tmp_path / 'govflow.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    with open_register(url, clock=clock, entropy=Chance()) as opened:
        yield opened


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.servers)])
def database_url(request, tmp_path):
    """The address of an empty database of each kind."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql_url")
    return f"sqlite:///{tmp_path / 'govflow.db'}"


@pytest.fixture
def postgresql_url(postgresql_server):
    """An empty database on the server."""
    import psycopg

    with psycopg.connect(f"{postgresql_server}/postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS register WITH (FORCE)")
        connection.execute("CREATE DATABASE register")
    return f"{postgresql_server}/register".replace("postgresql:", "postgresql+psycopg:")


@pytest.fixture(scope="session")
def postgresql_server():
    """A PostgreSQL server of this test run's own, in a temporary folder."""
    with postgres(require_program("pg_ctl")) as server:
        yield server
