"""Secrets: found in the environment, the keyring, a file of the owner's alone; never shown to others."""

import json
import os
from pathlib import Path

import pytest
from keyring.errors import NoKeyringError, PasswordDeleteError

from govflow.adapters.files.secrets import (
    SecretStore,
    read_private,
    token_cache_path,
    variable,
    write_private,
)
from govflow.core.errors import SettingsError

SETTING, ACCOUNT = "mail.smtp.password", "officer@union.example"


class Ring:
    """A keyring; `works` False is a computer without one."""

    def __init__(self, *, works: bool = True) -> None:
        self.works = works
        self.kept: dict[tuple[str, str], str] = {}

    def _check(self) -> None:
        if not self.works:
            raise NoKeyringError("there is none")

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("it is not there")


def store(tmp_path: Path, *, works: bool = True, **environment: str) -> SecretStore:
    return SecretStore(
        environment=environment, ring=Ring(works=works), file=tmp_path / "own" / "secrets.json"
    )


def test_the_environment_comes_first_then_the_keyring_then_the_file(tmp_path: Path) -> None:
    file, ring = tmp_path / "secrets.json", Ring()
    write_private(file, json.dumps({f"{SETTING} {ACCOUNT}": "of the file"}).encode())
    environment = {"GOVFLOW_MAIL__SMTP__PASSWORD": "of the environment"}
    ring.set_password(f"govflow {SETTING}", ACCOUNT, "of the ring")
    first = SecretStore(environment=environment, ring=ring, file=file)
    assert first.find(SETTING, ACCOUNT) == "of the environment"
    second = SecretStore(environment={}, ring=ring, file=file)
    assert second.find(SETTING, ACCOUNT) == "of the ring"
    third = SecretStore(environment={}, ring=Ring(works=False), file=file)
    assert third.find(SETTING, ACCOUNT) == "of the file"
    assert third.find(SETTING, "jo@union.example") == ""


def test_a_secret_is_kept_in_the_keyring_and_no_file_is_made(tmp_path: Path) -> None:
    kept = store(tmp_path)
    assert kept.keep(SETTING, ACCOUNT, "sesame") == "the system's keyring"
    assert kept.find(SETTING, ACCOUNT) == "sesame"
    assert list(tmp_path.iterdir()) == []


def test_without_a_keyring_it_is_kept_in_a_file_of_the_owners_alone(tmp_path: Path) -> None:
    kept = store(tmp_path, works=False)
    file = tmp_path / "own" / "secrets.json"
    assert kept.keep(SETTING, ACCOUNT, "sesame") == str(file)
    assert kept.keep("mail.imap.password", ACCOUNT, "other") == str(file)
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert kept.find(SETTING, ACCOUNT) == "sesame"
    assert [path.name for path in file.parent.iterdir()] == ["secrets.json"]


@pytest.mark.parametrize("works", [True, False])
def test_a_secret_is_forgotten_wherever_it_was_and_forgetting_twice_does_no_harm(
    tmp_path: Path, works: bool
) -> None:
    kept = store(tmp_path, works=works)
    kept.keep(SETTING, ACCOUNT, "sesame")
    kept.remove(SETTING, ACCOUNT)
    kept.remove(SETTING, ACCOUNT)
    assert kept.find(SETTING, ACCOUNT) == ""


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_others_may_read_is_not_read_at_all(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "own" / "secrets.json"
    kept = store(tmp_path, works=False)
    kept.keep(SETTING, ACCOUNT, "sesame")
    file.chmod(mode)
    with pytest.raises(SettingsError, match="others may read it") as refused:
        kept.find(SETTING, ACCOUNT)
    assert "chmod 600" in refused.value.remedy
    assert "sesame" not in str(refused.value)


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe"])
def test_a_spoilt_file_is_named_without_what_is_in_it(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "own" / "secrets.json"
    write_private(file, content)
    with pytest.raises(SettingsError, match="cannot be read") as refused:
        store(tmp_path).find(SETTING, ACCOUNT)
    assert refused.value.place == str(file)


def test_a_private_file_is_private_from_its_first_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[int] = []
    sync = os.fsync

    def watch(handle: int) -> None:
        modes.append(os.fstat(handle).st_mode & 0o777)
        sync(handle)

    monkeypatch.setattr(os, "fsync", watch)
    (tmp_path / "x").write_bytes(b"old")
    (tmp_path / "x").chmod(0o644)
    write_private(tmp_path / "x", b"new")
    assert modes == [0o600]
    assert read_private(tmp_path / "x") == b"new"
    assert read_private(tmp_path / "y") is None


def test_names_are_as_the_settings_write_them() -> None:
    assert variable("mail.graph.secret") == "GOVFLOW_MAIL__GRAPH__SECRET"
    assert token_cache_path("../a b/c").name == "tokens-.._a_b_c.json"
