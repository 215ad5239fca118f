"""An SMTP server that writes down what it takes responsibility for, and breaks off where it hurts.

One line is written for each recipient at the moment the server takes a message: that file is the truth.
A share of the connections is cut at the final dot, half of them before and half after taking it.
"""

import random
import socket
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = b"message-id:"


class Sink(socketserver.ThreadingTCPServer):
    """Listens on a port of its own; `cut` is the share of messages whose connection breaks."""

    allow_reuse_address = daemon_threads = True
    request_queue_size = 64

    def __init__(self, truth: Path, cut: float, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.truth, self.cut = truth, cut
        self.chance, self.lock = random.Random(seed), threading.Lock()
        truth.touch()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def take(self, message_id: str, recipients: list[str]) -> None:
        """Take responsibility, then take a moment to say so, as servers do."""
        with self.lock, self.truth.open("a", encoding="utf-8") as file:
            file.writelines(f"{message_id} {one}\n" for one in recipients)
        time.sleep(self.chance.uniform(0, 0.004))

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed leaves its connection behind."""


class _Session(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._say("220 sink ESMTP")
        recipients: list[str] = []
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"QUIT":
                return self._say("221 bye")
            if verb == b"RCPT":
                recipients.append(line.partition(b"<")[2].partition(b">")[0].decode())
            if verb == b"DATA":
                if not self._data(recipients):
                    return None
                recipients = []
            elif verb == b"EHLO":
                self._say("250-sink\r\n250 8BITMIME")
            else:
                self._say("250 ok")

    def _data(self, recipients: list[str]) -> bool:
        """Read one message; whether the connection goes on."""
        self._say("354 go on")
        message_id, in_head = "", True
        for line in self.rfile:
            if line == b".\r\n":
                break
            in_head = in_head and line != b"\r\n"
            if in_head and line.lower().startswith(MARK):
                message_id = line.partition(b":")[2].strip().decode()
        else:
            return False
        breaks = self.server.chance.random() < self.server.cut
        if breaks and self.server.chance.random() < 0.5:
            return False
        self.server.take(message_id, recipients)
        if breaks:
            return False
        self._say("250 taken")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def sink(truth: Path, cut: float, seed: int = 7) -> Iterator[Sink]:
    """A sink that serves until the context ends."""
    with Sink(truth, cut, seed) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def taken(truth: Path, recipients: set[str]) -> Counter[str]:
    """How often each of these recipients was written to, as the sink wrote it down."""
    lines = (line.rpartition(" ")[2] for line in truth.read_text("utf-8").splitlines())
    return Counter(one for one in lines if one in recipients)
