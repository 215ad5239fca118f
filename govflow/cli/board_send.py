"""`govflow board preview` and `send`: the Board's papers, one letter to each of its members."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import DAY, Asked, asked_of, shared
from govflow.cli.sending import (
    deliver_watched,
    report_sending,
    tell_audience,
    tell_excluded,
    tell_to_me,
)
from govflow.cli.show import (
    clean,
    confirm_count,
    counted,
    day,
    emit,
    next_step,
    open_page,
    say,
    table,
    warn,
    would,
)

if TYPE_CHECKING:
    from govflow.workflows.mailings import Mailing
    from govflow.workflows.office import Office
    from govflow.workflows.written import Votes


def _in_writing(command: Any) -> Any:
    """The options of a resolution in writing."""
    command = click.option(
        "--conflict",
        "conflicts",
        multiple=True,
        metavar="NAME",
        help="Who has an interest, and no vote.",
    )(command)
    command = click.option(
        "--reply-by", type=DAY, metavar="DATE", help="The last day to vote [in 14 days]."
    )(command)
    return click.option("--written", is_flag=True, help="Ask the Board to agree in writing.")(
        command
    )


def _plan(
    office: "Office",
    amendments: tuple[str, ...],
    *,
    written: bool,
    reply_by: date | None,
    conflicts: tuple[str, ...],
) -> "Mailing":
    """Papers for a meeting, or for a resolution in writing."""
    from govflow.workflows.mailings import plan_mailing
    from govflow.workflows.written import plan_resolution

    if not written:
        if reply_by or conflicts:
            raise click.UsageError("--reply-by and --conflict belong to --written.")
        return plan_mailing(office, amendments)
    if len(amendments) != 1:
        raise click.UsageError("a resolution in writing is about one amendment.")
    return plan_resolution(office, amendments[0], reply_by=reply_by, conflicts=conflicts)


@click.command()
@click.argument("amendments", metavar="ID...", nargs=-1, required=True)
@_in_writing
@click.option("--no-open", is_flag=True, help="Do not open the page in a browser.")
@shared
@click.pass_context
def preview(
    ctx: click.Context,
    amendments: tuple[str, ...],
    written: bool,
    reply_by: date | None,
    conflicts: tuple[str, ...],
    no_open: bool,
) -> None:
    """Make one page that shows each letter to the Board.

    \b
    Examples: govflow board preview 2026-01
              govflow board preview 2026-01 --written --no-open

    Writes documents/board/ID/notice-preview.html; sends and records nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.mailings import write_mailing_preview

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = _plan(office, amendments, written=written, reply_by=reply_by, conflicts=conflicts)
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
@_in_writing
@click.option(
    "--expect", type=click.IntRange(min=0), metavar="N", help="How many people, with --yes."
)
@click.option("--to-me", is_flag=True, help="Send one letter, to the sender's own address only.")
@shared
@click.pass_context
def send(
    ctx: click.Context,
    amendments: tuple[str, ...],
    written: bool,
    reply_by: date | None,
    conflicts: tuple[str, ...],
    expect: int | None,
    to_me: bool,
) -> int:
    """Send the Board's members its papers, or ask for votes.

    \b
    Examples: govflow board send 2026-01 --to-me
              govflow board send 2026-01 2026-02 --yes --expect 9
              govflow board send 2026-01 --written --conflict "Cai Jones"

    Sends each member one letter with the pack attached, and an index where there are several; the
    meeting, item and paper numbers come from amendment.toml. Shows count and audience, warns when less
    than the clear notice of [meetings] is left, and asks for the number of recipients. A second run
    sends only what is left. --written asks each member to agree by reply, where [meetings] cites the
    article that allows it; who has an interest gets the papers and no vote.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.mailings import mailing_to_me, seal_mailing

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = _plan(office, amendments, written=written, reply_by=reply_by, conflicts=conflicts)
        _describe(asked, plan)
        if asked.dry_run:
            emit(asked, "govflow/board_mailing/1", _plan_json(plan), lambda: None)
            would(asked, f"write to {counted(plan.total - plan.already, 'person', 'people')}")
            return 0
        if to_me:
            tell_to_me(asked, mailing_to_me(office, plan))
            return 0
        confirm_count(asked, plan.total, expect, f"the mail to {office.house.board}")
        result = deliver_watched(asked, office, seal_mailing(office, plan))
    left = report_sending(
        asked, "govflow/board_mailing/1", _plan_json(plan), result, before=plan.already
    )
    if written:
        next_step(asked, "govflow replies collect", f"govflow board votes {amendments[0]}")
    else:
        names = " ".join(amendments)
        next_step(asked, f"govflow board record {names} --passed --decided DATE --minute REF")
    return left


@click.command()
@click.argument("amendment", metavar="ID")
@shared
@click.pass_context
def votes(ctx: click.Context, amendment: str) -> None:
    """Show who has agreed to a resolution in writing.

    \b
    Examples: govflow board votes 2026-01
              govflow board votes 2026-01 --json

    Changes nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.written import votes as gather

    asked = asked_of(ctx)
    with office_of(asked) as office:
        found = gather(office, amendment)
    document = {
        "amendment": amendment,
        "notice": found.notice.notice,
        "due": found.notice.due,
        "may_vote": found.may_vote,
        "needed": found.needed,
        "agreed": [{"name": n, "on": d, "evidence": e} for n, d, e in found.agreed],
        "against": list(found.against),
        "held": list(found.doubtful),
        "waiting": list(found.waiting),
        "set_aside": list(found.aside),
        "passed_on": found.passed_on,
    }
    emit(asked, "govflow/votes/1", document, lambda: _show_votes(found))
    if found.doubtful:
        next_step(asked, "govflow replies list --held")
    elif found.passed_on:
        next_step(asked, f"govflow board record {amendment} --written --minute REF")


def _show_votes(found: "Votes") -> None:
    rows = [(name, f"agreed on {day(on)}", evidence[:12]) for name, on, evidence in found.agreed]
    for names, what in (
        (found.against, "against"),
        (found.doubtful, "a reply waits for you"),
        (found.waiting, "has not voted"),
        (found.aside, "left the vote"),
    ):
        rows += [(name, what, "") for name in names]
    table(("Member", "Vote", "Evidence"), rows, whole=(2,))
    stands = f"passed on {day(found.passed_on)}" if found.passed_on else "not passed so far"
    click.echo(f"\n{len(found.agreed)} of {found.may_vote} agree, {found.needed} needed: {stands}")


def _describe(asked: Asked, plan: "Mailing") -> None:
    """What goes to whom, and what to look at first."""
    what = "the papers for the meeting of" if plan.purpose == "meeting" else "to be agreed to by"
    say(asked, f"{what} {day(plan.due)}")
    for line in plan.lines:
        say(asked, f"  {clean(line)}")
    tell_audience(asked, plan.addressees)
    if plan.notice:
        say(asked, f"continuing {plan.notice}: {plan.already} of {plan.total} are written to")
    for warning in plan.warnings:
        warn(asked, warning)
    tell_excluded(asked, plan.excluded)


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
