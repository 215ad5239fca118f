"""Rows of a Markdown table, cell by cell."""

import re
from collections.abc import Iterable

BAR = re.compile(r"(`+[^`]*`+|\\\||\|)")


def cells(row: str) -> list[str]:
    """The Markdown of a row's cells in order; an escaped bar or one inside `code` divides nothing."""
    bare = row.strip().removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    out = [""]
    for part in BAR.split(bare):
        if part == "|":
            out.append("")
        else:
            out[-1] += "|" if part == "\\|" else part
    return [cell.strip() for cell in out]


def row(values: Iterable[str]) -> str:
    """Plain values as one row of a table; line breaks become spaces, bars are escaped."""
    return "| " + " | ".join(" ".join(v.replace("|", "\\|").split()) for v in values) + " |"


def values(row: str) -> list[str]:
    """The plain values that `row` wrote; backticks mean nothing in them."""
    inner = row.strip().removeprefix("|").removesuffix("|")
    return [value.strip().replace("\\|", "|") for value in re.split(r"(?<!\\)\|", inner)]
