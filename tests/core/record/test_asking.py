"""What a text asks of each person after what was asked before: laws over every past."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from govflow.core.people.notices import Addressee, Excluded
from govflow.core.people.people import Person
from govflow.core.record.asking import Asking, Earlier, same_duties, weigh
from govflow.core.record.rows import VersionRow
from tests.registers import DIGEST, recipient

TODAY = date(2026, 12, 1)
ADA = Addressee(Person("P001", "Ada", "ada@union.example", ("staff",)), "staff")
DAYS = st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=40))
PLACES = st.lists(
    st.builds(
        lambda notice, due, changes: Earlier(replace(recipient(notice=notice), **changes), due),
        notice=st.sampled_from(["SMP-1", "SMP-2", "SMP-3"]),
        due=st.none() | DAYS,
        changes=st.fixed_dictionaries(
            {
                "counted": st.sampled_from(["", "f" * 64]),
                "held": st.sampled_from([0, 1]),
                "outcome": st.sampled_from(["", "declined", "question"]),
                "excused": st.sampled_from(["", "exempt", "waived", "away", "left"]),
                "excused_until": st.none() | DAYS,
            }
        ),
    ),
    max_size=4,
)
ASKINGS = st.builds(
    Asking,
    materiality=st.sampled_from(["", "A", "B", "C"]),
    binding=st.booleans(),
    same=st.just(frozenset({"SMP-2", "SMP-3"})),
    earlier=PLACES.map(lambda places: {"P001": places}),
    today=st.just(TODAY),
)


def exempt(asking: Asking) -> bool:
    return any(
        place.row.excused == "exempt"
        and (place.row.excused_until is None or place.row.excused_until >= TODAY)
        for place in asking.earlier["P001"]
    )


@given(ASKINGS)
def test_nobody_exempt_is_ever_written_to(asking: Asking):
    assert isinstance(weigh(asking, ADA), Excluded) or not exempt(asking)


@given(ASKINGS)
def test_after_a_change_of_substance_everybody_else_is_asked_anew(asking: Asking):
    fresh = replace(asking, materiality="A", same=frozenset())
    expected = Excluded(ADA.person, "exempt") if exempt(fresh) else ADA
    assert weigh(fresh, ADA) == expected


@given(ASKINGS)
def test_whoever_acknowledged_the_same_duties_is_never_asked_again(asking: Asking):
    done = any(
        place.row.counted and place.due is not None and place.row.notice in asking.same
        for place in asking.earlier["P001"]
    )
    found = weigh(asking, ADA)
    assert not done or isinstance(found, Excluded) or found.told


@given(ASKINGS)
def test_a_request_that_moves_forward_is_never_due_on_a_day_that_has_passed(asking: Asking):
    found = weigh(asking, ADA)
    if isinstance(found, Addressee) and found.due is not None:
        assert found.due >= TODAY
        assert not found.told


@given(st.lists(st.sampled_from(["A", "B", "C"]), max_size=6))
def test_the_same_duties_reach_back_to_the_last_change_of_substance(classes: list[str]):
    versions = [
        VersionRow("p", f"1.{n}", DIGEST, "T", None, "", TODAY, "", weight, n)
        for n, weight in enumerate(["", *classes])
    ]
    found = same_duties(versions, versions[-1])
    light = next((n for n, weight in enumerate(reversed(classes)) if weight == "A"), len(classes))
    assert len(found) == light
    assert found == {row.version for row in versions[len(versions) - 1 - light : -1]}
