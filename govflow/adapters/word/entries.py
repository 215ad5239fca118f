"""Two laid-out texts side by side: what stands in both, what comes, what goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from govflow.adapters.word.layout import Placed, bookmark
from govflow.adapters.word.model import State
from govflow.core.text.compare import align


@dataclass(frozen=True, slots=True)
class Entry:
    """One block as both texts have it; None on the side where it does not stand."""

    old: Placed | None
    new: Placed | None

    @property
    def state(self) -> State:
        if self.old is None:
            return State.INSERTED
        return State.DELETED if self.new is None else State.KEPT

    @property
    def placed(self) -> Placed:
        found = self.new or self.old
        assert found, "an entry stands in one text at least"
        return found

    @property
    def mark(self) -> str:
        """Deleted text keeps the bookmark of its old address, under another prefix."""
        if self.new:
            return bookmark(self.new.address)
        return bookmark(self.placed.address, "_gf_old_")


def entries(old: Sequence[Placed], new: Sequence[Placed]) -> tuple[Entry, ...]:
    """Both texts in one reading order. What is no longer the same kind of paragraph goes and comes."""
    if old is new:
        return tuple(Entry(placed, placed) for placed in new)
    pairs = align([p.block for p in old], [p.block for p in new])
    before, after = iter(old), iter(new)
    found = (
        Entry(next(before) if pair.old else None, next(after) if pair.new else None)
        for pair in pairs
    )
    return tuple(split for entry in found for split in _split(entry))


def _split(entry: Entry) -> tuple[Entry, ...]:
    if entry.old and entry.new and entry.old.shape != entry.new.shape:
        return Entry(entry.old, None), Entry(None, entry.new)
    return (entry,)
