"""Word files at the command line: a by-law comes in, a review copy goes out and comes back."""

from pathlib import Path

from tests.adapters.word.papers import text_of
from tests.adapters.word_import.trustee import Desk
from tests.cli.terminal import CODE, Shell
from tests.samples.word.cases import CASES

REVIEW = f"policy/{CODE}/amendments/2026-01/review copy.docx"
PROPOSED = f"policy/{CODE}/amendments/2026-01/proposed.md"


def saved(folder: Path, name: str, raw: bytes) -> str:
    path = folder / name
    path.write_bytes(raw)
    return str(path)


def files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and "govflow.db" not in path.name)
    return {str(path): path.read_bytes() for path in found}


def test_a_word_by_law_comes_in_with_its_report(new: Shell, tmp_path: Path):
    source = saved(tmp_path, "old.docx", CASES["title_page"]())
    found = new.json("policy", "import", source, "--as", "expenses", "--yes")
    assert found["report"]["round_trip"] == "yes"
    assert found["report"]["counts"]["numbered clauses"] == 1
    text = new.file("policy/expenses/policy.md").read_text(encoding="utf-8")
    assert "1.1 Claims are covered." in text
    assert "passed_on: 2023-03-14" in text


def test_the_report_is_shown_and_written_as_a_page(new: Shell, tmp_path: Path):
    source = saved(tmp_path, "old.docx", CASES["dangling_references"]())
    page = tmp_path / "report.html"
    said = new(
        "policy", "import", source, "--as", "expenses", "--dry-run", "--report", str(page)
    ).out
    assert "every number and every word is the same" in said
    assert "'clause 9.9' is referred to" in said
    assert "clause 9.9" in page.read_text(encoding="utf-8")
    assert not new.file("policy/expenses").exists()


def test_a_hostile_file_changes_nothing(new: Shell, tmp_path: Path):
    source = saved(tmp_path, "old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99)
    before = files(new.root)
    said = new("policy", "import", source, "--as", "expenses", "--yes", code=1).err
    assert "old.docx" in said
    assert "password" in said
    assert files(new.root) == before


def test_html_and_plain_text_come_in_too(new: Shell, tmp_path: Path):
    html = b"<h1>Kit</h1><h2>1. Scope</h2><p>1.1 All <b>kit</b>.</p>"
    for name, raw in (("kit.html", html), ("kit.txt", b"Kit\n\n1. Scope\n\n1.1 All kit.\n")):
        code = name.replace(".", "-")
        new.json("policy", "import", saved(tmp_path, name, raw), "--as", code, "--yes")
        assert "## 1. Scope\n\n1.1 All" in new.file(f"policy/{code}/policy.md").read_text()


def test_a_review_copy_goes_out_and_its_edits_come_back(drafted: Shell, tmp_path: Path):
    made = drafted.json("amendment", "edit", "2026-01", "--word")
    assert made["file"].endswith("review copy.docx")
    desk = Desk(drafted.file(REVIEW).read_bytes())
    desk.add_after("All accounts must be logged", "Accounts are reviewed every year.")
    found = drafted.json("amendment", "import", saved(tmp_path, "anne.docx", desk.raw))
    assert found["schema"] == "govflow/amendment_import/1"
    (edit,) = found["edits"]
    assert (edit["by"], edit["disposition"]) == ("Anne Trustee", "taken over")
    text = drafted.file(PROPOSED).read_text(encoding="utf-8")
    assert "logged with the CEO.\n\nAccounts are reviewed every year.\n" in text
    table = drafted.file(PROPOSED).with_name("responses.md").read_text(encoding="utf-8")
    assert "| Anne Trustee |" in table


def test_contradicting_copies_wait_for_the_officer(drafted: Shell, tmp_path: Path):
    drafted("amendment", "edit", "2026-01", "--word")
    raw = drafted.file(REVIEW).read_bytes()
    names = []
    for author, words in (("Anne", "default tool"), ("Bob", "default means")):
        desk = Desk(raw, author).replace("default form", words)
        names.append(saved(tmp_path, f"{author}.docx", desk.raw))
    found = drafted.json("amendment", "import", *names, code=4)
    assert [one["by"] for one in found["conflicts"]] == ["Anne", "Bob"]
    assert "default form" in drafted.file(PROPOSED).read_text(encoding="utf-8")
    drafted.json("amendment", "import", *names, "--accept", "Bob")
    assert "default means" in drafted.file(PROPOSED).read_text(encoding="utf-8")


def rivals(shell: Shell, folder: Path) -> list[str]:
    """Two copies that want the same words otherwise, one of which changes another clause too."""
    shell("amendment", "edit", "2026-01", "--word")
    raw = shell.file(REVIEW).read_bytes()
    anne = Desk(raw, "Anne").replace("default form", "default tool")
    bob = Desk(raw, "Bob").replace("default form", "default means")
    bob.add_after("All accounts must be logged", "Accounts are reviewed every year.")
    return [saved(folder, f"{desk.author}.docx", desk.raw) for desk in (anne, bob)]


def test_one_clause_is_settled_by_an_option(drafted: Shell, tmp_path: Path):
    names = rivals(drafted, tmp_path)
    clause = drafted.json("amendment", "import", *names, code=4)["conflicts"][0]["address"]
    found = drafted.json("amendment", "import", *names, "--accept", f"{clause}=Anne")
    assert found["conflicts"] == []
    assert "default tool" in drafted.file(PROPOSED).read_text(encoding="utf-8")


def test_a_clause_in_conflict_can_stay_as_it_stands(drafted: Shell, tmp_path: Path):
    names = rivals(drafted, tmp_path)
    clause = drafted.json("amendment", "import", *names, code=4)["conflicts"][0]["address"]
    drafted.json("amendment", "import", *names, "--keep", clause)
    assert "default form" in drafted.file(PROPOSED).read_text(encoding="utf-8")


def test_contradicting_wordings_become_amendments_of_their_own(drafted: Shell, tmp_path: Path):
    names = rivals(drafted, tmp_path)
    found = drafted.json("amendment", "import", *names, "--apart", "--yes")
    assert found["conflicts"] == []
    fates = [e["disposition"] for e in found["edits"] if e["disposition"] != "taken over"]
    assert fates == ["left apart: amendment 2026-02", "left apart: amendment 2026-03"]
    for name, words in (("2026-01", "form"), ("2026-02", "tool"), ("2026-03", "means")):
        file = drafted.json("amendment", "edit", name)["file"]
        text = Path(file).read_text(encoding="utf-8")
        assert f"default {words}" in text
        assert "Accounts are reviewed every year." in text
    codes = [f["code"] for f in drafted.json("amendment", "check", "2026-02")["findings"]]
    assert "AMD105" in codes


def test_what_became_of_every_edit_goes_into_the_boards_pack(drafted: Shell, tmp_path: Path):
    names = rivals(drafted, tmp_path)
    drafted.json("amendment", "import", *names, "--accept", "Bob")
    drafted.json("amendment", "import", *names, "--accept", "Bob")
    drafted("board", "pack", "2026-01", "--yes")
    schedule = drafted.file("documents/board/2026-01/4 schedule of changes.docx").read_bytes()
    said = text_of(schedule)
    assert "What trustees proposed, and what became of it" in said
    assert said.count("not taken over: Bob was chosen") == 1
    assert said.count("Accounts are reviewed every year.") > 1


def test_a_file_that_is_no_copy_is_refused_with_a_reason(drafted: Shell, tmp_path: Path):
    before = drafted.file(PROPOSED).read_bytes()
    source = saved(tmp_path, "x.docx", CASES["typed_numbers"]())
    said = drafted("amendment", "import", source, code=1).err
    assert "does not say which policy" in said
    said = drafted("amendment", "import", source, "--into", "2026-01", code=1).err
    assert "no copy of a text of this policy" in said
    assert drafted.file(PROPOSED).read_bytes() == before
