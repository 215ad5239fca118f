"""Whether a name means this person: in doubt it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govflow.core.people.people import Person
from govflow.core.people.same import known_as, means, plain_address

SARAH = "Siân Sarah O'Connor"
WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=4)


@pytest.mark.parametrize(
    "said",
    ["Sian O’Connor", "OCONNOR, Sian", "Ms S. O'Connor", "s s o'connor", "Sarah", "O'Connor"],
)
def test_a_name_written_another_way_is_the_same_person(said: str) -> None:
    assert means(said, [SARAH], [])


@pytest.mark.parametrize("said", ["Sam O'Connell", "Mary O'Connor", "S", "", "Dr", "Kim Sarah Lee"])
def test_another_name_is_another_person(said: str) -> None:
    assert not means(said, [SARAH], [])


def test_an_address_is_compared_with_addresses_alone() -> None:
    assert means("Me <SIAN@Union.example>", [], ["sian@union.example"])
    assert not means("sian@union.example", ["sian@union.example"], ["kim@union.example", ""])


def test_who_has_an_address_is_known_by_name() -> None:
    people = [Person("1", SARAH, "sian@union.example", (), other_emails=("s@home.example",))]
    assert known_as("S@home.example", people)[0] == (SARAH,)
    assert known_as("nobody", people) == ((), ())
    assert plain_address("no address") == ""


@given(WORDS, WORDS)
def test_the_order_of_the_two_names_makes_no_difference(one: list[str], other: list[str]) -> None:
    a, b = " ".join(one), " ".join(other)
    assert means(a, [b], []) == means(b, [a], [])


@given(WORDS)
def test_everybody_is_themselves_however_the_name_is_turned(words: list[str]) -> None:
    assert means(", ".join(reversed(words)), [" ".join(words).upper()], [])
