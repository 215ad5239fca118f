"""Signed checkpoints through the commands: made, carried everywhere, checked, kept by a witness."""

import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from govflow.adapters.files.packs import zipped
from govflow.core.record.seen import read_seen
from govflow.core.record.signed import read_key, refuse_unsigned
from tests.cli.terminal import CODE, Shell
from tests.cli.test_evidence import resummed


@contextmanager
def secrets_in(folder: Path) -> Iterator[Path]:
    """No keyring, and settings of this test's own in a folder; yields the file of secrets."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_CONFIG_HOME", str(folder))
        yield folder / "govflow" / "secrets.json"
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def own_secrets(tmp_path: Path) -> Iterator[Path]:
    with secrets_in(tmp_path / "config") as file:
        yield file


@pytest.fixture(scope="session")
def signed(sent: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that made its key after the first letters and before three reminders; its secrets."""
    folder = tmp_path_factory.mktemp("signed")
    shell = Shell(Path(shutil.copytree(sent, folder / "ws")))
    with secrets_in(folder / "config"):
        shell("ledger", "key", "--yes")
        shell("remind", "--yes", "--expect", "3", day="2026-12-11")
    return folder


@pytest.fixture
def signing(signed: Path, tmp_path: Path) -> tuple[Shell, str]:
    """That workspace, this test's own, and its public key."""
    shutil.copytree(signed, tmp_path, dirs_exist_ok=True)
    shell = Shell(tmp_path / "ws")
    return shell, str(shell.json("ledger", "key")["key"])


def letters(shell: Shell) -> list[Path]:
    """The reminders."""
    found = shell.root.glob("mail/outbox/*.eml")
    return sorted(path for path in found if b"Govflow-Signature: " in path.read_bytes())


def test_a_key_is_made_once_and_its_private_half_is_the_owners_alone(new: Shell, own_secrets: Path):
    assert new.refused("ledger", "key", code=2)["remedy"] == "add --yes to confirm."
    made = new.json("ledger", "key", "--yes")
    assert made["made"] is True
    assert made["key"].startswith("union.example/govflow+")
    assert stat.S_IMODE(own_secrets.stat().st_mode) == 0o600
    assert new.json("ledger", "key") == {**made, "made": False}
    assert own_secrets.read_text() not in new.file("govflow.toml").read_text()
    assert new.json("config", "show")["settings"]["ledger.key"] == made["key"]


def test_letters_reports_packs_and_verify_carry_what_the_key_signed(signing, tmp_path):
    shell, printed = signing
    key = read_key(printed)
    carried = [read_seen(path.read_text("utf-8")).note for path in letters(shell)]
    shell("report", "--html", "-o", str(tmp_path), "--no-open")
    page = next(tmp_path.glob("*.html")).read_text("utf-8")
    pack = tmp_path / "pack.zip"
    shell("evidence", "export", "--notice", "SMP-1", "-o", str(pack))
    with zipfile.ZipFile(pack) as opened:
        carried.append(read_seen(opened.read("checkpoint.note").decode()).note)
    report = shell.json("report")["signed_checkpoint"]
    carried += [read_seen(report).note]
    carried += [read_seen(shell.json("ledger", "verify")["signed_checkpoint"]).note]
    assert len(carried) == 6
    for note in carried:
        assert note is not None
        refuse_unsigned(note, key, is_signed_by)
    for line in report.splitlines():
        assert line.replace("+", "&#43;") in page or line in page
    assert shell.json("evidence", "verify", str(pack))["ok"] is True


def is_signed_by(public: bytes, signature: bytes, message: bytes) -> bool:
    from govflow.adapters.system.signing import is_signed

    return is_signed(public, signature, message)


def test_verify_takes_a_signed_note_or_a_letter_and_refuses_what_the_key_did_not_sign(
    signing, tmp_path
):
    shell, _ = signing
    note = tmp_path / "seen.note"
    note.write_text(shell.json("ledger", "verify")["signed_checkpoint"], encoding="utf-8")
    assert shell.json("ledger", "verify", "--against", str(note))["ok"] is True
    assert shell.json("ledger", "verify", "--against", str(letters(shell)[0]))["ok"] is True
    size = note.read_text("utf-8").splitlines()[1]
    note.write_text(note.read_text("utf-8").replace(f"\n{size}\n", "\n3\n"), encoding="utf-8")
    said = shell.refused("ledger", "verify", "--against", str(note))
    assert said["problem"] == "this checkpoint is not signed by the key of union.example/govflow."


def test_a_pack_whose_signed_checkpoint_is_of_another_ledger_is_found(signing, tmp_path):
    shell, _ = signing
    pack = tmp_path / "pack.zip"
    shell("evidence", "export", "--notice", "SMP-1", "-o", str(pack))
    with zipfile.ZipFile(pack) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    origin, size, head, *rest = files["checkpoint.note"].decode().split("\n")
    other = head[:4].swapcase() + head[4:]
    files["checkpoint.note"] = "\n".join([origin, size, other, *rest]).encode()
    pack.write_bytes(zipped(resummed(files)))
    found = shell.json("evidence", "verify", str(pack), code=1)["findings"]
    assert found[0].startswith("checkpoint.note: is not a checkpoint of this ledger")


def test_a_key_that_is_not_on_this_computer_stops_what_should_be_signed(
    signing, own_secrets, monkeypatch
):
    shell, _ = signing
    own_secrets.unlink()
    assert "is not on this computer" in shell.refused("report")["problem"]
    assert shell.json("status")["today"]
    monkeypatch.setenv("GOVFLOW_LEDGER__SIGNING_KEY", "x" * 43 + "=")
    assert "does not belong to the key" in shell.refused("report")["problem"]


# --- the witness


@pytest.fixture
def trustee(tmp_path: Path):
    """A trustee's own folder, who shows checkpoints to the witness and reads its verdicts."""
    file = str(tmp_path / "mine" / "witness.json")

    def look(*seen: str, day: str = "2026-12-12", code: int = 0) -> list[str]:
        shell = Shell(tmp_path)
        found = shell.json("ledger", "witness", *seen, "--file", file, day=day, code=code)
        return [line["verdict"] for line in found["shown"]]

    return look


def pack_of(shell: Shell, name: str) -> str:
    path = shell.root.parent / name
    shell("evidence", "export", "--version", CODE, "1.0", "-o", str(path), "--yes")
    return str(path)


def test_a_trustee_sees_that_the_ledger_grew_and_that_nothing_before_was_changed(signing, trustee):
    shell, key = signing
    first, second, _ = map(str, letters(shell))
    assert trustee(first, second, "--key", key) == ["first", "grown"]
    assert trustee(first) == ["same"]
    shell.answer("ada@union.example")
    shell("replies", "collect", day="2026-12-12")
    assert trustee(pack_of(shell, "pack.zip"), day="2026-12-13") == ["consistent"]


def test_a_register_put_back_from_an_older_copy_is_seen_to_have_shrunk(signing, trustee):
    shell, key = signing
    copy = str(shell.json("db", "backup")["file"])
    trustee(str(letters(shell)[0]), "--key", key)
    shell.answer("ada@union.example")
    shell("replies", "collect", day="2026-12-12")
    end = shell.json("ledger", "verify")["checkpoint"]
    assert trustee(end, day="2026-12-13") == ["grown"]
    shell("db", "restore", copy, "--yes")
    less = shell.json("ledger", "verify")["checkpoint"]
    assert trustee(less, day="2026-12-14", code=1) == ["shrunk"]


def test_a_register_that_went_another_way_is_seen_to_have_forked(told, trustee, tmp_path):
    """One register, copied, and another event recorded in each: two truths of one size."""
    other = Shell(Path(shutil.copytree(told.root, tmp_path / "other" / "ws")))
    for shell, says in ((told, "for the staff"), (other, "for nobody")):
        shell("ledger", "correct", "3", "--says", says, "--by", "S.", "--reason", "Slip", "--yes")
    assert trustee(told.json("ledger", "verify")["checkpoint"]) == ["first"]
    short = other.json("ledger", "verify")["checkpoint"][:40]
    assert trustee(short, day="2026-12-13", code=1) == ["forked"]
    assert trustee(pack_of(other, "pack.zip"), day="2026-12-14", code=1) == ["forked"]


def test_what_is_not_the_registers_is_not_remembered(signing, trustee, tmp_path):
    shell, key = signing
    letter = letters(shell)[0]
    trustee(str(letter), "--key", key)
    kept = (tmp_path / "mine" / "witness.json").read_bytes()
    forged = tmp_path / "forged.eml"
    forged.write_bytes(
        letter.read_bytes().replace(b"Govflow-Checkpoint: ", b"Govflow-Checkpoint: 9")
    )
    said = Shell(tmp_path).refused(
        "ledger", "witness", str(forged), "--file", str(tmp_path / "mine" / "witness.json")
    )
    assert "is not signed by the key" in said["problem"]
    assert (tmp_path / "mine" / "witness.json").read_bytes() == kept
