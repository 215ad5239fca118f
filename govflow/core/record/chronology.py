"""What happened, told for people who were not there: one sentence per event, parted into A4 pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from math import ceil
from typing import Any

from govflow.core.record.encode import Entry

SENTENCES: Mapping[str, str] = {
    "PolicyAdopted": "{title}, version {version}, was taken over as already passed.",
    "AmendmentStarted": "Amendment {amendment} of version {base_version} was begun: {title}.",
    "AmendmentWithdrawn": "Amendment {amendment} was withdrawn: {reason}.",
    "PackBuilt": "The Board's papers for amendment {amendment} were built.",
    "DecisionRecorded": "The Board's decision on amendment {amendment} was recorded: {outcome} on"
    " {decided_on}, minute {minute}; {votes_for} for, {votes_against} against.",
    "VersionPublished": "{title}, version {version}, was published: passed on {passed_on}, minute"
    " {minute}, in force from {in_force}.",
    "GuidanceConfirmed": "{by} confirmed that the guidance for {audience} says what version {version}"
    " says.",
    "NoticeSealed": "Notice {notice} of version {version} was confirmed, for {purpose}: {recipients}"
    " recipients, due {due}.",
    "RecipientsAdded": "{recipients} more people came to the notice {notice}, due {due}.",
    "NoticeClosed": "Notice {notice} was closed: {reason}.",
    "LettersPlanned": "Further letters were planned: {letters}.",
    "LetterClaimed": "Letter {letter} to {name} was about to be handed over.",
    "LetterSent": "Letter {letter} to {name} was handed over ({transport}).",
    "LetterRefused": "Letter {letter} to {name} was refused: {code} {text}.",
    "LetterDeferred": "Letter {letter} to {name} was put off by the mail server: {text}.",
    "LetterUnknown": "The answer about letter {letter} to {name} was lost: {text}.",
    "LetterStranded": "Letter {letter} to {name} was found half sent.",
    "LetterReplanned": "Letter {letter} to {name} had not gone out and waits again.",
    "LetterSettled": "{by} decided about letter {letter} to {name}, sent: {sent}. {reason}",
    "LetterParked": "Letter {letter} to {name} was set aside after {crashes} crashes.",
    "ReplyReceived": "A message from {sender} came in and was judged {outcome}: {reason}.",
    "ReplyResolved": "{by} took the reply of {name} for {outcome}: {reason}.",
    "ReplyAssigned": "{by} asked {to} to see to the reply of {name}.",
    "AnswerWritten": "{by} wrote an answer to {name}.",
    "AddressConfirmed": "{by} confirmed that the reply came from {name}'s own address: {reason}.",
    "RecipientExcused": "{by} recorded for {name}: {excuse}, until {until}. {reason}",
    "RecipientExtended": "{by} gave {name} until {due}.",
    "EntryRecorded": "{by} recorded {entry} as {state}.",
    "EntryPersonNamed": "Somebody was named as {field} of {entry}.",
    "PersonErased": "What was held on one person was erased: {reason}.",
    "PersonHeld": "{by} had everything on one person kept while a claim is open: {reason}.",
    "PersonReleased": "{by} recorded that the claim is over: {reason}.",
    "EntryCorrected": "{by} recorded that event {entry} is wrong, and what is right: {says}",
    "EvidenceErased": "The bytes of messages were erased: {reason}.",
}
"""What each event says. One that is not named here is told by its name alone."""
LINES, WIDTH = 40, 56
"""So many lines of so many letters stand on one A4 page of the chronology."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as a reader sees it: UTC and UK time, a sentence, the papers it brought.

    `pretended` is true where the event was recorded under a pretended day, as in a rehearsal.
    """

    seq: int
    utc: str
    uk: str
    text: str
    papers: tuple[str, ...] = ()
    pretended: bool = False

    @property
    def lines(self) -> int:
        """How many lines it takes, at the least two for its two times."""
        return max(2, ceil(len(self.text) / WIDTH) + sum(ceil(len(p) / WIDTH) for p in self.papers))


def sentence(entry: Entry, name: str) -> str:
    """What an event says in words; `name` is the recipient it is about. Erased values are named so."""
    event = entry.event
    kind = type(event).__name__
    said = {field.name: _said(getattr(event, field.name)) for field in fields(event)}
    return SENTENCES.get(kind, kind).format_map({**said, "name": name or "(erased)"})


def _said(value: Any) -> str:
    if value is None:
        return "not stated"
    return "(erased or not stated)" if value == "" else str(value).replace("_", " ")


def pages(happenings: Sequence[Happening]) -> list[tuple[Happening, ...]]:
    """The chronology parted into pages that each hold what fits on A4."""
    parted: list[list[Happening]] = []
    left = 0
    for one in happenings:
        if one.lines > left or not parted:
            parted.append([])
            left = LINES
        parted[-1].append(one)
        left -= one.lines
    return [tuple(page) for page in parted]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One paper of a pack: its path there, its SHA-256, and the event that names it."""

    path: str
    digest: str
    seq: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A paper that an event names and that is no longer there, and why."""

    path: str
    digest: str
    seq: int
    why: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the readable pages of an evidence pack say.

    `people` are (name, audience, notice, state, since); `checkpoint` is the ledger's end,
    `signed` the same as a signed note ('' where no key is configured).
    """

    organisation: str
    subject: str
    checkpoint: str
    happenings: tuple[Happening, ...]
    exhibits: tuple[Exhibit, ...]
    missing: tuple[Missing, ...]
    people: tuple[tuple[str, ...], ...]
    signed: str = ""
