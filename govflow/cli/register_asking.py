"""`govflow register ask|decide|report`: letters about entries, decisions, and the page of a register."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.register import register
from govflow.cli.register_entries import BY
from govflow.cli.show import (
    clean,
    confirm,
    confirm_count,
    counted,
    done,
    emit,
    open_page,
    warn,
    would,
)
from govflow.core.errors import AnswerNeededError

__all__ = ["ask", "decide", "register", "report", "tell_letters"]

if TYPE_CHECKING:
    from govflow.core.record.rows import LetterRow
    from govflow.workflows.entry_letters import Asking


@register.command()
@click.argument("entry", required=False)
@click.option("--to", default="", metavar="ID", help="A nominee to ask in place of the office.")
@click.option("--again", is_flag=True, help="End what was asked before, and ask anew.")
@click.option("--due", "due_in", metavar="NAME", help="All of a register that are due again.")
@click.option("--expect", type=int, metavar="N", help="The number of letters, with --yes.")
@shared
@click.pass_context
def ask(
    ctx: click.Context,
    entry: str | None,
    to: str,
    again: bool,
    due_in: str | None,
    expect: int | None,
) -> int:
    """Ask for a decision, or whether an entry is still right.

    \b
    Examples: govflow register ask permissions-2 --yes
              govflow register ask permissions-2 --to s07 --yes
              govflow register ask --due accounts --yes --expect 12

    Sends one letter for each entry: a request to the office that decides, or to a nominee whose mandate
    covers it; an entry that holds to whoever certifies it. The reply is judged as every other, and what
    it decides is recorded. Reminders follow with 'govflow run'.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.entries import declared_as
    from govflow.workflows.entry_letters import certifications_due, plan_asking, send_asking

    asked = asked_of(ctx)
    if bool(entry) == bool(due_in):
        raise AnswerNeededError(
            "either one entry is asked about, or all that are due.",
            remedy="name the entry, or a register with --due.",
            undone="Nothing was sent.",
        )
    with office_of(asked) as office:
        plans = (
            certifications_due(office, declared_as(office, due_in).kind)
            if due_in
            else [plan_asking(office, entry or "", to, again=again)]
        )
        _preview(asked, plans)
        if asked.dry_run or not plans:
            _emit(asked, plans, [])
            if plans:
                would(asked, f"send {counted(len(plans), 'letter')}")
            return 0
        if due_in:
            confirm_count(asked, len(plans), expect, f"the register {due_in}")
        else:
            one = plans[0].person.email
            confirm(asked, f"Send it to {one}?", what=f"This sends one letter to {one}.")
        letters = [send_asking(office, plan) for plan in plans]
    _emit(asked, plans, letters)
    return tell_letters(asked, letters)


def _preview(asked: Asked, plans: "list[Asking]") -> None:
    if asked.json or asked.quiet:
        return
    for plan in plans:
        click.echo(
            f"{plan.entry.entry}: a letter to {clean(plan.person.name)} <{plan.person.email}>,"
            f" for {plan.purpose}"
        )
    if not plans:
        click.echo("Nothing is due.")


def _emit(asked: Asked, plans: "list[Asking]", letters: "list[LetterRow]") -> None:
    went: list[LetterRow | None] = [*letters] or [None] * len(plans)
    document = {
        "letters": [
            {
                "entry": plan.entry.entry,
                "purpose": plan.purpose,
                "to": plan.person.id,
                "due": plan.due,
                "notice": letter.notice if letter else None,
                "state": letter.state if letter else None,
            }
            for plan, letter in zip(plans, went, strict=True)
        ]
    }
    emit(asked, "govflow/register_ask/1", document, lambda: None)


def tell_letters(asked: Asked, letters: "list[LetterRow]") -> int:
    """Say how letters went; the exit code: 4 where one was not sent."""
    sent = [one for one in letters if one.state == "sent"]
    if sent:
        done(asked, f"{counted(len(sent), 'letter')} sent")
    for one in letters:
        if one not in sent:
            warn(asked, f"the letter is {one.state}: {clean(one.text) or 'govflow run sends it'}")
    return 0 if len(sent) == len(letters) else 4


@register.command()
@click.argument("entry")
@click.option("--granted", "outcome", flag_value="granted", help="It was agreed to.")
@click.option("--refused", "outcome", flag_value="refused", help="It was refused.")
@click.option("--decided-by", required=True, metavar="ID", help="Who decided.")
@click.option("--words", default="", metavar="W", help="Conditions, or reasons for refusing.")
@click.option("--reply", default="", metavar="EVIDENCE", help="The message it rests on.")
@BY
@shared
@click.pass_context
def decide(
    ctx: click.Context,
    entry: str,
    outcome: str | None,
    decided_by: str,
    words: str,
    reply: str,
    by: str,
) -> None:
    """Record a decision that did not come as a reply that counts.

    \b
    Examples: govflow register decide permissions-2 --granted --decided-by s01 --by Sarah --yes
              govflow register decide permissions-2 --refused --decided-by s01 --words W --by Sam

    Records who decided what, who records it and on which message it rests. Whoever decides must hold the
    office, or a mandate that covers it today; nobody decides or records their own request. Sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.entry_decisions import plan_recorded, record_decision

    asked = asked_of(ctx)
    if outcome is None:
        raise AnswerNeededError(
            "whether it was granted or refused is missing.",
            remedy="add --granted or --refused.",
            undone="Nothing was recorded.",
        )
    with office_of(asked) as office:
        plan = plan_recorded(
            office,
            entry,
            granted=outcome == "granted",
            decider=decided_by,
            words=words,
            by=by,
            reply=reply,
        )
        if asked.dry_run:
            return would(asked, f"record {entry} as {outcome}")
        confirm(asked, f"Record {entry} as {outcome}?", what=f"This records {entry} as {outcome}.")
        row = record_decision(office, plan)
    document: dict[str, Any] = {"entry": row.entry, "state": row.state, "fields": dict(row.words)}
    emit(asked, "govflow/entry/1", document, lambda: None)
    done(asked, f"{row.entry} is {row.state}")


@register.command()
@click.argument("name")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The folder [here].",
)
@click.option("--no-open", is_flag=True, help="Do not open the page.")
@shared
@click.pass_context
def report(ctx: click.Context, name: str, output: Path, no_open: bool) -> None:
    """Write a register as a page and an Excel workbook.

    \b
    Examples: govflow register report accounts
              govflow register report accounts -o board --no-open --json

    Writes DIR/NAME.html and DIR/NAME.xlsx and changes nothing else. Questions that are confidential are
    left out.
    """
    from govflow.adapters.files.atomic import write_file
    from govflow.cli.wiring import office_of
    from govflow.workflows.entry_views import register_sheet

    asked = asked_of(ctx)
    with office_of(asked) as office:
        sheet = register_sheet(office, name)
        files = {
            output / f"{name}.html": office.pages.register(sheet).encode(),
            output / f"{name}.xlsx": office.pages.register_workbook(sheet),
        }
    document = {"register": name, "entries": len(sheet.rows), "files": [str(f) for f in files]}
    emit(asked, "govflow/register_report/1", document, lambda: None)
    if asked.dry_run:
        return would(asked, f"write {' and '.join(map(str, files))}")
    for path, raw in files.items():
        write_file(path, raw)
        done(asked, f"written: {path}")
    open_page(asked, next(iter(files)), no_open=no_open)
