"""First letters that wait and are not wanted any more, and those that are wanted again."""

from govflow.core.people.letters import NOT_NEEDED, LetterKind
from govflow.core.record.events import Event, LetterRefused, LetterReplanned, Private
from govflow.core.record.register import state
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, VersionRow
from govflow.workflows.office import Office

SETTLED = ("acknowledged", "declined", "exempt", "left", "superseded", "waived")
"""The states of the register in which nobody is asked any more."""
WAITING = ("deferred", "planned")


def sort_out_first_letters(office: Office, notice: str) -> None:
    """Withdraw first letters that nobody is to have now, and plan again those that are wanted again.

    Only under the sender's lock, so that no letter is on its way meanwhile.
    """
    events = unsorted(office, notice)
    if events:
        office.register.append(*events)


def unsorted(office: Office, notice: str) -> list[Event]:
    """What has changed about the first letters of a notice since they were planned. Records nothing.

    A letter waits for nobody who left, is away or excused; who is here is read from the people list, so
    it holds on the very day. One withdrawn so is planned again once its reader is asked again.
    """
    row = office.register.get(NoticeRow, notice)
    assert row is not None
    asked = _asked(office, row)
    events: list[Event] = []
    for letter in office.register.find(LetterRow, notice=notice, kind=LetterKind.FIRST.value):
        wanted = letter.recipient in asked
        if letter.state in WAITING and not wanted:
            events.append(LetterRefused(letter.letter, NOT_NEEDED, Private("withdrawn in time")))
        elif letter.withdrawn and wanted:
            events.append(LetterReplanned(letter.letter, "wanted again"))
    return events


def _asked(office: Office, notice: NoticeRow) -> set[int]:
    """The numbers of those on the roll who belong to its audiences, are not on leave and still asked."""
    today = office.clock.today()
    here = {
        person.id
        for person in office.library.people()
        if not person.on_leave(today) and any(person.belongs(a, today) for a in notice.audiences)
    }
    versions = office.register.find(VersionRow, policy=notice.policy)
    return {
        row.number
        for row in office.register.find(RecipientRow, notice=notice.notice)
        if row.person in here and state(row, (), notice, versions, today) not in SETTLED
    }
