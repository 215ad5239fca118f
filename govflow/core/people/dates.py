"""Dates in words, in the reader's language. Nothing here asks the computer where it stands."""

from collections.abc import Mapping
from datetime import date

from govflow.core.errors import SettingsError

WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "cy": (
        "dydd Llun",
        "dydd Mawrth",
        "dydd Mercher",
        "dydd Iau",
        "dydd Gwener",
        "dydd Sadwrn",
        "dydd Sul",
    ),
}
MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "cy": (
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ),
}


def date_words(day: date, language: str = "en", *, since: date | None = None) -> str:
    """'18 December 2026', '18 Rhagfyr 2026'; without the year when `since` lies in the same one.

    `since` is the day on which the words are written: a date of the same year needs no year.
    Raises SettingsError for a language not known.
    """
    words = f"{day.day} {_names(MONTHS, language)[day.month - 1]}"
    same_year = since is not None and since.year == day.year
    return words if same_year else f"{words} {day.year}"


def weekday_words(day: date, language: str = "en", *, since: date | None = None) -> str:
    """'Friday 18 December 2026', 'dydd Gwener 18 Rhagfyr 2026'; the year as in `date_words`."""
    return f"{_names(WEEKDAYS, language)[day.weekday()]} {date_words(day, language, since=since)}"


def _names(table: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    try:
        return table[language]
    except KeyError:
        raise SettingsError(
            f"there are no names of days and months for the language '{language}'.",
            remedy=f"use one of: {', '.join(sorted(table))}.",
        ) from None
