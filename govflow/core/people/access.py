"""What somebody who asks is given: everything held on them, other people's data kept apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Paper:
    """One letter or reply: where its text and its bytes lie, and what it is.

    `apart` says why the bytes are not in the pack itself; '' when they are.
    """

    file: str
    what: str
    when: str
    text: str
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Access:
    """Everything held on one person, as the answer to their request shows it.

    `facts` is what data.json holds; `apart` are messages of other people that name this person, which
    the officer reads before she decides what of them to give.
    """

    organisation: str
    name: str
    made_on: str
    facts: Mapping[str, Any]
    letters: tuple[Paper, ...]
    replies: tuple[Paper, ...]
    apart: tuple[Paper, ...]
