"""What a check reports: a value with place, clause, words and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error stops, a warning asks, `refer` goes to a person who decides."""

    ERROR = "error"
    WARNING = "warning"
    REFER = "refer"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a careful reviewer would point out. Nothing is ever changed because of it.

    `line` is 1-based (0: the whole file); `clause` is an address, None where the whole text is meant.
    """

    code: str
    severity: Severity
    file: str
    line: int
    clause: str | None
    message: str
    remedy: str
