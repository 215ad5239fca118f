"""Paragraphs that moved or got another number: what a redline marks, and says of them on paper."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from govflow.adapters.word.entries import Entry
from govflow.adapters.word.layout import Placed
from govflow.adapters.word.model import Run, State
from govflow.core.text.policy import Kind

MOVABLE = (Kind.CLAUSE, Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING)
LONG_ENOUGH = 20  # letters; shorter words come and go by chance
SAME = "the words are unchanged"


def remarks(found: Sequence[Entry]) -> dict[str, str]:
    """A remark for each paragraph that moved or was renumbered, by its bookmark."""
    told = {}
    for before, after in _moved(found):
        told[before.mark] = f"This is now {after.placed.address}; {SAME}."
        told[after.mark] = f"This was {before.placed.address}; {SAME}."
    for entry in found:
        if entry.old and entry.new and _renumbered(entry.old, entry.new):
            same = f"; {SAME}" if entry.old.runs == entry.new.runs else ""
            told[entry.mark] = f"This was {entry.old.address}{same}."
    return told


def moves(found: Sequence[Entry]) -> dict[str, str]:
    """A name for each move that Word can show as one, by the bookmarks of both its paragraphs.

    A move of words with a field, a footnote or a link stays an omission and an insertion: word
    processors do not agree on how such a move is written.
    """
    named = {}
    for number, (before, after) in enumerate(_moved(found), 1):
        sides = (before.placed, after.placed)
        if all(side.block.kind in MOVABLE and all(map(_bare, side.runs)) for side in sides):
            named[before.mark] = named[after.mark] = f"move{number}"
    return named


def _bare(run: Run) -> bool:
    return not (run.look.note or run.look.refers or run.look.link)


def _moved(found: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Each paragraph that went and came elsewhere in the same words, in the order of the new text."""
    gone = _unique(entry for entry in found if entry.state is State.DELETED)
    come = _unique(entry for entry in found if entry.state is State.INSERTED)
    return [(gone[words], entry) for words, entry in come.items() if words in gone]


def _unique(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """Entries by their words, where no other one has the same."""
    listed = [(_words(entry.placed), entry) for entry in entries]
    count = Counter(words for words, _ in listed)
    return {
        words: entry for words, entry in listed if count[words] == 1 and len(words) >= LONG_ENOUGH
    }


def _words(placed: Placed) -> str:
    return "".join(run.text for run in placed.runs)


def _renumbered(old: Placed, new: Placed) -> bool:
    """Items of a list count themselves; a clause's number is its name."""
    return bool(
        old.label
        and new.label
        and old.label.text != new.label.text
        and not old.style.startswith("List")
    )
