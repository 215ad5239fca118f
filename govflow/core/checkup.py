"""What a look around shows the officer before she trusts her workspace and its mailbox: plain answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried. `passed` is None when it could not be told, or wants a thought.

    `name` is stable (`sign_in`, `send`, `find`, `read_back`, `scope`, `expiry`, `backups`, ...);
    `message` says what was seen, `remedy` what to do when it did not pass.
    """

    name: str
    passed: bool | None
    message: str
    remedy: str = ""
