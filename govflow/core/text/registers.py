"""Registers that a clause creates, as the front matter declares them: data, read by one engine.

    registers:
      accounts:
        title: Social media accounts
        rests_on: section 3, paragraph 1
        fields:
          platform: text
          owner: person
          standing: one of main, bespoke
          permission: entry of permissions, optional
        named_by: [platform]

Registers lie outside the digest: what is kept in them is no part of what a Board passes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

KINDS = ("text", "date", "link", "person", "people")
"""What a field may hold, beside 'one of a, b' and 'entry of REGISTER'."""
DECIDERS = ("ceo", "chair")
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
KEYS = (
    "title",
    "rests_on",
    "fields",
    "named_by",
    "decided_by",
    "nominees",
    "certified_by",
    "certified_every",
    "inactive_after",
    "logged_in",
    "answered_within",
    "expected",
)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing an entry says. `choices` belong to a 'choice', `register` to an 'entry'."""

    name: str
    kind: str
    optional: bool = False
    choices: tuple[str, ...] = ()
    register: str = ""

    @property
    def label(self) -> str:
        """The name as people read it: 'Last activity'."""
        words = self.name.replace("_", " ")
        return words[:1].upper() + words[1:]

    @property
    def of_people(self) -> bool:
        """Whether it names somebody on the people list."""
        return self.kind in ("person", "people")


@dataclass(frozen=True, slots=True)
class RegisterKind:
    """One declared register.

    `named_by` are the fields by which no two entries are alike. `decided_by` is the office ('ceo' or
    'chair') that has to agree to an entry, '' where nobody has; `nominees` is the register of those who
    may agree for it. `certified_by` is the field whose person confirms an entry every `certified_every`
    days. An entry without a `last_activity` within `inactive_after` days is inactive. What is granted
    here has to be logged in the register `logged_in`. `answered_within` makes it a register of questions,
    each to be answered within so many working days. `expected` are optional fields whose lack is a
    finding. Numbers are 0 where nothing is asked.
    """

    name: str
    title: str
    rests_on: str
    fields: tuple[Field, ...]
    named_by: tuple[str, ...] = ()
    decided_by: str = ""
    nominees: str = ""
    certified_by: str = ""
    certified_every: int = 0
    inactive_after: int = 0
    logged_in: str = ""
    answered_within: int = 0
    expected: tuple[str, ...] = ()

    def field(self, name: str) -> Field | None:
        """The field of this name, if there is one."""
        return next((one for one in self.fields if one.name == name), None)


class Slip(Exception):
    """Something in the declaration cannot be read: where (path of keys), what, and the way out."""

    def __init__(self, path: tuple[str, ...], problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.path, self.problem, self.remedy = path, problem, remedy


def read_registers(value: object) -> tuple[RegisterKind, ...]:
    """The registers a front matter declares, from the plain values of its key 'registers'.

    None when the key is absent. Raises Slip for what cannot be read; nothing is guessed.
    """
    if value is None:
        return ()
    if not isinstance(value, Mapping):
        _slip((), "the registers are no list of names.", "write 'accounts:' and its keys below it.")
    kinds = tuple(_register(str(name), given) for name, given in value.items())
    known = {kind.name: kind for kind in kinds}
    for kind in kinds:
        _check_others(kind, known)
    return kinds


def _register(name: str, given: object) -> RegisterKind:
    path = (name,)
    if not NAME.fullmatch(name):
        _slip(path, f"'{name}' is no name of a register.", "write small letters, as in 'accounts'.")
    if not isinstance(given, Mapping):
        _slip(path, f"the register '{name}' says nothing.", "give it 'title:' and 'fields:'.")
    for key in given:
        if key not in KEYS:
            _slip((name, str(key)), f"'{key}' is no key of a register.", f"use {', '.join(KEYS)}.")
    kind = RegisterKind(
        name=name,
        title=_words(given, path, "title", needed=True),
        rests_on=_words(given, path, "rests_on", needed=True),
        fields=_fields(given.get("fields"), (name, "fields")),
        named_by=_names(given.get("named_by"), (name, "named_by")),
        decided_by=_words(given, path, "decided_by"),
        nominees=_words(given, path, "nominees"),
        certified_by=_words(given, path, "certified_by"),
        certified_every=_days(given, path, "certified_every"),
        inactive_after=_days(given, path, "inactive_after"),
        logged_in=_words(given, path, "logged_in"),
        answered_within=_days(given, path, "answered_within"),
        expected=_names(given.get("expected"), (name, "expected")),
    )
    _check_itself(kind)
    return kind


def _fields(given: object, path: tuple[str, ...]) -> tuple[Field, ...]:
    if not isinstance(given, Mapping) or not given:
        _slip(path, "the register has no fields.", "write 'platform: text' on each line.")
    return tuple(_field(str(name), said, (*path, str(name))) for name, said in given.items())


def _field(name: str, said: object, path: tuple[str, ...]) -> Field:
    text = " ".join(str(said or "").split())
    bare = text.removesuffix(", optional")
    optional = bare != text
    if not NAME.fullmatch(name):
        _slip(
            path, f"'{name}' is no name of a field.", "write small letters, as in 'last_activity'."
        )
    if bare in KINDS:
        return Field(name, bare, optional)
    if bare.startswith("entry of "):
        return Field(name, "entry", optional, register=bare.removeprefix("entry of "))
    choices = tuple(one.strip() for one in bare.removeprefix("one of ").split(",") if one.strip())
    if bare.startswith("one of ") and len(choices) > 1:
        return Field(name, "choice", optional, choices)
    return _slip(
        path,
        f"'{text}' is no kind of field.",
        f"one of {', '.join(KINDS)}, 'one of a, b' or 'entry of REGISTER'; add ', optional'.",
    )


def _check_itself(kind: RegisterKind) -> None:
    """What one register says must fit its own fields."""
    for key, names in (("named_by", kind.named_by), ("expected", kind.expected)):
        for name in names:
            if kind.field(name) is None:
                _slip((kind.name, key), f"there is no field '{name}'.", "name fields above.")
    if kind.decided_by and kind.decided_by not in DECIDERS:
        _slip((kind.name, "decided_by"), f"nobody is '{kind.decided_by}'.", "write ceo or chair.")
    holder = kind.field(kind.certified_by) if kind.certified_by else None
    if kind.certified_by and (holder is None or holder.kind != "person"):
        _slip(
            (kind.name, "certified_by"),
            f"'{kind.certified_by}' is no field that names a person.",
            "name a field of the kind 'person'.",
        )
    if bool(kind.certified_by) != bool(kind.certified_every):
        _slip(
            (kind.name,),
            "who certifies and how often belong together.",
            "give both 'certified_by:' and 'certified_every:'.",
        )
    activity = kind.field("last_activity")
    if kind.inactive_after and (activity is None or activity.kind != "date"):
        _slip(
            (kind.name, "inactive_after"),
            "there is no field 'last_activity' of the kind 'date'.",
            "add 'last_activity: date, optional' to the fields.",
        )


def _check_others(kind: RegisterKind, known: Mapping[str, RegisterKind]) -> None:
    """What one register says of others must be there."""
    for field in kind.fields:
        if field.kind == "entry" and field.register not in known:
            path = (kind.name, "fields", field.name)
            _slip(
                path, f"there is no register '{field.register}'.", "name a register declared here."
            )
    for key, other in (("nominees", kind.nominees), ("logged_in", kind.logged_in)):
        if other and other not in known:
            _slip((kind.name, key), f"there is no register '{other}'.", "declare it as well.")
    if kind.nominees and not _of_nominees(known[kind.nominees]):
        _slip(
            (kind.name, "nominees"),
            f"'{kind.nominees}' does not say who may decide from when to when.",
            "give it the fields 'nominee: person', 'begins: date' and 'ends: date'.",
        )


def _of_nominees(kind: RegisterKind) -> bool:
    wanted = (("nominee", "person"), ("begins", "date"), ("ends", "date"))
    found = ((name, kind.field(name)) for name, _ in wanted)
    return all(field and (name, field.kind) in wanted for name, field in found)


def _words(
    given: Mapping[str, object], path: tuple[str, ...], key: str, *, needed: bool = False
) -> str:
    value = given.get(key)
    if isinstance(value, str) and value.strip():
        return " ".join(value.split())
    if value is not None or needed:
        _slip((*path, key), f"the register's '{key}' is no text.", f"write '{key}: ...'.")
    return ""


def _days(given: Mapping[str, object], path: tuple[str, ...], key: str) -> int:
    value = given.get(key, 0)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 3660:
        _slip((*path, key), f"'{key}' is no number of days.", f"write '{key}: 365'.")
    return value


def _names(given: object, path: tuple[str, ...]) -> tuple[str, ...]:
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        _slip(path, "this is no list of fields.", "write [platform, handle].")
    return tuple(given)


def _slip(path: tuple[str, ...], problem: str, remedy: str) -> NoReturn:
    raise Slip(path, problem, remedy)


# --- what an entry says


def read_value(field: Field, said: str) -> str:
    """One value as it is kept: dates as ISO 8601, choices as declared. Raises Slip for what is none.

    People and entries are looked up by the caller; here their words only lose surplus spaces.
    """
    text = " ".join(said.split())
    if not text:
        return ""
    if field.kind == "date":
        return _date(field, text)
    if field.kind == "choice":
        found = next((one for one in field.choices if one.casefold() == text.casefold()), None)
        if found is None:
            choices = " or ".join(field.choices)
            _slip((field.name,), f"'{text}' is no {field.label.lower()}.", f"write {choices}.")
        return found
    if field.kind == "link" and not re.fullmatch(r"(?:https?://|mailto:|file:)\S+", text):
        _slip((field.name,), f"'{text}' is no link.", "write it with https:// before it.")
    return text


def _date(field: Field, text: str) -> str:
    form = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    uk = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    parts = form.groups() if form else tuple(reversed(uk.groups())) if uk else None
    try:
        if parts:
            return date(*map(int, parts)).isoformat()
    except ValueError:
        pass
    return _slip((field.name,), f"'{text}' is no date.", "write it as 2026-11-30 or 30/11/2026.")
