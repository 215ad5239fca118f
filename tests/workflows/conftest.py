"""The desk that every story starts from, on each kind of register."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workflows.desk import Desk, open_desk


@pytest.fixture(params=["memory", "sqlite"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "union", request.param) as found:
        yield found
