"""Showing what an import found, left out and could not know."""

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from govflow.cli.asked import Asked
from govflow.cli.show import warn

if TYPE_CHECKING:
    from govflow.adapters.word.importing.report import Imported
    from govflow.workflows.office import Office


def arrived(office: "Office", raw: bytes, name: str, code: str) -> "Imported":
    """The file as a policy with its report, built and read back to see whether it holds."""
    from dataclasses import replace

    from govflow.adapters.files.arrivals import import_foreign
    from govflow.adapters.word.importing.proof import round_trip
    from govflow.adapters.word.papers import WordPapers

    found = import_foreign(raw, name, code)
    papers = office.papers
    if not isinstance(papers, WordPapers):
        return found
    same = round_trip(found.policy, papers.unchecked)
    return replace(found, report=replace(found.report, same=same))


def print_report(asked: Asked, found: "Imported") -> None:
    """Counts, parts left out and doubts, on standard output."""
    report = found.report
    click.echo("Found: " + ", ".join(f"{number} {name}" for name, number in report.counts.items()))
    for one in report.dropped:
        click.echo(f"Left out: {one.place}: {one.what}: {one.words[:100]}")
    for doubt in report.doubts:
        click.echo(f"Doubt: {doubt.place}: {doubt.message} ({doubt.code})")
    if report.same == "yes":
        click.echo("Built as a by-law and read back: every number and every word is the same.")
    elif report.same:
        warn(asked, report.same)


def write_report(path: Path, found: "Imported") -> None:
    """The report as an HTML page, the source beside the policy text."""
    from govflow.adapters.files.atomic import write_file
    from govflow.adapters.word.importing.page import report_page

    write_file(path, report_page(found).encode())
