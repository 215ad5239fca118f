"""The clean by-law: the seed's cover, the whole text, nothing left over from how it was made."""

from dataclasses import replace

from openxml_audit import OpenXmlValidator

from govflow.adapters.markdown.front_matter import read_policy
from govflow.core.text.policy import short_code
from tests.adapters.word.papers import W, in_force, papers, parts, proposed, text_of, tree
from tests.support import ROOT

TEXT = """# Social Media Policy

## 1. Introduction

Read **this** first[^1].

[^1]: It is short.

## 2. Rules

2.1 Ask & wait.

2.1A Then ask again.

2.2 Post:

(a) kindly;

(b) rarely.

| When | Who |
| --- | --- |
| daily | staff |
"""


def test_the_cover_reads_as_the_union_prints_it():
    lines = text_of(papers().by_law(in_force(TEXT))).splitlines()
    assert lines[:5] == [
        "Social Media Policy",
        "BY LAW of",
        "CHESTER STUDENTS' UNION",
        "Passed at Trustee Board on",
        "18/06/2018",
    ]


def test_a_draft_says_so_in_words_on_the_cover_and_in_the_header():
    made = papers().by_law(proposed(TEXT))
    assert "DRAFT. Not in force" in text_of(made)
    assert "DRAFT. Not in force" in text_of(made, "word/header1.xml")
    assert "18/06/2018" not in text_of(made).split("Document control")[0]


def test_a_passed_by_law_leaves_no_empty_line_where_a_draft_says_draft():
    header = text_of(papers().by_law(in_force(TEXT)), "word/header1.xml")
    assert header == "Chester Students' UnionSocial Media Policy"


def test_every_word_of_the_policy_in_force_is_printed():
    raw = (ROOT / "policy/social-media/versions/1.0.md").read_bytes()
    policy = read_policy(raw, "1.0.md")
    printed = text_of(papers().by_law(in_force(raw.decode().split("---\n", 2)[2])))
    assert all(block.text in printed for block in policy.blocks)


def test_the_text_code_stands_in_every_footer():
    paper = in_force(TEXT)
    made = papers().by_law(paper)
    footers = [part for part in parts(made) if part.startswith("word/footer")]
    assert footers
    assert all(short_code(paper.digest) in text_of(made, part) for part in footers)


def test_the_same_policy_gives_the_same_bytes():
    assert papers().by_law(in_force(TEXT)) == papers().by_law(in_force(TEXT))


def test_numbers_are_words_own_and_not_typed():
    made = papers().by_law(in_force(TEXT))
    printed = text_of(made).split("Contents")[1]
    assert "2.1" not in printed
    assert "(a)" not in printed


def test_footnotes_are_real_footnotes():
    made = papers().by_law(in_force(TEXT))
    assert tree(made).find(f".//{W}footnoteReference") is not None
    assert "It is short." in text_of(made, "word/footnotes.xml")
    assert "It is short." not in text_of(made)


def test_a_clean_by_law_holds_no_revision(tmp_path):
    made = papers().by_law(proposed(TEXT))
    assert not list(tree(made).iter(f"{W}ins", f"{W}del"))


def test_the_validator_finds_nothing(tmp_path):
    target = tmp_path / "by-law.docx"
    target.write_bytes(papers().by_law(in_force(TEXT)))
    assert not OpenXmlValidator().validate(str(target)).errors


def test_a_by_law_without_a_history_has_no_version_table():
    made = papers().by_law(replace(in_force("# T\n\nBe kind.\n"), history=()))
    assert tree(made).find(f".//{W}tbl") is None
    assert "In force from" in text_of(made)
