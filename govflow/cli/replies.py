"""`govflow replies`: read the mailbox, look at replies, settle the doubtful ones."""

from pathlib import Path
from typing import Any

import rich_click as click

from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.show import clean, confirm, done, emit, next_step, table, would


@noun
def replies() -> None:
    """Read, list and settle replies."""


@replies.command()
@shared
@click.pass_context
def collect(ctx: click.Context) -> int:
    """Read new replies from the mailbox.

    Example: govflow replies collect

    Each message is kept byte for byte, judged and recorded, then moved out of the inbox. Exit 4 when
    something had to be put in quarantine.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.collect import collect as take_in
    from govflow.workflows.collect import foresee

    asked = asked_of(ctx)
    with office_of(asked) as office:
        found = foresee(office) if asked.dry_run else take_in(office)
    document = {
        "total": found.total,
        "counted": found.counted,
        "outcomes": dict(found.outcomes),
        "known": found.known,
        "quarantined": found.quarantined,
    }

    def human() -> None:
        parts = [f"{number} {words(outcome)}" for outcome, number in found.outcomes]
        click.echo(f"{found.total} new: {' · '.join(parts)}" if parts else "Nothing new.")

    emit(asked, "govflow/collected/1", document, human)
    if asked.dry_run:
        would(asked, f"take in {found.total} messages")
        return 0
    next_step(asked, "govflow replies list --held", "govflow register show")
    return 4 if found.quarantined else 0


@replies.command("list")
@click.option("--held", is_flag=True, help="Only those that wait for you.")
@shared
@click.pass_context
def list_(ctx: click.Context, held: bool) -> None:
    """List every reply once, with how it was judged.

    Example: govflow replies list --held
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.registers import reply_lines

    asked = asked_of(ctx)
    with office_of(asked) as office:
        lines = reply_lines(office, held_only=held)
    emit(asked, "govflow/replies/1", {"replies": lines}, lambda: _show(lines))


def _show(lines: list[dict[str, Any]]) -> None:
    table(
        ("Evidence", "From", "Outcome", "Counts", "Why"),
        [
            (
                line["evidence"][:12],
                line["from"] or "—",
                words(line["outcome"])
                + (f" → {words(line['resolved_as'])}" if line["resolved_as"] else ""),
                "yes" if line["counted"] else "",
                line["reason"],
            )
            for line in lines
        ],
    )


def _outcome(line: dict[str, Any]) -> str:
    settled = f" → {words(line['resolved_as'])}" if line["resolved_as"] else ""
    return words(line["outcome"]) + settled


def words(outcome: str) -> str:
    """An outcome as a person reads it: 'wrong sender'."""
    return outcome.replace("_", " ")


@replies.command()
@click.argument("evidence")
@click.option(
    "--as",
    "outcome",
    required=True,
    metavar="OUTCOME",
    help="acknowledged, question, declined, not_an_answer...",
)
@click.option("--by", required=True, metavar="NAME", help="Who decides.")
@click.option("--reason", required=True, metavar="R", help="Why.")
@shared
@click.pass_context
def resolve(ctx: click.Context, evidence: str, outcome: str, by: str, reason: str) -> None:
    """Settle a held reply, with name and reason.

    Example: govflow replies resolve 5b1cae2f --as acknowledged --by "Sarah Okafor" --reason "Spoke to him"
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.collect import Settlement, find_reply
    from govflow.workflows.collect import resolve as settle
    from govflow.workflows.registers import reply_line

    asked = asked_of(ctx)
    with office_of(asked) as office:
        if asked.dry_run:
            emit(
                asked,
                "govflow/reply/1",
                reply_line(office, find_reply(office, evidence)),
                lambda: None,
            )
            return would(asked, f"settle {evidence} as {words(outcome)}")
        confirm(
            asked,
            f"Settle it as {words(outcome)}?",
            what=f"This settles {evidence} as {words(outcome)}.",
        )
        row = settle(office, Settlement(evidence, outcome.replace("-", "_"), by, reason))
        line = reply_line(office, row)
    emit(asked, "govflow/reply/1", line, lambda: None)
    done(
        asked,
        f"{row.evidence[:12]} settled as {words(row.resolved_as)}"
        + (" and counted" if row.counted else ""),
    )


@replies.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@shared
@click.pass_context
def judge(ctx: click.Context, file: Path) -> None:
    """Explain how a message would be judged; records nothing.

    Example: govflow replies judge reply.eml
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.registers import judged_line

    asked = asked_of(ctx)
    with office_of(asked) as office:
        line = judged_line(office, file.read_bytes())

    def human() -> None:
        click.echo(f"{words(line['outcome'])}: {clean(line['reason'])}")
        click.echo(f"rule: {line['rule']}; counts: {'yes' if line['counted'] else 'no'}")
        if line["new_text"]:
            click.echo("the new text: " + clean(line["new_text"]).replace("\n", "\n    "))

    emit(asked, "govflow/reply/1", line, human)
