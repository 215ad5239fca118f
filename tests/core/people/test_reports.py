"""The numbers of a report: all from one list, none of them flattering."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from govflow.core.people.reports import (
    SMALL,
    STANDING_OF,
    Report,
    ReportPerson,
    Standing,
    for_the_board,
    tally,
)

STATES = st.sampled_from([*STANDING_OF, "something new"])
PEOPLE = st.lists(
    st.builds(
        ReportPerson,
        name=st.sampled_from(["Ann", "Bo", "Cy"]),
        audience=st.sampled_from(["staff", "trustees"]),
        state=STATES,
        since=st.none() | st.dates(date(2026, 11, 27), date(2026, 12, 24)),
    ),
    max_size=30,
).map(tuple)


def report(*people: ReportPerson) -> Report:
    return Report(
        organisation="Union",
        policy_title="Social Media Policy",
        version="1.1",
        digest="ab" * 32,
        notice="SMP-1",
        purpose="acknowledgement",
        as_at=datetime(2026, 12, 7, 9, 5, tzinfo=UTC),
        sent_on=date(2026, 11, 27),
        people=people,
    )


def person(state: str, name: str = "Ann", audience: str = "staff") -> ReportPerson:
    return ReportPerson(name, audience, state, date(2026, 12, 1))


def test_one_missing_of_many_is_not_rounded_up_to_everybody() -> None:
    people = [person("acknowledged")] * 999 + [person("outstanding")]
    assert tally("all", people).percent == 99


def test_people_not_counted_are_not_in_the_denominator_but_stay_visible() -> None:
    counted = tally("all", [person("acknowledged"), person("left"), person("exempt")])
    assert counted.asked == 1
    assert counted.percent == 100
    assert counted[Standing.EXCLUDED] == 2


def test_a_notice_to_nobody_is_at_nothing_not_at_everything() -> None:
    assert tally("all", []).percent == 0


def test_a_state_nobody_knows_counts_as_missing() -> None:
    assert person("something new").standing is Standing.MISSING


def test_a_held_reply_is_not_an_acknowledgement() -> None:
    assert {person(state).standing for state in ("held", "question", "declined")} == {Standing.HELD}


def test_who_is_missing_is_listed_from_held_to_silent_and_by_name() -> None:
    people = [
        person("overdue", "Cy"),
        person("acknowledged", "Ann"),
        person("question", "Bo"),
        person("left", "Di"),
        person("outstanding", "Abe"),
    ]
    assert [p.name for p in report(*people).missing] == ["Bo", "Abe", "Cy"]


@given(people=PEOPLE)
def test_the_audiences_add_up_to_everybody(people: tuple[ReportPerson, ...]) -> None:
    whole = report(*people)
    for standing in Standing:
        assert whole.everybody[standing] == sum(part[standing] for part in whole.by_audience)
    assert len(whole.missing) == whole.everybody.asked - whole.everybody[Standing.ACKNOWLEDGED]


@given(people=PEOPLE)
def test_acknowledgements_by_day_only_ever_rise(people: tuple[ReportPerson, ...]) -> None:
    days = report(*people).by_day
    assert [day for day, _ in days] == sorted({day for day, _ in days})
    assert [count for _, count in days] == sorted({count for _, count in days})


def test_who_left_after_their_day_to_answer_counts_and_who_left_before_does_not() -> None:
    late = replace(person("left"), bound_when_due=True)
    counted = tally("all", [person("acknowledged"), late, person("left")])
    assert (counted.asked, counted[Standing.MISSING], counted[Standing.EXCLUDED]) == (2, 1, 1)


def test_why_people_are_not_counted_is_said_in_neutral_words() -> None:
    shown = report(person("left"), person("exempt"), person("left"), person("away"))
    assert shown.not_counted == (("left", 2), ("not bound", 1))


def test_small_groups_stand_together_for_the_board() -> None:
    people = [person("outstanding", audience="staff")] * 9
    people += [person("acknowledged", audience="trustees")] * 3
    people += [person("away", audience="officers")] * 2
    board = for_the_board(report(*people))
    assert [(one.label, one.asked) for one in board.by_audience] == [
        ("staff", 9),
        ("trustees and officers", 5),
    ]


def test_a_group_too_small_to_stand_with_others_is_not_shown_apart() -> None:
    people = [person("outstanding", audience="staff")] * 9
    people += [person("acknowledged", audience="trustees")] * 3
    board = for_the_board(report(*people))
    assert [one.label for one in board.by_audience] == ["staff and trustees"]


@given(PEOPLE)
def test_the_boards_report_names_nobody_and_counts_the_same(
    people: tuple[ReportPerson, ...],
) -> None:
    whole, board = report(*people), for_the_board(report(*people))
    assert board.everybody == whole.everybody
    assert {one.name for one in board.people} <= {""}
    assert {one.note for one in board.people} <= {""}
    sizes = [sum(p.audience == one.label for p in board.people) for one in board.by_audience]
    assert len(sizes) == 1 or all(size >= SMALL for size in sizes)
