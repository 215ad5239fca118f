"""The `govflow` command: its groups, and the one place where refusals become words and exit codes."""

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import rich_click as click

from govflow import __version__
from govflow.cli import (
    advice,
    amendment,
    board,
    config,
    db,
    demo,
    doctor,
    evidence,
    guidance,
    ledger,
    notice,
    people_export,
    policy,
    publish,
    register_asking,
    remind,
    replies,
    report,
    retention,
    run,
    schedule,
    start,
    status,
    templates,
)
from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.refusal import help_of, in_words, tell
from govflow.cli.show import silence_stdout, steady_streams
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
        sys.exit(self.run(words, **extra))

    def run(self, words: list[str], **extra: Any) -> int:
        """Carry out one command line, say how it ended, and return its exit code."""
        asked = Asked(json="--json" in words)
        extra |= {"prog_name": "govflow", "standalone_mode": False, "obj": asked}
        try:
            result = super().main(words, **extra)
            sys.stdout.flush()
        except GovflowError as refusal:
            tell(asked, refusal)
            return refusal.exit_code
        except click.UsageError as slip:
            tell(asked, in_words(slip, asked))
            return EXIT_USAGE
        except (click.Abort, KeyboardInterrupt):
            click.echo("\nInterrupted; what was done is recorded.", err=True)
            return EXIT_INTERRUPTED
        except click.ClickException as refusal:
            tell(asked, GovflowError(refusal.format_message(), remedy=help_of(asked.command)))
            return refusal.exit_code
        except BrokenPipeError:
            silence_stdout()
            return 0
        except SystemExit as leaving:
            # click leaves by this way when a reader has closed the pipe
            if isinstance(leaving.__context__, BrokenPipeError):
                return 0
            raise
        except Exception as fault:
            from govflow.cli.fault import in_one_line

            tell(asked, in_one_line(fault))
            return EXIT_FAULT
        return result if isinstance(result, int) else 0


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
    return status.show_status(asked_of(ctx), choose=True)


for command in (
    demo.demo,
    start.init,
    status.status,
    doctor.doctor,
    policy.policy,
    amendment.amendment,
    board.board,
    publish.publish,
    guidance.guidance,
    people_export.people,
    notice.notice,
    replies.replies,
    remind.remind,
    run.run,
    schedule.schedule,
    register_asking.register,
    advice.advice,
    report.report,
    ledger.ledger,
    evidence.evidence,
    db.db,
    retention.retention,
    templates.templates,
    config.config,
):
    govflow.add_command(command)


def main() -> None:
    """The entry point of the installed program."""
    try:
        govflow.main()
    except SystemExit as leaving:
        if leaving.code == EXIT_INTERRUPTED:
            # Where Ctrl-C fell into an import, Python would end itself by the signal instead.
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(EXIT_INTERRUPTED)
        raise
