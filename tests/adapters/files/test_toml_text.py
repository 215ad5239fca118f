"""A text written into a TOML file is read back as it was."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from govflow.adapters.files.toml_text import toml_text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_written_is_read_back(value: str) -> None:
    assert tomllib.loads(f"key = {toml_text(value)}") == {"key": value}
