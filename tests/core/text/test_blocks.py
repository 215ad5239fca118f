"""Splitting Markdown into blocks and writing it back."""

import pytest
from hypothesis import given, settings

from govflow.core.errors import TextError
from govflow.core.text.blocks import read_as, render, source, split
from govflow.core.text.policy import FrontMatter, Policy, normalise
from govflow.core.text.versions import digest
from tests.core.text.texts import block_lists, bodies, readable

MARKERS = set("#=-*_\\")  # headings, rules and line breaks may be spelt with other marks


def bare(text):
    """The characters of a text without spaces and without the marks a marker may be spelt with."""
    return "".join(c for c in normalise(text) if not c.isspace() and c not in MARKERS)


@given(block_lists)
@settings(max_examples=400, deadline=None)
def test_a_text_written_back_reads_as_the_same_blocks(blocks):
    assert split(render(blocks)) == blocks


@given(bodies)
@settings(max_examples=400, deadline=None)
def test_no_word_is_lost_or_moved_by_splitting(body):
    blocks = readable(body)
    if blocks is not None:
        assert bare(render(blocks)) == bare(body)


@given(block_lists)
@settings(max_examples=200, deadline=None)
def test_one_block_is_read_back_from_its_source_when_its_kind_is_known(blocks):
    for block in blocks:
        again = read_as(block.kind, source(block))
        assert (again.text, again.label, again.depth) == (block.text, block.label, block.depth)


def pieces(body):
    return [(str(block.kind), block.label, block.text) for block in split(body)]


def test_sections_clauses_and_sub_headings_are_told_apart():
    assert pieces(
        "# Policy\n## 3. Accounts\n3.1 No channel.\n(a) one;\n(b) two.\n### Respect\nBe kind."
    ) == [
        ("heading", "", "Policy"),
        ("heading", "3.", "Accounts"),
        ("clause", "3.1", "No channel."),
        ("clause", "(a)", "one;"),
        ("clause", "(b)", "two."),
        ("heading", "", "Respect"),
        ("paragraph", "", "Be kind."),
    ]


def test_a_bullet_under_a_line_of_text_opens_a_list_but_a_wrapped_year_does_not():
    assert pieces(
        "You need:\n- a phone\n- a plan\n\nIt was passed in\n2018. Since then it stands."
    ) == [
        ("paragraph", "", "You need:"),
        ("item", "-", "a phone"),
        ("item", "-", "a plan"),
        ("paragraph", "", "It was passed in 2018. Since then it stands."),
    ]


def test_a_reference_wrapped_to_a_new_line_is_no_clause():
    assert pieces(
        "3.1 Accounts are logged as set out in clause\n3.2 of this policy and in\n(a) above."
    ) == [
        (
            "clause",
            "3.1",
            "Accounts are logged as set out in clause 3.2 of this policy and in (a) above.",
        )
    ]


def test_sub_clauses_on_lines_of_their_own_need_no_blank_line():
    assert [piece[1] for piece in pieces("3.1 The Union has to\n(a) ask\n(b) log\n(c) report")] == [
        "3.1",
        "(a)",
        "(b)",
        "(c)",
    ]


def test_a_line_break_meant_to_stay_stays():
    assert pieces("1 High Street  \nChester\\\nCH1 1AA") == [
        ("paragraph", "", "1 High Street  \nChester  \nCH1 1AA")
    ]


def test_a_table_and_a_fenced_block_stay_whole():
    assert pieces("Text:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n# no\n\n- list\n```") == [
        ("paragraph", "", "Text:"),
        ("row", "", "| a | b |"),
        ("row", "", "|---|---|"),
        ("row", "", "| 1 | 2 |"),
        ("code", "", "```\n# no\n\n- list\n```"),
    ]


@pytest.mark.parametrize(
    "layout",
    [
        "## 1. Aims\r\n\r\nWe ask\r\nfirst.\r\n\r\n- a\r\n- b\r\n",
        "\ufeff\n\n## 1. Aims\nWe ask first.\n- a\n\n- b\n\n\n",
        "## 1. Aims ##\nWe  ask \nfirst.\n\n\n- a\n- b",
    ],
)
def test_the_layout_of_the_file_is_no_part_of_the_text(layout):
    front = FrontMatter("Social Media Policy", "smp")
    first = Policy(front, split("## 1. Aims\n\nWe ask first.\n\n- a\n- b\n"))
    assert digest(Policy(front, split(layout))) == digest(first)


def test_a_fence_that_is_never_closed_is_refused_where_it_opens():
    with pytest.raises(TextError, match="never closed") as refused:
        split("Words.\n\n~~~\ncode", place="policy.md", first_line=5)
    assert refused.value.place == "policy.md:7"
    assert refused.value.remedy == "add a line with '~~~' where the block ends."
