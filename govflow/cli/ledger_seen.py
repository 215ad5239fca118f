"""`govflow ledger key` and `govflow ledger witness`: signing the ledger's end, keeping what was seen."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.show import clean, confirm, done, emit, prose, say, table, warn, would

if TYPE_CHECKING:
    from govflow.core.record.sightings import Watched


@click.command()
@click.option("--name", metavar="NAME", help="The register's name [the domain of your letters].")
@shared
@click.pass_context
def key(ctx: click.Context, name: str | None) -> None:
    """Show the key that signs checkpoints, or make it.

    \b
    Examples: govflow ledger key
              govflow ledger key --name union.example/govflow --yes

    The first time it writes the public half into govflow.toml and keeps the private half in this
    computer's keyring, or in a file only you can read. From then on reports, letters and evidence packs
    carry the signature. Give the public key to your trustees and auditor. Records and sends nothing.
    """
    from govflow.adapters.files.ledger_key import add_key
    from govflow.adapters.files.settings import read_settings
    from govflow.adapters.files.workspace import find_workspace
    from govflow.core.record.signed import read_key

    asked = asked_of(ctx)
    root = find_workspace(asked.directory)
    settings = read_settings(root)
    printed, kept = settings.ledger.key, ""
    if printed:
        printed = str(read_key(printed))
    else:
        name = name or f"{_domain(settings.mail.sender)}/govflow"
        if asked.dry_run:
            return would(asked, f"make the key of {name}")
        confirm(asked, f"Make the key of {name}?", what=f"this makes the key of {name}.")
        made, kept = add_key(root, name)
        printed = str(made)
    emit(
        asked,
        "govflow/key/1",
        {"key": printed, "made": bool(kept)},
        lambda: click.echo(printed),
    )
    if kept:
        done(asked, f"made; its private half is in {kept}: keep a copy of that apart")


def _domain(sender: str) -> str:
    from email.utils import parseaddr

    return parseaddr(sender)[1].partition("@")[2].casefold() or "register"


@click.command()
@click.argument("seen", nargs=-1)
@click.option("--key", "printed", metavar="KEY", help="The register's public key, NAME+ID+KEY.")
@click.option("--register", "named", metavar="NAME", default="", help="Which register it is of.")
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    default=Path("witness.json"),
    metavar="FILE",
    help="Your own file [witness.json].",
)
@shared
@click.pass_context
def witness(
    ctx: click.Context, seen: tuple[str, ...], printed: str | None, named: str, file: Path
) -> int:
    """Keep what you saw of a ledger; say if it holds.

    \b
    Examples: govflow ledger witness checkpoint.note --key KEY
              govflow ledger witness "letter from the Union.eml"
              govflow ledger witness "214 9f86d081884c7d659a2feaa0c55ad015"
              govflow ledger witness notice-SMP-1.zip

    For a trustee or an auditor, on a computer of their own; needs no workspace. A signed checkpoint, a
    letter, the last line of a letter or an evidence pack is held against what was seen before: grown,
    grown consistently (a pack shows the events between), forked, or shrunk. Writes FILE only. Without
    anything named it lists what was seen. Exit 1 when a ledger forked or shrank.
    """
    from govflow.adapters.files.witness_file import read_witness, shown_in, write_witness
    from govflow.adapters.system.clock import SystemClock
    from govflow.adapters.system.signing import is_signed
    from govflow.core.record.sightings import Watched, name_of, watch
    from govflow.core.record.signed import read_key

    asked, known = asked_of(ctx), read_witness(file)
    given, now = read_key(printed) if printed else None, SystemClock(asked.on).stamp()
    lines: list[dict[str, Any]] = []
    for one in seen:
        shown = shown_in(one, now)
        name = name_of(shown, known, named, given)
        watched = known.get(name, Watched())
        trusted = given or (read_key(watched.key) if watched.key else None)
        known[name], verdict = watch(watched, shown, trusted, is_signed)
        lines.append(
            {
                "register": name,
                "seen": shown.sighting.source,
                "checkpoint": str(shown.sighting.checkpoint),
                "verdict": verdict.word,
                "message": verdict.message,
                "wrong": verdict.wrong,
                "signed": bool(shown.note and trusted),
            }
        )
        if shown.note and not trusted:
            warn(asked, f"{shown.sighting.source}: signed, but not checked: add --key KEY")
    if lines and not asked.dry_run:
        write_witness(file, known)
    _tell(asked, lines, known)
    return 1 if any(line["wrong"] for line in lines) else 0


def _tell(asked: Asked, lines: list[dict[str, Any]], known: "dict[str, Watched]") -> None:
    """What was shown now, or else what is remembered."""
    registers = {name: [str(one.checkpoint) for one in w.seen] for name, w in known.items()}

    def human() -> None:
        for line in lines:
            prose(clean(f"{line['register']}, {line['seen']}: {line['message']}"))
        if not lines:
            rows = [
                (name, one.checkpoint.short, f"{one.at:%Y-%m-%d}", one.source)
                for name, w in known.items()
                for one in w.seen
            ]
            table(("Register", "Checkpoint", "Of", "From"), rows, empty="Nothing was seen yet.")

    document = {"shown": lines, "remembered": registers}
    emit(asked, "govflow/witness/1", document, human)
    if any(line["wrong"] for line in lines):
        say(asked, "Keep your file and what you were shown, and ask the officer and the Board why.")


COMMANDS = (key, witness)
