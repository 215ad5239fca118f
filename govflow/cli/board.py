"""`govflow board`: the pack for the Board, and what the Board decided."""

from datetime import date
from pathlib import Path

import rich_click as click

from govflow.cli.asked import DAY, asked_of, noun, shared
from govflow.cli.board_pack import pack
from govflow.cli.board_send import preview, send, votes


@noun
def board() -> None:
    """Make and send the Board's papers, and record its decision."""


board.add_command(pack)
board.add_command(preview)
board.add_command(send)
board.add_command(votes)


@board.command()
@click.argument("amendments", metavar="ID...", nargs=-1, required=True)
@click.option("--passed", "outcome", flag_value="passed", help="The Board passed it.")
@click.option("--rejected", "outcome", flag_value="rejected", help="The Board rejected it.")
@click.option("--deferred", "outcome", flag_value="deferred", help="The Board put it off.")
@click.option(
    "--passed-as",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The Board passed this text instead (Markdown).",
)
@click.option("--written", is_flag=True, help="What the Board agreed to in writing, by its votes.")
@click.option("--decided", type=DAY, metavar="DATE", help="The day of the decision.")
@click.option("--minute", default="", metavar="M", help="The minute's reference, e.g. 26/114.")
@click.option("--for", "votes_for", type=click.IntRange(min=0), metavar="N", help="Votes for.")
@click.option("--against", type=click.IntRange(min=0), metavar="N", help="Votes against.")
@click.option("--abstained", type=click.IntRange(min=0), metavar="N", help="Abstentions.")
@click.option(
    "--present",
    type=click.IntRange(min=0),
    metavar="N",
    help="How many were present and could vote.",
)
@click.option(
    "--conflict", "conflicts", multiple=True, metavar="NAME", help="Who declared an interest."
)
@click.option("--body", default="", metavar="B", help="Which body decided [the next of the route].")
@click.option(
    "--condition", "conditions", multiple=True, metavar="C", help="A condition it was passed under."
)
@click.option("--reasons", default="", metavar="R", help="Why, for the minute.")
@shared
@click.pass_context
def record(
    ctx: click.Context,
    amendments: tuple[str, ...],
    outcome: str | None,
    passed_as: Path | None,
    written: bool,
    decided: date | None,
    minute: str,
    votes_for: int | None,
    against: int | None,
    abstained: int | None,
    present: int | None,
    conflicts: tuple[str, ...],
    body: str,
    conditions: tuple[str, ...],
    reasons: str,
) -> None:
    """Record what the Board, or another body, decided.

    \b
    Examples: govflow board record 2026-01 --passed --decided 2026-11-26 --minute 26/114
              govflow board record 2026-01 --passed-as amended.md --decided 26/11/2026
              govflow board record 2026-01 --body Senate --passed --for 9 --decided 20/11/2026
              govflow board record 2026-01 2026-02 --passed --decided 2026-11-26 --minute 26/114
              govflow board record 2026-01 --written --minute W/26/3

    Records the decision, which binds the digest of the pack that was built, and writes a draft minute
    and, when no body of the route is left, a certificate into documents/board/ID/decision/. It cannot be
    undone, only corrected or superseded. Who declared an interest leaves vote and quorum. Several
    amendments are recorded together where the Board decided alike on them. --written takes outcome, day
    and votes from the replies to 'board send --written'.
    """
    from govflow.cli.decisions import outcome_of, record_decisions, record_written
    from govflow.core.record.resolutions import Vote
    from govflow.workflows.decisions import Decision

    if written:
        if outcome or passed_as or decided or len(amendments) != 1:
            raise click.UsageError(
                "--written takes one amendment, and its outcome and day by itself."
            )
        return record_written(asked_of(ctx), amendments[0], minute)
    if decided is None:
        raise click.UsageError("say on which day: --decided DATE.")
    if passed_as and len(amendments) != 1:
        raise click.UsageError("--passed-as is about one amendment.")
    said = Decision(
        outcome=outcome_of(outcome, passed_as),
        decided_on=decided,
        minute=minute,
        vote=Vote(votes_for, against, abstained, present),
        conflicts=conflicts,
        body=body,
        conditions=conditions,
        reasons=reasons,
    )
    record_decisions(asked_of(ctx), amendments, said, passed_as)


@board.command()
@click.argument("amendment", metavar="ID")
@click.option("--decided", type=DAY, metavar="DATE", help="The right day.")
@click.option("--minute", metavar="M", help="The right reference.")
@click.option("--by", required=True, metavar="NAME", help="Who corrects it.")
@click.option("--reason", required=True, metavar="R", help="What was wrong, and why.")
@shared
@click.pass_context
def correct(
    ctx: click.Context,
    amendment: str,
    decided: date | None,
    minute: str | None,
    by: str,
    reason: str,
) -> None:
    """Correct the date or minute of a recorded decision.

    \b
    Examples: govflow board correct 2026-01 --minute 26/115 --by "S. Okafor" --reason "Misread"
              govflow board correct 2026-01 --decided 2026-11-25 --by "S. Okafor" --reason "Typo"

    Records the right values with name and reason and writes the certificate anew; the first entry
    stays in the ledger. What was decided, and on which text, cannot be corrected.
    """
    from govflow.cli.decisions import correct_decision

    correct_decision(asked_of(ctx), amendment, decided, minute, by, reason)
