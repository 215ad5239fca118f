"""`govflow people import`: the officer's own list, or a directory's group, taken over."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.people import people
from govflow.cli.show import (
    clean,
    confirm,
    counted,
    done,
    emit,
    next_step,
    say,
    short_day,
    warn,
    would,
)

if TYPE_CHECKING:
    from govflow.core.people.columns import Columns, Reading
    from govflow.core.people.directory import Listing
    from govflow.workflows.office import Office
    from govflow.workflows.people import ImportPlan

__all__ = ["import_", "people"]

SOURCES = ("csv", "graph-group", "exchange-list")


def _pair(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> Any:
    """Options of the form NAME=TEXT, as pairs."""
    pairs = [tuple(part.strip() for part in one.partition("=")[::2]) for one in value]
    if any(not all(pair) for pair in pairs):
        raise click.BadParameter("write it as NAME=TEXT.", ctx, param)
    return tuple(pairs)


@people.command("import")
@click.argument("source", metavar="SOURCE")
@click.option(
    "--from", "kind", type=click.Choice(SOURCES), default="csv", help="What SOURCE is [csv]."
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    callback=_pair,
    metavar="FIELD=HEADING",
    help="Under which heading a field stands; 'A + B' puts two together.",
)
@click.option(
    "--call",
    "called",
    multiple=True,
    callback=_pair,
    metavar="WORD=AUDIENCE",
    help="Which audience a word in the list means.",
)
@click.option("--audience", default="", metavar="A", help="The list is of this audience alone.")
@shared
@click.pass_context
def import_(
    ctx: click.Context,
    source: str,
    kind: str,
    columns: tuple[tuple[str, str], ...],
    called: tuple[tuple[str, str], ...],
    audience: str,
) -> None:
    """Take over a list, or the members of a group.

    \b
    Examples: govflow people import staff.csv
              govflow people import hr.xlsx --audience staff --column "name=Forename + Surname"
              govflow people import all.csv --call "Board member=trustees" --yes
              govflow people import all-staff@union.example --from graph-group --audience staff

    A list is a CSV file or an Excel workbook. Its fields are id,name,email,audiences,manager,joined,left,
    other_emails,language,format and on_leave_until; their columns are found by name, or named once with
    --column and remembered. What a list has no column for stays as it is; with --audience it speaks for
    that audience alone. The members of a Microsoft 365 group or an Exchange distribution list become one
    audience: whoever is on the list already keeps id, manager, days and language. What would change is
    shown first. Writes people.csv (and people-columns.toml, where headings differ from the fields) and
    records that the list changed; sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.core.people.columns import Columns, plain
    from govflow.workflows.people import carry_out_import

    asked = asked_of(ctx)
    said = Columns(columns, tuple((plain(word), name.casefold()) for word, name in called))
    with office_of(asked) as office:
        plan = _read_source(ctx, office, (source, kind, audience.casefold()), said)
        if not asked.json:
            _show_plan(asked, plan)
        if not asked.dry_run and not plan.nothing_new:
            confirm(
                asked,
                "Take this list over?",
                what=f"this changes the list to {counted(len(plan.people), 'person', 'people')}.",
            )
            carry_out_import(office, plan)
    document = {
        "people": len(plan.people),
        "added": [p.id for p in plan.added],
        "changed": [new.id for _, new in plan.changed],
        "removed": [p.id for p in plan.removed],
        **_how_read(plan),
    }
    if kind != "csv":
        document |= {"left_out": list(plan.left_out)}
    emit(asked, "govflow/people_import/1", document, lambda: None)
    number = counted(len(plan.people), "person", "people")
    if asked.dry_run:
        return would(asked, f"make people.csv a list of {number}")
    done(asked, f"people.csv holds {number}")
    next_step(asked, "govflow notice preview CODE")


def _read_source(
    ctx: click.Context, office: "Office", asked_for: tuple[str, str, str], said: "Columns"
) -> "ImportPlan":
    """What the file, group or list would change."""
    from govflow.workflows.people import plan_import, plan_listing

    source, kind, audience = asked_for
    if kind == "csv":
        readable = click.Path(exists=True, dir_okay=False, path_type=Path)
        file = Path(readable.convert(source, ctx.command.params[0], ctx))
        return plan_import(office, file.read_bytes(), file.name, said, audience)
    if not audience:
        raise click.UsageError("say with --audience what the members of this group are.")
    return plan_listing(
        office, _listing(Path(office.library.root), source, kind, audience), audience
    )


def _listing(root: Path, group: str, kind: str, audience: str) -> "Listing":
    """The members of a group, as the directory of the mailbox's own system names them."""
    from contextlib import ExitStack

    from govflow.adapters.files.settings import read_settings
    from govflow.cli.mail_wiring import exchange_of, graph_of

    mail = read_settings(root).mail
    with ExitStack() as stack:
        if kind == "graph-group":
            from govflow.adapters.mail.graph_directory import graph_group

            return graph_group(graph_of(mail, root, stack), group, audience)
        from govflow.adapters.mail.exchange_directory import exchange_list

        return exchange_list(exchange_of(mail, root, stack), group, audience)


def _how_read(plan: "ImportPlan") -> dict[str, Any]:
    """How the list was read, where it is not simply in our own columns."""
    reading = plan.taken.reading if plan.taken else None
    if reading is None or not (reading.unused or reading.columns.worth_remembering):
        return {}
    return {"columns": dict(reading.columns.named), "unused": list(reading.unused)}


def _show_plan(asked: Asked, plan: "ImportPlan") -> None:
    """How the list was read, and what it would change, a line for each person."""
    reading = plan.taken.reading if plan.taken else None
    if reading is not None:
        _show_reading(asked, reading)
    for sign, some in (("+", plan.added), ("-", plan.removed)):
        for person in some:
            who = f"{person.id}  {person.name}  ({', '.join(person.audiences)})"
            say(asked, f"  {sign} {clean(who)}")
    for old, new in plan.changed:
        say(asked, f"  ~ {clean(f'{new.id}  {new.name}: {_differences(old, new)}')}")
    for sentence in plan.left_out:
        warn(asked, clean(sentence))
    if plan.nothing_new:
        say(asked, "Everybody on it is on the list already, just so.")


def _show_reading(asked: Asked, reading: "Reading") -> None:
    renamed = [(name, text) for name, text in reading.columns.named if name != text.casefold()]
    if renamed:
        say(asked, clean("Read as: " + ", ".join(f"{n} from '{text}'" for n, text in renamed)))
    if reading.unused:
        say(asked, clean(f"Not taken over: {', '.join(reading.unused)}"))


def _differences(old: Any, new: Any) -> str:
    """Which fields of a person change, and from what to what."""
    from dataclasses import fields

    pairs = ((one.name, getattr(old, one.name), getattr(new, one.name)) for one in fields(new))
    return "; ".join(
        f"{name.replace('_', ' ')} {_shown(before)} → {_shown(after)}"
        for name, before, after in pairs
        if before != after
    )


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value)) or "—"
    if hasattr(value, "audience"):
        return f"{value.audience} {short_day(value.first)} to {short_day(value.last)}"
    return short_day(value) if isinstance(value, date) else str(value or "—")
