"""Words with looks become Markdown that reads back as the same words in the same looks."""

from hypothesis import given
from hypothesis import strategies as st

from govflow.adapters.markdown.inline import inline, visible
from govflow.adapters.word.importing.lines import Words, merged
from govflow.adapters.word.importing.markdown import safe_start, written
from govflow.core.text.blocks import split
from govflow.core.text.policy import Kind

SIGNS = st.text(alphabet="ab 1.)(*_`[]<>\\{}#|&-+~!:@/\n", max_size=12)
WORDS = st.builds(
    Words, SIGNS, st.booleans(), st.booleans(), st.sampled_from(["", "https://example.org/"])
)


def bare(text: str) -> str:
    return " ".join(text.split())


@given(st.lists(WORDS, max_size=6))
def test_no_word_and_no_sign_is_lost(words: list[Words]) -> None:
    text, _ = written(merged(words))
    assert bare(visible(text)) == bare("".join(w.text for w in words))


@given(st.lists(WORDS, max_size=5))
def test_looks_are_kept_where_it_says_so(words: list[Words]) -> None:
    text, kept = written(merged(words))
    if kept:
        shown = {c for s in inline(text) if s.bold for c in s.text if not c.isspace()}
        wanted = {c for w in words if w.bold for c in w.text if not c.isspace()}
        assert shown == wanted


@given(SIGNS)
def test_a_paragraph_never_becomes_something_else(text: str) -> None:
    body, _ = written((Words(text),))
    safe = safe_start(body)
    if safe:
        (block,) = split(safe)
        assert block.kind is Kind.PARAGRAPH
        assert bare(visible(block.text)) == bare(text)
