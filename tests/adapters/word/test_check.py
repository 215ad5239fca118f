# ruff: noqa: E501  (a mutation is a line)
"""Each defect that the checker knows is put into a good document once and found by its name."""

import re

import pytest

from govflow.adapters.word.accessible import contrast
from govflow.adapters.word.check import CHECKS, check_document, check_parts
from govflow.adapters.word.package import write_package
from govflow.core.errors import DocumentError
from tests.adapters.word.corpus import NUMBERED
from tests.adapters.word.papers import parts, redline

NEW = NUMBERED.replace("kind, *true*", "fair, *true*").replace("| Bar manager |", "| Bar staff |")
GOOD = parts(redline(NUMBERED, NEW))
DOC, STYLES, NUMBERS = "word/document.xml", "word/styles.xml", "word/numbering.xml"
NOTES, SETTINGS, TYPES = "word/footnotes.xml", "word/settings.xml", "[Content_Types].xml"
RELS, CORE = "word/_rels/document.xml.rels", "docProps/core.xml"
AUTHOR = ' w:author="Governance Officer" w:date="2026-11-24T00:00:00Z"'
PARA = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>'
ANY_TEXT = "<w:r><w:t>more</w:t></w:r>"


def swap(before, after):
    return lambda xml: xml.replace(before, after, 1)


def cut(pattern):
    return lambda xml: re.sub(pattern, "", xml, count=1, flags=re.DOTALL)


def append(xml_text):
    """At the end of the text, before the last section's properties."""
    return lambda xml: (
        xml_text.join(xml.rsplit("<w:sectPr>", 1)[:1])
        + xml_text
        + "<w:sectPr>"
        + xml.rsplit("<w:sectPr>", 1)[1]
    )


PICTURE = (
    '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>x</w:t><w:drawing><wp:inline '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="Logo"/></wp:inline></w:drawing></w:r></w:p>'
)
SHAPE = (
    PARA
    + '<w:r><w:t>x</w:t><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r></w:p>'
)
PARA_IDS = (
    '<w:p xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="00000001">'
    + ANY_TEXT
    + "</w:p>"
)

MUTATIONS = {
    "standing text in a deletion": ("deleted-words", DOC, lambda xml: re.sub(r"w:delText( [^>]*)?>(.*?)</w:delText>", r"w:t\1>\2</w:t>", xml, count=1)),
    "deleted text that stands": ("deleted-words", DOC, append(PARA + "<w:r><w:delText>x</w:delText></w:r></w:p>")),
    "a field's code standing in a deletion": ("deleted-words", DOC, append(PARA + f'<w:del w:id="990"{AUTHOR}><w:r><w:instrText>PAGE</w:instrText></w:r></w:del></w:p>')),
    "an insertion in an insertion": ("nested-change", DOC, append(PARA + f'<w:ins w:id="991"{AUTHOR}><w:ins w:id="992"{AUTHOR}>{ANY_TEXT}</w:ins></w:ins></w:p>')),
    "a deletion in an insertion": ("nested-change", DOC, append(PARA + f'<w:ins w:id="991"{AUTHOR}><w:del w:id="992"{AUTHOR}><w:r><w:delText>x</w:delText></w:r></w:del></w:ins></w:p>')),
    "a change without an author": ("unsigned-change", DOC, swap(' w:author="Governance Officer"', "")),
    "a change without a day": ("unsigned-change", DOC, swap(' w:date="2026-11-24T00:00:00Z"', "")),
    "a list that is not defined": ("numbering", DOC, append('<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="999"/></w:numPr></w:pPr>' + ANY_TEXT + "</w:p>")),
    "a level that is not defined": ("numbering", DOC, append('<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="4"/></w:numPr></w:pPr>' + ANY_TEXT + "</w:p>")),
    "a style's list that is not defined": ("numbering", NUMBERS, cut(r'<w:num w:numId="1">.*?</w:num>')),
    "a list without its definition": ("numbering", NUMBERS, cut(r'<w:abstractNum w:abstractNumId="2">.*?</w:abstractNum>')),
    "a field without an end": ("field", DOC, cut(r'<w:r><w:fldChar w:fldCharType="end"/></w:r>')),
    "a field without a beginning": ("field", DOC, cut(r'<w:r><w:fldChar w:fldCharType="begin"/></w:r>')),
    "a footer's field without an end": ("field", "word/footer1.xml", cut(r'<w:r><w:fldChar w:fldCharType="end"/></w:r>')),
    "a prompt to update fields": ("prompt", SETTINGS, swap("<w:defaultTabStop", '<w:updateFields w:val="1"/><w:defaultTabStop')),
    "a field that waits to be updated": ("prompt", DOC, swap('w:fldCharType="begin"', 'w:fldCharType="begin" w:dirty="1"')),
    "a comment's range without an end": ("comment", DOC, append(PARA + '<w:commentRangeStart w:id="0"/>' + ANY_TEXT + "</w:p>")),
    "a comment that is not there": ("comment", DOC, append(PARA + ANY_TEXT + '<w:r><w:commentReference w:id="7"/></w:r></w:p>')),
    "a bookmark named twice": ("bookmark", DOC, swap('w:name="_gf_section_2"', 'w:name="_gf_section_1"')),
    "a bookmark named twice in other case": ("bookmark", DOC, swap('w:name="_gf_section_2"', 'w:name="_GF_section_1"')),
    "a bookmark without an end": ("bookmark", DOC, cut(r'<w:bookmarkEnd w:id="\d+"/>')),
    "a bookmark's id used twice": ("bookmark", DOC, append(PARA + '<w:bookmarkStart w:id="{first}" w:name="_gf_x"/><w:bookmarkEnd w:id="{first}"/></w:p>')),
    "a bookmark's name too long": ("bookmark", DOC, append(PARA + f'<w:bookmarkStart w:id="995" w:name="{"x" * 41}"/><w:bookmarkEnd w:id="995"/></w:p>')),
    "a link to a missing bookmark": ("link", DOC, swap('w:anchor="_gf_section_2"', 'w:anchor="_gf_section_99"')),
    "a reference to a missing bookmark": ("link", DOC, swap("REF _gf_clause_3_1 ", "REF _gf_clause_9_9 ")),
    "an outside link without its address": ("package", RELS, cut(r'<Relationship Id="gfLink1"[^>]*/>')),
    "a part without a content type": ("package", TYPES, cut(r'<Default Extension="xml"[^>]*/>')),
    "a relation to a missing part": ("package", RELS, swap('Target="styles.xml"', 'Target="style.xml"')),
    "a footnote that is not there": ("footnote", NOTES, cut(r'<w:footnote w:id="1">.*?</w:footnote>|<w:footnote [^>]*w:id="1".*?</w:footnote>')),
    "a footnote there twice": ("footnote", NOTES, swap("</w:footnotes>", '<w:footnote w:id="1"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote></w:footnotes>')),
    "two changes with one identifier": ("identifier", DOC, append(PARA + f'<w:ins w:id="996"{AUTHOR}>{ANY_TEXT}</w:ins><w:ins w:id="996"{AUTHOR}>{ANY_TEXT}</w:ins></w:p>')),
    "two paragraphs with one identifier": ("identifier", DOC, append(PARA_IDS * 2)),
    "a paragraph style that is not defined": ("style", DOC, swap('w:pStyle w:val="Clause"', 'w:pStyle w:val="Klause"')),
    "a character style that is not defined": ("style", DOC, swap('w:rStyle w:val="Hyperlink"', 'w:rStyle w:val="Hyper"')),
    "a style based on a missing one": ("style", STYLES, swap('w:basedOn w:val="Normal"', 'w:basedOn w:val="Abnormal"')),
    "a switch that is neither on nor off": ("switch", DOC, swap("<w:b/>", '<w:b w:val="banana"/>')),
    "a cell without a paragraph": ("table", DOC, lambda xml: re.sub(r"(<w:tc><w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>).*?</w:tc>", r"\1</w:tc>", xml, count=1)),
    "a table without a header row": ("table", DOC, lambda xml: xml.replace("<w:tblHeader/>", "")),
    "a table without a text alternative": ("table", DOC, cut(r"<w:tblCaption [^>]*/>")),
    "merged cells": ("table", DOC, swap("</w:tcPr>", "<w:vMerge/></w:tcPr>")),
    "a placeholder left over": ("left-over", DOC, swap("Document control", "{{ title }}")),
    "hidden words": ("left-over", DOC, append(PARA + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>")),
    "a heading level left out": ("heading", DOC, append('<w:p><w:pPr><w:pStyle w:val="Heading4"/></w:pPr>' + ANY_TEXT + "</w:p>")),
    "a heading without words": ("heading", DOC, append('<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:p>')),
    "two titles": ("heading", DOC, append('<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>' + ANY_TEXT + "</w:p>")),
    "a picture without a text alternative": ("picture", DOC, append(PICTURE)),
    "a shape without a text alternative": ("picture", DOC, append(SHAPE)),
    "a link that says nothing": ("link-words", DOC, append(PARA + '<w:hyperlink w:anchor="_gf_section_1"><w:r><w:t>click here</w:t></w:r></w:hyperlink></w:p>')),
    "no title": ("title", CORE, cut(r"<dc:title>.*?</dc:title>")),
    "another language": ("language", STYLES, swap('w:lang w:val="en-GB"', 'w:lang w:val="en-US"')),
    "a colour too pale": ("contrast", STYLES, swap('w:color w:val="55606E"', 'w:color w:val="AAAAAA"')),
    "text too small": ("size", STYLES, swap('<w:sz w:val="22"/>', '<w:sz w:val="18"/>')),
    "an empty paragraph that makes room": ("empty", DOC, append(PARA + "</w:p>")),
    "a page that is not A4": ("page", DOC, swap('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')),
}  # fmt: skip


def test_a_good_document_has_no_defect():
    assert check_parts(GOOD, "redline.docx") == ()


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_checker_finds(name):
    code, part, mutate = MUTATIONS[name]
    before = GOOD[part].decode()
    first = re.search(r'<w:bookmarkStart w:id="(\d+)"', GOOD[DOC].decode())
    after = mutate(before).replace("{first}", first[1])
    assert after != before
    found = check_parts({**GOOD, part: after.encode()}, "redline.docx")
    assert code in {defect.code for defect in found}
    assert all(defect.place and defect.problem and defect.remedy for defect in found)


def test_every_check_is_seen_to_find_something():
    codes = {code for code, _, _ in MUTATIONS.values()}
    assert len(codes) >= len(CHECKS) - 3  # some checks share a code


def test_a_broken_file_is_refused_in_one_message():
    for raw in (b"", b"PK\x03\x04", b"<html>", write_package({"x.xml": b"<a/>"})):
        with pytest.raises(DocumentError) as refusal:
            check_document(raw, "board.docx")
        assert refusal.value.place == "board.docx"
        assert refusal.value.remedy


def test_a_part_that_is_no_xml_is_named():
    with pytest.raises(DocumentError, match=r"document\.xml"):
        check_parts({**GOOD, DOC: b"<w:document"}, "board.docx")


def test_contrast_is_measured_as_the_guidelines_say():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
