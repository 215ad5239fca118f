"""Every side-by-side measurement in one run, kept in `measured.json` and shown in docs/measurements.md.

    python -m benchmarks.run_all            # small size: measure, keep, write the page
    python -m benchmarks.run_all --full     # full size
    python -m benchmarks.run_all --check    # small size: exit 1 where a ratio got 1.5 times worse

Each measurement is a command of its own that sets ours beside a peer or a limit within one run, so
that its ratio means the same on a slow machine. A measurement is added by a row in MEASUREMENTS.
"""

import json
import platform
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "benchmarks" / "measured.json"
PAGE = ROOT / "docs" / "measurements.md"
WORSE = 1.5
LIBRARIES = ("SQLAlchemy", "python-docx", "lxml", "Markdown", "exchangelib")


@dataclass(frozen=True, slots=True)
class Measurement:
    """A command in two sizes, where its output says the ratio, and the bound that is wanted of it.

    `steady` is False where only one side waits for the disk: that ratio differs between machines, so
    `--check` leaves it out.
    """

    name: str
    small: str
    full: str
    ratio: str
    wanted: float
    at_least: bool
    steady: bool = True

    def worse(self, before: float, now: float) -> bool:
        """Whether the ratio has become worse by more than can be chance."""
        return before > now * WORSE if self.at_least else now > before * WORSE

    def holds(self, ratio: float) -> bool:
        return ratio >= self.wanted if self.at_least else ratio <= self.wanted


AS_JSON = r'"ratio": ([\d.]+)'
MEASUREMENTS = (
    Measurement(
        "Letters built, against one EmailMessage for each recipient",
        "benchmarks.mail.letters --letters 100 --rounds 3",
        "benchmarks.mail.letters --letters 1000 --rounds 7",
        AS_JSON,
        50,
        at_least=True,
    ),
    Measurement(
        "A mail-out with a durable ledger, against smtplib recording nothing",
        "benchmarks.mail.mailout --letters 200 --rounds 3",
        "benchmarks.mail.mailout --letters 1000 --rounds 5",
        AS_JSON,
        0.5,
        at_least=True,
        steady=False,
    ),
    Measurement(
        "Replies fetched through a 40 ms line, against one command for each",
        "benchmarks.mail.fetch --replies 2000",
        "benchmarks.mail.fetch --replies 20000",
        AS_JSON,
        87,
        at_least=True,
        steady=False,
    ),
    Measurement(
        "A mailbox's allowance, the share of it that is used",
        "benchmarks.mail.allowance",
        "benchmarks.mail.allowance --seconds 60",
        AS_JSON,
        0.99,
        at_least=True,
        steady=False,
    ),
    Measurement(
        "Sealing a notice, against sqlite3 writing the same rows",
        "benchmarks.register.sealing 5000 3",
        "benchmarks.register.sealing 100000 3",
        r"median ratio ([\d.]+)",
        3,
        at_least=False,
    ),
    Measurement(
        "Checking the chain in the database, against SHA-256 over the same bytes",
        "benchmarks.register.verifying 20000 500",
        "benchmarks.register.verifying 1000000 20000",
        r"ratio ([\d.]+)",
        0.07,
        at_least=True,
    ),
)


def main(words: Sequence[str]) -> int:
    size = "full" if "--full" in words else "small"
    kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    checking = "--check" in words
    found = {m.name: measure(m, size) for m in MEASUREMENTS if m.steady or not checking}
    if checking:
        return check(found, kept[size]["found"])
    kept[size] = {"python": platform.python_version(), "libraries": _libraries(), "found": found}
    KEPT.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8", newline="\n")
    PAGE.write_text(page(kept), encoding="utf-8", newline="\n")
    return 0


def measure(one: Measurement, size: str) -> float:
    """Run a measurement; its ratio. Raises when the command fails or says no ratio."""
    command = [sys.executable, "-m", *shlex.split(getattr(one, size))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = re.search(one.ratio, done.stdout)
    if found is None:
        raise SystemExit(f"{shlex.join(command[1:])} says no ratio:\n{done.stdout}{done.stderr}")
    print(f"{float(found[1]):>8}  {one.name}", flush=True)
    return float(found[1])


def check(found: dict[str, float], before: dict[str, float]) -> int:
    """Name each ratio that became worse; a slow moment gets a second measurement."""
    worse = 0
    for one in (m for m in MEASUREMENTS if m.steady):
        was = before[one.name]
        if one.worse(was, found[one.name]) and one.worse(was, now := measure(one, "small")):
            print(f"{one.name}: {now}, was {was}")
            worse += 1
    return 1 if worse else 0


def page(kept: dict[str, Any]) -> str:
    """docs/measurements.md."""
    parts = [
        "# Measurements\n",
        "Written by `python -m benchmarks.run_all`. Each ratio sets ours beside a peer or a limit"
        " within one run, on one machine; nothing is compared across machines.\n"
        "A ratio that becomes 1.5 times worse at small size stops a change.\n",
    ]
    for size in ("small", "full"):
        if size in kept:
            parts += _table(size, kept[size])
    return "\n".join(parts)


def _table(size: str, run: dict[str, Any]) -> list[str]:
    libraries = ", ".join(f"{name} {at}" for name, at in run["libraries"].items())
    rows = [_row(one, size, run["found"]) for one in MEASUREMENTS if one.name in run["found"]]
    head = "| what | command | ratio | wanted |\n|---|---|---|---|"
    words = f"Python {run['python']}, {libraries}."
    return [f"## {size.capitalize()} size\n", words + "\n", "\n".join([head, *rows]) + "\n"]


def _row(one: Measurement, size: str, found: dict[str, float]) -> str:
    ratio = found[one.name]
    wanted = f"{'at least' if one.at_least else 'at most'} {one.wanted:g}"
    missed = "" if one.holds(ratio) else " (missed)"
    return f"| {one.name} | `python -m {getattr(one, size)}` | {ratio:g} | {wanted}{missed} |"


def _libraries() -> dict[str, str]:
    return {name: version(name) for name in LIBRARIES}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
