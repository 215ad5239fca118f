"""How one person stands in one notice: the one place where that is decided.

`PRECEDENCE` is the rule: the first state whose condition holds is the person's. Each condition is a small
function whose docstring is its documentation.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from govflow.core.people.letters import ASKING, LetterState, Purpose
from govflow.core.people.notices import INTEREST
from govflow.core.record.rows import LetterRow, NoticeRow, RecipientRow, VersionRow


@dataclass(frozen=True, slots=True)
class Case:
    """One person within one notice, with all that decides how they stand on a day."""

    recipient: RecipientRow
    letters: Sequence[LetterRow]
    notice: NoticeRow
    versions: Sequence[VersionRow]
    today: date

    @property
    def due(self) -> date | None:
        """The last day to answer: this person's own, else the notice's; None where nothing is asked."""
        return self.recipient.due or self.notice.due

    @property
    def asked(self) -> bool:
        """Whether an answer is asked of this person."""
        return purpose_of(self.notice, self.recipient) in (
            Purpose.ACKNOWLEDGEMENT,
            Purpose.RESOLUTION,
            *ASKING,
        )

    def excused_as(self, excuse: str) -> bool:
        """Whether this excuse is in effect today."""
        return excused_today(self.recipient, excuse, self.today)

    def any_letter(self, *states: LetterState) -> bool:
        """Whether some letter is in one of these states, those withdrawn in time left out."""
        return any(one.state in states and not one.withdrawn for one in self.letters)


def purpose_of(notice: NoticeRow, recipient: RecipientRow) -> str:
    """What a notice is for, to this person: within one for information, whoever has a day is asked; of a
    resolution, whoever declared an interest gets the papers alone."""
    if recipient.audience == INTEREST:
        return Purpose.MEETING.value
    if notice.purpose == Purpose.INFORMATION and recipient.due is not None:
        return Purpose.ACKNOWLEDGEMENT.value
    return notice.purpose


def excused_today(recipient: RecipientRow, excuse: str, today: date) -> bool:
    """Whether somebody is excused in this way on this day."""
    until = recipient.excused_until
    return recipient.excused == excuse and (until is None or today <= until)


def acknowledged(case: Case) -> bool:
    """A genuine acknowledgement of this very text counts. Nothing that came later hides it."""
    return bool(case.recipient.counted) and case.notice.purpose != Purpose.RESOLUTION


def agreed(case: Case) -> bool:
    """A member of the Board agrees to a written resolution, and nothing they said since waits."""
    voted = bool(case.recipient.counted) and case.notice.purpose == Purpose.RESOLUTION
    return voted and not case.recipient.held


def left(case: Case) -> bool:
    """The person is no longer with the organisation."""
    return case.excused_as("left")


def exempt(case: Case) -> bool:
    """The officer has recorded that this person is not bound."""
    return case.excused_as("exempt")


def waived(case: Case) -> bool:
    """The officer has recorded that this person need not answer this time."""
    return case.excused_as("waived")


def question(case: Case) -> bool:
    """The newest thing the person said is a question, and no answer has gone out since."""
    return case.recipient.outcome == "question"


def declines_and_waits(case: Case) -> bool:
    """The person said no, and the officer has not settled it."""
    return case.recipient.outcome == "declined" and case.recipient.held > 0


def held(case: Case) -> bool:
    """A reply waits for the officer."""
    return case.recipient.held > 0


def superseded(case: Case) -> bool:
    """The notice is closed, or a later text in force asks everybody anew (materiality A)."""
    if case.notice.purpose in ASKING:
        return case.notice.closed
    later = later_texts(case.notice, case.versions, case.today)
    return case.notice.closed or any(v.materiality not in ("B", "C") for v in later)


def later_texts(notice: NoticeRow, versions: Sequence[VersionRow], today: date) -> list[VersionRow]:
    """The later versions of a notice's policy that are in force on this day."""
    own = [v for v in versions if v.policy == notice.policy]
    mine = next((v.seq for v in own if v.version == notice.version), 0)
    return [v for v in own if v.seq > mine > 0 and v.in_force <= today]


def declined(case: Case) -> bool:
    """The officer has settled the person's newest word as a no."""
    return case.recipient.outcome == "declined"


def undelivered(case: Case) -> bool:
    """The newest letter came back, or every letter was refused."""
    refused = case.any_letter(LetterState.REFUSED) and not case.any_letter(LetterState.SENT)
    return case.recipient.outcome == "bounced" or refused


def uncertain(case: Case) -> bool:
    """No letter is known to have gone out, and of one it is not known whether it did."""
    doubtful = (LetterState.UNKNOWN, LetterState.PARKED, LetterState.SENDING)
    return case.any_letter(*doubtful) and not case.any_letter(LetterState.SENT)


def informed(case: Case) -> bool:
    """The text was sent, nothing says it did not arrive, and nothing is asked of this person."""
    return not case.asked and case.any_letter(LetterState.SENT)


def away(case: Case) -> bool:
    """The person is absent today: by their own automatic answer (until the day they name) or by record."""
    back = case.recipient.away_until
    return case.excused_as("away") or (back is not None and case.today < back)


def overdue(case: Case) -> bool:
    """The last day to answer has passed."""
    return case.asked and case.due is not None and case.due < case.today


def outstanding(_case: Case) -> bool:
    """Nothing else is so: an answer is awaited."""
    return True


PRECEDENCE: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    ("acknowledged", acknowledged),
    ("left", left),
    ("exempt", exempt),
    ("waived", waived),
    ("question", question),
    ("declined", declines_and_waits),
    ("agreed", agreed),
    ("held", held),
    ("superseded", superseded),
    ("declined", declined),
    ("undelivered", undelivered),
    ("uncertain", uncertain),
    ("informed", informed),
    ("away", away),
    ("overdue", overdue),
    ("outstanding", outstanding),
)
"""The states of the register, in the order in which they are asked for."""

STATES = tuple(dict.fromkeys(name for name, _ in PRECEDENCE))


def state(
    recipient: RecipientRow,
    letters: Sequence[LetterRow],
    notice: NoticeRow,
    versions: Sequence[VersionRow],
    today: date,
) -> str:
    """How a person stands in a notice on a day, by `PRECEDENCE`.

    `letters` are those of this recipient, `versions` those of the notice's policy.
    """
    case = Case(recipient, letters, notice, versions, today)
    return next(name for name, holds in PRECEDENCE if holds(case))
