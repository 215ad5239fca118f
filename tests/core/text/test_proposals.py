"""Edits of returned copies: laws that hold for any two texts, and numbers that are names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govflow.core.text.blocks import render, split
from govflow.core.text.merging import merge
from govflow.core.text.policy import Block, Kind
from govflow.core.text.proposals import ReturnedBlock, ReturnedCopy, edits_of, numbered
from govflow.core.text.responses import DONE, Response, joined, response_table, responses_in
from govflow.core.text.words import together

LINE = st.text(alphabet="abc de.", min_size=1, max_size=20).map(lambda s: f"x{s.strip()} y")
TEXT = st.lists(LINE, min_size=1, max_size=8, unique=True)


def copy_of(
    blocks: tuple[Block, ...], reference: tuple[Block, ...], name: str = "a.docx"
) -> ReturnedCopy:
    edits, looks = edits_of(reference, [ReturnedBlock(block) for block in blocks])
    return ReturnedCopy(name, edits, looks=looks)


def clauses(lines: list[str]) -> tuple[Block, ...]:
    return split("\n\n".join(f"1.{at} {line}" for at, line in enumerate(lines, 1)))


def paragraphs(lines: list[str]) -> tuple[Block, ...]:
    return split("\n\n".join(lines))


@given(TEXT)
def test_a_text_returned_as_it_was_proposes_nothing(lines: list[str]) -> None:
    blocks = clauses(lines)
    assert copy_of(blocks, blocks).edits == ()
    assert merge(blocks, [copy_of(blocks, blocks)]).blocks == blocks


@given(TEXT, TEXT)
def test_the_edits_of_one_copy_give_its_text(old: list[str], new: list[str]) -> None:
    before, after = paragraphs(old), paragraphs(new)
    found = merge(before, [copy_of(after, before)])
    assert [block.text for block in found.blocks] == [block.text for block in after]
    assert not found.conflicts


@given(TEXT, TEXT)
def test_the_same_copy_twice_counts_once(old: list[str], new: list[str]) -> None:
    before, after = paragraphs(old), paragraphs(new)
    one, other = copy_of(after, before), copy_of(after, before, "b.docx")
    found = merge(before, [one, other])
    assert render(found.blocks) == render(merge(before, [one]).blocks)
    assert not found.conflicts


@pytest.mark.parametrize(
    ("above", "below", "shown", "wanted"),
    [
        ("3.1", "3.2", "3.2", "3.1A"),
        ("3.1A", "3.2", "3.2", "3.1B"),
        ("3.2", None, "3.3", "3.3"),
        ("(a)", "(b)", "(b)", "(aa)"),
        ("(b)", None, "(c)", "(c)"),
        ("4.", "5.", "5.", "4A."),
        ("4.", None, "5.", "5."),
        ("3.9", "(a)", "3.10", "3.10"),
    ],
)
def test_a_new_clause_gets_a_number_that_moves_no_other(
    above: str, below: str | None, shown: str, wanted: str
) -> None:
    kind = Kind.HEADING if above.endswith(".") else Kind.CLAUSE
    blocks = [Block(kind, "words", label) if label else None for label in (above, below)]
    assert numbered(Block(kind, "New words.", shown), *blocks).label == wanted


def test_a_bar_in_proposed_words_stays_in_its_cell() -> None:
    before, after = paragraphs(["one two three"]), paragraphs(["one | two three"])
    table = response_table(merge(before, [copy_of(after, before)]).responses)
    assert "one \\| two three" in table


WORDS = st.lists(st.sampled_from(["red", "blue", "may", "not", "use", "it", "here"]), max_size=8)


@given(WORDS, WORDS, WORDS)
def test_words_changed_apart_hold_both_changes(
    first: list[str], middle: list[str], last: list[str]
) -> None:
    def sentence(start: str, end: str) -> str:
        return " ".join([start, *first, "kept", *middle, "stays", *last, end])

    base, one, other = sentence("old", "tail"), sentence("new", "tail"), sentence("old", "end")
    assert together(base, one, other) == sentence("new", "end")
    assert together(base, other, one) == sentence("new", "end")


@given(WORDS, WORDS)
def test_a_text_changed_by_one_alone_is_that_one(old: list[str], new: list[str]) -> None:
    base, one = " ".join(old), " ".join(new)
    assert together(base, one, base) == one
    assert together(base, one, one) == one


@pytest.mark.parametrize(
    ("base", "one", "other"),
    [
        ("ask in writing", "ask by mail", "ask by post"),
        ("staff may post", "staff must post", "staff may not post"),
        ("red blue", "green blue", "red yellow"),
    ],
)
def test_changes_that_meet_are_not_made_together(base: str, one: str, other: str) -> None:
    assert together(base, one, other) is None


CELL = st.text(alphabet="ab |`\\-.", min_size=1, max_size=12).map(lambda s: f"x{s}y")


@given(st.lists(st.builds(Response, CELL, CELL, CELL, CELL), max_size=4))
def test_a_response_table_is_read_back_as_it_was_written(responses: list[Response]) -> None:
    table = response_table(responses)
    assert response_table(tuple(responses_in(table))) == table


def test_what_became_of_an_edit_outlasts_a_second_reading() -> None:
    first = Response("clause 3.1", "Anne", "every term", "taken over")
    again = Response("clause 3.1", "Anne", "every  term", DONE)
    other = Response("clause 3.2", "Bob", "every day", "taken over")
    assert joined([first], [again, other]) == (first, other)
