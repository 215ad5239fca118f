"""The year as a page: a month a table, a day a cell, with how many letters of each kind went out."""

from calendar import Calendar
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from govflow.core.people.calendar import WorkingCalendar
from govflow.core.people.dates import MONTHS, date_words

SIGNS = {"first": "L", "reminder": "R", "escalation": "E", "weekly": "W"}
NAMES = {"first": "first letters", "reminder": "reminders", "escalation": "escalations"}
NAMES["weekly"] = "the CEO's weekly mail"
STYLE = """
body { font: 15px/1.4 "Segoe UI", Arial, sans-serif; margin: 1.5rem; color: #1c2430; background: #fff; }
h1 { margin: 0 0 .3rem 0; font-size: 1.5rem; } h2 { margin: 0 0 .3rem 0; font-size: 1rem; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(22rem, 1fr)); gap: 1.2rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th { font-size: .75rem; color: #4a5563; text-align: left; padding: 0 .2rem; }
td { border: 1px solid #cfd4db; height: 3.6rem; vertical-align: top; padding: .1rem .2rem; }
td { font-size: .72rem; }
td.off { background: #eceef1; } td.sent { background: #eaf1f8; } td b { display: block; font-size: .75rem; }
td.none { border: 0; } .soft { color: #4a5563; } @page { size: A4 landscape; margin: 10mm; }
"""


def calendar_page(
    year: int,
    letters: Sequence[tuple[date, str, str]],
    calendar: WorkingCalendar,
    notices: Mapping[date, str],
) -> str:
    """The page; `letters` are (day, kind, recipient). Days off are grey and say so to a reader."""
    days: dict[date, Counter[str]] = {}
    for day, kind, _ in letters:
        days.setdefault(day, Counter())[kind] += 1
    total = Counter(kind for _, kind, _ in letters)
    words = "; ".join(f"<b>{SIGNS[k]}</b> {NAMES[k]}: {total[k]}" for k in SIGNS)
    sent = "; ".join(f"{date_words(day)} {code}" for day, code in notices.items())
    months = "\n".join(_month(year, month, days, calendar) for month in range(1, 13))
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>Letters of {year}</title><style>{STYLE}</style></head><body>\n"
        f"<h1>Letters of {year}</h1>\n<p class=soft>{words}. Grey: the office is closed.</p>\n"
        f"<p class=soft>Notices: {sent}.</p>\n<main>{months}</main></body></html>\n"
    )


def _month(
    year: int, month: int, days: Mapping[date, Counter[str]], calendar: WorkingCalendar
) -> str:
    heads = "".join(
        f'<th scope="col">{name}</th>' for name in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    )
    weeks = [
        "".join(_cell(day, month, days, calendar) for day in week)
        for week in Calendar().monthdatescalendar(year, month)
    ]
    rows = "".join(f"<tr>{week}</tr>" for week in weeks)
    name = MONTHS["en"][month - 1]
    return f"<section><h2>{name}</h2><table><thead><tr>{heads}</tr></thead>{rows}</table></section>"


def _cell(
    day: date, month: int, days: Mapping[date, Counter[str]], calendar: WorkingCalendar
) -> str:
    if day.month != month:
        return '<td class="none"></td>'
    sent = days.get(day, Counter())
    words = " ".join(f"{SIGNS[kind]}&nbsp;{sent[kind]}" for kind in SIGNS if sent[kind])
    look = "sent" if words else ("" if calendar.works(day) else "off")
    return f'<td class="{look}"><b>{day.day}</b>{words}</td>'
