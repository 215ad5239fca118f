"""Which letter a message answers. A secret in its address or our Message-ID binds it; words do not.

Order: the secret in an address, In-Reply-To and References, Exchange's parent id, the reference in
the subject, then in the body. Likeness of subjects is never used. The short reference is public:
it leads to a letter, but never far enough to count.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from govflow.core.replies.mail import Mail


@dataclass(frozen=True, slots=True)
class SentLetter:
    """What a reply is judged against: one recipient of one notice, and the words we sent them.

    `text` holds the plain text of every letter sent to this recipient for this notice, one
    after the other. `addresses` are all from which this person's own replies may come, lower
    case. `superseded_by` is the current version when this text is no longer current. `prior`
    names the outcome of their newest reply that settles something, `prior_counted` whether one
    already counts. `purpose` is the notice's; `closes` the end of a written resolution.
    `prefilled` is what the letter's button puts into a reply.
    """

    notice: str
    recipient: int
    person: str
    name: str
    addresses: tuple[str, ...]
    reference: str
    policy: str
    title: str
    version: str
    digest: str
    sent_at: datetime
    text: str
    organisation: str = ""
    prefilled: str = ""
    superseded_by: str = ""
    closed: bool = False
    purpose: str = "acknowledgement"
    closes: datetime | None = None
    prior: str = ""
    prior_counted: bool = False


class Book(Protocol):
    """Looks letters up. Keys come from hostile mail: an unknown one is simply not found."""

    def by_secret(self, secret: str) -> SentLetter | None: ...
    def by_message_id(self, message_id: str) -> SentLetter | None: ...
    def by_reference(self, reference: str) -> SentLetter | None: ...
    def by_address(self, address: str) -> Sequence[SentLetter]:
        """The newest letter of each open notice this person is a recipient of."""


@dataclass(frozen=True, slots=True)
class Match:
    """The letter found and by what. `binding`: the way there cannot be guessed. `rival`: another
    letter that the same message leads to as surely."""

    letter: SentLetter
    by: str
    binding: bool
    rival: SentLetter | None = None


_REFERENCE = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-[A-HJ-NP-Z2-9]{4,8}\b")


def find_letter(mail: Mail, book: Book) -> Match | None:
    """The letter this message answers, or None."""
    bound = list(_bound(mail, book))
    if bound:
        letter, by = bound[0]
        rivals = [other for other, _ in bound if _whose(other) != _whose(letter)]
        return Match(letter, by, binding=True, rival=rivals[0] if rivals else None)
    for where, text in (("subject", mail.subject), ("body", mail.text or mail.html)):
        letters = _referred(text, book)
        if letters:
            rival = letters[1] if len(letters) > 1 else None
            return Match(letters[0], f"reference in {where}", binding=False, rival=rival)
    return None


def _whose(letter: SentLetter) -> tuple[str, int]:
    return letter.notice, letter.recipient


def _bound(mail: Mail, book: Book) -> Iterator[tuple[SentLetter, str]]:
    for secret in secrets_in(mail.addressed):
        if letter := book.by_secret(secret):
            yield letter, "secret address"
    for by, ids in (
        ("In-Reply-To", mail.in_reply_to),
        ("References", tuple(reversed(mail.references))),
        ("parent id", mail.parent_ids),
    ):
        for message_id in ids:
            if letter := book.by_message_id(message_id):
                yield letter, by


def secrets_in(addresses: Iterable[str]) -> list[str]:
    """Everything in these addresses that may be a recipient's secret; the book knows which is.

    Looks after a plus, after a minus or an equals sign, and at whole local parts.
    """
    found: dict[str, None] = {}
    for address in addresses:
        local = address.partition("@")[0]
        for mark in "+-=.":
            pieces = local.split(mark)
            found.update(dict.fromkeys(p for p in pieces if len(p) >= 12))
            found.update(dict.fromkeys(["-".join(pieces[1:])] if len(pieces) > 2 else []))
    return list(found)[:200]


def references_in(text: str) -> list[str]:
    """Public references named in a text, in order, each once: `SMP-7K3QX`. At most 20."""
    found = _REFERENCE.findall(text[:50_000].upper())
    return list(dict.fromkeys(found))[:20]


def _referred(text: str, book: Book) -> list[SentLetter]:
    letters = [letter for r in references_in(text) if (letter := book.by_reference(r))]
    return list({_whose(letter): letter for letter in letters}.values())


def letter_of_report(mail: Mail, book: Book) -> Match | None:
    """The letter a mail system reports on: by our own ids, then by the one open letter to a failed
    recipient."""
    match = find_letter(mail, book)
    if match and match.binding:
        return match
    for message_id in mail.original_ids:
        if letter := book.by_message_id(message_id):
            return Match(letter, "original id", binding=True)
    for address in (*mail.failed, *(r.recipient for r in mail.reports)):
        letters = book.by_address(address) if address else ()
        if len(letters) == 1:
            return Match(letters[0], "failed recipient", binding=False)
    return match or letter_of_sender(mail, book)


def letter_of_sender(mail: Mail, book: Book) -> Match | None:
    """The only open letter to this sender; good enough to note an absence, never to count."""
    letters = book.by_address(mail.sender) if mail.sender else ()
    return Match(letters[0], "sender", binding=False) if len(letters) == 1 else None
