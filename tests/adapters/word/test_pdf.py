"""PDF twins: paged contents, pages counted through the pack, tags; a plain word where nothing prints."""

import io
import shutil
from pathlib import Path

import pytest
from lxml import etree
from page import validate_pdf_bytes
from pypdf import PdfReader

from govflow.adapters.word import pdf
from govflow.adapters.word.paging import Paging, paged
from govflow.adapters.word.pdf import Printer, find_printer, pack_pdf, pdf_twin
from govflow.core.errors import DocumentError, TemporaryError
from tests.adapters.word.examples import COVER, SCHEDULE, documents
from tests.adapters.word.papers import W, in_force, papers, proposed, text_of, tree
from tests.support import require_program

TEXT = "# T\n\n## 1. One\n\n1.1 Ask first; see clause 2.1[^a].\n\n[^a]: Always.\n\n## 2. Two\n\n2.1 Wait.\n"
NOBODY = Printer("Nobody", lambda source, target: [["true"]])


def codes(raw, part="word/document.xml"):
    return [" ".join((n.text or "").split()) for n in tree(raw, part).iter(f"{W}instrText")]


def test_on_paper_the_contents_list_has_page_numbers():
    made = papers().by_law(in_force(TEXT))
    assert "PAGEREF _gf_section_2 \\h" not in codes(made)
    assert "PAGEREF _gf_section_2 \\h" in codes(paged(made, Paging()))


def test_on_paper_a_cross_reference_is_words():
    made = papers().by_law(in_force(TEXT))
    assert "REF _gf_clause_2_1 \\r \\h" in codes(made)
    printed = paged(made, Paging())
    assert not [code for code in codes(printed) if code.startswith("REF ")]
    assert "see clause 2.1" in text_of(printed)
    assert text_of(printed).split("Contents")[1].count("Ask first") == 1


def test_a_paper_of_the_pack_counts_on_from_the_one_before():
    printed = paged(papers().by_law(in_force(TEXT)), Paging(first=7, total=20))
    starts = [n.get(f"{W}start") for n in tree(printed).iter(f"{W}pgNumType")]
    assert starts == ["7"]
    assert codes(printed, "word/footer1.xml") == ["PAGE"]
    assert "of 20" in text_of(printed, "word/footer1.xml")


def test_paging_leaves_every_field_closed():
    root = tree(paged(papers().by_law(in_force(TEXT)), Paging(first=2, total=9)))
    kinds = [n.get(f"{W}fldCharType") for n in root.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)
    assert etree.tostring(root)


def test_without_a_printer_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(pdf, "OFFICE_PLACES", ())
    assert find_printer("linux") is None
    with pytest.raises(DocumentError) as refusal:
        pdf_twin(papers().by_law(in_force(TEXT)))
    assert "LibreOffice" in refusal.value.remedy
    assert refusal.value.undone


def test_word_prints_on_windows_where_there_is_no_libreoffice(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(pdf, "OFFICE_PLACES", ())
    printer = find_printer("win32")
    assert printer is not None
    assert printer.name == "Word"
    [command] = printer.commands(Path("C:/it's/a.docx"), Path("C:/b.pdf"))
    assert command[0] == "powershell"
    assert "it''s" in command[-1]


def test_a_program_that_makes_nothing_is_a_passing_trouble():
    with pytest.raises(TemporaryError, match="Nobody"):
        pdf_twin(papers().by_law(in_force(TEXT)), NOBODY)


@pytest.mark.servers
def test_a_twin_is_tagged_titled_and_paged():
    require_program("soffice")
    reader = PdfReader(io.BytesIO(pdf_twin(papers().by_law(in_force(TEXT)))))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata.title == "Social Media Policy"
    assert all(page["/Tabs"] == "/S" for page in reader.pages)
    assert [item.title for item in reader.outline if not isinstance(item, list)][-2:] == [
        "1. One",
        "2. Two",
    ]
    contents = reader.pages[1].extract_text()
    assert "One" in contents
    assert contents.count("3") >= 2


@pytest.mark.servers
def test_the_pack_is_one_pdf_counted_through():
    require_program("soffice")
    made, old, new = papers(), in_force(TEXT), proposed(TEXT.replace("Wait", "Wait a day"))
    pack = pack_pdf(
        [
            ("Cover sheet", made.cover_sheet(COVER)),
            ("Schedule of changes", made.schedule(SCHEDULE)),
            ("Redline", made.printable_redline(old, new)),
            ("Clean text", made.by_law(new)),
        ]
    )
    reader = PdfReader(io.BytesIO(pack))
    total = len(reader.pages)
    assert f"Page 1 of {total}" in reader.pages[0].extract_text()
    assert f"Page {total} of {total}" in reader.pages[-1].extract_text()
    names = [item.title for item in reader.outline if not isinstance(item, list)]
    assert names == ["Cover sheet", "Schedule of changes", "Redline", "Clean text"]
    assert accessible(pack)


def accessible(raw):
    """Whether a PDF keeps every rule of PDF/UA-1 (ISO 14289-1), by a judge that is not ours."""
    report = validate_pdf_bytes(raw, profile="ua1")
    assert not report.failures, [(f.rule_id, f.message) for f in report.failures]
    return report.is_compliant and report.rules.total > 100


@pytest.mark.servers
def test_every_twin_can_be_read_aloud_by_the_rules_of_pdf_ua():
    require_program("soffice")
    for name, raw in documents().items():
        if name != "redline":  # tracked changes go out as a Word file only
            assert accessible(pdf_twin(raw)), name
