"""Amendments a union would really make to its by-law read like good drafting."""

import re

import pytest

from govflow.core.text.blocks import split
from govflow.core.text.policy import Audience, FrontMatter, Policy
from govflow.core.text.schedule import instructions
from tests.support import require_shared

SMALL_HEADINGS = ("Share", "Stay active", "Find", "Be helpful")


@pytest.fixture(scope="module")
def by_law():
    """The Markdown of the by-law: its paragraphs as they are, its headings as headings."""
    raw = require_shared("seed/social-media-policy.txt").read_text(encoding="utf-8-sig")
    parts = [part.strip() for part in raw[raw.index("1. Introduction") :].split("\n\n")]
    return "\n\n".join(map(_heading, parts))


def _heading(part):
    if re.match(r"\d\. ", part):
        return f"## {part}"
    if len(part) < 40 and not part.endswith("."):
        return f"{'####' if part.startswith(SMALL_HEADINGS) else '###'} {part}"
    return part


def said(by_law, *edits):
    text = by_law
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    front = FrontMatter("Social Media Policy", "smp", audiences=(Audience("staff"),))
    printed = instructions(Policy(front, split(by_law)), Policy(front, split(text)))
    return "\n".join(line.text for line in printed)


def test_permission_must_be_in_writing(by_law):
    assert said(by_law, ("express permission of", "express permission in writing of")) == (
        "In section 3, paragraph 1, after 'permission' insert 'in writing'."
    )


def test_several_changes_in_one_paragraph_are_one_sentence(by_law):
    assert said(
        by_law,
        ("employees and trustees to adhere", "employees, trustees and volunteers to adhere"),
        ("amended at any time.", "amended by the Trustee Board at any time. Staff will be told."),
    ) == (
        "In section 1, paragraph 4, for 'employees and' substitute 'employees,'; after 'trustees' "
        "insert 'and volunteers'; after 'amended' insert 'by the Trustee Board'; and at the end "
        "insert 'Staff will be told.'."
    )


def test_advice_becomes_a_duty(by_law):
    assert said(
        by_law, ("You should never use a Union account", "You must not use a Union account")
    ) == ("In section 4, paragraph 4, for 'should never' substitute 'must not'.")


def test_the_repeated_sentence_goes(by_law):
    assert said(
        by_law,
        (
            "As mentioned before it is not a total defence to put “these views are my own and in no way "
            "reflect the views of my employer” but it does help. Similarly think",
            "Think",
        ),
    ) == (
        "In section 5, under 'Reputation Management', paragraph 3, for the words from 'As mentioned' "
        "to 'Similarly think' substitute 'Think'."
    )


def test_quotation_marks_are_made_alike(by_law):
    old = '"these views are my own and in no way reflect the views of my employer", but'
    assert said(by_law, (old, f"“{old[1:-6]}”, but")) == (
        "In section 5, paragraph 3, for '\"these' substitute '“these'; and for 'employer\"' "
        "substitute 'employer”'."
    )


def test_a_new_section_moves_the_number_of_the_one_after_it(by_law):
    new = "## 6. Accounts run by a program\n\nSuch an account says so.\n\n## 7. Further"
    assert said(by_law, ("## 6. Further", new)) == (
        "After section 5 insert:\n"
        "    ## 6. Accounts run by a program\n"
        "\n"
        "    Such an account says so.\n"
        "Renumber section 6 as section 7."
    )


def test_a_part_of_a_section_is_left_out(by_law):
    guidelines = by_law[by_law.index("### Guidelines") : by_law.index("## 6.")]
    assert said(by_law, (guidelines, "")) == "Omit section 5, under 'Guidelines'."


def test_one_word_is_changed_wherever_it_occurs(by_law):
    assert said(
        by_law, ("StARs (Student Academic Representatives)", "student representatives")
    ) == (
        "In section 2, paragraph 1, for 'StARs (Student Academic Representatives)' substitute "
        "'student representatives'."
    )
