"""Replies fetched from Dovecot through a slow line: in batches, against one command per message.

    python -m benchmarks.mail.fetch [--replies 2000] [--delay 0.02] [--single 50]

Starts its own Dovecot and Postfix (needs root and Debian's packages), fills a mailbox, puts a proxy
in between that holds every packet back by `delay` seconds each way (0.02 is a 40 ms round trip), and
fetches all. One by one is measured over `single` messages and scaled. Prints one JSON document.
"""

import argparse
import heapq
import json
import multiprocessing
import platform
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from govflow.adapters.mail.imap import ImapMailbox
from govflow.adapters.mail.servers import Server, imap_session
from tests.adapters.mail.real_mail import MailHost, mail_host


@contextmanager
def slow_line(port: int, delay: float) -> Iterator[int]:
    """A port that leads to `port`, every packet `delay` seconds late in each direction.

    The line is a process of its own, so that it takes no time from what is measured.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    line = multiprocessing.get_context("fork").Process(target=_serve, args=(listener, port, delay))
    line.start()
    try:
        yield listener.getsockname()[1]
    finally:
        line.terminate()
        line.join(5)
        listener.close()


def _serve(listener: socket.socket, port: int, delay: float) -> None:
    while True:
        near, _ = listener.accept()
        far = socket.create_connection(("127.0.0.1", port))
        for one, other in ((near, far), (far, near)):
            threading.Thread(target=_late, args=(one, other, delay), daemon=True).start()


def _late(one: socket.socket, other: socket.socket, delay: float) -> None:
    """Pass packets on, each after its delay; reading goes on meanwhile, as on a long line."""
    waiting: list[tuple[float, int, bytes]] = []
    ready = threading.Condition()

    def write() -> None:
        while True:
            with ready:
                while not waiting:
                    ready.wait()
                due, _, data = heapq.heappop(waiting)
            time.sleep(max(0.0, due - time.monotonic()))
            try:
                if not data:
                    other.shutdown(socket.SHUT_WR)
                    return
                other.sendall(data)
            except OSError:
                return

    threading.Thread(target=write, daemon=True).start()
    number = 0
    while True:
        try:
            data = one.recv(262_144)
        except OSError:
            data = b""
        with ready:
            number += 1
            heapq.heappush(waiting, (time.monotonic() + delay, number, data))
            ready.notify()
        if not data:
            return


def fill(host: MailHost, count: int) -> None:
    """Put so many replies of about 5 kB into the mailbox, as files where Dovecot looks for them."""
    new = host.place / "mail" / "governance" / "new"
    new.mkdir(parents=True, exist_ok=True)
    lines = "> a line of the letter that was answered, quoted as mail programs do\n" * 65
    for number in range(count):
        text = (
            f"From: sian{number}@union.example\nTo: governance@union.example\n"
            f"Message-ID: <r{number}@x>\n\nI have read and understood it.\n\n{lines}"
        )
        (new / f"{1_700_000_000 + number}.M{number}.test").write_text(text, encoding="ascii")
    host.own_mail()


def batched(server: Server, place: Path) -> tuple[float, int]:
    start = time.perf_counter()
    with ImapMailbox(server, place / "cursor.json") as box:
        count = sum(1 for _ in box.fetch_new())
        seconds = time.perf_counter() - start
    return seconds, count


def one_by_one(server: Server, count: int) -> float:
    client = imap_session(server)
    client.select_folder("INBOX", readonly=True)
    uids = client.search()[:count]
    start = time.perf_counter()
    for uid in uids:
        client.fetch([uid], ["BODY.PEEK[]", "INTERNALDATE"])
    seconds = time.perf_counter() - start
    client.logout()
    return seconds / len(uids)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--replies", type=int, default=2000)
    options.add_argument("--delay", type=float, default=0.02)
    options.add_argument("--single", type=int, default=50)
    asked = options.parse_args()
    with mail_host() as host, tempfile.TemporaryDirectory() as place:
        fill(host, asked.replies)
        batched(host.imap, Path(place) / "warm")
        with slow_line(host.imap.port, asked.delay) as port:
            slow = replace(host.imap, port=port)
            single = one_by_one(slow, asked.single)
            seconds, count = batched(slow, Path(place) / "slow")
    report = {
        "schema": "govflow/benchmark/1",
        "name": "replies fetched through a slow line",
        "python": platform.python_version(),
        "replies": count,
        "round_trip_ms": asked.delay * 2000,
        "seconds": round(seconds, 2),
        "seconds_one_by_one": round(single * count, 1),
        "ratio": round(single * count / seconds, 1),
    }
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
