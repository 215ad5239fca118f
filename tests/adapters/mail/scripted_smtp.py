"""An SMTP server that does exactly what a test orders at each step, and remembers what it was told."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

CUT = "cut"
CUT_AFTER_TAKING = "cut after taking"


@dataclass
class Script:
    """Answers by step: 'greet', 'ehlo', 'MAIL', 'RCPT', 'DATA', 'body', '.', each a list used up in
    order, the last one for good. CUT ends the connection; the body step cuts within the letter.
    """

    answers: dict[str, list[str]] = field(default_factory=dict)
    extensions: tuple[str, ...] = ("PIPELINING",)
    taken: list[bytes] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    connections: int = 0

    def answer(self, step: str, usual: str) -> str:
        steps = self.answers.get(step, [])
        if not steps:
            return usual
        return (steps.pop(0) if len(steps) > 1 else steps[0]) or usual


class _Cut(Exception):
    """The script ends the connection here."""


@contextmanager
def scripted_smtp(
    script: Script,
    wrap: Callable[[socket.socket], socket.socket] | None = None,
    *,
    upgrade: Callable[[socket.socket], socket.socket] | None = None,
) -> Iterator[int]:
    """Run the server on a free loopback port; `wrap` encrypts a connection from its first byte,
    `upgrade` when STARTTLS is asked for.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                raw, _ = listener.accept()
            except TimeoutError:
                continue
            raw.settimeout(5)
            script.connections += 1
            try:
                with wrap(raw) if wrap else raw as link:
                    _talk(script, link, upgrade)
            except (_Cut, OSError, ssl.SSLError, ValueError):
                raw.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        stop.set()
        thread.join(10)
        listener.close()


def _talk(
    script: Script,
    link: socket.socket,
    upgrade: Callable[[socket.socket], socket.socket] | None,
    *,
    greet: bool = True,
) -> None:
    lines = link.makefile("rb")
    if greet:
        _say(script, link, "greet", "220 scripted")
    while command := lines.readline():
        words = command.decode("latin-1").strip()
        script.said.append(words)
        verb = words.partition(" ")[0].upper()
        if verb == "EHLO":
            _say(script, link, "ehlo", "\r\n".join(_ehlo(script)))
        elif verb == "DATA":
            if _say(script, link, "DATA", "354 go on").startswith("354"):
                _take(script, link, lines)
        elif verb == "STARTTLS" and upgrade:
            link.sendall(b"220 go on\r\n")
            with upgrade(link) as secret:
                _talk(script, secret, None, greet=False)
            return
        elif verb == "QUIT":
            link.sendall(b"221 bye\r\n")
            return
        else:
            _say(script, link, verb, "250 ok")


def _ehlo(script: Script) -> Iterator[str]:
    names = ["scripted", *script.extensions]
    yield from (f"250-{name}" for name in names[:-1])
    yield f"250 {names[-1]}"


def _take(script: Script, link: socket.socket, lines) -> None:
    if script.answer("body", "") == CUT:
        lines.readline()
        raise _Cut
    body = []
    while (line := lines.readline()) != b".\r\n":
        if not line:
            raise _Cut
        body.append(line[1:] if line.startswith(b".") else line)
    order = script.answer(".", "250 taken")
    if order == CUT:
        raise _Cut
    if order.startswith("250") or order == CUT_AFTER_TAKING:
        script.taken.append(b"".join(body))
    if order == CUT_AFTER_TAKING:
        raise _Cut
    link.sendall(f"{order}\r\n".encode())


def _say(script: Script, link: socket.socket, step: str, usual: str) -> str:
    order = script.answer(step, usual)
    if order == CUT:
        raise _Cut
    link.sendall(f"{order}\r\n".encode())
    return order
