"""Sample Word files, each with the Markdown it must become; and what holds for every one of them."""

import os
from pathlib import Path

import pytest

from govflow.adapters.word.importing.proof import SAME, round_trip
from govflow.adapters.word.importing.read import read_by_law
from govflow.adapters.word.papers import WordPapers
from govflow.core.text.blocks import render, split
from tests.samples.word.cases import CASES
from tests.support import ROOT

EXPECTED = ROOT / "tests" / "samples" / "word" / "expected"
PAPERS = WordPapers(lambda name: (ROOT / "templates" / name).read_bytes())


def told(name: str) -> str:
    """The Markdown, then the report, as it is kept in `expected/`."""
    found = read_by_law(CASES[name](), f"{name}.docx", "expenses")
    front = found.policy.front
    facts = [f"{key}: {value}" for key, value in (
        ("title", front.title), ("class", front.instrument_class), ("organisation", front.organisation),
        ("version", front.version), ("passed_by", front.passed_by), ("passed_on", front.passed_on),
        ("review_by", front.review_by), ("owner", front.owner),
        ("history", dict(front.extra).get("history")),
    ) if value]  # fmt: skip
    report = [f"left out: {d.place}: {d.what}: {d.words}" for d in found.report.dropped]
    report += [f"doubt {d.code}: {d.place}: {d.message}" for d in found.report.doubts]
    return (
        "\n".join([*facts, "---", render(found.policy.blocks), "---", *report]).rstrip("\n") + "\n"
    )


@pytest.mark.parametrize("name", CASES)
def test_a_word_file_becomes_the_policy_text_beside_it(name: str) -> None:
    path: Path = EXPECTED / f"{name}.md"
    if os.environ.get("GOVFLOW_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(told(name), encoding="utf-8")
    assert told(name) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_built_and_read_back_a_text_is_the_same(name: str) -> None:
    policy = read_by_law(CASES[name](), f"{name}.docx", "expenses").policy
    assert split(render(policy.blocks)) == policy.blocks
    assert round_trip(policy, PAPERS.unchecked) == SAME
