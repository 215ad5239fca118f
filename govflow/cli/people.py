"""`govflow people`: the list of people a policy can bind."""

import rich_click as click

from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.show import clean, emit, short_day, table


@noun
def people() -> None:
    """Bring in and look at the people list."""


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
            "format": p.format,
            "on_leave_until": p.on_leave_until,
            "terms": [{"audience": t.audience, "first": t.first, "last": t.last} for t in p.terms],
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
