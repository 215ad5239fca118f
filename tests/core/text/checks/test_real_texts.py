"""The linter on the real by-law, on hostile text and on a very long one."""

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govflow.adapters.markdown.front_matter import read_policy
from govflow.core.text.blocks import split
from govflow.core.text.checks import check
from govflow.core.text.policy import FrontMatter, Policy

FILE = Path(__file__).parents[4] / "policy/social-media/versions/1.0.md"
TODAY = date(2026, 11, 24)

# what a careful reader of the by-law of 2018 points out: the kind, and where it is seen
EXPECTED = [
    ("GOV101", "section 5, under 'Reputation Management', paragraph 3"),
    ("GOV102", "section 4, paragraph 3"),
    ("GOV103", "section 5, under 'Reputation Management', paragraph 3"),
    ("GOV104", "section 5, under 'Respect'"),
    ("GOV111", "section 5, under 'Reputation Management', paragraph 3"),
    ("GOV111", "section 5, under 'Guidelines', under 'Find the right audience', paragraph 1"),
    ("GOV113", "section 1, paragraph 4"),
    ("GOV114", "section 5, under 'Respect', paragraph 1"),
    ("GOV202", "section 1, paragraph 4"),
    ("GOV202", "section 6, paragraph 1"),
    ("GOV203", "section 4, paragraph 1"),
    ("GOV301", None),
    ("GOV302", "section 4, paragraph 1"),
    ("GOV303", "section 4, paragraph 1"),
    ("GOV304", "section 4, paragraph 4"),
    ("GOV305", "section 6, paragraph 1"),
    ("GOV306", "section 3, paragraph 1"),
    ("GOV404", None),
    ("GOV405", None),
    ("GOV406", "section 1, paragraph 3"),
    ("GOV408", "section 1, paragraph 4"),
    ("GOV409", None),
    ("GOV410", "section 3, paragraph 1"),
    ("GOV411", "section 3, paragraph 1"),
    ("GOV413", "section 3, paragraph 1"),
    ("GOV414", "section 3, paragraph 1"),
    ("GOV415", "section 4, paragraph 4"),
    ("GOV416", None),
    ("GOV417", None),
    ("GOV418", None),
    ("GOV419", None),
    ("GOV420", None),
    ("GOV501", "section 3, paragraph 1"),
    ("GOV502", "section 3, paragraph 2"),
    ("GOV503", "section 1, paragraph 3"),
    ("GOV504", "section 5, under 'Reputation Management', paragraph 1"),
    ("GOV505", "section 5, under 'Guidelines', under 'Stay active', paragraph 1"),
    ("GOV506", "section 3, paragraph 2"),
    ("GOV601", "section 5, under 'Reputation Management', paragraph 1"),
    ("GOV602", "section 4, paragraph 5"),
    ("GOV603", "section 2, paragraph 1"),
    ("GOV604", "section 4, paragraph 6"),
    ("GOV609", "section 4, paragraph 2"),
]


def by_law() -> Policy:
    return read_policy(FILE.read_bytes(), "policy.md")


def test_the_by_law_of_2018_is_read_as_a_careful_reviewer_reads_it():
    found = {(f.code, f.clause) for f in check(by_law(), today=TODAY)}
    assert [wanted for wanted in EXPECTED if wanted not in found] == []


def test_counts_in_messages_are_exact():
    said = {(f.code, f.line): f.message for f in check(by_law(), today=TODAY)}
    body = FILE.read_text(encoding="utf-8").split("---\n", 2)[2].lower().split()
    shoulds = sum(word.strip(".,;") == "should" for word in body)
    message = next(m for (code, _), m in said.items() if code == "GOV502")
    assert f"of {shoulds} uses" in message


def test_without_declarations_the_linter_says_so_and_still_reads_the_text():
    policy = by_law()
    bare = replace(policy, front=FrontMatter(title=policy.title, code="x", instrument_class=""))
    codes = {f.code for f in check(bare, today=TODAY)}
    assert {"GOV401", "GOV402", "GOV406", "GOV422", "GOV423", "GOV424"} <= codes
    assert {"GOV101", "GOV103", "GOV111", "GOV201", "GOV202", "GOV503", "GOV602"} <= codes


def clauses(count: int) -> Policy:
    lines = [
        f"{n // 10 + 1}.{n % 10 + 1} Staff must tell the Secretary about case {n} and matter {n * 7} "
        f"within {n} days, or ask trustee {n * 3} what to do."
        for n in range(count)
    ]
    return Policy(FrontMatter(title="Long", code="long"), split("\n\n".join(lines)))


def test_the_time_grows_with_the_length_of_the_text_and_no_faster():
    times = []
    for count in (400, 1600):
        policy = clauses(count)
        started = time.process_time()
        check(policy, today=TODAY)
        times.append(time.process_time() - started)
    assert times[1] < 8 * times[0]
    assert times[1] < 5


def repeated(count: int) -> Policy:
    sentence = "Staff must tell the Secretary about each case within ten days of hearing of it."
    body = "\n\n".join(f"{n // 10 + 1}.{n % 10 + 1} {sentence}" for n in range(count))
    return Policy(FrontMatter(title="Long", code="long"), split(body))


def test_one_sentence_repeated_costs_no_more_the_oftener_it_stands():
    times = []
    for count in (600, 2400):
        policy = repeated(count)
        started = time.process_time()
        found = check(policy, today=TODAY)
        times.append(time.process_time() - started)
        assert sum(f.code == "GOV101" for f in found) == count - 1
    assert times[1] < 8 * times[0]


@pytest.mark.parametrize(
    "line",
    [
        "you " * 2400,
        "Aa " * 3200,
        "a" * 9900,
        "a-" * 4900,
        "The Aa Bb Officer and " * 400,
        "section 1, 2, 3 and " * 450,
        "staff officers " * 600,
        "(A" * 90,
        "changes to this policy " * 400,
        "and or " * 1400,
        "by the Board of the " * 480,
        "'a " * 3000,
    ],
    ids=lambda line: line[:12],
)
def test_a_hostile_line_is_judged_within_two_seconds(line: str):
    policy = replace(clauses(3), blocks=split(f"## 1. Rules\n\n{line}must\n\n1.1 {line}.\n"))
    started = time.process_time()
    check(policy, today=TODAY)
    assert time.process_time() - started < 2


WORDS = (
    "## 1. Scope\n\n~1.1 ~### ~\n\n~Staff ~must ~you ~CEO ~(CEO) ~the Board ~section 9 ~“q” ~'a' ~. ~: "
    "~as follows:\n\n- ~| a | b |\n| - | - |\n~e.g. "
)
PIECES = st.sampled_from(WORDS.split("~"))


@settings(max_examples=150, deadline=None)
@given(body=st.lists(PIECES, max_size=40).map("".join))
def test_every_text_is_judged_and_every_finding_has_its_place(body: str):
    policy = Policy(FrontMatter(title="T", code="t"), split(body))
    for found in check(policy, today=TODAY):
        assert found.message
        assert found.remedy
        assert found.line >= 1
