"""Policies as HTML and as plain text: real structure, numbers as written, nothing active."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govflow.adapters.markdown.html import plain_text, policy_html, redline_html
from govflow.adapters.markdown.inline import visible
from govflow.core.text.blocks import split
from govflow.core.text.changes import Pair
from govflow.core.text.policy import Block, FrontMatter, Kind, Policy
from tests.adapters.markdown.xss_vectors import vectors

TAG_WORDS = (
    "article section h1 h2 h3 h4 h5 h6 p ul ol li table tr th td dl dt dd blockquote pre code hr br"
    " span strong em a sup ins del"
)
TAGS = frozenset(TAG_WORDS.split())
ATTRIBUTES = {"id", "class", "lang", "href", "rel", "value"}
VOID = {"br", "hr"}


def policy(body: str, title: str = "Minutes") -> Policy:
    return Policy(FrontMatter(title=title, code="minutes"), split(body))


def pairs(old: str, new: str) -> list[Pair]:
    """Blocks beside each other one by one, as `align` gives them for texts of equal length."""
    return [Pair(a, b) for a, b in zip(split(old), split(new), strict=True)]


class Reader(HTMLParser):
    """What a browser would see: tags, attributes, text; and whether the tags match."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_headings_and_clauses_have_ids_and_keep_their_numbers():
    html = policy_html(policy("# Minutes\n\n## 3A. Keeping\n\n3A.1 Keep them.\n\n(a) Always.\n"))
    assert '<h1 id="the-heading">Minutes</h1>' in html
    assert '<h2 id="section-3a"><span class="number">3A.</span> Keeping</h2>' in html
    assert 'id="clause-3a.1"><span class="number">3A.1</span> Keep them.</p>' in html
    assert 'id="clause-3a.1-a"><span class="number">(a)</span> Always.</p>' in html


def test_a_text_without_a_title_gets_one_from_the_front_matter():
    html = policy_html(policy("## 1. Keeping\n\nKeep *them*.\n", title="Minutes & *more* <b>"))
    assert html.count("<h1") == 1
    assert ">Minutes &amp; *more* &lt;b&gt;</h1>" in html


def test_lists_nest_and_ordered_items_keep_their_number():
    html = policy_html(policy("- a\n- b\n  - c\n- d\n\n3. three\n4. four\n"))
    read(html)
    assert "<ul>\n<li>a</li>\n<li>b<ul>\n<li>c</li></ul>\n</li>\n<li>d</li></ul>" in html
    assert '<ol>\n<li value="3">three</li>\n<li value="4">four</li></ol>' in html


def test_a_table_has_a_head_and_cells_with_their_emphasis():
    html = policy_html(policy("| Role | *Who* |\n| --- | --- |\n| CEO | a \\| b |\n"))
    assert "<tr><th>Role</th><th><em>Who</em></th></tr>" in html
    assert "<tr><td>CEO</td><td>a | b</td></tr>" in html


def test_a_footnote_mark_leads_to_its_note_at_the_end():
    html = policy_html(policy("Kept[^a].\n\n[^a]: By hand.\n\nNext.\n"))
    assert '<sup class="note"><a href="#note-a">a</a></sup>' in html
    assert html.index("Next.") < html.index('<p id="note-a"><span class="number">a</span> By hand.')


def test_quotations_code_terms_and_lines_have_their_elements():
    html = policy_html(policy("> Said *so*.\n\n```\na < b\n```\n\nTerm\n: Meaning\n\n---\n"))
    read(html)
    assert "<blockquote>\n<p>Said <em>so</em>.</p>\n</blockquote>" in html
    assert "<pre><code>a &lt; b</code></pre>" in html
    assert "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>" in html
    assert "<hr>" in html


def test_a_redline_marks_the_words_that_changed_and_no_others():
    html = redline_html(pairs("3.1 Ask the CEO first.\n", "3.1 Ask the chair first.\n"))
    assert '<span class="number">3.1</span>' in html
    assert "Ask the <del>CEO</del><ins>chair</ins> first." in html


def test_a_redline_marks_whole_blocks_with_their_number():
    come, gone = split("3.2 New words.\n")[0], split("3.3 Old words.\n")[0]
    html = redline_html([Pair(None, come), Pair(gone, None)])
    assert '<span class="number"><ins>3.2</ins></span> <ins>New words.</ins>' in html
    assert '<span class="number"><del>3.3</del></span> <del>Old words.</del>' in html


def test_a_redline_marks_a_number_that_changed_alone():
    html = redline_html(pairs("4.6 Ask first.\n", "4.7 Ask him first.\n"))
    assert (
        '<span class="number"><del>4.6</del><ins>4.7</ins></span> Ask<ins> him</ins> first.' in html
    )


def test_a_redline_names_the_binding_facts_of_the_cover():
    old, new = Block(Kind.FACT, "Minutes", "title"), Block(Kind.FACT, "Minutes Policy", "title")
    html = redline_html([Pair(old, new)])
    assert '<p class="fact"><span class="number">title</span> Minutes<ins> Policy</ins></p>' in html


def test_a_redline_keeps_emphasis_on_both_sides():
    html = redline_html(pairs("Keep **all old** minutes.\n", "Keep **all** minutes.\n"))
    assert "Keep <strong>all</strong>" in html
    assert "<del><strong> old</strong></del>" in html


def test_a_word_that_only_lost_its_emphasis_is_marked_beside_words_that_changed():
    html = redline_html(pairs("Keep *old* minutes.\n", "Keep old records.\n"))
    assert (
        "Keep <del><em>old</em></del><ins>old</ins> <del>minutes</del><ins>records</ins>." in html
    )


def test_a_redline_marks_a_changed_cell_alone():
    html = redline_html(
        pairs("| A | B |\n| - | - |\n| one | two |\n", "| A | B |\n| - | - |\n| one | three |\n")
    )
    assert "<td>one</td><td><del>two</del><ins>three</ins></td>" in html


WORDS = st.lists(
    st.sampled_from(
        ["must", "*not*", "**all", "of** it", "(CEO)", "`a<b`", "[us](#x)", "&", "é  \n"]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(old=WORDS, new=WORDS)
def test_dropping_what_came_leaves_the_old_words_and_dropping_what_went_the_new(old: str, new: str):
    html = redline_html([Pair(Block(Kind.PARAGRAPH, old), Block(Kind.PARAGRAPH, new))])
    for mark, kept in (("ins", old), ("del", new)):
        left = re.sub(rf"<{mark}>.*?</{mark}>", "", html, flags=re.DOTALL)
        assert read(left).text.split() == visible(kept).split()


def test_emphasis_alone_is_marked_as_a_change():
    html = redline_html(pairs("Keep minutes.\n", "Keep *minutes*.\n"))
    assert "<del>" in html
    assert "<ins>" in html


def test_plain_text_keeps_numbers_and_drops_marks():
    body = "## 3. Keeping\n\n3.1 Keep **all** of it; see [us](https://e.org)[^1].\n\n- a\n- b\n\n[^1]: n\n"
    assert plain_text(policy(body)) == (
        "3. Keeping\n\n3.1 Keep all of it; see us <https://e.org>[1].\n\n- a\n- b\n\n[^1]: n\n"
    )


def test_there_are_at_least_two_hundred_vectors():
    assert len(vectors()) >= 200


@pytest.mark.parametrize("shown", ["policy", "redline, new", "redline, changed"])
def test_nothing_active_comes_out_of_any_vector(shown: str):
    for vector in vectors():
        blocks = split(vector + "\n")
        match shown:
            case "policy":
                html = policy_html(Policy(FrontMatter(title=vector, code="x"), blocks))
            case "redline, new":
                html = redline_html([Pair(None, b) for b in blocks])
            case _:
                html = redline_html([Pair(split("Old words.\n")[0], b) for b in blocks])
        found = read(html)
        assert set(found.tags) <= TAGS, vector
        assert {name for name, _ in found.attributes} <= ATTRIBUTES, vector
        targets = [value for name, value in found.attributes if name == "href"]
        assert all(t.startswith(("https://", "http://", "mailto:", "#")) for t in targets), vector
        assert not any(set(t) & set("\"'<>` \\") for t in targets), vector
