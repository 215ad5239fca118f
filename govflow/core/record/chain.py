"""The hash chain that makes the ledger append-only, and what is found when it was altered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How long the ledger is and the hash of its newest event: '<size> <hash>' in print."""

    size: int
    hash: str

    def __str__(self) -> str:
        return f"{self.size} {self.hash}"


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
