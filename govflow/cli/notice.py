"""`govflow notice`: tell everyone bound, one letter each."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import DAY, Asked, asked_of, noun, shared
from govflow.cli.notice_letters import settle, show_troubled
from govflow.cli.sending import (
    deliver_watched,
    report_sending,
    tell_audience,
    tell_excluded,
    tell_to_me,
)
from govflow.cli.show import (
    about,
    clean,
    confirm_count,
    counted,
    day,
    due_words,
    emit,
    next_step,
    open_page,
    say,
    short_day,
    table,
    warn,
    would,
)

if TYPE_CHECKING:
    from govflow.workflows.notify import NoticePlan


@noun
def notice() -> None:
    """Preview and send notices, and see how they stand."""


def _who_and_when(command: Any) -> Any:
    """The options that say who gets a notice and by when they are to reply."""
    command = click.option("--due", type=DAY, metavar="DATE", help="Reply by [in 21 days].")(
        command
    )
    return click.option(
        "--audience", "audiences", multiple=True, metavar="A", help="Who gets it [everyone bound]."
    )(command)


@notice.command()
@click.argument("code")
@_who_and_when
@click.option("--no-open", is_flag=True, help="Do not open the page in a browser.")
@shared
@click.pass_context
def preview(
    ctx: click.Context, code: str, audiences: tuple[str, ...], due: date | None, no_open: bool
) -> None:
    """Make one page that shows each letter as it would go out.

    \b
    Examples: govflow notice preview social-media
              govflow notice preview social-media --audience volunteers --no-open

    Writes documents/CODE/VERSION/notice-preview.html; sends and records nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.notify import plan_notice
    from govflow.workflows.preview import write_preview

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = plan_notice(office, code, audiences=audiences, due=due)
        path = "" if asked.dry_run else write_preview(office, plan)
        full = Path(office.library.root) / path
    document = {**_plan_json(plan), "file": path or None}
    emit(asked, "govflow/notice_preview/1", document, lambda: click.echo(path, nl=bool(path)))
    _describe(asked, plan)
    if asked.dry_run:
        return would(asked, f"write a page with {counted(plan.total, 'letter')}")
    open_page(asked, full, no_open=no_open)
    next_step(asked, f"govflow notice send {code} --to-me", f"govflow notice send {code}")


@notice.command()
@click.argument("code")
@_who_and_when
@click.option(
    "--expect", type=click.IntRange(min=0), metavar="N", help="How many people, with --yes."
)
@click.option("--to-me", is_flag=True, help="Send one letter, to the sender's own address only.")
@shared
@click.pass_context
def send(
    ctx: click.Context,
    code: str,
    audiences: tuple[str, ...],
    due: date | None,
    expect: int | None,
    to_me: bool,
) -> int:
    """Send the newest version to everyone bound by it.

    \b
    Examples: govflow notice send social-media --to-me
              govflow notice send social-media --yes --expect 42

    Shows count and audience and asks for the number of recipients, those already written to
    included. Sends letters: each person gets one, and a second run sends only what is left.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.notify import plan_notice, seal
    from govflow.workflows.preview import send_to_me

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = plan_notice(office, code, audiences=audiences, due=due)
        _describe(asked, plan)
        if asked.dry_run:
            emit(asked, "govflow/notice_plan/1", _plan_json(plan), lambda: None)
            left = counted(plan.total - plan.already, "person", "people")
            would(asked, f"write to {left}")
            return 0
        if to_me:
            tell_to_me(asked, send_to_me(office, plan))
            next_step(asked, f"govflow notice send {code}")
            return 0
        confirm_count(asked, plan.total, expect, f"the notice of '{code}' {plan.version.version}")
        name = seal(office, plan)
        result = deliver_watched(asked, office, name)
    ended = report_sending(asked, "govflow/notice/1", _plan_json(plan), result, before=plan.already)
    next_step(asked, "govflow replies collect", "govflow status")
    return ended


def _describe(asked: Asked, plan: "NoticePlan") -> None:
    words = {"acknowledgement": "for acknowledgement", "information": "for information"}
    say(asked, f"{plan.policy.title}, version {plan.version.version}, {words[plan.purpose]}")
    tell_audience(asked, plan.addressees, f"; reply by {day(plan.due)}" if plan.due else "")
    if 0 < plan.asked < plan.total:
        say(asked, f"{plan.asked} of them are asked to acknowledge it, by a day of their own")
    for old in plan.replaces:
        say(asked, f"ends {old}: what it still asks is asked here, about the new text")
    if plan.notice:
        done_so_far = f"{plan.already} of {plan.total} are written to already"
        say(asked, f"continuing notice {plan.notice}: {done_so_far}")
    for one in plan.paper:
        warn(asked, f"to sign on paper: {clean(one.person.name)}")
    tell_excluded(asked, plan.excluded)


def _plan_json(plan: "NoticePlan") -> dict[str, Any]:
    return {
        "notice": plan.notice or None,
        "policy": plan.policy.code,
        "version": plan.version.version,
        "purpose": plan.purpose,
        "audiences": list(plan.audiences),
        "due": plan.due,
        "total": plan.total,
        "asked": plan.asked,
        "paper": [one.person.id for one in plan.paper],
        "replaces": list(plan.replaces),
        "already": plan.already,
        "excluded": [{"person": e.person.id, "why": e.why} for e in plan.excluded],
    }


@notice.command("list")
@shared
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List all notices.

    \b
    Examples: govflow notice list
              govflow notice list --json

    Changes nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.registers import notice_lines

    asked = asked_of(ctx)
    with office_of(asked) as office:
        lines = notice_lines(office)
    emit(
        asked,
        "govflow/notices/1",
        {"notices": lines},
        lambda: table(
            ("Notice", "Policy", "Sent", "Due", "People", "Acknowledged"),
            [
                (
                    line["notice"],
                    about(line),
                    short_day(line["sealed_on"]),
                    short_day(line["due"]),
                    str(line["recipients"]),
                    str(line["states"].get("acknowledged", 0)),
                )
                for line in lines
            ],
            right=(4, 5),
            whole=(0, 2, 3, 5),
        ),
    )


@notice.command()
@click.argument("name", metavar="NOTICE")
@shared
@click.pass_context
def show(ctx: click.Context, name: str) -> None:
    """Show how one notice stands: letters and people.

    \b
    Examples: govflow notice show SMP-1
              govflow notice show SMP-1 --json

    Letters that were refused, put off or are in doubt are told in words. Changes nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.registers import notice_line
    from govflow.workflows.undecided import troubled_letters

    asked = asked_of(ctx)
    with office_of(asked) as office:
        line = notice_line(office, name) | {"troubled": troubled_letters(office, name)}

    def human() -> None:
        people = counted(line["recipients"], "person", "people")
        due = f", {due_words(line)}" if line["due"] else ""
        click.echo(f"{line['notice']}: {about(line)}, {people}{due}\n")
        table(("State", "People"), [(s, str(n)) for s, n in line["states"].items()], right=(1,))
        click.echo()
        table(("Letters", "Number"), [(s, str(n)) for s, n in line["letters"].items()], right=(1,))
        show_troubled(line["troubled"])

    emit(asked, "govflow/notice_state/1", line, human)


notice.add_command(settle)
