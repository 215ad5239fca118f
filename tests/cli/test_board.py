"""`govflow board`: the pack and the decision; `govflow publish` and `govflow guidance`."""

import io
import shutil
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from govflow.adapters.word import pdf
from govflow.adapters.word.pdf import Printer
from tests.adapters.word.papers import text_of
from tests.adapters.word_import.trustee import Desk
from tests.cli.terminal import AFTER, CODE, Shell
from tests.support import require_program

PAPERS = ["1 cover sheet.docx", "2 redline.docx", "3 clean.docx", "4 schedule of changes.docx"]
DECIDED = ("--decided", "2026-11-26", "--minute", "26/114")


def proposal(shell: Shell) -> Path:
    return shell.file(f"policy/{CODE}/amendments/2026-01/proposed.md")


def test_the_pack_is_four_word_files(drafted: Shell):
    packed = drafted.json("board", "pack", "2026-01", "--yes")
    assert packed["schema"] == "govflow/pack/1"
    assert packed["files"] == [f"documents/board/2026-01/{name}" for name in PAPERS]
    for name in packed["files"]:
        assert drafted.file(name).read_bytes().startswith(b"PK")


def test_the_first_pack_needs_no_confirmation_but_another_text_does(drafted: Shell):
    drafted.cover()
    drafted("board", "pack", "2026-01")
    drafted("board", "pack", "2026-01")
    drafted.edit(f"policy/{CODE}/amendments/2026-01/proposed.md", AFTER, f"{AFTER} in advance")
    assert "another text" in drafted.refused("board", "pack", "2026-01", code=2)["problem"]
    drafted("board", "pack", "2026-01", "--yes")


def test_what_the_cover_sheet_lacks_is_refused_where_nobody_can_be_asked(drafted: Shell):
    refusal = drafted.refused("board", "pack", "2026-01", code=2)
    assert "nothing on: summary, mover, power, meeting, consultation" in refusal["problem"]
    assert not drafted.file("documents/board").exists()
    drafted.cover()
    assert drafted.json("board", "pack", "2026-01")["missing"] == []


def test_a_decision_binds_the_digest_of_the_pack(drafted: Shell):
    packed = drafted.json("board", "pack", "2026-01", "--yes")
    decided = drafted.json("board", "record", "2026-01", "--passed", *DECIDED, "--yes")
    assert decided["schema"] == "govflow/decision/1"
    assert (decided["outcome"], decided["decided"]) == ("passed", "2026-11-26")
    assert decided["digest"] == packed["digest"]


def test_a_text_changed_after_the_pack_is_not_decided_on(drafted: Shell):
    drafted("board", "pack", "2026-01", "--yes")
    drafted.edit(f"policy/{CODE}/amendments/2026-01/proposed.md", AFTER, f"{AFTER} in advance")
    before = drafted.contents()
    refusal = drafted.refused("board", "record", "2026-01", "--passed", *DECIDED, "--yes")
    assert refusal["place"].endswith("proposed.md")
    assert refusal["undone"] == "Nothing was recorded."
    assert drafted.contents() == before


def test_the_board_may_pass_another_text_than_it_was_given(drafted: Shell, tmp_path: Path):
    packed = drafted.json("board", "pack", "2026-01", "--yes")
    other = tmp_path / "amended.md"
    text = proposal(drafted).read_text(encoding="utf-8")
    other.write_text(text.replace(AFTER, f"{AFTER} in advance", 1), encoding="utf-8")
    words = ("--passed-as", str(other), "--for", "9", "--against", "1", "--conflict", "Cai Trustee")
    decided = drafted.json("board", "record", "2026-01", *words, *DECIDED, "--yes")
    assert decided["outcome"] == "passed"
    assert decided["digest"] != packed["digest"]
    assert "in advance" in proposal(drafted).read_text(encoding="utf-8")


def test_an_outcome_has_to_be_named(drafted: Shell):
    drafted("board", "pack", "2026-01", "--yes")
    refusal = drafted.refused("board", "record", "2026-01", *DECIDED, "--yes", code=2)
    assert "--rejected" in refusal["problem"]


def test_a_rejected_amendment_is_not_published(drafted: Shell):
    drafted("board", "pack", "2026-01", "--yes")
    drafted("board", "record", "2026-01", "--rejected", *DECIDED, "--yes")
    refusal = drafted.refused("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
    assert "has not passed" in refusal["problem"]


def test_a_deferred_amendment_can_be_decided_on_later(drafted: Shell):
    drafted("board", "pack", "2026-01", "--yes")
    drafted("board", "record", "2026-01", "--deferred", *DECIDED, "--yes")
    drafted("board", "record", "2026-01", "--passed", *DECIDED, "--yes")


def test_publishing_writes_and_names_by_law_guidance_and_twins(drafted: Shell):
    drafted.pass_("2026-01")
    drafted("guidance", "confirm", CODE, "volunteers", "--yes")
    words = ("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
    published = drafted.json(*words)
    assert published["schema"] == "govflow/published/1"
    folder = f"documents/{CODE}/1.1"
    names = ["by-law.docx", "by-law.html", "guidance-volunteers.docx", "guidance-volunteers.html"]
    assert sorted(published["files"]) == [f"{folder}/{name}" for name in names]
    assert all(drafted.file(name).is_file() for name in published["files"])
    assert drafted.file(f"policy/{CODE}/versions/1.1.md").is_file()


def test_publishing_again_does_nothing_and_is_success(told: Shell):
    before = told.contents()
    again = told.json("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
    assert again["version"] == "1.1"
    assert told.contents() == before


def test_a_text_changed_after_the_decision_is_not_published(drafted: Shell):
    drafted.pass_("2026-01")
    drafted("guidance", "confirm", CODE, "volunteers", "--yes")
    drafted.edit(f"policy/{CODE}/amendments/2026-01/proposed.md", AFTER, f"{AFTER} in advance")
    before = drafted.contents()
    refusal = drafted.refused("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
    assert refusal["undone"] == "Nothing was published."
    assert drafted.contents() == before


def test_stale_guidance_holds_publication_until_it_is_confirmed(drafted: Shell):
    drafted.pass_("2026-01")
    found = drafted.json("guidance", "check", CODE, code=1)
    assert found["schema"] == "govflow/guidance_check/1"
    assert found["findings"][0]["code"] == "GUI201"
    refusal = drafted.refused("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
    assert f"govflow guidance confirm {CODE} volunteers" in refusal["remedy"]
    drafted("guidance", "confirm", CODE, "volunteers", "--by", "Sarah Okafor", "--yes")
    drafted("guidance", "check", CODE)
    drafted("publish", "2026-01", "--in-force", "2026-12-01", "--yes")


def test_guidance_is_built_again_from_the_version_in_force(told: Shell):
    path = told.file(f"documents/{CODE}/1.1/guidance-volunteers.docx")
    before = path.read_bytes()
    path.unlink()
    built = told.json("guidance", "build", CODE)
    assert sorted(Path(name).suffix for name in built["files"]) == [".docx", ".html"]
    assert path.read_bytes() == before


# --- amendment notes

NOTE = "Words inserted by Trustee Board, 26/11/2026, minute 26/114."


def test_a_by_law_says_under_a_clause_what_the_board_did_to_it(told: Shell):
    words = text_of(told.file(f"documents/{CODE}/1.1/by-law.docx").read_bytes())
    [clause] = [line for line in words.split("\n") if AFTER in line]
    assert f"{clause}\n{NOTE}\n" in words
    assert words.count("by Trustee Board, 26/11/2026") == 1


def test_the_note_follows_its_clause_through_the_next_amendment(told: Shell):
    told("amendment", "new", CODE, "--title", "More", day="2026-12-02")
    file = f"policy/{CODE}/amendments/2026-02/proposed.md"
    told.edit(file, "\n## 3. ", "\nThe Board may ask for a list.\n\n## 3. ")
    told("board", "pack", "2026-02", "--yes", day="2026-12-02")
    for name in PAPERS[1:3]:
        words = text_of(told.file(f"documents/board/2026-02/{name}").read_bytes())
        assert words.count(NOTE) == 1
        assert words.count("by Trustee Board") == 1


def test_notes_do_not_come_back_as_text(told: Shell, tmp_path: Path):
    told("amendment", "new", CODE, "--title", "More", day="2026-12-02")
    file = f"policy/{CODE}/amendments/2026-02/proposed.md"
    told.edit(file, "All accounts", "Each account")
    told("amendment", "edit", "2026-02", "--word", day="2026-12-02")
    trustee = Desk(told.file(f"policy/{CODE}/amendments/2026-02/review copy.docx").read_bytes())
    assert NOTE in text_of(trustee.raw)
    trustee.add_after("Each account must", "Accounts are reviewed every year.")
    copy = tmp_path / "anne.docx"
    copy.write_bytes(trustee.raw)
    found = told.json("amendment", "import", str(copy), day="2026-12-02")
    assert [edit["disposition"] for edit in found["edits"]] == ["taken over"]
    text = told.file(file).read_text(encoding="utf-8")
    assert "reviewed every year" in text
    assert "by Trustee Board" not in text


# --- PDFs

PRINTED = "import shutil, sys; shutil.copy(sys.argv[1], sys.argv[2])"


@pytest.fixture
def no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(pdf, "OFFICE_PLACES", ())


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program that prints one empty page whatever it is given."""
    page = PdfWriter()
    page.add_blank_page(595, 842)
    page.write(tmp_path / "page.pdf")

    def commands(source: Path, target: Path) -> list[list[str]]:
        return [[sys.executable, "-c", PRINTED, str(tmp_path / "page.pdf"), str(target)]]

    monkeypatch.setattr(pdf, "find_printer", lambda: Printer("Nobody's printer", commands))


def pages(raw: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages]


@pytest.mark.usefixtures("no_printer")
def test_where_nothing_prints_a_pack_with_pdf_is_refused_whole(drafted: Shell):
    before = drafted.contents()
    refusal = drafted.refused("board", "pack", "2026-01", "--pdf", "--yes")
    assert "no program on this machine that can make a PDF" in refusal["problem"]
    assert "LibreOffice" in refusal["remedy"]
    assert drafted.contents() == before
    drafted("board", "pack", "2026-01", "--yes")


@pytest.mark.usefixtures("no_printer")
def test_where_nothing_prints_nothing_is_published_with_pdf(drafted: Shell):
    drafted.pass_("2026-01")
    drafted("guidance", "confirm", CODE, "volunteers", "--yes")
    before = drafted.contents()
    drafted.refused("publish", "2026-01", "--in-force", "2026-12-01", "--pdf", "--yes")
    assert drafted.contents() == before


@pytest.mark.usefixtures("printer")
def test_the_whole_pack_as_one_pdf_lies_beside_the_papers(drafted: Shell):
    packed = drafted.json("board", "pack", "2026-01", "--pdf", "--yes")
    folder = "documents/board/2026-01"
    assert packed["files"] == [f"{folder}/{name}" for name in [*PAPERS, "5 whole pack.pdf"]]
    assert len(pages(drafted.file(f"{folder}/5 whole pack.pdf").read_bytes())) == 4


@pytest.mark.usefixtures("printer")
def test_publishing_with_pdf_adds_a_twin_of_each_word_file(drafted: Shell):
    drafted.pass_("2026-01")
    drafted("guidance", "confirm", CODE, "volunteers", "--yes")
    words = ("publish", "2026-01", "--in-force", "2026-12-01", "--pdf", "--yes")
    names = {Path(name).name for name in drafted.json(*words)["files"]}
    assert {"by-law.pdf", "guidance-volunteers.pdf"} <= names
    assert not drafted.json("ledger", "verify")["findings"]


@pytest.mark.usefixtures("printer")
def test_a_published_version_gets_its_pdf_later(told: Shell):
    words = ("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
    assert told.json(*words, "--pdf")["files"][-1] == f"documents/{CODE}/1.1/by-law.pdf"
    assert told.file(f"documents/{CODE}/1.1/by-law.pdf").is_file()


@pytest.mark.servers
def test_the_pack_on_paper_counts_its_pages_and_carries_the_text_code(drafted: Shell):
    require_program("soffice")
    packed = drafted.json("board", "pack", "2026-01", "--pdf", "--yes")
    said = pages(drafted.file(packed["files"][-1]).read_bytes())
    code = f"{packed['digest'][:4]} {packed['digest'][4:8]}"
    for number, page in enumerate(said, start=1):
        words = " ".join(page.split())
        assert code in words
        assert "BY LAW of" in words or f"Page {number} of {len(said)}" in words


@pytest.mark.servers
def test_a_version_is_exported_as_pdf(told: Shell, tmp_path: Path):
    require_program("soffice")
    target = tmp_path / "by-law.pdf"
    told("policy", "export", CODE, "--as", "pdf", "-o", str(target))
    assert "Social Media Policy" in pages(target.read_bytes())[0]


# --- templates


def test_a_template_that_can_no_longer_be_used_is_found_and_holds_back_the_pack(drafted: Shell):
    drafted("templates", "check")
    drafted.file("templates/bylaw.docx").write_bytes(b"not a Word file")
    [finding] = drafted.json("templates", "check", code=1)["findings"]
    assert finding["file"] == "templates/bylaw.docx"
    before = drafted.contents()
    refusal = drafted.refused("board", "pack", "2026-01", "--yes")
    assert refusal["place"] == "templates/bylaw.docx"
    assert drafted.contents() == before


def test_one_template_anywhere_can_be_checked(drafted: Shell, tmp_path: Path):
    copy = tmp_path / "bylaw.docx"
    copy.write_bytes(drafted.file("templates/bylaw.docx").read_bytes())
    assert drafted.json("templates", "check", str(copy))["findings"] == []
    other = copy.rename(tmp_path / "letter.docx")
    assert "bylaw.docx" in drafted.refused("templates", "check", str(other), code=2)["problem"]


# --- commencement and guidance


def test_a_commencement_that_precedes_the_letters_is_warned_about(drafted: Shell):
    drafted.pass_("2026-01")
    drafted("guidance", "confirm", CODE, "volunteers", "--by", "Sarah Okafor", "--yes")
    words = ("publish", "2026-01", "--in-force", "2026-11-26", "--yes")
    assert "before anybody can be told" in drafted(*words, "--dry-run", day="2026-11-27").err
    assert "before anybody" not in drafted(*words, "--dry-run", day="2026-11-26").err
    assert drafted.json(*words, day="2026-11-30")["precedes_letters"]


def test_coverage_says_which_clauses_inform_no_passage_and_who_confirmed_what(told: Shell):
    told("guidance", "confirm", CODE, "volunteers", "--by", "Sarah Okafor", "--yes")
    found = told.json("guidance", "coverage", CODE)
    [one] = found["guidance"]
    assert all(clause["passages"] or clause["reason"] for clause in one["clauses"])
    assert any("Announce first on the main channels" in c["passages"] for c in one["clauses"])
    by = [(c["version"], c["by"]) for c in found["confirmations"]]
    assert by[-1] == ("1.1", "Sarah Okafor")
    assert len(by) == 2
    assert "Sarah Okafor" in told("guidance", "coverage", CODE).out


def test_volunteers_are_told_for_information_and_never_chased(told: Shell):
    words = ("notice", "send", CODE, "--audience", "volunteers", "--yes", "--expect", "1")
    sent = told.json(*words, day="2026-11-27")
    assert (sent["purpose"], sent["due"]) == ("information", None)
    [line] = told.json("register", "show", "--notice", sent["notice"], day="2027-01-29")["rows"]
    assert (line["person"], line["state"], line["letters"]) == ("v1", "informed", 1)
    planned = told.json("remind", "--dry-run", day="2026-12-21")["reminders"]
    assert "v1" not in [one["person"] for one in planned]
