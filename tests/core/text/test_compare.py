"""Comparing two texts."""

from hypothesis import given, settings

from govflow.core.text.compare import align, apply_changes, compare, key
from govflow.core.text.policy import provisions
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
