"""`govflow db`: copies of the register, and the computer it belongs to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, noun, shared
from govflow.cli.show import confirm, counted, done, emit, next_step, warn, would

if TYPE_CHECKING:
    from govflow.adapters.store.register import SqlRegister


@noun
def db() -> None:
    """Copy the register, check a copy, put one back."""


def place_of(asked: Asked) -> tuple[Path, str]:
    """The workspace's folder and its register's database URL."""
    from govflow.adapters.files.settings import read_settings
    from govflow.adapters.files.workspace import find_workspace
    from govflow.cli.wiring import database_url

    root = find_workspace(asked.directory)
    return root, database_url(root, read_settings(root))


def adapters(asked: Asked) -> dict[str, Any]:
    """The clock and the source of chance that opening a register takes."""
    from govflow.adapters.system.clock import SystemClock
    from govflow.adapters.system.entropy import SystemEntropy

    return {"clock": SystemClock(asked.on), "entropy": SystemEntropy()}


@contextmanager
def register_of(asked: Asked) -> "Iterator[SqlRegister]":
    """The workspace's register and nothing else of it."""
    from govflow.adapters.store.places import this_machine
    from govflow.adapters.store.register import open_register

    _, url = place_of(asked)
    with open_register(url, **adapters(asked), home=this_machine()) as register:
        yield register


@db.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@shared
@click.pass_context
def backup(ctx: click.Context, file: Path | None) -> None:
    """Copy the register while it is in use.

    \b
    Examples: govflow db backup
              govflow db backup /media/stick/govflow.db

    Writes one file, into backups/ unless FILE names another; never over a file that is there. 'govflow
    run' makes one copy a day of itself and keeps seven.
    """
    from govflow.adapters.store.backups import BACKUPS, backup_now

    asked = asked_of(ctx)
    root, url = place_of(asked)
    if asked.dry_run:
        return would(asked, f"copy the register to {file or root / BACKUPS}")
    copy, checkpoint = backup_now(url, file or root / BACKUPS, **adapters(asked))
    document = {"file": str(copy), "checkpoint": str(checkpoint)}
    emit(asked, "govflow/backup/1", document, lambda: click.echo(str(copy)))
    done(asked, f"copied up to event {checkpoint.size}")
    next_step(asked, f'govflow db check "{copy}"')


@db.command()
@click.argument("copy", type=click.Path(path_type=Path))
@shared
@click.pass_context
def check(ctx: click.Context, copy: Path) -> None:
    """Check a copy of the register.

    \b
    Examples: govflow db check backups/daily-2026-11-27.db
              govflow db check /media/stick/govflow.db

    Replays its ledger and compares everything in it; the register itself is checked by 'govflow ledger
    verify'. Changes nothing.
    """
    from govflow.adapters.store.backups import check as examine

    asked = asked_of(ctx)
    checkpoint = str(examine(copy, **adapters(asked)))
    document = {"file": str(copy), "ok": True, "checkpoint": checkpoint}
    emit(asked, "govflow/copy/1", document, lambda: click.echo(f"checkpoint {checkpoint}"))
    done(asked, "nothing in it was altered")


@db.command()
@click.argument("copy", type=click.Path(path_type=Path))
@shared
@click.pass_context
def restore(ctx: click.Context, copy: Path) -> None:
    """Put a copy in the register's place.

    \b
    Examples: govflow db restore backups/daily-2026-11-27.db
              govflow db restore backups/daily-2026-11-27.db --yes

    The copy is checked first; the register that was there is kept beside it. Sends nothing, and until
    'govflow db catch-up' no letter leaves a copy that is behind what went out.
    """
    from govflow.adapters.store.backups import check as examine
    from govflow.adapters.store.backups import restore as put_back

    asked = asked_of(ctx)
    _, url = place_of(asked)
    checkpoint = examine(copy, **adapters(asked))
    if asked.dry_run:
        return would(asked, f"put {copy}, which ends at event {checkpoint.size}, in place")
    what = f"this puts back {copy}, which ends at event {checkpoint.size}."
    confirm(asked, "Put it in the register's place?", what=what)
    kept = put_back(url, copy, **adapters(asked))
    document = {"checkpoint": str(checkpoint), "kept": str(kept) if kept else None}
    emit(asked, "govflow/restore/1", document, lambda: None)
    done(asked, f"put back, up to event {checkpoint.size}")
    if kept:
        done(asked, f"what was there is kept: {kept}")
    next_step(asked, "govflow db catch-up --by NAME")


@db.command("catch-up")
@click.option("--by", required=True, metavar="NAME", help="Who decides.")
@shared
@click.pass_context
def catch_up(ctx: click.Context, by: str) -> None:
    """Let a copy put back learn what happened since.

    \b
    Examples: govflow db catch-up --by "Sarah Okafor"
              govflow db catch-up --by "Sarah Okafor" --yes

    Finds by the checkpoints outside whether the register is behind. Records the letters that went out
    meanwhile, makes notices that began since again from their letters, and reads their replies again;
    sends nothing. Replies in a mailbox on a server that were
    read since have to be moved back into the inbox by hand.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.catching_up import behind
    from govflow.workflows.catching_up import catch_up as learn

    asked = asked_of(ctx)
    with office_of(asked) as office:
        seen = behind(office)
        if seen is not None and asked.dry_run:
            return would(asked, f"catch up with {seen.short}")
        if seen is not None:
            what = f"the register is behind {seen.short}; this records what went out meanwhile."
            confirm(asked, "Record it?", what=what)
        found = learn(office, by)
    document = {
        "behind": str(found.seen) if found else None,
        "letters": found.letters if found else 0,
        "replies": found.replies if found else 0,
        "notices": list(found.notices) if found else [],
        "not_known": list(found.lost) if found else [],
    }
    emit(asked, "govflow/catch-up/1", document, lambda: None)
    if found is None:
        return done(asked, "the register is not behind anything that was seen of it")
    letters = counted(found.letters, "letter")
    done(asked, f"{letters} had gone out, {counted(found.replies, 'reply', 'replies')} read again")
    if found.notices:
        done(asked, f"made again from their letters: {', '.join(found.notices)}")
    for letter in found.lost:
        warn(asked, f"{letter}: nobody knows whether it went")
    next_step(asked, "govflow status")


@db.command()
@click.option("--by", metavar="NAME", help="Move the register to this computer; who decides.")
@shared
@click.pass_context
def home(ctx: click.Context, by: str | None) -> None:
    """Show which computer sends, or make it this one.

    \b
    Examples: govflow db home
              govflow db home --by "Sarah Okafor"

    Letters leave from one computer only: the first that sent, or the one named here. Records the move
    with --by, and without it changes nothing. The old computer must send no more.
    """
    from govflow.adapters.store.places import this_machine
    from govflow.core.record.events import Private, RegisterHomed
    from govflow.core.record.rows import HomeRow

    asked, here = asked_of(ctx), this_machine()
    with register_of(asked) as register:
        row = register.get(HomeRow, "home")
        if by and asked.dry_run:
            return would(asked, f"make {here} the computer that sends")
        if by:
            what = f"from here on only {here} sends."
            confirm(asked, "Does the other computer send no more?", what=what)
            register.append(RegisterHomed(Private(here), Private(by)))
            row = register.get(HomeRow, "home")
    document = {"home": row.home if row else None, "this_machine": here}

    def human() -> None:
        click.echo(f"letters leave from: {row.home if row else 'the first computer that sends'}")
        click.echo(f"this computer:      {here}")

    emit(asked, "govflow/home/1", document, human)
