"""Handing letters over, one at a time: recorded before the first byte and after the answer.

    planned -> sending -> sent | refused | deferred | unknown

A letter found `sending` under a free lock lost its sender: only evidence decides what became of it.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from typing import assert_never

from govflow.core.people.letters import (
    Deferred,
    LetterState,
    Refused,
    SendResult,
    Sent,
    Unknown,
)
from govflow.core.record.events import (
    Event,
    LetterDeferred,
    LetterRefused,
    LetterSent,
    LetterUnknown,
    Private,
)
from govflow.core.record.recover import recover
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow
from govflow.workflows.compose import written
from govflow.workflows.office import Office
from govflow.workflows.requests import CHASING
from govflow.workflows.subjects import Subject, subject_of_notice
from govflow.workflows.unneeded import sort_out_first_letters

Progress = Callable[[int, int], None]
DUE_STATES = (LetterState.PLANNED.value, LetterState.DEFERRED.value)


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a notice's letters so far, over the whole notice.

    `withdrawn` are letters to people who left or were excused before theirs went out.
    """

    notice: str
    total: int
    sent: int
    refused: int
    unknown: int
    waiting: int
    problems: tuple[tuple[str, str], ...]
    withdrawn: int = 0

    @property
    def complete(self) -> bool:
        """Whether every letter that is still wanted was handed over."""
        return self.sent + self.withdrawn == self.total


def deliver(office: Office, notice: str, progress: Progress = lambda done, total: None) -> Tally:
    """Send every letter of a notice that waits to be sent, once each; returns the whole tally.

    First letters to people who have left or need not answer are withdrawn. Reminders and escalations
    are left to `remind`, which looks first whether they are still wanted.

    Holds the sender's lock all the while; TemporaryError when another sender has it. A letter whose
    sender died is settled first. `progress` is told how many of how many have been dealt with.
    A pause asked for by the mail server ends the run: the rest waits.
    """
    with sending(office):
        settle_stranded(office, notice)
        sort_out_first_letters(office, notice)
        waiting = [one for one in _due_letters(office, notice) if one.kind not in CHASING]
        if waiting:
            _send_all(office, notice, waiting, progress)
    return tally(office, notice)


@contextmanager
def sending(office: Office) -> Iterator[None]:
    """The sender's lock, held by a register that has everything that was seen of it elsewhere.

    Raises RecordError when it is behind: a copy that was put back would write to people again.
    """
    with office.register.sender_lock():
        office.refuse_behind()
        try:
            yield
        finally:
            office.elsewhere.keep(office.register.checkpoint())


def deliver_letters(office: Office, notice: str, letters: Collection[str]) -> list[LetterRow]:
    """Send these letters of a notice and no others, each once; returns how they stand afterwards.

    The way is that of `deliver`: claimed before the first byte leaves, settled by evidence after a
    crash. Letters that have gone already stay as they are.
    """
    with sending(office):
        settle_stranded(office, notice)
        waiting = [one for one in _due_letters(office, notice) if one.letter in letters]
        if waiting:
            _send_all(office, notice, waiting, lambda done, total: None)
    found = (office.register.get(LetterRow, name) for name in sorted(letters))
    return [row for row in found if row is not None]


def _send_all(office: Office, notice: str, waiting: list[LetterRow], progress: Progress) -> None:
    """Hand over letter after letter. The outcome of one and the claim of the next are one record."""
    row = office.register.get(NoticeRow, notice)
    assert row is not None
    subject = subject_of_notice(office, row)
    recipients = {r.number: r for r in office.register.find(RecipientRow, notice=notice)}
    outcome: list[Event] = []
    try:
        for done, letter in enumerate(waiting, 1):
            if _is_taken(office, letter):
                continue
            recipient = recipients[letter.recipient]
            raw = _bytes(office, subject, row, recipient, letter)
            wire = hashlib.sha256(raw).hexdigest()
            claimed = office.register.claim(letter.letter, wire, raw, outcome)
            outcome = []
            if not claimed:
                continue
            result = _hand_over(office, letter, raw, recipient)
            outcome = [outcome_event(office, letter.letter, result)]
            progress(done, len(waiting))
            if isinstance(result, Deferred) and result.whole_mailbox:
                return
    finally:
        office.register.append(*outcome)


def _is_taken(office: Office, letter: LetterRow) -> bool:
    """Whether another sender has dealt with a letter meanwhile: its bytes need not be made."""
    row = office.register.get(LetterRow, letter.letter)
    return row is None or row.state not in DUE_STATES


def _hand_over(
    office: Office, letter: LetterRow, raw: bytes, recipient: RecipientRow
) -> SendResult:
    sender = parseaddr(office.house.sender)[1]
    return office.transport.send(letter.letter, raw, sender, recipient.email)


def _bytes(
    office: Office, subject: Subject, notice: NoticeRow, recipient: RecipientRow, letter: LetterRow
) -> bytes:
    """The letter's bytes: those claimed before, if it was ever claimed, else newly written."""
    stored = office.register.evidence(letter.wire) if letter.wire else None
    return stored or written(office, subject, notice, recipient, letter)


def outcome_event(office: Office, letter: str, result: SendResult) -> Event:
    """What the transport's answer says happened, as an event."""
    match result:
        case Sent(remote_id):
            return LetterSent(letter, office.transport.name, remote_id)
        case Refused(code, text):
            return LetterRefused(letter, code, Private(text))
        case Deferred(seconds, text):
            until = office.clock.now() + timedelta(seconds=seconds)
            return LetterDeferred(letter, until.isoformat(timespec="seconds"), Private(text))
        case Unknown(text):
            return LetterUnknown(letter, Private(text))
        case _:
            assert_never(result)


def _due_letters(office: Office, notice: str) -> list[LetterRow]:
    now = office.clock.now().isoformat(timespec="seconds")
    found = [
        letter
        for state in DUE_STATES
        for letter in office.register.find(LetterRow, notice=notice, state=state)
        if letter.until <= now
    ]
    return sorted(found, key=lambda letter: letter.letter)


def settle_stranded(office: Office, notice: str) -> None:
    """Find out what became of letters whose sender died or whose answer was lost.

    Letters in the hands of another sender that lives are left to it, those to erased people as they are.
    """
    left = [row for row in office.register.stranded() if row.notice == notice]
    left += office.register.find(LetterRow, notice=notice, state=LetterState.UNKNOWN.value)
    for letter in left:
        recipient = office.register.get(RecipientRow, notice, letter.recipient)
        if recipient is None or recipient.person:
            _settle(office, letter.letter)


def _settle(office: Office, name: str) -> None:
    """One letter, step by step, until it is sent, planned again, parked or left to the officer.

    Another sender may be settling it too: whoever comes second finds it changed and leaves it.
    """
    while (letter := office.register.get(LetterRow, name)) is not None:
        found = None
        if letter.state == LetterState.UNKNOWN:
            found = office.transport.find_sent(letter.letter, letter.message_id)
        event = recover(letter, found)
        if event is None or not office.register.settle(letter, event):
            return


def tally(office: Office, notice: str) -> Tally:
    """How a notice's letters stand."""
    letters = office.register.find(LetterRow, notice=notice, kind="first")
    recipients = {r.number: r for r in office.register.find(RecipientRow, notice=notice)}
    wanted = [letter for letter in letters if not letter.withdrawn]
    states = [letter.state for letter in wanted]
    troubled = (LetterState.REFUSED, LetterState.UNKNOWN, LetterState.PARKED)
    return Tally(
        notice=notice,
        total=len(letters),
        sent=states.count(LetterState.SENT),
        refused=states.count(LetterState.REFUSED),
        unknown=states.count(LetterState.UNKNOWN) + states.count(LetterState.PARKED),
        waiting=sum(states.count(s) for s in (*DUE_STATES, LetterState.SENDING)),
        problems=tuple(
            (
                recipients[letter.recipient].email,
                f"{letter.state}: {letter.code} {letter.text}".strip(),
            )
            for letter in wanted
            if letter.state in troubled
        ),
        withdrawn=len(letters) - len(wanted),
    )
