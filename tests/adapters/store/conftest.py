"""The registers that the contract is held against: in memory, SQLite, and PostgreSQL where it is."""

import os
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

from govflow.adapters.memory.register import MemoryRegister
from govflow.adapters.store.register import open_register
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
    pg_ctl = require_program("pg_ctl")
    binaries = Path(pg_ctl).resolve().parent
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    with tempfile.TemporaryDirectory(prefix="govflow-pg-") as name, socket.socket() as probe:
        folder = Path(name)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        if user:
            os.chmod(folder, 0o777)  # so that the server's own user can make its folder inside
        data = str(folder / "data")
        run = {"check": True, "user": user, "stdout": subprocess.DEVNULL, "cwd": folder}
        initdb = [str(binaries / "initdb"), "-D", data, "-U", "postgres", "-A", "trust"]
        subprocess.run([*initdb, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], **run)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        start = [str(binaries / "pg_ctl"), "-D", data, "-w", "-o", options, "-l", f"{data}/log"]
        subprocess.run([*start, "start"], **run)
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}"
        finally:
            subprocess.run([str(binaries / "pg_ctl"), "-D", data, "-m", "immediate", "stop"], **run)
