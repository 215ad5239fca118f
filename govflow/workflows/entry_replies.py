"""What replies do to entries of a register.

A reply is judged by the same rules as every other. What it decides is recorded with it, in one
transaction, and only where its writer may decide on that day.
"""

from dataclasses import dataclass
from datetime import date, datetime

from govflow.core.people.dates import date_words
from govflow.core.people.letters import ASKING, Purpose
from govflow.core.record.events import (
    EntryPersonNamed,
    Event,
    NoticeClosed,
    Private,
    ReplyReceived,
)
from govflow.core.record.registers import (
    ANSWERED,
    ASKED,
    CERTIFIED_ON,
    CLOSED,
    DECIDED_BY,
    STANDING,
    Authority,
    NoAuthority,
    entry_of,
    may_decide,
)
from govflow.core.record.rows import EntryRow, NoticeRow, RecipientRow
from govflow.core.replies import decision as said
from govflow.core.text.registers import RegisterKind
from govflow.workflows.entries import (
    entries_of,
    find_entry,
    kind_of,
    offices,
    standing_event,
)
from govflow.workflows.office import HOME, Office

LAST_CHECKED = "last_checked"
"""The field of a document's entry that follows its certification."""
NOT_COUNTED = "not_counted"
"""The field that says why an answer about an entry did not decide it."""


def askings(office: Office, entry: str) -> list[NoticeRow]:
    """Every notice that asked about an entry."""
    return [
        row
        for row in office.register.find(NoticeRow)
        if row.purpose in ASKING and entry_of(row.notice) == entry
    ]


def open_askings(office: Office) -> dict[str, NoticeRow]:
    """The first open notice about each entry that somebody is being asked about, by entry."""
    found: dict[str, NoticeRow] = {}
    for row in office.register.find(NoticeRow, closed=False):
        if row.purpose in ASKING:
            found.setdefault(entry_of(row.notice), row)
    return found


def authority(
    office: Office, person: str, kind: RegisterKind, row: EntryRow, day: date
) -> Authority | NoAuthority:
    mandates = entries_of(office, kind.nominees) if kind.nominees else []
    return may_decide(person, kind, row, offices(office), mandates, day)


def effects(office: Office, event: ReplyReceived) -> list[Event]:
    """What a reply decides about the entry its letter asked about; [] for every other reply.

    A decision counts only from somebody who may decide on the day it came in, and only while the
    request is open; else the entry says why it did not count, and stays as it was.
    """
    notice = office.register.get(NoticeRow, event.notice) if event.outcome == "decided" else None
    writer = office.register.get(RecipientRow, event.notice, event.recipient)
    if notice is None or writer is None:
        return []
    row = find_entry(office, entry_of(notice.notice))
    detail = dict(event.detail)
    day = datetime.fromisoformat(event.received).astimezone(HOME).date()
    given = Given(detail["decision"], detail.get("words", ""), day, event.evidence)
    if notice.purpose == Purpose.DECISION:
        return _decided(office, row, writer, given)
    if notice.purpose == Purpose.CERTIFICATION:
        return _certified(office, row, writer, given)
    return _advised(office, row, writer, given)


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody said about an entry: the decision, further words, the day, and the message."""

    decision: str
    words: str
    day: date
    evidence: str


def _decided(office: Office, row: EntryRow, writer: RecipientRow, given: Given) -> list[Event]:
    kind = kind_of(office, row)
    if kind is None:
        found: Authority | NoAuthority = NoAuthority("no policy declares the register any more")
    elif row.state != ASKED:
        found = NoAuthority(f"it was {row.state} before")
    else:
        found = authority(office, writer.person, kind, row, given.day)
    if isinstance(found, NoAuthority):
        return _void(office, row, writer, given, found.why)
    words = decision_words(given, found)
    return [
        _said(office, row, writer, given, given.decision, words),
        EntryPersonNamed(row.entry, DECIDED_BY, writer.subject, Private(writer.person)),
        *ended(office, row),
    ]


def _said(
    office: Office,
    row: EntryRow,
    writer: RecipientRow,
    given: Given,
    state: str,
    words: dict[str, str],
) -> Event:
    """The entry as a reply leaves it: who wrote it, on which day, and the message it rests on."""
    return standing_event(
        office,
        row,
        state=state,
        words=words,
        by=writer.name,
        evidence=given.evidence,
        on=given.day,
    )


def decision_words(given: Given, authority: Authority) -> dict[str, str]:
    """The fields that a decision adds to an entry."""
    name = "conditions" if given.decision == said.GRANTED else "reasons"
    found = {
        "decided_on": given.day.isoformat(),
        "decided_as": authority.office,
        "mandate": authority.mandate,
        name: given.words,
        NOT_COUNTED: "",
    }
    return {key: value for key, value in found.items() if value or key == NOT_COUNTED}


def _void(
    office: Office, row: EntryRow, writer: RecipientRow, given: Given, why: str
) -> list[Event]:
    """An answer that decides nothing: the entry stays as it was, and says so."""
    told = f"'{given.decision}' of {date_words(given.day)} by {writer.name}: {why}"
    words = {NOT_COUNTED: told}
    return [
        standing_event(office, row, words=words, by=writer.name),
        *ended(office, row, writer.notice),
    ]


def _certified(office: Office, row: EntryRow, writer: RecipientRow, given: Given) -> list[Event]:
    if row.state not in STANDING:
        return _void(office, row, writer, given, f"the entry is {row.state}")
    words = {CERTIFIED_ON: given.day.isoformat()}
    kind = kind_of(office, row)
    if kind and kind.field(LAST_CHECKED):
        words[LAST_CHECKED] = given.day.isoformat()
    if given.decision == said.KEPT and given.words:
        words["last_activity"] = given.words
    elif given.words:
        words["reasons"] = given.words
    state = CLOSED if given.decision == said.CLOSED else row.state
    return [_said(office, row, writer, given, state, words), *ended(office, row)]


def _advised(office: Office, row: EntryRow, writer: RecipientRow, given: Given) -> list[Event]:
    if row.state != ASKED:
        return _void(office, row, writer, given, f"it was {row.state} before")
    return [
        _said(office, row, writer, given, ANSWERED, {"answer": given.words}),
        EntryPersonNamed(row.entry, "answered_by", writer.subject, Private(writer.person)),
        *ended(office, row),
    ]


def ended(office: Office, row: EntryRow, notice: str = "") -> list[Event]:
    """Nothing further is asked: every open notice about the entry, or the one named, is closed."""
    return [
        NoticeClosed(one.notice, Private("answered"))
        for one in askings(office, row.entry)
        if not one.closed and notice in ("", one.notice)
    ]
