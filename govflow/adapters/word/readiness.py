"""Whether a by-law shows the numbers that were written: asked of the finished file, as a reader sees it."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest

from govflow.adapters.word.layout import Placed
from govflow.adapters.word.reading import ReadPara, Side, read_document
from govflow.core.errors import ProofError
from govflow.core.text.policy import Kind


def prove_numbers(parts: Mapping[str, bytes], placed: Iterable[Placed]) -> None:
    """Raise ProofError when Word would show another number than the policy has written."""
    wanted = [p for p in placed if p.label and p.block.kind is not Kind.NOTE]
    shown = [
        para
        for para in read_document(parts, Side.NEW)
        if isinstance(para, ReadPara) and para.number and not para.style.startswith("ListBullet")
    ]
    for para, one in zip_longest(shown, wanted):
        written = one.label.text if one and one.label else ""
        number = para.number if para else ""
        if number != written:
            raise ProofError(
                f"Word would show '{number}' where the text has written '{written}'.",
                place=one.address if one else "the end of the text",
                remedy="report this as a fault in govflow, with this text; no file was written.",
            )
