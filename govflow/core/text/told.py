"""What changed, in sentences for people who do not read schedules: the letters' words for a change.

The mover's own sentences (`[told]` in amendment.toml) are better and go first; these stand in for them.
"""

import re
from collections.abc import Iterable, Iterator

from govflow.core.text.changes import Change, Insert, Omit, Renumber, Substitute
from govflow.core.text.policy import Block, Kind

MOST = 6
LONG = 320
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`")
_NOTE = re.compile(r"\[\^[^\]]*\]")


def sentences(changes: Iterable[Change]) -> tuple[str, ...]:
    """At most seven sentences on what changed, in reading order; the last says how many more there are.

    Lines of the cover and bare headings are left out: they ask nothing of anybody.
    """
    said = list(_sentences(changes))
    if len(said) <= MOST:
        return tuple(said)
    rest = len(said) - MOST
    noun = "change" if rest == 1 else "changes"
    return (
        *said[:MOST],
        f"There {'is' if rest == 1 else 'are'} {rest} more {noun}; the attached text has all.",
    )


def _sentences(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        match change:
            case Insert(address, _, new) if _speaks(new):
                yield f"New, {address}: {_quoted(new)}"
            case Substitute(address, old, new) if _speaks(old):
                yield f"{_capital(address)} now reads: {_quoted(new)}"
            case Omit(address, old) if _speaks(old):
                yield f"{_capital(address)} is taken out."
            case Renumber() | Insert() | Substitute() | Omit():
                continue


def _speaks(block: Block) -> bool:
    return block.kind not in (Kind.FACT, Kind.HEADING, Kind.RULE)


def _quoted(block: Block) -> str:
    """The words of a block without its marks, shortened at a word where they are long."""
    words = plain_words(block.text)
    if len(words) > LONG:
        words = words[:LONG].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return f"“{words}”"


def plain_words(text: str) -> str:
    """A block's Markdown without emphasis, link targets and footnote marks, on one line."""
    bare = _NOTE.sub("", _LINK.sub(r"\1", text))
    return " ".join(_MARKS.sub("", bare).split())


def _capital(address: str) -> str:
    return address[:1].upper() + address[1:]
