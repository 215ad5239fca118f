"""Short texts that must outlive the program: how far a mailbox was read, what was tried with a letter."""

import json
from pathlib import Path

from govflow.adapters.files.atomic import write_file
from govflow.core.errors import RecordError


class FileNotes:
    """Fulfils `Notes` with one small JSON file, flushed to disk at every change."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, key: str) -> str | None:
        """The text under this key, or None."""
        return self._read().get(key)

    def put(self, key: str, value: str | None) -> None:
        """Keep a text, or remove it with None; on disk when the call returns."""
        notes = self._read()
        if value is None:
            if notes.pop(key, None) is None:
                return
        else:
            notes[key] = value
        write_file(self._path, json.dumps(notes, indent=1, sort_keys=True).encode())

    def _read(self) -> dict[str, str]:
        try:
            return dict(json.loads(self._path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return {}
        except ValueError as problem:
            raise RecordError(
                "this file is not what govflow wrote.",
                place=str(self._path),
                remedy="remove it: the mailbox is then read anew, and nothing is counted twice.",
            ) from problem
