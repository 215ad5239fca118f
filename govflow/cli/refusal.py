"""How a refusal is told: place, problem, what was not done and remedy, in words or as JSON."""

import json

import rich_click as click

from govflow.cli.asked import Asked
from govflow.core.errors import GovflowError


def tell(asked: Asked, refusal: GovflowError) -> None:
    """Print one refusal: in words on stderr, or as `govflow/error/1` on stdout with --json.

    A refusal that has no place of its own stands at the command that was called; one of which
    nobody foresaw a remedy is for whoever looks after govflow.
    """
    place, remedy = refusal.place or asked.command, refusal.remedy or NO_REMEDY
    problem, undone = _within(refusal.problem), refusal.undone[:1].upper() + refusal.undone[1:]
    if asked.json:
        document = {
            "schema": "govflow/error/1",
            "place": place,
            "problem": problem,
            "remedy": remedy,
            "undone": undone,
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    error = click.style("Error: ", fg="red") + problem
    lines = [f"{place}:", error, undone, f"To fix it: {remedy}"]
    click.echo("\n".join(line for line in lines if line), err=True)


def _within(sentence: str) -> str:
    """A sentence as it stands after 'Error:', in lower case unless it begins with a name."""
    first = sentence.partition(" ")[0]
    ordinary = first in ("A", "An", "The", "This", "There", "Letters", "Version", "What")
    return sentence[:1].lower() + sentence[1:] if ordinary else sentence


NO_REMEDY = "run 'govflow ledger verify'; if it finds nothing, tell whoever looks after govflow."


def in_words(slip: click.UsageError, asked: Asked) -> GovflowError:
    """A slip on the command line in the form of every other refusal."""
    command = slip.ctx.command_path if slip.ctx else asked.command
    place, message = command, slip.format_message()
    if isinstance(slip, click.BadParameter) and not isinstance(slip, click.MissingParameter):
        message = slip.message
        place += f" {_name(slip)}".rstrip()
    return GovflowError(f"{message[:1].lower()}{message[1:]}", place=place, remedy=help_of(command))


def help_of(command: str) -> str:
    """Where a command says what it takes."""
    return f"'{command} --help' shows what it takes."


def _name(slip: click.BadParameter) -> str:
    """The argument or option at fault, as the help shows it."""
    if isinstance(slip.param, click.Option):
        return max(slip.param.opts, key=len)
    if slip.param is None or slip.ctx is None:
        return ""
    return slip.param.make_metavar(slip.ctx).strip("[]")
