"""Finding what was altered: the ledger is read from its first event and everything else compared to it.

Checked are the chain and the numbering, every personal value against its commitment, every state table
against a replay, every roll against its notice, and stored bytes against their digests. Whoever can
rewrite the whole ledger can make it agree with itself again; only a checkpoint seen elsewhere (in a
letter, a report) finds that, or a tail that was cut off.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from govflow.core.errors import RecordError
from govflow.core.record.chain import GENESIS, Alteration, Checkpoint, RecordedEvent, link
from govflow.core.record.columns import COLUMNS, Stored, stored
from govflow.core.record.encode import OFFICERS, Entry, PersonalValue, commitments, decode, opens
from govflow.core.record.events import (
    EntryPersonNamed,
    EvidenceErased,
    LettersPlanned,
    NoticeSealed,
    PersonErased,
    RecipientsAdded,
    ReplyReceived,
)
from govflow.core.record.holdings import Holdings, PersonalWalk, Rolls, place_of
from govflow.core.record.project import apply, owner
from govflow.core.record.roll import digest
from govflow.core.record.rows import RecipientRow
from govflow.core.record.tables import ROW_TYPES, MemoryTables


@dataclass(slots=True)
class _Replay:
    """What the walk over the ledger has gathered so far."""

    tables: MemoryTables = field(default_factory=MemoryTables)
    kept: dict[str, int] = field(default_factory=dict)
    erased: dict[str, int] = field(default_factory=dict)
    tombstones: list[tuple[int, str, str, int]] = field(default_factory=list)
    unnamed: set[tuple[str, ...]] = field(default_factory=set)
    named: dict[str, str] = field(default_factory=dict)
    found: list[Alteration] = field(default_factory=list)
    whole: bool = True

    def note(self, place: str, message: str) -> None:
        self.found.append(Alteration(place, message))


def verify_chain(lines: Iterable[tuple[int, str, str]]) -> Iterator[Alteration]:
    """Every event whose number or hash does not follow from the one before it.

    `lines` are (number, body, hash) in order. The loop does nothing but hash: a million events take
    seconds.
    """
    previous, expected, sha256 = GENESIS, 1, hashlib.sha256
    for seq, body, digest_now in lines:
        if seq != expected or sha256((previous + body).encode()).hexdigest() != digest_now:
            yield from _step(seq, body, digest_now, previous, expected)
        previous, expected = digest_now, seq + 1


def verify(holdings: Holdings, against: Checkpoint | None = None) -> list[Alteration]:
    """Everything in a register that is not what was recorded; [] when all is as it was.

    The first entry is the first bad place of the ledger, where there is one. `against` is a checkpoint
    seen elsewhere. Texts and documents on disk are not looked at here.
    """
    walk = _Replay()
    try:
        _verify(holdings, against, walk)
    except (RecordError, TypeError, ValueError, KeyError, AttributeError):
        walk.note("register", "holds a value of a kind that is never written there")
    return walk.found


def _verify(holdings: Holdings, against: Checkpoint | None, walk: _Replay) -> None:
    rolls = Rolls(holdings)
    _walk_ledger(holdings, walk, rolls, against)
    walk.found += rolls.found
    if walk.whole:
        for table in ROW_TYPES:
            walk.found += _compare(table, walk.tables, holdings.stored_rows(table))
        _check_people(holdings, walk)
    else:
        walk.note("tables", "were not compared, because the ledger cannot be replayed")
    _check_tombstones(walk)
    _check_evidence(holdings, walk)


def _walk_ledger(
    holdings: Holdings, walk: _Replay, rolls: Rolls, against: Checkpoint | None
) -> None:
    previous, expected = GENESIS, 1
    personal = PersonalWalk(holdings.personal())
    seen = against is None or against.is_of(0, GENESIS)
    for event in holdings.events():
        walk.found += _step(event.seq, event.body, event.hash, previous, expected)
        previous, expected = event.hash, event.seq + 1
        seen = seen or (against is not None and against.is_of(event.seq, event.hash))
        _read(event, personal.of(event.seq), walk, rolls)
    for stray in personal.left():
        walk.note(f"personal value of event {stray.seq}", "belongs to no event of the ledger")
    if not seen and against:
        walk.note("checkpoint", _against(against, expected - 1))


def _step(seq: int, body: str, now: str, previous: str, expected: int) -> Iterator[Alteration]:
    if seq != expected:
        yield Alteration(_event(expected), f"is missing: event {seq} stands in its place")
    if link(previous, body) != now:
        yield Alteration(_event(seq), "does not match its hash and the event before it")


def _against(against: Checkpoint, size: int) -> str:
    if size < against.size:
        return f"the ledger ends at event {size}, but event {against.size} was seen elsewhere"
    return f"event {against.size} is not the one that was seen elsewhere: the ledger was rewritten"


def _event(seq: int) -> str:
    return f"event {seq}"


def _read(event: RecordedEvent, values: list[PersonalValue], walk: _Replay, rolls: Rolls) -> None:
    """Replay one event; anything that cannot be read ends the replay, not the checking."""
    place = _event(event.seq)
    try:
        body = json.loads(event.body)
        entry = decode(body, {(v.field, v.item): v.value for v in values})
        if (entry.moment.seq, entry.moment.at, body["kind"]) != (event.seq, event.at, event.kind):
            walk.note(place, "has a number, time or kind beside it that its body does not have")
        _check_personal(body, values, place, walk)
        if walk.whole:
            _replay(entry, values, walk, rolls)
    except RecordError as error:
        walk.whole = False
        walk.note(place, f"cannot be replayed: {error.problem}")
    except (ValueError, KeyError, TypeError, AttributeError):
        walk.whole = False
        walk.note(place, "cannot be read as an event")


def _check_personal(
    body: dict[str, Any], values: list[PersonalValue], place: str, walk: _Replay
) -> None:
    opened = {(v.field, v.item): v for v in values}
    for name, item, expected in commitments(body):
        value = opened.pop((name, item), None)
        if value is None:
            walk.note(place, f"has lost its personal value '{name}'")
        elif value.salt and not opens(value.value, value.salt, expected):
            walk.note(place, f"has another personal value '{name}' beside it than it was given")
        elif not value.salt and value.value:
            walk.note(place, f"has a personal value '{name}' without its salt")
    for name, _ in opened:
        walk.note(place, f"has a personal value '{name}' that it never had")


def _replay(entry: Entry, values: list[PersonalValue], walk: _Replay, rolls: Rolls) -> None:
    event, moment, tables = entry.event, entry.moment, walk.tables
    roll = rolls.of(entry)
    rows = apply(tables, event, moment, roll)
    who = owner(tables, event)
    for value in values:
        if value.subject != ("" if value.field in OFFICERS else who):
            walk.note(_event(moment.seq), f"has a personal value '{value.field}' of another person")
        if not value.salt:
            walk.tombstones.append((moment.seq, value.subject, value.field, value.item))
    tables.put(rows)
    for kept in entry.kept:
        walk.kept.setdefault(kept, moment.seq)
    match event:
        case ReplyReceived():
            walk.kept.setdefault(event.evidence, moment.seq)
        case EntryPersonNamed():
            walk.named[event.subject] = str(event.person)
        case PersonErased():
            walk.erased |= dict.fromkeys((event.subject, *event.evidence), moment.seq)
            walk.unnamed.update(event.values)
        case EvidenceErased():
            walk.erased |= dict.fromkeys(event.evidence, moment.seq)
        case NoticeSealed() | RecipientsAdded() | LettersPlanned():
            if event.roll != digest(roll):
                name = "planned letters" if isinstance(event, LettersPlanned) else event.notice
                walk.note(_event(moment.seq), f"commits to another roll than {name} has now")
        case _:
            pass


def _check_tombstones(walk: _Replay) -> None:
    for seq, who, name, item in walk.tombstones:
        named = (str(seq), name, str(item)) in walk.unnamed
        if walk.erased.get(who, 0) <= seq and not named:
            walk.note(_event(seq), "has lost a personal value that nobody recorded as erased")


def _compare(table: type[Any], replayed: MemoryTables, now: Iterable[Stored]) -> list[Alteration]:
    """Every row that the replay does not give, every one it gives that is not there."""
    names = [column.name for column in COLUMNS[table]]
    key = [names.index(name) for name in table.KEY]
    expected = {tuple(values[at] for at in key): values for values in _stored(table, replayed)}
    found = []
    for values in now:
        place = place_of(table, values)
        right = expected.pop(tuple(values[at] for at in key), None)
        if right is None:
            found.append(Alteration(place, "was never recorded"))
        elif tuple(values) != right:
            wrong = [name for name, a, b in zip(names, values, right, strict=True) if a != b]
            found.append(Alteration(place, f"differs from the ledger in {', '.join(wrong)}"))
    found += [Alteration(place_of(table, values), "is missing") for values in expected.values()]
    return found


def _stored(table: type[Any], tables: MemoryTables) -> Iterator[Stored]:
    return (stored(row) for row in tables.find(table))


def _check_people(holdings: Holdings, walk: _Replay) -> None:
    """The keys that stand for people are those of rolls and of register entries, and no others."""
    held = set(holdings.subjects_by_person())
    needed = set()
    for subject, person in walk.named.items():
        if subject in walk.erased:
            continue
        if (person, subject) not in held:
            walk.note(f"subjects {subject[:12]}", "has lost the person it stands for")
        needed.add((person, subject))
    for row in walk.tables.find(RecipientRow):
        place = f"recipients {row.notice} {row.number}"
        if not row.salt and row.subject not in walk.erased:
            walk.note(place, "was emptied without being erased")
        elif row.salt and (row.person, row.subject) not in held:
            walk.note(place, "has lost the person it stands for")
        needed.add((row.person, row.subject))
    for _, subject in sorted(held - needed):
        walk.note(f"subjects {subject[:12]}", "stands for nobody on a notice")


def _check_evidence(holdings: Holdings, walk: _Replay) -> None:
    missing = dict(walk.kept)
    for name, raw in holdings.all_evidence():
        place = f"evidence {name[:12]}"
        if missing.pop(name, None) is None:
            walk.note(place, "was never recorded")
        elif raw is None and name not in walk.erased:
            walk.note(place, "was emptied without being erased")
        elif raw is not None and hashlib.sha256(raw).hexdigest() != name:
            walk.note(place, "does not match its digest")
    for name, seq in missing.items():
        walk.note(f"evidence {name[:12]}", f"of event {seq} is missing")
