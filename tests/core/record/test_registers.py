"""Who may decide on an entry: the office, a nominee within their mandate, nobody for themselves."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from govflow.core.record.registers import Authority, NoAuthority, Offices, may_decide
from govflow.core.record.rows import EntryRow
from govflow.core.text.registers import Field, RegisterKind

DAY = date(2026, 11, 30)
HELD = Offices("ceo", "chair", "vice")
KIND = RegisterKind("permissions", "P", "section 3", (Field("platform", "text"),), decided_by="ceo")


def entry(name="permissions-1", state="asked", words=(), people=()) -> EntryRow:
    return EntryRow(name, "p", name.rpartition("-")[0], state, DAY, DAY, words, people, "", "", 1)


def asked_by(person: str) -> EntryRow:
    return entry(words=(("platform", "Instagram"),), people=(("asked_by", "key", person),))


def mandate(begins: date, ends: date, scope: str = "all", who: str = "deputy") -> EntryRow:
    words = (("scope", scope), ("begins", begins.isoformat()), ("ends", ends.isoformat()))
    return entry("nominees-1", "granted", words, (("nominee", "key", who),))


@given(st.integers(-40, 40), st.integers(-40, 0), st.integers(0, 40))
def test_a_mandate_holds_from_its_first_day_to_its_last(on, begins, ends):
    given_ = mandate(DAY + timedelta(begins), DAY + timedelta(ends))
    found = may_decide("deputy", KIND, asked_by("cat"), HELD, [given_], DAY + timedelta(on))
    assert isinstance(found, Authority) is (begins <= on <= ends)


@given(st.sampled_from(["ceo", "chair", "vice", "deputy", "cat"]))
def test_nobody_decides_their_own_request(person):
    given_ = mandate(DAY, DAY, who=person)
    found = may_decide(person, KIND, asked_by(person), HELD, [given_], DAY)
    assert found == NoAuthority("nobody decides their own request")


def test_a_mandate_that_was_not_granted_gives_no_authority():
    for state in ("asked", "refused", "closed"):
        given_ = replace(mandate(DAY, DAY), state=state)
        found = may_decide("deputy", KIND, asked_by("cat"), HELD, [given_], DAY)
        assert isinstance(found, NoAuthority)


def test_an_empty_office_is_held_by_nobody():
    assert isinstance(may_decide("", KIND, asked_by("cat"), Offices(), [], DAY), NoAuthority)
