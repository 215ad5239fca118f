"""A line that breaks at the worst moment: passes SMTP through and cuts it around the final dot."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

BEFORE_THE_DOT = "before"
AFTER_THE_DOT = "after"


@contextmanager
def cutting_proxy(port: int, when: str) -> Iterator[int]:
    """Listen on a free port, pass everything to `port`, and cut every letter at that moment."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                client, _ = listener.accept()
            except TimeoutError:
                continue
            with client, socket.create_connection(("127.0.0.1", port)) as server:
                client.settimeout(0.1)
                server.settimeout(0.1)
                _pass(client, server, when, stop)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        stop.set()
        thread.join(10)
        listener.close()


def _pass(client: socket.socket, server: socket.socket, when: str, stop: threading.Event) -> None:
    while not stop.is_set():
        out = _read(client)
        if out == b"":
            return
        if out is not None and out.endswith(b".\r\n"):
            if when == AFTER_THE_DOT:
                server.sendall(out)
                while _read(server) is None and not stop.is_set():
                    pass
            return
        if out is not None:
            server.sendall(out)
        back = _read(server)
        if back == b"":
            return
        if back is not None:
            client.sendall(back)


def _read(link: socket.socket) -> bytes | None:
    try:
        return link.recv(65536)
    except TimeoutError:
        return None
