"""What the officer's pages about replies say, as values; `adapters/pages` decides how they look."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HeldReply:
    """One reply that waits: who wrote, what they say, why it is held, what their letter asked.

    Everything from outside is hostile text: it is shown, escaped, and used for nothing. `suggestion` is
    what it seems to be ('acknowledged', ...) or ''; `files` are the names of what was attached.
    """

    evidence: str
    name: str
    sender: str
    received: datetime
    outcome: str
    reason: str
    words: str
    suggestion: str = ""
    subject: str = ""
    notice: str = ""
    policy: str = ""
    statement: str = ""
    state: str = ""
    assigned: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Queue:
    """Every reply that waits for the officer, oldest first. `checkpoint` is the ledger's."""

    organisation: str
    as_at: datetime
    replies: tuple[HeldReply, ...]
    checkpoint: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in the officer's own words, and its answer. It names nobody."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class QuestionsAsked:
    """The questions asked about one policy and their answers, oldest first."""

    organisation: str
    policy_title: str
    asked: tuple[Asked, ...]
