"""The day an absent person is back, in the languages we read."""

from datetime import date

import pytest

from govflow.core.replies.absence import return_date

TUESDAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("I am away until 7 December 2026.", date(2026, 12, 7)),
        ("I will be back on Monday.", date(2026, 12, 7)),
        ("Back on Tuesday", date(2026, 12, 8)),
        ("returning on the 14th of December", date(2026, 12, 14)),
        ("on leave from 30 November to 9 December", date(2026, 12, 9)),
        ("I return to work on January 4th", date(2027, 1, 4)),
        ("back in the office on 04/01/2027", date(2027, 1, 4)),
        ("out until 12/25/2026", date(2026, 12, 25)),
        ("until 2026-12-18", date(2026, 12, 18)),
        ("Rwyf allan o'r swyddfa tan 8 Rhagfyr.", date(2026, 12, 8)),
        ("Byddaf yn ôl ar 5 Ionawr 2027.", date(2027, 1, 5)),
        ("Ich bin bis zum 09.12.2026 abwesend", date(2026, 12, 9)),
        ("Ab dem 16. Dezember wieder da", date(2026, 12, 16)),
        ("absent jusqu'au 11 décembre 2026 inclus", date(2026, 12, 11)),
        ("hasta el 12 de diciembre de 2026", date(2026, 12, 12)),
        ("fino al 10 dicembre", date(2026, 12, 10)),
        ("até 13 de dezembro", date(2026, 12, 13)),
        ("tot en met 11 december", date(2026, 12, 11)),
        ("do 9 grudnia 2026", date(2026, 12, 9)),
        ("I am out of the office.", None),
        ("until 3 November 2026", None),
        ("until 1 January 2035", None),
        ("until 31/02/2027", None),
        ("call 01244 511111 until further notice", None),
    ],
)
def test_the_return_day_is_read_where_it_is_said(text: str, back: date | None) -> None:
    assert return_date(text, TUESDAY) == back
