"""Comparing two texts."""

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from govflow.core.text.blocks import split
from govflow.core.text.changes import Insert, Omit, Renumber, Substitute
from govflow.core.text.compare import address_map, align, apply_changes, compare, key
from govflow.core.text.policy import FrontMatter, Policy, provisions
from govflow.core.text.sequences import common
from govflow.core.text.versions import digest
from tests.core.text.texts import amended, policies


@given(policies)
@settings(max_examples=100, deadline=None)
def test_a_text_compared_with_itself_has_no_change(policy):
    assert compare(policy, policy) == ()


@given(amended())
@settings(max_examples=400, deadline=None)
def test_the_changes_applied_to_the_old_text_give_the_new(texts):
    old, new = texts
    result = apply_changes(old, compare(old, new))
    assert provisions(result) == provisions(new)
    assert digest(result) == digest(new)


@given(amended())
@settings(max_examples=100, deadline=None)
def test_every_block_of_either_text_stands_in_one_pair_in_order(texts):
    old, new = (provisions(text) for text in texts)
    pairs = align(old, new)
    assert [p.old for p in pairs if p.old] == list(old)
    assert [p.new for p in pairs if p.new] == list(new)
    assert all(key(p.old)[0] == key(p.new)[0] for p in pairs if p.old and p.new)


def policy(body):
    return Policy(FrontMatter("Social Media Policy", "smp"), split(body))


def steps(before, after):
    return [(type(c), c.address) for c in compare(policy(before), policy(after))]


def test_a_clause_is_known_by_its_number_whatever_its_words():
    before = "3.1 Ask the office.\n\n3.2 Log it."
    assert steps(before, "3.1 Telephone somebody else.\n\n3.2 Log it.") == [
        (Substitute, "clause 3.1")
    ]


def test_a_section_that_only_moves_on_by_a_number_is_renumbered():
    before = "## 5. Safety\n\nA.\n\n## 6. Help\n\nB."
    after = "## 5. Safety\n\nA.\n\n## 6. Bots\n\nSay so.\n\n## 7. Help\n\nB."
    assert steps(before, after) == [
        (Insert, "section 6"),
        (Insert, "section 6, paragraph 1"),
        (Renumber, "section 6"),
    ]


def test_a_clause_omitted_in_place_is_an_omission():
    found = compare(policy("4.6 Ask first."), policy("4.6 [Omitted by resolution 12]"))
    assert [type(change) for change in found] == [Omit]
    assert found[0].new.text == "[Omitted by resolution 12]"


def test_equal_notes_on_omitted_clauses_are_each_the_note_of_their_number():
    before = "4.6 Ask.\n\n4.7 [Omitted]"
    after = "4.6 [Omitted]\n\n4.7 [Omitted]"
    assert steps(before, after) == [(Omit, "clause 4.6")]


def test_a_paragraph_that_moves_is_taken_out_and_put_in():
    before = "One is here.\n\nTwo is there.\n\nThree is nowhere."
    after = "Two is there.\n\nThree is nowhere.\n\nOne is here."
    assert [kind for kind, _ in steps(before, after)] == [Omit, Insert]


def test_a_reworded_paragraph_between_new_ones_is_still_the_same_paragraph():
    before = "Accounts must be logged with the chief executive."
    after = "A new one.\n\nAccounts must be logged at once with the chief executive.\n\nAnother."
    assert [kind for kind, _ in steps(before, after)] == [Insert, Substitute, Insert]


def test_layout_is_no_change():
    assert (
        steps("## 1. A\n\nWe ask first.\n\n- a\n- b", "## 1. A\nWe ask\nfirst.\n\n- a\n\n- b\n")
        == []
    )


def test_the_map_tells_where_each_provision_went():
    old = policy("## 5. A\n\nOne.\n\nTwo.\n\n## 6. B\n\nThree.")
    new = policy("## 5. A\n\nTwo.\n\n## 5A. New\n\nFour.\n\n## 7. B\n\nThree.")
    assert dict(address_map(old, new)) == {
        "the title": "the title",
        "the class": "the class",
        "section 5": "section 5",
        "section 5, paragraph 1": "",
        "section 5, paragraph 2": "section 5, paragraph 1",
        "section 6": "section 7",
        "section 6, paragraph 1": "section 7, paragraph 1",
    }


@given(st.text("abcd", max_size=40), st.text("abcd", max_size=40))
@settings(max_examples=200, deadline=None)
def test_what_two_sequences_have_in_common_rises_in_both(old, new):
    found = common(old, new)
    assert all(old[i] == new[j] for i, j in found)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))


def test_things_that_occur_once_decide_where_repeated_ones_belong():
    assert common("x-a-b-y", "a-x-b-y")[-4:] == [(3, 3), (4, 4), (5, 5), (6, 6)]
    assert common("a==b", "b=a==b") == [(0, 2), (1, 3), (2, 4), (3, 5)]
    assert common("p.q.p.r", "p.r.p.q") != []
    assert common("q.p.", "x.q.p.")[0] == (0, 2)


def test_five_thousand_clauses_are_compared_in_half_a_second():
    words = (
        "Staff must ask the chief executive before they open an account in the name of the Union"
    )
    before = [f"{i // 50 + 1}.{i % 50 + 1} {words} {i}." for i in range(5_000)]
    after = [
        clause.replace("ask", "telephone") if i % 50 == 7 else clause
        for i, clause in enumerate(before)
    ]
    old, new = policy("\n\n".join(before)), policy("\n\n".join(after))
    started = time.process_time()
    assert len(compare(old, new)) == 100
    assert time.process_time() - started < 0.8  # 0.09 s when nothing else runs


def test_a_thousand_rewritten_paragraphs_are_compared_in_two_seconds():
    old = policy(
        "\n\n".join(f"Staff number {i} must ask the office about {i * 7}." for i in range(1_000))
    )
    new = policy(
        "\n\n".join(f"Trustee {i} shall see to channel {i * 11} at once." for i in range(1_000))
    )
    started = time.process_time()
    assert compare(old, new)
    assert time.process_time() - started < 2
