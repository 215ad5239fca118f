"""`people-columns.toml`: what the columns of the lists that are brought in are called, remembered."""

import tomllib

from govflow.adapters.files.toml_text import toml_text
from govflow.core.errors import SettingsError
from govflow.core.people.columns import Columns

FILE = "people-columns.toml"
EVERYBODY = "everybody"
_HEAD = """# What the columns of your own lists are called: 'govflow people import' remembers it here.
# A table for the list of everybody, and one for each audience that has a list of its own.
"""
Tables = dict[str, Columns]


def read_columns_file(raw: bytes) -> Tables:
    """What is remembered, by list. Raises SettingsError for a file that cannot be read."""
    try:
        values = tomllib.loads(raw.decode("utf-8-sig"))
        return {name: _columns(table) for name, table in values.items()}
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, AttributeError, TypeError) as problem:
        raise SettingsError(
            "this file cannot be read as remembered columns.",
            place=FILE,
            remedy="delete it, and name the columns once more with --column.",
        ) from problem


def _columns(table: dict[str, object]) -> Columns:
    called = table.get("called", {})
    assert isinstance(called, dict)
    named = ((name, str(text)) for name, text in table.items() if name != "called")
    return Columns(tuple(named), tuple((str(word), str(name)) for word, name in called.items()))


def write_columns_file(tables: Tables) -> bytes:
    """The remembered columns as the file holds them."""
    return "\n".join([_HEAD, *(_table(name, one) for name, one in tables.items())]).encode()


def _table(name: str, columns: Columns) -> str:
    lines = [f"[{toml_text(name)}]", *(f"{n} = {toml_text(text)}" for n, text in columns.named)]
    if columns.called:
        words = ", ".join(f"{toml_text(word)} = {toml_text(a)}" for word, a in columns.called)
        lines.append(f"called = {{ {words} }}")
    return "\n".join(lines) + "\n"
