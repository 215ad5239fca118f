"""`govflow amendment`: propose a change to a policy and see what it amounts to."""

from pathlib import Path

import rich_click as click

from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.show import (
    confirm,
    counted,
    day,
    done,
    emit,
    next_step,
    say,
    table,
    would,
)


@noun
def amendment() -> None:
    """Propose changes to a policy and see them in words."""


@amendment.command()
@click.argument("code")
@click.option("--title", required=True, metavar="T", help="What the amendment is about.")
@click.option(
    "--from",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Begin with this proposed text (Markdown).",
)
@click.option("--reason", default="", metavar="R", help="Why, in a sentence.")
@click.option("--mover", default="", metavar="NAME", help="Who brings it to the Board.")
@shared
@click.pass_context
def new(
    ctx: click.Context, code: str, title: str, file: Path | None, reason: str, mover: str
) -> None:
    """Begin an amendment: makes a copy of the text to edit.

    \b
    Examples: govflow amendment new social-media --title "Written permission"
              govflow amendment new social-media --title "Tidying up" --from proposed.md

    Writes policy/CODE/amendments/ID/proposed.md and amendment.toml; changes nothing else.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.amend import plan_amendment, start_amendment

    asked = asked_of(ctx)
    with office_of(asked) as office:
        form = plan_amendment(
            office,
            code,
            title=title,
            source=file.read_bytes() if file else None,
            place=str(file or ""),
            reason=reason,
            mover=mover,
        )
        copy = "" if asked.dry_run else str(start_amendment(office, form))
    document = {"amendment": form.id, "policy": code, "file": copy or None}
    emit(asked, "govflow/amendment_new/1", document, lambda: click.echo(copy or form.id))
    if asked.dry_run:
        return would(asked, f"begin amendment {form.id} from version {form.base}")
    done(asked, f"amendment {form.id} begun from version {form.base}")
    next_step(asked, f"edit proposed.md, then govflow amendment check {form.id}")


@amendment.command()
@click.argument("amendment", metavar="ID")
@click.option("--word", is_flag=True, help="Make the Word copy in which every edit is tracked.")
@shared
@click.pass_context
def edit(ctx: click.Context, amendment: str, word: bool) -> None:
    """Say where the text to edit is, or make a Word copy of it.

    \b
    Examples: govflow amendment edit 2026-01
              govflow amendment edit 2026-01 --word

    Writes 'review copy.docx' beside proposed.md with --word; changes nothing else.
    """
    from govflow.cli.returns import hand_out
    from govflow.cli.wiring import office_of

    asked = asked_of(ctx)
    with office_of(asked) as office:
        if word:
            return hand_out(asked, office, amendment)
        path = str(Path(office.library.root) / office.library.amendment(amendment).proposed.path)
    document = {"amendment": amendment, "file": path}
    emit(asked, "govflow/amendment_edit/1", document, lambda: click.echo(path))
    next_step(asked, f"edit proposed.md, then govflow amendment check {amendment}")


@amendment.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--into", default="", metavar="ID", help="The amendment they belong to.")
@click.option(
    "--accept",
    multiple=True,
    metavar="AUTHOR",
    help="Whose words win where copies contradict one another; CLAUSE=AUTHOR for one clause.",
)
@click.option("--keep", multiple=True, metavar="CLAUSE", help="Keep the text there as it stands.")
@click.option("--apart", is_flag=True, help="Begin an amendment for each contradicting author.")
@shared
@click.pass_context
def import_(
    ctx: click.Context,
    files: tuple[Path, ...],
    into: str,
    accept: tuple[str, ...],
    keep: tuple[str, ...],
    apart: bool,
) -> int:
    """Take back trustees' edits from Word copies.

    \b
    Examples: govflow amendment import "review copy AB.docx"
              govflow amendment import anne.docx bob.docx --accept "Anne Trustee"
              govflow amendment import anne.docx bob.docx --accept "3.1=Bob" --keep 4.2

    Different words of one clause are merged. Where copies want the same words otherwise, asks which
    to take. Writes proposed.md and the response table responses.md, which goes into the Board's
    schedule of changes; with --apart records new amendments. Sends nothing.
    """
    from govflow.cli.returns import take_back, wish_of
    from govflow.cli.wiring import office_of

    asked = asked_of(ctx)
    with office_of(asked) as office:
        return take_back(asked, office, files, wish_of(into, accept, keep, apart))


@amendment.command("list")
@shared
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List all amendments and how far they are.

    \b
    Examples: govflow amendment list
              govflow amendment list --json

    Changes nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.core.record.rows import AmendmentRow

    asked = asked_of(ctx)
    with office_of(asked) as office:
        rows = office.register.find(AmendmentRow)
    document = [
        {"amendment": r.amendment, "policy": r.policy, "title": r.title, "state": r.state}
        for r in rows
    ]
    emit(
        asked,
        "govflow/amendments/1",
        {"amendments": document},
        lambda: table(
            ("Id", "Policy", "Title", "State"),
            [(r.amendment, r.policy, r.title, r.state) for r in rows],
            whole=(0, 3),
        ),
    )


@amendment.command()
@click.argument("amendment", metavar="ID")
@shared
@click.pass_context
def show(ctx: click.Context, amendment: str) -> None:
    """Show an amendment: changes, schedule in words, materiality.

    \b
    Examples: govflow amendment show 2026-01
              govflow amendment show 2026-01 --json

    Changes nothing.
    """
    from govflow.cli.redline import changes_json, print_redline
    from govflow.cli.wiring import office_of
    from govflow.workflows.amend import examine
    from govflow.workflows.registers import mailings_of

    asked = asked_of(ctx)
    with office_of(asked) as office:
        found = examine(office, amendment)
        sent = mailings_of(office, amendment)
    document = {
        "amendment": amendment,
        "policy": found.row.policy,
        "title": found.amendment.title,
        "state": found.row.state,
        "base": {"version": found.row.base_version, "digest": found.row.base_digest},
        "digest": found.digest,
        **changes_json(found.comparison),
        "sent": sent,
    }
    emit(asked, "govflow/amendment/1", document, lambda: print_redline(found.comparison))
    for line in sent:
        people = counted(line["recipients"], "member", "members")
        say(asked, f"sent to {people} of the Board on {day(line['sealed_on'])} ({line['notice']})")


@amendment.command()
@click.argument("amendment", metavar="ID")
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
@shared
@click.pass_context
def check(ctx: click.Context, amendment: str, strict: bool) -> int:
    """Check an amendment before it goes to the Board.

    \b
    Examples: govflow amendment check 2026-01
              govflow amendment check 2026-01 --strict

    Prints each change with its class and what is still missing. Changes nothing. Exit 1 on errors,
    with --strict on warnings too.
    """
    from dataclasses import asdict

    from govflow.cli.redline import changes_json, print_changes, print_findings
    from govflow.cli.wiring import office_of
    from govflow.workflows.amend import examine, findings

    asked = asked_of(ctx)
    with office_of(asked) as office:
        found = examine(office, amendment)
        problems = findings(office, found)
    document = {
        "amendment": amendment,
        "policy": found.row.policy,
        "digest": found.digest,
        **changes_json(found.comparison),
        "findings": [asdict(problem) for problem in problems],
    }

    def human() -> None:
        print_changes(found.comparison)
        print_findings(problems)

    emit(asked, "govflow/amendment_check/1", document, human)
    worst = {problem.severity for problem in problems}
    bad = "error" in worst or (strict and "warning" in worst)
    if not bad and found.row.state in ("draft", "tabled", "deferred"):
        next_step(asked, f"govflow board pack {amendment}")
    return 1 if bad else 0


@amendment.command()
@click.argument("amendment", metavar="ID")
@shared
@click.pass_context
def rebase(ctx: click.Context, amendment: str) -> None:
    """Carry an overtaken amendment over to the newest text.

    \b
    Examples: govflow amendment rebase 2026-02
              govflow amendment rebase 2026-02 --yes --json

    Writes proposed.md and the base in amendment.toml (the text before stays in before-rebase.md) and
    records it; the pack has to be built anew. Where both texts changed the same words the newest text
    stays, and your edit is printed for you to make again.
    """
    from dataclasses import asdict

    from govflow.cli.show import counted, table, warn
    from govflow.cli.wiring import office_of
    from govflow.workflows.rebase import plan_rebase
    from govflow.workflows.rebase import rebase as carry_over

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = plan_rebase(office, amendment)
        if not asked.dry_run:
            what = f"carries {amendment} over to version {plan.base.version}."
            question = f"This {what} The pack has to be built anew. Go on?"
            confirm(asked, question, what=f"this {what}")
            carry_over(office, plan)
    document = {
        "amendment": amendment,
        "base": plan.base.version,
        "new_version": plan.new_version,
        "lost": [asdict(one) for one in plan.lost],
        "joint": [asdict(one) for one in plan.joint],
    }
    lost = [(one.address, one.proposed) for one in plan.lost]
    emit(
        asked,
        "govflow/rebased/1",
        document,
        lambda: table(("Clause", "Your edit, to be made again"), lost, empty="No edit was lost."),
    )
    if asked.dry_run:
        return would(asked, f"carry {amendment} over to version {plan.base.version}")
    done(asked, f"amendment {amendment} now amends version {plan.base.version}")
    if lost:
        warn(asked, f"{counted(len(lost), 'edit')} met a newer text, which stays")
    if plan.joint:
        places = ", ".join(dict.fromkeys(one.address for one in plan.joint))
        warn(asked, f"read again, for the newer text changed other words there: {places}")
    next_step(asked, f"govflow amendment check {amendment}")


@amendment.command()
@click.argument("amendment", metavar="ID")
@shared
@click.pass_context
def renumber(ctx: click.Context, amendment: str) -> None:
    """Number an amendment's text through from 1.

    \b
    Examples: govflow amendment renumber 2026-03
              govflow amendment renumber 2026-03 --dry-run

    Writes proposed.md, where cross-references follow and notes of omitted clauses fall away, and the
    table of old and new numbers in amendment.toml; the cover sheet prints it. Records nothing.
    """
    from govflow.cli.show import counted, table
    from govflow.cli.wiring import office_of
    from govflow.workflows.rebase import plan_renumbering
    from govflow.workflows.rebase import renumber as number_through

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = plan_renumbering(office, amendment)
        if not asked.dry_run:
            what = f"gives {counted(len(plan.numbers), 'provision')} another number."
            confirm(asked, f"This {what} Go on?", what=f"this {what}")
            number_through(office, amendment, plan)
    rows = [(old, new or "falls away") for old, new in plan.numbers]
    document = {
        "amendment": amendment,
        "numbers": [{"old": old, "new": new or None} for old, new in plan.numbers],
        "references_followed": plan.followed,
    }
    emit(asked, "govflow/renumbered/1", document, lambda: table(("Old", "New"), rows))
    if asked.dry_run:
        return would(asked, f"renumber the text of {amendment}")
    done(asked, f"cross-references followed in {counted(plan.followed, 'provision')}")
    next_step(asked, f"govflow amendment check {amendment}")


@amendment.command()
@click.argument("amendment", metavar="ID")
@click.option("--reason", default="", metavar="R", help="Why it is taken back.")
@shared
@click.pass_context
def withdraw(ctx: click.Context, amendment: str, reason: str) -> None:
    """Take an amendment back before it is decided.

    \b
    Examples: govflow amendment withdraw 2026-01
              govflow amendment withdraw 2026-01 --reason "Overtaken" --yes

    Records that it was taken back; its files and what was recorded of it stay.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.amend import plan_withdrawal
    from govflow.workflows.amend import withdraw as take_back

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan_withdrawal(office, amendment)
        if not asked.dry_run:
            confirm(asked, f"Withdraw amendment {amendment}?", what=f"this withdraws {amendment}.")
            take_back(office, amendment, reason)
    emit(asked, "govflow/withdrawn/1", {"amendment": amendment}, lambda: None)
    if asked.dry_run:
        return would(asked, f"withdraw amendment {amendment}")
    done(asked, f"amendment {amendment} withdrawn; its files stay where they are")
