"""A mailbox that takes so many letters in so many seconds: how much of that is used, and trips.

    python -m benchmarks.mail.allowance [--letters 30] [--seconds 6] [--windows 3]

Microsoft 365 takes 30 letters a minute from a mailbox; the double takes as many in fewer seconds and
answers 429 to the next. Each letter goes the whole way by Graph: draft, property, send, and looking it
up. The ratio is the time that so many letters need at least, beside the time they took; wanted is 0.99,
and no 429.
"""

import argparse
import json
import platform
import time
from collections import deque
from datetime import timedelta

from govflow.adapters.mail.graph import GraphTransport
from govflow.adapters.mail.graph_session import GraphSession
from govflow.adapters.mail.message import build
from govflow.adapters.mail.pace import PacedTransport
from govflow.adapters.mail.traces import MemoryNotes
from govflow.core.people.letters import Sent
from tests.adapters.mail.doubles.graph import GraphDouble, Message, _no, graph
from tests.adapters.mail.doubles.server import Answer
from tests.adapters.mail.letter_samples import envelope, rendered

SENDER, RECIPIENT = "governance@union.example", "sian@union.example"


class Limited(GraphDouble):
    """Takes `letters` within any `seconds` and says 429 to one more."""

    def __init__(self, letters: int, seconds: float) -> None:
        super().__init__()
        self.times: deque[float] = deque(maxlen=letters)
        self.seconds = seconds
        self.tripped = 0

    def _send(self, message: Message) -> Answer:
        now = time.monotonic()
        if len(self.times) == self.times.maxlen and now - self.times[0] < self.seconds:
            self.tripped += 1
            return _no(429, "TooManyRequests", "Too many.", {"Retry-After": "1"})
        self.times.append(now)
        return super()._send(message)


def run(letters: int, seconds: float, windows: int) -> tuple[float, int]:
    """The share of the allowance that was used, and how often it was tripped."""
    number = letters * windows + 1
    with graph(Limited(letters, seconds)) as (double, url):
        assert isinstance(double, Limited)
        session = GraphSession(url, SENDER, lambda fresh: "token-1")
        paced = PacedTransport(
            GraphTransport(session, MemoryNotes(), settle=timedelta(0)),
            letters=letters,
            seconds=seconds,
        )
        started = 0.0
        for count in range(number):
            name, message_id = f"SMP-1/{count:03d}/first", f"<{count}@union.example>"
            raw = build(envelope(letter=name, message_id=message_id), rendered())
            result = paced.send(name, raw, SENDER, RECIPIENT)
            assert isinstance(result, Sent), result
            started = started or double.times[0]
        took = double.times[-1] - started
        session.close()
        return seconds * windows / took, double.tripped


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--letters", type=int, default=30)
    options.add_argument("--seconds", type=float, default=6)
    options.add_argument("--windows", type=int, default=3)
    asked = options.parse_args()
    share, tripped = run(asked.letters, asked.seconds, asked.windows)
    report = {
        "schema": "govflow/benchmark/1",
        "name": "the allowance of a mailbox, used",
        "python": platform.python_version(),
        "letters": asked.letters * asked.windows + 1,
        "tripped": tripped,
        "ratio": round(share, 4),
    }
    print(json.dumps(report, indent=2))
    if tripped:
        raise SystemExit("the allowance was exceeded")


if __name__ == "__main__":
    main()
