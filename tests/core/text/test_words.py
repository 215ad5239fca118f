"""Changes inside one provision, by words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from govflow.core.text.words import Mark, Run, runs, tokens
from tests.core.text.texts import sentences

texts = sentences | st.text(max_size=40)


@given(texts, texts)
@settings(max_examples=500, deadline=None)
def test_equal_and_deleted_words_make_the_old_text_and_equal_and_inserted_the_new(old, new):
    found = runs(old, new)
    assert "".join(run.text for run in found if run.mark is not Mark.INSERT) == old
    assert "".join(run.text for run in found if run.mark is not Mark.DELETE) == new


@given(texts, texts)
@settings(max_examples=200, deadline=None)
def test_no_word_is_ever_cut(old, new):
    ends = set()
    at = 0
    for token in tokens(old):
        at += len(token)
        ends.add(at)
    at = 0
    for run in runs(old, new):
        if run.mark is not Mark.INSERT:
            at += len(run.text)
            assert at in ends


def test_inserted_words_follow_the_words_they_follow():
    assert runs("the permission of the CEO", "the permission in writing of the CEO") == (
        Run(Mark.EQUAL, "the permission"),
        Run(Mark.INSERT, " in writing"),
        Run(Mark.EQUAL, " of the CEO"),
    )


def test_a_lonely_word_between_two_changes_is_taken_into_the_change():
    found = runs("staff who post anything", "every trustee and officer who shares something")
    assert [run.mark for run in found] == [Mark.DELETE, Mark.INSERT]


def test_a_letter_with_a_mark_above_it_is_one_word():
    assert tokens("cafe\u0301 नीति it's 3.1") == [
        "cafe\u0301",
        " ",
        "नीति",
        " ",
        "it's",
        " ",
        "3.1",
    ]
