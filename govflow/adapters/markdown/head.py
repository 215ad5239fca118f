"""The head of a Markdown file: YAML between two lines of `---`, read without surprises.

YAML 1.2 as ruamel.yaml composes it, made narrower: no anchors, aliases, tags or merge keys, no key
twice, no tabs, every key a text. Each value keeps its line, so a refusal can name it. Writing leaves
every key that did not change as it stands in the file, comment, quotes and order included.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, NodeEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from govflow.adapters.markdown.decode import UNSEEN, decode, refusal
from govflow.core.errors import TextError
from govflow.core.text.limits import NESTING, check_lines
from govflow.core.text.policy import normalise

FENCE = re.compile(r"---[ \t]*$")
LARGEST = 32_000  # characters; reading more takes seconds
WHOLE = re.compile(r"(0|-?[1-9][0-9]{0,14})$")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands between the `---` lines, and the body below.

    `values` are plain Python values; `lines` gives the file line of each value by its path, `kinds`
    what YAML took it for (text, number, flag, date, nothing, mapping, list). `source` are the head's
    own lines; `body` starts on file line `body_line`.
    """

    values: Mapping[str, object]
    lines: Mapping[Path, int]
    kinds: Mapping[Path, str]
    source: tuple[str, ...]
    body: str
    body_line: int


def read_head(raw: bytes, place: str) -> Head:
    """Read a Markdown file's head and cut off its body. Raises TextError with `file:line`."""
    lines = decode(raw, place).split("\n")
    end = _closing_line(lines, place)
    source = lines[1:end]
    _check_source(source, place)
    check_lines(list(enumerate(source, 2)), place)
    values, marks = _compose(source, place)
    return Head(
        values,
        {path: line for path, (line, _) in marks.items()},
        {path: kind for path, (_, kind) in marks.items()},
        tuple(source),
        "\n".join(lines[end + 1 :]),
        end + 2,
    )


def write_head(
    values: Mapping[str, object], like: Head | None = None, said: Mapping[str, object] | None = None
) -> str:
    """The head with these values, its `---` lines included.

    `said` is what `like` says in terms of `values`. Keys that say the same in both keep their lines of
    `like`; keys that are gone are left out; new keys follow at the end, in the order of `values`.
    """
    before = said or {}
    kept = _segments(like) if like else {}
    out: list[str] = []
    for key, lines in kept.items():
        if not key or _same(values.get(key), before.get(key)):
            out += lines
        elif key in values:
            out += [*_dump(key, values[key]), *_trailing(lines)]
    for key, value in values.items():
        if key not in kept and not (kept and _same(value, before.get(key))):
            out += _dump(key, value)
    return "\n".join(["---", *out, "---"]) + "\n"


def _same(one: object, other: object) -> bool:
    """Equal, and where both are mappings in the same order."""
    ordered = not isinstance(one, dict) or not isinstance(other, dict) or list(one) == list(other)
    return one == other and type(one) is type(other) and ordered


def _closing_line(lines: Sequence[str], place: str) -> int:
    if not FENCE.match(lines[0]):
        raise refusal(
            "this file has no front matter.",
            place,
            1,
            "start it with a line '---', then 'title: ...' and 'code: ...', then a line '---'.",
        )
    for at, text in enumerate(lines[1:], 1):
        if FENCE.match(text):
            return at
    raise refusal(
        "the front matter that starts here is never closed.",
        place,
        1,
        "put a line '---' below its last key, above the text.",
    )


def _check_source(source: Sequence[str], place: str) -> None:
    size = sum(map(len, source))
    if size > LARGEST:
        problem = f"the front matter has {size:,} characters; {LARGEST:,} is the limit."
        raise refusal(problem, place, 1, "move lists that grow into a file of their own.")
    number = next((n for n, text in enumerate(source, 2) if "\t" in text), 0)
    if number:
        problem = "this line of the front matter holds a tab, which YAML does not allow."
        raise refusal(problem, place, number, "use spaces instead.")


def _compose(
    source: Sequence[str], place: str
) -> tuple[dict[str, object], dict[Path, tuple[int, str]]]:
    text = "\n".join(source) + "\n"
    try:
        _check_events(text, place)
        root = YAML(typ="rt").compose(text)
    except TextError:
        raise
    except YAMLError as error:
        raise _yaml_refusal(error, source, place) from None
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise refusal(
            f"the front matter cannot be read ({type(error).__name__}).",
            place,
            2,
            "write one 'key: value' on each line.",
        ) from None
    marks: dict[Path, tuple[int, str]] = {}
    if root is None:
        return {}, marks
    if not isinstance(root, MappingNode):
        raise refusal(
            "the front matter is not a list of keys.",
            place,
            root.start_mark.line + 2,
            "write one 'key: value' on each line.",
        )
    return _mapping(root, (), marks, place), marks


def _check_events(text: str, place: str) -> None:
    """Refuse what can blow up (aliases, depth) or change meaning (tags) before anything is built."""
    depth = 0
    for event in YAML(typ="rt").parse(io.StringIO(text)):
        line = event.start_mark.line + 2
        if isinstance(event, AliasEvent) or (isinstance(event, NodeEvent) and event.anchor):
            raise refusal(
                "this value uses a YAML anchor or alias ('&' or '*'); the front matter has none.",
                place,
                line,
                "write the value out, or put it in quotes if it is meant as text.",
            )
        if str(getattr(event, "tag", None) or "!") != "!":
            raise refusal(
                "this value has a YAML tag ('!'); the front matter has none.",
                place,
                line,
                "delete the tag, or put the value in quotes if it is meant as text.",
            )
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > NESTING:
            problem = f"the front matter is nested deeper than {NESTING} levels here."
            raise refusal(problem, place, line, "write it flatter.")


def _yaml_refusal(error: YAMLError, source: Sequence[str], place: str) -> TextError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = min(mark.line if mark else 0, max(len(source) - 1, 0)) + 2
    swallowed = next((n for n, t in enumerate(source, 2) if re.match(r"#{2,6} *\d", t)), 0)
    if swallowed and swallowed <= line:
        return refusal(
            "the front matter runs into the text here, so it was never closed.",
            place,
            swallowed,
            "put a line '---' above this heading.",
        )
    what = (
        error.problem if isinstance(error, MarkedYAMLError) else "a character YAML does not allow"
    )
    reason = " ".join(str(what or "not YAML").split())[:120]
    return refusal(
        f"the front matter cannot be read here ({reason}).",
        place,
        line,
        "write 'key: value', and put the value in quotes if it holds ': ', ' #' or starts with a sign.",
    )


def _value(node: Node, path: Path, marks: dict[Path, tuple[int, str]], place: str) -> object:
    line = node.start_mark.line + 2
    match node:
        case MappingNode():
            marks[path] = (line, "mapping")
            return _mapping(node, path, marks, place)
        case SequenceNode():
            marks[path] = (line, "list")
            return [_value(n, (*path, at), marks, place) for at, n in enumerate(node.value)]
        case ScalarNode():
            kind, value = _scalar(node, place)
            marks[path] = (line, kind)
            return value
        case _:
            raise refusal("this value cannot be read.", place, line, "put it in quotes.")


def _mapping(
    node: MappingNode, path: Path, marks: dict[Path, tuple[int, str]], place: str
) -> dict[str, object]:
    out: dict[str, object] = {}
    for key, value in node.value:
        line = key.start_mark.line + 2
        name = _written(key, place) if isinstance(key, ScalarNode) else ""
        here = (*path, name)
        if not name.strip() or name == "<<":
            raise refusal("this key is not a word.", place, line, "write 'key: value'.")
        if name in out:
            raise refusal(
                f"'{name}' is given twice (first in line {marks[here][0]}).",
                place,
                line,
                "delete one of the two.",
            )
        out[name] = _value(value, here, marks, place)
        marks[here] = (line, marks[here][1])
    return out


def _scalar(node: ScalarNode, place: str) -> tuple[str, object]:
    """A scalar's kind and value; a number is one only where its text is how it would be printed."""
    text = _written(node, place)
    kind = str(node.tag).rpartition(":")[2]
    if node.style or kind not in ("int", "float", "bool", "null", "timestamp"):
        return "text", text
    if kind == "bool":
        return "flag", text.lower() == "true"
    if kind == "null":
        return "nothing", None
    if kind == "timestamp":
        return _timestamp(node, place)
    if WHOLE.match(text):
        return "number", int(text)
    return "number", _float(text)


def _written(node: ScalarNode, place: str) -> str:
    """The scalar's text; the marks ruamel.yaml leaves where a folded text was broken are taken out.

    An escape in double quotes can write any character, so what may not stand in the file is refused.
    """
    text = str(node.value).replace("\a", "") if node.style == ">" else str(node.value)
    bad = next((c for c in text if (c < " " and c != "\n") or UNSEEN.match(c)), None)
    if bad is not None:
        problem = f"this value holds an invisible character (U+{ord(bad):04X})."
        raise refusal(problem, place, node.start_mark.line + 2, "write it without the escape.")
    return normalise(text)[:-1] if text.strip("\n") else ""


def _float(text: str) -> object:
    try:
        number = float(text)
    except ValueError:
        return text
    return number if repr(number) == text and number - number == 0 else text


def _timestamp(node: ScalarNode, place: str) -> tuple[str, object]:
    found = ISO_DAY.match(node.value)
    if not found:
        return "text", node.value
    try:
        return "date", date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise refusal(
            f"'{node.value}' is not a day of the calendar.",
            place,
            node.start_mark.line + 2,
            "write the date as 2018-06-18 or 18/06/2018.",
        ) from None


def _segments(head: Head) -> dict[str, tuple[str, ...]]:
    """The head's source lines by top-level key ('' for what stands above the first key).

    A head in flow style has no such lines: everything is written anew.
    """
    starts = sorted((head.lines[(key,)] - 2, key) for key in head.values)
    if len({line for line, _ in starts}) < len(starts):
        return {}
    if any(not head.source[line].lstrip("\"'? ").startswith(key[:1]) for line, key in starts):
        return {}
    if any(head.source[line][:1] in ("{", " ", "?") for line, _ in starts):
        return {}
    ends = [line for line, _ in starts[1:]] + [len(head.source)]
    first = starts[0][0] if starts else len(head.source)
    out = {"": head.source[:first]}
    for (line, key), end in zip(starts, ends, strict=True):
        out[key] = head.source[line:end]
    return out


def _trailing(lines: Sequence[str]) -> list[str]:
    """Comment lines below a value: they usually belong to the key that follows."""
    end = len(lines)
    while end > 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return list(lines[end:])


def _dump(key: str, value: object) -> Iterator[str]:
    """The lines of one key, as ruamel.yaml writes them."""
    yaml = YAML()
    yaml.width = 100_000
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    quoted = key == "version" and isinstance(value, str)
    shown = DoubleQuotedScalarString(str(value)) if quoted else value
    yaml.dump({key: shown}, out)
    yield from out.getvalue().rstrip("\n").split("\n")
