"""Passwords and keys: from the environment, then the system's keyring, then a file of the owner's alone.

A secret is never printed, never written into the workspace, and never into a file others can read.
"""

import json
import os
import stat
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import keyring
from keyring.errors import KeyringError
from platformdirs import user_config_path, user_state_path

from govflow.adapters.files.atomic import translate
from govflow.core.errors import SettingsError

FILE = "secrets.json"


class Ring(Protocol):
    """The part of `keyring` that is used."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class SecretStore:
    """Looks a secret up by its setting ('mail.smtp.password') and the account it belongs to.

    `file` is read only while nobody but its owner may read it.
    """

    def __init__(
        self,
        *,
        environment: Mapping[str, str] | None = None,
        ring: Ring | None = None,
        file: Path | None = None,
    ) -> None:
        self._environment = os.environ if environment is None else environment
        self._ring: Any = keyring if ring is None else ring
        self._file = file or user_config_path("govflow", appauthor=False) / FILE

    def find(self, setting: str, account: str) -> str:
        """The secret, or '' when there is none.

        Raises SettingsError when the file may be read by others, or is not as it was written.
        """
        return (
            self._environment.get(variable(setting), "")
            or self._from_ring(setting, account)
            or self._from_file().get(f"{setting} {account}", "")
        )

    def keep(self, setting: str, account: str, secret: str) -> str:
        """Keep a secret in the keyring, or where there is none in the file; returns which, in words."""
        try:
            self._ring.set_password(_service(setting), account, secret)
        except (KeyringError, OSError, RuntimeError):
            kept = {**self._from_file(), f"{setting} {account}": secret}
            write_private(self._file, json.dumps(kept, indent=1).encode("utf-8"))
            return str(self._file)
        return "the system's keyring"

    def remove(self, setting: str, account: str) -> None:
        """Forget a secret wherever it was kept; the environment is the caller's own."""
        with suppress(KeyringError, OSError, RuntimeError):  # not there, or there is no keyring
            self._ring.delete_password(_service(setting), account)
        kept = self._from_file()
        if kept.pop(f"{setting} {account}", None) is not None:
            write_private(self._file, json.dumps(kept, indent=1).encode("utf-8"))

    def _from_ring(self, setting: str, account: str) -> str:
        try:
            return self._ring.get_password(_service(setting), account) or ""
        except (KeyringError, OSError, RuntimeError):
            return ""

    def _from_file(self) -> dict[str, str]:
        raw = read_private(self._file)
        if raw is None:
            return {}
        try:
            kept = json.loads(raw)
            return {str(name): str(value) for name, value in kept.items()}
        except (ValueError, AttributeError) as problem:
            raise SettingsError(
                "this file of secrets cannot be read.",
                place=str(self._file),
                remedy="remove it and give the passwords again.",
            ) from problem


def variable(setting: str) -> str:
    """The environment variable of a setting: 'mail.smtp.password' is GOVFLOW_MAIL__SMTP__PASSWORD."""
    return "GOVFLOW_" + setting.replace(".", "__").upper()


def token_cache_path(account: str) -> Path:
    """Where access tokens of an account are kept between two commands."""
    safe = "".join(c if c.isalnum() or c in "-_.@" else "_" for c in account) or "account"
    return user_state_path("govflow", appauthor=False) / f"tokens-{safe}.json"


def read_private(path: Path) -> bytes | None:
    """The bytes of a file nobody else may read, or None when there is no file.

    Raises SettingsError when others may read it. On Windows the file's place in the user's own
    profile and the rights given by `write_private` keep others out.
    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name != "nt" and stat.S_IMODE(mode) & 0o077:
                raise SettingsError(
                    "this file holds secrets and others may read it.",
                    place=str(path),
                    remedy=f"chmod 600 '{path}', and change what was in it.",
                    undone="nothing was read from it.",
                )
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise translate(problem, path) from problem


def write_private(path: Path, content: bytes) -> None:
    """Put bytes into a file that only its owner may read, from its first moment; flushed, then renamed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(prefix=".secret-", dir=path.parent)  # made with mode 0600
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                _only_the_owner(temporary)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise translate(problem, path) from problem


def _only_the_owner(path: Path) -> None:
    """On Windows, take away every right that was inherited and give it to this user alone."""
    if os.name != "nt":
        return
    program = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "icacls.exe"
    rights = f"{os.environ.get('USERDOMAIN', '.')}\\{os.environ.get('USERNAME', '')}:F"
    subprocess.run(  # noqa: S603 - fixed program of the system, arguments are not read by a shell
        [str(program), str(path), "/inheritance:r", "/grant:r", rights],
        check=True,
        capture_output=True,
        timeout=30,
    )


def _service(setting: str) -> str:
    return f"govflow {setting}"
