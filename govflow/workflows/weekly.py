"""The weekly mail: three numbers and the overdue staff to the CEO, what waits to the officer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.utils import parseaddr

from govflow.core.people.letters import LetterKind, LetterState, Purpose
from govflow.core.people.summaries import weekly, weekly_day, weekly_lines
from govflow.core.record.rows import NoticeRow
from govflow.workflows.office import Office
from govflow.workflows.own_letters import OwnLetter, gone, own_text, send_own
from govflow.workflows.requests import round_on
from govflow.workflows.status import status

WEEKLY = "weekly"


def send_weekly(office: Office) -> int:
    """Send this week's mail, once; returns how many letters went now.

    Nothing goes to a CEO whom the settings do not name, nor when every answer has come in; nothing to
    the officer when nothing waits for her, or when her address is the mailbox that govflow reads itself.
    """
    table = office.timetable
    day = weekly_day(table.rules, table.calendar, office.clock.today())
    letters = [*_to_ceo(office, day), *_to_officer(office, day)] if day else []
    return sum(row.state == LetterState.SENT for row in send_own(office, WEEKLY, letters))


def _to_ceo(office: Office, day: date) -> Iterator[OwnLetter]:
    ceo, name = office.timetable.rules.ceo, f"weekly-{day.isoformat()}/ceo"
    to = next((p for p in office.library.people() if p.id == ceo and p.email), None)
    if to is None or not to.here_on(office.clock.today()) or gone(office, name):
        return
    open_before = {
        notice.notice
        for notice in office.register.find(NoticeRow, closed=False)
        if notice.sealed_on < day and notice.purpose == Purpose.ACKNOWLEDGEMENT
    }
    found = weekly(round_on(office, office.clock.today()), open_before)
    if found.over:
        return
    text = own_text(office, LetterKind.REPORT, WEEKLY, to.name, to.language)
    text = replace(text, changes=weekly_lines(found, to.language), about=found.names)
    yield OwnLetter(name, to.email, text)


def _to_officer(office: Office, day: date) -> Iterator[OwnLetter]:
    address, name = office.house.contact.email, f"weekly-{day.isoformat()}/officer"
    if address == parseaddr(office.house.sender)[1] or gone(office, name):
        return
    waiting = tuple(step.why for step in status(office).waiting)
    if not waiting:
        return
    text = own_text(office, LetterKind.REPORT, "officer", office.house.officer, "en")
    yield OwnLetter(name, address, replace(text, changes=waiting))
