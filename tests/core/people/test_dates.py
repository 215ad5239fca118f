"""Dates in words: the reader's language, and no year where none is needed."""

from datetime import date

import pytest

from govflow.core.errors import SettingsError
from govflow.core.people.dates import MONTHS, WEEKDAYS, date_words, weekday_words


def test_a_date_is_written_as_people_write_it() -> None:
    assert date_words(date(2026, 12, 8)) == "8 December 2026"
    assert weekday_words(date(2026, 12, 18)) == "Friday 18 December 2026"


def test_a_date_is_written_in_welsh_for_a_welsh_reader() -> None:
    assert weekday_words(date(2026, 12, 18), "cy") == "dydd Gwener 18 Rhagfyr 2026"


def test_the_year_is_left_out_only_when_it_is_this_year() -> None:
    written = date(2026, 12, 27)
    assert weekday_words(date(2026, 12, 31), since=written) == "Thursday 31 December"
    assert weekday_words(date(2027, 1, 4), since=written) == "Monday 4 January 2027"


def test_a_leap_day_has_its_own_name() -> None:
    assert weekday_words(date(2028, 2, 29)) == "Tuesday 29 February 2028"


def test_every_language_names_twelve_months_and_seven_days() -> None:
    assert set(MONTHS) == set(WEEKDAYS)
    assert all(len(set(names)) == 12 for names in MONTHS.values())
    assert all(len(set(names)) == 7 for names in WEEKDAYS.values())


def test_a_language_without_names_is_refused_with_the_ones_that_have_them() -> None:
    with pytest.raises(SettingsError) as refused:
        date_words(date(2026, 1, 1), "fr")
    assert refused.value.remedy == "use one of: cy, en."
