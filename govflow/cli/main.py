"""The `govflow` command: its groups, and the one place where refusals become words and exit codes."""

import json
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import rich_click as click

from govflow import __version__
from govflow.cli import (
    amendment,
    board,
    demo,
    guidance,
    ledger,
    notice,
    people,
    policy,
    publish,
    register,
    replies,
    report,
    start,
    status,
)
from govflow.cli.asked import asked_of, shared
from govflow.cli.show import steady_streams
from govflow.core.errors import GovflowError

EXIT_USAGE = 2
EXIT_FAULT = 3
EXIT_INTERRUPTED = 130


class Root(click.RichGroup):
    """The top of the command line: turns every way of ending into its words and exit code."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> NoReturn:
        """Run one command line and leave with its exit code (see the table in the help)."""
        words = list(sys.argv[1:] if args is None else args)
        steady_streams()
        sys.exit(self._outcome(words, "--json" in words, extra))

    def _outcome(self, words: list[str], as_json: bool, extra: dict[str, Any]) -> int:
        extra = {**extra, "standalone_mode": False}
        try:
            result = super().main(words, **extra)
        except GovflowError as refusal:
            _tell(refusal.place, refusal.problem, refusal.remedy, refusal.undone, as_json)
            return refusal.exit_code
        except click.UsageError as slip:
            _tell_usage(slip, as_json)
            return EXIT_USAGE
        except (click.Abort, KeyboardInterrupt):
            click.echo("Interrupted; what was done is recorded.", err=True)
            return EXIT_INTERRUPTED
        except click.ClickException as refusal:
            _tell("", refusal.format_message(), "", "", as_json)
            return refusal.exit_code
        except BrokenPipeError:
            return 0
        except Exception as fault:
            from govflow.cli.fault import log_fault

            _tell(
                "",
                f"a fault in govflow: {type(fault).__name__}.",
                f"send {log_fault(fault)} to whoever looks after govflow.",
                "",
                as_json,
            )
            return EXIT_FAULT
        return result if isinstance(result, int) else 0


def _tell(place: str, problem: str, remedy: str, undone: str, as_json: bool) -> None:
    """One refusal, in the one form: place, problem, what was not done, remedy."""
    if as_json:
        document = {"schema": "govflow/error/1", "place": place, "problem": problem}
        click.echo(json.dumps({**document, "remedy": remedy, "undone": undone}, ensure_ascii=False))
        return
    lines = [f"{place}:"] if place else []
    lines.append(click.style("Error: ", fg="red") + problem)
    lines += [undone] if undone else []
    lines += [f"To fix it: {remedy}"] if remedy else []
    click.echo("\n".join(lines), err=True)


def _tell_usage(slip: click.UsageError, as_json: bool) -> None:
    command = slip.ctx.command_path if slip.ctx else "govflow"
    message = slip.format_message()
    if message:
        text = message[0].lower() + message[1:]
        _tell("", text, f"'{command} --help' shows what it takes.", "", as_json)


@click.group(
    cls=Root,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog=(
        "Exit codes: 0 done, or nothing left to do; 1 refused, or findings; 2 the command line is wrong, "
        "or an answer was needed; 3 a fault in govflow; 4 partly done and recorded, safe to repeat; "
        "75 temporary, try later; 130 interrupted."
    ),
)
@shared
@click.version_option(__version__, "--version", message="govflow %(version)s")
@click.pass_context
def govflow(ctx: click.Context) -> int | None:
    """Keep policies as Markdown and prove each step.

    From an amendment govflow makes the Board's Word papers, publishes what the Board passed, writes to
    everyone bound, reads their replies and keeps the register of who acknowledged which text.
    """
    if ctx.invoked_subcommand is not None:
        return None
    if not sys.stdout.isatty():
        click.echo(ctx.get_help())
        return EXIT_USAGE
    status.show_status(asked_of(ctx), choose=True)
    return None


for command in (
    demo.demo,
    start.init,
    status.status,
    policy.policy,
    amendment.amendment,
    board.board,
    publish.publish,
    guidance.guidance,
    people.people,
    notice.notice,
    replies.replies,
    register.register,
    report.report,
    ledger.ledger,
):
    govflow.add_command(command)


def main() -> None:
    """The entry point of the installed program."""
    govflow.main()
