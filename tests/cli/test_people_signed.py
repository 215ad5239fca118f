"""People without an address: on the register, asked on paper, counted by hand."""

import pytest

from tests.cli.terminal import Shell

SIGN = ("people", "signed", "s9", "--notice", "SMP-1", "--by", "Sam", "--yes")


@pytest.fixture
def begun(new: Shell) -> Shell:
    """The notice is sent; Gil, who has no address, is on it too."""
    people = new.file("people.csv")
    people.write_text(
        people.read_text(encoding="utf-8") + "s9,Gil Staff,,staff,,,,,en\n", encoding="utf-8"
    )
    new("notice", "send", "social-media", "--yes", "--expect", "3", day="2026-11-02")
    new.file("scan.pdf").write_bytes(b"%PDF a signed sheet")
    return new


def signs(shell: Shell, *options: str) -> tuple[str, ...]:
    return (*SIGN, "--scan", str(shell.file("scan.pdf")), *options)


def test_a_signed_sheet_counts_for_its_person_and_its_scan_is_kept(begun: Shell):
    made = begun.json("people", "sheet", "SMP-1", day="2026-11-02")
    assert made["files"] == ["documents/sheets/SMP-1/sign-004.docx"]
    begun(*signs(begun, "--day", "2026-11-05"), day="2026-11-09")
    rows = begun.json("register", "show", day="2026-11-09")["rows"]
    gil = next(row for row in rows if row["person"] == "s9")
    assert (gil["state"], gil["since"][:10], gil["counted_by"]) == (
        "acknowledged",
        "2026-11-05",
        "Sam",
    )
    assert begun.json("ledger", "verify", day="2026-11-09")["ok"]
    assert begun.json("people", "sheet", "SMP-1", day="2026-11-09")["files"] == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--day", "2026-11-01"), "does not lie between"),
        (("--day", "2026-11-10"), "does not lie between"),
    ],
)
def test_a_signature_from_outside_the_notices_time_is_refused(
    begun: Shell, options: tuple[str, ...], words: str
):
    before = begun.contents()
    assert words in begun.refused(*signs(begun, *options), day="2026-11-09")["problem"]
    assert begun.contents() == before


def test_nobody_signs_twice_and_an_empty_scan_is_no_signature(begun: Shell):
    begun(*signs(begun), day="2026-11-09")
    assert "already" in begun.refused(*signs(begun), day="2026-11-09")["problem"]
    begun.file("scan.pdf").write_bytes(b"")
    said = begun.refused(*signs(begun)[:2], "s1", *signs(begun)[3:], day="2026-11-09")
    assert "the scan is empty" in said["problem"]
    assert "there is no open notice" in begun.refused("people", "sheet", "SMP-9")["problem"]
