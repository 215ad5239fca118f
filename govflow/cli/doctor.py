"""`govflow doctor`: whether the workspace and its mailbox are as they should be."""

from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.show import clean, confirm, counted, emit, prose, say, would
from govflow.core.errors import AnswerNeededError

if TYPE_CHECKING:
    from govflow.adapters.files.settings import Mail, Settings
    from govflow.core.checkup import Check


@click.command()
@click.option("--for-it", is_flag=True, help="Print the letter that asks IT for the mailbox.")
@click.option("--live", is_flag=True, help="Measure what only a real mailbox can tell.")
@shared
@click.pass_context
def doctor(ctx: click.Context, for_it: bool, live: bool) -> int:
    """Test workspace and mailbox, and say what is wrong.

    \b
    Examples: govflow doctor
              govflow doctor --yes --json
              govflow doctor --for-it > ask-it.txt
              govflow doctor --live

    Looks at the register and its copies, the clock, people and templates, signs in to the mailbox, and
    tries that the permission ends there. When you confirm, it Sends two letters, to the mailbox itself
    and to nobody else, finds them and reads them back. Changes nothing else. Exit 1 when something is
    wrong. The letter to IT follows mail.transport: set it first. --live reads off the two letters
    whether the server keeps our Message-ID and headers, shows the code in an address, and adds words of
    its own; it Writes the answers into mail/notes, and later looks repeat them.
    """
    from govflow.adapters.files.settings import read_settings
    from govflow.adapters.files.workspace import find_workspace
    from govflow.cli.doctor_wiring import look_around

    asked = asked_of(ctx)
    root = find_workspace(asked.directory)
    settings = read_settings(root)
    if for_it:
        return _print_letter(asked, root, settings)
    checks = [*look_around(asked, root, settings), *_mailbox(asked, root, settings, live=live)]
    failed = sum(check.passed is False for check in checks)
    document = {"ok": not failed, "checks": [asdict(check) for check in checks]}
    emit(asked, "govflow/doctor/1", document, lambda: _show(checks, failed))
    return 1 if failed else 0


def _mailbox(asked: Asked, root: Path, settings: "Settings", *, live: bool) -> "list[Check]":
    """The mailbox without sending; then, when that is allowed, by sending to itself."""
    from govflow.adapters.system.entropy import SystemEntropy
    from govflow.cli.doctor_wiring import look_at_mail, measure, remembered_checks, try_sending

    with ExitStack() as stack:
        checks, out, back = look_at_mail(settings.mail, root, stack)
        if out.sender is None:
            return checks
        if not _may_send(asked, settings.mail):
            return [*checks, _not_sent(), *remembered_checks(root)]
        say(asked, "Sending and waiting for it to come back, up to a few minutes ...")
        token = SystemEntropy().token("abcdefghjkmnpqrstuvwxyz23456789", 10)
        trial = try_sending(settings.mail, out, back, token)
        known = measure(root, settings, out, trial) if live else remembered_checks(root)
        return [*checks, *trial.checks, *known]


def _print_letter(asked: Asked, root: Path, settings: "Settings") -> int:
    from govflow import __version__
    from govflow.adapters.mail.it_letter import it_letter

    text = it_letter(settings, root / "templates", __version__)
    emit(asked, "govflow/it_letter/1", {"letter": text}, lambda: click.echo(text, nl=False))
    return 0


def _may_send(asked: Asked, mail: "Mail") -> bool:
    """Say what would be sent to whom, and ask; where nobody can be asked, nothing is sent."""
    from govflow.cli.doctor_wiring import addresses

    _, mailbox, plus = addresses(mail)
    what = f"2 letters would go out, to {mailbox} and {plus}, and to nobody else."
    if asked.dry_run:
        would(asked, f"send 2 letters, to {mailbox} and {plus}, and to nobody else")
        return False
    try:
        say(asked, what)
        confirm(asked, "Send them?", what=what)
    except AnswerNeededError:
        return False
    return True


def _not_sent() -> "Check":
    from govflow.core.checkup import Check

    return Check("send", None, "sending was not tried.", "repeat with --yes, or answer y.")


def _show(checks: "list[Check]", failed: int) -> None:
    """One line a check, what is wrong with its remedy below."""
    signs = {True: ("✔", "green"), False: ("✘", "red"), None: ("!", "yellow")}
    width = max(len(_label(check)) for check in checks) + 5
    for check in checks:
        sign, colour = signs[check.passed]
        lead = f" {sign} {_label(check)}".ljust(width).replace(sign, click.style(sign, fg=colour))
        prose(clean(check.message), " " * width, lead)
        if check.remedy and not check.passed:
            prose(click.style("→ ", fg="cyan") + clean(check.remedy), " " * width)
    open_ = sum(check.passed is None for check in checks)
    click.echo(
        f"\n{counted(len(checks), 'check')}: {failed} wrong, {open_} to think about, the rest in order."
    )


def _label(check: "Check") -> str:
    return check.name.replace("_", " ")
