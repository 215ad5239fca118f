"""`govflow people leave|away|back|exempt|waive|extend`: who need not answer, and who has longer."""

from datetime import date

import rich_click as click

from govflow.cli.asked import DAY, Asked, asked_of, shared
from govflow.cli.people_import import people
from govflow.cli.show import confirm, day, done, emit, say, would

__all__ = ["away", "back", "exempt", "extend", "leave", "people", "waive"]

_NOTICE = click.option("--notice", required=True, metavar="N", help="Within which notice.")
_BY = click.option("--by", required=True, metavar="NAME", help="Who decides.")
_REASON = click.option(
    "--reason", required=True, metavar="R", help="Why; seen by the officer only."
)
_UNTIL = click.option("--until", type=DAY, metavar="DATE", help="The last day of it [for good].")


@people.command()
@click.argument("person")
@click.option("--last-day", type=DAY, metavar="DATE", help="The last day with us [today].")
@shared
@click.pass_context
def leave(ctx: click.Context, person: str, last_day: date | None) -> None:
    """Record that somebody leaves.

    \b
    Examples: govflow people leave s07 --last-day 2026-12-18
              govflow people leave s07 --yes

    Writes people.csv; records in open notices, once the day is over, that the person has left. From
    then on nothing is sent to them.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.excuses import find_person
    from govflow.workflows.excuses import leave as record

    asked = asked_of(ctx)
    with office_of(asked) as office:
        found = find_person(office, person)
        last = last_day or office.clock.today()
        if asked.dry_run:
            return would(asked, f"record that {found.name} leaves after {day(last)}")
        confirm(asked, f"{found.name} leaves after {day(last)}?", what="This changes people.csv.")
        ended = record(office, person, last)
    document = {"person": person, "last_day": last, "ended": list(ended)}
    emit(asked, "govflow/people_leave/1", document, lambda: None)
    done(asked, f"{found.name} leaves after {day(last)}")


@people.command()
@click.argument("person")
@click.option("--until", type=DAY, required=True, metavar="DATE", help="The last day away.")
@shared
@click.pass_context
def away(ctx: click.Context, person: str, until: date) -> None:
    """Record that somebody is away until a day.

    \b
    Examples: govflow people away s07 --until 2027-03-31
              govflow people away s07 --until 2026-12-18 --yes

    Writes people.csv; records the day in open notices, and no reason. Nothing is sent to or about the
    person meanwhile; once back they have the whole time to answer.
    """
    _absence(asked_of(ctx), person, until)


@people.command()
@click.argument("person")
@shared
@click.pass_context
def back(ctx: click.Context, person: str) -> None:
    """Record that somebody is back before the day named.

    \b
    Examples: govflow people back s07
              govflow people back s07 --yes

    Writes people.csv; records it in open notices, where the person has the whole time to answer from
    today. Sends nothing.
    """
    _absence(asked_of(ctx), person, None)


def _absence(asked: Asked, person: str, until: date | None) -> None:
    from govflow.cli.wiring import office_of
    from govflow.workflows.excuses import away as record
    from govflow.workflows.excuses import find_person

    with office_of(asked) as office:
        name = find_person(office, person).name
        words = f"{name} is away until {day(until)}" if until else f"{name} is back"
        if asked.dry_run:
            return would(asked, f"record that {words}")
        confirm(asked, f"{words}?", what="This changes people.csv.")
        changed = record(office, person, until)
    document = {"person": person, "until": until, "notices": list(changed)}
    emit(asked, "govflow/people_away/1", document, lambda: None)
    done(asked, words)


@people.command()
@click.argument("person")
@_NOTICE
@_UNTIL
@_BY
@_REASON
@shared
@click.pass_context
def exempt(
    ctx: click.Context, person: str, notice: str, until: date | None, by: str, reason: str
) -> None:
    """Record that somebody is not bound by a notice.

    \b
    Examples: govflow people exempt s07 --notice SMP-1 --by Sam --reason "Seconded" --yes

    Records the decision with name and reason; no reminder goes to the person any more. Sends nothing.
    """
    _excuse(asked_of(ctx), person, (notice, "exempt", until, by, reason))


@people.command()
@click.argument("person")
@_NOTICE
@_UNTIL
@_BY
@_REASON
@shared
@click.pass_context
def waive(
    ctx: click.Context, person: str, notice: str, until: date | None, by: str, reason: str
) -> None:
    """Record that somebody need not answer this time.

    \b
    Examples: govflow people waive s07 --notice SMP-1 --by Sam --reason "Told in person" --yes

    Records the decision with name and reason; no reminder goes to the person any more. Sends nothing.
    """
    _excuse(asked_of(ctx), person, (notice, "waived", until, by, reason))


def _excuse(asked: Asked, person: str, said: tuple[str, str, date | None, str, str]) -> None:
    from govflow.cli.wiring import office_of
    from govflow.core.record.events import Private, RecipientExcused
    from govflow.workflows.excuses import excuse, find_recipient

    notice, what, until, by, reason = said
    with office_of(asked) as office:
        row = find_recipient(office, person, notice)
        event = RecipientExcused(notice, row.number, what, until, Private(by), Private(reason))
        if asked.dry_run:
            return would(asked, f"record {row.name} as {what} in {notice}")
        confirm(asked, f"Record {row.name} as {what}?", what=f"This records '{person}' as {what}.")
        new = excuse(office, row, event)
    document = {"person": person, "notice": notice, "excuse": what, "until": until}
    emit(asked, "govflow/people_excuse/1", document, lambda: None)
    say(asked, f"{row.name} is {what} in {notice}{'' if new else ', as before'}.")


@people.command()
@click.argument("person")
@_NOTICE
@click.option("--due", type=DAY, required=True, metavar="DATE", help="The new last day to answer.")
@_BY
@shared
@click.pass_context
def extend(ctx: click.Context, person: str, notice: str, due: date, by: str) -> None:
    """Give one person longer to answer.

    \b
    Examples: govflow people extend s07 --notice SMP-1 --due 2027-01-15 --by Sam --yes

    Records the new day and no reason; reminders follow the new day. Sends nothing.
    """
    from govflow.cli.wiring import office_of
    from govflow.workflows.excuses import extend as give
    from govflow.workflows.excuses import find_recipient

    asked = asked_of(ctx)
    with office_of(asked) as office:
        row = find_recipient(office, person, notice)
        if asked.dry_run:
            return would(asked, f"give {row.name} until {day(due)}")
        confirm(asked, f"Give {row.name} until {day(due)}?", what=f"This gives until {day(due)}.")
        new = give(office, row, due, by)
    document = {"person": person, "notice": notice, "due": due}
    emit(asked, "govflow/people_extend/1", document, lambda: None)
    say(asked, f"{row.name} has until {day(due)}{'' if new else ', as before'}.")
