"""What happens to mail that came back."""

from dataclasses import dataclass

from govflow.core.record.events.private import NOTHING, Private


@dataclass(frozen=True, slots=True)
class ReplyReceived:
    """A message came in and was judged. `evidence` is the SHA-256 of its bytes.

    `notice` and `recipient` (the number within the notice) are '' and 0 when nothing matched.
    `detail` holds what the outcome needs: a return date, a diagnostic code, an old version. What of it
    may be personal (an address) is moved to `particulars` when it is recorded.
    """

    evidence: str
    received: str
    notice: str
    recipient: int
    outcome: str
    rule: str
    reason: Private
    counted: bool
    detail: tuple[tuple[str, str], ...]
    judged_with: str
    message_id: Private
    sender: Private
    particulars: Private = NOTHING


@dataclass(frozen=True, slots=True)
class ReplyResolved:
    """The officer settled a held reply; `outcome` is what she took it for."""

    evidence: str
    outcome: str
    counted: bool
    by: Private
    reason: Private


@dataclass(frozen=True, slots=True)
class ReplyAssigned:
    """Somebody is asked to see to a reply (a question for a manager, say); '' takes it back."""

    evidence: str
    to: Private
    by: Private


@dataclass(frozen=True, slots=True)
class AnswerWritten:
    """A letter in answer to a reply was written and confirmed; from here on it is sent, once.

    `text` is the SHA-256 of what it says (stored as evidence), `letter` the id it goes out under.
    """

    evidence: str
    letter: str
    text: str
    by: Private


@dataclass(frozen=True, slots=True)
class AddressConfirmed:
    """The officer confirmed that the address this reply came from is the recipient's own."""

    evidence: str
    by: Private
    reason: Private
