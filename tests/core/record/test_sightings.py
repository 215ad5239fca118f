"""What a witness can tell from checkpoints alone, and what only the events between them show."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govflow.core.errors import RecordError
from govflow.core.record.chain import GENESIS, Checkpoint, link
from govflow.core.record.sightings import Shown, Sighting, Watched, judge, name_of, watch

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def hashes(length: int, altered_at: int = 0) -> dict[int, str]:
    """The hashes of a ledger of so many events, another one from the altered event on."""
    found, previous = {0: GENESIS}, GENESIS
    for seq in range(1, length + 1):
        previous = link(previous, f"{seq}{'x' if altered_at and seq >= altered_at else ''}")
        found[seq] = previous
    return found


LEDGER, OTHER = hashes(30), hashes(30, altered_at=12)


def sighting(size: int, of: dict[int, str] = LEDGER, *, day: int = 0, dated: bool = False):
    return Sighting(Checkpoint(size, of[size]), NOON + timedelta(days=day), "x.eml", dated)


def never(*_: bytes) -> bool:
    raise AssertionError("no signature was to be checked")


def words(*sightings: Sighting) -> list[str]:
    watched, said = Watched(), []
    for one in sightings:
        watched, verdict = watch(watched, Shown(one), None, never)
        said.append(verdict.word)
    return said


def test_a_ledger_that_grows_is_remembered_and_said_to_have_grown():
    assert words(sighting(3), sighting(9, day=1), sighting(9, day=2), sighting(20, day=3)) == [
        "first",
        "grown",
        "same",
        "grown",
    ]


def test_two_ends_of_one_size_are_a_fork():
    assert words(sighting(20), sighting(20, OTHER, day=1))[-1] == "forked"
    short = Sighting(Checkpoint(20, LEDGER[20][:24]), NOON, "typed")
    assert words(short, sighting(20)) == ["first", "same"]
    assert words(short, sighting(20, OTHER))[-1] == "forked"


def test_a_later_and_smaller_end_is_a_ledger_that_shrank():
    assert words(sighting(20), sighting(11, day=1))[-1] == "shrunk"


def test_an_older_letter_is_older_and_clocks_of_others_may_differ_by_hours():
    assert words(sighting(20), sighting(11, day=-9, dated=True))[-1] == "older"
    late = Sighting(Checkpoint(11, LEDGER[11]), NOON + timedelta(hours=3), "x.eml", dated=True)
    assert words(sighting(20, dated=True), late)[-1] == "older"
    assert words(sighting(20, dated=True), sighting(11, day=3, dated=True))[-1] == "shrunk"


def pack(end: int, of: dict[int, str] = LEDGER, begins: int = 0) -> Shown:
    events = {seq: of[seq] for seq in range(begins, end + 1)}
    return Shown(sighting(end, of, day=5), None, events)


def test_a_pack_shows_that_a_ledger_only_grew():
    watched = Watched(seen=(sighting(3), sighting(9, day=1)))
    assert watch(watched, pack(25), None, never)[1].word == "consistent"
    assert "hold 2 of" in watch(watched, pack(25), None, never)[1].message
    assert watch(watched, pack(25, begins=15), None, never)[1].word == "grown"


def test_a_pack_of_a_rewritten_ledger_is_a_fork_though_it_is_longer():
    watched = Watched(seen=(sighting(3), sighting(20, day=1)))
    kept, verdict = watch(watched, pack(25, OTHER), None, never)
    assert (verdict.word, verdict.wrong) == ("forked", True)
    assert len(kept.seen) == 3


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=12))
def test_of_one_true_ledger_nothing_is_ever_wrong_and_a_fork_never_passes(steps):
    """Sizes seen in order of growth, whole or short; then the same end of another ledger."""
    seen: list[Sighting] = []
    for day, (size, short) in enumerate(sorted(steps)):
        end = Checkpoint(size, LEDGER[size][: 24 if short else 64])
        one = Sighting(end, NOON + timedelta(days=day), "x")
        assert not judge(seen, one).wrong
        seen.append(one)
    last = seen[-1].checkpoint.size
    if last >= 12:
        assert judge(seen, sighting(last, OTHER, day=99)).wrong


def test_which_register_is_meant_is_said_or_asked():
    plain = Shown(sighting(3))
    assert name_of(plain, {}, "", None) == "register"
    assert name_of(plain, {"a/b": Watched()}, "", None) == "a/b"
    assert name_of(plain, {"a/b": Watched()}, "c/d", None) == "c/d"
    with pytest.raises(RecordError, match="does not say which register"):
        name_of(plain, {"a/b": Watched(), "c/d": Watched()}, "", None)
