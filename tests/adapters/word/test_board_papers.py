"""The Board's papers: what a trustee compares by eye, and words that would break a lesser writer."""

from dataclasses import replace

import pytest

from govflow.core.text.policy import short_code
from tests.adapters.word.examples import COVER, DIGEST, GUIDANCE, SCHEDULE, documents
from tests.adapters.word.papers import in_force, papers, parts, proposed, text_of

NOTED = "Ask first[^1] or [^none]."


def test_a_schedule_that_quotes_a_footnote_mark_shows_it_as_typed():
    entry = replace(SCHEDULE.entries[0], now=NOTED, proposed=f"{NOTED} Always.", reason=NOTED)
    words = text_of(papers().schedule(replace(SCHEDULE, entries=(entry,))))
    assert words.count(NOTED) == 3


def test_a_cover_sheet_shows_a_footnote_mark_as_typed():
    sheet = replace(COVER, resolution=NOTED, summary=(NOTED,), fields=(("Risk", NOTED),))
    assert text_of(papers().cover_sheet(sheet)).count(NOTED) == 3


def test_guidance_shows_a_footnote_mark_as_typed():
    passage = replace(GUIDANCE.passages[0], text=NOTED)
    assert NOTED in text_of(papers().guidance(replace(GUIDANCE, passages=(passage,))))


@pytest.mark.parametrize("name", documents())
def test_every_footer_carries_the_text_code(name):
    raw = documents()[name]
    code = short_code(DIGEST)
    if name not in ("cover-sheet", "schedule", "guidance"):
        code = text_of(raw).rsplit("Text code ", 1)[1][-10:].strip(" .\n")
    footers = [part for part in parts(raw) if part.startswith("word/footer")]
    assert footers
    for part in footers:
        assert code in text_of(raw, part)


def test_the_code_of_a_draft_is_that_of_its_own_text():
    one, other = proposed("# T\n\nAsk.\n"), proposed("# T\n\nWait.\n")
    for paper in (one, other, in_force("# T\n\nAsk.\n")):
        assert short_code(paper.digest) in text_of(papers().by_law(paper), "word/footer1.xml")
    assert short_code(one.digest) != short_code(other.digest)


def test_a_welsh_guidance_has_welsh_labels():
    words = text_of(papers().guidance(replace(GUIDANCE, language="cy")))
    assert "Canllawiau yw'r rhain, nid is-ddeddf." in words
    assert "Yn seiliedig ar" in words
    assert "Rests on" not in words
