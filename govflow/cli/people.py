"""`govflow people`: the list of people a policy can bind."""

from pathlib import Path
from typing import Any

import rich_click as click

from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.show import confirm, day, done, emit, next_step, say, table


@noun
def people() -> None:
    """Bring in and look at the people list."""


@people.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@shared
@click.pass_context
def import_(ctx: click.Context, file: Path) -> None:
    """Take a CSV list over as the people list.

    Example: govflow people import staff.csv

    The columns are id,name,email,audiences,manager,joined,left,other_emails,language. What would
    change is shown first; the list becomes people.csv.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.people import carry_out_import, plan_import

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = plan_import(office, file.read_bytes(), file.name)
        if not asked.json:
            _show_plan(asked, plan)
        if not asked.dry_run and not plan.nothing_new:
            confirm(
                asked,
                "Take this list over?",
                what=f"This changes the list to {len(plan.people)} people.",
            )
            carry_out_import(office, plan)
    document = {
        "people": len(plan.people),
        "added": [p.id for p in plan.added],
        "changed": [new.id for _, new in plan.changed],
        "removed": [p.id for p in plan.removed],
    }
    emit(asked, "govflow/people_import/1", document, lambda: None)
    if not asked.dry_run:
        done(asked, f"people.csv holds {len(plan.people)} people")
    next_step(asked, "govflow notice preview CODE")


def _show_plan(asked: Any, plan: Any) -> None:
    for person in plan.added:
        say(asked, f"  + {person.id}  {person.name}  ({', '.join(person.audiences)})")
    for _, person in plan.changed:
        say(asked, f"  ~ {person.id}  {person.name}  ({', '.join(person.audiences)})")
    for person in plan.removed:
        say(asked, f"  - {person.id}  {person.name}")
    if plan.nothing_new:
        say(asked, "Nothing would change.")


@people.command("list")
@click.option("--audience", metavar="A", help="Only this audience.")
@shared
@click.pass_context
def list_(ctx: click.Context, audience: str | None) -> None:
    """List the people.

    Example: govflow people list --audience trustees
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
                (p.id, p.name, p.email, ", ".join(p.audiences), day(p.joined), day(p.left))
                for p in found
            ],
        ),
    )


@people.command()
@click.argument("person")
@shared
@click.pass_context
def show(ctx: click.Context, person: str) -> None:
    """Show one person and the notices they are on.

    Example: govflow people show s07
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.registers import person_lines

    asked = asked_of(ctx)
    with office_of(asked) as office:
        found, lines = person_lines(office, person)
    document = {"id": found.id, "name": found.name, "email": found.email, "notices": lines}
    emit(
        asked,
        "govflow/person/1",
        document,
        lambda: table(
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
        ),
    )
