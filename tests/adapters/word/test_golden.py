"""The papers as text, reviewed like code; GOVFLOW_UPDATE_GOLDEN=1 writes the files anew."""

import os

import pytest
from openxml_audit import OpenXmlValidator

from tests.adapters.word.examples import documents
from tests.adapters.word.outline import outline
from tests.support import ROOT

GOLDEN = ROOT / "tests/golden/word"
DOCUMENTS = documents()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_paper_reads_as_reviewed(name):
    shown = outline(DOCUMENTS[name])
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("GOVFLOW_UPDATE_GOLDEN") == "1":
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_validator_finds_nothing_in_any_paper(name, tmp_path):
    target = tmp_path / f"{name}.docx"
    target.write_bytes(DOCUMENTS[name])
    assert not OpenXmlValidator().validate(str(target)).errors


def test_the_same_input_gives_the_same_files():
    assert documents() == DOCUMENTS
