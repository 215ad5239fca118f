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

from govflow.core.errors import RecordError

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How long the ledger is and the hash of its newest event: '<size> <hash>' in print.

    One that was seen elsewhere may hold only the beginning of the hash, as `short` prints it.
    """

    size: int
    hash: str

    def __str__(self) -> str:
        return f"{self.size} {self.hash}"

    @property
    def short(self) -> str:
        """At most 40 characters, as in the foot of a letter: at least 96 bits of the hash."""
        return shortened(str(self))

    def is_of(self, seq: int, digest: str) -> bool:
        """Whether the event with this number and hash is the one this checkpoint names."""
        return seq == self.size and digest.startswith(self.hash)


EMPTY = Checkpoint(0, GENESIS)


def shortened(checkpoint: str) -> str:
    """A printed checkpoint cut to the 40 characters that a letter's last line has room for."""
    return checkpoint[:40]


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


def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint as it was printed, whole or short. Raises RecordError when the text is not one."""
    size, _, digest = text.strip().partition(" ")
    number = size.isascii() and size.isdigit() and len(size) < 16
    if not (number and 24 <= len(digest) <= 64 and not set(digest) - set("0123456789abcdef")):
        raise RecordError(
            "This is not a checkpoint.",
            place=text.strip()[:80],
            remedy="copy it as it was printed: a number, a space, and 24 to 64 letters of a hash.",
        )
    return Checkpoint(int(size), digest)
