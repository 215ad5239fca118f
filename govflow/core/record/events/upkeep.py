"""What happens to the register itself."""

from dataclasses import dataclass

from govflow.core.record.events.private import Private


@dataclass(frozen=True, slots=True)
class EvidenceErased:
    """The bytes of these messages were erased; their digests stay."""

    evidence: tuple[str, ...]
    by: Private
    reason: Private


@dataclass(frozen=True, slots=True)
class EntryCorrected:
    """What event number `entry` says is wrong; `says` is what is right. The event itself stays."""

    entry: int
    says: Private
    by: Private
    reason: Private


@dataclass(frozen=True, slots=True)
class RegisterHomed:
    """This machine is the register's home from now on: only it may send."""

    home: Private
    by: Private


@dataclass(frozen=True, slots=True)
class RegisterCaughtUp:
    """A copy that was behind `seen`, a checkpoint outside, learnt what it could and goes on.

    `letters` were found to have gone out meanwhile, `replies` are read in again.
    """

    seen: str
    letters: int
    replies: int
    by: Private


@dataclass(frozen=True, slots=True)
class ClockAccepted:
    """The newest event's time (`newest`) was wrong, and the clock of this event is right."""

    newest: str
    by: Private
    reason: Private
