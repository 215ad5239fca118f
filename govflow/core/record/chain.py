"""The hash chain that makes the ledger append-only, and what is found when it was altered.

Each event's body is canonical JSON (RFC 8785 without floats: keys sorted, no spaces, UTF-8). Its hash
is the SHA-256, in hex, of the previous hash in hex followed by the body; before the first event stand
64 zeros. Anybody can check a ledger read as (body, hash) pairs:

    previous = "0" * 64
    for body, hash in ledger:
        previous = hashlib.sha256((previous + body).encode("utf-8")).hexdigest()
        assert previous == hash
"""

import hashlib
from dataclasses import dataclass

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How long the ledger is and the hash of its newest event: '<size> <hash>' in print."""

    size: int
    hash: str

    def __str__(self) -> str:
        return f"{self.size} {self.hash}"


EMPTY = Checkpoint(0, GENESIS)


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """One line of the ledger: its number (from 1), UTC time, kind, canonical JSON and hash."""

    seq: int
    at: str
    kind: str
    body: str
    hash: str


@dataclass(frozen=True, slots=True)
class Alteration:
    """Something recorded that no longer is what it was: where, and what is wrong."""

    place: str
    message: str


def link(previous: str, body: str) -> str:
    """The hash of an event, from the hash before it and its canonical body."""
    return hashlib.sha256((previous + body).encode("utf-8")).hexdigest()


def read_checkpoint(text: str) -> Checkpoint | None:
    """A checkpoint as it is printed ('<size> <hash>'), or None when the text is not one."""
    size, _, digest = text.strip().partition(" ")
    if not (size.isascii() and size.isdigit() and len(size) < 16 and len(digest) == 64):
        return None
    return Checkpoint(int(size), digest) if not set(digest) - set("0123456789abcdef") else None
