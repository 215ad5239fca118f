"""No name that anybody types or writes into a file leads out of the workspace."""

from pathlib import Path

import pytest

from tests.cli.terminal import CODE, Shell

POLICY = "# Secret Policy\n\n## 1. Scope\n\n1.1 Staff must keep this: lantern.\n"
WAYS_OUT = (
    "..", "../x", "../../../x", "../../../../x", "/etc/passwd", "/x", "./../x", ".hidden",
    "..\\x", "..\\..\\x", "C:\\x", "C:x", "a/../../../../x", "x/", "//server/share/x",
)  # fmt: skip


def around(shell: Shell) -> set[str]:
    """Everything beside the workspace."""
    return {path.name for path in shell.root.parent.iterdir()}


@pytest.mark.parametrize("name", WAYS_OUT)
def test_a_name_that_leads_out_is_refused_and_nothing_is_read_or_written(new: Shell, name: str):
    for depth in range(1, 3):
        outside = new.root.joinpath(*[".."] * depth).resolve() / "x.md"
        if outside.parent.is_relative_to(new.root.parent):
            outside.write_text(f"---\ncode: x\nversion: '1.0'\n---\n{POLICY}", encoding="utf-8")
    source = new.file("source.md")
    source.write_text(POLICY, encoding="utf-8")
    before = around(new)
    for words in (
        ("policy", "show", name),
        ("policy", "show", CODE, "--version", name),
        ("policy", "import", str(source), "--as", name, "--version", "1.0", "--yes"),
        ("policy", "import", str(source), "--as", "expenses", "--version", name, "--yes"),
        ("amendment", "show", name),
        ("guidance", "check", name),
        ("people", "export", name),
        ("evidence", "export", "--person", name),
    ):
        said = new.try_(*words)
        assert said.code in (1, 2), f"{words} ended with {said.code}\n{said.out}"
        assert "lantern" not in said.out
    assert around(new) == before
    assert not list(new.root.glob("policy/expenses"))


def test_a_version_written_into_a_file_cannot_lead_out_either(new: Shell, tmp_path: Path):
    source = new.file("source.md")
    source.write_text(
        f'---\ntitle: Secret Policy\nversion: "../../../../evil"\n---\n{POLICY}', encoding="utf-8"
    )
    refusal = new.refused("policy", "import", str(source), "--as", "expenses", "--yes")
    assert "is not a version's number" in refusal["problem"]
    assert not list(tmp_path.rglob("evil*"))


def test_an_attachment_named_like_a_path_is_written_nowhere(told: Shell):
    told.file("mail/inbox/x.eml").write_bytes(
        b"From: Ada <ada@union.example>\nTo: x@union.example\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n'
        b'Content-Type: text/plain; name="../../../evil.txt"\n'
        b'Content-Disposition: attachment; filename="../../../evil.txt"\n\nlantern\n--b--\n'
    )
    told.try_("replies", "collect")
    assert not list(told.root.parent.rglob("evil*"))
