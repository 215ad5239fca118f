"""`govflow people`: the list of people a policy can bind."""

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from govflow.cli.asked import Asked, asked_of, noun, shared
from govflow.cli.show import (
    clean,
    confirm,
    counted,
    done,
    emit,
    next_step,
    say,
    short_day,
    table,
    warn,
    would,
)

if TYPE_CHECKING:
    from govflow.core.people.directory import Listing
    from govflow.workflows.office import Office
    from govflow.workflows.people import ImportPlan


@noun
def people() -> None:
    """Bring in and look at the people list."""


SOURCES = ("csv", "graph-group", "exchange-list")


@people.command("import")
@click.argument("source", metavar="SOURCE")
@click.option(
    "--from", "kind", type=click.Choice(SOURCES), default="csv", help="What SOURCE is [csv]."
)
@click.option("--audience", metavar="A", help="The audience that a group's members are.")
@shared
@click.pass_context
def import_(ctx: click.Context, source: str, kind: str, audience: str | None) -> None:
    """Take over a list, or the members of a group.

    \b
    Examples: govflow people import staff.csv
              govflow people import staff.csv --yes
              govflow people import all-staff@union.example --from graph-group --audience staff

    A CSV list becomes the people list; its columns are id,name,email,audiences,manager,joined,left,
    other_emails,language. The members of a Microsoft 365 group or an Exchange distribution list become
    one audience of it: whoever is on the list already keeps id, manager, days and language, and other
    audiences stay. What would change is shown first. Writes people.csv and records that it changed;
    sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.people import carry_out_import

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = _read_source(ctx, office, source, kind, audience)
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
    }
    if kind != "csv":
        document |= {"left_out": list(plan.left_out)}
    emit(asked, "govflow/people_import/1", document, lambda: None)
    people = counted(len(plan.people), "person", "people")
    if asked.dry_run:
        return would(asked, f"make people.csv a list of {people}")
    done(asked, f"people.csv holds {people}")
    next_step(asked, "govflow notice preview CODE")


def _read_source(
    ctx: click.Context, office: "Office", source: str, kind: str, audience: str | None
) -> "ImportPlan":
    """What the file, group or list would change."""
    from govflow.workflows.people import plan_import, plan_listing

    if kind == "csv":
        readable = click.Path(exists=True, dir_okay=False, path_type=Path)
        file = Path(readable.convert(source, ctx.command.params[0], ctx))
        return plan_import(office, file.read_bytes(), file.name)
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


def _show_plan(asked: Asked, plan: "ImportPlan") -> None:
    """What the list would change, a line for each person."""
    for sign, people in (
        ("+", plan.added),
        ("~", tuple(new for _, new in plan.changed)),
        ("-", plan.removed),
    ):
        for person in people:
            who = f"{person.id}  {person.name}  ({', '.join(person.audiences)})"
            say(asked, f"  {sign} {clean(who)}")
    for sentence in plan.left_out:
        warn(asked, clean(sentence))
    if plan.nothing_new:
        say(asked, "Everybody on it is on the list already, just so.")


@people.command("list")
@click.option("--audience", metavar="A", help="Only this audience.")
@shared
@click.pass_context
def list_(ctx: click.Context, audience: str | None) -> None:
    """List the people.

    \b
    Examples: govflow people list
              govflow people list --audience trustees

    Changes nothing.
    """
    from govflow.cli.wiring import office_of

    asked = asked_of(ctx)
    with office_of(asked) as office:
        found = [p for p in office.library.people() if audience is None or audience in p.audiences]
    document = [
        {
            "id": p.id,
            "name": p.name,
            "email": p.email,
            "audiences": list(p.audiences),
            "manager": p.manager or None,
            "joined": p.joined,
            "left": p.left,
            "other_emails": list(p.other_emails),
            "language": p.language,
        }
        for p in found
    ]
    emit(
        asked,
        "govflow/people/1",
        {"people": document},
        lambda: table(
            ("Id", "Name", "E-mail", "Audiences", "Joined", "Left"),
            [
                (
                    p.id,
                    p.name,
                    p.email,
                    ", ".join(p.audiences),
                    short_day(p.joined),
                    short_day(p.left),
                )
                for p in found
            ],
            whole=(0, 4, 5),
            empty="Nobody yet.",
        ),
    )


@people.command()
@click.argument("person")
@shared
@click.pass_context
def show(ctx: click.Context, person: str) -> None:
    """Show one person and the notices they are on.

    \b
    Examples: govflow people show s07
              govflow people show s07 --json

    Changes nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.registers import person_lines

    asked = asked_of(ctx)
    with office_of(asked) as office:
        found, lines = person_lines(office, person)
    document = {"id": found.id, "name": found.name, "email": found.email, "notices": lines}

    def human() -> None:
        click.echo(clean(f"{found.name} <{found.email}> · {', '.join(found.audiences)}\n"))
        table(
            ("Notice", "Policy", "Version", "State", "Since", "Letters"),
            [
                (
                    r["notice"],
                    r["policy"],
                    r["version"],
                    r["state"],
                    r["since"][:10],
                    str(r["letters"]),
                )
                for r in lines
            ],
            right=(5,),
            empty="On no notice yet.",
        )

    emit(asked, "govflow/person/1", document, human)
