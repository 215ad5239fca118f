"""The schedule of changes in words, and the proof that it is complete."""

from hypothesis import HealthCheck, given, settings

from govflow.core.text.policy import provisions
from govflow.core.text.schedule import apply_instructions, instructions
from govflow.core.text.versions import digest
from tests.core.text.texts import amended


@given(amended())
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_printed_words_alone_turn_the_old_text_into_the_new(texts):
    old, new = texts
    printed = "\n".join(line.text for line in instructions(old, new)).split("\n")
    result = apply_instructions(old, printed)
    assert provisions(result) == provisions(new)
    assert digest(result) == digest(new)
