"""How everything stands, and what the officer should do next."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from govflow.core.people.calendar import add_working_days
from govflow.core.people.letters import ASKING
from govflow.core.record.rows import AmendmentRow, NoticeRow, ReplyRow
from govflow.core.record.settle import waits
from govflow.core.text.reviews import PRESSING, Standing
from govflow.workflows.entries import declared, entries_of
from govflow.workflows.entry_letters import certifications_due
from govflow.workflows.entry_views import findings
from govflow.workflows.office import Office
from govflow.workflows.policies import PolicyLine, list_policies
from govflow.workflows.registers import notice_lines
from govflow.workflows.remind import plan_round


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do: why, and the command that does it. The most pressing come first."""

    why: str
    command: str


@dataclass(frozen=True, slots=True)
class Status:
    """The officer's view of the morning: what waits for her, and what can be done when nothing does."""

    today: date
    policies: tuple[PolicyLine, ...]
    amendments: tuple[AmendmentRow, ...]
    notices: tuple[dict[str, object], ...]
    held: int
    waiting: tuple[Step, ...]
    quiet: tuple[Step, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Everything that can come next, the most pressing first."""
        return (*self.waiting, *self.quiet)


def status(office: Office) -> Status:
    """Gather how policies, amendments, notices and replies stand, and what comes next."""
    policies = tuple(list_policies(office))
    amendments = tuple(
        row
        for row in office.register.find(AmendmentRow)
        if row.state not in ("published", "withdrawn", "rejected")
    )
    notices = tuple(
        line
        for line in notice_lines(office)
        if not line["closed"] and line["purpose"] not in ASKING
    )
    held = sum(waits(row) for row in office.register.find(ReplyRow))
    waiting = (
        *_altered(policies),
        *_replies(held),
        *_registers(office),
        *_letters(notices),
        *_silent(office),
        *_reviews(policies, office.clock.today()),
        *_amendments(amendments),
        *_people(office),
        *_unsent(office, policies),
    )
    today = office.clock.today()
    return Status(today, policies, amendments, notices, held, waiting, _quiet(notices))


def _altered(policies: tuple[PolicyLine, ...]) -> list[Step]:
    return [
        Step(f"policy/{line.code}/policy.md was edited by hand", "govflow ledger verify")
        for line in policies
        if line.altered
    ]


def _replies(held: int) -> list[Step]:
    if not held:
        return []
    noun = "reply needs" if held == 1 else "replies need"
    return [Step(f"{held} {noun} your eye", "govflow replies list --held")]


def _registers(office: Office) -> list[Step]:
    """What waits for a decision or an answer, each by itself; what else is amiss, as one."""
    found = findings(office)
    pressing = [one for one in found if one.code in ("waiting", "unanswered")]
    steps = [Step(one.message.removesuffix("."), one.remedy) for one in pressing]
    steps += _certifications(office)
    rest = sum(one.code not in ("waiting", "unanswered", "uncertified") for one in found)
    if rest:
        thing = "thing is" if rest == 1 else "things are"
        steps.append(Step(f"{rest} {thing} amiss in the registers", "govflow register check"))
    return steps + _questions(office)


def _certifications(office: Office) -> list[Step]:
    """Registers with entries to be confirmed again, one step for each."""
    due = ((one.kind.name, certifications_due(office, one.kind)) for one in declared(office))
    return [
        Step(
            f"{len(plans)} of {name} {'is' if len(plans) == 1 else 'are'} due to be certified again",
            f"govflow register ask --due {name}",
        )
        for name, plans in due
        if plans
    ]


def _questions(office: Office) -> list[Step]:
    """Questions that came by reply, have waited longer than they may, and are with nobody."""
    kinds = [one.kind for one in declared(office) if one.kind.answered_within]
    taken = {row.evidence for kind in kinds for row in entries_of(office, kind.name)}
    if not kinds:
        return []
    calendar, days = office.timetable.calendar, kinds[0].answered_within
    return [
        Step(
            f"a question has waited more than {days} working days",
            f"govflow advice ask --reply {row.evidence[:8]} --by NAME",
        )
        for row in office.register.find(ReplyRow, outcome="question")
        if waits(row)
        and row.evidence not in taken
        and add_working_days(calendar, date.fromisoformat(row.received[:10]), days)
        < office.clock.today()
    ]


def _letters(notices: tuple[dict[str, object], ...]) -> list[Step]:
    steps = []
    for line in notices:
        letters = line["letters"]
        assert isinstance(letters, dict)
        waiting = letters.get("planned", 0) + letters.get("deferred", 0) + letters.get("sending", 0)
        if waiting:
            again = f"{_again(line)} --yes --expect {line['written_to']}"
            steps.append(Step(f"{waiting} letters of {line['notice']} are not sent yet", again))
        doubtful = letters.get("unknown", 0) + letters.get("parked", 0) + letters.get("refused", 0)
        if doubtful:
            why = f"{doubtful} letters of {line['notice']} did not certainly arrive"
            steps.append(Step(why, f"govflow notice show {line['notice']}"))
    return steps


def _silent(office: Office) -> list[Step]:
    """Those for whom every reminder has gone out in vain, notice by notice."""
    found = Counter(request.notice for request in plan_round(office).officer)
    return [
        Step(
            f"{count} {'person has' if count == 1 else 'people have'} not answered {notice} after "
            "every reminder",
            f"govflow register show --notice {notice} --state overdue",
        )
        for notice, count in sorted(found.items())
    ]


def _again(line: dict[str, object]) -> str:
    """The command that finishes a notice."""
    amendments = line["amendments"]
    if not isinstance(amendments, list) or not amendments:
        return f"govflow notice send {line['policy']}"
    written = " --written" if line["purpose"] == "resolution" else ""
    return f"govflow board send {' '.join(amendments)}{written}"


def _reviews(policies: tuple[PolicyLine, ...], today: date) -> list[Step]:
    """Policies that have to be looked at again, the most pressing first."""
    going_on = [line for line in policies if line.ends is None or line.ends > today]
    found = sorted(going_on, key=lambda line: list(Standing).index(line.review.standing))
    return [
        Step(f"{line.title}: {line.review.standing}", "govflow register policies")
        for line in found
        if line.review.standing in PRESSING
    ]


NEXT_FOR = {
    "draft": ("is being drafted", "govflow amendment check {id}"),
    "tabled": (
        "is before the Board",
        "govflow board record {id} --passed --decided DATE --minute REF",
    ),
    "deferred": ("was put off by the Board", "govflow board pack {id}"),
    "passed": ("was passed and waits to be published", "govflow publish {id} --in-force DATE"),
}


def _amendments(rows: tuple[AmendmentRow, ...]) -> list[Step]:
    steps = []
    for row in sorted(rows, key=lambda row: list(NEXT_FOR).index(row.state), reverse=True):
        what, command = NEXT_FOR[row.state]
        steps.append(
            Step(f"{row.amendment} ({row.title}) {what}", command.format(id=row.amendment))
        )
    return steps


def _people(office: Office) -> list[Step]:
    if office.library.people():
        return []
    return [Step("the people list is empty", "govflow people import FILE.csv")]


def _unsent(office: Office, policies: tuple[PolicyLine, ...]) -> list[Step]:
    """Versions made by an amendment that nobody was written to about."""
    told = {
        (row.policy, row.digest)
        for row in office.register.find(NoticeRow)
        if row.purpose not in ASKING
    }
    return [
        Step(
            f"nobody was told of {line.title} {line.newest.version}",
            f"govflow notice preview {line.code}",
        )
        for line in policies
        if line.newest and line.newest.amendment and (line.code, line.newest.digest) not in told
    ]


def _quiet(notices: tuple[dict[str, object], ...]) -> tuple[Step, ...]:
    """With everything in hand: read the mailbox, look at the report."""
    if not notices:
        return (Step("propose a change to a policy", 'govflow amendment new CODE --title "..."'),)
    return (
        Step("see whether replies came in", "govflow replies collect"),
        Step("show how the notice stands", "govflow report"),
    )
