"""Spans: every visible character, in order, in the look it was written with; nothing active."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govflow.adapters.markdown import inline as module
from govflow.adapters.markdown.inline import Span, anchor, inline, visible


def test_plain_text_is_one_span_and_never_goes_through_the_reader(monkeypatch):
    monkeypatch.setattr(module, "_reader", lambda: pytest.fail("the reader was asked"))
    inline.cache_clear()
    assert inline("All accounts must be logged (see 3.1).") == (
        Span("All accounts must be logged (see 3.1)."),
    )
    assert inline("") == ()


def test_emphasis_and_code_are_marked_and_nest():
    assert inline("**No *single* one** `a<b`") == (
        Span("No ", bold=True),
        Span("single", bold=True, italic=True),
        Span(" one", bold=True),
        Span(" "),
        Span("a<b", code=True),
    )


def test_a_hard_break_is_a_span_of_its_own():
    assert inline("High Street  \nChester") == (
        Span("High Street"),
        Span("\n", line_break=True),
        Span("Chester"),
    )


def test_a_footnote_mark_names_its_note():
    assert inline("as amended[^3].") == (Span("as amended"), Span("3", note="3"), Span("."))


@pytest.mark.parametrize(
    "target",
    ["https://example.org/a_b", "http://example.org", "mailto:a@example.org", "#section-3"],
)
def test_a_safe_link_keeps_its_target(target: str):
    assert inline(f"see [the page]({target})")[1] == Span("the page", link=target)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "//evil.example",
        "../other.md",
        "java&#10;script:x",
        "ftp://example.org",
    ],
)
def test_any_other_target_stays_text(target: str):
    source = f"see [the page]({target}) now"
    assert inline(source) == (Span(source),)


def test_an_address_in_angle_brackets_is_a_link():
    assert inline("<ceo@example.org>") == (Span("ceo@example.org", link="mailto:ceo@example.org"),)
    assert inline("<https://example.org>") == (
        Span("https://example.org", link="https://example.org"),
    )


def test_html_and_entities_are_text_as_written():
    source = "a <b onclick='x'>bold</b> &copy; &#106; <!-- hidden --> end"
    assert visible(source) == source


def test_a_picture_is_shown_as_a_link_and_never_fetched():
    assert inline("![crest](https://example.org/c.png)") == (
        Span("crest", link="https://example.org/c.png"),
    )


def test_a_number_at_the_start_stays_a_number():
    assert visible("1. *not* a list") == "1. not a list"
    assert visible("# *not* a heading") == "# not a heading"


def test_a_final_anchor_is_read_and_not_shown():
    assert anchor("Accounts {#accounts}") == "accounts"
    assert visible("Accounts {#accounts}") == "Accounts"
    assert visible("Accounts {: hidden words }") == "Accounts {: hidden words }"


def test_names_with_underscores_and_lone_stars_keep_them():
    assert visible("people_of_note * and a*") == "people_of_note * and a*"


def is_within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(sign in rest for sign in short)


PIECES = (
    "word| |*|**|_|`|[|]|(|)|<|>|\\|!|  \n|&amp;|é|{#x}|[^1]|http://e.org|[a](http://e.org)|1.|#"
)
MARKED = st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map("".join)


def test_a_footnote_mark_where_a_target_should_stand_stays_a_mark():
    assert "".join(s.text for s in inline("[]([^1])")) == "[](1)"
    assert "".join(s.text for s in inline("[a](`b` c)")) == "[a](b c)"


@pytest.mark.parametrize(
    "tangled", ["*word**word*word", "*a**bcd*efg", "__a_b__c_d_e", "*a**b*  \n"]
)
def test_tangled_marks_lose_no_letter(tangled: str):
    shown = "".join(s.text for s in inline(tangled))
    letters = [sign for sign in tangled if sign.isalnum()]
    assert [sign for sign in shown if sign.isalnum()] == letters


@settings(max_examples=300, deadline=None)
@given(text=MARKED)
def test_spans_carry_the_words_of_the_source_in_order(text: str):
    shown = "".join(s.text for s in inline(text))
    assert is_within(shown.replace("\n", "").replace(" ", ""), text)
    words = re.sub(r"\{#x\}\s*$", "", text).count("word")
    in_targets = len(re.findall(r"\]\([^)]*word", text))
    assert words - in_targets <= shown.count("word") <= words


@pytest.mark.parametrize(
    "sign", ["[", "![a", "*a ", "**a _b ", "`a", "<a@b", "\\", "((", "[a](", "_a*b"]
)
def test_a_flood_of_marks_is_read_or_shown_within_two_seconds(sign: str):
    for times in (90, 190, 10_000):
        started = time.process_time()
        assert inline(sign * times)
        assert time.process_time() - started < 2
