"""Letters: what each kind of e-mail to a recipient must say, and the states it goes through."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LetterKind(StrEnum):
    FIRST = "first"
    REMINDER = "reminder"
    RECEIPT = "receipt"
    ANSWER = "answer"
    ESCALATION = "escalation"


class LetterState(StrEnum):
    """planned -> sending (committed first) -> sent | refused | deferred | unknown; parked after
    three crashes while sending (DESIGN section 4.3)."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNKNOWN = "unknown"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a person can ask: a name, a telephone number and an address."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class LetterText:
    """Everything a letter's template may say; the template decides the words around it.

    `changes` are sentences, already chosen for this person. `purpose` is 'acknowledgement' or
    'information'. `mailto` is a link that opens a reply with words already in it.
    """

    kind: LetterKind
    language: str
    organisation: str
    policy_title: str
    version: str
    person_name: str
    audience: str
    purpose: str
    reference: str
    statement: str
    changes: tuple[str, ...]
    contact: Contact
    signer: str
    mailto: str
    sent_on: date
    passed_on: date | None = None
    in_force: date | None = None
    due: date | None = None
    golden_rule: str = ""
    checkpoint: str = ""
    attachment: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """One letter in words: a subject line, plain text and HTML that say the same."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """The addresses and marks of one letter, fixed when its notice is sealed.

    `reply_to` carries the recipient's 80-bit secret; `reference` is public. `loop` marks mail of ours.
    """

    sender: str
    to_name: str
    to_address: str
    reply_to: str
    message_id: str
    date: str
    reference: str
    letter: str
    loop: str
    checkpoint: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took the letter; `remote_id` is what it calls it, if anything."""

    remote_id: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The server said no for good, in its own code and words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Deferred:
    """Not now: try again after so many seconds. `whole_mailbox` pauses every letter, not this one."""

    seconds: int
    text: str
    whole_mailbox: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """The answer was lost; only evidence can tell whether the letter went."""

    text: str


SendResult = Sent | Refused | Deferred | Unknown
