"""One message with everything the rules look at, worked out once and only when a rule asks."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from govflow.core.people.letters import Purpose
from govflow.core.replies.machine import machine_kind
from govflow.core.replies.mail import Mail, first_header
from govflow.core.replies.match import (
    Book,
    Match,
    SentLetter,
    find_letter,
    letter_of_report,
    letter_of_sender,
)
from govflow.core.replies.outcomes import AutoReply, Filed
from govflow.core.replies.sender import Proof, Trust, prove_sender
from govflow.core.replies.split import Split, left_over, split
from govflow.core.replies.votes import read_vote
from govflow.core.replies.wording import Saying, read_words


@dataclass(frozen=True)
class Case:
    """What came in, the book to look letters up in, whom we trust, and when the server had it."""

    mail: Mail
    book: Book
    trust: Trust
    received: datetime

    @cached_property
    def machine(self) -> Filed | None:
        return machine_kind(self.mail, self.received.date())

    @cached_property
    def match(self) -> Match | None:
        if self.machine is None:
            return find_letter(self.mail, self.book)
        if isinstance(self.machine, AutoReply):
            return find_letter(self.mail, self.book) or letter_of_sender(self.mail, self.book)
        return letter_of_report(self.mail, self.book)

    @property
    def letter(self) -> SentLetter | None:
        return self.match.letter if self.match else None

    @cached_property
    def proof(self) -> Proof:
        return prove_sender(self.mail, self.trust)

    @property
    def votes(self) -> bool:
        """Whether the letter asked for a vote on a written resolution."""
        return self.letter is not None and self.letter.purpose == Purpose.RESOLUTION

    @property
    def _sent(self) -> tuple[str, ...]:
        return (self.letter.text,) if self.letter else ()

    @cached_property
    def split(self) -> Split:
        text = self.mail.text if self.mail.text.strip() else self.mail.html
        return split(text, self._sent, self.trust.set_aside)

    @cached_property
    def saying(self) -> Saying:
        return self._read(self.split.new)

    def _read(self, text: str) -> Saying:
        if self.letter is None:
            return Saying("unclear", "leads to no letter")
        read = read_vote if self.votes else read_words
        return read(text, self.letter, self.mail.sender_name)

    @cached_property
    def twins_differ(self) -> bool:
        """Whether the plain and the HTML form of the message say different things."""
        if not (self.mail.text.strip() and self.mail.html.strip()):
            return False
        other = split(self.mail.html, self._sent, self.trust.set_aside).new
        if _letters(other) == _letters(self.split.new):
            return False
        said, mine = self._read(other), self.saying
        decided = said.kind == mine.kind == "decided"
        return said.kind != mine.kind or (decided and said.reason != mine.reason)

    @cached_property
    def answers_within(self) -> str:
        """Words of theirs after or between what they quoted."""
        if self.split.tail and not (self.split.below and not self.split.top):
            return self.split.tail
        return left_over(self.mail.html_quoted, self._sent) if not self.mail.text.strip() else ""

    @property
    def other_hand(self) -> str:
        """The address in Sender, where it differs from the one in From."""
        value = first_header(self.mail, "Sender")
        found = re.search(r"[\w.+=&'/-]+@[\w.-]+", value)
        return found[0].lower() if found and found[0].lower() != self.mail.sender else ""


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text.lower()))
