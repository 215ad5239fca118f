"""`govflow remind`: write to everybody who still owes an answer, and to those above them."""

from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.show import (
    clean,
    confirm_count,
    counted,
    day,
    done,
    emit,
    next_step,
    say,
    table,
    warn,
    would,
)

if TYPE_CHECKING:
    from govflow.core.people.plans import ReminderPlan
    from govflow.workflows.remind import Reminded


@click.command()
@click.option(
    "--expect", type=click.IntRange(min=0), metavar="N", help="How many letters, with --yes."
)
@shared
@click.pass_context
def remind(ctx: click.Context, expect: int | None) -> int:
    """Send the reminders that are due today.

    \b
    Examples: govflow remind --dry-run --on 2026-12-11
              govflow remind --yes --expect 12

    Shows who would get a letter and who gets none, and why. Sends at most one letter to each person,
    on working days only; a second run on the same day sends nothing. Read the mailbox first.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.remind import carry_out, plan_round

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = plan_round(office)
        if asked.dry_run:
            emit(asked, "govflow/remind/1", plan_json(plan), lambda: show_plan(plan))
            would(asked, f"send {counted(plan.total, 'letter')}")
            return 0
        if not asked.json:
            show_plan(plan)
        if plan.total:
            confirm_count(asked, plan.total, expect, f"the reminders of {day(plan.on)}")
        result = carry_out(office, plan)
    emit(asked, "govflow/remind/1", {**plan_json(plan), **result_json(result)}, lambda: None)
    _tell(asked, plan, result)
    return 0 if result.complete else 4


def _tell(asked: Asked, plan: "ReminderPlan", result: "Reminded") -> None:
    if result.sent:
        done(asked, f"{counted(result.sent, 'letter')} sent")
    elif not plan.total:
        say(asked, "Nothing is due today.")
    if result.withdrawn:
        say(asked, f"{counted(result.withdrawn, 'letter')} withdrawn: no longer needed.")
    if not result.complete:
        left = result.refused + result.unknown + result.waiting
        warn(asked, f"{counted(left, 'letter')} not certainly sent; run the same command again")
    if plan.officer:
        say(
            asked,
            f"{counted(len(plan.officer), 'reply', 'replies')} still missing after all reminders.",
        )
    next_step(asked, "govflow status")


def show_plan(plan: "ReminderPlan") -> None:
    """The day's letters, and whose are paused, as one table."""
    rows = [(f"reminder {r.step}", r.request.name, _notices(r)) for r in plan.reminders]
    rows += [
        ("escalation", e.to.name, f"{e.to.notice}: {', '.join(r.name for r in e.about)}")
        for e in plan.escalations
    ]
    rows += [("paused", p.request.name, f"{p.request.notice}: {p.why}") for p in plan.paused]
    cells = [(kind, clean(name), clean(what)) for kind, name, what in rows]
    table(("Letter", "To", "About"), cells, empty=f"No letters on {day(plan.on)}.")


def _notices(reminder: Any) -> str:
    return ", ".join(one.notice for one in (reminder.request, *reminder.also))


def plan_json(plan: "ReminderPlan") -> dict[str, Any]:
    """The plan as programs read it: people by id."""
    return {
        "on": plan.on,
        "total": plan.total,
        "reminders": [
            {
                "person": r.request.person,
                "notice": r.request.notice,
                "step": r.step,
                "also": [one.notice for one in r.also],
            }
            for r in plan.reminders
        ],
        "escalations": [
            {
                "person": e.to.person,
                "notice": e.to.notice,
                "about": [one.person for one in e.about],
            }
            for e in plan.escalations
        ],
        "officer": [{"person": r.person, "notice": r.notice} for r in plan.officer],
        "paused": [
            {"person": p.request.person, "notice": p.request.notice, "why": p.why}
            for p in plan.paused
        ],
    }


def result_json(result: "Reminded") -> dict[str, Any]:
    """What became of the letters, in numbers."""
    return {
        "sent": result.sent,
        "refused": result.refused,
        "unknown": result.unknown,
        "waiting": result.waiting,
        "withdrawn": result.withdrawn,
    }
