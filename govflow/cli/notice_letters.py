"""`govflow notice settle`, and the letters of a notice that did not simply go."""

from collections.abc import Sequence
from typing import Any

import rich_click as click

from govflow.cli.asked import asked_of, shared
from govflow.cli.show import clean, confirm, done, emit, next_step, prose, would


def show_troubled(letters: Sequence[dict[str, Any]]) -> None:
    """A paragraph for each letter that was refused, put off or is in doubt."""
    for line in letters:
        click.echo(
            clean(f"\n{line['letter']} to {line['name']} <{line['email']}>: {line['state']}")
        )
        prose(clean(f"{line['why']}."), "    ")
        prose(click.style("→ ", fg="cyan") + clean(line["next"]), "    ")


@click.command()
@click.argument("letter")
@click.option("--sent/--not-sent", default=None, help="It went, or it did not.")
@click.option("--by", required=True, metavar="NAME", help="Who decides.")
@click.option("--reason", required=True, metavar="TEXT", help="How it is known.")
@shared
@click.pass_context
def settle(ctx: click.Context, letter: str, sent: bool | None, by: str, reason: str) -> None:
    """Decide whether a letter in doubt went.

    \b
    Example: govflow notice settle SMP-1/017/first --sent --by "S. Okafor" --reason "He rang."

    For a letter that is unknown or parked, where no evidence tells. Records your decision; sends
    nothing. A letter that did not go waits, and 'govflow notice send' sends it with the same bytes.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.undecided import plan_settling, settle_letter

    asked = asked_of(ctx)
    if sent is None:
        raise click.UsageError("say --sent or --not-sent.")
    words = "it went" if sent else "it did not go and waits to be sent"
    with office_of(asked) as office:
        row = plan_settling(office, letter)
        if asked.dry_run:
            return would(asked, f"record of {letter} that {words}")
        confirm(asked, f"Record that {words}?", what=f"this records of {letter} that {words}.")
        row = settle_letter(office, letter, sent=sent, by=by, reason=reason)
    document = {"letter": row.letter, "state": row.state}
    emit(asked, "govflow/letter/1", document, lambda: click.echo(f"{row.letter}: {row.state}"))
    done(asked, f"recorded: {words}")
    next_step(asked, f"govflow notice show {row.notice}")
