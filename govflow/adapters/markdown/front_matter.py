"""Reading and writing a policy file: front matter above, Markdown below."""

import re
from datetime import date
from itertools import takewhile
from typing import Annotated, Any, NoReturn

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from govflow.adapters.markdown.decode import refusal
from govflow.adapters.markdown.head import Head, read_head, write_head
from govflow.core.errors import TextError
from govflow.core.text.addresses import check_numbers
from govflow.core.text.blocks import render, source, split
from govflow.core.text.limits import LINE_CHARACTERS
from govflow.core.text.policy import CLASSES, Audience, Block, FrontMatter, Policy
from govflow.core.text.registers import Slip, read_registers

BOARD = "Trustee Board"
RELATIONS = ("bound", "informed")
UK_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
BARE_VERSION = (
    "the version is written as a number, and 1.10 would become 1.1.",
    'put it in quotes, as in version: "1.0".',
)
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_policy(raw: bytes, path: str) -> Policy:
    """Read a policy file's bytes; `path` is only named in refusals and kept in the result.

    A missing code is taken from the file's folder or name, a missing class stays ''. Nothing else is
    guessed. Raises TextError (place `path:line`, problem, remedy) for whatever cannot be read as it
    stands. The text itself is not judged here; `core.text.checks` does that.
    """
    head = read_head(raw, path)
    front = _front(head, path)
    blocks = split(head.body, first_line=head.body_line, place=path)
    check_numbers(blocks, path)
    _check_stable(blocks, path)
    return Policy(front, blocks, path)


def write_policy(policy: Policy, like: bytes | None = None) -> str:
    """The policy as a Markdown file; keys unchanged since `like` keep their lines and comments.

    `read_policy(write_policy(p).encode(), p.path) == p` for every policy that was read. The body of
    `like` stays as it is laid out when its text is the same.
    """
    if like is None:
        return write_head(_values(policy.front)) + "\n" + render(policy.blocks)
    head = read_head(like, policy.path)
    old = _front(head, policy.path)
    above = write_head(_values(policy.front), head, _values(old))
    same = split(head.body, first_line=head.body_line, place=policy.path) == policy.blocks
    return above + (head.body if same else "\n" + render(policy.blocks))


def _check_stable(blocks: tuple[Block, ...], path: str) -> None:
    """Refuse a text that would not read the same once written back; its digest would not hold."""
    for block in blocks:
        if max(map(len, source(block).split("\n"))) > LINE_CHARACTERS:
            problem = f"this paragraph has more than {LINE_CHARACTERS:,} characters on one line."
            raise refusal(problem, path, block.line, "break it into shorter paragraphs.")
    again = split(render(blocks))
    if again == blocks:
        return
    same = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(blocks, again, strict=False))
    )
    raise refusal(
        "this line would not read the same once it is written back.",
        path,
        blocks[min(same, len(blocks) - 1)].line,
        "give the line its text, or put a backslash before the sign it starts with.",
    )


def _refuse(problem: str, remedy: str, key: str = "") -> NoReturn:
    told = {"problem": problem, "remedy": remedy, "key": key}
    raise PydanticCustomError("refusal", "{problem}", told)


def _text(value: object) -> str:
    match value:
        case str():
            return " ".join(value.split())
        case None:
            return ""
        case bool():
            _refuse("this is read as yes or no, but a text is meant.", "put the value in quotes.")
        case int() | float() | date():
            return str(value)
        case _:
            _refuse("this is a list or mapping, but one text is meant.", "write one line of text.")


def _title(value: object) -> str:
    return _text(value) or _refuse("this policy has no title.", "add 'title: ...'.")


def _passed_by(value: object) -> str:
    return _text(value) or BOARD


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    if value is None or value == "":
        return None
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
            str(name),
        )
    return relation


Text = Annotated[str, BeforeValidator(_text)]
Day = Annotated[date | None, BeforeValidator(_day)]
Named = Annotated[dict[str, str], BeforeValidator(_named_texts)]


class _Front(BaseModel):
    """The front matter's own keys; every other key is kept beside it untouched."""

    model_config = ConfigDict(extra="ignore", arbitrary_types_allowed=True)

    title: Annotated[str, BeforeValidator(_title)] = Field(default=None, validate_default=True)
    code: Annotated[str, BeforeValidator(_code)] = ""
    instrument_class: Text = Field(default="", alias="class")
    organisation: Text = ""
    version: Text = ""
    passed_by: Annotated[str, BeforeValidator(_passed_by)] = BOARD
    passed_on: Day = None
    minute: Text = ""
    in_force: Day = None
    review_by: Day = None
    owner: Text = ""
    audiences: Annotated[tuple[Audience, ...], BeforeValidator(_audiences)] = ()
    roles: Named = Field(default_factory=dict)
    glossary: Named = Field(default_factory=dict)


KEYS = tuple(field.alias or name for name, field in _Front.model_fields.items())


def _front(head: Head, path: str) -> FrontMatter:
    if head.kinds.get(("version",)) == "number":
        raise refusal(BARE_VERSION[0], path, head.lines[("version",)], BARE_VERSION[1])
    try:
        model = _Front.model_validate(dict(head.values))
    except ValidationError as error:
        raise _translated(error, head, path) from None
    _check_registers(head, path)
    front = model.model_dump(exclude={"audiences", "roles", "glossary", "instrument_class", "code"})
    return FrontMatter(
        **front,
        code=model.code or _code_from(path),
        instrument_class=_class(model.instrument_class),
        audiences=model.audiences,
        roles=tuple(model.roles.items()),
        glossary=tuple(model.glossary.items()),
        extra=tuple((k, v) for k, v in head.values.items() if k not in KEYS),
    )


def _check_registers(head: Head, path: str) -> None:
    """The registers must be readable as declared; they are kept as they stand."""
    try:
        read_registers(head.values.get("registers"))
    except Slip as slip:
        place: tuple[str | int, ...] = ("registers", *slip.path)
        while place not in head.lines and len(place) > 1:
            place = place[:-1]
        told = f"registers: {slip.problem}"
        raise refusal(told, path, head.lines.get(place, 1), slip.remedy) from None


def _class(written: str) -> str:
    """The class in its one spelling ('BY LAW' and 'Byelaw' are 'By-Law'); an unknown one as written."""
    known = {_plain(name): name for name in CLASSES} | {"byelaw": "By-Law", "byelaws": "By-Law"}
    return known.get(_plain(written), written)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _code_from(path: str) -> str:
    """The code a file's place gives it: its folder for a `policy.md`, else its own name."""
    parts = [part for part in re.split(r"[/\\]", path) if part]
    name = parts[-1] if parts else ""
    if name == "policy.md" and len(parts) > 1:
        name = parts[-2]
    return re.sub(r"[^a-z0-9]+", "-", name.removesuffix(".md").lower()).strip("-")[:60]


def _translated(error: ValidationError, head: Head, path: str) -> TextError:
    """The first thing wrong, in the words of this project, at the line of its key."""
    found = error.errors()[0]
    context: dict[str, Any] = found.get("ctx", {})
    place = (*found["loc"], context.get("key", ""))
    while place and place not in head.lines:
        place = place[:-1]
    key = f"{place[0]}: " if place and place[0] != "title" else ""
    return refusal(
        f"{key}{context.get('problem', found['msg'])}",
        path,
        head.lines.get(place, 1),
        str(context.get("remedy", "see the keys in the documentation of policy files.")),
    )


def _values(front: FrontMatter) -> dict[str, object]:
    """The front matter as YAML values; what is not given is left out."""
    named: dict[str, object] = {
        "title": front.title,
        "code": front.code,
        "class": front.instrument_class,
        "organisation": front.organisation,
        "version": front.version,
        "passed_by": front.passed_by,
        "passed_on": front.passed_on,
        "minute": front.minute,
        "in_force": front.in_force,
        "review_by": front.review_by,
        "owner": front.owner,
        "audiences": {a.name: a.relation for a in front.audiences},
        "roles": dict(front.roles),
        "glossary": dict(front.glossary),
    }
    return {key: value for key, value in named.items() if value} | dict(front.extra)
