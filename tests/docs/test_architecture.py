"""docs/architecture.md tells how the program flows; the demo is played and watched to see that it does."""

import re
import sys
from pathlib import Path
from types import FrameType

import pytest
from click.testing import CliRunner

from govflow.cli.main import govflow
from tests.support import ROOT

TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
FLOWS = {
    title: re.findall(r"^\d+\. `([\w.]+)`", part, re.M)
    for title, part in re.findall(r"^## (One \w+)\n(.*?)(?=^## |\Z)", TEXT, re.M | re.S)
}
NAMED = {f"govflow.{name}" for names in FLOWS.values() for name in names}


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every call of a named function while the demo is played, in order."""
    seen: list[str] = []

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            name = f"{frame.f_globals.get('__name__', '')}.{frame.f_code.co_name}"
            if name in NAMED:
                seen.append(name.removeprefix("govflow."))

    folder: Path = tmp_path_factory.mktemp("demo") / "union"
    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        result = CliRunner().invoke(govflow, ["demo", str(folder), "--no-open"])
    finally:
        sys.setprofile(before)
    assert result.exit_code == 0, result.output
    return seen


def test_both_flows_are_told():
    assert set(FLOWS) == {"One amendment", "One reply"}
    assert all(len(names) >= 10 for names in FLOWS.values())


@pytest.mark.parametrize("flow", FLOWS)
def test_a_flow_calls_its_functions_in_the_order_told(flow: str, calls: list[str]):
    left = iter(calls)
    for name in FLOWS[flow]:
        assert name in left, f"{name} is not called after the functions told before it"


PLACES = sorted(set(re.findall(r"`(\w+/[\w/]*(?:\.py)?)`", TEXT)))


@pytest.mark.parametrize("place", PLACES)
def test_a_place_that_is_named_is_there(place: str):
    assert any((folder / place).exists() for folder in (ROOT, ROOT / "govflow"))
