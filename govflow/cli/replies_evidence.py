"""`govflow replies add`, `show`, `rejudge`, `not-ours`, `tidy`: the messages themselves."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import asked_of, shared
from govflow.cli.show import (
    clean,
    confirm,
    counted,
    done,
    emit,
    next_step,
    prose,
    table,
    warn,
    would,
)

if TYPE_CHECKING:
    from govflow.workflows.review import ByHand


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@shared
@click.pass_context
def add(ctx: click.Context, files: tuple[Path, ...]) -> int:
    """Take in replies that came another way.

    \b
    Examples: govflow replies add reply.eml
              govflow replies add *.eml "Re Social media.msg"

    Takes .eml, and .msg with the extra 'outlook'. Records each as if it came from the mailbox now: kept
    byte for byte and judged alike; adding it vouches for where it came from. Exit 4 when something had
    to be put in quarantine. Sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.registers import judged_line
    from govflow.workflows.review import add_replies

    asked = asked_of(ctx)
    given = [_by_hand(file) for file in files]
    with office_of(asked) as office:
        if asked.dry_run:
            lines = [{"file": one.name, **judged_line(office, one.raw)} for one in given]
        else:
            lines = [
                {
                    "file": name,
                    "evidence": event.evidence,
                    "outcome": event.outcome,
                    "reason": event.reason,
                    "rule": event.rule,
                    "counted": event.counted,
                }
                for name, event in add_replies(office, given)
            ]
    emit(asked, "govflow/added/1", {"replies": lines}, lambda: _added(lines))
    if asked.dry_run:
        would(asked, f"take in {counted(len(lines), 'message')}")
        return 0
    next_step(asked, "govflow replies list --held")
    return 4 if any(line["outcome"] == "quarantined" for line in lines) else 0


def _added(lines: list[dict[str, Any]]) -> None:
    table(
        ("File", "Evidence", "Outcome", "Why"),
        [
            (
                line["file"],
                line["evidence"][:8],
                line["outcome"].replace("_", " ") + (" (counts)" if line["counted"] else ""),
                line["reason"],
            )
            for line in lines
        ],
        whole=(1,),
    )


def _by_hand(file: Path) -> "ByHand":
    from govflow.adapters.mail.outlook import is_outlook, read_outlook
    from govflow.workflows.review import ByHand

    raw = file.read_bytes()
    if is_outlook(raw) or file.suffix.lower() == ".msg":
        return ByHand(file.name, read_outlook(raw, str(file)), raw)
    return ByHand(file.name, raw)


@click.command()
@click.argument("evidence")
@shared
@click.pass_context
def show(ctx: click.Context, evidence: str) -> None:
    """Show what was counted, by which rule, and why.

    \b
    Examples: govflow replies show 5b1cae2f
              govflow replies show 5b1cae2f --json

    Reads the stored message again and says when that gives another answer. Changes nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.rejudge import shown

    asked = asked_of(ctx)
    with office_of(asked) as office:
        line = shown(office, evidence)
    emit(asked, "govflow/evidence/1", line, lambda: _show(line))


def _show(line: dict[str, Any]) -> None:
    proof = line["sender_proof"]
    settled = line["resolved_as"]
    pairs = (
        ("evidence", line["evidence"]),
        (
            "stored",
            f"{line['size']} bytes" if line["size"] is not None else "the bytes were erased",
        ),
        ("from", line["from"]),
        ("proved", f"{proof['level']}: {proof['why']}" if proof else ""),
        ("received", line["received"]),
        ("for", f"{line['recipient']} in {line['notice']}" if line["notice"] else "nobody"),
        (
            "text",
            f"{line['policy']} {line['version']}, {line['text_digest']}" if line["policy"] else "",
        ),
        ("letter said", line["statement"] or ""),
        ("judged", f"{line['outcome'].replace('_', ' ')}: {line['reason']}"),
        ("by rule", f"{line['rule']} ({line['judged_with']})"),
        ("settled", f"{settled.replace('_', ' ')} by {line['resolved_by']}" if settled else ""),
        ("because", line["resolved_reason"] or ""),
        ("assigned", line["assigned"] or ""),
        ("counts", "yes" if line["counted"] else "no"),
        ("judged again", f"differs in {', '.join(line['drift'])}" if line["drift"] else "the same"),
    )
    for label, text in pairs:
        if text:
            prose(clean(text), " " * 14, f"{label}:")
    for label, text in (("it says", line["new_text"]), ("answered", line["answer"])):
        if text:
            click.echo(f"{label}:")
            prose(clean(text), "    ")


@click.command()
@shared
@click.pass_context
def rejudge(ctx: click.Context) -> int:
    """Judge every stored reply again and compare.

    \b
    Examples: govflow replies rejudge
              govflow replies rejudge --json

    Each is judged against what was recorded when it came in, by today's rules and settings. Exit 1
    when one would now be judged otherwise. Changes nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.rejudge import drift_line, rejudge

    asked = asked_of(ctx)
    same = erased = 0
    lines = []
    with office_of(asked) as office:
        for one in rejudge(office):
            same += not one.differs
            erased += one.differs == ("erased",)
            if one.differs and one.differs != ("erased",):
                lines.append(drift_line(one))
    document = {"same": same, "erased": erased, "drift": lines}
    emit(asked, "govflow/rejudged/1", document, lambda: _drift(same, erased, lines))
    if lines:
        warn(asked, "what is recorded stands; look at each with 'govflow replies show'")
    return 1 if lines else 0


def _drift(same: int, erased: int, lines: list[dict[str, Any]]) -> None:
    click.echo(f"{same} judged the same, {len(lines)} otherwise, {erased} erased.")
    if not lines:
        return
    table(
        ("Evidence", "Recorded", "Now", "Differs in"),
        [
            (
                line["evidence"][:8],
                line["recorded"]["outcome"].replace("_", " "),
                line["now"]["outcome"].replace("_", " "),
                ", ".join(line["differs"]),
            )
            for line in lines
        ],
        whole=(0,),
    )


@click.command("not-ours")
@click.argument("evidence")
@click.option("--by", required=True, metavar="NAME", help="Who says so.")
@shared
@click.pass_context
def not_ours(ctx: click.Context, evidence: str, by: str) -> None:
    """Erase mail that is none of ours; that it came stays.

    \b
    Example: govflow replies not-ours 5b1cae2f --by "Sarah Okafor" --yes

    Records that you said so, and takes the message's bytes and who wrote it out of the register for
    good. Sends nothing. Refused for a reply that
    belongs to a recipient.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.privacy import not_ours, plan_not_ours
    from govflow.workflows.registers import reply_line

    asked = asked_of(ctx)
    with office_of(asked) as office:
        row = plan_not_ours(office, evidence)
        key = row.evidence[:8]
        if not asked.dry_run:
            confirm(asked, f"Erase the bytes of {key}?", what=f"This erases the bytes of {key}.")
            row = not_ours(office, row.evidence, by)
        line = reply_line(office, row)
    emit(asked, "govflow/reply/1", line, lambda: None)
    if asked.dry_run:
        return would(asked, f"erase the bytes of {key}")
    done(asked, f"the bytes of {key} are erased")


@click.command()
@shared
@click.pass_context
def tidy(ctx: click.Context) -> None:
    """Erase stray mail that was kept long enough.

    \b
    Examples: govflow replies tidy --dry-run
              govflow replies tidy

    Mail that led to no letter of ours loses its bytes 30 days after it came in ([replies]
    keep_unmatched_days). Records which; that they came stays. Evidence of recipients is never touched.
    """
    from govflow.cli.wiring import office_of
    from govflow.core.record.rows import ReplyRow
    from govflow.workflows.privacy import plan_tidy, shared_mailbox
    from govflow.workflows.privacy import tidy as clear

    asked = asked_of(ctx)
    with office_of(asked) as office:
        erased = plan_tidy(office) if asked.dry_run else clear(office).erased
        warning = shared_mailbox(office.register.find(ReplyRow))
    document = {"erased": list(erased), "warning": warning or None}
    emit(asked, "govflow/tidied/1", document, lambda: None)
    if warning:
        warn(asked, f"{warning}.")
    if asked.dry_run:
        return would(asked, f"erase the bytes of {counted(len(erased), 'message')}")
    done(asked, f"the bytes of {counted(len(erased), 'message')} erased")


COMMANDS = (add, show, rejudge, not_ours, tidy)
