"""`govflow replies answer`: a letter in answer to one reply, drafted, edited, confirmed, sent once."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.show import clean, confirm, done, emit, prose, warn, would
from govflow.core.errors import AnswerNeededError, GovflowError

if TYPE_CHECKING:
    from govflow.core.record.rows import ReplyRow
    from govflow.workflows.answers import Answer
    from govflow.workflows.office import Office


@click.command()
@click.argument("evidence")
@click.option(
    "--text",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The answer, as a text file in UTF-8.",
)
@click.option("--edit", is_flag=True, help="Write it in your editor, from a draft.")
@click.option("--again", is_flag=True, help="Ask once more, in two lines ready-made.")
@click.option("--by", required=True, metavar="NAME", help="Who answers.")
@click.option(
    "--question", metavar="WORDS", help="Add it to the page of questions asked, so worded."
)
@shared
@click.pass_context
def answer(
    ctx: click.Context,
    evidence: str,
    text: Path | None,
    edit: bool,
    again: bool,
    by: str,
    question: str | None,
) -> int:
    """Answer a reply with a letter.

    \b
    Examples: govflow replies answer 5b1cae2f --edit --by "Sarah Okafor"
              govflow replies answer 5b1cae2f --text answer.txt --by "Sarah Okafor" --yes
              govflow replies answer 5b1cae2f --again --by "Sarah Okafor" --yes

    Sends one letter to whoever wrote, under their reply; a reply has one answer, and repeating the
    command sends nothing twice. With --question the policy's page of questions asked gains your
    wording of it and this answer, without names. --again settles the reply as unclear.
    """
    from govflow.cli.wiring import office_of
    from govflow.core.people.queue import Asked as Question
    from govflow.workflows.answers import plan_answer, send_answer
    from govflow.workflows.collect import find_reply
    from govflow.workflows.questions import check_anonymous, publish_question

    asked = asked_of(ctx)
    with office_of(asked) as office:
        row = find_reply(office, evidence)
        words = _words(asked, office, row, text, edit=edit, again=again)
        plan = plan_answer(office, row.evidence, words, by, again=again)
        page = Question(question, plan.text) if question else None
        if page:
            check_anonymous(office, row, page)
        _show(asked, plan)
        if asked.dry_run:
            emit(asked, "govflow/answer/1", _document(plan, "", ()), lambda: None)
            would(asked, f"send one letter to {plan.recipient.email}")
            return 0
        confirm(
            asked,
            f"Send it to {plan.recipient.email}?",
            what=f"This sends one letter to {plan.recipient.email}.",
        )
        letter = send_answer(office, plan)
        files = publish_question(office, row, page) if page else ()
    emit(asked, "govflow/answer/1", _document(plan, letter.state, files), lambda: None)
    if letter.state == "sent":
        done(asked, f"answered {clean(plan.recipient.name)}")
    else:
        warn(asked, f"the letter is {letter.state}: {clean(letter.text) or 'repeat the command'}")
    for file in files:
        done(asked, file)
    return 0 if letter.state == "sent" else 4


def _words(
    asked: Asked, office: "Office", row: "ReplyRow", text: Path | None, *, edit: bool, again: bool
) -> str:
    """The answer's words: from a file, from the editor, or none where the ready-made lines do."""
    if text is not None:
        try:
            return text.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as problem:
            raise GovflowError(
                "this file is not UTF-8 text.", place=str(text), remedy="save it again as UTF-8."
            ) from problem
    if not edit:
        if again:
            return ""
        raise AnswerNeededError(
            "the answer's words are missing.",
            place=row.evidence[:8],
            remedy="add --edit to write them, or --text FILE.",
            undone="Nothing was sent.",
        )
    if asked.json or not sys.stdin.isatty():
        raise AnswerNeededError(
            "an editor needs a terminal, and this is none.",
            remedy="write the answer to a file and name it with --text FILE.",
            undone="Nothing was sent.",
        )
    return _edited(office, row)


def _edited(office: "Office", row: "ReplyRow") -> str:
    from govflow.workflows.answers import draft, without_remarks
    from govflow.workflows.review import held_reply

    written = click.edit(draft(row, clean(held_reply(office, row).words)), extension=".txt")
    return without_remarks(written or "")


def _show(asked: Asked, plan: "Answer") -> None:
    if asked.json or asked.quiet:
        return
    click.echo(f"To {clean(plan.recipient.name)} <{plan.recipient.email}>, one letter:")
    prose(clean(plan.text) or "(the two lines that ask once more)", "    ")


def _document(plan: "Answer", state: str, files: tuple[str, ...]) -> dict[str, Any]:
    return {
        "evidence": plan.reply.evidence,
        "letter": plan.letter,
        "to": plan.recipient.person,
        "kind": plan.kind.value,
        "text": plan.text,
        "state": state or None,
        "files": list(files),
    }


COMMANDS = (answer,)
