"""`govflow templates`: the Word files papers are made from, and the privacy texts to adapt."""

from pathlib import Path

import rich_click as click

from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.show import done, emit, say, would


@noun
def templates() -> None:
    """Look after the Word templates and the privacy texts."""


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


@templates.command()
@shared
@click.pass_context
def privacy(ctx: click.Context) -> None:
    """Lay out the privacy texts for you to adapt.

    \b
    Examples: govflow templates privacy
              govflow templates privacy --dry-run

    Writes privacy/privacy-notice.md, legitimate-interests.md and retention.md with the names and periods
    of govflow.toml filled in; what else is to be said stands in square brackets. A file that is there is
    left alone. Each is a draft until a person has approved it, and says so.
    """
    from govflow.adapters.files.atomic import write_file
    from govflow.adapters.files.settings import read_settings
    from govflow.adapters.files.workspace import Workspace, find_workspace
    from govflow.cli.wiring import house_of
    from govflow.core.people.retention import PRIVACY_TEXTS, filled

    asked = asked_of(ctx)
    root = find_workspace(asked.directory)
    house, workspace = house_of(read_settings(root)), Workspace(root)
    names = {
        "ORGANISATION": house.organisation,
        "BOARD": house.board,
        "OFFICER": house.officer,
        "CONTACT": house.contact.email or house.contact.name,
    }
    fresh = [name for name in PRIVACY_TEXTS if not (root / "privacy" / name).exists()]
    for name in fresh:
        text = filled(workspace.template(f"privacy/{name}").decode(), names, house.retention)
        if not asked.dry_run:
            write_file(root / "privacy" / name, text.encode())
    files = [f"privacy/{name}" for name in fresh]
    emit(asked, "govflow/privacy/1", {"files": files}, lambda: click.echo("\n".join(files)))
    if asked.dry_run:
        return would(asked, f"write {', '.join(files) or 'nothing'}")
    done(asked, f"{len(files)} texts written; {len(PRIVACY_TEXTS) - len(files)} were there already")
    say(asked, "Fill in what stands in [brackets]; have each approved before it is used.")
