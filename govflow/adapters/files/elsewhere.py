"""What lies in the workspace's `mail` folder and tells how far the register once was.

A copy of the register that was put back does not know what happened since; the letters that went out
meanwhile do (each carries a checkpoint), and so does the note kept beside them.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from heapq import nlargest
from pathlib import Path

from govflow.adapters.files.atomic import translate, write_file
from govflow.adapters.mail.outside import checkpoint_in, letter_outside
from govflow.core.errors import RecordError
from govflow.core.record.chain import EMPTY, Checkpoint, read_checkpoint
from govflow.core.record.witness import LetterOutside

NOTE = "checkpoint.json"
NEWEST, HEAD = 200, 8192
"""The newest letters are looked at, and of each only the first bytes: a header stands there."""


class MailFolder:
    """Fulfils `Elsewhere` over one workspace's `mail` folder."""

    def __init__(self, mail: Path) -> None:
        self._mail = mail
        self._note = mail / NOTE

    def seen(self) -> list[Checkpoint]:
        """The note, and the checkpoints of the newest letters that were not given up."""
        newest, given_up = self._noted()
        letters = (checkpoint_in(_head(path)) for path in self._newest())
        later = [one for one in letters if one is not None and one.size > given_up]
        return [newest, *sorted(later, key=lambda one: one.size)[-1:]]

    def keep(self, newest: Checkpoint) -> None:
        """Note how far the register is by now."""
        self._write(newest, self._noted()[1])

    def give_up(self, lost: Checkpoint, newest: Checkpoint) -> None:
        """No longer ask for what was seen up to `lost`."""
        self._write(newest, lost.size)

    def letters(self) -> Iterator[LetterOutside]:
        """Letters of notices in `outbox` and `sent`; previews and other mail are left out."""
        for path in self._files():
            found = letter_outside(path.read_bytes())
            if found is not None:
                yield found

    def read_again(self, known: Callable[[str], bool]) -> int:
        """Move replies that the register does not know from `processed` back into `inbox`."""
        moved = 0
        for path in sorted((self._mail / "processed").glob("*.eml")):
            if known(hashlib.sha256(path.read_bytes()).hexdigest()):
                continue
            try:
                (self._mail / "inbox").mkdir(exist_ok=True)
                path.replace(self._mail / "inbox" / path.name)
            except OSError as problem:
                raise translate(problem, path) from problem
            moved += 1
        return moved

    def _files(self) -> list[Path]:
        return [
            p for place in ("outbox", "sent") for p in sorted((self._mail / place).glob("*.eml"))
        ]

    def _newest(self) -> list[Path]:
        return nlargest(NEWEST, self._files(), key=lambda path: path.stat().st_mtime_ns)

    def _noted(self) -> tuple[Checkpoint, int]:
        """The newest checkpoint noted, and up to where nothing is asked for any more."""
        if not self._note.is_file():
            return EMPTY, 0
        try:
            noted = json.loads(self._note.read_bytes())
            return read_checkpoint(noted["newest"]), int(noted["given_up"])
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise RecordError(
                "the note of how far the register was cannot be read.",
                place=f"mail/{NOTE}",
                remedy="look with 'govflow ledger verify' whether all is well, then remove the note.",
                undone="nothing was sent.",
            ) from problem

    def _write(self, newest: Checkpoint, given_up: int) -> None:
        noted = {"newest": str(newest), "given_up": given_up}
        write_file(self._note, json.dumps(noted, indent=1).encode() + b"\n")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)
