"""docs/measurements.md shows what was measured, and a ratio that got much worse is noticed."""

import json

import pytest

from benchmarks import run_all
from benchmarks.run_all import KEPT, MEASUREMENTS, PAGE, Measurement, check, page


def test_the_page_shows_what_was_measured():
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert PAGE.read_text(encoding="utf-8") == page(kept)
    assert set(kept["small"]["found"]) == {one.name for one in MEASUREMENTS}


STEADY = [one for one in MEASUREMENTS if one.steady]


@pytest.mark.parametrize("one", STEADY, ids=lambda one: one.name)
def test_a_ratio_half_as_good_stops_a_change(one: Measurement, monkeypatch: pytest.MonkeyPatch):
    before = {other.name: other.wanted for other in MEASUREMENTS}
    half = one.wanted / 2 if one.at_least else one.wanted * 2
    monkeypatch.setattr(run_all, "measure", lambda *_: half)
    assert check(before | {one.name: half}, before) == 1
    assert check(before, before) == 0


def test_a_slow_moment_is_measured_again(monkeypatch: pytest.MonkeyPatch):
    one = MEASUREMENTS[0]
    before = {other.name: other.wanted for other in MEASUREMENTS}
    monkeypatch.setattr(run_all, "measure", lambda *_: one.wanted)
    assert check(before | {one.name: one.wanted / 10}, before) == 0
