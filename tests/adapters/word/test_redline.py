"""The redline: complete, word by word, one author, nothing else changed; the proof can fail."""

from dataclasses import replace
from datetime import date

import pytest

from govflow.adapters.word.proof import prove
from govflow.adapters.word.reading import Side, read_document
from govflow.core.errors import ProofError
from tests.adapters.word.corpus import CASES, NUMBERED
from tests.adapters.word.papers import W, in_force, papers, parts, proposed, redline, text_of, tree


def words_without(root, drop):
    """A second, simpler reading for the test: the words alone, from the XML alone."""
    half = {"del": "moveFrom", "ins": "moveTo"}[drop]
    for gone in list(root.iter(f"{W}{drop}", f"{W}{half}")):
        if gone.getparent().tag in (f"{W}trPr",):
            row = gone.getparent().getparent()
            row.getparent().remove(row)
        elif gone.getparent().tag != f"{W}rPr":
            gone.getparent().remove(gone)
    return "".join(t.text or "" for t in root.iter(f"{W}t", f"{W}delText"))


@pytest.mark.parametrize("name", CASES)
def test_accepting_gives_the_new_words_and_rejecting_the_old_ones(name):
    old, new = CASES[name]
    made = redline(old, new)  # proved whole before it is returned
    clean_old, clean_new = papers().by_law(in_force(old)), papers().by_law(proposed(new))
    assert words_without(tree(made), "del") == text_of(clean_new).replace("\n", "")
    assert words_without(tree(made), "ins") == text_of(clean_old).replace("\n", "")


def test_only_the_changed_words_are_marked():
    made = tree(redline("# T\n\nPost kindly and often.\n", "# T\n\nPost kindly and rarely.\n"))
    body = [t for t in made.iter(f"{W}delText") if t.text == "often"]
    assert len(body) == 1
    assert [t.text for t in made.iter(f"{W}t") if t.text and "rarely" in t.text] == ["rarely"]


def test_the_cover_and_every_footer_are_in_the_redline():
    made = redline(NUMBERED, NUMBERED.replace("kind,", "fair,"), title="Policy on Social Media")
    cover = text_of(made).splitlines()
    assert "Social Media PolicyPolicy on Social Media" in cover[1]
    assert "18/06/2018not yet passed" in cover
    assert list(tree(made, "word/footer1.xml").iter(f"{W}ins"))


def test_a_word_that_binds_shows_when_it_is_added():
    made = redline(NUMBERED, NUMBERED, glossary=(("AI", "artificial intelligence"),))
    rows = [row for row in tree(made).iter(f"{W}tr") if row.find(f"{W}trPr/{W}ins") is not None]
    assert any("artificial intelligence" in "".join(row.itertext()) for row in rows)


def test_a_redline_has_one_author_and_one_day():
    made = redline(*CASES["a whole rewrite"])
    changes = [n for part in parts(made) if part.startswith("word/") and part.endswith(".xml")
               for n in tree(made, part).iter() if n.get(f"{W}author")]  # fmt: skip
    assert {n.get(f"{W}author") for n in changes} == {"Governance Officer"}
    assert {n.get(f"{W}date") for n in changes} == {"2026-11-24T00:00:00Z"}


def test_a_review_copy_enforces_tracked_changes():
    settings = tree(redline(NUMBERED, NUMBERED), "word/settings.xml")
    protection = settings.find(f"{W}documentProtection")
    assert protection.get(f"{W}edit") == "trackedChanges"
    assert protection.get(f"{W}enforcement") == "1"
    assert settings.find(f"{W}trackRevisions") is not None


def test_a_redline_names_its_base_in_its_properties():
    paper = in_force(NUMBERED)
    custom = parts(redline(NUMBERED, NUMBERED))["docProps/custom.xml"].decode()
    assert 'name="govflow.base_digest"' in custom
    assert paper.digest in custom


def test_every_clause_keeps_a_bookmark_in_the_redline():
    made = redline(NUMBERED, NUMBERED.replace("4.4 Posts made in haste are deleted.\n\n", ""))
    names = {n.get(f"{W}name") for n in tree(made).iter(f"{W}bookmarkStart")}
    assert {"_gf_clause_3_1", "_gf_clause_3_2_a", "_gf_section_4", "_gf_old_clause_4_4"} <= names
    assert all(len(name) <= 40 for name in names)


def test_the_printable_redline_marks_by_style_and_holds_no_revision():
    made = papers().printable_redline(
        in_force(NUMBERED), proposed(NUMBERED.replace("kind,", "fair,"))
    )
    root = tree(made)
    assert not list(root.iter(f"{W}ins", f"{W}del", f"{W}pPrChange"))
    styled = {
        n.getparent().getparent().findtext(f"{W}t"): n.get(f"{W}val")
        for n in root.iter(f"{W}rStyle")
    }
    assert styled["kind"] == "TextDeleted"
    assert styled["fair"] == "TextInserted"


def swap(before, after):
    return lambda xml: xml.replace(before, after, 1)


def unwrap(name):
    return lambda xml: xml.replace(f"<w:{name} ", "<w:smartTag ").replace(
        f"</w:{name}>", "</w:smartTag>"
    )


def without_a_row(xml):
    return xml[: xml.index("<w:tr>")] + xml[xml.index("</w:tr>") + len("</w:tr>") :]


BREAKS = {
    "an insertion taken for standing text": unwrap("ins"),
    "a deletion taken for standing text": unwrap("del"),
    "a word missing": swap("trustees and volunteers", "trustees"),
    "a look missing": swap("<w:b/><w:bCs/>", ""),
    "another style": swap('w:val="Clause"', 'w:val="BodyText"'),
    "a link to elsewhere": swap('w:anchor="_gf_section_2"', 'w:anchor="_gf_section_3"'),
    "a reference to elsewhere": swap("REF _gf_clause_3_1 ", "REF _gf_clause_3_3 "),
    "a row missing": without_a_row,
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_proof_notices(name):
    old, new = (
        NUMBERED,
        NUMBERED.replace("kind, *true*", "fair, *true*").replace("main account first", "account"),
    )
    made = parts(redline(old, new))
    papers_old, papers_new = (
        parts(papers().by_law(in_force(old))), parts(papers().by_law(proposed(new)))
    )  # fmt: skip
    prove(made, papers_old, papers_new)
    text = made["word/document.xml"].decode()
    broken = BREAKS[name](text)
    assert broken != text
    with pytest.raises(ProofError) as refusal:
        prove({**made, "word/document.xml": broken.encode()}, papers_old, papers_new)
    assert refusal.value.remedy


@pytest.mark.parametrize(
    "part", ["word/header1.xml", "word/footer1.xml", "word/footnotes.xml", "word/styles.xml"]
)
def test_the_proof_covers_the_whole_package(part):
    made = parts(redline(*CASES["a word"]))
    old, new = (
        parts(papers().by_law(p))
        for p in (in_force(CASES["a word"][0]), proposed(CASES["a word"][1]))
    )
    changed = (
        made[part]
        .replace(b"Chester", b"Bangor")
        .replace(b"register", b"list")
        .replace(b" of ", b" / ")
        .replace(b'"22"', b'"24"')
    )
    assert changed != made[part]
    with pytest.raises(ProofError):
        prove({**made, part: changed}, old, new)


def test_an_inserted_clause_moves_no_number():
    made = parts(redline(*CASES["a clause inserted between"]))
    numbers = [getattr(item, "number", "") for item in read_document(made, Side.NEW)]
    assert [n for n in numbers if n.startswith("3")][:4] == ["3.", "3.1", "3.1A", "3.2"]


def test_the_same_texts_give_a_redline_without_a_change_in_the_body():
    made = text_of(redline(NUMBERED, NUMBERED)).split("Contents")[1]
    assert "{" not in made
    body = tree(redline(NUMBERED, NUMBERED))
    paras = [
        p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle[@{W}val='Clause']") is not None
    ]
    assert paras
    assert not [p for p in paras if list(p.iter(f"{W}ins", f"{W}del"))]


def test_a_redline_that_cannot_be_proved_is_never_handed_out(monkeypatch: pytest.MonkeyPatch):
    """The proof is part of making it: whatever goes wrong while marking, no paper comes out."""
    monkeypatch.setattr("govflow.adapters.word.papers.prove", _refuses)
    with pytest.raises(ProofError, match="on purpose"):
        redline(*CASES["a word"])


def _refuses(*_: object) -> None:
    raise ProofError("refused on purpose")


def test_on_paper_a_moved_clause_says_where_it_was():
    old, new = CASES["a clause moved"]
    printed = text_of(papers().printable_redline(in_force(old), proposed(new)))
    assert "[This was clause 4.4; the words are unchanged.]" in printed
    assert "[This is now clause 4.1A; the words are unchanged.]" in printed


def test_on_paper_a_renumbered_clause_says_what_it_was():
    old, new = CASES["clauses renumbered"]
    printed = text_of(papers().printable_redline(in_force(old), proposed(new)))
    assert "Before posting, ask: [This was clause 4.2; the words are unchanged.]" in printed


@pytest.mark.parametrize("name", ["a clause moved", "a paragraph moved"])
def test_a_moved_clause_is_a_move_in_word_with_both_halves(name):
    made = tree(redline(*CASES[name]))
    halves = [list(made.iter(f"{W}move{way}RangeStart")) for way in ("From", "To")]
    assert [[mark.get(f"{W}name") for mark in half] for half in halves] == [["move1"], ["move1"]]
    said = [
        "".join(t.text or "" for move in made.iter(f"{W}move{way}") for t in move.iter(f"{W}t"))
        for way in ("From", "To")
    ]
    assert said[0] == said[1] != ""


def test_a_moved_clause_with_a_link_goes_and_comes():
    linked = "See [the form](https://example.org/form) before you post anything."
    made = redline(
        f"# T\n\n{linked}\n\nB is here to stay.\n", f"# T\n\nB is here to stay.\n\n{linked}\n"
    )
    assert not list(tree(made).iter(f"{W}moveFrom"))


def test_a_review_copy_holds_no_remark():
    made = redline(*CASES["a clause moved"])
    assert "This was" not in text_of(made)
    assert "word/comments.xml" not in parts(made)


def test_a_version_table_that_one_document_lacks_comes_whole():
    old, new = replace(in_force(NUMBERED), history=()), proposed(NUMBERED)
    day = date(2026, 11, 24)
    made = papers().redline(old, new, author="A", on=day)
    assert papers().redline(new, old, author="A", on=day) != made
