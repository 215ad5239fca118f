"""What a witness remembers of registers that are not theirs, and what a newly shown checkpoint tells.

Two checkpoints alone show that a ledger forked (two ends of one size) or shrank (a later, smaller end).
That it only grew is shown by the events between them, as an evidence pack carries them: no checkpoint
can say it, because the chain is not a Merkle tree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from govflow.core.errors import RecordError
from govflow.core.record.chain import Checkpoint
from govflow.core.record.signed import Check, SignedCheckpoint, VerifierKey, refuse_unsigned

CLOCKS_APART = timedelta(days=1)
"""So far apart must two dates be that other people's clocks gave, before their order counts."""
UNNAMED = "register"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One checkpoint of a register: when it was shown, where it came from, the signature if it had one.

    `dated` when the time is that of the letter that carried it, not of the witness's own clock.
    """

    checkpoint: Checkpoint
    at: datetime
    source: str
    dated: bool = False
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """A register as a witness knows it: its public key ('' where none was given), what was seen of it."""

    key: str = ""
    seen: tuple[Sighting, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """Something shown to a witness; `hashes` are those of the events a pack carries, by number."""

    sighting: Sighting
    note: SignedCheckpoint | None = None
    hashes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a shown checkpoint tells: a word for programs, a sentence, and whether something is wrong."""

    word: str
    message: str
    wrong: bool = False


def name_of(shown: Shown, known: Mapping[str, Watched], named: str, key: VerifierKey | None) -> str:
    """Which register this is a checkpoint of: it says so, or the caller does, or there is but one.

    Raises RecordError where that leaves a doubt.
    """
    said = shown.note.origin if shown.note else ""
    given = named or (key.name if key else "")
    if said and given and said != given:
        raise RecordError(
            f"This is a checkpoint of {said}, not of {given}.",
            place=shown.sighting.source,
            remedy="leave --register out, or name the right one.",
        )
    if said or given:
        return said or given
    if len(known) > 1:
        raise RecordError(
            "This checkpoint does not say which register it is of.",
            place=shown.sighting.source,
            remedy=f"add --register with one of: {', '.join(sorted(known))}.",
        )
    return next(iter(known), UNNAMED)


def watch(
    watched: Watched, shown: Shown, key: VerifierKey | None, check: Check
) -> tuple[Watched, Verdict]:
    """What a shown checkpoint tells about a register, and what the witness remembers from here on.

    A contradiction is remembered too: it is the proof. Raises RecordError for another key than the one
    kept, and for a signature that is not the register's; neither is remembered.
    """
    if key and watched.key not in ("", str(key)):
        raise RecordError(
            f"The key you kept for {key.name} is another one.",
            place=str(key),
            remedy="ask the Board why it was changed; keep what follows in another file, with --file.",
            undone="nothing was remembered.",
        )
    if shown.note and key:
        refuse_unsigned(shown.note, key, check)
    verdict = _proved(watched.seen, shown) or judge(watched.seen, shown.sighting)
    new = shown.sighting not in watched.seen and verdict.word != "same"
    seen = (*watched.seen, shown.sighting) if new else watched.seen
    return replace(watched, key=str(key) if key else watched.key, seen=seen), verdict


def judge(seen: Iterable[Sighting], new: Sighting) -> Verdict:
    """What a checkpoint tells by itself, held against those seen before."""
    known = sorted(seen, key=lambda one: one.checkpoint.size)
    for one in known:
        if _contradict(one.checkpoint, new.checkpoint):
            return _forked(one, f"another end at event {new.checkpoint.size}")
    for one in known:
        earlier, later = (one, new) if one.at <= new.at else (new, one)
        if later.checkpoint.size < earlier.checkpoint.size and _surely_later(earlier, later):
            return _shrunk(earlier, later)
    if not known:
        return Verdict("first", "the first one of this register; remembered")
    newest, size = known[-1].checkpoint.size, new.checkpoint.size
    if size > newest:
        return Verdict("grown", f"grown from {newest} to {size} events; {UNPROVED}")
    if any(one.checkpoint.size == size for one in known):
        return Verdict("same", "the same as was seen before")
    return Verdict("older", f"older than the newest one seen, of {newest} events; {UNPROVED}")


UNPROVED = "that nothing before was changed, only an evidence pack shows"


def _proved(seen: Iterable[Sighting], shown: Shown) -> Verdict | None:
    """What the events of a pack tell about the checkpoints seen before; None for nothing."""
    spanned = [one for one in seen if one.checkpoint.size in shown.hashes]
    for one in sorted(spanned, key=lambda one: one.checkpoint.size):
        if not shown.hashes[one.checkpoint.size].startswith(one.checkpoint.hash):
            return _forked(one, f"another event {one.checkpoint.size} in its place")
    by_itself = judge(seen, shown.sighting)
    if by_itself.wrong or not spanned:
        return by_itself if by_itself.wrong else None
    size = shown.sighting.checkpoint.size
    holds = f"the pack's events hold {len(spanned)} of the checkpoints seen before"
    return Verdict("consistent", f"grown consistently to {size} events: {holds}")


def _contradict(one: Checkpoint, other: Checkpoint) -> bool:
    length = min(len(one.hash), len(other.hash))
    return one.size == other.size and one.hash[:length] != other.hash[:length]


def _surely_later(earlier: Sighting, later: Sighting) -> bool:
    apart = CLOCKS_APART if earlier.dated or later.dated else timedelta(0)
    return later.at - earlier.at > apart


def _forked(one: Sighting, how: str) -> Verdict:
    where = f"{one.checkpoint.short} ({one.source}, {one.at:%Y-%m-%d})"
    return Verdict("forked", f"forked: {where} was seen, and here is {how}", wrong=True)


def _shrunk(earlier: Sighting, later: Sighting) -> Verdict:
    sizes = f"{earlier.checkpoint.size} events ({earlier.source}, {earlier.at:%Y-%m-%d})"
    then = f"then {later.checkpoint.size} ({later.source}, {later.at:%Y-%m-%d})"
    hint = "" if later.dated else "; where it was copied from an older letter, add --on its date"
    return Verdict("shrunk", f"shrunk: it had {sizes}, {then}{hint}", wrong=True)
