"""The table of threats is held by tests that exist; logs give nothing away."""

import ast
import re

import pytest

from govflow.cli.fault import log_fault
from tests.support import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "covered by" not in line]
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
THREATS = (
    "Spoofed acknowledgement", "Forged reference", "Malicious Word file", "Markdown with scripts",
    "Path traversal", "Header injection", "Formula injection", "Secrets", "Mailbox scope",
    "Stolen laptop", "Tampering officer",
)  # fmt: skip


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_every_test_that_is_named_exists(path: str, name: str):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_threat_has_its_row_and_every_row_a_test():
    found = [row.split("|")[1].strip() for row in ROWS]
    assert set(THREATS) <= set(found)
    assert all("::test_" in row for row in ROWS)


def test_a_log_holds_no_body_and_no_address(tmp_path, monkeypatch):
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path)
    said = "ada@union.example: I am in hospital".upper()  # so that no line of code holds it
    try:
        raise ValueError(said)
    except ValueError as fault:
        text = log_fault(fault).read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "ADA@UNION" not in text
    assert "HOSPITAL" not in text
