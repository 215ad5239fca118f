"""LibreOffice as an independent judge: the numbers it shows, and edits made in it that come back."""

import json
import random
import re
import subprocess
from pathlib import Path

import pytest

from govflow.adapters.word.importing.extract import read_source
from govflow.adapters.word.importing.lines import Grid, Item, Line
from govflow.adapters.word.importing.safety import safe_package
from tests.samples.word.builder import docx, lvl, numbering, override, p
from tests.samples.word.cases import CASES
from tests.support import ROOT, require_program

pytestmark = pytest.mark.servers
JUDGE = ROOT / "tests" / "adapters" / "word" / "office.py"
NUMBER = re.compile(r"(?:Article )?[0-9A-Za-z().]{1,16}")


def shown_by_office(files: list[Path]) -> list[list[str]]:
    """Every paragraph with a number as LibreOffice shows it: 'number<TAB>words'."""
    require_program("soffice")
    jobs = json.dumps([[str(path), "read"] for path in files])
    done = subprocess.run(
        ["/usr/bin/python3", str(JUDGE)], input=jobs, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return [list(_numbered(found["body"])) for found in json.loads(done.stdout)]


def _numbered(body: list[object]):
    for item in body:
        if isinstance(item, dict):
            for cell in item.values():
                yield from _numbered(cell)
        elif "\t" in item:
            label, _, words = item.partition("\t")
            if NUMBER.fullmatch(label.strip()):  # other tabs are the paragraph's own
                yield f"{label.strip()}\t{' '.join(words.split())}"


# What LibreOffice 7.4 leaves out of the standard, so that it is no judge: w:isLgl (ECMA-376 Part 1,
# 17.9.4) and w:lvlRestart (17.9.10).
NO_JUDGE = {"legal_style", "numbers_that_never_restart"}


def typed_with_tabs(raw: bytes) -> set[str]:
    _, items = read_source(safe_package(raw, "x.docx"), "x.docx")
    return {line.text for line in _lines(items) if not line.number}


def shown_by_us(raw: bytes) -> list[str]:
    _, items = read_source(safe_package(raw, "x.docx"), "x.docx")
    return [f"{line.number}\t{line.text}" for line in _lines(items) if line.number]


def _lines(items: tuple[Item, ...]):
    for item in items:
        match item:
            case Line():
                yield item
            case Grid():
                yield from (line for row in item.rows for cell in row for line in cell)


def test_libreoffice_shows_the_same_numbers(tmp_path: Path) -> None:
    names = [name for name, make in CASES.items() if name not in NO_JUDGE and shown_by_us(make())]
    assert len(names) >= 12
    files = []
    for name in names:
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(CASES[name]())
    theirs = shown_by_office(files)
    wrong = {}
    for name, found in zip(names, theirs, strict=True):
        ours = shown_by_us(CASES[name]())
        typed = typed_with_tabs(CASES[name]())
        labels = [line.partition("\t")[0] for line in found if line.replace("\t", " ") not in typed]
        if [line.partition("\t")[0] for line in ours] != labels:
            wrong[name] = (ours, found)
    assert wrong == {}, json.dumps(wrong, indent=1)


def listed(seed: int) -> bytes:
    """A document of thirty numbered paragraphs in lists of random forms, starts and overrides."""
    chance = random.Random(seed)
    forms = ("decimal", "lowerLetter", "lowerRoman", "upperLetter", "upperRoman")
    abstracts = {}
    for ident in (0, 1):
        levels = ""
        for at in range(4):
            above = "".join(f"%{n}." for n in range(1, at + 1)) if chance.random() < 0.6 else ""
            text = chance.choice(("%{}.", "(%{})", "%{}")).format(at + 1)
            form = "decimal" if above or not at else chance.choice(forms)
            levels += lvl(at, form, above + text, start=chance.choice((1, 1, 1, 3)))
        abstracts[ident] = levels
    nums = {1: 0, 2: 1, 3: (0, override(chance.randrange(3), chance.randrange(1, 9))), 4: 1}
    level, body = 0, [p("Start", num=1)]
    for at in range(30):
        level = max(0, min(3, level + chance.choice((-2, -1, 0, 0, 1))))
        num = chance.choice((1, 1, 1, 2, 3, 4, None))
        body.append(p(f"Paragraph {at}", num=num, level=level))
    return docx(*body, numbers=numbering(abstracts, nums))


def test_libreoffice_counts_random_lists_alike(tmp_path: Path) -> None:
    raws = [listed(seed) for seed in range(80)]
    files = [tmp_path / f"{at}.docx" for at in range(len(raws))]
    for path, raw in zip(files, raws, strict=True):
        path.write_bytes(raw)
    wrong = {
        at: [pair for pair in zip(shown_by_us(raw), theirs, strict=False) if pair[0] != pair[1]][:3]
        for at, (raw, theirs) in enumerate(zip(raws, shown_by_office(files), strict=True))
        if shown_by_us(raw) != theirs
    }
    assert wrong == {}, json.dumps(wrong, indent=1)
