"""`govflow retention`: for how long what is kept, why, and what is due to go."""

from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, noun, shared
from govflow.cli.show import clean, confirm, counted, done, emit, prose, warn, would

if TYPE_CHECKING:
    from govflow.workflows.office import Office
    from govflow.workflows.retention import Due


@noun
def retention() -> None:
    """Show how long what is kept, and let go of the rest."""


@retention.command()
@shared
@click.pass_context
def show(ctx: click.Context) -> None:
    """Show each rule with its reason and what is due.

    \b
    Examples: govflow retention show
              govflow retention show --json

    The periods stand in govflow.toml; the shipped ones are proposals that your organisation decides on.
    Changes nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.retention import plan_retention

    asked = asked_of(ctx)
    with office_of(asked) as office:
        _emit(asked, office, plan_retention(office))


@retention.command()
@shared
@click.pass_context
def apply(ctx: click.Context) -> None:
    """Let go of everything that was kept long enough.

    \b
    Examples: govflow retention apply --dry-run
              govflow retention apply --yes

    Erases the bytes of messages and what is held on leavers whose time is over, and records it; 'govflow
    run' does the same of itself. Whoever is on hold ('people hold') is passed over. Sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.retention import apply_retention, plan_retention

    asked = asked_of(ctx)
    with office_of(asked) as office:
        due = plan_retention(office)
        _emit(asked, office, due)
        what = f"the bytes of {counted(len(due.messages), 'message')} and what is held on"
        what += f" {counted(len(due.leavers), 'leaver')}"
        if asked.dry_run:
            return would(asked, f"erase {what}")
        if due.messages or due.leavers:
            confirm(asked, f"Erase {what}?", what=f"This erases {what}.")
            apply_retention(office, due)
    done(asked, f"erased {what}")


def _emit(asked: Asked, office: "Office", due: "Due") -> None:
    from govflow.core.people.retention import RULES
    from govflow.workflows.retention import all_of

    number = dict(all_of(due))
    rules: list[dict[str, Any]] = [
        {
            "rule": rule.name,
            "setting": rule.setting,
            "days": getattr(office.house.retention, rule.name),
            "goes": rule.goes,
            "stays": rule.stays,
            "reason": rule.reason,
            "due": number[rule.name],
        }
        for rule in RULES
    ]

    def human() -> None:
        for one in rules:
            days = counted(one["days"], "day") if one["days"] else "for ever"
            click.echo(f"{one['setting']}: {days} · {one['due']} due")
            for name in ("goes", "stays", "reason"):
                prose(one[name], " " * 12, f"    {name}:")

    document = {"rules": rules, "leavers": list(due.leavers), "messages": list(due.messages)}
    document["waiting"] = [{"person": person, "why": why} for person, why in due.waiting]
    emit(asked, "govflow/retention/1", document, human)
    for person, why in due.waiting:
        warn(asked, clean(f"{person} left long ago, but {why}"))
