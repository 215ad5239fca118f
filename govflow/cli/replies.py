"""`govflow replies`: read the mailbox, look at replies, settle the doubtful ones."""

from pathlib import Path
from typing import Any

import rich_click as click

from govflow.cli import replies_answer, replies_evidence, replies_review
from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.show import clean, confirm, counted, done, emit, next_step, prose, table, would


@noun
def replies() -> None:
    """Read, list and settle replies."""


@replies.command()
@shared
@click.pass_context
def collect(ctx: click.Context) -> int:
    """Read new replies from the mailbox.

    \b
    Examples: govflow replies collect
              govflow replies collect --dry-run

    Each message is kept byte for byte, judged and recorded, then moved out of the inbox. Exit 4 when
    something had to be put in quarantine. Sends nothing, unless [replies] receipts is switched on.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.collect import collect as take_in
    from govflow.workflows.collect import foresee
    from govflow.workflows.receipts import Receipted, send_receipts

    asked = asked_of(ctx)
    with office_of(asked) as office:
        found = foresee(office) if asked.dry_run else take_in(office)
        receipts = Receipted() if asked.dry_run else send_receipts(office)
    document = {
        "total": found.total,
        "counted": found.counted,
        "outcomes": dict(found.outcomes),
        "known": found.known,
        "quarantined": found.quarantined,
        "receipts": receipts.sent,
    }

    def human() -> None:
        parts = [f"{number} {words(outcome)}" for outcome, number in found.outcomes]
        click.echo(f"{found.total} new: {' · '.join(parts)}" if parts else "Nothing new.")

    emit(asked, "govflow/collected/1", document, human)
    if asked.dry_run:
        would(asked, f"take in {counted(found.total, 'message')}")
        return 0
    next_step(asked, "govflow replies list --held", "govflow register show")
    return 4 if found.quarantined else 0


@replies.command("list")
@click.option("--held", is_flag=True, help="Only those that wait for you.")
@shared
@click.pass_context
def list_(ctx: click.Context, held: bool) -> None:
    """List every reply once, with how it was judged.

    \b
    Examples: govflow replies list
              govflow replies list --held

    Changes nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.registers import reply_lines

    asked = asked_of(ctx)
    with office_of(asked) as office:
        lines = reply_lines(office, held_only=held)
    emit(asked, "govflow/replies/1", {"replies": lines}, lambda: _show(lines))


def _show(lines: list[dict[str, Any]]) -> None:
    table(
        ("Evidence", "From", "Outcome", "Why"),
        [
            (
                line["evidence"][:8],
                line["from"] or "—",
                _outcome(line),
                line["reason"],
            )
            for line in lines
        ],
        whole=(0,),
    )


def _outcome(line: dict[str, Any]) -> str:
    settled = f" → {words(line['resolved_as'])}" if line["resolved_as"] else ""
    counts = " (counts)" if line["counted"] else ""
    return words(line["outcome"]) + settled + counts


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

    \b
    Examples: govflow replies resolve 5b1cae2f --as question --by "S. Okafor" --reason "Rang"
              govflow replies resolve 5b1cae2f --as not-an-answer --by Sam --reason "Spam" --yes

    Records the decision; the judgement and the message stay as they are. Whether the reply counts
    follows the decision. Sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.collect import Settlement, plan_settlement
    from govflow.workflows.collect import resolve as settle
    from govflow.workflows.registers import reply_line

    asked = asked_of(ctx)
    settlement = Settlement(evidence, outcome.replace("-", "_"), by, reason)
    taken = words(settlement.outcome)
    with office_of(asked) as office:
        row = plan_settlement(office, settlement)
        if not asked.dry_run:
            confirm(
                asked, f"Settle it as {taken}?", what=f"this settles {row.evidence[:8]} as {taken}."
            )
            row = settle(office, settlement)
        line = reply_line(office, row)
    emit(asked, "govflow/reply/1", line, lambda: None)
    if asked.dry_run:
        return would(asked, f"settle {row.evidence[:8]} as {taken}")
    done(asked, f"{row.evidence[:8]} settled as {taken}{' and counted' if row.counted else ''}")
    next_step(asked, "govflow replies list --held")


@replies.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@shared
@click.pass_context
def judge(ctx: click.Context, file: Path) -> None:
    """Explain how a message would be judged.

    \b
    Examples: govflow replies judge reply.eml
              govflow replies judge reply.eml --json

    Records and changes nothing.
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
            click.echo("the new text:")
            prose(clean(line["new_text"]), "    ")

    emit(asked, "govflow/reply/1", line, human)


for more in (
    *replies_review.COMMANDS,
    *replies_answer.COMMANDS,
    *replies_evidence.COMMANDS,
):
    replies.add_command(more)
