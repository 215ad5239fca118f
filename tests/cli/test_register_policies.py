"""`govflow register policies`: what the Board looks at once a year."""

from io import BytesIO

from docx import Document

from tests.cli.terminal import CODE, Shell


def as_policy(shell: Shell, review_by: str = "2029-11-25") -> None:
    """The by-law as its class and review date would be declared by an officer."""
    path = f"policy/{CODE}/policy.md"
    shell.edit(path, "class: By-Law\n", f"class: By-Law\nreview_by: {review_by}\n")


def test_every_policy_is_printed_with_its_review_date(new: Shell):
    as_policy(new)
    found = new.json("register", "policies", day="2026-12-02")
    assert found["schema"] == "govflow/policy_register/1"
    (line,) = found["policies"]
    assert (line["code"], line["class"], line["version"]) == (CODE, "By-Law", "1.0")
    assert (line["review_by"], line["lapses_on"], line["standing"]) == (
        "2029-11-25",
        None,
        "current",
    )
    shown = new("register", "policies", day="2026-12-02").out
    assert "25 Nov 2029" in shown
    assert "1 policy: 1 current." in shown


def test_an_overdue_review_is_said_in_status_and_in_words(new: Shell):
    as_policy(new, "2026-11-01")
    found = new.json("status", day="2026-11-02")
    assert found["policies"][0]["review"] == "review overdue"
    assert "govflow register policies" in {step["command"] for step in found["next"]}
    assert "1 Nov 2026, overdue" in new("status", day="2026-11-02").out


def test_page_and_word_paper_are_written_for_the_board(new: Shell):
    as_policy(new, "2026-11-01")
    words = ("register", "policies", "--html", "--docx", "--no-open")
    files = new.json(*words, day="2026-11-02")["files"]
    assert files == [
        str(new.root / "documents" / "reports" / f"register-of-policies.{form}")
        for form in ("html", "docx")
    ]
    page = (new.root / "documents/reports/register-of-policies.html").read_text(encoding="utf-8")
    assert "its review was due on 1 November 2026" in page
    raw = (new.root / "documents/reports/register-of-policies.docx").read_bytes()
    table = Document(BytesIO(raw)).tables[0]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0][-2:] == ["Review by", "How it stands"]
    assert cells[1][0] == "Social Media Policy"
    assert cells[1][-2:] == ["1 November 2026", "review overdue"]


def test_under_dry_run_no_file_is_written(new: Shell):
    new("register", "policies", "--html", "--dry-run")
    assert not (new.root / "documents" / "reports").exists()
