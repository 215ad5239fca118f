"""Bytes to text for every Markdown file, with the place named when they are not text."""

import codecs
import re

from govflow.core.errors import TextError
from govflow.core.text.limits import check_size
from govflow.core.text.policy import normalise

SAVE_AS = "save it again with the encoding 'UTF-8'."
UNSEEN = re.compile(
    "[\x7f\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Line ends that look like none, marks that turn the reading direction round, and non-characters."""

WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def decode(raw: bytes, place: str) -> str:
    """The text of a UTF-8 file, normalised (NFC, LF, one final newline; a UTF-8 mark is dropped).

    Raises TextError for a file over 1 MB, for UTF-16 and UTF-32, and for a byte that is not UTF-8,
    named with its line and position, and for
    characters that make a text read otherwise than it is stored.
    """
    check_size(len(raw), place)
    wide = next((name for mark, name in WIDE if raw.startswith(mark)), None)
    if wide or raw[:400].count(0) > 20:
        raise refusal(f"this file is {wide or 'UTF-16'}, not UTF-8.", place, 1, SAVE_AS)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        raise refusal(
            f"byte {column} of this line (0x{raw[error.start]:02X}) is not UTF-8 text.",
            place,
            line,
            SAVE_AS,
        ) from None
    text = normalise(text)
    if found := UNSEEN.search(text):
        raise refusal(
            f"this line holds an invisible character (U+{ord(found[0]):04X}).",
            place,
            text.count("\n", 0, found.start()) + 1,
            "delete it; it cannot be seen but was pasted in.",
        )
    return text


def refusal(problem: str, place: str, line: int, remedy: str) -> TextError:
    """A TextError at a line of a file; the caller raises it."""
    return TextError(problem, place=f"{place}:{line}" if place else f"line {line}", remedy=remedy)
