"""Names for provisions."""

import pytest
from hypothesis import given, settings

from govflow.core.errors import TextError
from govflow.core.text.addresses import (
    addresses,
    check_numbers,
    is_numbered,
    outline,
    parent,
    section_number,
)
from govflow.core.text.blocks import split
from govflow.core.text.policy import Kind, provisions
from tests.core.text.texts import policies

BODY = """# Social Media Policy

Opening words.

## 3. Accounts

3.1 The Union must
(a) ask
(b) log:
(i) the name
(ii) the owner
(c) report

3.1A An inserted clause.

Words without a number.

- first
- second
    - nested
- third

### Respect

One.

Two:

(a) sub

| a | b |
|---|---|
| 1 | 2 |

### "Stay" active's

Three[^1].

[^1]: A note.

## Schedule 1

### 1. Rules

1.1 First rule.
"""


def named(body):
    return list(addresses(split(body)))


def test_every_kind_of_provision_has_a_name_a_trustee_can_say():
    assert named(BODY) == [
        "the heading",
        "the opening, paragraph 1",
        "section 3",
        "clause 3.1",
        "clause 3.1(a)",
        "clause 3.1(b)",
        "clause 3.1(b)(i)",
        "clause 3.1(b)(ii)",
        "clause 3.1(c)",
        "clause 3.1A",
        "section 3, paragraph 1",
        "section 3, paragraph 1, item 1",
        "section 3, paragraph 1, item 2",
        "section 3, paragraph 1, item 2.1",
        "section 3, paragraph 1, item 3",
        "section 3, under 'Respect'",
        "section 3, under 'Respect', paragraph 1",
        "section 3, under 'Respect', paragraph 2",
        "section 3, under 'Respect', paragraph 2(a)",
        "section 3, under 'Respect', table 1, row 1",
        "section 3, under 'Respect', table 1, line under the header",
        "section 3, under 'Respect', table 1, row 2",
        'section 3, under “"Stay" active\'s”',
        'section 3, under “"Stay" active\'s”, paragraph 1',
        "footnote 1",
        "schedule 1",
        "schedule 1, section 1",
        "schedule 1, clause 1.1",
    ]


@given(policies)
@settings(max_examples=200, deadline=None)
def test_two_provisions_never_share_a_name(policy):
    names = addresses(provisions(policy))
    assert len(set(names)) == len(names)
    assert all(name and "\n" not in name for name in names)


@given(policies)
@settings(max_examples=100, deadline=None)
def test_what_a_provision_belongs_to_stands_above_it(policy):
    places = outline(provisions(policy))
    assert all(-1 <= place.parent < at for at, place in enumerate(places))


def test_a_repeated_heading_gets_a_name_of_its_own():
    assert named("## Aims\n\nA.\n\n## Aims\n\nB.") == [
        "the section 'Aims'",
        "the section 'Aims', paragraph 1",
        "the section 'Aims' (the second so called)",
        "the section 'Aims' (the second so called), paragraph 1",
    ]


def test_the_facts_of_the_front_matter_have_names(policy_with_facts):
    names = addresses([b for b in provisions(policy_with_facts) if b.kind is Kind.FACT])
    assert names == (
        "the title",
        "the class",
        "the organisation",
        "the audience 'staff'",
        "the role 'CEO'",
        "the glossary entry 'CSU'",
    )


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("(g) (h) (i) (j)", "3.1(g) 3.1(h) 3.1(i) 3.1(j)"),
        ("(a) (i) (ii) (b)", "3.1(a) 3.1(a)(i) 3.1(a)(ii) 3.1(b)"),
        ("(h) (i) (ii) (i)", "3.1(h) 3.1(h)(i) 3.1(h)(ii) 3.1(i)"),
        ("(u) (v) (w)", "3.1(u) 3.1(v) 3.1(w)"),
        ("(a) (aa) (b) (ba)", "3.1(a) 3.1(aa) 3.1(b) 3.1(ba)"),
        ("(a) (i) (A) (B) (ii)", "3.1(a) 3.1(a)(i) 3.1(a)(i)(A) 3.1(a)(i)(B) 3.1(a)(ii)"),
        ("(1) (a) (2) (a)", "3.1(1) 3.1(1)(a) 3.1(2) 3.1(2)(a)"),
        ("(iv) (v) (vi)", "3.1(iv) 3.1(v) 3.1(vi)"),
    ],
)
def test_roman_numbers_and_letters_are_told_apart_by_their_sequence(labels, expected):
    body = "3.1 Start:\n\n" + "\n\n".join(f"{label} words;" for label in labels.split())
    assert named(body)[1:] == [f"clause {name}" for name in expected.split()]


def test_a_clause_keeps_its_name_when_another_is_inserted_before_it():
    before = named("## 3. A\n\n3.1 One.\n\n3.2 Two.\n\n(a) sub;")
    after = named("## 3. A\n\n3.1 One.\n\n3.1A New.\n\n3.2 Two.\n\n(a) sub;")
    assert [name for name in after if name != "clause 3.1A"] == before


@pytest.mark.parametrize(
    ("body", "line", "number"),
    [
        ("## 3. A\n\n3.1 One.\n\n3.1 Two.", "line 5", "clause 3.1"),
        ("## 3. A\n\n## 3. B", "line 3", "section 3"),
        ("3.1 One:\n\n(a) x;\n\n(a) y;", "line 5", "clause 3.1(a)"),
        ("[^1]: One.\n\nX.\n\n[^1]: Two.", "line 5", "footnote 1"),
    ],
)
def test_a_number_used_twice_is_refused_with_both_lines(body, line, number):
    with pytest.raises(TextError) as refused:
        check_numbers(split(body))
    assert refused.value.place == line
    assert refused.value.problem.startswith(f"{number} is used twice: it already stands on line ")
    assert refused.value.remedy


def test_sub_labels_may_repeat_under_another_clause_and_numbers_in_a_schedule():
    check_numbers(split("3.1 A:\n\n(a) x;\n\n3.2 B:\n\n(a) y;\n\nText:\n\n(a) z;"))
    check_numbers(split("## 1. A\n\n1.1 x.\n\n## Schedule 1\n\n### 1. B\n\n1.1 y."))


@pytest.mark.parametrize(
    ("address", "above", "section"),
    [
        ("clause 3.1(a)(i)", "clause 3.1(a)", "3"),
        ("clause 3.1", "section 3", "3"),
        ("section 3, paragraph 2", "section 3", "3"),
        ("section 3, paragraph 2, item 1.2", "section 3, paragraph 2, item 1", "3"),
        ("section 5, under 'A, under b'", "section 5", "5"),
        (
            "section 5, under 'A', table 1, line under the header",
            "section 5, under 'A', table 1",
            "5",
        ),
        ("schedule 1, section 2", "schedule 1", ""),
        ("section 3", "", "3"),
        ("the heading", "", ""),
        ("the glossary entry 'CSU'", "", ""),
    ],
)
def test_an_address_tells_what_it_stands_in(address, above, section):
    assert parent(address) == above
    assert section_number(address) == section


def test_only_written_numbers_hold_for_every_version():
    assert is_numbered("clause 4.6A(b)")
    assert not is_numbered("section 3, paragraph 2")
