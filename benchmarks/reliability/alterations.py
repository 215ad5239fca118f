"""Thousands of alterations by other hands: how many are found, and whether the first bad place is named.

    python -m benchmarks.reliability.alterations [how many]

A third each hit the register (ledger, tables, personal values, evidence: bits, edits, deletions,
insertions, exchanges, forgeries, a cut tail against a checkpoint), the texts and documents on disk, and
evidence packs (bits of the zip file, forgeries whose sums were made anew). Printed is the share found.
"""

import io
import json
import random
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from govflow.adapters.files.packs import alterations, zipped
from govflow.adapters.memory.register import MemoryRegister
from govflow.cli.main import govflow
from govflow.cli.wiring import open_office
from govflow.core.record.verify import verify
from govflow.workflows.office import Office
from govflow.workflows.verifying import verify as verify_all
from tests.cli.test_evidence import resummed
from tests.core.record import test_verify as by_hand
from tests.registers import Chance, Clock, story

Found = Iterator[tuple[str, bool]]


def of_the_register(number: int, chance: random.Random) -> Found:
    """Alterations of what the register holds; every eighth cuts the ledger's tail, against a checkpoint."""
    whole = by_hand.copy_of(story(MemoryRegister(clock=Clock(), entropy=Chance())))
    end = by_hand.newest(whole)
    done = 0
    while done < number:
        forged = whole.twin()
        if done % 8 == 7:
            keep = chance.randrange(len(whole.tables["ledger"]))
            forged.tables["ledger"] = whole.tables["ledger"][:keep]
            yield "tail cut", _named(verify(forged, end), "checkpoint")
        else:
            alter = chance.choice(by_hand.KINDS)
            alter(forged, chance)
            if by_hand.same(forged, whole):
                continue
            yield alter.__name__, _named(verify(forged), "")
        done += 1


def _named(found: list, place: str) -> bool:
    return any(place in one.place and one.place and one.message for one in found)


def of_files(number: int, chance: random.Random, office: Office, root: Path) -> Found:
    """Passed texts and published documents: a bit, a cut, an addition, another's content, or gone."""
    paths = sorted(root.glob("policy/*/versions/*.md"))
    for event in office.register.events():
        if event.kind == "VersionPublished":
            body = json.loads(event.body)
            folder = root / "documents" / body["policy"] / body["version"]
            paths += [folder / name for name, _ in body["documents"]]
    for _ in range(number):
        path = chance.choice(paths)
        raw = path.read_bytes()
        kind, altered = _spoilt(raw, chance, [p.read_bytes() for p in paths])
        if altered == raw:
            continue
        path.unlink() if altered is None else path.write_bytes(altered)
        named = path.relative_to(root).as_posix()
        found = [one.place for one in verify_all(office)]
        path.write_bytes(raw)
        yield f"file: {kind}", named in found or _harmless(path, raw, altered)
    assert verify_all(office) == []


def _harmless(path: Path, raw: bytes, altered: bytes | None) -> bool:
    """A text's digest leaves out line ends, versions and dates: such an edit is none of the text."""
    if path.suffix != ".md" or altered is None:
        return False
    from govflow.adapters.files.workspace import Workspace
    from govflow.core.text.versions import digest

    library = Workspace(path.parents[3])
    try:
        read = [digest(library.read_text(one, path.name)) for one in (raw, altered)]
    except Exception:
        return False
    return read[0] == read[1]


def _spoilt(raw: bytes, chance: random.Random, others: list[bytes]) -> tuple[str, bytes | None]:
    at = chance.randrange(len(raw))
    match chance.randrange(5):
        case 0:
            return "bit", raw[:at] + bytes([raw[at] ^ 1 << chance.randrange(8)]) + raw[at + 1 :]
        case 1:
            return "cut", raw[:at]
        case 2:
            return "added", raw[:at] + b"not " + raw[at:]
        case 3:
            return "another's", chance.choice(others)
        case _:
            return "gone", None


def of_packs(number: int, chance: random.Random, pack: Path) -> Found:
    """Bits and bytes of the zip file, and forgeries of single files whose sums were made anew."""
    raw, spoilt = pack.read_bytes(), pack.with_name("spoilt.zip")
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    names = [name for name in files if name not in ("SHA256SUMS", *MADE)]
    for turn in range(number):
        if turn % 3 == 2:
            kind, altered = _forged(files, chance.choice(names), chance)
        else:
            kind, altered = _spoilt(raw, chance, [raw[:-1]])
        if altered is None or altered == raw:
            continue
        spoilt.write_bytes(altered)
        yield f"pack: {kind}", bool(alterations(spoilt))


MADE = ("index.html", "chronology.html", "verify.py")
"""Written for readers; what they say is proved by the other files, and they are only summed."""


def _forged(files: dict[str, bytes], name: str, chance: random.Random) -> tuple[str, bytes | None]:
    kind, altered = _spoilt(files[name], chance, [one for one in files.values()])
    if altered == files[name]:
        return kind, None
    kept = {one: raw for one, raw in files.items() if one != name}
    return f"forged {kind}", zipped(resummed(kept if altered is None else {**kept, name: altered}))


def made(folder: Path) -> tuple[Path, Path]:
    """A workspace at the end of the demo's story, and the pack of its notice."""
    root, pack = folder / "ws", folder / "pack.zip"
    _run("demo", str(root), "--no-open", "-q")
    _run("-C", str(root), "evidence", "export", "--notice", "SMP-1", "-o", str(pack), "-q")
    return root, pack


def _run(*words: str) -> None:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        code = govflow.run([*words])  # type: ignore[attr-defined]
    assert code == 0, words


def main(number: int) -> None:
    from govflow.adapters.files.settings import read_settings
    from govflow.adapters.system.clock import SystemClock
    from govflow.adapters.system.entropy import SystemEntropy

    chance, kinds, missed = random.Random(7), dict[str, int](), list[str]()
    with tempfile.TemporaryDirectory() as name:
        root, pack = made(Path(name))
        opened = open_office(root, read_settings(root), SystemClock(None), SystemEntropy())
        with opened as office:
            assert verify_all(office) == []
            share = number // 3
            tried = [
                (of_the_register(number - 2 * share, chance)),
                (of_files(share, chance, office, root)),
                (of_packs(share, chance, pack)),
            ]
            for part in tried:
                for kind, found in part:
                    kinds[kind] = kinds.get(kind, 0) + 1
                    missed += [] if found else [kind]
    total = sum(kinds.values())
    report = {
        "schema": "govflow/benchmark/1",
        "name": "alterations by other hands",
        "tried": total,
        "found": total - len(missed),
        "missed": missed[:20],
        "kinds": dict(sorted(kinds.items())),
        "ratio": round((total - len(missed)) / total, 6),
    }
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
