"""Splitting Markdown into blocks and writing it back."""

from hypothesis import given, settings

from govflow.core.text.blocks import read_as, render, source, split
from govflow.core.text.policy import normalise
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
