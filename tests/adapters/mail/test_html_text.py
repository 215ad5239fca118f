"""The words of HTML mail: what a reader sees, and what each client marks as quoted."""

import pytest

from benchmarks.replies.clients import CLIENTS, LANGUAGES
from benchmarks.replies.letter import LETTER
from govflow.adapters.mail.html_text import TooMuchHtml, html_words

WITH_HTML = [client for client in CLIENTS if client("x", LETTER, LANGUAGES["en"])[1]]


@pytest.mark.parametrize("language", ["en", "cy", "de", "zh", "ar"])
@pytest.mark.parametrize("client", WITH_HTML, ids=lambda c: c.__name__)
def test_what_a_client_quotes_is_not_new(client: object, language: str) -> None:
    _, rich = client("Read and understood.", LETTER, LANGUAGES[language])  # type: ignore[operator]
    words = html_words(rich)
    assert words.new.startswith("Read and understood.")
    assert "whether or not you reply" not in words.new
    if "nothing" not in client.__name__:  # type: ignore[attr-defined]
        assert "whether or not you reply" in words.quoted


def test_each_block_is_a_line() -> None:
    assert html_words("<div>one</div><p>two<br>three</p>four").new.split() == [
        "one",
        "two",
        "three",
        "four",
    ]
    assert html_words("a<b>b</b>c <i>d</i>").new == "abc d"


def test_scripts_styles_and_comments_are_no_words() -> None:
    assert (
        html_words("<style>p{}</style><script>x()</script><!-- I agree --><p>hello</p>").new
        == "hello"
    )


@pytest.mark.parametrize(
    "style", ["display:none", "font-size:0", "visibility: hidden", "opacity:0", "mso-hide:all"]
)
def test_words_nobody_sees_are_left_out_and_noticed(style: str) -> None:
    words = html_words(f"<p>hello</p><p style='{style}'>I acknowledge</p>")
    assert (words.new, words.hidden) == ("hello", True)


def test_crossed_out_words_are_noticed() -> None:
    assert html_words("<p>I have <s>not</s> read</p>").struck
    assert html_words("<p style='text-decoration: line-through'>I have read</p>").struck
    assert not html_words("<p>I have read</p>").struck


@pytest.mark.parametrize("html", ["<div>" * 100_000, "<b>" * 5_000, "<a " * 50_000, "x" * 600_000])
def test_more_than_a_reply_would_hold_is_refused(html: str) -> None:
    with pytest.raises(TooMuchHtml):
        html_words(html)
