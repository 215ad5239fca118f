"""`govflow replies review`, `queue`, `assign`, `theirs`: going through what waits for a person."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.show import clean, confirm, counted, done, emit, next_step, open_page, prose, would
from govflow.core.errors import AnswerNeededError, GovflowError

if TYPE_CHECKING:
    from govflow.core.people.queue import HeldReply
    from govflow.core.record.rows import ReplyRow
    from govflow.workflows.office import Office

KEYS = (
    ("a", "accept", "it is an acknowledgement, or a vote, and counts"),
    ("q", "question", "it asks something"),
    ("d", "decline", "it says no"),
    ("n", "not an answer", "it is about something else"),
    ("g", "ask again", "send the two lines that ask once more"),
    ("t", "theirs", "this address is theirs"),
    ("o", "open original", "write the message to a file and open it"),
    ("s", "skip", "leave it for later"),
    ("x", "stop", "stop here"),
)
SETTLES = {"a": "acknowledged", "q": "question", "d": "declined", "n": "not_an_answer"}


@click.command()
@click.option("--by", required=True, metavar="NAME", help="Who decides.")
@shared
@click.pass_context
def review(ctx: click.Context, by: str) -> None:
    """Go through the replies that wait, one at a time.

    \b
    Example: govflow replies review --by "Sarah Okafor"

    Only in a terminal. Shows what each reply says, who wrote it, why it is held and what its letter
    asked; one key decides, and each decision is recorded with name and reason. Nobody settles their
    own reply. Sends a letter only for 'ask again', after asking.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.review import waiting

    asked = asked_of(ctx)
    if asked.json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise AnswerNeededError(
            "replies are reviewed one at a time in a terminal, and this is none.",
            remedy="govflow replies list --held, then: govflow replies resolve EVIDENCE --as ...",
            undone="Nothing was changed.",
        )
    with office_of(asked) as office:
        rows = waiting(office)
        settled = 0
        for number, row in enumerate(rows, 1):
            _show_one(office, row, f"{number} of {len(rows)}")
            answered = _decide(asked, office, row, by)
            if answered is None:
                break
            settled += answered
        left = len(waiting(office))
    click.echo(f"{counted(settled, 'reply', 'replies')} settled, {left} left.")
    next_step(asked, "govflow register show" if not left else "govflow replies review")


def _show_one(office: "Office", row: "ReplyRow", place: str) -> None:
    from govflow.workflows.review import held_reply

    one = held_reply(office, row)
    click.echo()
    click.echo(
        click.style(f"{place} · {clean(one.name or one.sender or 'nobody we know')}", bold=True)
    )
    for label, text in _facts(one):
        prose(clean(text), " " * 14, f"{label}:")
    prose(clean(one.words) or "(no words of their own)", "    ")
    click.echo()


def _facts(one: "HeldReply") -> list[tuple[str, str]]:
    likely = {"acknowledged": "an acknowledgement", "agreed": "an agreement"}.get(
        one.suggestion, ""
    )
    seems = f"; it seems to be {likely}" if likely else ""
    pairs = [
        ("from", one.sender or "no single sender"),
        ("about", one.policy),
        ("held as", f"{one.outcome.replace('_', ' ')}: {one.reason}{seems}"),
        ("letter said", one.statement),
        ("seen to", one.state),
        ("attached", ", ".join(one.files)),
        ("it says", " "),
    ]
    return [(label, text) for label, text in pairs if text]


def _decide(asked: Asked, office: "Office", row: "ReplyRow", by: str) -> int | None:
    """Ask for keys until one ends this reply: 1 settled, 0 left, None stop. A refusal asks again."""
    click.echo("   ".join(f"[{key}] {name}" for key, name, _ in KEYS))
    while True:
        key = click.prompt("Which", default="s", err=True).strip().lower()[:1]
        try:
            ended = _act(asked, office, row, by, key)
        except GovflowError as refusal:
            click.echo(str(refusal), err=True)
            continue
        if ended == "stop":
            return None
        if ended:
            return int(ended == "settled")


def _act(asked: Asked, office: "Office", row: "ReplyRow", by: str, key: str) -> str:
    """Carry out one key: 'settled', 'left', 'stop', or '' to be asked again."""
    match key:
        case "s":
            return "left"
        case "x":
            return "stop"
        case "a" | "q" | "d" | "n":
            return _settle(asked, office, row, by, _settles(office, row, key))
        case "g":
            return _ask_again(asked, office, row, by)
        case "t":
            _theirs(asked, office, row.evidence, by, click.prompt("Why is it theirs", err=True))
            return ""
        case "o":
            _open(office, row)
            return ""
        case _:
            for one, name, meaning in KEYS:
                click.echo(f"  {one}  {name}: {meaning}", err=True)
            return ""


def _settles(office: "Office", row: "ReplyRow", key: str) -> str:
    """What a key takes a reply for; in a written resolution the first is an agreement."""
    from govflow.workflows.collect import counts_as

    return (counts_as(office, row) or SETTLES[key]) if key == "a" else SETTLES[key]


def _settle(asked: Asked, office: "Office", row: "ReplyRow", by: str, outcome: str) -> str:
    from govflow.workflows.collect import Settlement, plan_settlement, resolve

    shown = outcome.replace("_", " ")
    settlement = Settlement(row.evidence, outcome, by, "")
    plan_settlement(office, settlement)
    reason = click.prompt("Why", default=f"It reads as {shown}.", err=True)
    if asked.dry_run:
        would(asked, f"settle it as {shown}")
        return "left"
    resolve(office, Settlement(row.evidence, outcome, by, reason))
    done(asked, f"settled as {shown}")
    if outcome == "question":
        next_step(asked, f"govflow replies answer {row.evidence[:8]} --edit --by ...")
    return "settled"


def _ask_again(asked: Asked, office: "Office", row: "ReplyRow", by: str) -> str:
    from govflow.workflows.answers import plan_answer, send_answer

    answer = plan_answer(office, row.evidence, "", by, again=True)
    if asked.dry_run:
        would(asked, f"ask {answer.recipient.name} once more")
        return "left"
    if not click.confirm(f"Write to {clean(answer.recipient.name)}?", default=False, err=True):
        return ""
    letter = send_answer(office, answer)
    done(asked, f"asked again; the letter is {letter.state}")
    return "settled"


def _open(office: "Office", row: "ReplyRow") -> None:
    from govflow.workflows.review import write_original

    root = Path(office.library.root).resolve()
    click.launch((root / write_original(office, row)).as_uri())


@click.command()
@click.option("--no-open", is_flag=True, help="Do not open the page in a browser.")
@shared
@click.pass_context
def queue(ctx: click.Context, no_open: bool) -> None:
    """Write the waiting replies as a page.

    \b
    Examples: govflow replies queue
              govflow replies queue --no-open

    Writes documents/replies/queue.html, one file without any script; records and sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.review import waiting, write_queue

    asked = asked_of(ctx)
    with office_of(asked) as office:
        number = len(waiting(office))
        file = "documents/replies/queue.html" if asked.dry_run else write_queue(office)
        path = Path(office.library.root) / file
    emit(asked, "govflow/queue/1", {"file": str(path), "waiting": number}, lambda: None)
    if asked.dry_run:
        return would(asked, f"write {path}")
    done(asked, f"{counted(number, 'reply waits', 'replies wait')} for you: {path}")
    open_page(asked, path, no_open=no_open)


@click.command()
@click.argument("evidence")
@click.option(
    "--to", required=True, metavar="NAME", help="manager, ceo, or a name; '' takes it back."
)
@click.option("--by", required=True, metavar="NAME", help="Who gives it to them.")
@shared
@click.pass_context
def assign(ctx: click.Context, evidence: str, to: str, by: str) -> None:
    """Record who is to see to a reply.

    \b
    Examples: govflow replies assign 5b1cae2f --to manager --by "Sarah Okafor"
              govflow replies assign 5b1cae2f --to ceo --by "Sarah Okafor"

    'manager' is the manager whom the people list names for whoever wrote it. Sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.answers import assign as give
    from govflow.workflows.answers import assignee
    from govflow.workflows.collect import find_reply
    from govflow.workflows.registers import reply_line

    asked = asked_of(ctx)
    with office_of(asked) as office:
        row = find_reply(office, evidence)
        name = assignee(office, row, to)
        if not asked.dry_run:
            row = give(office, evidence, name, by)
        line = reply_line(office, row)
    emit(asked, "govflow/reply/1", line, lambda: None)
    if asked.dry_run:
        return would(asked, f"give {row.evidence[:8]} to {name}")
    done(
        asked,
        f"{row.evidence[:8]} is with {name}" if name else f"{row.evidence[:8]} is with nobody",
    )


@click.command()
@click.argument("evidence")
@click.option("--by", required=True, metavar="NAME", help="Who confirms it.")
@click.option("--reason", required=True, metavar="R", help="How you know.")
@shared
@click.pass_context
def theirs(ctx: click.Context, evidence: str, by: str, reason: str) -> None:
    """Confirm that the address a reply came from is theirs.

    \b
    Example: govflow replies theirs 5b1cae2f --by "Sarah Okafor" --reason "Rang her" --yes

    Records it and adds the address to people.csv, so that later replies from there may count. The
    reply itself stays held until you settle it. Sends nothing.
    """
    from govflow.cli.wiring import office_of

    asked = asked_of(ctx)
    with office_of(asked) as office:
        found = _theirs(asked, office, evidence, by, reason)
    emit(asked, "govflow/address/1", found, lambda: None)


def _theirs(asked: Asked, office: "Office", evidence: str, by: str, reason: str) -> dict[str, Any]:
    from govflow.workflows.review import confirm_address, plan_confirmation

    found = plan_confirmation(office, evidence, by)
    what = f"{found.address} becomes an address of {clean(found.name)}."
    if asked.dry_run:
        would(asked, f"confirm {found.address}")
    else:
        confirm(asked, f"Is {found.address} an address of {clean(found.name)}?", what=what)
        confirm_address(office, found, by, reason)
        done(asked, what)
    return {"person": found.person, "address": found.address, "evidence": found.reply.evidence}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--words", required=True, metavar="WORDS", help="All that the test mail said.")
@shared
@click.pass_context
def learn(ctx: click.Context, file: Path, words: str) -> None:
    """Learn from a test mail what inboxes add.

    \b
    Example: govflow replies learn test.eml --words "This is a test."

    Prints the lines around those words as they go under [replies] in govflow.toml. Changes nothing:
    look at them first, since what is set aside is never judged.
    """
    import json

    from govflow.cli.wiring import office_of
    from govflow.workflows.learning import learn

    asked = asked_of(ctx)
    with office_of(asked) as office:
        found = learn(office, file.read_bytes(), words)

    def human() -> None:
        quoted = ",\n".join(f"  {json.dumps(clean(one), ensure_ascii=False)}" for one in found)
        click.echo(f"set_aside = [\n{quoted},\n]" if found else "Nothing was added to it.")

    emit(asked, "govflow/learnt/1", {"set_aside": list(found)}, human)


COMMANDS = (review, queue, assign, theirs, learn)
