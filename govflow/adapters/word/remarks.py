"""What a printed redline says of a paragraph that moved or got another number: where it was, or is."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from govflow.adapters.word.entries import Entry
from govflow.adapters.word.layout import Placed
from govflow.adapters.word.model import State

LONG_ENOUGH = 20  # letters; shorter words come and go by chance
SAME = "the words are unchanged"


def remarks(found: Sequence[Entry]) -> dict[str, str]:
    """A remark for each paragraph that moved or was renumbered, by its bookmark."""
    gone = _unique(entry for entry in found if entry.state is State.DELETED)
    come = _unique(entry for entry in found if entry.state is State.INSERTED)
    told = {}
    for words in gone.keys() & come.keys():
        before, after = gone[words], come[words]
        told[before.mark] = f"This is now {after.placed.address}; {SAME}."
        told[after.mark] = f"This was {before.placed.address}; {SAME}."
    for entry in found:
        if entry.old and entry.new and _renumbered(entry.old, entry.new):
            same = f"; {SAME}" if entry.old.runs == entry.new.runs else ""
            told[entry.mark] = f"This was {entry.old.address}{same}."
    return told


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
