"""What the Board, and every other body of the route, decided: bound to the text, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govflow.core.errors import GovflowError, NotPassedError
from govflow.core.people.dates import date_words
from govflow.core.record.events import DecisionCorrected, DecisionRecorded, Private
from govflow.core.record.resolutions import (
    UNCOUNTED,
    Step,
    StepTaken,
    Vote,
    shortfall,
    still_needed,
    words,
)
from govflow.core.record.rows import AmendmentRow
from govflow.core.text.amendment import Amendment
from govflow.core.text.documents import Statement
from govflow.core.text.policy import Policy, short_code
from govflow.core.text.versions import digest
from govflow.workflows.amend import amendment_row, compared, examine
from govflow.workflows.board import usual_resolution
from govflow.workflows.closing import mailings_ended
from govflow.workflows.office import Office
from govflow.workflows.papers import proposed_by_law
from govflow.workflows.policies import check_come
from govflow.workflows.recorded import recorded

CERTIFICATE = "certificate.docx"
AS_AMENDED = "3 clean, as amended.docx"
DECIDED = ("passed", "published")
OUTCOMES = {
    "passed": "The resolution was passed.",
    "rejected": "The resolution was not passed.",
    "deferred": "The decision was put off to a later meeting.",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a body decided: `outcome` is passed, rejected or deferred.

    `body` is '' for the next one of the route. `present` leaves out those who declared an interest:
    they leave vote and quorum. A decision in writing names the `article` it was made under and what it
    rests on: `votes` are (name, day of the vote, its evidence).
    """

    outcome: str
    decided_on: date
    minute: str = ""
    vote: Vote = UNCOUNTED
    conflicts: tuple[str, ...] = ()
    body: str = ""
    conditions: tuple[str, ...] = ()
    reasons: str = ""
    article: str = ""
    votes: tuple[tuple[str, date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionPlan:
    """A decision about to be recorded, and the text it binds. `instead` is an amended text passed.

    `ahead` are the bodies that have still to pass this text after it.
    """

    amendment: str
    policy: str
    digest: str
    materiality: str
    decision: Decision
    step: Step
    ahead: tuple[str, ...]
    instead: Policy | None = None


def plan_decision(
    office: Office, name: str, decision: Decision, passed_as: bytes | None = None, place: str = ""
) -> DecisionPlan:
    """Check that a decision can be recorded: the pack was built, and proposed.md is what it proposed.

    `passed_as` is the text the body passed instead (Markdown). Every body of the route must pass the
    same text, so an amended text goes before those again that passed another one. Raises
    NotPassedError when the text changed since the pack was built, GovflowError when there is no pack,
    it is decided already, another body comes first, or votes or quorum fall short.
    """
    row = amendment_row(office, name)
    _check_tabled(office, row, decision.decided_on)
    amendment = office.library.amendment(name)
    instead = None
    if passed_as is not None:
        instead = office.library.read_text(passed_as, place, like=amendment.proposed)
    allowed = {row.pack_digest} | ({digest(instead)} if instead else set())
    if digest(amendment.proposed) not in allowed:
        raise NotPassedError(
            "this text changed after the pack was built; the Board had another one before it.",
            place=amendment.proposed.path,
            remedy=f"put it back as it was, or build the pack anew: govflow board pack {name}",
            undone="Nothing was recorded.",
        )
    base = office.library.version(row.policy, row.base_version)
    bound = digest(instead) if instead is not None else row.pack_digest
    step, ahead = _step(office, row, decision, base, bound)
    weight = row.materiality
    if instead is not None:
        weight = compared(base, instead, amendment).materiality
    return DecisionPlan(name, row.policy, bound, weight, decision, step, ahead, instead)


def _check_tabled(office: Office, row: AmendmentRow, decided_on: date) -> None:
    if row.state not in ("tabled", "deferred"):
        draft = row.state == "draft"
        raise GovflowError(
            "no pack was built, so the Board has decided on nothing."
            if draft
            else f"amendment {row.amendment} is {row.state} already.",
            place=f"amendment {row.amendment}",
            remedy=f"govflow board pack {row.amendment}"
            if draft
            else "a decision is superseded by a new amendment.",
        )
    check_come(office, "the decision", decided_on)


def _step(
    office: Office, row: AmendmentRow, decision: Decision, base: Policy, bound: str
) -> tuple[Step, tuple[str, ...]]:
    """Which step of the route this decision is, and who has to pass the text after it."""
    route = office.house.route(base.front.instrument_class)
    taken = steps_taken(office, row.amendment)
    waiting = still_needed(route, taken, row.pack_digest)
    step = next((one for one in route if one.body == decision.body), None)
    if decision.body and step is None:
        raise GovflowError(
            f"'{decision.body}' is no body of the route of a {base.front.instrument_class}.",
            place="govflow.toml",
            remedy=f"name one with --body: {', '.join(one.body for one in route)}.",
        )
    step = step or (waiting or route)[0]
    if waiting and step in waiting and step != waiting[0]:
        raise GovflowError(
            f"{waiting[0].body} has to pass this text before {step.body} does.",
            place=f"amendment {row.amendment}",
            remedy=f"record its decision first: --body {waiting[0].body!r}",
        )
    if decision.outcome != "passed":
        return step, ()
    if lacks := shortfall(step, decision.vote):
        raise GovflowError(
            lacks,
            place=f"amendment {row.amendment}",
            remedy="record what was decided, or give --for, --against and --present as minuted.",
            undone="Nothing was recorded.",
        )
    ahead = still_needed(route, taken, bound)
    return step, tuple(one.body for one in ahead if one.body != step.body)


def steps_taken(office: Office, name: str) -> list[StepTaken]:
    """Every body's passing of a text of this amendment, oldest first, read from the ledger."""
    return [
        _taken(said, office.house.board)
        for said in recorded(office, DecisionRecorded)
        if said.amendment == name and said.outcome == "passed"
    ]


def _taken(said: DecisionRecorded, board: str) -> StepTaken:
    """A step from its event; one from before there were routes is the board's."""
    return StepTaken(
        body=said.body or board,
        decided_on=said.decided_on,
        minute=said.minute,
        digest=said.digest,
        vote=Vote(said.votes_for, said.votes_against, said.abstained, said.present),
        conditions=said.conditions,
    )


def record_decision(office: Office, plan: DecisionPlan) -> tuple[str, ...]:
    """Record a decision, bound to the digest of the text it was on; returns the papers for the chair.

    A draft minute is always written, the clean text where it was amended in the meeting, and a
    certificate of the text as passed once no body is left.
    """
    amendment = office.library.amendment(plan.amendment)
    evidence = []
    if plan.instead is not None:
        office.library.save_proposed(plan.amendment, plan.instead)
        evidence.append(office.library.source(plan.instead).encode())
    minute = office.papers.statement(draft_minute(office, plan, amendment))
    ended = mailings_ended(office, plan.amendment, "was decided on") if not plan.ahead else []
    office.register.append(_event(plan), *ended, evidence=evidence)
    files = {f"draft minute, {plan.step.body}.docx": minute}
    if plan.instead is not None:
        found = examine(office, plan.amendment)
        text = proposed_by_law(office, found.base, found.amendment, plan.digest)
        files[AS_AMENDED] = office.papers.by_law(text)
    if plan.decision.outcome == "passed" and not plan.ahead:
        files[CERTIFICATE] = office.papers.statement(certificate(office, plan.amendment))
    return office.library.write_documents(_folder(plan.amendment), files)


def _folder(name: str) -> str:
    """Where the chair's papers go: beside the pack, which stays as the Board had it."""
    return f"board/{name}/decision"


def _event(plan: DecisionPlan) -> DecisionRecorded:
    said = plan.decision
    return DecisionRecorded(
        amendment=plan.amendment,
        policy=plan.policy,
        outcome=said.outcome,
        decided_on=said.decided_on,
        minute=said.minute,
        digest=plan.digest,
        materiality=plan.materiality,
        votes_for=said.vote.votes_for,
        votes_against=said.vote.votes_against,
        conflicts=tuple(Private(name) for name in said.conflicts),
        body=plan.step.body,
        abstained=said.vote.abstained,
        present=said.vote.present,
        conditions=tuple(map(Private, said.conditions)),
        reasons=Private(said.reasons),
        final=not plan.ahead,
        article=said.article,
        votes=tuple(evidence for _, _, evidence in said.votes),
    )


def draft_minute(office: Office, plan: DecisionPlan, amendment: Amendment) -> Statement:
    """The minute as the chair may take it over: what was resolved, the vote, and who stood aside."""
    said, found = plan.decision, examine(office, plan.amendment)
    amended = "It was passed as amended in the meeting." if plan.instead is not None else ""
    stood_aside = "; ".join(said.conflicts)
    return Statement(
        kind="Draft minute",
        title=amendment.title,
        subtitle=f"Amendment {plan.amendment} of the {found.base.title}",
        organisation=found.base.front.organisation or office.house.organisation,
        digest=plan.digest,
        facts=(
            ("Body", plan.step.body),
            ("Decided" if said.article else "Meeting", date_words(said.decided_on)),
            ("In writing", f"without a meeting, under {said.article}" if said.article else ""),
            ("Minute", said.minute),
            ("Mover", amendment.mover),
            ("Vote", vote_words(said.vote)),
            ("Present", _could_vote(said)),
            ("Needed", "" if said.article else words(plan.step)),
            ("Interests", f"declared by {stood_aside}, who left the vote" if stood_aside else ""),
            ("Text code", short_code(plan.digest)),
        ),
        parts=(
            ("Resolution", amendment.resolution or usual_resolution(found)),
            ("Decision", f"{OUTCOMES[said.outcome]} {amended}".strip()),
            ("Votes", "\n\n".join(_vote_line(*vote) for vote in said.votes)),
            ("Reasons", said.reasons),
            ("Conditions", "\n\n".join(said.conditions)),
            ("Still to decide", ", then ".join(plan.ahead)),
            ("Signed", "Chair: ____________________   Date: ____________________"),
        ),
    )


def _could_vote(said: Decision) -> str:
    if said.vote.present is None:
        return ""
    return f"{said.vote.present} who could vote"


def _vote_line(name: str, day: date, evidence: str) -> str:
    return f"{name} agreed on {date_words(day)} (evidence {evidence[:12]})."


def vote_words(vote: Vote) -> str:
    """A vote as a minute puts it: '9 for, 1 against, 0 abstained'; '' when nobody counted."""
    counts = (
        (vote.votes_for, "for"),
        (vote.votes_against, "against"),
        (vote.abstained, "abstained"),
    )
    return ", ".join(f"{number} {word}" for number, word in counts if number is not None)


def certificate(office: Office, name: str) -> Statement:
    """A certificate of the text as passed: which text, which bodies passed it, when and how.

    Asked for only once the amendment is passed.
    """
    row = amendment_row(office, name)
    assert row.decided_on is not None
    amendment = office.library.amendment(name)
    taken = [one for one in steps_taken(office, name) if one.digest == row.decided_digest]
    return Statement(
        kind="Certificate",
        title=amendment.proposed.title,
        subtitle=f"Version {amendment.new_version}, as passed",
        organisation=amendment.proposed.front.organisation or office.house.organisation,
        digest=row.decided_digest,
        facts=(
            ("Amendment", f"{name}, {row.title}"),
            ("Passed on", date_words(row.decided_on)),
            ("Minute", row.minute),
            ("Text code", short_code(row.decided_digest)),
            ("Digest", row.decided_digest),
        ),
        parts=(
            ("Passed by", "\n\n".join(_step_words(one) for one in taken)),
            ("Conditions", "\n\n".join(text for one in taken for text in one.conditions)),
            ("Certificate", CERTIFIED),
            ("Signed", "Chair: ____________________   Date: ____________________"),
        ),
    )


CERTIFIED = (
    "I certify that the text with the code above, as it stands in the clean text, is the text that "
    "was passed. The code is made from every word of it: a text with another code is another text."
)


def _step_words(step: StepTaken) -> str:
    vote = vote_words(step.vote)
    day = date_words(step.decided_on)
    minute = f", minute {step.minute}" if step.minute else ""
    return f"{step.body}, {day}{minute}{f' ({vote})' if vote else ''}"


def plan_correction(office: Office, name: str, by: str, reason: str) -> AmendmentRow:
    """The decision whose date or minute is to be put right; GovflowError when there is none."""
    row = amendment_row(office, name)
    if row.decided_on is None:
        raise GovflowError(
            f"no decision on amendment {name} is recorded, so there is none to correct.",
            remedy=f"record it: govflow board record {name} ...",
        )
    if not by.strip() or not reason.strip():
        raise GovflowError(
            "a correction needs a name and a reason.",
            remedy='add --by NAME and --reason "...".',
        )
    return row


def correct_decision(
    office: Office, row: AmendmentRow, decided_on: date, minute: str, by: str, reason: str
) -> Sequence[str]:
    """Record the right date and minute of a decision, and write its certificate anew."""
    office.register.append(
        DecisionCorrected(
            row.amendment, row.policy, decided_on, minute, Private(by), Private(reason)
        )
    )
    if row.state not in DECIDED:
        return ()
    paper = office.papers.statement(certificate(office, row.amendment))
    return office.library.write_documents(_folder(row.amendment), {CERTIFICATE: paper})
