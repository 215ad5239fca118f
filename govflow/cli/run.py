"""`govflow run`: one quiet pass over everything that waits, safe to repeat."""

import time

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.db import adapters, place_of
from govflow.cli.refusal import tell
from govflow.cli.remind import plan_json, result_json, show_plan
from govflow.cli.show import counted, done, emit, next_step, say, would
from govflow.core.errors import TemporaryError


@click.command()
@click.option(
    "--watch",
    is_flag=True,
    help="Keep going until stopped: a pass every few minutes, or when mail comes by IMAP.",
)
@click.option(
    "--every", type=click.IntRange(1, 1440), default=15, metavar="MIN", help="With --watch [15]."
)
@shared
@click.pass_context
def run(ctx: click.Context, watch: bool, every: int) -> int:
    """Read replies, finish notices, remind: one pass.

    \b
    Examples: govflow run
              govflow run --watch --every 30

    Records who left, and puts people who joined or moved on the notices of their audience. Sends only
    what a confirmed notice or answer authorised, receipts where they are switched on, and the weekly
    mail to the CEO whom the settings name, on working days from 9 to 17. Erases what was kept long
    enough ('govflow retention show'). Safe to repeat: what is done is not done again. Writes one copy of
    the register a day into backups/ and keeps seven. Exit 4 when something needs you.
    """
    asked = asked_of(ctx)
    code = _one_pass(asked)
    while watch and not asked.dry_run:
        _pause(asked, every * 60)
        try:
            code = _one_pass(asked)
        except TemporaryError as refusal:
            tell(asked, refusal)  # a server that is away for a while does not end the watch
    return code


def _pause(asked: Asked, seconds: float) -> None:
    """Until the next pass; where replies come by IMAP it begins as soon as mail comes."""
    from govflow.cli.mail_wiring import until_mail

    begun = time.monotonic()
    root, _ = place_of(asked)
    if not until_mail(root, seconds):
        time.sleep(max(0.0, seconds - (time.monotonic() - begun)))


def copy_register(asked: Asked) -> None:
    """The day's first pass begins with a copy of the register."""
    from govflow.adapters.store.backups import BACKUPS, daily

    root, url = place_of(asked)
    copy = daily(url, root / BACKUPS, **adapters(asked))
    if copy is not None:
        done(asked, f"copied the register: {BACKUPS}/{copy.name}")


def _one_pass(asked: Asked) -> int:
    from govflow.cli.wiring import office_of
    from govflow.workflows.collect import foresee
    from govflow.workflows.remind import plan_round
    from govflow.workflows.retention import plan_retention
    from govflow.workflows.run import run as once

    if not asked.dry_run:
        copy_register(asked)
    with office_of(asked) as office:
        if asked.dry_run:
            found, plan, due = foresee(office), plan_round(office), plan_retention(office)
            gone = {"erased": len(due.messages), "forgotten": len(due.leavers)}
            document = {"collected": found.total, "reminded": plan_json(plan), **gone}
            emit(asked, "govflow/run/1", document, lambda: show_plan(plan))
            taken = counted(found.total, "message")
            let_go = counted(len(due.messages), "message")
            would(asked, f"take in {taken}, erase {let_go}, send {plan.total} letters")
            return 0
        result = once(office)
    document = {
        "collected": result.collected.total,
        "counted": result.collected.counted,
        "quarantined": result.collected.quarantined,
        "arrived": result.arrived,
        "delivered": result.delivered,
        "unsent": result.unsent,
        "answers": result.answers,
        "receipts": result.receipts,
        "erased": len(result.erased),
        "forgotten": result.forgotten,
        "reminded": result_json(result.reminded) if result.reminded else None,
        "weekly": result.weekly,
        "officer": result.officer,
        "held": result.held,
    }
    sent = result.delivered + result.answers + result.receipts + result.weekly
    sent += result.reminded.sent if result.reminded else 0

    def human() -> None:
        if result.collected.total or sent:
            click.echo(f"{counted(result.collected.total, 'message')} read, {sent} letters sent")

    emit(asked, "govflow/run/1", document, human)
    if result.erased:
        say(asked, f"the bytes of {counted(len(result.erased), 'message')} erased.")
    if result.forgotten:
        say(asked, f"what was held on {counted(result.forgotten, 'leaver')} erased.")
    if result.officer:
        say(asked, f"{counted(result.officer, 'reply', 'replies')} missing after all reminders.")
    if result.held:
        waiting = counted(result.held, "reply waits", "replies wait")
        say(asked, f"{waiting} for you; meanwhile nobody is written to about them.")
        next_step(asked, "govflow replies list --held")
    return 0 if result.complete else 4
