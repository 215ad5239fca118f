"""A year of an organisation: six notices to 400 people, every working day looked at once.

    python -m benchmarks.people.year                     # the whole year, as JSON on stdout
    python -m benchmarks.people.year -o calendar.html    # and a page with every day's letters

The register is SQLite, the letters and replies are real bytes, built, judged and recorded as always;
only the mail server and the clock are pretended. 2028 is a leap year. People answer at once, after one
reminder or more, from away, with a question, with a no, or not at all; some join and some leave. Exit 1
when somebody got two reminders on one day, a letter went on a day off, or to somebody who had left.
"""

import argparse
import json
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks.people.page import calendar_page
from govflow.adapters.files.new_workspace import Start, lay_out
from govflow.adapters.files.settings import read_settings
from govflow.adapters.files.workspace import Workspace
from govflow.adapters.mail.letters import MailLetters
from govflow.adapters.mail.parse import MailReader
from govflow.adapters.memory.correspondents import BOUNDARY, Answer, answer, read_letter
from govflow.adapters.memory.mail import MemoryMailbox, MemoryTransport, Posted
from govflow.adapters.memory.papers import PlainPages, PlainPapers
from govflow.adapters.store.register import open_register
from govflow.adapters.system.clock import PretendClock
from govflow.adapters.system.entropy import SeededEntropy
from govflow.adapters.system.working_days import working_calendar
from govflow.cli.wiring import house_of
from govflow.core.people.plans import ReminderRules
from govflow.core.record.rows import ReplyRow
from govflow.core.record.settle import waits
from govflow.core.replies.sender import Trust
from govflow.workflows.collect import Settlement, resolve
from govflow.workflows.deliver import deliver
from govflow.workflows.notify import plan_notice, seal
from govflow.workflows.office import Office, Timetable
from govflow.workflows.policies import adopt
from govflow.workflows.run import run
from govflow.workflows.start import adopt_first

FIRST, LAST = date(2028, 1, 3), date(2028, 12, 31)
NOTICES = {
    date(2028, 1, 10): "social-media",
    date(2028, 2, 14): "expenses",
    date(2028, 3, 27): "safeguarding",
    date(2028, 6, 12): "gifts",
    date(2028, 9, 18): "data-protection",
    date(2028, 12, 4): "health-and-safety",
}
"""Due three weeks later: over 29 February, Easter and the change of clocks, and over Christmas."""
YES = "I have read and understood the policy and will follow it."
HABITS = {"prompt": 60, "reminded": 22, "away": 6, "asks": 4, "declines": 2, "silent": 6}
MANNERS = ("outlook", "quoting", "phone", "button")
CHASING = ("reminder", "escalation")


@dataclass
class Year:
    """The office with its mail, and the replies that are still to come, by day."""

    office: Office
    clock: PretendClock
    transport: MemoryTransport
    mailbox: MemoryMailbox
    chance: Random
    coming: dict[date, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    seen: int = 0
    replies: int = 0
    days: list[tuple[date, str, str]] = field(default_factory=list)


def people(count: int, chance: Random) -> str:
    """A list as an officer keeps it: the CEO, managers of twenty, twelve trustees; joiners, leavers."""
    lines = ["id,name,email,audiences,manager,joined,left,other_emails,language"]
    for number in range(1, count + 1):
        who = f"p{number:03d}"
        audience = "trustees" if number > count - 12 else "staff"
        manager = "" if number == 1 else f"p{2 + (number - 2) // 20:03d}"
        manager = "p001" if manager == who else manager
        day = FIRST + timedelta(days=chance.randrange(20, 360))
        joined = day.isoformat() if number % 25 == 7 else ""
        left = day.isoformat() if number % 25 == 13 else ""
        language = "cy" if number % 9 == 0 else "en"
        row = (who, f"Person {number}", f"{who}@union.example", audience, manager, joined, left)
        lines.append(",".join((*row, "", language)))
    return "\n".join(lines) + "\n"


@contextmanager
def organisation(root: Path, count: int) -> Iterator[Year]:
    """The office on its first day, with six policies in force and nobody written to."""
    chance = Random(2028)
    lay_out(root, Start(authserv_ids=(BOUNDARY,), phone="01244 000 000"))
    (root / "people.csv").write_text(people(count, chance), encoding="utf-8")
    clock, entropy = PretendClock(FIRST), SeededEntropy(7)
    transport, mailbox = MemoryTransport(), MemoryMailbox()
    settings = read_settings(root)
    rules = ReminderRules(ceo="p001", chair=f"p{count - 11:03d}", vice_chair=f"p{count - 10:03d}")
    url = f"sqlite:///{root / 'govflow.db'}"
    with open_register(url, clock=clock, entropy=entropy) as register, MailReader() as reader:
        office = Office(
            house=house_of(settings),
            library=Workspace(root),
            register=register,
            papers=PlainPapers(),
            letters=MailLetters(),
            pages=PlainPages(),
            transport=transport,
            mailbox=mailbox,
            reader=reader,
            trust=Trust(authserv_ids=(BOUNDARY,)),
            clock=clock,
            entropy=entropy,
            timetable=Timetable(rules, working_calendar(settings.calendar)),
        )
        adopt_first(office, "shipped")
        text = office.library.current("social-media")
        for code in NOTICES.values():
            if code != text.code:
                title = f"{code.replace('-', ' ').title()} Policy"
                adopt(office, replace(text, front=replace(text.front, code=code, title=title)), "x")
        yield Year(office, clock, transport, mailbox, chance)


def play(year: Year) -> None:
    """Day by day: what came in overnight, what the officer sends, one pass, what people do then."""
    while year.clock.today() <= LAST:
        today = year.clock.today()
        for raw in year.coming.pop(today, ()):
            year.mailbox.put(raw, year.clock.stamp())
        if today in NOTICES:
            deliver(year.office, seal(year.office, plan_notice(year.office, NOTICES[today])))
        run(year.office)
        settle_held(year)
        for post in year.transport.posted[year.seen :]:
            year.days.append((today, kind_of(post), post.recipient))
            react(year, post, today)
        year.seen = len(year.transport.posted)
        year.clock.turn_to(today + timedelta(days=1))


def settle_held(year: Year) -> None:
    """On Thursdays the officer has rung everybody whose reply waits: each then says yes."""
    if year.clock.today().weekday() != 3:
        return
    for row in year.office.register.find(ReplyRow):
        if waits(row) and row.outcome == "question":
            resolve(year.office, Settlement(row.evidence, "acknowledged", "Sarah Okafor", "Rung."))


def kind_of(post: Posted) -> str:
    """'first', 'reminder', 'escalation'... from a letter's id."""
    name = post.letter.partition("-")[0] if post.letter.startswith("weekly") else ""
    return name or post.letter.rpartition("/")[2].partition("-")[0]


def react(year: Year, post: Posted, today: date) -> None:
    """What this person does about this letter, and when: the same habit for all of a notice's letters."""
    kind = kind_of(post)
    if kind not in ("first", "reminder"):
        return
    number = int(post.recipient[1:4])
    notice = post.letter.partition("/")[0]
    habit = Random(f"{notice}{number}").choices(list(HABITS), list(HABITS.values()))[0]
    step = "first" if kind == "first" else "reminder"
    how = answer_of(habit, step, today, year.chance)
    if how is not None:
        year.replies += 1
        wait = year.chance.randrange(1, 6)
        raw = answer(read_letter(post.raw), how, year.clock.stamp(), year.replies)
        year.coming[today + timedelta(days=wait)].append(raw)


def answer_of(habit: str, step: str, today: date, chance: Random) -> Answer | None:
    """The reply to this letter, or None; 'reminded' answer every other reminder."""
    yes = Answer(chance.choice(MANNERS), YES)
    match habit, step:
        case "prompt", "first":
            return yes
        case "away", "first":
            back = today + timedelta(days=chance.randrange(10, 20))
            return Answer("away", f"I am out of the office until {back:%d %B %Y}.")
        case "asks", "first":
            return Answer("outlook", "Does this include my own account?")
        case "declines", "first":
            return Answer("outlook", "I have read this but I do not agree and will not follow it.")
        case (("reminded" | "away"), "reminder"):
            return yes if chance.random() < 0.6 else None
    return None


def faults(year: Year) -> list[str]:
    """What must never have happened, in words."""
    listed = {person.email: person for person in year.office.library.people()}
    chased = Counter((day, to) for day, kind, to in year.days if kind in CHASING)
    calendar = year.office.timetable.calendar
    closed = {day for day, _, _ in year.days if not calendar.works(day)}
    return [
        *(f"{to} was reminded twice on {day}" for (day, to), n in chased.items() if n > 1),
        *(f"a letter went on {day}, a day off" for day in sorted(closed)),
        *(
            f"{to} was written to on {day} and had left"
            for day, _, to in year.days
            if not listed[to].here_on(day)
        ),
    ]  # fmt: skip


def main() -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--people", type=int, default=400)
    asked.add_argument("-o", "--output", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        began, used = time.perf_counter(), time.process_time()
        with organisation(Path(folder) / "union", given.people) as year:
            play(year)
            found = faults(year)
            took, used = time.perf_counter() - began, time.process_time() - used
            kinds = Counter(kind for _, kind, _ in year.days)
            calendar = year.office.timetable.calendar
    if given.output:
        page = calendar_page(FIRST.year, year.days, calendar, NOTICES)
        given.output.write_text(page, encoding="utf-8", newline="\n")
    said = {"people": given.people, "notices": len(NOTICES), "replies": year.replies}
    said |= {"letters": dict(sorted(kinds.items())), "faults": found}
    print(json.dumps({**said, "seconds": round(took, 1), "processor_seconds": round(used, 1)}))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
