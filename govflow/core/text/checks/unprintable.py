"""Rules about what looks like a picture or a table in the file and would be printed as it is typed."""

import re
from collections.abc import Iterator

from govflow.core.text.checks.text import Found, Text, shown
from govflow.core.text.policy import Kind

PICTURE = re.compile(r"!\[([^\[\]]*)\](?:\(([^()\s]*)[^()]*\)|\[[^\[\]]*\])|<img\b[^>]*>", re.I)
CODE_SPAN = re.compile(r"`[^`]*`")
GRID = re.compile(r"\s*\|.*\|.*\||<table\b", re.IGNORECASE | re.DOTALL)


def pictures(text: Text) -> Iterator[Found]:
    """A picture stands in the text.

    Why: what the Board passes is words; a picture is not in the digest, and a file beside the text can
    be missing or change.
    Example: "![Our logo](logo.png)".
    Remedy: say it in words; put a logo into templates/bylaw.docx with Word.
    """
    for piece in text.pieces:
        found = PICTURE.search(CODE_SPAN.sub("", piece.block.text))
        if found and piece.kind is not Kind.CODE:
            name = found[2] or found[1]
            yield Found(
                piece,
                f"a picture cannot stand in a policy's text{f' ({name!r})' if name else ''}.",
                "say it in words; a logo goes into templates/bylaw.docx, with Word.",
            )


def broken_tables(text: Text) -> Iterator[Found]:
    """Something is drawn like a table and is none.

    Why: without the line of dashes under its first row it is printed as one paragraph of bars.
    Example: "| Account | Owner |" with the next row straight below it.
    Remedy: write "| --- | --- |" under the first row, with as many parts as there are columns.
    """
    for piece in text.pieces:
        if piece.kind not in (Kind.ROW, Kind.CODE) and GRID.match(piece.block.text):
            yield Found(
                piece,
                f"this looks like a table and is none ('{shown(piece.block.text)}').",
                "write a line of dashes under its first row: | --- | --- |",
            )
