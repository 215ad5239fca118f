"""`govflow publish`: bring the text the Board passed into force."""

from datetime import date

import rich_click as click

from govflow.cli.asked import DAY, asked_of, shared
from govflow.cli.show import confirm, day, done, emit, next_step, warn, would


@click.command()
@click.argument("amendment", metavar="ID")
@click.option("--in-force", type=DAY, required=True, metavar="DATE", help="Commencement.")
@click.option("--pdf", is_flag=True, help="Also make a PDF of each Word file.")
@shared
@click.pass_context
def publish(ctx: click.Context, amendment: str, in_force: date, pdf: bool) -> None:
    """Publish a passed amendment as the next version.

    \b
    Examples: govflow publish 2026-01 --in-force 2026-12-01
              govflow publish 2026-01 --in-force 01/12/2026 --pdf --yes

    Refuses any text the Board did not pass. Writes the version, its Word by-law, the guidance and
    their HTML twins; sends nothing. PDFs need LibreOffice or Word.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.publish import carry_out, plan_publication, precedes_letters

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = plan_publication(office, amendment, in_force)
        early = precedes_letters(office, plan)
        if early:
            warn(asked, f"in force from {day(in_force)}: before anybody can be told by letter")
        if not asked.dry_run and not plan.published:
            confirm(
                asked,
                f"Publish version {plan.version} of '{plan.policy}', in force from {day(in_force)}?",
                what=f"this publishes version {plan.version} of '{plan.policy}'.",
            )
        files = carry_out(office, plan, pdf=pdf) if not asked.dry_run else ()
    document = {
        "amendment": amendment,
        "policy": plan.policy,
        "version": plan.version,
        "digest": plan.digest,
        "in_force": plan.in_force,
        "precedes_letters": early,
        "files": list(files),
    }
    emit(
        asked, "govflow/published/1", document, lambda: click.echo("\n".join(files), nl=bool(files))
    )
    sentence = f"version {plan.version} of '{plan.policy}'"
    if plan.published:
        done(asked, f"{sentence} is published already; nothing is left to do")
    elif asked.dry_run:
        return would(asked, f"publish {sentence}, in force from {day(in_force)}")
    else:
        done(asked, f"{sentence} published, in force from {day(in_force)}")
    next_step(asked, f"govflow notice preview {plan.policy}", f"govflow notice send {plan.policy}")
