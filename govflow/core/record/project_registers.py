"""What events about register entries change: how an entry stands, and who is named in it."""

import json
from dataclasses import replace

from govflow.core.record.encode import Moment, canonical
from govflow.core.record.events import EntryPersonNamed, EntryRecorded, PersonErased, Private
from govflow.core.record.rows import EntryRow, Row
from govflow.core.record.tables import Tables, needed

Words = tuple[tuple[str, str], ...]


def as_words(values: Words) -> Private:
    """The fields of an entry as an event carries them."""
    return Private(canonical([list(pair) for pair in values]))


def recorded(tables: Tables, event: EntryRecorded, moment: Moment) -> list[Row]:
    """An entry as it stands after the event; who is named in it stays."""
    before = tables.get(EntryRow, event.entry)
    words = json.loads(event.words) if event.words else ()
    return [
        EntryRow(
            entry=event.entry,
            policy=event.policy,
            register=event.register,
            state=event.state,
            since=event.on,
            words=tuple((str(name), str(value)) for name, value in words),
            people=before.people if before else (),
            subject=event.subject,
            evidence=event.evidence,
            begun=before.begun if before else event.on,
            seq=moment.seq,
        )
    ]


def named(tables: Tables, event: EntryPersonNamed) -> list[Row]:
    """Somebody is named in a field of an entry, once however often it is said, or no longer."""
    row = needed(tables, EntryRow, event.entry)
    this = (event.field, event.subject)
    others = tuple(one for one in row.people if one[:2] != this)
    mine = ((*this, str(event.person)),) if event.here else ()
    return [replace(row, people=(*others, *mine))]


def forgotten(tables: Tables, event: PersonErased) -> list[Row]:
    """The entries that name a person, hold their own words or words about them, without any of it."""
    gone = event.subject
    unsaid = {int(seq) for seq, field, _ in event.values if field == "words"}
    return [
        replace(
            row,
            words=() if row.subject == gone or row.seq in unsaid else row.words,
            people=tuple((f, s, "" if s == gone else p) for f, s, p in row.people),
        )
        for row in tables.find(EntryRow)
        if row.seq in unsaid or gone in (row.subject, *(s for _, s, _ in row.people))
    ]
