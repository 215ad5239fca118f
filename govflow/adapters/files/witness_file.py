"""A witness's own file of checkpoints seen, and the files in which checkpoints are shown to them."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from govflow.adapters.files.atomic import translate, write_file
from govflow.adapters.files.packs import alterations, chain_of
from govflow.core.errors import RecordError
from govflow.core.record.chain import read_checkpoint
from govflow.core.record.seen import Seen, read_seen
from govflow.core.record.sightings import Shown, Sighting, Watched

SCHEMA = "govflow/witness/1"


def seen_in(given: str) -> Seen:
    """The checkpoint that a file shows (a signed note, a letter), or the line as it was typed.

    Raises RecordError where there is none.
    """
    path = Path(given)
    try:
        text = path.read_text("utf-8", "replace") if path.is_file() else given
    except OSError as problem:
        raise translate(problem, path) from problem
    return read_seen(text)


def shown_in(given: str, now: datetime) -> Shown:
    """Like `seen_in`, for a witness: an evidence pack shows the events it carries too.

    Raises RecordError for a pack that was altered.
    """
    path = Path(given)
    if path.is_dir() or path.suffix.lower() == ".zip":
        return _pack(path, now)
    seen = seen_in(given)
    source = path.name if path.is_file() else "typed"
    signature = seen.note.signatures[0] if seen.note else ""
    at, dated = (seen.at, True) if seen.at else (now, False)
    return Shown(Sighting(seen.checkpoint, at, source, dated, signature), seen.note)


def _pack(path: Path, now: datetime) -> Shown:
    wrong = alterations(path)
    if wrong:
        raise RecordError(
            f"this is no evidence pack as it was written: {wrong[0]}.",
            place=str(path),
            remedy="ask for it again; 'govflow evidence verify' names all that is wrong with it.",
        )
    note, hashes = chain_of(path)
    end = max(hashes)
    sighting = Sighting(read_checkpoint(f"{end} {hashes[end]}"), now, path.name)
    return Shown(sighting, read_seen(note).note if note else None, hashes)


def read_witness(path: Path) -> dict[str, Watched]:
    """What a witness remembers, by register; {} where there is no file yet.

    Raises RecordError when the file is not one of these.
    """
    if not path.exists():
        return {}
    try:
        kept = json.loads(path.read_bytes())["registers"]
        return {name: Watched(one["key"], _sightings(one["seen"])) for name, one in kept.items()}
    except OSError as problem:
        raise translate(problem, path) from problem
    except (ValueError, KeyError, TypeError, AttributeError, RecordError) as problem:
        raise RecordError(
            "this is not the file of a witness.",
            place=str(path),
            remedy="name another file with --file, or put back the one you kept.",
            undone="nothing was written to it.",
        ) from problem


def _sightings(kept: list[Mapping[str, Any]]) -> tuple[Sighting, ...]:
    return tuple(
        Sighting(
            read_checkpoint(one["checkpoint"]),
            datetime.fromisoformat(one["at"]).astimezone(UTC),
            one["from"],
            one["dated"],
            one["signature"],
        )
        for one in kept
    )


def write_witness(path: Path, watched: Mapping[str, Watched]) -> None:
    """Keep what a witness remembers. Raises as `write_file` does."""
    registers = {
        name: {"key": one.key, "seen": [_kept(sighting) for sighting in one.seen]}
        for name, one in sorted(watched.items())
    }
    document = {"schema": SCHEMA, "registers": registers}
    write_file(path, json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n")


def _kept(one: Sighting) -> dict[str, Any]:
    return {
        "checkpoint": str(one.checkpoint),
        "at": one.at.isoformat(timespec="seconds"),
        "from": one.source,
        "dated": one.dated,
        "signature": one.signature,
    }
