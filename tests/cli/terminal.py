"""A shell for tests of the command line: runs commands in one workspace and says how they ended."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from govflow.adapters.files.amendment_file import covered_form
from govflow.adapters.memory.correspondents import BOUNDARY, Answer, answer, read_letter
from govflow.adapters.system.clock import office_hour
from govflow.cli.cover import QUESTIONS
from govflow.cli.main import govflow

CODE = "social-media"
LIST = """id,name,email,audiences,manager,joined,left,other_emails,language
s1,Ada Staff,ada@union.example,staff,,,,,en
s2,Ben Staff,ben@union.example,staff,s1,,,,en
t1,Cai Trustee,cai@mail.example,trustees,,,,cai@work.example,en
v1,Dee Volunteer,dee@mail.example,volunteers,,,,,en
x1,Eve Gone,eve@union.example,staff,,,2026-10-01,,en
"""
BEFORE = "express permission"
AFTER = "express written permission"
TODAY = "2026-11-27"
DAY_SENT = date(2026, 11, 27)
ACKNOWLEDGES = Answer("outlook", "I have read and understood the policy.")


@dataclass(frozen=True)
class Said:
    """How a command ended: exit code, result (stdout) and narration (stderr)."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on stdout."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


class Shell:
    """Commands in one workspace, on a pretended day. Standard input is no terminal."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.named: dict[str, str] = {}

    def try_(self, *words: str, day: str = "", typed: str = "") -> Said:
        """Run a command, however it ends."""
        line = ["-C", str(self.root), "--on", day or TODAY, *words]
        found = CliRunner().invoke(govflow, line, input=typed, env={"COLUMNS": "96"})
        assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
        return Said(found.exit_code, found.stdout, found.stderr)

    def __call__(self, *words: str, day: str = "", code: int = 0) -> Said:
        """Run a command that ends with this exit code."""
        said = self.try_(*words, day=day)
        assert said.code == code, f"exit {said.code}\n{said.out}\n{said.err}"
        return said

    def json(self, *words: str, day: str = "", code: int = 0) -> dict[str, Any]:
        """Run a command with --json; returns the document, which is all that stands on stdout."""
        return self(*words, "--json", day=day, code=code).document

    def refused(self, *words: str, day: str = "", code: int = 1) -> dict[str, Any]:
        """Run a command that is refused; returns its `govflow/error/1`."""
        found = self.json(*words, day=day, code=code)
        assert found["schema"] == "govflow/error/1"
        return found

    # --- habits of the officer

    def cover(self, name: str = "2026-01") -> None:
        """Fill in every line of the cover sheet that boards ask for."""
        path = next(self.root.glob(f"policy/*/amendments/{name}/amendment.toml"))
        said = {key: f"Considered: {key}." for key in QUESTIONS} | {"meeting": "2026-11-26"}
        path.write_bytes(covered_form(path.read_bytes(), said))

    def file(self, name: str) -> Path:
        return self.root / name

    def edit(self, name: str, old: str, new: str) -> None:
        """Change some words of a file, as an editor would."""
        text = self.file(name).read_text(encoding="utf-8")
        assert old in text
        self.file(name).write_text(text.replace(old, new, 1), encoding="utf-8")

    def propose(self, day: str = "2026-11-02") -> str:
        """Begin an amendment with one change of substance; returns its id."""
        begun = self.json("amendment", "new", CODE, "--title", "Written permission", day=day)
        name = str(begun["amendment"])
        folder = f"policy/{CODE}/amendments/{name}"
        self.edit(f"{folder}/proposed.md", BEFORE, AFTER)
        self.edit(f"{folder}/amendment.toml", 'reason = ""', 'reason = "It can be shown later."')
        return name

    def pass_(self, name: str) -> None:
        """Pack and decision."""
        self("board", "pack", name, "--yes", day="2026-11-19")
        decided = ("--passed", "--decided", "2026-11-26", "--minute", "26/114")
        self("board", "record", name, *decided, "--yes", day="2026-11-26")

    def publish(self, name: str) -> None:
        self("guidance", "confirm", CODE, "volunteers", "--yes", day="2026-11-26")
        self("publish", name, "--in-force", "2026-12-01", "--yes", day="2026-11-26")

    def send(self, expect: int = 3) -> str:
        """Send the notice; returns its name."""
        words = ("notice", "send", CODE, "--yes", "--expect", str(expect))
        return str(self.json(*words, day="2026-11-27")["notice"])

    def answer(self, address: str, how: Answer = ACKNOWLEDGES, number: int = 1) -> Path:
        """Somebody answers their letter; the reply lies in the inbox."""
        letters = [read_letter(p.read_bytes()) for p in self.root.glob("mail/outbox/*.eml")]
        letter = next(letter for letter in letters if letter.to == address)
        raw = answer(letter, how, office_hour(DAY_SENT), number)
        path = self.root / "mail" / "inbox" / f"{number:03d}.eml"
        path.write_bytes(raw)
        return path

    # --- what the workspace holds

    def contents(self) -> dict[str, str]:
        """Every file with its digest, and the database by what its tables say."""
        files = {
            path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not path.name.startswith("govflow.db")
        }
        return {**files, "govflow.db": _logical(self.root / "govflow.db")}


def _logical(database: Path) -> str:
    """The digest of what a SQLite file says, whatever its pages and side files look like."""
    if not database.is_file():
        return "absent"
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    return hashlib.sha256(dump.encode()).hexdigest()


def believe_the_boundary(root: Path) -> None:
    """Have the settings believe the pretend mail boundary."""
    settings = root / "govflow.toml"
    text = settings.read_text(encoding="utf-8")
    assert "authserv_ids = []" in text
    believing = text.replace("authserv_ids = []", f'authserv_ids = ["{BOUNDARY}"]')
    settings.write_text(believing, encoding="utf-8")
