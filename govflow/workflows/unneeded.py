"""First letters that wait and are not wanted any more, and those that are wanted again."""

from govflow.core.people.letters import NOT_NEEDED, LetterKind
from govflow.core.record.events import Event, LetterRefused, LetterReplanned, Private
from govflow.core.record.register import state
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, VersionRow
from govflow.workflows.office import Office

SETTLED = ("acknowledged", "declined", "exempt", "left", "superseded", "waived")
"""The states of the register in which nobody is asked any more."""
WAITING = ("deferred", "planned")


def withdraw_unneeded_first(office: Office, notice: str) -> int:
    """Withdraw first letters that wait for somebody who has left or need not answer; returns how many.

    Who has left is read from the people list, so it holds on the very day. A letter withdrawn so is
    planned again once its reader is asked again (an excuse has ended, a date was put right).
    """
    row = office.register.get(NoticeRow, notice)
    assert row is not None
    asked = _asked(office, row)
    events: list[Event] = []
    for letter in office.register.find(LetterRow, notice=notice, kind=LetterKind.FIRST.value):
        wanted = letter.recipient in asked
        if letter.state in WAITING and not wanted:
            why = Private("withdrawn in time")
            events.append(LetterRefused(letter.letter, NOT_NEEDED, why))
        elif letter.withdrawn and wanted:
            events.append(LetterReplanned(letter.letter, "wanted again"))
    if events:
        office.register.append(*events)
    return sum(isinstance(event, LetterRefused) for event in events)


def _asked(office: Office, notice: NoticeRow) -> set[int]:
    """The numbers of those on the roll who are with the organisation today and still asked."""
    today = office.clock.today()
    here = {person.id for person in office.library.people() if person.here_on(today)}
    versions = office.register.find(VersionRow, policy=notice.policy)
    return {
        row.number
        for row in office.register.find(RecipientRow, notice=notice.notice)
        if row.person in here and state(row, (), notice, versions, today) not in SETTLED
    }
