"""Checks an evidence pack, with Python 3.9 or newer: verify.py [PACK.zip | FOLDER] ["SIZE HASH"].

FOLDER is an unpacked pack (this file's own when none is named), "SIZE HASH" a checkpoint that was seen
elsewhere. Exit 1 with every bad place, the first first. checkpoint.note's signature is not checked.
"""

import base64
import hashlib
import hmac
import json
import re
import struct
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Files, Body = dict[str, bytes], dict[str, Any]
PAPERS = ("texts/", "documents/", "letters/", "replies/")
SEEN = re.compile(rb"(?:[^\r\n]+\r?\n)*?Govflow-Checkpoint: (\d+) ([0-9a-f]{24,64})\r?\n")


def zipped(files: Files) -> bytes:
    """The one way a pack is written: files in order, uncompressed, each dated 1 January 1980."""
    body, index, at, n = [], [], 0, len(files)
    for path, raw in {name.encode(): raw for name, raw in files.items()}.items():
        facts = (20, 0x800, 0, 0, 0x21, zlib.crc32(raw), len(raw), len(raw), len(path), 0)
        body += [struct.pack("<4s5H3I2H", b"PK\3\4", *facts), path, raw]
        index += [struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, *facts, 0, 0, 0, 0, at), path]
        at += 30 + len(path) + len(raw)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, n, n, sum(map(len, index)), at, 0)
    return b"".join([*body, *index, end])


def unzipped(raw: bytes) -> tuple[Files, list[str]]:
    """The files of a zipped pack, and the places where its bytes are not those of one."""
    files, bad, at = dict[str, bytes](), list[str](), 0
    while raw[at : at + 4] == b"PK\3\4" and len(raw) >= at + 30:
        size, length = struct.unpack_from("<IH", raw, at + 22)
        start = at + 30 + length
        name, content = raw[at + 30 : start].decode("utf-8", "replace"), raw[start : start + size]
        if zipped({name: content})[: 30 + length] != raw[at:start] or name in files:
            bad.append(f"{name}: is not as it was packed")
        files[name], at = content, start + size
    if not bad and zipped(files) != raw:
        bad.append(f"pack: is not as it was packed from byte {at} on")
    return files, bad


def check_sums(files: Files) -> Iterator[str]:
    """SHA256SUMS against the files: none altered, missing or added; each listed once, in order."""
    listed = {line[66:]: line[:64] for line in files["SHA256SUMS"].decode().splitlines()}
    for name in sorted({*files, *listed} - {"SHA256SUMS"}):
        if name not in files:
            yield f"{name}: is missing"
        elif hashlib.sha256(files[name]).hexdigest() != listed.get(name):
            yield f"{name}: was {'altered' if name in listed else 'added'}"
    if "".join(f"{listed[one]}  {one}\n" for one in sorted(listed)).encode() != files["SHA256SUMS"]:
        yield "SHA256SUMS: is not as it was written"


def check_ledger(events: list[list[Any]], pack: Body) -> Iterator[str]:
    """Number and hash of every event follow from the one before; the last one is the checkpoint."""
    size, previous = pack["begins_after"]
    for number, (seq, body, digest) in enumerate(events, size + 1):
        if seq != number or json.loads(body)["seq"] != number:
            yield f"ledger.jsonl: event {number} is missing, or another stands in its place"
        if hashlib.sha256((previous + body).encode()).hexdigest() != digest:
            yield f"ledger.jsonl: event {number} does not follow from the one before it"
        previous = digest
    if pack["checkpoint"] != f"{events[-1][0]} {previous}":
        yield f"ledger.jsonl: does not end at the checkpoint {pack['checkpoint']}"


def named(body: Body) -> Iterator[str]:
    """The digests of the papers that an event speaks of."""
    said = [*body.get("kept", []), body.get("wire"), body.get("evidence"), body.get("text")]
    said += [digest for _, digest in body.get("documents", [])]
    return (one for one in said if isinstance(one, str) and re.fullmatch("[0-9a-f]{64}", one))


def check_papers(files: Files, bodies: dict[int, Body], pack: Body) -> Iterator[str]:
    """Every paper is named by an event; every paper named is there, or its erasure is recorded."""
    papers = {hashlib.sha256(r).hexdigest(): n for n, r in files.items() if n.startswith(PAPERS)}
    bound = {digest: seq for seq in pack["events"] for digest in named(bodies[seq])}
    gone = {one for b in bodies.values() if b["kind"].endswith("Erased") for one in b["evidence"]}
    yield from (f"{papers[one]}: no event names it" for one in papers if one not in bound)
    for digest, seq in bound.items():
        if digest not in {*papers, *gone, *pack["documents_not_kept"]}:
            yield f"event {seq}: the paper {digest[:12]} it names is missing"


def check_opened(lines: Iterable[Any], bodies: dict[int, Body]) -> Iterator[str]:
    """Rolls and personal values are those that the ledger committed to."""
    for one in lines:
        body, place = bodies[one["seq"]], f"opened.jsonl: event {one['seq']}"
        if "roll" in one:
            rolled = "".join(f"{line}\n" for line in one["roll"]).encode()
            if hashlib.sha256(rolled).hexdigest() != body["roll"]:
                yield f"{place} has another roll"
            sealed = {x[1]: x[5] for x in map(json.loads, one["roll"]) if x[0] == "recipient"}
            opened = [(line, salt, sealed[number]) for number, line, salt in one["recipients"]]
        else:
            closed = body[one["field"]] if one["many"] else [body[one["field"]]]
            opened = [(one["value"], one["salt"], closed[one["item"]]["commitment"])]
        for value, salt, expected in opened:
            if hmac.digest(bytes.fromhex(salt), value.encode(), "sha256").hex() != expected:
                yield f"{place} has another personal value"


def check_seen(files: Files, hashes: dict[int, str], against: str) -> Iterator[str]:
    """The checkpoints in the letters, and one seen elsewhere, are those of this ledger."""
    marks = [(f"checkpoint {against}", *against.split(" "))] if against else []
    letters = [(n, SEEN.match(files[n])) for n in sorted(files) if n.startswith("letters/")]
    marks += [(name, m[1].decode(), m[2].decode()) for name, m in letters if m]
    if "checkpoint.note" in files:
        _, size, head, *_ = files["checkpoint.note"].decode().split("\n")
        marks.append(("checkpoint.note", size, base64.b64decode(head).hex()))
    for place, size, digest in marks:
        early = int(size) < min(hashes) and place in files
        if not early and not (len(digest) >= 24 and hashes.get(int(size), "").startswith(digest)):
            yield f"{place}: is not a checkpoint of this ledger from event {min(hashes)} on"


def verify(path: Path, against: str = "") -> list[str]:
    """Everything wrong with a pack, zipped or unpacked, the first bad place first; [] for none."""
    files = {p.relative_to(path).as_posix(): p.read_bytes() for p in path.rglob("*") if p.is_file()}
    bad = list[str]()
    try:
        files, bad = (files, bad) if path.is_dir() else unzipped(path.read_bytes())
        bad += check_sums(files)
        pack = json.loads(files["pack.json"])
        events = [json.loads(line) for line in files["ledger.jsonl"].splitlines()]
        bad += check_ledger(events, pack)
        bodies = {seq: json.loads(body) for seq, body, _ in events}
        bad += check_papers(files, bodies, pack)
        bad += check_opened(map(json.loads, files["opened.jsonl"].splitlines()), bodies)
        bad += check_seen(files, dict([pack["begins_after"], *(e[::2] for e in events)]), against)
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, struct.error) as problem:
        bad.append(f"pack: cannot be read as one ({type(problem).__name__}: {problem})")
    return bad


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    wrong = verify(where, sys.argv[2] if len(sys.argv) > 2 else "")
    print("\n".join(wrong) or "Nothing was altered: papers, sums and ledger agree.")
    sys.exit(1 if wrong else 0)
