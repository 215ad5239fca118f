"""`govflow register policies`: every policy with its class, owner, version and review date."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import asked_of, shared
from govflow.cli.show import done, emit, open_page, save, short_day, table

if TYPE_CHECKING:
    from govflow.core.text.reviews import PolicyRegister, RegisteredPolicy

NAME = "register-of-policies"


@click.command()
@click.option("--html", is_flag=True, help="Write it as an HTML page.")
@click.option("--docx", is_flag=True, help="Write it as a Word paper for the Board.")
@click.option(
    "-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Write files here."
)
@click.option("--no-open", is_flag=True, help="Do not open the page in a browser.")
@shared
@click.pass_context
def policies(
    ctx: click.Context, html: bool, docx: bool, output: Path | None, no_open: bool
) -> None:
    """Print every policy and when it is to be reviewed.

    \b
    Examples: govflow register policies
              govflow register policies --html --docx -o reports --no-open

    Class, owner, version in force, review date and how each stands: current, review due, review overdue,
    lapsed. With --html or --docx it Writes the register for the Board's annual review, to
    documents/reports unless -o names a folder. Sends nothing and changes nothing else.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.reviews import policy_register

    asked = asked_of(ctx)
    made: dict[str, bytes] = {}
    with office_of(asked) as office:
        found = policy_register(office)
        if html:
            made["html"] = office.pages.policies(found).encode()
        if docx:
            made["docx"] = office.papers.policy_register(found)
        folder = output or Path(office.library.root) / "documents" / "reports"
    files = {form: folder / f"{NAME}.{form}" for form in made}
    written = [str(path) for form, path in files.items() if save(asked, path, made[form])]
    document = {**_document(found), "files": [str(path) for path in files.values()]}
    emit(asked, "govflow/policy_register/1", document, lambda: _show(found))
    for file in written:
        done(asked, f"written: {file}")
    if "html" in files:
        open_page(asked, files["html"], no_open=no_open)


def _document(found: "PolicyRegister") -> dict[str, Any]:
    return {
        "as_at": found.as_at.isoformat(timespec="seconds"),
        "policies": [_line(one) for one in found.policies],
        "checkpoint": found.checkpoint,
    }


def _line(one: "RegisteredPolicy") -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "class": one.instrument_class,
        "owner": one.owner,
        "version": one.version or None,
        "passed_on": one.passed_on,
        "in_force": one.in_force,
        "review_by": one.review.due,
        "lapses_on": one.review.lapses,
        "standing": one.review.standing,
    }


def _show(found: "PolicyRegister") -> None:
    table(
        ("Policy", "Class", "Owner", "Version", "Review by", "How it stands"),
        [
            (
                one.title,
                one.instrument_class,
                one.owner or "—",
                one.version or "—",
                short_day(one.review.due),
                one.review.standing,
            )
            for one in found.policies
        ],
        whole=(3, 4, 5),
        empty="There is no policy yet.",
    )
    if found.policies:
        click.echo(f"\n{found.summary}")
