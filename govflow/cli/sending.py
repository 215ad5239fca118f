"""Sending with somebody watching, and saying how it ended: the same for every kind of notice."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked
from govflow.cli.show import clean, counted, done, emit, say, warn

if TYPE_CHECKING:
    from govflow.core.people.notices import Addressee, Excluded
    from govflow.workflows.deliver import Tally
    from govflow.workflows.office import Office


def tell_audience(asked: Asked, addressees: Sequence["Addressee"], then: str = "") -> None:
    """How many people of which audience a letter goes to."""
    counts = Counter(one.audience for one in addressees)
    who = ", ".join(f"{number} {name}" for name, number in counts.items())
    say(asked, f"to {counted(len(addressees), 'person', 'people')} ({who}){then}")


def tell_excluded(asked: Asked, excluded: Iterable["Excluded"]) -> None:
    """Who is not written to, and why."""
    for one in excluded:
        warn(asked, f"not written to: {clean(one.person.name)} ({one.why})")


def tell_to_me(asked: Asked, where: str) -> None:
    """That one letter went to the sender's own address, and where it lies."""
    emit(asked, "govflow/notice_to_me/1", {"file": where}, lambda: click.echo(where))
    done(asked, "one letter went to the sender's own address; nobody else was written to")


def deliver_watched(asked: Asked, office: "Office", name: str) -> "Tally":
    """Send a notice's letters, with a progress bar on stderr where somebody is watching."""
    from govflow.workflows.deliver import deliver

    if asked.quiet or asked.json or not sys.stderr.isatty():
        return deliver(office, name)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from govflow.cli.show import console

    columns = (TextColumn("Sending"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(err=True)) as bar:
        task = bar.add_task("Sending", total=None)
        return deliver(
            office, name, lambda count, total: bar.update(task, completed=count, total=total)
        )


def report_sending(
    asked: Asked, schema: str, document: dict[str, Any], result: "Tally", *, before: int
) -> int:
    """Say how the sending ended; 4 when something is left, else 0.

    `before` is how many had been written to by an earlier run.
    """
    whole = {
        **document,
        "notice": result.notice,
        "sent": result.sent,
        "refused": result.refused,
        "unknown": result.unknown,
        "waiting": result.waiting,
        "withdrawn": result.withdrawn,
        "problems": [{"address": a, "problem": p} for a, p in result.problems],
    }
    line = f"{result.notice}: {result.sent} of {result.total} sent"
    emit(asked, schema, whole, lambda: click.echo(line))
    for address, problem in result.problems:
        warn(asked, clean(f"{address}: {problem}"))
    if result.withdrawn:
        letters = counted(result.withdrawn, "letter")
        say(asked, f"{letters} withdrawn: these people left or need not answer.")
    if result.complete and before + result.withdrawn == result.total:
        say(asked, "Everybody was written to before; nothing was left to send.")
    if result.waiting:
        wait = "letter waits" if result.waiting == 1 else "letters wait"
        say(asked, f"{result.waiting} {wait}; run the same command in a few minutes.")
    return 0 if result.complete else 4
