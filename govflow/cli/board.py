"""`govflow board`: the pack for the Board, and what the Board decided."""

from datetime import date
from pathlib import Path

import rich_click as click

from govflow.cli.asked import DAY, asked_of, noun, shared
from govflow.cli.show import confirm, counted, done, emit, next_step, warn, would


@noun
def board() -> None:
    """Make the Board's papers and record its decision."""


@board.command()
@click.argument("amendment", metavar="ID")
@click.option("--pdf", is_flag=True, help="Also make the whole pack as one PDF.")
@shared
@click.pass_context
def pack(ctx: click.Context, amendment: str, pdf: bool) -> None:
    """Make the four Word papers of an amendment.

    \b
    Examples: govflow board pack 2026-01
              govflow board pack 2026-01 --pdf

    Writes documents/board/ID/ and records the digest of the text that the papers propose. The
    redline and the schedule of changes are proved complete before anything is written. Asks only
    before it replaces a pack with another text in it. The PDF (cover sheet, schedule, redline for
    paper, clean text; pages counted through) needs LibreOffice or Word.
    """
    from govflow.cli.wiring import office_of
    from govflow.core.text.policy import short_code
    from govflow.workflows.board import build_pack, plan_pack

    asked = asked_of(ctx)
    with office_of(asked) as office:
        built = plan_pack(office, amendment, pdf=pdf)
        files: tuple[str, ...] = ()
        if not asked.dry_run:
            if built.replaces:
                what = f"the pack of {amendment} that was built before held another text."
                confirm(asked, f"{what.capitalize()} Replace it?", what=what)
            files = build_pack(office, built)
    instructions = counted(len(built.found.comparison.entries), "amending instruction")
    document = {
        "amendment": amendment,
        "digest": built.digest,
        "materiality": built.found.comparison.materiality,
        "files": list(files),
        "missing": list(built.missing),
    }
    emit(asked, "govflow/pack/1", document, lambda: click.echo("\n".join(files), nl=bool(files)))
    done(asked, "accept-all equals the proposed text, reject-all the text in force")
    done(
        asked,
        f"{instructions}, read back and applied: gives the proposed text",
    )
    done(asked, f"the text before the Board: {short_code(built.digest)}")
    for rival in built.warnings:
        warn(asked, rival.message)
    if built.missing:
        left_out = ", ".join(built.missing).replace("_", " ")
        warn(asked, f"the cover sheet says nothing on: {left_out} (amendment.toml)")
    if asked.dry_run:
        papers = "four papers and one PDF" if pdf else "four papers"
        return would(asked, f"write {papers} to documents/board/{amendment}")
    next_step(asked, f"govflow board record {amendment} --passed --decided DATE --minute REF")


@board.command()
@click.argument("amendment", metavar="ID")
@click.option("--passed", "outcome", flag_value="passed", help="The Board passed it.")
@click.option("--rejected", "outcome", flag_value="rejected", help="The Board rejected it.")
@click.option("--deferred", "outcome", flag_value="deferred", help="The Board put it off.")
@click.option(
    "--passed-as",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The Board passed this text instead (Markdown).",
)
@click.option("--decided", type=DAY, required=True, metavar="DATE", help="The day of the decision.")
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
    amendment: str,
    outcome: str | None,
    passed_as: Path | None,
    decided: date,
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

    Records the decision, which binds the digest of the pack that was built, and writes a draft minute
    and, when no body of the route is left, a certificate into documents/board/ID/decision/. It cannot be
    undone, only corrected or superseded. Who declared an interest leaves vote and quorum.
    """
    from govflow.cli.decisions import outcome_of, record_decision
    from govflow.core.record.resolutions import Vote
    from govflow.workflows.decisions import Decision

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
    record_decision(asked_of(ctx), amendment, said, passed_as)


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
