"""Showing what an amendment changes, on a terminal and as JSON."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.show import clean, counted, prose
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
        prose(f"{one.change.address}: {kind}", "   ", one.materiality)
        prose(redlined(one.change), "   ")
        prose(click.style(one.proposed.why, dim=True), "   ")
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
            prose(_pair(pair))
            click.echo()
    if not comparison.entries:
        click.echo("Nothing is changed.")
        return
    click.echo(click.style("Schedule of changes", bold=True))
    for number, entry in enumerate(comparison.entries, 1):
        head, *rest = clean(entry.instruction).splitlines()
        prose(head, "     ", f"{number:>3}. ")
        for line in rest:
            prose(line, "     ")
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
        prose(f"{where}{finding.clause or 'the whole text'}")
        severity = click.style(finding.severity.value, fg=COLOURS[finding.severity.value])
        prose(f"{severity} {finding.code}: {clean(finding.message)}", "  ")
        prose(f"To fix it: {clean(finding.remedy)}", "  ")
    click.echo(_count(found))


def _count(found: "Sequence[Finding]") -> str:
    """How many findings of each kind there are, in one line."""
    if not found:
        return "Nothing found."
    numbers = {name: sum(f.severity == name for f in found) for name in COLOURS}
    parts = [counted(numbers["error"], "error"), counted(numbers["warning"], "warning")]
    if numbers["refer"]:
        parts.append(f"{counted(numbers['refer'], 'point')} to put to a person")
    return ", ".join(parts) + "."
