"""Evidence packs, told through the commands: what goes in, and that every alteration is found."""

import hashlib
import io
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from govflow.adapters.files.packs import alterations, verifier, zipped
from govflow.adapters.store.register import open_register
from govflow.adapters.system.clock import SystemClock
from govflow.adapters.system.entropy import SystemEntropy
from govflow.core.record.events import EvidenceErased, Private
from tests.cli.terminal import CODE, Shell

SECRETS_OF_BEN = ("ben@union.example", "Ben Staff")


def exported(shell: Shell, *words: str, name: str = "pack.zip") -> Path:
    path = shell.root.parent / name
    shell("evidence", "export", *words, "-o", str(path), "--yes")
    return path


def files_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture
def answered(told: Shell) -> Shell:
    """The notice went out; Ada acknowledged it, Ben asked something."""
    told.answer("ada@union.example")
    told("replies", "collect", day="2026-11-28")
    return told


@pytest.fixture
def pack(answered: Shell) -> Path:
    return exported(answered, "--notice", "SMP-1")


def test_a_pack_of_a_notice_holds_text_decision_letters_replies_and_ledger(answered, pack):
    files = files_of(pack)
    letters = [raw for name, raw in files.items() if name.startswith("letters/")]
    sent = [path.read_bytes() for path in answered.root.glob("mail/outbox/*.eml")]
    assert sorted(letters) == sorted(sent)
    replies = [raw for name, raw in files.items() if name.startswith("replies/")]
    assert replies == [p.read_bytes() for p in answered.root.glob("mail/processed/*.eml")]
    assert f"documents/{CODE}/1.1/by-law.docx" in files
    assert "documents/board/2026-01/2 redline.docx" in files
    texts = [raw.decode() for name, raw in files.items() if name.startswith("texts/")]
    assert any("express written permission" in text for text in texts)
    kinds = [json.loads(json.loads(line)[1])["kind"] for line in files["ledger.jsonl"].splitlines()]
    assert {"DecisionRecorded", "NoticeSealed", "ReplyReceived"} <= set(kinds)
    assert alterations(pack) == []


def test_the_same_register_gives_the_same_pack_byte_for_byte(answered, pack):
    assert (
        exported(answered, "--notice", "SMP-1", name="again.zip").read_bytes() == pack.read_bytes()
    )


def test_the_verifier_is_short_and_runs_alone_with_nothing_but_python(pack, tmp_path):
    assert len(verifier().decode().splitlines()) < 150
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(pack) as opened:
        opened.extractall(folder)
    alone = [sys.executable, "-I", "-S", str(folder / "verify.py")]
    assert b"Nothing was altered" in subprocess.check_output(alone)
    sums = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=folder, check=False)
    assert sums.returncode == 0
    letter = folder / "letters" / "SMP-1-001-first.eml"
    letter.write_bytes(letter.read_bytes().replace(b"Ada", b"Eve"))
    found = subprocess.run(alone, capture_output=True, text=True, check=False)
    assert found.returncode == 1
    assert found.stdout.splitlines()[0] == f"letters/{letter.name}: was altered"


def test_the_command_says_what_it_found_and_where(pack, tmp_path):
    shell = Shell(tmp_path)
    assert shell.json("evidence", "verify", str(pack))["ok"] is True
    raw = bytearray(pack.read_bytes())
    raw[raw.index(b"Subject:")] ^= 1
    pack.write_bytes(raw)
    said = shell("evidence", "verify", str(pack), code=1)
    assert said.out.startswith("letters/SMP-1-001-first.eml: ")


def test_a_checkpoint_from_a_mailbox_is_found_in_the_pack(answered, pack):
    letter = sorted(answered.root.glob("mail/outbox/*.eml"))[0].read_bytes().decode()
    seen = letter.split("Govflow-Checkpoint: ")[1].splitlines()[0]
    answered("evidence", "verify", str(pack), "--against", seen)
    size, digest = seen.split(" ")
    other = f"{size} {digest[::-1]}"
    said = answered("evidence", "verify", str(pack), "--against", other, code=1)
    assert said.out.startswith(f"checkpoint {other}: is not a checkpoint of this ledger")


def test_a_persons_pack_holds_their_words_and_nobody_elses(answered):
    path = exported(answered, "--person", "s1")
    assert alterations(path) == []
    files = files_of(path)
    whole = b"\n".join(raw for name, raw in files.items() if not name.startswith("documents/"))
    assert b"ada@union.example" in whole
    for other in SECRETS_OF_BEN:
        assert other.encode() not in whole
    assert len([name for name in files if name.startswith("letters/")]) == 1


def test_a_versions_pack_tells_how_the_text_came_about_and_names_nobody(answered):
    path = exported(answered, "--version", CODE, "1.1")
    assert alterations(path) == []
    files = files_of(path)
    assert not [name for name in files if name.startswith(("letters/", "replies/"))]
    assert b"ada@union.example" not in b"\n".join(files.values())
    assert "minute 26/114" in files["chronology.html"].decode()


def test_erased_mail_is_named_as_erased_and_the_pack_still_verifies(answered):
    [reply] = answered.json("replies", "list")["replies"]
    url = f"sqlite:///{answered.file('govflow.db')}"
    with open_register(url, clock=SystemClock(None), entropy=SystemEntropy()) as register:
        register.append(
            EvidenceErased((reply["evidence"],), Private("Sarah"), Private("asked for"))
        )
    path = exported(answered, "--notice", "SMP-1")
    assert alterations(path) == []
    files = files_of(path)
    assert not [name for name in files if name.startswith("replies/")]
    assert "erased, as the ledger records" in files["index.html"].decode()


def test_a_rebuilt_document_is_named_as_not_kept(answered):
    answered.file(f"documents/{CODE}/1.1/by-law.html").write_text("another", encoding="utf-8")
    found = answered.json("evidence", "export", "--notice", "SMP-1", "-o", "x.zip", "--dry-run")
    assert found["missing"] == [
        {
            "path": f"documents/{CODE}/1.1/by-law.html",
            "why": "replaced or lost since: what lies in its place is another",
        }
    ]


def test_the_chronology_tells_both_times_and_ends_with_what_it_cannot_prove(pack):
    page = files_of(pack)["chronology.html"].decode()
    assert "GMT" in page
    assert "UTC" in page
    last = page.rpartition('<section class="page"')[2]
    assert "What this does not prove" in last
    assert "Who sat at the keyboard" in last
    assert "understood" in last
    pages = page.count('<section class="page"')
    assert f"Page {pages} of {pages}" in last


# --- alterations


def test_every_flipped_bit_of_the_zip_file_is_found(pack, tmp_path):
    """Everywhere: content, names, dates, the list of files, the last bytes."""
    raw = pack.read_bytes()
    chance, spoilt = random.Random(7), tmp_path / "spoilt.zip"
    places = [chance.randrange(len(raw)) for _ in range(120)]
    places += range(len(raw) - 22, len(raw))
    for at in places:
        changed = bytearray(raw)
        changed[at] ^= 1 << chance.randrange(8)
        spoilt.write_bytes(changed)
        assert alterations(spoilt), at
    for cut in (1, 22, 100, len(raw) // 2, len(raw)):
        spoilt.write_bytes(raw[:-cut])
        assert alterations(spoilt), cut
    spoilt.write_bytes(raw + b"x")
    assert alterations(spoilt)


def resummed(files: dict[str, bytes]) -> dict[str, bytes]:
    """A forger's pack: altered, and its sums written anew."""
    rest = {name: files[name] for name in sorted(files) if name != "SHA256SUMS"}
    sums = (f"{hashlib.sha256(raw).hexdigest()}  {name}\n" for name, raw in rest.items())
    return {"SHA256SUMS": "".join(sums).encode(), **rest}


def forged(files: dict[str, bytes], kind: str) -> dict[str, bytes]:
    files = dict(files)
    lines = files["ledger.jsonl"].splitlines(keepends=True)
    letter = next(name for name in files if name.startswith("letters/"))
    reply = next(name for name in files if name.startswith("replies/"))
    match kind:
        case "a letter edited":
            files[letter] = files[letter].replace(b"Ada", b"Eve")
        case "a reply taken out":
            del files[reply]
        case "a reply put in":
            files["replies/000099.eml"] = files[reply] + b"and I agree to everything\r\n"
        case "an event edited":
            files["ledger.jsonl"] = files["ledger.jsonl"].replace(b"passed", b"failed", 1)
        case "an event taken out":
            files["ledger.jsonl"] = b"".join(lines[:3] + lines[4:])
        case "two events exchanged":
            files["ledger.jsonl"] = b"".join([*lines[:2], lines[3], lines[2], *lines[4:]])
        case "the tail cut off":
            files["ledger.jsonl"] = b"".join(lines[:-1])
        case "a personal value edited":
            files["opened.jsonl"] = files["opened.jsonl"].replace(b"ada@", b"eve@", 1)
        case "the roll edited":
            files["opened.jsonl"] = files["opened.jsonl"].replace(b"trustees", b"strangers", 1)
        case "the chain rewritten from an event on":
            files = rewritten(files)
    return resummed(files)


def rewritten(files: dict[str, bytes]) -> dict[str, bytes]:
    """An event edited and every later hash made anew; the letters still carry the old ones."""
    events = [json.loads(line) for line in files["ledger.jsonl"].splitlines()]
    about = json.loads(files["pack.json"])
    previous = about["begins_after"][1]
    for event in events:
        event[1] = event[1].replace('"minute":"26/114"', '"minute":"26/115"')
        event[2] = previous = hashlib.sha256((previous + event[1]).encode()).hexdigest()
    about["checkpoint"] = f"{events[-1][0]} {previous}"
    told = "".join(f"{json.dumps(event, ensure_ascii=False)}\n" for event in events)
    return {**files, "ledger.jsonl": told.encode(), "pack.json": json.dumps(about).encode()}


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("a letter edited", "letters/SMP-1-001-first.eml: no event names it"),
        ("a reply taken out", "event "),
        ("a reply put in", "replies/000099.eml: no event names it"),
        ("an event edited", "ledger.jsonl: event "),
        ("an event taken out", "ledger.jsonl: event "),
        ("two events exchanged", "ledger.jsonl: event "),
        ("the tail cut off", "ledger.jsonl: does not end at the checkpoint"),
        ("a personal value edited", "opened.jsonl: event "),
        ("the roll edited", "opened.jsonl: event "),
        ("the chain rewritten from an event on", "letters/SMP-1-001-first.eml: is not a check"),
    ],
)
def test_a_forgery_with_new_sums_is_found_with_its_place(pack, tmp_path, kind, place):
    spoilt = tmp_path / "forged.zip"
    files = files_of(pack)
    altered = forged(files, kind)
    assert altered != files
    spoilt.write_bytes(zipped(altered))
    found = alterations(spoilt)
    assert found
    assert found[0].startswith(place)


def test_what_is_no_pack_is_said_to_be_none(tmp_path):
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("hello.txt", "hello")
    assert alterations(path)
    path.write_bytes(io.BytesIO().getvalue())
    assert alterations(path)


def test_exactly_one_thing_is_exported(answered):
    assert answered.try_("evidence", "export").code == 2
    assert answered.try_("evidence", "export", "--notice", "SMP-1", "--person", "s1").code == 2
    assert answered.refused("evidence", "export", "--notice", "SMP-9")["problem"]
    assert answered.refused("evidence", "export", "--person", "zz")["problem"]
    assert answered.refused("evidence", "export", "--version", CODE, "9.9")["problem"]
