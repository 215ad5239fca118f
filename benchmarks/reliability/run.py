"""Mail-outs whose senders are killed at random moments: how many people were lost, written to twice.

    python -m benchmarks.reliability.run                       # small
    python -m benchmarks.reliability.run --full                # 1,000 people, 200 kills, 4 % cut
    GOVFLOW_PEERS_PYTHON=... python -m benchmarks.reliability.run    # beside django's two

A sender is a process that delivers as `govflow notice send` does; it gets SIGKILL at a random moment and
is started anew until nothing waits. Where the server can be asked (folder, SMTP with copies of its own
letters, the doubles of Graph and Exchange), wanted is 0 lost, 0 twice, 0 in doubt; on bare SMTP at most
0.8 in doubt for each kill. `--apart` gives each life a clock up to years off. One JSON document.
"""

import argparse
import json
import multiprocessing
import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.reliability import peers
from benchmarks.reliability.databases import postgresql
from benchmarks.reliability.senders import Job, live, prepare, sent, standing
from benchmarks.reliability.sink import sink, taken
from tests.adapters.mail.doubles.ews import exchange
from tests.adapters.mail.doubles.graph import graph
from tests.adapters.mail.doubles.server import Dropped

SEED = 7
PAUSE = 400 / 3600
"""Hours by which each life begins later: servers ask for pauses, and settling waits for copies."""
SKEWS = (0, 0, 0, 26, -26, 24 * 400, -24 * 400)
AT_ONCE = multiprocessing.get_context("forkserver")
AT_ONCE.set_forkserver_preload(["benchmarks.reliability.senders"])


@dataclass
class Outcome:
    """One setup: what was asked for, and what became of the letters."""

    sender: str
    database: str
    senders: int
    people: int
    kills: int
    lives: int
    lost: int
    twice: int
    in_doubt: int
    alterations: int
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether it is as wanted."""
        doubt = 0.8 * self.kills if self.sender.startswith("bare") else 0
        return self.lost == self.twice == self.alterations == 0 and self.in_doubt <= doubt


@dataclass
class Server:
    """A way out with its truth: the address a sender needs, and who was written to, how often."""

    address: str
    written: Callable[[set[str]], Counter[str]]


@contextmanager
def way(kind: str, root: Path, cut: float) -> Iterator[Server]:
    """The server behind a transport; a share of its connections is cut where a letter is handed over."""
    chance = random.Random(SEED)
    if kind == "folder":
        yield Server("", lambda people: _in_folder(root / "union" / "mail" / "outbox", people))
    elif kind in ("smtp", "bare smtp"):
        with sink(root / "truth", cut, SEED) as server:
            yield Server(str(server.port), lambda people: taken(root / "truth", people))
    elif kind == "graph":
        with graph() as (double, url):
            _cutting(double, chance, cut, lambda r: r.path.endswith("/send"))
            yield Server(url, lambda people: _to([one.mime for one in double.sent], people))
    else:
        with exchange() as (double, url):
            _cutting(double, chance, cut, lambda r: b"CreateItem" in r.body)
            said = f"endpoint={url}\nmailbox={double.mailbox}\npassword={double.password}"
            yield Server(said, lambda people: _to(double.sent, people))


def _cutting(double, chance: random.Random, share: float, hands_over: Callable) -> None:
    """Have a share of the requests that hand a letter over break off, before or after they are done."""
    respond = double.respond

    def answer(request):
        if not hands_over(request) or chance.random() >= share:
            return respond(request)
        if chance.random() < 0.5:
            respond(request)
        return Dropped()

    double.respond = answer


def _in_folder(outbox: Path, people: set[str]) -> Counter[str]:
    return _to([path.read_bytes() for path in outbox.glob("*.eml")], people)


def _to(letters: list[bytes], people: set[str]) -> Counter[str]:
    heads = (raw.partition(b"\r\n\r\n")[0].decode("ascii", "replace") for raw in letters)
    named = (head.partition("\r\nTo: ")[2].partition("\r\n")[0] for head in heads)
    return Counter(one.rpartition("<")[2].rstrip(">") for one in named)


def trial(
    kind: str, database: str, *, people: int, kills: int, senders: int, cut: float, apart: bool
) -> Outcome:
    """One mail-out: kill at random moments, start anew, until nothing waits; then count."""
    chance, began = random.Random(SEED), time.monotonic()
    with tempfile.TemporaryDirectory() as name, way(kind, Path(name), cut) as server:
        root = Path(name)
        url = database or f"sqlite:///{root / 'union' / 'govflow.db'}"
        job = Job(root / "union", url, kind, server.address, root / "truth")
        everybody = prepare(job, people)
        killed, lives = _killed(job, kills, senders, people, chance, apart)
        lives, job = _finished(job, lives)
        found, altered = standing(job)
        written = server.written(everybody)
    doubt = found.unknown
    return Outcome(
        sender=f"{kind}, clocks apart" if apart else kind,
        database=database.partition("+")[0] or "sqlite",
        senders=senders,
        people=people,
        kills=killed,
        lives=lives,
        lost=max(0, len(everybody - set(written)) - doubt),
        twice=sum(number - 1 for number in written.values()),
        in_doubt=doubt,
        alterations=altered,
        seconds=round(time.monotonic() - began, 1),
    )


def _life(job: Job, lives: int, chance: random.Random, apart: bool):
    hours = lives * PAUSE + (chance.choice(SKEWS) if apart else 0)
    process = AT_ONCE.Process(target=live, args=(replace(job, hours=hours),))
    process.start()
    return process


def _killed(
    job: Job, kills: int, senders: int, people: int, chance: random.Random, apart: bool
) -> tuple[int, int]:
    """Let senders run, and kill one after another; how many were killed, how many there were.

    The moments are drawn so that the kills are spread over the whole mail-out, its beginning included.
    """
    lives, killed, longest = 0, 0, 0.4
    running = []
    while killed < kills and lives < 4 * kills + 20:
        while len(running) < senders:
            running.append(_life(job, lives, chance, apart))
            lives += 1
        time.sleep(chance.uniform(0, longest))
        victim = running.pop(chance.randrange(len(running)))
        if victim.is_alive() and victim.pid:
            os.kill(victim.pid, signal.SIGKILL)
            killed += 1
        victim.join()
        if killed and killed % 10 == 0:
            done, share = sent(job) / people, killed / kills
            longest = max(0.05, longest * (0.8 if done > share else 1.25))
            if done == 1:
                break
    for one in running:
        one.join()
    return killed, lives


def _finished(job: Job, lives: int) -> tuple[int, Job]:
    """Start a sender again and again, each a day later, until nothing waits and nothing is in doubt."""
    for more in range(1, 25):
        last = replace(job, hours=24 * 900 + 24 * more)
        process = AT_ONCE.Process(target=live, args=(last,))
        process.start()
        process.join()
        lives += 1
        found, _ = standing(last)
        if not found.waiting and (not found.unknown or job.transport == "bare smtp"):
            break
    return lives, last


SETUPS = (
    ("folder", "", 1, False),
    ("smtp", "", 1, False),
    ("smtp", "", 1, True),
    ("smtp", "", 4, False),
    ("bare smtp", "", 1, False),
    ("graph", "", 1, False),
    ("exchange", "", 1, False),
    ("smtp", "postgresql", 1, False),
    ("smtp", "postgresql", 4, False),
    ("smtp", "postgresql", 8, True),
    ("graph", "postgresql", 4, False),
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--full", action="store_true", help="1,000 people, 200 kills")
    options.add_argument("--people", type=int, default=60)
    options.add_argument("--kills", type=int, default=12)
    options.add_argument("--only", default="", help="setups whose name begins so")
    asked = options.parse_args()
    people, kills = (1000, 200) if asked.full else (asked.people, asked.kills)
    outcomes: list[Outcome] = []
    with postgresql() as fresh:
        for kind, database, senders, apart in SETUPS:
            if not f"{kind} {database or 'sqlite'} {senders}".startswith(asked.only):
                continue
            url = fresh() if database else ""
            cut = 0.0 if kind == "folder" else 0.04
            outcomes.append(
                trial(kind, url, people=people, kills=kills, senders=senders, cut=cut, apart=apart)
            )
            print(json.dumps(asdict(outcomes[-1])), flush=True)
    for name in peers.PEERS:
        beside = peers.trial(name, people=people, kills=kills)
        if beside is not None:
            print(json.dumps(beside), flush=True)
    held = sum(one.holds for one in outcomes)
    report = {
        "schema": "govflow/benchmark/1",
        "name": "senders killed at random moments",
        "as_wanted": held,
        "setups": len(outcomes),
        "ratio": round(held / len(outcomes), 2) if outcomes else 0,
    }
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
