"""`govflow guidance`: advice derived from a policy, kept in step with its clauses."""

from typing import TYPE_CHECKING

import rich_click as click

from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.show import confirm, done, emit, next_step, short_day, table, would

if TYPE_CHECKING:
    from govflow.workflows.coverage import Confirmation, Covered


@noun
def guidance() -> None:
    """Check, build and confirm the derived guidance."""


@guidance.command()
@click.argument("code")
@shared
@click.pass_context
def check(ctx: click.Context, code: str) -> int:
    """Say which passages of guidance no longer fit the policy.

    \b
    Examples: govflow guidance check social-media
              govflow guidance check social-media --json

    Changes nothing. Exit 1 while any passage is stale or names a clause that is not there.
    """
    from dataclasses import asdict

    from govflow.cli.redline import print_findings
    from govflow.cli.wiring import office_of
    from govflow.workflows.guidance import check_guidance

    asked = asked_of(ctx)
    with office_of(asked) as office:
        found = check_guidance(office, code)
    document = {"policy": code, "findings": [asdict(f) for f in found]}
    emit(asked, "govflow/guidance_check/1", document, lambda: print_findings(found))
    return 1 if any(f.severity == "error" for f in found) else 0


@guidance.command()
@click.argument("code")
@shared
@click.pass_context
def coverage(ctx: click.Context, code: str) -> None:
    """Show what guidance covers, and who confirmed it.

    \b
    Examples: govflow guidance coverage social-media
              govflow guidance coverage social-media --json

    Lists each clause with the passages that rest on it, or why it informs none, and every confirmation
    there was. Changes nothing.
    """
    from dataclasses import asdict

    from govflow.cli.wiring import office_of
    from govflow.workflows.coverage import confirmations, covered

    asked = asked_of(ctx)
    with office_of(asked) as office:
        found, history = covered(office, code), confirmations(office, code)
    document = {
        "policy": code,
        "guidance": [asdict(one) for one in found],
        "confirmations": [asdict(one) for one in history],
    }
    emit(asked, "govflow/guidance_coverage/1", document, lambda: _show_coverage(found, history))


def _show_coverage(found: "tuple[Covered, ...]", history: "tuple[Confirmation, ...]") -> None:
    for one in found:
        where = f", published at {one.published_at}" if one.published_at else ""
        click.echo(f"Guidance for {one.audience}{where}\n")
        rows = [
            (clause.address, ", ".join(clause.passages) or clause.reason or "nothing says why not")
            for clause in one.clauses
        ]
        table(("Clause", "Passages, or why there is none"), rows)
        click.echo()
    said = [(short_day(c.on), c.audience, c.version, c.by) for c in history]
    table(("Confirmed", "Audience", "Version", "By"), said, empty="Nobody has confirmed any yet.")


@guidance.command("confirm")
@click.argument("code")
@click.argument("audience")
@click.option("--by", default="", metavar="NAME", help="Who read it and found it right.")
@shared
@click.pass_context
def confirm_(ctx: click.Context, code: str, audience: str, by: str) -> None:
    """Confirm that guidance still says what its clauses say.

    \b
    Examples: govflow guidance confirm social-media volunteers
              govflow guidance confirm social-media volunteers --by "Sarah Okafor" --yes

    Records who found it right, against which text; writes no file.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.guidance import confirm_guidance, plan_confirmation

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan_confirmation(office, code, audience, by or office.house.officer)
        if not asked.dry_run:
            confirm(
                asked,
                f"Have you read the guidance for {audience} beside the clauses it rests on?",
                what=f"this confirms the guidance for {audience}.",
            )
            confirm_guidance(office, code, audience, by or office.house.officer)
    emit(asked, "govflow/guidance_confirm/1", {"policy": code, "audience": audience}, lambda: None)
    if asked.dry_run:
        return would(asked, f"confirm the guidance for {audience}")
    done(asked, f"the guidance for {audience} is confirmed")
    next_step(asked, f"govflow guidance build {code}")


@guidance.command()
@click.argument("code")
@shared
@click.pass_context
def build(ctx: click.Context, code: str) -> None:
    """Make the guidance as Word and HTML again.

    \b
    Examples: govflow guidance build social-media
              govflow guidance build social-media --dry-run

    Writes documents/CODE/VERSION/guidance-AUDIENCE.docx and .html; refuses while any is stale.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.guidance import plan_guidance

    asked = asked_of(ctx)
    with office_of(asked) as office:
        folder, papers = plan_guidance(office, code)
        files = () if asked.dry_run else office.library.write_documents(folder, papers)
    document = {"policy": code, "files": list(files)}
    nothing = "" if papers else f"'{code}' has no guidance yet."
    emit(asked, "govflow/guidance/1", document, lambda: click.echo("\n".join(files) or nothing))
    if asked.dry_run:
        would(asked, f"write {', '.join(papers) or 'no file'}")
