"""`govflow board preview` and `send`: the Board's papers, one letter to each of its members."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.sending import deliver_watched, report_sending
from govflow.cli.show import (
    clean,
    confirm_count,
    counted,
    day,
    done,
    emit,
    next_step,
    open_page,
    say,
    warn,
    would,
)

if TYPE_CHECKING:
    from govflow.workflows.mailings import Mailing


@click.command()
@click.argument("amendments", metavar="ID...", nargs=-1, required=True)
@click.option("--no-open", is_flag=True, help="Do not open the page in a browser.")
@shared
@click.pass_context
def preview(ctx: click.Context, amendments: tuple[str, ...], no_open: bool) -> None:
    """Make one page that shows each letter to the Board.

    \b
    Examples: govflow board preview 2026-01
              govflow board preview 2026-01 2026-02 --no-open

    Writes documents/board/ID/notice-preview.html; sends and records nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.mailings import plan_mailing, write_mailing_preview

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = plan_mailing(office, amendments)
        path = "" if asked.dry_run else write_mailing_preview(office, plan)
        full = Path(office.library.root) / path
    document = {**_plan_json(plan), "file": path or None}
    emit(asked, "govflow/board_preview/1", document, lambda: click.echo(path, nl=bool(path)))
    _describe(asked, plan)
    if asked.dry_run:
        return would(asked, f"write a page with {counted(plan.total, 'letter')}")
    open_page(asked, full, no_open=no_open)
    next_step(asked, f"govflow board send {' '.join(amendments)}")


@click.command()
@click.argument("amendments", metavar="ID...", nargs=-1, required=True)
@click.option(
    "--expect", type=click.IntRange(min=0), metavar="N", help="How many people, with --yes."
)
@click.option("--to-me", is_flag=True, help="Send one letter, to the sender's own address only.")
@shared
@click.pass_context
def send(ctx: click.Context, amendments: tuple[str, ...], expect: int | None, to_me: bool) -> int:
    """Send the Board's members the papers of a meeting.

    \b
    Examples: govflow board send 2026-01 --to-me
              govflow board send 2026-01 2026-02 --yes --expect 9

    Sends each member one letter with the pack attached, and an index where there are several; the
    meeting, item and paper numbers come from amendment.toml. Shows count and audience, warns when less
    than the clear notice of [meetings] is left, and asks for the number of recipients. A second run
    sends only what is left.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.mailings import mailing_to_me, plan_mailing, seal_mailing

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = plan_mailing(office, amendments)
        _describe(asked, plan)
        if asked.dry_run:
            emit(asked, "govflow/board_mailing/1", _plan_json(plan), lambda: None)
            would(asked, f"write to {counted(plan.total - plan.already, 'person', 'people')}")
            return 0
        if to_me:
            where = mailing_to_me(office, plan)
            emit(asked, "govflow/notice_to_me/1", {"file": where}, lambda: click.echo(where))
            done(asked, "one letter went to the sender's own address; nobody else was written to")
            return 0
        confirm_count(asked, plan.total, expect, f"the mail to {office.house.board}")
        result = deliver_watched(asked, office, seal_mailing(office, plan))
    left = report_sending(
        asked, "govflow/board_mailing/1", _plan_json(plan), result, before=plan.already
    )
    next_step(asked, f"govflow board record {amendments[0]} --passed --decided DATE --minute REF")
    return left


def _describe(asked: Asked, plan: "Mailing") -> None:
    """What goes to whom, and what to look at first."""
    say(asked, f"the papers for the meeting of {day(plan.due)}")
    for line in plan.lines:
        say(asked, f"  {clean(line)}")
    audience = plan.addressees[0].audience if plan.addressees else ""
    say(asked, f"to {counted(plan.total, 'person', 'people')} ({plan.total} {audience})")
    if plan.notice:
        say(asked, f"continuing {plan.notice}: {plan.already} of {plan.total} are written to")
    for warning in plan.warnings:
        warn(asked, warning)
    for excluded in plan.excluded:
        warn(asked, f"not written to: {clean(excluded.person.name)} ({excluded.why})")


def _plan_json(plan: "Mailing") -> dict[str, Any]:
    return {
        "notice": plan.notice or None,
        "purpose": plan.purpose,
        "amendments": list(plan.amendments),
        "due": plan.due,
        "agenda": list(plan.lines),
        "papers": [name for name, _ in plan.papers],
        "total": plan.total,
        "already": plan.already,
        "warnings": list(plan.warnings),
        "excluded": [{"person": e.person.id, "why": e.why} for e in plan.excluded],
    }
