"""A file is the old one or the new one, never half of either."""

import errno
import os
from pathlib import Path

import pytest

from govflow.adapters.files import atomic
from govflow.core.errors import GovflowError, TemporaryError


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "policy.md"
    atomic.write_file(path, b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TemporaryError, match="the disk is full"):
        atomic.write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["policy.md"]


def test_a_set_of_files_that_fails_leaves_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = atomic.write_file

    def second_fails(path: Path, content: bytes) -> None:
        if path.name == "b":
            raise OSError(errno.EACCES, "denied", str(path))
        real(path, content)

    monkeypatch.setattr(atomic, "write_file", second_fails)
    with pytest.raises(GovflowError):
        atomic.write_folder(tmp_path, {"a": b"1", "b": b"2"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, TemporaryError, "disk is full"),
        (errno.EACCES, TemporaryError, "open in another program"),
        (errno.EROFS, GovflowError, "read-only"),
        (errno.EIO, GovflowError, "could not be written"),
    ],
)
def test_the_systems_complaints_are_put_in_words(
    tmp_path: Path, number: int, kind: type[GovflowError], words: str
) -> None:
    refusal = atomic.translate(OSError(number, os.strerror(number), "x.docx"), tmp_path)
    assert isinstance(refusal, kind)
    assert words in refusal.problem
    assert refusal.remedy
