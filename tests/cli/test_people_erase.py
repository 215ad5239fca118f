"""Erasing people: nothing of them is left in the folder, and the record stays whole."""

import io
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest

from govflow.adapters.memory.correspondents import Answer
from tests.cli.terminal import ACKNOWLEDGES, CODE, Shell

PEOPLE = 100
LATER = "2026-12-10"
BY = ("--by", "Sarah Okafor", "--reason", "Asked for it")


def listed(count: int) -> str:
    head = "id,name,email,audiences,manager,joined,left,other_emails,language"
    boss = "boss,Una Overseer,una@union.example,staff,,,,,en"
    rows = (
        f"pers-{n:03d},Zoë Quill{n:03d},zq{n:03d}@union.example,staff,boss,,,zq{n:03d}@home.example,en"
        for n in range(count)
    )
    return "\n".join([head, boss, *rows]) + "\n"


def identifiers(count: int) -> list[bytes]:
    return [
        word.encode()
        for n in range(count)
        for word in (f"Zoë Quill{n:03d}", f"zq{n:03d}@union.example", f"zq{n:03d}@home.example")
    ]


def every_byte(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every file as it lies there, with what zips and mails hold."""
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield from opened(path.relative_to(root).as_posix(), path.read_bytes())


def opened(name: str, raw: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, raw
    if raw.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            for member in packed.namelist():
                yield from opened(f"{name}/{member}", packed.read(member))
    elif name.endswith(".eml"):
        for part in message_from_bytes(raw).walk():
            payload = part.get_payload(decode=True)
            if payload:
                yield from opened(f"{name}/part", payload)


def naming(root: Path, words: list[bytes]) -> set[str]:
    return {name for name, raw in every_byte(root) if any(word in raw for word in words)}


@pytest.fixture(scope="module")
def played(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notice to 101 people, answered by some, chased, copied, packed and reported on."""
    new = Shell(Path(shutil.copytree(made, tmp_path_factory.mktemp("played") / "ws")))
    new.file("list.csv").write_text(listed(PEOPLE), encoding="utf-8")
    new("people", "import", str(new.file("list.csv")), "--yes", day="2026-11-02")
    new.file("list.csv").unlink()
    words = ("notice", "send", CODE, "--yes", "--expect", "101", "--due", "2026-11-23")
    new(*words, day="2026-11-02")
    for n in range(6):
        new.answer(f"zq{n:03d}@union.example", ACKNOWLEDGES, n + 1)
    asks = Answer("outlook", "Does this bind Zoë Quill099 too?")
    new.answer("zq006@union.example", asks, 90)
    new.try_("replies", "collect", day="2026-11-27")
    held = new.json("replies", "list", day="2026-11-27")["replies"]
    question = next(r["evidence"] for r in held if r["recipient"] == "pers-006")
    settle = ("--as", "question", "--by", "Zoë Quill098", "--reason", "Zoë Quill097 says so")
    new("replies", "resolve", question, *settle, "--yes", day="2026-11-27")
    for day in ("2026-12-04", LATER):
        waiting = new.json("remind", "--dry-run", day=day)
        new("remind", "--yes", "--expect", str(waiting["total"]), day=day)
    chased = [path for path in new.file("mail/outbox").glob("*escalation*")]
    assert any(b"Quill050" in raw for p in chased for _, raw in opened(p.name, p.read_bytes()))
    new("db", "backup", day=LATER)
    new("evidence", "export", "--notice", "SMP-1", day=LATER)
    new("report", "--xlsx", "--html", "--no-open", day=LATER)
    return new.root


@pytest.fixture
def many(played: Path, tmp_path: Path) -> Shell:
    return Shell(Path(shutil.copytree(played, tmp_path / "ws")))


def test_of_a_hundred_people_erased_not_one_byte_is_left(many: Shell):
    words = identifiers(PEOPLE)
    before = many.json("ledger", "verify")["checkpoint"]
    assert len(naming(many.root, words)) > 100
    everybody = [f"pers-{n:03d}" for n in range(PEOPLE)]

    plan = many.json("people", "erase", *everybody, *BY, "--dry-run")
    assert [len(one["acknowledged"]) for one in plan["people"]] == [1] * 6 + [0] * 94
    assert many.refused("people", "erase", *everybody, *BY, code=2)
    done = many.json("people", "erase", *everybody, *BY, "--yes")

    assert done["left"] == []
    assert naming(many.root, words) == set()
    assert many.json("ledger", "verify", "--against", before)["ok"]
    rows = many.json("register", "show", day=LATER)["rows"]
    states = [row["state"] for row in rows]
    assert (len(rows), states.count("acknowledged")) == (101, 6)
    pack = many.file("pack.zip")
    many("evidence", "export", "--notice", "SMP-1", "-o", str(pack))
    many("evidence", "verify", str(pack), "--against", before)
    assert naming(many.root, words) == set()


def test_erasing_leaves_other_people_as_they_are(many: Shell):
    plan = many.json("people", "erase", "pers-099", *BY, "--yes")
    assert (plan["people"][0]["others"], plan["left"]) == (2, [])
    assert naming(many.root, [b"Quill099"]) == set()
    assert naming(many.root, [b"Quill098", b"zq001@home.example"]) != set()
    assert many.json("ledger", "verify")["ok"]
    kept = many.json("replies", "list")["replies"]
    assert sum(one["counted"] for one in kept) == 6


def test_words_of_other_peoples_entries_that_name_somebody_go_too(many: Shell):
    plan = many.json("people", "erase", "pers-097", "pers-098", *BY, "--yes")
    assert [one["entries"] for one in plan["people"]] == [1, 1]
    assert many.json("ledger", "verify")["ok"]
    assert naming(many.root, [b"Quill097", b"Quill098"]) == set()


def test_a_file_the_officer_wrote_is_left_and_named(many: Shell):
    many.file("policy/notes.txt").write_text("Ask Zoë Quill003.", encoding="utf-8")
    done = many.json("people", "erase", "pers-003", *BY, "--yes", code=4)
    assert done["left"] == ["policy/notes.txt"]


def test_nothing_is_erased_while_a_claim_is_open(told: Shell):
    told("people", "hold", "s1", "--by", "Sarah", "--reason", "Claim of Ada", "--yes")
    refusal = told.refused("people", "erase", "s1", *BY, "--yes")
    assert "claim is open" in refusal["problem"]
    told("people", "release", "s1", "--by", "Sarah", "--reason", "Over", "--yes")
    told("people", "erase", "s1", *BY, "--yes", code=4)
    assert told.json("ledger", "verify")["ok"]
    assert naming(told.root, [b"Ada Staff", b"Claim of Ada"]) == {"list.csv"}


def test_the_deleted_words_are_in_no_free_page(told: Shell):
    told("people", "erase", "s1", *BY, "--yes", code=4)
    with sqlite3.connect(told.file("govflow.db")) as database:
        assert database.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert not (log := told.file("govflow.db-wal")).exists() or log.stat().st_size == 0
