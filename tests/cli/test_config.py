"""The settings, shown and explained, and no secret among them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from govflow.cli.main import govflow


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    made = CliRunner().invoke(govflow, ["init", str(tmp_path / "w"), "--no-input"])
    assert made.exit_code == 0, made.output
    return tmp_path / "w"


def test_every_setting_is_shown_and_no_secret(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVFLOW_MAIL__SMTP__PASSWORD", "open sesame")
    result = CliRunner().invoke(govflow, ["-C", str(workspace), "config", "show", "--json"])
    settings = json.loads(result.stdout)["settings"]
    assert settings["mail.transport"] == "folder"
    assert settings["mail.smtp.password"] == "(set, not shown)"
    assert settings["mail.imap.password"] == "(not set)"
    assert "open sesame" not in result.output


def test_every_setting_is_explained_with_its_default() -> None:
    result = CliRunner().invoke(govflow, ["config", "explain", "--json"])
    parts = {part["part"]: part for part in json.loads(result.stdout)["parts"]}
    assert parts["mail.imap"]["defaults"]["port"] == 993
    assert all(part["meaning"] for part in parts.values())


def test_a_slip_in_the_settings_is_named_with_its_line(workspace: Path) -> None:
    file = workspace / "govflow.toml"
    file.write_text(file.read_text("utf-8").replace("days = 21", "dais = 21"), encoding="utf-8")
    result = CliRunner().invoke(govflow, ["-C", str(workspace), "status"])
    assert result.exit_code == 1
    assert "govflow.toml:" in result.output
    assert "dais" in result.output
