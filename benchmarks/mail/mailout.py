"""A mail-out with the ledger writing durably, beside a bare smtplib loop that records nothing.

    python -m benchmarks.mail.mailout [--letters 200] [--rounds 3]

Both hand the same finished letters (about 85 kB) over one connection to Postfix's `smtp-sink`. Ours
claims each letter in SQLite before the first byte (WAL, synchronous=FULL, the bytes kept as evidence)
and records the answer after it, together with the next claim, as `workflows.deliver` does. Prints one
JSON document; wanted is a ratio of at least 0.5.
"""

import argparse
import hashlib
import json
import platform
import smtplib
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.mail.letters import letters, ours
from govflow.adapters.mail.servers import Server
from govflow.adapters.mail.smtp import SmtpTransport
from govflow.adapters.store.register import open_register
from govflow.adapters.system.entropy import SystemEntropy
from govflow.core.people.letters import Sent
from govflow.core.record.events import Event, LetterClaimed, LetterSent
from tests.adapters.mail.real_mail import free_port
from tests.registers import Clock, letter, seal

SENDER, RECIPIENT = "governance@union.example", "sian@union.example"


@contextmanager
def sink() -> Iterator[int]:
    """Postfix's own sink, which takes everything and keeps nothing."""
    port = free_port()
    program = subprocess.Popen(["smtp-sink", "-u", "nobody", f"127.0.0.1:{port}", "100"])
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        program.terminate()
        program.wait(10)


def bare(port: int, work: list[bytes]) -> float:
    """Letters a second by smtplib alone."""
    smtp = smtplib.SMTP("127.0.0.1", port)
    start = time.perf_counter()
    for raw in work:
        smtp.sendmail(SENDER, [RECIPIENT], raw)
    took = time.perf_counter() - start
    smtp.quit()
    return len(work) / took


def recorded(port: int, work: list[bytes]) -> float:
    """Letters a second through the transport, claimed before and recorded after each."""
    with (
        tempfile.TemporaryDirectory() as place,
        SmtpTransport(Server("127.0.0.1", port, "none"), bounces_to_recipient=False) as transport,
        open_register(
            f"sqlite:///{Path(place) / 'register.db'}", clock=Clock(), entropy=SystemEntropy()
        ) as register,
    ):
        seal(register, len(work))
        with register.sender_lock():
            start = time.perf_counter()
            outcome: list[Event] = []
            for number, raw in enumerate(work, 1):
                name = letter(number).letter
                wire = hashlib.sha256(raw).hexdigest()
                register.append(*outcome, LetterClaimed(name, wire), evidence=[raw])
                result = transport.send(name, raw, SENDER, RECIPIENT)
                assert isinstance(result, Sent)
                outcome = [LetterSent(name, transport.name, result.remote_id)]
            register.append(*outcome)
            took = time.perf_counter() - start
    return len(work) / took


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--letters", type=int, default=200)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    work = [ours(one) for one in letters(asked.letters)]
    with sink() as port:
        rounds = [(recorded(port, work), bare(port, work)) for _ in range(asked.rounds)]
    report = {
        "schema": "govflow/benchmark/1",
        "name": "mail-out with a durable ledger beside bare smtplib",
        "python": platform.python_version(),
        "letters": asked.letters,
        "letters_per_second": round(statistics.median(pair[0] for pair in rounds), 1),
        "letters_per_second_bare": round(statistics.median(pair[1] for pair in rounds), 1),
        "ratio": round(statistics.median(pair[0] / pair[1] for pair in rounds), 2),
    }
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
