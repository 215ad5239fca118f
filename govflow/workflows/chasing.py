"""What a reminder or an escalation says beside its notice: worked out when it is written, never earlier."""

from datetime import date

from govflow.core.people.also import Also, also_words
from govflow.core.people.letters import ASKING
from govflow.core.people.plans import Reminder, Request
from govflow.core.people.reminders import escalation_from, look, reminder_from
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, VersionRow
from govflow.workflows.office import Office
from govflow.workflows.requests import letter_day, requests_of, round_on


def step_and_note(office: Office, row: RecipientRow, letter: LetterRow) -> tuple[int, str]:
    """Which reminder this is (from 1), and the words about other texts that are due to this person."""
    table, day = office.timetable, letter_day(letter)
    whole = look(table.rules, table.calendar, requests_of(office, row.person), day)
    found = reminder_from(whole, row.person, row.notice)
    return (found.step, _note(office, found, row.language, day)) if found else (1, "")


def _note(office: Office, reminder: Reminder, language: str, day: date) -> str:
    others = [_also(office, request) for request in reminder.also]
    return also_words(others, language, since=day)


def _also(office: Office, request: Request) -> Also:
    notice = office.register.get(NoticeRow, request.notice)
    assert notice is not None
    version = office.register.get(VersionRow, notice.policy, notice.version)
    title = version.title if version else notice.policy
    if notice.purpose in ASKING:
        title = f"{title} ({notice.notice})"
    return Also(title, notice.version, request.due)


def names_missing(office: Office, row: RecipientRow, letter: LetterRow) -> tuple[str, ...]:
    """The people an escalation is about, as things stand now, by name."""
    found = escalation_from(round_on(office, letter_day(letter)), row.person, row.notice)
    return tuple(request.name for request in found.about) if found else ()
