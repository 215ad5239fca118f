"""A PostgreSQL server of the benchmark's own, in a temporary folder."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def postgresql() -> Iterator[Callable[[], str]]:
    """Gives a function that makes an empty database and returns its URL."""
    found = shutil.which("pg_ctl") or next(iter(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")))
    binaries, user = Path(found).resolve().parent, "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="govflow-pg-") as name, socket.socket() as probe:
        folder = Path(name)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        folder.chmod(0o777)  # so that the server's own user can make its folder inside
        data = str(folder / "data")
        run = {"check": True, "user": user, "stdout": subprocess.DEVNULL, "cwd": folder}
        initdb = [str(binaries / "initdb"), "-D", data, "-U", "postgres", "-A", "trust"]
        subprocess.run([*initdb, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], **run)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        start = [str(binaries / "pg_ctl"), "-D", data, "-w", "-o", options, "-l", f"{data}/log"]
        subprocess.run([*start, "start"], **run)
        server, made = f"postgresql://postgres@127.0.0.1:{port}", []

        def fresh() -> str:
            made.append(f"register{len(made)}")
            with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {made[-1]}")
            return f"{server}/{made[-1]}".replace("postgresql:", "postgresql+psycopg:")

        try:
            yield fresh
        finally:
            subprocess.run([str(binaries / "pg_ctl"), "-D", data, "-m", "immediate", "stop"], **run)
