"""When a policy has to be looked at again: its own date, and the life of its class."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govflow.core.text.reviews import (
    PolicyRegister,
    RegisteredPolicy,
    Review,
    ReviewRules,
    Standing,
    review_of,
    years_on,
)

RULES = ReviewRules()
PASSED = date(2018, 6, 18)


def stands(today: str, kind: str = "Policy", review_by: date | None = None) -> Standing:
    return review_of(RULES, kind, PASSED, review_by, date.fromisoformat(today)).standing


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        ("2021-03-19", "current"),
        ("2021-03-20", "review due"),
        ("2021-06-17", "review due"),
        ("2021-06-18", "lapsed"),
        ("2026-11-24", "lapsed"),
    ],
)
def test_a_policy_lives_three_years_and_is_due_ninety_days_before(
    today: str, standing: str
) -> None:
    assert stands(today) == standing


def test_a_by_law_has_no_end_and_without_a_date_nobody_knows_when_to_look() -> None:
    assert stands("2026-11-24", "By-Law") is Standing.UNDATED


def test_on_its_review_date_a_by_law_is_due_and_the_day_after_overdue() -> None:
    by = date(2026, 11, 24)
    assert stands("2026-11-24", "By-Law", by) is Standing.DUE
    assert stands("2026-11-25", "By-Law", by) is Standing.OVERDUE


def test_its_own_date_comes_before_the_end_of_its_life_and_never_after_it() -> None:
    early, late = date(2020, 1, 31), date(2030, 1, 31)
    for own, due in ((early, early), (late, date(2021, 6, 18))):
        assert review_of(RULES, "Policy", PASSED, own, date(2019, 1, 1)).due == due


def test_a_policy_passed_on_the_29th_of_february_lapses_on_the_28th() -> None:
    assert years_on(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert years_on(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_the_lives_are_data() -> None:
    rules = ReviewRules({"by-law": 5}, ahead=0)
    assert review_of(rules, "By-Law", PASSED, None, date(2023, 6, 17)).standing == "current"
    assert review_of(rules, "By-Law", PASSED, None, date(2023, 6, 18)).standing == "lapsed"
    assert review_of(rules, "Policy", PASSED, None, date(2023, 6, 18)).standing == "no review date"


ORDER = ["current", "review due", "review overdue", "lapsed"]
days = st.dates(date(2015, 1, 1), date(2035, 1, 1))


@given(days, st.none() | days, days, st.integers(1, 1000))
def test_as_time_goes_on_a_review_only_grows_more_pressing(
    passed: date, by: date | None, today: date, later: int
) -> None:
    first = review_of(RULES, "Policy", passed, by, today).standing
    then = review_of(RULES, "Policy", passed, by, today + timedelta(days=later)).standing
    assert ORDER.index(then) >= ORDER.index(first)


def policy(title: str, standing: Standing, due: date | None = None) -> RegisteredPolicy:
    return RegisteredPolicy(
        title, title, "Policy", "", "1.0", None, None, Review(due, None, standing)
    )


def test_the_register_names_the_lapsed_first_and_counts_every_policy() -> None:
    register = PolicyRegister(
        "Union",
        "Board",
        datetime(2026, 11, 24, tzinfo=UTC),
        (
            policy("Due", Standing.DUE, date(2027, 1, 1)),
            policy("Fine", Standing.CURRENT),
            policy("Lapsed", Standing.LAPSED, date(2020, 1, 1)),
            policy("Soon", Standing.DUE, date(2026, 12, 1)),
        ),
    )
    assert [one.title for one in register.pressing] == ["Lapsed", "Soon", "Due"]
    assert register.summary == "4 policies: 1 lapsed, 2 review due, 1 current."
