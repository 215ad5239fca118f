"""Hostile and broken Markdown is refused quickly, with place, problem and remedy."""

import contextlib
import time

import pytest

from govflow.core.errors import TextError
from govflow.core.text.blocks import split
from govflow.core.text.limits import check_size

BOMBS = {
    "opening brackets": "[" * 9_000,
    "opening brackets on many lines": "[\n" * 10_000,
    "stars": "*a" * 4_500,
    "angle brackets": "<a " * 3_000,
    "backticks": "`x " * 3_000,
    "one long line": "word " * 3_000,
    "one long paragraph over many lines": "some more words here\n" * 1_000,
    "quotation levels": ">" * 500 + " deep",
    "list levels": "\n".join("  " * i + "- x" for i in range(200)),
    "a million list items": "- a\n" * 250_000,
    "a million paragraphs": "a\n\n" * 330_000,
    "rows of a table": "| a |\n|---|\n" + "| b |\n" * 100_000,
    "an open fence": "words\n\n```\n" + "code\n" * 1000,
    "a control character": "words\n\nbell \x07 here",
    "a change of reading direction": "pay \u202e001 pounds",
    "a line separator of Unicode": "one\u2028two",
}


@pytest.mark.parametrize("body", BOMBS.values(), ids=BOMBS.keys())
def test_a_markdown_bomb_is_refused_within_two_seconds(body):
    started = time.process_time()
    with pytest.raises(TextError) as refused:
        split(body, place="policy.md", first_line=10)
    assert time.process_time() - started < 2
    place, _, line = refused.value.place.partition(":")
    assert place == "policy.md"
    assert int(line) >= 10
    assert refused.value.problem.endswith(".")
    assert refused.value.remedy.endswith(".")


@pytest.mark.parametrize(
    "line",
    [
        " " * 60 + "x",
        "#" * 9_000,
        "# " + "# " * 4_000,
        "-" * 9_000 + "x",
        "|-" * 4_500,
        "- " * 4_500,
    ],
)
def test_long_lines_of_marks_are_read_in_linear_time(line):
    started = time.process_time()
    with contextlib.suppress(TextError):
        split("\n\n".join([line] * 50))
    assert time.process_time() - started < 2


def test_a_file_over_one_megabyte_is_refused():
    check_size(1_000_000, "policy.md")
    with pytest.raises(TextError, match="1,000,001 bytes"):
        check_size(1_000_001, "policy.md")


def test_five_thousand_clauses_are_split_in_a_third_of_a_second():
    body = "\n\n".join(
        f"{i // 50 + 1}.{i % 50 + 1} {'Staff must ask first. ' * 8}" for i in range(5_000)
    )
    started = time.process_time()
    assert len(split(body)) == 5_000
    assert time.process_time() - started < 0.6  # 0.15 s when nothing else runs


def test_a_block_knows_the_line_it_came_from():
    blocks = split("# Title\n\nOne\nmore.\n\n- a\n- b\n", first_line=8)
    assert [block.line for block in blocks] == [8, 10, 13, 14]
