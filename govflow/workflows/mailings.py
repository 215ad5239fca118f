"""The Board's papers by e-mail: who gets which, when, and whether that is in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from govflow.core.errors import GovflowError, NotPassedError
from govflow.core.people.calendar import WorkingCalendar
from govflow.core.people.dates import date_words
from govflow.core.people.letters import LetterKind, LetterState, Purpose
from govflow.core.people.notices import Addressee, Excluded, plan_roll
from govflow.core.record.events import NoticeSealed
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow
from govflow.core.text.versions import digest
from govflow.workflows.amend import amendment_row
from govflow.workflows.board_papers import (
    INDEX,
    Paper,
    agenda_lines,
    index_folder,
    index_paper,
    meeting_of,
    pack_papers,
    papers_digest,
    write_index,
)
from govflow.workflows.notify import (
    Rehearsal,
    new_notice_id,
    refuse_shared,
    rehearse,
    seal_roll,
    standing_people,
)
from govflow.workflows.office import Office
from govflow.workflows.preview import PAGE, letter_to_me, previewed
from govflow.workflows.subjects import Subject

LETTERS = "BRD"
"""What the references of letters to the Board begin with."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mailing:
    """Papers about to go to the Board. `notice` is '' for a new one, else that which is continued.

    `due` is the day of the meeting.
    """

    notice: str
    purpose: str
    amendments: tuple[str, ...]
    due: date
    addressees: tuple[Addressee, ...]
    excluded: tuple[Excluded, ...]
    papers: tuple[Paper, ...]
    lines: tuple[str, ...]
    statement: str = ""
    already: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many people get it, those already written to included."""
        return len(self.addressees)


def plan_mailing(office: Office, names: Sequence[str]) -> Mailing:
    """The papers of one or more tabled amendments for the members of the Board, one letter each.

    Refused when a pack is missing, was altered, or is of another text than the amendment by now; when
    the meeting is not named or past. Papers that go late are only warned about.
    """
    for name in names:
        check_tabled(office, name)
    meeting = meeting_of(office, names)
    today = office.clock.today()
    if meeting < today:
        raise GovflowError(
            f"the meeting of {date_words(meeting)} is past.",
            place=f"amendment {names[0]}",
            remedy="give its new day under [board] in amendment.toml, and build the pack anew.",
            undone="Nothing was sent.",
        )
    late = _late(office, today, meeting)
    return mailing(office, names, Purpose.MEETING, meeting, warnings=late)


def _late(office: Office, today: date, meeting: date) -> tuple[str, ...]:
    """A warning where the Board gets less notice than it is to have."""
    wanted = office.house.meetings.clear_notice
    clear = clear_days(office.timetable.calendar, today, meeting)
    if clear >= wanted:
        return ()
    days = "day" if clear == 1 else "days"
    return (
        f"only {clear} clear working {days} before the meeting of {date_words(meeting)}; the Board is "
        f"to have {wanted} (govflow.toml, meetings.clear_notice).",
    )


def clear_days(calendar: WorkingCalendar, sent: date, meeting: date) -> int:
    """The working days between the day papers are sent and the meeting, neither of them counted."""
    between = (sent + DAY * n for n in range(1, (meeting - sent).days))
    return sum(map(calendar.works, between))


def check_tabled(office: Office, name: str) -> None:
    """Raise GovflowError unless this amendment's pack was built, of the text it proposes now."""
    row = amendment_row(office, name)
    if row.state not in ("tabled", "deferred"):
        raise GovflowError(
            f"amendment {name} is {row.state}, so there are no papers to send.",
            place=f"amendment {name}",
            remedy=f"govflow board pack {name}"
            if row.state == "draft"
            else "send the papers of amendments that are still to be decided.",
            undone="Nothing was sent.",
        )
    proposed = office.library.amendment(name).proposed
    if digest(proposed) != row.pack_digest:
        raise NotPassedError(
            "this text changed after the pack was built; the papers are of another one.",
            place=proposed.path,
            remedy=f"put it back as it was, or build the pack anew: govflow board pack {name}",
            undone="Nothing was sent.",
        )


def mailing(
    office: Office,
    names: Sequence[str],
    purpose: Purpose,
    due: date,
    *,
    warnings: tuple[str, ...] = (),
    statement: str = "",
) -> Mailing:
    """The letters to everybody on the Board, or those of a mailing that was begun."""
    papers = pack_papers(office, names)
    if len(names) > 1:
        papers = ((INDEX, index_paper(office, names)), *papers)
    standing = _standing(office, names, purpose)
    addressees, excluded, already = _continued(office, standing) if standing else _members(office)
    return Mailing(
        notice=standing.notice if standing else "",
        purpose=purpose.value,
        amendments=tuple(names),
        due=standing.due if standing and standing.due else due,
        addressees=addressees,
        excluded=excluded,
        papers=papers,
        lines=agenda_lines(office, names),
        statement=standing.statement if standing else statement,
        already=already,
        warnings=warnings,
    )


def _standing(office: Office, names: Sequence[str], purpose: Purpose) -> NoticeRow | None:
    """The open mailing of this kind that carries these very amendments, if any."""
    rows = office.register.find(NoticeRow, purpose=purpose.value, closed=False)
    return next((row for row in rows if set(row.amendments) == set(names)), None)


def _members(office: Office) -> tuple[tuple[Addressee, ...], tuple[Excluded, ...], int]:
    audience = office.house.meetings.audience
    roll = plan_roll(office.library.people(), [audience], office.clock.today())
    if not roll.addressees:
        raise GovflowError(
            f"nobody in {audience} can be written to.",
            place="people.csv",
            remedy="bring the list in with: govflow people import FILE",
        )
    refuse_shared(roll)
    unreached = (Excluded(one.person, "no e-mail address") for one in roll.paper)
    return roll.addressees, (*roll.excluded, *unreached), 0


def _continued(
    office: Office, notice: NoticeRow
) -> tuple[tuple[Addressee, ...], tuple[Excluded, ...], int]:
    rows = office.register.find(RecipientRow, notice=notice.notice)
    letters = office.register.find(LetterRow, notice=notice.notice, kind=LetterKind.FIRST.value)
    gone = sum(letter.state == LetterState.SENT for letter in letters)
    return standing_people(office, rows), (), gone


def seal_mailing(office: Office, plan: Mailing) -> str:
    """Record the mailing with everybody on it; from here on it can only be finished."""
    if plan.notice:
        return plan.notice
    office.refuse_behind()
    if len(plan.amendments) > 1:
        write_index(office, plan.amendments)
    notice = new_notice_id(office, LETTERS)
    seal_roll(office, _sealed(office, plan, notice), LETTERS, plan.addressees)
    return notice


def _sealed(office: Office, plan: Mailing, notice: str) -> NoticeSealed:
    return NoticeSealed(
        notice=notice,
        policy="",
        version="",
        digest=papers_digest(plan.papers),
        purpose=plan.purpose,
        audiences=(office.house.meetings.audience,),
        sealed_on=office.clock.today(),
        due=plan.due,
        statement=plan.statement,
        recipients=plan.total,
        roll="",
        amendments=plan.amendments,
    )


def rehearsed_mailing(office: Office, plan: Mailing) -> tuple[Subject, Rehearsal]:
    """What the letters share, and the mailing as sealing would make it; nothing is recorded."""
    notice = plan.notice or new_notice_id(office, LETTERS)
    rehearsal = rehearse(office, _sealed(office, plan, notice), LETTERS, plan.addressees)
    return Subject(office.house.board, plain=plan.lines, attachments=plan.papers), rehearsal


def write_mailing_preview(office: Office, plan: Mailing) -> str:
    """Write one page with every letter beside the pack; returns its path."""
    subject, rehearsal = rehearsed_mailing(office, plan)
    page = previewed(office, subject, rehearsal, warnings=plan.warnings, excluded=plan.excluded)
    folder = f"board/{index_folder(plan.amendments)}"
    return office.library.write_documents(folder, {PAGE: office.pages.preview(page).encode()})[0]


def mailing_to_me(office: Office, plan: Mailing) -> str:
    """Send one of the letters to the sender's own address alone."""
    return letter_to_me(office, *rehearsed_mailing(office, plan))
