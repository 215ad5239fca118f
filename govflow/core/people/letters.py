"""Letters: what each kind of e-mail to a recipient must say, and the states it goes through."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import quote, unquote

REFERENCE_HEADER = "Govflow-Reference"
LETTER_HEADER = "Govflow-Letter"
LOOP_HEADER = "Govflow-Loop"
CHECKPOINT_HEADER = "Govflow-Checkpoint"
SIGNATURE_HEADER = "Govflow-Signature"
NOTICE_HEADER = "Govflow-Notice"

REPLY_ABOVE = {
    "en": "Please write your reply above this line",
    "cy": "Ymatebwch uwchben y llinell hon, os gwelwch yn dda",
}
"""The first words of every letter, by language: what stands below them in a reply is not new."""


NOT_NEEDED = "not needed"
"""The code of a letter that was planned and withdrawn before it went out; nobody refused it."""


class LetterKind(StrEnum):
    FIRST = "first"
    REMINDER = "reminder"
    RECEIPT = "receipt"
    ANSWER = "answer"
    AGAIN = "again"
    ESCALATION = "escalation"
    REPORT = "report"


class Purpose(StrEnum):
    """What a notice is for. A `meeting` brings papers to the Board and asks nothing back; a `resolution`
    asks each member to agree in writing. The last four are about one entry of a register (`ASKING`): an
    `answer` asks nothing back."""

    ACKNOWLEDGEMENT = "acknowledgement"
    INFORMATION = "information"
    MEETING = "meeting"
    RESOLUTION = "resolution"
    DECISION = "decision"
    CERTIFICATION = "certification"
    ADVICE = "advice"
    ANSWER = "answer"


ASKING = (Purpose.DECISION, Purpose.CERTIFICATION, Purpose.ADVICE, Purpose.ANSWER)


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

    `changes` are sentences, already chosen for this person. `purpose` is the notice's `Purpose`
    (for a meeting `due` is its day and `policy_title` the board); of a report it is 'weekly', 'review'
    or 'officer', and `changes` are its lines. `mailto` is a link that opens a reply with words already
    in it (`reply_link`). `note` is free text of the officer's, paragraphs parted by empty lines; `step`
    counts reminders from 1; `about` names the people an escalation is about; `replied_on` is the day of
    the reply that a receipt is for.
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
    step: int = 1
    about: tuple[str, ...] = ()
    replied_on: date | None = None

    @property
    def reply_address(self) -> str:
        """The address that `mailto` writes to; '' when there is no link."""
        return unquote(self.mailto.removeprefix("mailto:").partition("?")[0])


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """One letter in words: a subject line, plain text and HTML that say the same."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """The addresses and marks of one letter, fixed when its notice is sealed.

    `sender` and `reply_to` are an address or 'Name <address>'; `reply_to` carries the recipient's
    80-bit secret, `reference` is public. `message_id` stands in angle brackets, `date` as RFC 5322
    writes it. `loop` marks mail of ours. `signature` is that of the checkpoint; from `notice` the notice
    can be made again (core/record/marks). `auto_submitted` ('auto-replied') stands on automatic receipts
    only, `in_reply_to` on letters that answer one.
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
    signature: str = ""
    notice: str = ""
    auto_submitted: str = ""
    in_reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took the letter; `remote_id` is what it calls it, if anything.

    `message_id` is the Message-ID the server gave it in place of ours, '' where it kept ours.
    """

    remote_id: str = ""
    message_id: str = ""


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


def reply_link(reply_to: str, subject: str, words: str) -> str:
    """A mailto: link (RFC 6068) that opens a reply with address, subject and words in place."""
    return f"mailto:{quote(reply_to, safe='@')}?subject={quote(subject)}&body={quote(words)}"


def acknowledging_words(policy_title: str, version: str, language: str = "en") -> str:
    """What the reply link puts into a reply. In evidence such words are marked as pre-filled."""
    if language == "cy":
        return (
            f"Rwyf wedi darllen a deall {policy_title}, fersiwn {version}, a byddaf yn ei ddilyn."
        )
    return f"I have read and understood the {policy_title}, version {version}, and will follow it."


def reply_statement(organisation: str, version: str, language: str = "en") -> str:
    """What an acknowledging reply means, in the words that are sealed with the notice."""
    if language == "cy":
        return (
            f"Mae ateb eich bod wedi darllen a deall yn dweud wrth {organisation} "
            f"eich bod wedi darllen fersiwn {version} ac y byddwch yn ei dilyn."
        )
    return (
        f"Replying that you have read and understood tells {organisation} "
        f"that you have read version {version} and will follow it."
    )


_SHARES = {
    "en": {
        "unanimous": "everybody who may vote has agreed",
        "simple": "more than half of those who may vote have agreed",
        "two-thirds": "two-thirds of those who may vote have agreed",
        "three-quarters": "three-quarters of those who may vote have agreed",
    },
    "cy": {
        "unanimous": "pawb sydd â phleidlais wedi cytuno",
        "simple": "mwy na hanner y rhai sydd â phleidlais wedi cytuno",
        "two-thirds": "dwy ran o dair o'r rhai sydd â phleidlais wedi cytuno",
        "three-quarters": "tri chwarter y rhai sydd â phleidlais wedi cytuno",
    },
}


def resolution_statement(
    organisation: str, article: str, majority: str, language: str = "en"
) -> str:
    """What agreeing to a written resolution means, in the words that are sealed with the letters."""
    share = _SHARES[language][majority]
    if language == "cy":
        return (
            f"Mae ateb eich bod yn cytuno yn bleidlais dros y penderfyniad fel y mae yn y papurau, o "
            f"dan {article} {organisation}. Fe'i pesir pan fydd {share}, ar ddiwrnod y cytundeb olaf "
            "sydd ei angen."
        )
    return (
        f"A reply that you agree is a vote for the resolution as it stands in the papers, under "
        f"{article} of {organisation}. It is passed once {share}, on the day of the last agreement "
        "needed."
    )
