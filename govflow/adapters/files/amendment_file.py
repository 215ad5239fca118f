"""`amendment.toml`: what the officer fills in about an amendment, and the form she gets to fill."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from govflow.adapters.files.toml_text import toml_text
from govflow.core.errors import TextError
from govflow.core.text.amendment import COVER_FIELDS, Amendment, ChangeNote
from govflow.core.text.policy import Policy

AMENDMENT = "amendment.toml"
ABOVE = ("summary", "mover")  # lines of the cover sheet that stand before every table
PROPOSED = "proposed.md"


class _Note(BaseModel):
    model_config = ConfigDict(extra="forbid")
    address: str
    reason: str = ""
    materiality: str = Field("", pattern="^[ABC]?$")


class _Board(BaseModel):
    model_config = ConfigDict(extra="forbid")
    resolution: str = ""
    power: str = ""
    meeting: date | None = None
    agenda_item: str = ""
    paper: str = ""
    background: str = ""
    options: str = ""
    consultation: str = ""
    equality: str = ""
    risk: str = ""
    resources: str = ""
    data_protection: str = ""
    communications: str = ""
    confidentiality: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    policy: str
    title: str
    base: str
    new_version: str
    reason: str = ""
    mover: str = ""
    summary: tuple[str, ...] = Field((), max_length=5)
    board: _Board = _Board()
    told: dict[str, tuple[str, ...]] = {}
    change: tuple[_Note, ...] = ()
    renumbered: dict[str, str] = {}


def _explain(problem: ValidationError, path: str) -> TextError:
    """The first slip in the form, in words."""
    first = problem.errors()[0]
    name = ".".join(str(part) for part in first["loc"] if isinstance(part, str))
    match first["type"]:
        case "extra_forbidden":
            words, remedy = "is not a line of this form", "take it out, or correct its name."
        case "string_pattern_mismatch":
            words, remedy = f"'{first['input']}' is not a materiality", "write A, B or C."
        case "missing":
            words, remedy = "is missing", "put the line back."
        case _:
            words, remedy = str(first["msg"]).lower(), "correct this line."
    return TextError(f"{name}: {words}.", place=path, remedy=remedy)


def read_amendment(raw: bytes, proposed: Policy, path: str) -> Amendment:
    """The amendment that these bytes describe; raises TextError with line and remedy."""
    try:
        file = _File(**tomllib.loads(raw.decode("utf-8-sig")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        line = re.search(r"line (\d+)", str(problem))
        raise TextError(
            "this is not TOML.",
            place=f"{path}:{line[1]}" if line else path,
            remedy='write the line as: key = "text", with the text in double quotation marks.',
        ) from problem
    except ValidationError as problem:
        raise _explain(problem, path) from problem
    board = file.board
    cover = tuple((key, str(getattr(board, key))) for key, _ in COVER_FIELDS if getattr(board, key))
    return Amendment(
        id=file.id,
        policy=file.policy,
        title=file.title,
        base=file.base,
        new_version=file.new_version,
        proposed=proposed,
        reason=file.reason,
        mover=file.mover,
        summary=file.summary,
        resolution=board.resolution,
        power=board.power,
        meeting=board.meeting,
        agenda_item=board.agenda_item,
        paper=board.paper,
        cover=cover,
        told=tuple(file.told.items()),
        notes=tuple(ChangeNote(n.address, n.reason, n.materiality) for n in file.change),
        renumbered=tuple(file.renumbered.items()),
        folder=path.rpartition("/")[0],
    )


def rebased_form(raw: bytes, *, base: str, new_version: str) -> bytes:
    """The officer's form with another base and new number; everything else stands as she wrote it."""
    text = raw.decode("utf-8-sig")
    for key, value in (("base", base), ("new_version", new_version)):
        line = f"{key} = {toml_text(value)}"
        text = re.sub(rf"(?m)^{key}[ \t]*=[^\n]*$", lambda _, line=line: line, text, count=1)  # type: ignore[misc]
    return text.encode()


def covered_form(raw: bytes, values: Mapping[str, str]) -> bytes:
    """The officer's form with these lines of the cover sheet filled in; `summary` is one line of it.

    A day (`meeting`) stands without quotation marks. What she wrote around the values stays.
    """
    text = raw.decode("utf-8-sig")
    for key, value in values.items():
        written = value if key == "meeting" else toml_text(value)
        written = f"[\n  {written},\n]" if key == "summary" else written
        text = _with_line(text, key, written)
    return text.encode()


def _with_line(text: str, key: str, written: str) -> str:
    """The form with one empty or absent line set; an absent one goes into its table."""
    empty = re.compile(rf'(?m)^(?:# *)?{key}[ \t]*=[ \t]*(?:""|\[[^\]]*\]|[\d-]+)(.*)$')
    if empty.search(text):
        return empty.sub(lambda found: f"{key} = {written}{found[1]}", text, count=1)
    line = f"{key} = {written}\n"
    if key in ABOVE:
        before, mark, after = text.partition("\n[")
        return f"{before.rstrip()}\n{line}{mark}{after}"
    if not re.search(r"(?m)^\[board\]", text):
        return f"{text.rstrip()}\n\n[board]\n{line}"
    return re.sub(r"(?m)^\[board\].*\n", lambda found: found[0] + line, text, count=1)


def renumbered_form(raw: bytes, numbers: Mapping[str, str]) -> bytes:
    """The officer's form with the table of old and new numbers at its end, in place of an older one."""
    text = raw.decode("utf-8-sig")
    text = re.sub(r"(?ms)^\[renumbered\].*?(?=^\[|\Z)", "", text).rstrip() + "\n"
    lines = "".join(f"{toml_text(old)} = {toml_text(new)}\n" for old, new in numbers.items())
    return f"{text}\n[renumbered]  # old number = new number\n{lines}".encode()


def blank_amendment(
    *, name: str, policy: str, title: str, base: str, new_version: str, reason: str, mover: str
) -> str:
    """A form for the officer: what is known is filled in, what the Board will ask for stands empty."""
    cover = "\n".join(f'{key} = ""  # {heading}' for key, heading in COVER_FIELDS)
    return f"""\
# Amendment {name}. Edit proposed.md beside this file; then: govflow amendment check {name}
id = {toml_text(name)}
policy = {toml_text(policy)}
title = {toml_text(title)}
base = {toml_text(base)}
new_version = {toml_text(new_version)}

reason = {toml_text(reason)}  # why, in a sentence or two; the schedule of changes prints it
mover = {toml_text(mover)}  # who brings it to the Board
summary = [  # at most five lines for the cover sheet
]

[board]
# meeting = 2026-11-26  # the day of the meeting
agenda_item = ""
paper = ""
resolution = ""  # the exact words to be resolved; empty: the usual form is used
power = ""  # the article or clause that lets the Board do this
{cover}

[told]  # what changes, in plain sentences, for the letters: 'all', then by audience
all = []

# One table for each change that has a reason of its own (addresses: govflow amendment show {name}):
# [[change]]
# address = "section 3, paragraph 1"
# reason = ""
# materiality = ""  # A, B or C, only to differ from what is proposed; say why in 'reason'
"""
