"""What an import found, left out and could not know, as values; the command line and the page show it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from govflow.adapters.word.importing.lines import Doubt, Dropped, Notices
from govflow.core.text.policy import Block, Kind, Policy


@dataclass(frozen=True, slots=True)
class Report:
    """The import report: counts by name, parts left out, doubts with their places, and the proof.

    `numbers` are the visible numbers in order; `same` tells whether building the by-law and reading
    it back gave the same text ('' until that was tried, then 'yes' or what differs).
    """

    source: str
    counts: Mapping[str, int]
    dropped: tuple[Dropped, ...]
    doubts: tuple[Doubt, ...]
    numbers: tuple[str, ...] = ()
    same: str = ""

    def document(self) -> dict[str, Any]:
        """The report for `--json`."""
        return {
            "source": self.source,
            "counts": dict(self.counts),
            "dropped": [asdict(one) for one in self.dropped],
            "doubts": [asdict(one) for one in self.doubts],
            "round_trip": self.same or None,
        }


@dataclass(frozen=True, slots=True)
class Imported:
    """A text by other hands as a policy, with the report of how it was read.

    `pairs` are (line of the source, block of the policy) for the page that shows both.
    """

    policy: Policy
    report: Report
    shown: tuple[str, ...] = ()


NAMES = {
    Kind.HEADING: "headings",
    Kind.CLAUSE: "numbered clauses",
    Kind.PARAGRAPH: "paragraphs",
    Kind.ITEM: "list items",
    Kind.ROW: "table rows",
    Kind.NOTE: "footnotes",
    Kind.QUOTE: "quotations",
    Kind.DEFINITION: "definitions",
    Kind.CODE: "blocks kept whole",
    Kind.RULE: "lines",
    Kind.FACT: "facts",
}


def counted(blocks: Sequence[Block], notices: Notices) -> dict[str, int]:
    """How much of everything there is: blocks by kind, then what the reader counted."""
    kinds = Counter(block.kind for block in blocks)
    return {**{NAMES[kind]: kinds[kind] for kind in NAMES if kinds[kind]}, **notices.counts}
