"""What judging a reply yields: one dataclass per outcome, with what that outcome needs.

Only `Acknowledged` counts, and in a written resolution `Agreed`. Outcomes in doubt are held for the
officer; machine mail is filed.
"""

import re
from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """The recipient's own words that they have read this version and will follow it.

    `prefilled`: the words are those the letter's button put there. `weak`: a short form ("ok") that
    the organisation has chosen to count.
    """

    prefilled: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """A member of the Board agrees to a written resolution, in their own words: a vote for it."""


@dataclass(frozen=True, slots=True)
class Decided:
    """An answer to a letter about an entry of a register: what was decided, and words beside it.

    `decision` is granted, refused, kept, closed or answered; `words` are conditions, reasons, the day of
    the last activity (ISO 8601) or the answer itself. It never counts as an acknowledgement.
    """

    decision: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A person wrote, and it takes a person to say what it means. `suggestion` may say what it seems."""

    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """The recipient asks something before, or instead of, acknowledging."""


@dataclass(frozen=True, slots=True)
class Declined:
    """The recipient says no, or objects."""


@dataclass(frozen=True, slots=True)
class ExceptionRequested:
    """The recipient asks to be let off some of it."""


@dataclass(frozen=True, slots=True)
class OldVersion:
    """An acknowledgement of another version than the one in question; it counts for that text only."""

    version: str


@dataclass(frozen=True, slots=True)
class WrongSender:
    """The reply belongs to one recipient's letter and comes from another address."""

    address: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Unverified:
    """Nothing we trust proves that the sender's address is genuine."""

    why: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Nothing in the message leads to a notice and a recipient."""

    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """The reply contradicts what the same recipient said before; both are kept."""

    before: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Bounced:
    """A letter could not be delivered for good. `status` is the enhanced code (RFC 3463), or ''."""

    address: str = ""
    status: str = ""
    diagnostic: str = ""


@dataclass(frozen=True, slots=True)
class Delayed:
    """A letter is still on its way."""

    address: str = ""
    status: str = ""
    diagnostic: str = ""


@dataclass(frozen=True, slots=True)
class AutoReply:
    """A program answered for an absent person; `until` is the day they are back, where it is said."""

    until: date | None = None


@dataclass(frozen=True, slots=True)
class ReadReceipt:
    """A program says the letter was displayed or deleted. It never counts."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """A program asks us to prove that we are no robot before it delivers our letter."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """An invitation, or the answer to one."""


@dataclass(frozen=True, slots=True)
class ListMail:
    """Mail from a mailing list or newsletter."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Other mail made by a program; `kind` says which, where that is known."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class Spam:
    """Unasked-for mail that leads to no notice and was marked by the mail system."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The same message again."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """The bytes could not be read safely; they are kept as they came."""

    why: str


Held = (
    Unclear
    | Question
    | Declined
    | ExceptionRequested
    | OldVersion
    | WrongSender
    | Unverified
    | Unmatched
    | Conflict
)
Filed = (
    Bounced
    | Delayed
    | AutoReply
    | ReadReceipt
    | Challenge
    | Calendar
    | ListMail
    | Machine
    | Spam
    | Duplicate
)
Outcome = Acknowledged | Agreed | Decided | Held | Filed | Quarantined


def outcome_name(outcome: Outcome) -> str:
    """The outcome's stable name, as `replies list --json` prints it: 'old_version'."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(outcome).__name__).lower()


def detail(outcome: Outcome) -> tuple[tuple[str, str], ...]:
    """What the outcome needs beside its name, as (key, value) texts; empty values are left out."""
    pairs = ((f.name, _as_text(getattr(outcome, f.name))) for f in fields(outcome))
    return tuple((name, text) for name, text in pairs if text)


def _as_text(value: str | bool | date | None) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return value or ""


def counted(outcome: Outcome) -> bool:
    """Whether this outcome counts: an acknowledgement, or in a written resolution an agreement."""
    return isinstance(outcome, Acknowledged | Agreed)


def held(outcome: Outcome) -> bool:
    """Whether the officer must look at it."""
    return isinstance(outcome, Held)


def filed(outcome: Outcome) -> bool:
    """Whether it is put away without anybody looking."""
    return isinstance(outcome, Filed)
