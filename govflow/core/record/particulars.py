"""What a judgement needs beside its outcome, parted into what the ledger may hold and what it may not.

A return date or a status code says nothing about anybody; the address a reply came from does. Only keys
known to be harmless stay in the ledger's own text; everything else goes beside it, under a commitment.
"""

import json
from dataclasses import replace

from govflow.core.record.encode import canonical
from govflow.core.record.events import Event, Private, ReplyReceived

HARMLESS = frozenset(
    {
        "until",
        "version",
        "status",
        "kind",
        "prefilled",
        "weak",
        "suggestion",
        "before",
        "scan",
        "decision",
    }
)
"""Keys whose values are dates, codes, numbers or govflow's own words."""
Pairs = tuple[tuple[str, str], ...]


def discreet(event: Event) -> Event:
    """The event with every detail that may be personal moved to where it can be erased."""
    if not isinstance(event, ReplyReceived):
        return event
    personal = tuple(pair for pair in event.detail if pair[0] not in HARMLESS)
    if not personal:
        return event
    text = Private(canonical([list(pair) for pair in (*read(event.particulars), *personal)]))
    return replace(event, detail=harmless(event.detail), particulars=text)


def detail(event: ReplyReceived) -> Pairs:
    """Everything known about a reply beside its outcome; what was erased is left out."""
    return (*event.detail, *read(event.particulars))


def harmless(pairs: Pairs) -> Pairs:
    """The pairs that may stay when everything personal is erased."""
    return tuple(pair for pair in pairs if pair[0] in HARMLESS)


def read(text: str) -> Pairs:
    """Pairs from the text they are kept as; none from an erased one."""
    return tuple((str(key), str(value)) for key, value in json.loads(text)) if text else ()
