"""Events as canonical JSON, and back.

A body holds `v` (the event format), `kind` (the event's name), `seq` (its number), `at` (real UTC
time), `as_of` (the pretended day, only when one was pretended), `kept` (SHA-256 of the raw bytes stored
with it, only when there are any) and the event's own fields. Days are ISO 8601 strings, tuples lists.
A personal field stands there as `{"commitment": hex}`: HMAC-SHA256 keyed with a random 128-bit salt
over the value in UTF-8. Values and salts are kept beside the ledger, where they can be erased.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from govflow.core.errors import RecordError
from govflow.core.record.events import FORMAT, Event, Private

ENVELOPE = frozenset({"v", "kind", "seq", "at", "as_of", "kept"})
KINDS: Mapping[str, type[Any]] = {kind.__name__: kind for kind in get_args(Event)}
Salts = Iterator[str]


@dataclass(frozen=True, slots=True)
class PersonalValue:
    """A personal value beside the ledger: the field of the event it opens, and its salt.

    `item` counts within a field of several values. An erased value has an empty salt.
    """

    seq: int
    field: str
    item: int
    subject: str
    value: str
    salt: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When an event is recorded: its number, the real time, and the pretended day, if any."""

    seq: int
    at: str
    as_of: date | None = None

    @property
    def when(self) -> str:
        """The time the tables show: the real one, moved to the pretended day."""
        return f"{self.as_of.isoformat()}{self.at[10:]}" if self.as_of else self.at


@dataclass(frozen=True, slots=True)
class Entry:
    """A body read back: when it was recorded, the event, and the digests of the bytes kept with it."""

    moment: Moment
    event: Event
    kept: tuple[str, ...]


def canonical(value: object) -> str:
    """The one spelling of a JSON value: sorted keys, no spaces, no floats.

    Raises RecordError for text that no database keeps whole (a NUL, half a surrogate pair).
    """
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    if ("\\u0000" in text and _holds_nul(value)) or not whole(text):
        raise RecordError(
            "The text holds a character that cannot be kept (a NUL or half a character).",
            remedy="take the character out and try again.",
        )
    return text


def _holds_nul(value: object) -> bool:
    match value:
        case str():
            return "\0" in value
        case dict():
            return any(_holds_nul(one) for one in value.values())
        case list() | tuple():
            return any(_holds_nul(one) for one in value)
        case _:
            return False


def whole(text: str) -> bool:
    """Whether a text is free of half characters (lone surrogates), so that UTF-8 can hold it."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def commitment(value: str, salt: str) -> str:
    """HMAC-SHA256 of a value, keyed with its salt (hex): says nothing without the salt."""
    return hmac.digest(bytes.fromhex(salt), value.encode("utf-8"), "sha256").hex()


def opens(value: str, salt: str, expected: str) -> bool:
    """Whether a value and its salt, each exactly as it was written, are what was committed to."""
    try:
        exact = bytes.fromhex(salt).hex() == salt
        return exact and commitment(value, salt) == expected
    except (ValueError, TypeError, AttributeError):
        return False


def salts(seed: str) -> Salts:
    """Endless 128-bit salts in hex drawn from one secret seed (by SHAKE-256), which is not kept.

    One seed costs the source of chance once, however many people a notice has.
    """
    block = 0
    while True:
        stream = hashlib.shake_256(f"{seed} {block}".encode()).hexdigest(16 * _SALTS_AT_ONCE)
        yield from (stream[at : at + 32] for at in range(0, len(stream), 32))
        block += 1


_SALTS_AT_ONCE = 256


def encode(
    event: Event, moment: Moment, salt: Salts, *, subject: str = "", kept: tuple[str, ...] = ()
) -> tuple[str, tuple[PersonalValue, ...]]:
    """The canonical body of an event, and the personal values that are kept beside it."""
    body: dict[str, object] = {
        "v": FORMAT,
        "kind": type(event).__name__,
        "seq": moment.seq,
        "at": moment.at,
    }
    if moment.as_of:
        body["as_of"] = moment.as_of.isoformat()
    if kept:
        body["kept"] = list(kept)
    personal: list[PersonalValue] = []
    for name, shape in SHAPES[type(event)].items():
        value = getattr(event, name)
        if shape.private:
            values = value if shape.many else (value,)
            owner = "" if name in OFFICERS else subject
            opened = [
                PersonalValue(moment.seq, name, item, owner, str(one), next(salt))
                for item, one in enumerate(values)
            ]
            personal += opened
            closed = [{"commitment": commitment(o.value, o.salt)} for o in opened]
            body[name] = closed if shape.many else closed[0]
        else:
            body[name] = _plain(value)
    return canonical(body), tuple(personal)


OFFICERS = frozenset({"by", "to", "conflicts"})
"""Personal fields that name who acts, not the person an event is about."""


def decode(body: Mapping[str, Any], personal: Mapping[tuple[str, int], str]) -> Entry:
    """The event a body stands for, with the personal values that are still there ('' when erased).

    Raises RecordError for a kind, a format or a field this program does not know.
    """
    kind = KINDS.get(str(body.get("kind")))
    if body.get("v") != FORMAT or kind is None:
        raise RecordError(
            f"The event is of a kind ('{body.get('kind')}') or format this govflow does not know.",
            remedy="use the newest govflow.",
        )
    known = SHAPES[kind]
    if stranger := set(body) - set(known) - ENVELOPE:
        raise RecordError(f"The event has a field of another format ('{min(stranger)}').")
    values = {
        name: shape.read(body[name], name, personal)
        for name, shape in known.items()
        if name in body
    }
    as_of = date.fromisoformat(body["as_of"]) if "as_of" in body else None
    moment = Moment(int(body["seq"]), str(body["at"]), as_of)
    return Entry(moment, kind(**values), tuple(body.get("kept", ())))


def commitments(body: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    """Every commitment in a body, as (field, item, commitment)."""
    for name, value in body.items():
        for item, one in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(one, dict):
                yield name, item, str(one["commitment"])


@dataclass(frozen=True, slots=True)
class Shape:
    """How one field of an event is written: personal or not, one value or many."""

    private: bool
    many: bool
    plain: Callable[[Any], Any]

    def read(self, value: Any, name: str, personal: Mapping[tuple[str, int], str]) -> Any:
        """The field's value, from JSON and the personal values."""
        if not self.private:
            return self.plain(value)
        count = len(value) if self.many else 1
        opened = tuple(Private(personal.get((name, item), "")) for item in range(count))
        return opened if self.many else opened[0]


def _shapes(kind: type[Any]) -> Mapping[str, Shape]:
    hints = get_type_hints(kind)
    return {field.name: _shape(hints[field.name]) for field in fields(kind)}


def _shape(hint: Any) -> Shape:
    many = get_origin(hint) is tuple
    inner = get_args(hint)[0] if many else hint
    return Shape(inner is Private, many, _reader(hint))


def _reader(hint: Any) -> Callable[[Any], Any]:
    if hint is date:
        return date.fromisoformat
    if get_origin(hint) is tuple:
        inner = _reader(get_args(hint)[0])
        return lambda value: tuple(inner(one) for one in value)
    if get_origin(hint) in (Union, UnionType):
        inner = _reader(get_args(hint)[0])
        return lambda value: None if value is None else inner(value)
    return lambda value: value


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(one) for one in value]
        case _:
            return value


SHAPES: Mapping[type[Any], Mapping[str, Shape]] = {kind: _shapes(kind) for kind in KINDS.values()}
"""The fields of each event kind, in order, and how each is written."""
