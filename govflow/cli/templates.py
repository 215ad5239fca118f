"""`govflow templates`: the Word files that papers are made from, as the officer edits them."""

from pathlib import Path

import rich_click as click

from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.show import emit


@noun
def templates() -> None:
    """Look after the Word templates."""


@templates.command()
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@shared
@click.pass_context
def check(ctx: click.Context, file: Path | None) -> int:
    """Say whether edited Word templates can be used.

    \b
    Examples: govflow templates check
              govflow templates check templates/bylaw.docx

    Without FILE it reads all three: the workspace's own, else the shipped ones. Changes nothing.
    Exit 1 while anything has to be mended.
    """
    from dataclasses import asdict

    from govflow.adapters.files.workspace import Workspace, find_workspace
    from govflow.adapters.word.template_check import NAMES, check_templates, template_findings
    from govflow.cli.redline import print_findings

    asked = asked_of(ctx)
    if file is None:
        found = check_templates(Workspace(find_workspace(asked.directory)).template)
    elif file.name in NAMES:
        found = tuple(template_findings(str(file), file.read_bytes()))
    else:
        raise click.UsageError(f"'{file.name}' is none of the templates: {', '.join(NAMES)}.")
    document = {"findings": [asdict(finding) for finding in found]}
    emit(asked, "govflow/templates/1", document, lambda: print_findings(found))
    return 1 if found else 0
