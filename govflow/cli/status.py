"""`govflow status`: how everything stands and what to do next."""

import re
import shlex
import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.show import about, clean, counted, day, due_words, emit, short_day, table

if TYPE_CHECKING:
    from govflow.core.text.reviews import Review
    from govflow.workflows.status import Status, Step


WANTED = {
    "acknowledgement": "acknowledged",
    "information": "informed",
    "meeting": "informed",
    "resolution": "agreed",
}
"""The state that a notice of each purpose is to bring everybody to."""


@click.command()
@shared
@click.pass_context
def status(ctx: click.Context) -> None:
    """Say how everything stands and what comes next.

    \b
    Examples: govflow status
              govflow status --json

    Changes nothing.
    """
    show_status(asked_of(ctx), choose=False)


def show_status(asked: Asked, *, choose: bool) -> int:
    """Print the status; with `choose`, offer the next steps by number. Returns the exit code."""
    from dataclasses import replace

    from govflow.cli.wiring import office_of
    from govflow.workflows.status import status as gather

    with office_of(asked) as office:
        found = gather(office)
        found = replace(found, waiting=(*_expiring(office.library.root), *found.waiting))
        organisation = office.house.organisation
    emit(asked, "govflow/status/1", _document(found), lambda: _show(found, organisation))
    if choose and found.steps and sys.stdin.isatty() and not asked.json:
        return _choose(asked, found)
    return 0


def _expiring(root: PurePath) -> "list[Step]":
    """Credentials of the mailbox that expire within thirty days, before anything else."""
    from govflow.adapters.files.settings import read_settings
    from govflow.cli.doctor_wiring import credentials, tried
    from govflow.workflows.status import Step

    folder = Path(root)
    mail = read_settings(folder).mail
    return [
        Step(check.message.rstrip("."), "govflow doctor --for-it")
        for check in tried("expiry", lambda: credentials(mail, folder))
        if check.passed is False
    ]


def _document(found: "Status") -> dict[str, Any]:
    return {
        "today": found.today,
        "policies": [
            {
                "code": line.code,
                "title": line.title,
                "in_force": line.in_force.version if line.in_force else None,
                "newest": line.newest.version if line.newest else None,
                "altered": line.altered,
                "review_by": line.review.due,
                "review": line.review.standing.value,
            }
            for line in found.policies
        ],
        "amendments": [
            {"amendment": row.amendment, "title": row.title, "state": row.state}
            for row in found.amendments
        ],
        "notices": list(found.notices),
        "held": found.held,
        "next": [{"why": step.why, "command": step.command} for step in found.steps],
    }


def _show(found: "Status", organisation: str) -> None:
    click.echo(f"{clean(organisation)} · {day(found.today)}\n")
    table(
        ("Policy", "In force", "Newest", "Passed", "Review by"),
        [
            (
                line.title,
                line.in_force.version if line.in_force else "—",
                line.newest.version if line.newest else "—",
                short_day(line.newest.passed_on if line.newest else None),
                _review(line.review),
            )
            for line in found.policies
        ],
        whole=(1, 2, 3, 4),
        empty="There is no policy yet.",
    )
    for notice in found.notices:
        _show_notice(notice)
    click.echo()
    click.echo(click.style("What to do next", bold=True))
    for number, step in enumerate(found.steps, 1):
        click.echo(f"  {number}. {clean(step.why)}")
        click.echo(f"     {click.style(step.command, fg='cyan')}")


def _review(review: "Review") -> str:
    """The day of the review; where it presses, how, because a date alone is read over."""
    how = {"review overdue": ", overdue", "lapsed": ", lapsed"}.get(review.standing, "")
    return f"{short_day(review.due)}{how}"


def _show_notice(notice: Any) -> None:
    states = notice["states"]
    due = f" · {due_words(notice)}" if notice["due"] else ""
    click.echo(f"\nNotice {notice['notice']} · {about(notice)}{due}")
    people = counted(notice["recipients"], "person", "people")
    wanted = WANTED[notice["purpose"]]
    others = [f"{n} {name}" for name, n in states.items() if name != wanted]
    click.echo(" · ".join([f"{states.get(wanted, 0)} of {people} {wanted}", *others]))


def _choose(asked: Asked, found: "Status") -> int:
    """Ask which of the steps to take, fill in what stands in capitals, and take it."""
    last = len(found.steps)
    question = f"Press {'1' if last == 1 else f'1-{last}'} to do it, Enter to leave"
    answer = str(click.prompt(question, default="", show_default=False, err=True)).strip()
    if not answer.isdigit() or not 1 <= int(answer) <= last:
        return 0
    _, *words = shlex.split(found.steps[int(answer) - 1].command)
    filled = [_filled(word) for word in words]
    from govflow.cli.main import govflow

    day = ["--on", asked.on.isoformat()] if asked.on else []
    return govflow.run(["-C", str(asked.directory), *day, *filled])


def _filled(word: str) -> str:
    """A word of a command; where it stands for something (CODE, FILE.csv, ...) the user is asked."""
    if word != "..." and not re.fullmatch(r"[A-Z]{3,}(\.[a-z]+)?", word):
        return word
    asking = "Title" if word == "..." else word
    return str(click.prompt(asking, err=True))
