"""Recording what a body decided, and putting a wrong date or minute right, for `govflow board`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from govflow.cli.asked import Asked
from govflow.cli.show import confirm, day, done, emit, next_step, would

if TYPE_CHECKING:
    from govflow.workflows.decisions import Decision, DecisionPlan
    from govflow.workflows.office import Office


def record_decisions(
    asked: Asked, amendments: Sequence[str], said: "Decision", passed_as: Path | None
) -> None:
    """Check what was decided on one amendment or several, ask once, record it and say what comes next."""
    from govflow.cli.wiring import office_of
    from govflow.workflows.decisions import plan_decision

    with office_of(asked) as office:
        instead = passed_as.read_bytes() if passed_as else None
        plans = [
            plan_decision(office, name, said, instead, str(passed_as or ""))
            for name in dict.fromkeys(amendments)
        ]
        _enter(asked, office, plans)


def record_written(asked: Asked, amendment: str, minute: str) -> None:
    """Record what the Board decided in writing, as its votes have it."""
    from govflow.cli.wiring import office_of
    from govflow.workflows.decisions import plan_decision
    from govflow.workflows.written import written_decision

    with office_of(asked) as office:
        said = written_decision(office, amendment, minute)
        _enter(asked, office, [plan_decision(office, amendment, said)])


def _enter(asked: Asked, office: "Office", plans: "list[DecisionPlan]") -> None:
    from govflow.core.text.policy import short_code
    from govflow.workflows.decisions import record_decision

    files: list[tuple[str, ...]] = [() for _ in plans]
    if not asked.dry_run:
        texts = ", ".join(
            f"{plan.decision.outcome.upper()} by {plan.step.body} the text {short_code(plan.digest)}"
            for plan in plans
        )
        said = plans[0].decision
        names = " and ".join(plan.amendment for plan in plans)
        what = f"this records the decision '{said.outcome}' on amendment {names}."
        question = f"Record: {texts} on {day(said.decided_on)}? It cannot be undone."
        confirm(asked, question, what=what)
        files = [record_decision(office, plan) for plan in plans]
    documents = [_document(plan, made) for plan, made in zip(plans, files, strict=True)]
    if len(documents) == 1:
        emit(asked, "govflow/decision/1", documents[0], lambda: None)
    else:
        emit(asked, "govflow/decisions/1", {"decisions": documents}, lambda: None)
    for plan, made in zip(plans, files, strict=True):
        _tell(asked, plan, made)


def _tell(asked: Asked, plan: "DecisionPlan", files: tuple[str, ...]) -> None:
    from govflow.core.text.policy import short_code

    said = plan.decision
    sentence = f"{said.outcome}, {day(said.decided_on)}, minute {said.minute or '—'}"
    sentence += f", text {short_code(plan.digest)}"
    if asked.dry_run:
        return would(asked, f"record: {sentence}")
    done(asked, f"recorded: {sentence}")
    for file in files:
        done(asked, file)
    _say_next(asked, plan)


def _document(plan: "DecisionPlan", files: tuple[str, ...]) -> dict[str, object]:
    return {
        "amendment": plan.amendment,
        "outcome": plan.decision.outcome,
        "body": plan.step.body,
        "decided": plan.decision.decided_on,
        "minute": plan.decision.minute,
        "digest": plan.digest,
        "still_to_decide": list(plan.ahead),
        "files": list(files),
    }


def _say_next(asked: Asked, plan: "DecisionPlan") -> None:
    if plan.decision.outcome != "passed":
        return
    if not plan.ahead:
        return next_step(asked, f"govflow publish {plan.amendment} --in-force DATE")
    if plan.instead is not None:
        return next_step(asked, f"govflow board pack {plan.amendment}, for {plan.ahead[0]}")
    words = f"govflow board record {plan.amendment} --body {plan.ahead[0]!r} --passed ..."
    next_step(asked, words)


def correct_decision(
    asked: Asked, amendment: str, decided: date | None, minute: str | None, by: str, reason: str
) -> None:
    """Record the right date or minute of a decision."""
    from govflow.cli.wiring import office_of
    from govflow.workflows.decisions import correct_decision as enter
    from govflow.workflows.decisions import plan_correction

    with office_of(asked) as office:
        row = plan_correction(office, amendment, by, reason)
        assert row.decided_on is not None
        on = decided or row.decided_on
        reference = row.minute if minute is None else minute
        if not asked.dry_run:
            what = f"this corrects the decision on amendment {amendment}."
            confirm(asked, f"Correct it to {day(on)}, minute {reference}?", what=what)
            enter(office, row, on, reference, by, reason)
    document = {"amendment": amendment, "decided": on, "minute": reference, "by": by}
    emit(asked, "govflow/decision_corrected/1", document, lambda: None)
    if asked.dry_run:
        return would(asked, f"correct the decision to {day(on)}, minute {reference}")
    done(asked, f"corrected: {day(on)}, minute {reference}; the first entry stays in the ledger")


def outcome_of(outcome: str | None, passed_as: Path | None) -> str:
    """The outcome named on the command line; UsageError when there is none."""
    if passed_as is not None:
        return "passed"
    if outcome is None:
        raise click.UsageError(
            "say what the Board decided: --passed, --rejected, --deferred or --passed-as FILE."
        )
    return outcome
