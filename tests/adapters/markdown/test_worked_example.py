"""The worked example is the by-law as it was passed, word for word."""

import re

from govflow.adapters.markdown.front_matter import read_policy
from govflow.core.text.blocks import render
from govflow.core.text.policy import Kind
from tests.support import ROOT, require_shared

POLICY = ROOT / "policy" / "social-media" / "policy.md"


def words(text: str) -> list[str]:
    return re.findall(r"\S+", re.sub(r"(?m)^#+ ", "", text))


def test_every_word_of_the_passed_by_law_stands_there_in_order() -> None:
    seed = require_shared("seed/social-media-policy.txt").read_text(encoding="utf-8")
    cover, _, body = seed.partition("18/06/2018")
    policy = read_policy(POLICY.read_bytes(), "policy.md")
    assert words(render(policy.blocks)) == words(body)
    front = policy.front
    assert front.passed_on is not None
    said = f"{front.title} BY LAW of {front.organisation.upper()} Passed at {front.passed_by} on"
    assert words(cover) == words(said)
    assert f"{front.passed_on:%d/%m/%Y}" == "18/06/2018"


def test_its_headings_are_headings_and_its_paragraphs_have_no_numbers() -> None:
    policy = read_policy(POLICY.read_bytes(), "policy.md")
    headings = [block for block in policy.blocks if block.kind is Kind.HEADING]
    assert [block.number for block in headings if block.depth == 2] == [
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
    ]
    assert [block.text for block in headings if block.depth == 3] == [
        "Respect",
        "Reputation Management",
        "Guidelines",
    ]
    assert {block.kind for block in policy.blocks} == {Kind.HEADING, Kind.PARAGRAPH}


def test_staff_and_trustees_are_bound_equally_and_volunteers_informed() -> None:
    policy = read_policy(POLICY.read_bytes(), "policy.md")
    relations = {audience.name: audience.relation for audience in policy.front.audiences}
    assert relations == {"staff": "bound", "trustees": "bound", "volunteers": "informed"}
