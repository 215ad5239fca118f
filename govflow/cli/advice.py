"""`govflow advice`: questions of interpretation, from the asker to the answer and the questions asked."""

from pathlib import Path
from typing import Any

import rich_click as click

from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.register_asking import tell_letters
from govflow.cli.register_entries import BY
from govflow.cli.show import clean, confirm, done, emit, next_step, prose, would
from govflow.core.errors import GovflowError


@noun
def advice() -> None:
    """See to questions about what a policy means."""


@advice.command()
@click.argument("question", required=False, default="")
@click.option("--for", "asker", default="", metavar="ID", help="Who asks.")
@click.option("--reply", default="", metavar="EVIDENCE", help="The reply that asks.")
@click.option("--policy", default="", metavar="CODE", help="The policy it is about.")
@click.option("--confidential", is_flag=True, help="It names a person.")
@BY
@shared
@click.pass_context
def ask(
    ctx: click.Context,
    question: str,
    asker: str,
    reply: str,
    policy: str,
    confidential: bool,
    by: str,
) -> int:
    """Put a question to whoever advises on it.

    \b
    Examples: govflow advice ask --reply 5b1cae2f --by "Sarah Okafor" --yes
              govflow advice ask "May we share it?" --for s04 --by Sarah --yes

    Records the question and sends one letter: staff's go to their line manager or the Chief Executive
    Officer, trustees' to the chair. A question that names a person is confidential: it passes managers
    by and is never published. In doubt it is taken for one.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.advice import plan_question
    from govflow.workflows.entries import record_entries
    from govflow.workflows.entry_letters import plan_asking, send_asking
    from govflow.workflows.excuses import find_person

    asked = asked_of(ctx)
    if not reply and not (asker and question):
        raise GovflowError(
            "a question needs its words and whoever asks it.",
            remedy='advice ask "..." --for ID, or advice ask --reply EVIDENCE.',
        )
    with office_of(asked) as office:
        plan = plan_question(
            office,
            asker=asker,
            question=question,
            reply=reply,
            confidential=confidential,
            policy=policy,
        )
        to = find_person(office, plan.to)
        kind = "confidential, " if plan.confidential else ""
        what = f"{plan.draft.entry}: {kind}to {clean(to.name)} <{to.email}>"
        if asked.dry_run:
            would(asked, f"record {what} and send one letter")
            return 0
        confirm(asked, f"Ask {clean(to.name)}?", what=f"This sends one letter to {to.email}.")
        record_entries(office, [plan.draft], by, "")
        letter = send_asking(office, plan_asking(office, plan.draft.entry))
    document: dict[str, Any] = {
        "entry": plan.draft.entry,
        "to": plan.to,
        "confidential": plan.confidential,
        "notice": letter.notice,
        "state": letter.state,
    }
    emit(asked, "govflow/advice/1", document, lambda: None)
    done(asked, what)
    return tell_letters(asked, [letter])


@advice.command()
@click.argument("entry")
@click.option(
    "--text",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The answer as a text file [the adviser's own reply].",
)
@BY
@shared
@click.pass_context
def answer(ctx: click.Context, entry: str, text: Path | None, by: str) -> int:
    """Tell whoever asked what the answer is.

    \b
    Examples: govflow advice answer advice-1 --by "Sarah Okafor" --yes
              govflow advice answer advice-1 --text answer.txt --by "Sarah Okafor" --yes

    Records the answer and sends one letter to whoever asked, with the adviser's reply or the words of
    the file.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.advice import plan_telling, tell

    asked = asked_of(ctx)
    with office_of(asked) as office:
        words = text.read_text(encoding="utf-8-sig") if text else ""
        row, told = plan_telling(office, entry, words)
        if not (asked.json or asked.quiet):
            prose(clean(told), "    ")
        if asked.dry_run:
            would(asked, f"send one letter about {entry}")
            return 0
        confirm(asked, "Send it to whoever asked?", what="This sends one letter.")
        letter = tell(office, row, told, by)
    document = {"entry": entry, "answer": told, "state": letter.state, "notice": letter.notice}
    emit(asked, "govflow/advice_answer/1", document, lambda: None)
    if letter.state == "sent":
        next_step(asked, f'govflow advice publish {entry} --question "..." --answer "..."')
    return tell_letters(asked, [letter])


@advice.command()
@click.argument("entry")
@click.option("--question", required=True, metavar="W", help="The question, reworded.")
@click.option("--answer", "words", required=True, metavar="W", help="The answer, reworded.")
@click.option("--clause", required=True, metavar="C", help="The clause it rests on.")
@click.option("--approved-by", required=True, metavar="NAME", help="Who approves the wording.")
@shared
@click.pass_context
def publish(
    ctx: click.Context, entry: str, question: str, words: str, clause: str, approved_by: str
) -> None:
    """Add a question to the page of questions asked.

    \b
    Example: govflow advice publish advice-1 --question Q --answer A --clause C --approved-by NAME

    Writes documents/CODE/questions.md and questions.html with your wording, the answer and its clause,
    without names; records who approved it. A confidential question is refused. Sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows import advice as workflow

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = workflow.plan_publishing(office, entry, question, words, clause, approved_by)
        if asked.dry_run:
            return would(asked, f"publish {entry}")
        confirm(asked, f"Publish {entry}?", what=f"This publishes {entry}.")
        files = workflow.publish(office, plan)
    emit(asked, "govflow/advice_publish/1", {"entry": entry, "files": list(files)}, lambda: None)
    for file in files:
        done(asked, file)
