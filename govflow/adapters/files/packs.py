"""Evidence packs as zip files: written and checked by the very program that goes along in each pack."""

import importlib.util
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

from govflow.adapters.files.shipped import shipped
from govflow.core.errors import RecordError

LIMIT = 2**32 - 2**24
"""A plain zip file ends at 4 GiB; a little is left for its list of files."""


def verifier() -> bytes:
    """The source of the stand-alone checker."""
    return _source().read_bytes()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A pack's files as one zip file, the same bytes for the same files.

    Raises RecordError for more than a plain zip file can hold (4 GiB, 65,535 files).
    """
    if sum(map(len, files.values())) > LIMIT or len(files) > 65_000:
        raise RecordError(
            "This pack is larger than a zip file can be.",
            remedy="export a pack for each person instead.",
            undone="nothing was written.",
        )
    made: bytes = _checker().zipped(dict(files))
    return made


def alterations(pack: Path, against: str = "") -> list[str]:
    """Everything that is wrong with a pack (zip file or unpacked folder), the first bad place first.

    `against` is a checkpoint seen elsewhere, 'SIZE HASH'. [] when all is right.
    """
    found: list[str] = _checker().verify(pack, against)
    return found


def chain_of(pack: Path) -> tuple[str, dict[int, str]]:
    """The signed checkpoint of an unaltered pack ('' for none), and the hash of each of its events."""
    names = ("checkpoint.note", "ledger.jsonl", "pack.json")
    if pack.is_dir():
        files = {name: (pack / name).read_bytes() for name in names if (pack / name).exists()}
    else:
        files = _checker().unzipped(pack.read_bytes())[0]
    note = files.get("checkpoint.note", b"").decode()
    lines = [json.loads(line) for line in files["ledger.jsonl"].splitlines()]
    size, digest = json.loads(files["pack.json"])["begins_after"]
    return note, {size: digest, **{seq: hashed for seq, _, hashed in lines}}


def _source() -> Path:
    return shipped("templates") / "evidence" / "verify.py"


@cache
def _checker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("govflow_pack_verify", _source())
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
