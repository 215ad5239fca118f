"""`govflow people hold|release|erase`: what is kept on somebody, and how it goes."""

from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, shared
from govflow.cli.people_signed import people
from govflow.cli.show import clean, confirm, counted, done, emit, prose, say, warn, would

if TYPE_CHECKING:
    from govflow.workflows.erasure import Erasure, Gone

__all__ = ["erase", "hold", "people", "release"]

_BY = click.option("--by", required=True, metavar="NAME", help="Who decides.")
_REASON = click.option("--reason", required=True, metavar="R", help="Why.")


@people.command()
@click.argument("person")
@_BY
@_REASON
@shared
@click.pass_context
def hold(ctx: click.Context, person: str, by: str, reason: str) -> None:
    """Keep everything on somebody while a claim is open.

    \b
    Examples: govflow people hold s07 --by "Sarah Okafor" --reason "Tribunal claim" --yes

    Records the hold with name and reason. Until 'people release' nothing held on this person is erased:
    not by 'people erase', not by a rule of retention, and 'replies tidy' leaves their mail alone.
    """
    from govflow.workflows.holds import hold as keep

    _decide(asked_of(ctx), person, by, reason, keep, ("kept", "keep everything on"))


@people.command()
@click.argument("person")
@_BY
@_REASON
@shared
@click.pass_context
def release(ctx: click.Context, person: str, by: str, reason: str) -> None:
    """End a hold: the claim is over.

    \b
    Examples: govflow people release s07 --by "Sarah Okafor" --reason "Claim withdrawn" --yes

    Records the release with name and reason. From then on the rules of retention hold again.
    """
    from govflow.workflows.holds import release as let_go

    _decide(asked_of(ctx), person, by, reason, let_go, ("released", "end the hold on"))


def _decide(
    asked: Asked, person: str, by: str, reason: str, act: Any, words: tuple[str, str]
) -> None:
    from govflow.cli.wiring import office_of
    from govflow.workflows.holds import subject_of_person

    state, verb = words
    with office_of(asked) as office:
        subject_of_person(office, person)
        if asked.dry_run:
            return would(asked, f"{verb} {person}")
        confirm(asked, f"Shall we {verb} {person}?", what=f"This would {verb} {person}.")
        new = act(office, person, by, reason)
    emit(asked, "govflow/people_hold/1", {"person": person, "state": state}, lambda: None)
    done(asked, f"{person}: {state}{'' if new else ', as before'}")


@people.command()
@click.argument("persons", metavar="PERSON...", nargs=-1, required=True)
@_BY
@_REASON
@shared
@click.pass_context
def erase(ctx: click.Context, persons: tuple[str, ...], by: str, reason: str) -> int:
    """Erase everything personal held on somebody.

    \b
    Examples: govflow people erase s07 --by "Sarah Okafor" --reason "Asked for it" --dry-run
              govflow people erase s07 s08 --by "Sarah Okafor" --reason "Asked for it" --yes

    Lists first which evidence would be lost, then asks. Names, addresses and mail go from the register,
    its log and free pages, from people.csv, mail/, the copies in backups/ and what reports and packs name
    them; a fresh copy of the register is made. Records what went by its SHA-256: chain and counts stay
    whole. Files that a person wrote are left and named; exit 4 while there are any.
    """
    from govflow.cli.run import copy_register
    from govflow.cli.wiring import office_of
    from govflow.workflows.erasure import erase as carry_out
    from govflow.workflows.erasure import plan_erasure

    asked = asked_of(ctx)
    with office_of(asked) as office:
        plan = plan_erasure(office, persons, by, reason)
        if not asked.json:
            show_losses(plan)
        left: tuple[str, ...] = ()
        if not asked.dry_run:
            count = counted(len(plan.people), "person", "people")
            confirm(asked, f"Erase {count} for good?", what=f"This erases {count} for good.")
            left = carry_out(office, plan).left
    if not asked.dry_run and any(path.startswith("backups/") for path in plan.files):
        copy_register(asked)
    document = {**erasure_json(plan), "left": list(left)}
    emit(asked, "govflow/people_erase/1", document, lambda: None)
    if asked.dry_run:
        would(asked, f"erase {counted(len(plan.people), 'person', 'people')}")
        return 0
    done(asked, f"{counted(len(plan.people), 'person', 'people')} erased; the chain is whole")
    return say_left(asked, left)


def say_left(asked: Asked, left: tuple[str, ...]) -> int:
    """Name the files that still name somebody; the exit code that goes with it."""
    for path in left:
        warn(asked, f"still names somebody erased: {clean(path)}")
    if left:
        say(asked, "A person wrote these, so they stay: look at each, and at copies elsewhere.")
    return 4 if left else 0


def show_losses(plan: "Erasure") -> None:
    """What would be lost, a paragraph for each person; on stdout."""
    for gone in plan.people:
        click.echo(clean(f"{gone.name} ({gone.person})"))
        for line in _losses(gone):
            prose(clean(line), "    ", "  - ")
    click.echo(f"Files that go: {counted(len(plan.files), 'file')}")
    for path in plan.files:
        click.echo(clean(f"    {path}"))
    if plan.kept:
        click.echo(f"Kept, since somebody else is on hold: {counted(plan.kept, 'message')}")


def _losses(gone: "Gone") -> list[str]:
    said = [
        f"{notice}: the words in which they acknowledged on {when[:10]}; that somebody did stays"
        for notice, when in gone.acknowledged
    ]
    if gone.notices:
        said.append(f"their name and address on {', '.join(gone.notices)}")
    for number, what in (
        (gone.letters, "letter to them as sent"),
        (gone.replies, "reply of theirs as received"),
        (gone.others, "message of somebody else that names them"),
        (gone.entries, "name or reason in somebody else's entry"),
    ):
        one, _, rest = what.partition(" ")
        if number:
            many = {"reply": "replies"}.get(one, f"{one}s")
            said.append(f"{counted(number, one, many)} {rest}")
    return said or ["their line in people.csv; they are on no notice"]


def erasure_json(plan: "Erasure") -> dict[str, Any]:
    """An erasure for JSON."""
    return {
        "people": [
            {
                "person": gone.person,
                "notices": list(gone.notices),
                "acknowledged": [list(one) for one in gone.acknowledged],
                "letters": gone.letters,
                "replies": gone.replies,
                "others": gone.others,
                "entries": gone.entries,
            }
            for gone in plan.people
        ],
        "files": list(plan.files),
        "kept": plan.kept,
    }
