"""`govflow register list|check|add|change|close|import`: the registers that a clause creates."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.register import register
from govflow.cli.show import (
    clean,
    confirm,
    counted,
    done,
    emit,
    next_step,
    short_day,
    table,
    would,
)
from govflow.core.errors import AnswerNeededError

if TYPE_CHECKING:
    from govflow.core.record.rows import EntryRow
    from govflow.workflows.entry_import import Import

BY = click.option("--by", required=True, metavar="NAME", help="Who records it.")
REASON = click.option("--reason", default="", metavar="R", help="Why.")


@register.command("list")
@click.argument("name", required=False)
@shared
@click.pass_context
def list_(ctx: click.Context, name: str | None) -> None:
    """List the registers, or the entries of one.

    \b
    Examples: govflow register list
              govflow register list accounts --json

    Changes nothing. A policy's front matter declares which registers there are.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.entries import declared
    from govflow.workflows.entry_views import entry_lines

    asked = asked_of(ctx)
    with office_of(asked) as office:
        if name is None:
            kinds = declared(office)
            rows = [(one, len(entry_lines(office, one.kind.name))) for one in kinds]
        else:
            lines = entry_lines(office, name)
    if name is not None:
        document = {"register": name, "entries": lines}
        return emit(asked, "govflow/entries/1", document, lambda: _show_entries(lines))
    registers = [
        {
            "register": one.kind.name,
            "title": one.kind.title,
            "policy": one.policy,
            "rests_on": one.kind.rests_on,
            "fields": [field.name for field in one.kind.fields],
            "entries": number,
        }
        for one, number in rows
    ]
    emit(asked, "govflow/registers/1", {"registers": registers}, lambda: _show_registers(registers))


def _show_registers(registers: Sequence[dict[str, Any]]) -> None:
    table(
        ("Register", "What it holds", "Policy", "Rests on", "Entries"),
        [
            (one["register"], one["title"], one["policy"], one["rests_on"], str(one["entries"]))
            for one in registers
        ],
        right=(4,),
        whole=(0, 4),
        empty="No policy declares a register.",
    )


def _show_entries(lines: Sequence[dict[str, Any]]) -> None:
    table(
        ("Entry", "State", "Since", "What it says"),
        [(one["entry"], one["state"], short_day(one["since"]), said(one)) for one in lines],
        whole=(0, 1, 2),
    )


def said(line: dict[str, Any]) -> str:
    """What an entry says, in one cell: its fields and the people in it."""
    people = {
        field: ", ".join(line["names"].get(one, one) for one in ids if one)
        for field, ids in line["people"].items()
    }
    pairs = {**line["fields"], **people}
    return "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in pairs.items() if value)


@register.command()
@click.argument("name", required=False)
@shared
@click.pass_context
def check(ctx: click.Context, name: str | None) -> int:
    """Find what is amiss in the registers today.

    \b
    Examples: govflow register check
              govflow register check accounts --json

    Changes nothing; exits 1 when there are findings. Codes: unlogged, inactive, uncertified, orphaned,
    incomplete, waiting, unanswered, ended, misdeclared.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.entries import register_named
    from govflow.workflows.entry_views import findings

    asked = asked_of(ctx)
    with office_of(asked) as office:
        if name:
            register_named(office, name)
        found = findings(office, name or "")
    document = {
        "findings": [
            {
                "code": one.code,
                "entry": one.entry,
                "register": one.register,
                "message": one.message,
                "remedy": one.remedy,
            }
            for one in found
        ]
    }

    def show() -> None:
        for one in found:
            click.echo(f"{one.code}: {clean(one.message)}")
            click.echo(f"  To fix it: {one.remedy}")
        if not found:
            click.echo("Nothing is amiss.")

    emit(asked, "govflow/register_findings/1", document, show)
    return 1 if found else 0


@register.command()
@click.argument("name")
@click.argument("fields", nargs=-1, metavar="FIELD=VALUE...")
@click.option("--for", "asked_by", default="", metavar="ID", help="Who asks, for a request.")
@click.option("--reply", metavar="EVIDENCE", help="Take it from a message: its sender asks.")
@BY
@REASON
@shared
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    fields: tuple[str, ...],
    asked_by: str,
    reply: str | None,
    by: str,
    reason: str,
) -> None:
    """Add an entry to a register.

    \b
    Examples: govflow register add documents document=Rules keeper=s02 --by Sarah
              govflow register add permissions --reply 5b1cae2f --by "Sarah Okafor" --yes

    Records the entry; where somebody has to agree it is a request, and permits nothing yet. With --reply
    the lines 'Platform: ...' of a message are taken, for its sender. People are ids or full names.
    Only the Union's own accounts belong here. Sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.entries import plan_entry, record_entries
    from govflow.workflows.requested import request_in, settled

    asked = asked_of(ctx)
    with office_of(asked) as office:
        request = request_in(office, name, reply) if reply else None
        values = {**(request.values if request else {}), **pairs(fields)}
        asker = request.person if request else asked_by
        evidence = request.evidence if request else ""
        draft = plan_entry(office, name, values, asked_by=asker, evidence=evidence)
        if asked.dry_run:
            return would(asked, f"record {draft.entry}")
        confirm(asked, f"Record {draft.entry}?", what=f"This records {draft.entry}.")
        also = [settled(office, request, by, draft.entry)] if request else []
        row = record_entries(office, [draft], by, reason, also)[0]
    _tell(asked, row)
    if row.state == "asked":
        next_step(asked, f"govflow register ask {row.entry}")


def pairs(fields: Sequence[str]) -> dict[str, str]:
    """Values by field name, from words like 'platform=Instagram'."""
    found = {}
    for one in fields:
        name, mark, value = one.partition("=")
        if not mark:
            raise AnswerNeededError(
                f"'{one}' names no field.", remedy=f'write it as field="{one}".'
            )
        found[name.strip()] = value
    return found


def _tell(asked: Asked, row: "EntryRow") -> None:
    document = {
        "entry": row.entry,
        "register": row.register,
        "state": row.state,
        "fields": dict(row.words),
    }
    emit(asked, "govflow/entry/1", document, lambda: None)
    done(asked, f"{row.entry} is {row.state}")


@register.command()
@click.argument("entry")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@BY
@REASON
@shared
@click.pass_context
def change(ctx: click.Context, entry: str, fields: tuple[str, ...], by: str, reason: str) -> None:
    """Change fields of an entry.

    \b
    Examples: govflow register change accounts-3 owner=s04 --by "Sarah Okafor" --yes
              govflow register change accounts-3 last_activity=2026-11-03 --by Sarah --yes

    Records the new values with who gave them; the old ones stay in the ledger. What somebody decided on
    is not changed: a new request is made. Sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.entries import carry_out_change, find_entry, plan_change

    asked = asked_of(ctx)
    with office_of(asked) as office:
        events = plan_change(office, entry, pairs(fields))
        if asked.dry_run:
            return would(asked, f"change {entry}" if events else f"leave {entry} as it is")
        if events:
            confirm(asked, f"Change {entry}?", what=f"This changes {entry}.")
            carry_out_change(office, entry, events, by, reason)
        row = find_entry(office, entry)
    _tell(asked, row)


@register.command()
@click.argument("entry")
@BY
@click.option("--reason", required=True, metavar="R", help="Why.")
@shared
@click.pass_context
def close(ctx: click.Context, entry: str, by: str, reason: str) -> None:
    """End an entry: an account is closed, a mandate withdrawn.

    \b
    Examples: govflow register close accounts-3 --by Sarah --reason "The project ended" --yes

    Records that it ended, by whom and why; the entry stays to be read. Sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows import entries

    asked = asked_of(ctx)
    with office_of(asked) as office:
        entries.find_entry(office, entry)
        if asked.dry_run:
            return would(asked, f"close {entry}")
        confirm(asked, f"Close {entry}?", what=f"This closes {entry}.")
        row = entries.close(office, entry, by, reason)
    _tell(asked, row)


@register.command("import")
@click.argument("name")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@BY
@shared
@click.pass_context
def import_(ctx: click.Context, name: str, file: Path, by: str) -> None:
    """Take a list of what there is over into a register.

    \b
    Examples: govflow register import accounts accounts.csv --by "Sarah Okafor" --yes
              govflow register import accounts seen.csv --by Sarah --dry-run

    The columns of the CSV file or Excel workbook are the register's fields. What is logged already stays
    as it is; what was opened before the rule is taken too, and what it lacks is a finding of 'register
    check'. With --dry-run it tells which accounts of the list are not logged. Records the new entries, all
    or none; sends nothing.
    """
    from govflow.adapters.files.table_csv import read_table
    from govflow.cli.wiring import office_of
    from govflow.workflows.entries import record_entries
    from govflow.workflows.entry_import import plan_import

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = plan_import(office, name, read_table(file.read_bytes(), file.name))
        new = counted(len(plan.drafts), "new entry", "new entries")
        if not asked.dry_run and plan.drafts:
            confirm(asked, f"Record {new}?", what=f"This records {new}.")
            record_entries(office, plan.drafts, by, f"imported from {file.name}")
    _tell_import(asked, plan, new)


def _tell_import(asked: Asked, plan: "Import", new: str) -> None:
    document = {
        "new": [{"entry": one.entry, "fields": dict(one.words)} for one in plan.drafts],
        "known": list(plan.known),
    }

    def show() -> None:
        for one in plan.drafts:
            click.echo(f"not logged yet: {clean('; '.join(value for _, value in one.words[:2]))}")

    emit(asked, "govflow/register_import/1", document, show)
    if asked.dry_run:
        would(asked, f"record {new}")
    else:
        done(asked, f"{new}; {len(plan.known)} logged already")
