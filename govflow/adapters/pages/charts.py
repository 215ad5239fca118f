"""The geometry of the report's charts: where each bar and step lies. The templates draw them."""

from dataclasses import dataclass
from datetime import date

from govflow.core.people.reports import Report, Standing, Tally

WIDTH = 640
DAYS_HEIGHT = 150
ROOM_FOR_NUMBER = 24
"""Units of the drawing that a number needs; in a narrower bar it stands in the words beside it only."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a bar, in units of a drawing WIDTH wide."""

    standing: Standing
    number: int
    x: float
    width: float

    @property
    def slug(self) -> str:
        """The name of its colour and pattern in the style sheet."""
        return self.standing.name.lower()

    @property
    def shows_number(self) -> bool:
        return self.width >= ROOM_FOR_NUMBER


@dataclass(frozen=True, slots=True)
class Days:
    """The rise of acknowledgements: a path, and the days worth a mark (x, label, number)."""

    path: str
    marks: tuple[tuple[float, float, str, int], ...]
    due_x: float | None
    top: float


def segments(tally: Tally, width: float = WIDTH) -> tuple[Segment, ...]:
    """A bar over everybody asked, in the order of `Standing`; standings with nobody take no room."""
    placed: list[Segment] = []
    x = 0.0
    for standing, number in tally.counts:
        if standing is Standing.EXCLUDED or not number:
            continue
        share = width * number / tally.asked
        placed.append(Segment(standing, number, round(x, 2), round(share, 2)))
        x += share
    return tuple(placed)


def days(report: Report) -> Days | None:
    """The step line from the day of sending to today or the due date; None before the first reply."""
    steps = report.by_day
    if not steps:
        return None
    end = max(report.as_at.date(), steps[-1][0], report.due or report.sent_on)
    span = max((end - report.sent_on).days, 1)
    asked = max(report.everybody.asked, 1)
    top, bottom = 18.0, float(DAYS_HEIGHT - 18)

    def across(day: date) -> float:
        return round(WIDTH * max((day - report.sent_on).days, 0) / span, 1)

    def up(count: int) -> float:
        return round(bottom - (bottom - top) * count / asked, 1)

    path = [f"M0 {bottom}"]
    for day, count in steps:
        path.append(f"H{across(day)} V{up(count)}")
    path.append(f"H{across(max(report.as_at.date(), steps[-1][0]))}")
    marks = tuple((across(day), up(count), f"{day.day}/{day.month}", count) for day, count in steps)
    due_x = across(report.due) if report.due else None
    return Days(" ".join(path), _thinned(marks), due_x, top)


def _thinned(
    marks: tuple[tuple[float, float, str, int], ...],
) -> tuple[tuple[float, float, str, int], ...]:
    """Marks far enough apart to be read; the last one always stays."""
    kept: list[tuple[float, float, str, int]] = [marks[-1]]
    for mark in reversed(marks[:-1]):
        if kept[-1][0] - mark[0] >= 44:
            kept.append(mark)
    return tuple(reversed(kept))
