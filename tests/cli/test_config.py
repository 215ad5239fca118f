"""The settings, shown and explained, and no secret among them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from govflow.adapters.files.settings import read_settings
from govflow.adapters.mail.smtp_imap import server_of
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


def test_a_secret_is_kept_privately_found_again_and_forgotten(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "govflow.adapters.files.secrets.user_config_path", lambda *_, **__: tmp_path / "own"
    )
    monkeypatch.setattr("govflow.adapters.files.secrets.keyring", NoRing())
    with (workspace / "govflow.toml").open("a", encoding="utf-8") as file:
        file.write('\n[mail.smtp]\nhost = "mail.union.example"\nusername = "governance"\n')
    words = ["-C", str(workspace), "config", "secret", "mail.smtp.password"]
    kept = CliRunner().invoke(govflow, words, input="open sesame\n")
    assert kept.exit_code == 0, kept.output
    assert "open sesame" not in kept.output
    file = tmp_path / "own" / "secrets.json"
    assert file.stat().st_mode & 0o077 == 0
    mail = read_settings(workspace).mail
    assert server_of(mail, "smtp", workspace).password == "open sesame"
    assert CliRunner().invoke(govflow, [*words, "--forget"]).exit_code == 0
    assert server_of(mail, "smtp", workspace).password == ""


class NoRing:
    """A computer without a keyring."""

    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError("no keyring")

    def delete_password(self, service: str, username: str) -> None:
        raise RuntimeError("no keyring")


@pytest.mark.parametrize(
    ("words", "typed", "code", "said"),
    [
        (("secret", "mail.smtp.password"), "x\n", 1, "mail.smtp.username is empty"),
        (("secret", "mail.exchange.secret"), "x\n", 1, "mail.exchange.client_id is empty"),
        (("sign-in",), "", 1, "nobody has to sign in"),
    ],
)
def test_a_secret_that_belongs_to_nobody_is_not_asked_for(
    workspace: Path, words: tuple[str, ...], typed: str, code: int, said: str
) -> None:
    result = CliRunner().invoke(govflow, ["-C", str(workspace), "config", *words], input=typed)
    assert result.exit_code == code
    assert said in result.output
