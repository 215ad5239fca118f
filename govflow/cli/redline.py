"""Showing what an amendment changes, on a terminal and as JSON."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.show import clean
from govflow.core.text.blocks import source
from govflow.core.text.changes import Change, Insert, Omit, Pair, Renumber, Substitute
from govflow.core.text.words import Mark, runs

if TYPE_CHECKING:
    from govflow.core.text.findings import Finding
    from govflow.workflows.amend import Comparison

KINDS: dict[type[Change], str] = {
    Insert: "insert",
    Substitute: "substitute",
    Omit: "omit",
    Renumber: "renumber",
}
MATERIALITY = {
    "A": "everyone bound must acknowledge",
    "B": "everyone bound is told",
    "C": "it is logged",
}
COLOURS = {"error": "red", "warning": "yellow", "refer": "cyan"}


def changes_json(comparison: "Comparison") -> dict[str, Any]:
    """The keys `changes` and `schedule` of an amendment's JSON."""
    from govflow.workflows.amend import wording

    changes = []
    for one in comparison.changes:
        old, new = wording(one.change)
        changes.append(
            {
                "kind": KINDS[type(one.change)],
                "address": one.change.address,
                "old": old or None,
                "new": new or None,
                "materiality": one.materiality,
                "why": one.proposed.why,
                "reason": one.reason or None,
            }
        )
    schedule = [entry.instruction for entry in comparison.entries]
    return {"materiality": comparison.materiality, "changes": changes, "schedule": schedule}


def print_changes(comparison: "Comparison") -> None:
    """One line for each change: where, what, its class and why."""
    for one in comparison.changes:
        kind = KINDS[type(one.change)]
        click.echo(f"{one.materiality}  {one.change.address}: {kind}")
        click.echo(f"   {redlined(one.change)}")
        click.echo(click.style(f"   {one.proposed.why}", dim=True))
    if comparison.changes:
        meaning = MATERIALITY[comparison.materiality]
        click.echo(f"Materiality {comparison.materiality}: {meaning}.")


def redlined(change: Change) -> str:
    """A change with its words marked: inserted green and {+ +}, deleted red and [- -]."""
    match change:
        case Insert(new=new):
            return _inserted(source(new))
        case Omit(old=old):
            return _deleted(source(old))
        case Substitute(old=old, new=new) | Renumber(old=old, new=new):
            return marked(source(old), source(new))


def marked(old: str, new: str) -> str:
    """Two wordings of one clause as one text with marks."""
    marks = {Mark.EQUAL: clean, Mark.INSERT: _inserted, Mark.DELETE: _deleted}
    return "".join(marks[run.mark](run.text) for run in runs(old, new))


def _inserted(text: str) -> str:
    return click.style("{+" + clean(text) + "+}", fg="green")


def _deleted(text: str) -> str:
    return click.style("[-" + clean(text) + "-]", fg="red", strikethrough=True)


def print_redline(comparison: "Comparison") -> None:
    """The changed clauses with their neighbours left out, then the schedule in words."""
    for pair in comparison.pairs:
        if pair.old != pair.new:
            click.echo(_pair(pair) + "\n")
    if not comparison.entries:
        click.echo("Nothing is changed.")
        return
    click.echo(click.style("Schedule of changes", bold=True))
    for number, entry in enumerate(comparison.entries, 1):
        head, *rest = clean(entry.instruction).splitlines()
        click.echo(f"{number:>3}. {head}")
        for line in rest:
            click.echo(f"     {line}")
    meaning = MATERIALITY[comparison.materiality]
    click.echo(f"Materiality {comparison.materiality}: {meaning}.")


def _pair(pair: Pair) -> str:
    if pair.old is None:
        return _inserted(source(pair.new)) if pair.new else ""
    return marked(source(pair.old), source(pair.new)) if pair.new else _deleted(source(pair.old))


def print_findings(found: "Sequence[Finding]") -> None:
    """Findings with place, words and remedy, then a count."""
    for finding in found:
        where = f"{finding.file}:{finding.line}: " if finding.line else f"{finding.file}: "
        click.echo(f"{where}{finding.clause or 'the whole text'}")
        severity = click.style(finding.severity.value, fg=COLOURS[finding.severity.value])
        click.echo(f"  {severity} {finding.code}: {clean(finding.message)}")
        click.echo(f"  To fix it: {finding.remedy}")
    counts = {s: sum(f.severity == s for f in found) for s in COLOURS}
    click.echo(
        f"{counts['error']} errors, {counts['warning']} warnings, "
        f"{counts['refer']} points to put to a person."
    )
