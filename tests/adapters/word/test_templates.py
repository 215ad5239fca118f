"""Templates an officer edits: what may be changed freely, and what is found when too much was."""

import io
import re
import subprocess
import sys
import zipfile

import pytest

from govflow.adapters.word.by_law import placeholders
from govflow.adapters.word.papers import WordPapers
from govflow.adapters.word.template_check import (
    NAMES,
    check_template,
    check_templates,
    template_findings,
)
from govflow.core.errors import DocumentError
from tests.adapters.word.corpus import NUMBERED
from tests.adapters.word.papers import in_force, parts, proposed, shipped, text_of
from tests.support import ROOT


def edited(name, **changes):
    """A shipped template with some parts rewritten; keys are 'document', 'styles', 'header1'..."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, raw in parts(shipped(name)).items():
            short = part.removeprefix("word/").removesuffix(".xml")
            if short in changes:
                changed = changes[short](raw.decode())
                assert changed != raw.decode(), f"the edit of {part} changed nothing"
                raw = changed.encode()
            archive.writestr(part, raw)
    return out.getvalue()


def swap(before, after):
    return lambda xml: xml.replace(before, after)


def by_law(template, paper=None):
    return WordPapers(lambda name: template).by_law(paper or in_force(NUMBERED))


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_template_has_no_finding(name):
    assert check_template(name, shipped(name)) == []


def test_the_templates_are_what_their_script_makes(tmp_path):
    subprocess.run([sys.executable, ROOT / "scripts/make_templates.py", tmp_path], check=True)
    for name in NAMES:
        assert (tmp_path / name).read_bytes() == shipped(name), (
            f"run scripts/make_templates.py for {name}"
        )


def test_every_placeholder_the_checker_knows_has_a_value():
    assert set(placeholders(in_force(NUMBERED))) == set(NAMES["bylaw.docx"])


def test_a_placeholder_cut_into_runs_by_word_is_still_filled():
    cut = swap("{{ title }}", "{{ ti</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tle }}")
    made = by_law(edited("bylaw.docx", document=cut))
    assert text_of(made).splitlines()[0] == "Social Media Policy"


def test_the_officers_look_is_kept():
    made = by_law(edited("bylaw.docx", styles=swap("1F6F78", "7A1F3D")))
    assert b"7A1F3D" in parts(made)["word/styles.xml"]


def test_a_line_of_the_officers_own_stays():
    own = swap("Document control", "Document control of the office")
    assert "Document control of the office" in text_of(by_law(edited("bylaw.docx", document=own)))


def test_a_misspelt_placeholder_is_refused_with_the_right_one():
    with pytest.raises(DocumentError, match="titel") as refusal:
        by_law(edited("bylaw.docx", document=swap("{{ title }}", "{{ titel }}")))
    assert "'{{ title }}'" in refusal.value.remedy
    assert refusal.value.place == "templates/bylaw.docx (cover and text)"


def test_a_template_without_its_body_marker_is_refused():
    with pytest.raises(DocumentError, match="body") as refusal:
        by_law(edited("bylaw.docx", document=swap("{{ body }}", "Text")))
    assert "stands nowhere" in refusal.value.problem


def test_a_template_without_a_needed_style_is_refused_before_anything_is_written():
    lost = swap('w:styleId="BodyText"', 'w:styleId="Own"')
    with pytest.raises(DocumentError, match="BodyText") as refusal:
        by_law(edited("bylaw.docx", styles=lost), in_force("# T\n\nBe kind.\n"))
    assert refusal.value.undone


FINDINGS = {
    "a style gone": ("template-style", {"styles": swap('w:styleId="Clause"', 'w:styleId="Klause"')}),
    "a list untied": ("template-list", {"numbering": swap('<w:pStyle w:val="Clause"/>', "")}),
    "a marker gone": ("template-marker", {"document": swap("{{ contents }}", "None")}),
    "a marker twice": ("template-marker", {"document": swap("{{ contents }}", "{{ body }}")}),
    "a placeholder misspelt": ("template-placeholder", {"header1": swap("organisation", "organization")}),
    "a placeholder not closed": ("template-placeholder", {"document": swap("{{ title }}", "{{ title }")}),
    "a loop nobody runs": ("template-placeholder", {"document": swap("Contents", "{% for x in y %}")}),
    "the text code left out": ("template-placeholder", {
        "document": swap("{{ code }}", "none"), "footer1": swap("{{ code }}", "none")}),
    "the status line at the bottom": ("template-order", {
        "header1": lambda xml: re.sub(r"(<w:hdr [^>]*>)(<w:p>.*?</w:p>)(<w:p>.*?</w:p>)", r"\1\3\2", xml)}),
    "another language": ("language", {"styles": swap('w:val="en-GB"', 'w:val="en-US"')}),
    "a pale colour": ("contrast", {"styles": swap("1F6F78", "9FCFD8")}),
    "letter paper": ("page", {"document": swap('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')}),
}  # fmt: skip


@pytest.mark.parametrize("name", FINDINGS)
def test_doctor_finds(name):
    code, changes = FINDINGS[name]
    found = check_template("bylaw.docx", edited("bylaw.docx", **changes))
    assert code in {defect.code for defect in found}
    assert all(defect.place and defect.remedy for defect in found)


def test_a_finding_says_where_in_the_template_it_is():
    raw = edited("bylaw.docx", header1=swap("organisation", "organization"))
    [finding] = template_findings("templates/bylaw.docx", raw)
    assert (finding.file, finding.clause) == ("templates/bylaw.docx", "header")
    assert "organization" in finding.message


def test_the_three_shipped_templates_together_have_no_finding():
    assert check_templates(shipped) == ()


def test_a_file_that_is_no_word_document_is_one_finding():
    assert [d.code for d in check_template("bylaw.docx", b"not a zip")] == ["template"]


def test_a_redline_over_an_edited_template_is_proved_too():
    template = edited(
        "bylaw.docx", styles=swap("1F6F78", "7A1F3D"), document=swap("End of the", "Here ends the")
    )
    old, new = in_force(NUMBERED), proposed(NUMBERED.replace("kind,", "fair,"))
    made = WordPapers(lambda name: template).redline(
        old, new, author="A", on=old.policy.front.passed_on
    )
    assert "Here ends the" in text_of(made)
