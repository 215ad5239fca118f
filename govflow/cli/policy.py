"""`govflow policy`: look at policies and check them."""

from datetime import date
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli import policy_files
from govflow.cli.asked import DAY, Asked, asked_of, noun, shared
from govflow.cli.show import (
    confirm,
    day,
    done,
    emit,
    short_day,
    table,
    would,
)

if TYPE_CHECKING:
    from govflow.core.text.policy import Policy


@noun
def policy() -> None:
    """List, show, compare and check policies."""


@policy.command("list")
@shared
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List every policy and the version in force.

    \b
    Examples: govflow policy list
              govflow policy list --json

    Changes nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.policies import list_policies

    asked = asked_of(ctx)
    with office_of(asked) as office:
        lines = list_policies(office)
    rows = [
        {
            "code": line.code,
            "title": line.title,
            "class": line.instrument_class,
            "newest": line.newest.version if line.newest else None,
            "passed_on": line.newest.passed_on if line.newest else None,
            "in_force": line.in_force.version if line.in_force else None,
            "altered": line.altered,
            "ends": line.ends,
        }
        for line in lines
    ]
    emit(asked, "govflow/policies/1", {"policies": rows}, lambda: _show_list(rows))


def _show_list(rows: list[dict[str, Any]]) -> None:
    table(
        ("Code", "Title", "Class", "In force", "Newest", "Passed"),
        [
            (
                row["code"],
                row["title"]
                + (" (edited by hand)" if row["altered"] else "")
                + (f" (ends {short_day(row['ends'])})" if row["ends"] else ""),
                row["class"],
                row["in_force"] or "—",
                row["newest"] or "—",
                short_day(row["passed_on"]),
            )
            for row in rows
        ],
        whole=(0, 3, 4, 5),
    )


@policy.command()
@click.argument("code")
@click.option("--version", "version", metavar="V", help="Another version than the newest.")
@shared
@click.pass_context
def show(ctx: click.Context, code: str, version: str | None) -> None:
    """Print a policy's text.

    \b
    Examples: govflow policy show social-media
              govflow policy show social-media --version 1.0

    Changes nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.core.text.blocks import render

    asked = asked_of(ctx)
    with office_of(asked) as office:
        text = office.library.version(code, version) if version else office.library.current(code)
    _print_text(asked, text, render(text.blocks))


@policy.command()
@click.argument("date_", type=DAY, metavar="DATE")
@click.argument("code")
@shared
@click.pass_context
def at(ctx: click.Context, date_: date, code: str) -> None:
    """Print the text that is in force on a day.

    \b
    Examples: govflow policy at 2024-03-01 social-media
              govflow policy at 01/03/2024 social-media

    Changes nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.core.text.blocks import render
    from govflow.workflows.policies import text_at

    asked = asked_of(ctx)
    with office_of(asked) as office:
        _, text = text_at(office, code, date_)
    _print_text(asked, text, render(text.blocks))


def _print_text(asked: Asked, text: "Policy", body: str) -> None:
    from govflow.core.text.versions import digest

    document = {
        "code": text.code,
        "title": text.title,
        "version": text.front.version,
        "digest": digest(text),
        "text": body,
    }
    emit(asked, "govflow/policy/1", document, lambda: click.echo(body, nl=False))


@policy.command()
@click.argument("code")
@click.option("--decided", type=DAY, required=True, metavar="DATE", help="The day of the decision.")
@click.option("--minute", default="", metavar="M", help="The minute's reference.")
@click.option(
    "--from", "ends", type=DAY, metavar="DATE", help="The first day without it [decided]."
)
@click.option("--replaced-by", default="", metavar="CODE", help="The policy that takes its place.")
@click.option("--reason", default="", metavar="R", help="Why it ends.")
@shared
@click.pass_context
def repeal(
    ctx: click.Context,
    code: str,
    decided: date,
    minute: str,
    ends: date | None,
    replaced_by: str,
    reason: str,
) -> None:
    """End a policy by a decision of the Board.

    \b
    Examples: govflow policy repeal social-media --decided 2026-11-26 --minute 26/120
              govflow policy repeal old-it --decided 26/11/2026 --replaced-by it --from 2027-01-01

    Records the repeal and closes the policy's open notices, so no more letters go out about it. Its
    texts stay, and 'policy at' finds them for the days on which they were in force.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.repeal import plan_repeal
    from govflow.workflows.repeal import repeal as end

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = plan_repeal(
            office,
            code,
            decided_on=decided,
            minute=minute,
            ends=ends or decided,
            replaced_by=replaced_by,
            reason=reason,
        )
        if not asked.dry_run:
            what = f"ends '{code}' on {day(plan.event.ends)}."
            confirm(asked, f"This {what} It cannot be undone. Go on?", what=f"this {what}")
            end(office, plan)
    document = {
        "policy": code,
        "ends": plan.event.ends,
        "replaced_by": replaced_by or None,
        "closed": list(plan.notices),
    }
    emit(asked, "govflow/repealed/1", document, lambda: None)
    if asked.dry_run:
        return would(asked, f"end {code} on {day(plan.event.ends)}")
    done(asked, f"{code} ends on {day(plan.event.ends)}")
    if plan.notices:
        done(asked, f"no more letters about it: {', '.join(plan.notices)} closed")


@policy.command()
@click.argument("code")
@shared
@click.pass_context
def history(ctx: click.Context, code: str) -> None:
    """List the versions of a policy.

    \b
    Examples: govflow policy history social-media
              govflow policy history social-media --json

    Changes nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows import policies

    asked = asked_of(ctx)
    with office_of(asked) as office:
        rows = policies.history(office, code)
    versions = [
        {
            "version": row.version,
            "passed_on": row.passed_on,
            "minute": row.minute,
            "in_force": row.in_force,
            "amendment": row.amendment or None,
            "materiality": row.materiality or None,
            "digest": row.digest,
        }
        for row in rows
    ]
    emit(
        asked,
        "govflow/history/1",
        {"policy": code, "versions": versions},
        lambda: table(
            ("Version", "Passed", "Minute", "In force from", "Amendment", "Digest"),
            [
                (
                    r.version,
                    short_day(r.passed_on),
                    r.minute,
                    short_day(r.in_force),
                    r.amendment,
                    r.digest[:8],
                )
                for r in rows
            ],
            whole=(0, 1, 3, 5),
        ),
    )


@policy.command()
@click.argument("code")
@click.argument("old", metavar="V1")
@click.argument("new", metavar="V2")
@shared
@click.pass_context
def diff(ctx: click.Context, code: str, old: str, new: str) -> None:
    """Show what changed between two versions.

    \b
    Examples: govflow policy diff social-media 1.0 1.1
              govflow policy diff social-media 1.0 1.1 --json

    Changes nothing.
    """
    from govflow.cli.redline import changes_json, print_redline
    from govflow.cli.wiring import office_of
    from govflow.workflows.amend import compared

    asked = asked_of(ctx)
    with office_of(asked) as office:
        before, after = office.library.version(code, old), office.library.version(code, new)
    found = compared(before, after)
    document = {"policy": code, "from": old, "to": new, **changes_json(found)}
    emit(asked, "govflow/diff/1", document, lambda: print_redline(found))


@policy.command()
@click.argument("code")
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
@shared
@click.pass_context
def check(ctx: click.Context, code: str, strict: bool) -> int:
    """Look for defects in a policy's text.

    \b
    Examples: govflow policy check social-media
              govflow policy check social-media --strict --json

    Changes nothing. Exit 1 on errors, with --strict on warnings too.
    """
    from dataclasses import asdict

    from govflow.cli.redline import print_findings
    from govflow.cli.wiring import office_of
    from govflow.core.text.checks import check as check_text

    asked = asked_of(ctx)
    with office_of(asked) as office:
        lives, today = office.house.reviews.lives, office.clock.today()
        found = check_text(office.library.current(code), today=today, lives=lives)
    emit(
        asked,
        "govflow/findings/1",
        {"policy": code, "findings": [asdict(finding) for finding in found]},
        lambda: print_findings(found),
    )
    worst = {finding.severity for finding in found}
    return 1 if "error" in worst or (strict and "warning" in worst) else 0


for command in policy_files.COMMANDS:
    policy.add_command(command)
