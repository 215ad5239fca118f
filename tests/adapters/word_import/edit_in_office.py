"""Edits a Word file in LibreOffice as a trustee would. Runs under the system's Python, which has `uno`.

Reads a JSON list of [file, target, edits] from standard input; an edit is ['replace', old, new],
['add_after', words, new] or ['strike', words].
"""

import importlib.util
import json
import sys
import tempfile
from pathlib import Path

sys.argv = [sys.argv[0]]
HERE = Path(__file__).resolve().parent
SPEC = importlib.util.spec_from_file_location("office", HERE.parent / "word" / "office.py")


def judge():
    """The helpers of the reading judge, without its own work."""
    source = Path(SPEC.origin).read_text(encoding="utf-8").replace("\nmain()\n", "\n")
    names = {}
    exec(compile(source, "office.py", "exec"), names)
    return names


def found(document, words):
    search = document.createSearchDescriptor()
    search.SearchString = words
    hit = document.findFirst(search)
    if hit is None:
        raise SystemExit(f"LibreOffice does not find {words!r}")
    return hit


def paragraph(document, words):
    cursor = document.Text.createTextCursorByRange(found(document, words))
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    return cursor


def edit(document, kind, words, new=""):
    if kind == "replace":
        found(document, words).setString(new)
    elif kind == "add_after":
        cursor = paragraph(document, words)
        cursor.collapseToEnd()
        document.Text.insertControlCharacter(cursor, 0, False)
        document.Text.insertString(cursor, new, False)
    else:
        cursor = paragraph(document, words)
        cursor.goRight(1, True)
        cursor.setString("")


def main():
    names = judge()
    prop = names["prop"]
    with tempfile.TemporaryDirectory() as folder:
        office, context = names["start"](folder)
        try:
            desktop = context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
            for path, target, edits in json.load(sys.stdin):
                document = desktop.loadComponentFromURL(
                    f"file://{path}", "_blank", 0, (prop("Hidden", True),)
                )
                assert document.RecordChanges, "a review copy has its changes tracked"
                for one in edits:
                    edit(document, *one)
                document.storeToURL(f"file://{target}", (prop("FilterName", "MS Word 2007 XML"),))
                document.close(True)
        finally:
            office.terminate()
            office.wait(20)


main()
