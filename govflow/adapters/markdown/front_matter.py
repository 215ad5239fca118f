"""Reading and writing a policy file: front matter above, Markdown below."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, NoReturn

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from govflow.adapters.markdown.decode import refusal
from govflow.adapters.markdown.head import Head, read_head, write_head
from govflow.core.errors import TextError
from govflow.core.text.blocks import render, split
from govflow.core.text.policy import Audience, FrontMatter, Policy

CLASSES = (
    "Articles",
    "By-Law",
    "Code of Conduct",
    "Guidance",
    "Policy",
    "Procedure",
    "Regulation",
    "Standing Order",
    "Terms of Reference",
)
"""The instrument classes known without a setting; a workspace may give others to `read_policy`."""

RELATIONS = ("bound", "informed")
UK_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_policy(raw: bytes, path: str, *, classes: tuple[str, ...] = CLASSES) -> Policy:
    """Read a policy file's bytes; `path` is only named in refusals and kept in the result.

    A missing code is taken from the file's folder or name, a missing class stays ''. Nothing else is
    guessed. Raises TextError (place `path:line`, problem, remedy) for whatever cannot be read as it
    stands. The text itself is not judged here; `core.text.checks` does that.
    """
    head = read_head(raw, path)
    front = _front(head, path, classes)
    blocks = split(head.body, first_line=head.body_line, place=path)
    return Policy(front, blocks, path)


def write_policy(policy: Policy, like: bytes | None = None) -> str:
    """The policy as a Markdown file; keys unchanged since `like` keep their lines and comments.

    `read_policy(write_policy(p).encode(), p.path) == p` for every policy that was read.
    """
    old = read_head(like, policy.path) if like is not None else None
    if old is not None:
        old = _with_plain_values(old, policy.path)
    return write_head(_values(policy.front), old) + "\n" + render(policy.blocks)


def _refuse(problem: str, remedy: str) -> NoReturn:
    raise PydanticCustomError("refusal", "{problem}", {"problem": problem, "remedy": remedy})


def _text(value: object) -> str:
    match value:
        case str():
            return " ".join(value.split())
        case None:
            return ""
        case bool():
            _refuse("this is read as yes or no, but a text is meant.", "put the value in quotes.")
        case int() | float() | date():
            _refuse("this is read as a number, but a text is meant.", "put the value in quotes.")
        case _:
            _refuse("this is a list or mapping, but one text is meant.", "write one line of text.")


def _title(value: object) -> str:
    return _text(value) or _refuse("this policy has no title.", "add 'title: ...'.")


def _version(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        _refuse(
            f"the version {value} is written as a number, and 1.10 would become 1.1.",
            f'put it in quotes: version: "{value}".',
        )
    return _text(value)


def _day(value: object) -> date | None:
    if value is None or value == "" or isinstance(value, date):
        return value or None  # type: ignore[return-value]
    text = value if isinstance(value, str) else ""
    uk, iso = UK_DAY.fullmatch(text.strip()), ISO_DAY.fullmatch(text.strip())
    try:
        if uk:
            return date(int(uk[3]), int(uk[2]), int(uk[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        pass
    _refuse(
        f"'{value}' is not a day of the calendar.", "write the date as 2018-06-18 or 18/06/2018."
    )


def _code(value: object) -> str:
    code = _text(value)
    if code and (not CODE.fullmatch(code) or len(code) > 60):
        _refuse(
            f"the code '{code[:60]}' is not lower-case words joined by hyphens.",
            "write it like 'social-media'.",
        )
    return code


def _named_texts(value: object) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        _refuse("this is not a list of names and meanings.", "write 'name: meaning' on each line.")
    return {" ".join(str(name).split()): _text(text) for name, text in value.items()}


def _audiences(value: object) -> tuple[Audience, ...]:
    match value:
        case None:
            return ()
        case dict():
            pairs = list(value.items())
        case list():
            pairs = [_named_audience(entry) for entry in value]
        case _:
            _refuse("the audiences are not a list.", "write 'staff: bound' on each line.")
    audiences = tuple(Audience(" ".join(str(n).split()), _relation(n, r)) for n, r in pairs)
    if len({a.name for a in audiences}) < len(audiences):
        _refuse("an audience is named twice.", "name each audience once.")
    return audiences


def _named_audience(entry: object) -> tuple[str, object]:
    if isinstance(entry, dict) and isinstance(entry.get("name"), str) and entry["name"].strip():
        return entry["name"], entry.get("relation", "bound")
    return _refuse("an audience has no name.", "write 'name: staff' and 'relation: bound'.")


def _relation(name: object, value: object) -> str:
    relation = _text(value).lower()
    if relation not in RELATIONS:
        _refuse(
            f"'{name}' is '{relation}', which is neither 'bound' nor 'informed'.",
            f"write '{name}: bound' for those who must follow the policy, '{name}: informed' for others.",
        )
    return relation


Text = Annotated[str, BeforeValidator(_text)]
Day = Annotated[date | None, BeforeValidator(_day)]
Named = Annotated[dict[str, str], BeforeValidator(_named_texts)]


class _Front(BaseModel):
    """The front matter's own keys; every other key is kept beside it untouched."""

    model_config = ConfigDict(extra="ignore", arbitrary_types_allowed=True)

    title: Annotated[str, BeforeValidator(_title)] = Field(default=None, validate_default=True)  # type: ignore[assignment]
    code: Annotated[str, BeforeValidator(_code)] = ""
    instrument_class: Text = Field(default="", alias="class")
    organisation: Text = ""
    version: Annotated[str, BeforeValidator(_version)] = ""
    passed_by: Text = "Trustee Board"
    passed_on: Day = None
    minute: Text = ""
    in_force: Day = None
    review_by: Day = None
    owner: Text = ""
    audiences: Annotated[tuple[Audience, ...], BeforeValidator(_audiences)] = ()
    roles: Named = Field(default_factory=dict)
    glossary: Named = Field(default_factory=dict)


KEYS = tuple(field.alias or name for name, field in _Front.model_fields.items())


def _front(head: Head, path: str, classes: tuple[str, ...]) -> FrontMatter:
    for key in ("version",):
        if head.kinds.get((key,)) == "number":
            _at(head, path, (key,), lambda: _version(_number(head.values[key])))
    try:
        model = _Front.model_validate(_texts_as_written(head))
    except ValidationError as error:
        raise _translated(error, head, path) from None
    front = model.model_dump(exclude={"audiences", "roles", "glossary", "instrument_class", "code"})
    return FrontMatter(
        **front,
        code=model.code or _code_from(path),
        instrument_class=_class(model.instrument_class, head, path, classes),
        audiences=model.audiences,
        roles=tuple(model.roles.items()),
        glossary=tuple(model.glossary.items()),
        extra=tuple((k, v) for k, v in head.values.items() if k not in KEYS),
    )
