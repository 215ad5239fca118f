"""What `doctor` finds about mail without a server: whether letters can be put down and replies read."""

import os
from pathlib import Path

from govflow.adapters.mail.folder import FolderMailbox
from govflow.adapters.mail.self_test import Way
from govflow.core.checkup import Check

FOLDERS = ("outbox", "sent", "inbox", "processed", "quarantine")


def look_folder(mail: Path) -> Way:
    """Whether the folders of `mail` are there and can be written, and what in the inbox is not read."""
    absent = [name for name in FOLDERS if not (mail / name).is_dir()]
    locked = [n for n in FOLDERS if n not in absent and not os.access(mail / n, os.W_OK | os.X_OK)]
    aside = FolderMailbox(mail).set_aside()
    checks = [_folders(mail, absent, locked)]
    if aside:
        checks.append(
            Check(
                "inbox", None, f"not read: {' '.join(aside)}", "save it as .eml, or take it away."
            )
        )
    return Way(tuple(checks))


def _folders(mail: Path, absent: list[str], locked: list[str]) -> Check:
    if locked:
        names = ", ".join(locked)
        return Check(
            "folders",
            False,
            f"{mail.name}/ cannot be written: {names}.",
            "give yourself the right.",
        )
    if absent:
        names = ", ".join(absent)
        return Check(
            "folders",
            None,
            f"{mail.name}/ lacks {names}.",
            "nothing to do: they are made when needed.",
        )
    return Check(
        "folders", True, f"letters are put into {mail.name}/outbox, nothing leaves by itself."
    )
