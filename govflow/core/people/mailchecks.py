"""What a look at the mailbox shows the officer before she trusts it: plain answers in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailCheck:
    """One thing that was tried. `passed` is None when it could not be told.

    `name` is stable (`sign_in`, `send`, `find`, `read_back`, `scope`, `expiry`); `message` says what was
    seen, `remedy` what to do when it did not pass.
    """

    name: str
    passed: bool | None
    message: str
    remedy: str = ""
