"""Choosing the words of an instruction that changes words inside one provision.

Each change is said as shortly as it can be without doubt: the changed words alone when they occur once,
else with up to six neighbouring words, else "in the second place where it occurs". Whatever is chosen
is read back first; only a wording that means exactly the change is used.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govflow.core.text.phrases import Phrase, hunks_of, occurrences, say_place
from govflow.core.text.quotes import can_quote, quoted
from govflow.core.text.steps import edited
from govflow.core.text.words import Hunk, hunks, tokens

CURRENCY = frozenset("£$€")
LONG = 25  # words from which a stretch is told by its first and last words
NEIGHBOURS = 6  # words an anchor may be extended by
MOST = 6  # changes in one provision up to which they are said one by one
REWRITTEN = 0.6  # share of a provision's words changed from which it is printed anew
SHORT = 60  # characters: shorter provisions are never called rewritten


@dataclass(frozen=True, slots=True)
class _Room:
    """One change of a text, and how far its wording may reach without touching the next change."""

    text: str
    hunk: Hunk
    low: int
    high: int

    @property
    def words(self) -> str:
        return self.text[self.hunk.start : self.hunk.end]


def say_words(old: str, new: str) -> tuple[str, ...]:
    """The phrases that turn one provision's words into the other's; () when they are better printed anew.

    The result, read back by `phrases.read_phrases` and applied to the old words, gives the new ones.
    """
    changes = hunks(old, new)
    if "\n" in old or "\n" in new or _rewritten(changes, old, new):
        return ()
    phrases = _everywhere(old, changes) or _one_by_one(old, list(changes))
    if not phrases:
        return ()
    meant = [hunk for phrase in phrases for hunk in hunks_of(phrase, old) or ()]
    return tuple(say(phrase) for phrase in phrases) if edited(old, meant) == new else ()


def say(phrase: Phrase) -> str:
    """The phrase in print: "after 'permission' insert 'in writing'"."""
    if phrase.verb.startswith("at the"):
        return f"{phrase.verb} insert {quoted(phrase.new)}"
    found = f"{phrase.verb} {quoted(phrase.found)}{say_place(phrase.place)}"
    if phrase.upto:
        found = f"{phrase.verb} the words from {quoted(phrase.found)} to {quoted(phrase.upto)}"
    if phrase.verb == "omit":
        return found
    return f"{found} {'substitute' if phrase.verb == 'for' else 'insert'} {quoted(phrase.new)}"


def _rewritten(changes: Sequence[Hunk], old: str, new: str) -> bool:
    changed = sum(h.end - h.start + len(h.new) for h in changes)
    total = len(old) + len(new)
    return total > 2 * SHORT and (len(changes) > MOST or changed > REWRITTEN * total)


def _everywhere(old: str, changes: Sequence[Hunk]) -> tuple[Phrase, ...]:
    """One phrase when the same words give way to the same words wherever they occur."""
    spoken = {(old[h.start : h.end], h.new) for h in changes}
    if len(changes) < 2 or len(spoken) > 1:
        return ()
    found, new = spoken.pop()
    sayable = found.strip(" ") == found and new.strip(" ") == new and found and new
    if not sayable or occurrences(old, found) != [h.start for h in changes]:
        return ()
    phrase = Phrase("for", found, new, 0)
    return (phrase,) if can_quote(found) and can_quote(new) else ()


def _one_by_one(old: str, changes: list[Hunk]) -> tuple[Phrase, ...]:
    """A phrase for each change; one that cannot be said alone is said together with its neighbour."""
    while changes:
        phrases = _said(old, changes)
        if len(phrases) == len(changes):
            return tuple(phrases)
        if len(changes) == 1:
            return ()
        at = max(len(phrases), 1)
        left, right = changes[at - 1 : at + 1]
        new = left.new + old[left.end : right.start] + right.new
        changes[at - 1 : at + 1] = [Hunk(left.start, right.end, new)]
    return ()


def _said(old: str, changes: Sequence[Hunk]) -> list[Phrase]:
    """Phrases for the changes in order, as far as they can be said one by one."""
    out: list[Phrase] = []
    low = 0
    for at, hunk in enumerate(changes):
        high = changes[at + 1].start if at + 1 < len(changes) else len(old)
        phrase = _chosen(_Room(old, hunk, low, high))
        if phrase is None or (_wordless(phrase) and len(changes) > 1):
            break
        out.append(phrase)
        meant = hunks_of(phrase, old) or ()
        low = max(hunk.end, *(each.end for each in meant))
    return out


def _chosen(room: _Room) -> Phrase | None:
    """The first wording that can be printed and means exactly this change."""
    want = edited(room.text, [room.hunk])
    for phrase in sorted(_wordings(room), key=lambda phrase: _ugly(phrase, room.text)):
        if not all(map(can_quote, (phrase.found, phrase.new, phrase.upto))):
            continue
        meant = hunks_of(phrase, room.text)
        if (
            meant
            and len(meant) == 1
            and _inside(meant[0], room)
            and edited(room.text, meant) == want
        ):
            return phrase
    return None


def _ugly(phrase: Phrase, text: str) -> bool:
    """Whether a phrase points at mere punctuation, or cuts a mark or a £ from its word."""
    found = phrase.found
    if not found or phrase.upto:
        return False
    if _wordless(phrase):
        return True
    at = text.find(found)
    before, after = text[at - 1 : at], text[at + len(found) : at + len(found) + 1]
    cut_left = (not found[0].isalnum() and before.isalnum()) or before in CURRENCY
    cut_right = (not found[-1].isalnum() and after.isalnum()) or after == "%"
    return phrase.verb == "for" and (cut_left or cut_right)


def _wordless(phrase: Phrase) -> bool:
    """Whether the words a phrase points at are no words at all."""
    return bool(phrase.found) and not any(c.isalnum() for c in phrase.found)


def _inside(hunk: Hunk, room: _Room) -> bool:
    return room.low <= hunk.start and hunk.end <= room.high


def _wordings(room: _Room) -> Iterator[Phrase]:
    """Ways to say one change, best first."""
    words, new = room.words.strip(" "), room.hunk.new.strip(" ")
    if len(words.split(" ")) > LONG:
        yield from _from_to(words, new, room.text)
    if not words and new:
        yield from _insertions(room, new)
    elif words and not new:
        yield Phrase("omit", words)
        yield from _placed("omit", words, "", room)
    yield from _substitutions(room)


def _from_to(words: str, new: str, text: str) -> Iterator[Phrase]:
    """Long stretches by their first and last words: "omit the words from 'A' to 'B'"."""
    parts = words.split(" ")
    for size in range(2, NEIGHBOURS + 1):
        first, last = " ".join(parts[:size]), " ".join(parts[-size:])
        if len(occurrences(text, first)) == 1:
            yield Phrase("for" if new else "omit", first, new, upto=last)


def _insertions(room: _Room, new: str) -> Iterator[Phrase]:
    """after 'A' insert: the words just before, as few as are needed; at an edge, the edge."""
    before = _words_before(room)
    if room.text and room.hunk.end >= len(room.text.rstrip(" ")):
        yield Phrase("at the end", "", new)
    once = [anchor for anchor in before if len(occurrences(room.text, anchor)) == 1]
    yield from (Phrase("after", anchor, new) for anchor in once)
    if not before:
        yield Phrase("at the beginning", "", new)
    for anchor in before[:1]:
        yield from _placed("after", anchor, new, room)
    for anchor in _words_after(room)[:3]:
        yield Phrase("before", anchor, new)


def _substitutions(room: _Room) -> Iterator[Phrase]:
    """for 'X' substitute 'Y', X extended by neighbouring words until it is found once."""
    fallback: list[Phrase] = []
    for left, right in _reaches(room):
        found = room.text[left:right]
        new = room.text[left : room.hunk.start] + room.hunk.new + room.text[room.hunk.end : right]
        if not found or not new or found.strip(" ") != found or new.strip(" ") != new:
            continue
        yield Phrase("for", found, new)
        if not fallback:
            fallback = list(_placed("for", found, new, room))
    yield from fallback


def _placed(verb: str, found: str, new: str, room: _Room) -> Iterator[Phrase]:
    """The same words told by their place among equal ones."""
    for place, at in enumerate(occurrences(room.text, found), 1):
        if room.hunk.start - len(found) - 1 <= at <= room.hunk.end:
            yield Phrase(verb, found, new, place)


def _reaches(room: _Room) -> Iterator[tuple[int, int]]:
    """Stretches around the change, growing by a word on either side."""
    lefts = _edges_left(room)
    rights = _edges_right(room)
    sizes = [(i, j) for i in range(len(lefts)) for j in range(len(rights))]
    for i, j in sorted(sizes, key=lambda size: (sum(size), -size[0])):
        if i + j <= NEIGHBOURS:
            yield lefts[i], rights[j]


def _words_before(room: _Room) -> list[str]:
    """The last word before the change, the last two, and so on; without the space at the end."""
    end = len(room.text[: room.hunk.start].rstrip(" "))
    return [room.text[left:end] for left in _edges_left(room)[1:] if left < end]


def _words_after(room: _Room) -> list[str]:
    text = room.text
    start = room.hunk.end + len(text[room.hunk.end :]) - len(text[room.hunk.end :].lstrip(" "))
    return [text[start:right] for right in _edges_right(room)[1:] if right > start]


def _edges_left(room: _Room) -> list[int]:
    """The change's start, then the starts of the words before it."""
    out, at = [room.hunk.start], room.hunk.start
    for token in reversed(tokens(room.text[room.low : room.hunk.start])[-3 * NEIGHBOURS :]):
        at -= len(token)
        if not token.isspace():
            out.append(at)
    return out[: NEIGHBOURS + 1]


def _edges_right(room: _Room) -> list[int]:
    out, at = [room.hunk.end], room.hunk.end
    for token in tokens(room.text[room.hunk.end : room.high])[: 3 * NEIGHBOURS]:
        at += len(token)
        if not token.isspace():
            out.append(at)
    return out[: NEIGHBOURS + 1]


def joined(phrases: Sequence[str]) -> str:
    """Several phrases as one sentence: '...; ...; and ...'."""
    return "; and ".join(filter(None, ["; ".join(phrases[:-1]), phrases[-1]]))
