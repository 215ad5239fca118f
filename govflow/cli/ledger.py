"""`govflow ledger`: what happened, and proof that nobody altered it."""

import json
from typing import TYPE_CHECKING

import rich_click as click

from govflow.cli import ledger_seen
from govflow.cli.asked import Asked, asked_of, noun, shared
from govflow.cli.show import clean, confirm, counted, done, emit, prose, say, warn, would

if TYPE_CHECKING:
    from govflow.core.record.chain import Checkpoint


@noun
def ledger() -> None:
    """Look at the ledger and verify it."""


@ledger.command()
@click.option(
    "--against",
    metavar="CHECKPOINT",
    help="One seen elsewhere: 'SIZE HASH', or a file: a signed note, a letter.",
)
@shared
@click.pass_context
def verify(ctx: click.Context, against: str | None) -> int:
    """Replay the ledger and name every alteration.

    \b
    Examples: govflow ledger verify
              govflow ledger verify --against "214 9f86d081884c7d659a2feaa0c55ad015"
              govflow ledger verify --against checkpoint.note

    Changes nothing. Exit 1 when anything is not as it was recorded.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.verifying import verify as check

    asked = asked_of(ctx)
    seen = _seen(asked, against) if against else None
    with office_of(asked) as office:
        found = check(office, seen)
        newest = office.register.checkpoint()
        checkpoint, note = str(newest), office.note(newest)
    document = {
        "ok": not found,
        "checkpoint": checkpoint,
        "signed_checkpoint": note or None,
        "findings": [{"place": f.place, "message": f.message} for f in found],
    }

    def human() -> None:
        for finding in found:
            prose(clean(f"{finding.place}: {finding.message}"))
        click.echo(f"checkpoint {checkpoint}")
        if note:
            click.echo(f"\n{note}", nl=False)

    emit(asked, "govflow/ledger/1", document, human)
    if found:
        alterations = counted(len(found), "alteration")
        say(asked, f"{alterations} found; restore what was altered from a backup, then repeat.")
        return 1
    done(asked, "nothing was altered: ledger, tables, texts and evidence agree")
    return 0


def _seen(asked: Asked, against: str) -> "Checkpoint":
    """The checkpoint seen elsewhere; a signed one must be signed by this workspace's key."""
    from govflow.adapters.files.settings import read_settings
    from govflow.adapters.files.witness_file import seen_in
    from govflow.adapters.files.workspace import find_workspace
    from govflow.adapters.system.signing import is_signed
    from govflow.core.record.signed import read_key, refuse_unsigned

    seen = seen_in(against)
    printed = read_settings(find_workspace(asked.directory)).ledger.key
    if seen.note and printed:
        refuse_unsigned(seen.note, read_key(printed), is_signed)
    elif seen.note:
        warn(asked, "its signature was not checked: this workspace has no key")
    return seen.checkpoint


@ledger.command()
@click.option(
    "--last", type=click.IntRange(min=1), default=20, metavar="N", help="How many events [20]."
)
@shared
@click.pass_context
def show(ctx: click.Context, last: int) -> None:
    """Print the newest events.

    \b
    Examples: govflow ledger show --last 5
              govflow ledger show -v

    With -v each event's body is shown, and what stands beside it where it can be erased: names and
    reasons. Changes nothing.
    """
    from govflow.cli.wiring import office_of

    asked = asked_of(ctx)
    with office_of(asked) as office:
        size = office.register.checkpoint().size
        events = list(office.register.events(after=max(0, size - last)))
        beside: dict[int, dict[str, str]] = {event.seq: {} for event in events}
        for one in office.register.personal_values([*beside]):
            name = f"{one.field} {one.item + 1}" if one.item else one.field
            beside[one.seq][name] = one.value
    document = [
        {
            "seq": e.seq,
            "at": e.at,
            "kind": e.kind,
            "body": json.loads(e.body),
            "hash": e.hash,
            "personal": beside[e.seq],
        }
        for e in events
    ]

    def human() -> None:
        for event in events:
            click.echo(f"{event.seq:>6}  {event.at}  {event.kind}  {event.hash[:12]}")
            if asked.verbose:
                prose(clean(event.body), " " * 8)
                for name, value in beside[event.seq].items():
                    prose(clean(f"{name}: {value or '(erased or not stated)'}"), " " * 8)

    emit(asked, "govflow/events/1", {"events": document}, human)


@ledger.command()
@click.argument("entry", metavar="N", type=int)
@click.option("--says", required=True, metavar="TEXT", help="What is right.")
@click.option("--by", required=True, metavar="NAME", help="Who corrects it.")
@click.option("--reason", required=True, metavar="R", help="How the mistake came about.")
@shared
@click.pass_context
def correct(ctx: click.Context, entry: int, says: str, by: str, reason: str) -> None:
    """Say that an event was recorded wrongly, and what is right.

    \b
    Examples: govflow ledger correct 14 --says "For nobody" --by "S. Okafor" --reason "Slip"
              govflow ledger correct 14 --says "A copy" --by "S. Okafor" --reason "Slip" --yes

    Records the correction after the newest event; the wrong one stays, and no table changes. For a
    decision's date or minute use 'board correct', which changes what letters and papers say.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.corrections import note, plan_note

    asked = asked_of(ctx)
    with office_of(asked) as office:
        wrong = plan_note(office, entry, says, by, reason)
        if not asked.dry_run:
            what = f"corrects event {entry} ({wrong.kind})."
            confirm(asked, f"This {what} Go on?", what=f"this {what}")
            note(office, entry, says, by, reason)
    document = {"entry": entry, "kind": wrong.kind, "says": says, "by": by, "reason": reason}
    emit(asked, "govflow/corrected/1", document, lambda: None)
    if asked.dry_run:
        return would(asked, f"correct event {entry} ({wrong.kind})")
    done(asked, f"event {entry} ({wrong.kind}) stays, with its correction after it")


@ledger.command("accept-clock")
@click.option("--by", required=True, metavar="NAME", help="Who decides.")
@click.option("--reason", required=True, metavar="R", help="Why the newest time was wrong.")
@shared
@click.pass_context
def accept_clock(ctx: click.Context, by: str, reason: str) -> None:
    """Say that this computer's clock is right after all.

    \b
    Examples: govflow ledger accept-clock --by "Sarah Okafor" --reason "The laptop ran ahead"
              govflow ledger accept-clock --by "Sarah Okafor" --reason "It ran ahead" --yes

    Needed when the newest event is dated later than now. Records the decision; alters nothing.
    """
    from govflow.cli.wiring import office_of

    asked = asked_of(ctx)
    with office_of(asked) as office:
        if asked.dry_run:
            return would(asked, "record that this computer's clock is right")
        what = "this records that the newest event's time was wrong."
        confirm(asked, "Is this computer's clock right now?", what=what)
        checkpoint = str(office.register.accept_clock(by, reason))
    emit(asked, "govflow/clock/1", {"checkpoint": checkpoint}, lambda: None)
    done(asked, "recorded; work can go on")


for more in ledger_seen.COMMANDS:
    ledger.add_command(more)
