"""A PostgreSQL server of one's own, in a temporary folder."""

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgres(pg_ctl: str) -> Iterator[str]:
    """The address of a fresh server, without a database's name; it stops and goes at the end."""
    binaries = Path(pg_ctl).resolve().parent
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    with tempfile.TemporaryDirectory(prefix="govflow-pg-") as name, socket.socket() as probe:
        folder = Path(name)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        if user:
            folder.chmod(0o777)  # so that the server's own user can make its folder inside
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
