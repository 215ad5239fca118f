"""Graph's own $metadata (the part about mail) and its JSON schema as an oracle for requests.

A path is walked step by step over navigation properties and bound operations; names in $select, $filter
and action parameters must exist; a body must fit the schema. Group and directory paths are not in the
slice of the metadata and are not judged here.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import jsonschema
from lxml import etree

from tests.adapters.mail.doubles.server import Request
from tests.support import require_shared

EDM = {"e": "http://docs.oasis-open.org/odata/ns/edm"}
QUERY = {"$select", "$filter", "$top", "$skip", "$orderby", "$expand", "changeType"}
TOKENS = {"$deltatoken", "$skiptoken"}
LAMBDA = re.compile(r"(\w+)/Any\((\w+): (.*)\)")
TERM = re.compile(r"(\w+(?:/\w+)?) eq ('(?:[^']|'')*'|true|false)")


class Unlawful(Exception):
    """What Graph's metadata has against a request."""


@dataclass(frozen=True)
class Place:
    """Where a path has led: a type of the model, and whether it is a collection of it."""

    type: str
    many: bool


class Model:
    def __init__(self, csdl: Any) -> None:
        self._types = {
            t.get("Name"): t
            for t in [
                *csdl.iterfind(".//e:EntityType", EDM),
                *csdl.iterfind(".//e:ComplexType", EDM),
            ]
        }
        self._sets = {
            s.get("Name"): _bare(s.get("EntityType")) for s in csdl.iterfind(".//e:EntitySet", EDM)
        }
        self._operations = [
            *csdl.iterfind(".//e:Action", EDM),
            *csdl.iterfind(".//e:Function", EDM),
        ]

    def ancestry(self, name: str) -> Iterator[Any]:
        while name:
            element = self._types[name]
            yield element
            name = _bare(element.get("BaseType") or "")

    def property_of(self, name: str, wanted: str) -> str | None:
        """The type of a property (structural or navigation), as the metadata writes it."""
        for element in self.ancestry(name):
            for child in element:
                if child.get("Name") == wanted:
                    return str(child.get("Type"))
        return None

    def root(self, name: str) -> Place:
        if name not in self._sets:
            raise Unlawful(f"there is no {name}")
        return Place(self._sets[name], many=True)

    def step(self, place: Place, name: str) -> Place:
        if place.many:
            return Place(place.type, many=False)
        found = self.property_of(place.type, name)
        if found is None:
            raise Unlawful(f"{place.type} has no {name}")
        return Place(_bare(found), many=found.startswith("Collection("))

    def operation(self, place: Place, name: str) -> Any | None:
        kinds = {element.get("Name") for element in self.ancestry(place.type)}
        for one in self._operations:
            bound = one[0].get("Type")
            fits = _bare(bound) in kinds and bound.startswith("Collection(") == place.many
            if one.get("Name") == name and fits:
                return one
        return None


def _bare(name: str) -> str:
    inner = name.removeprefix("Collection(").removesuffix(")")
    return inner.rpartition(".")[2]


@cache
def model() -> Model:
    return Model(etree.parse(str(require_shared("schemas/graph/graph-mail.csdl.xml"))))


@cache
def _schema() -> Any:
    path = require_shared("schemas/graph/graph_message.schema.json")
    return json.loads(path.read_text(encoding="utf-8"))


def judge(request: Request) -> None:
    """Raise Unlawful for a request that Graph's metadata does not allow."""
    split = urlsplit(request.path)
    parts = [unquote(part) for part in split.path.strip("/").split("/")]
    if parts[0] != "v1.0":
        raise Unlawful("the version is missing")
    known = model()
    place, action, value = known.root(parts[1]), None, False
    for part in parts[2:]:
        if action is not None or value:
            raise Unlawful(f"nothing comes after {part}")
        action = known.operation(place, part)
        value = part == "$value"
        if action is None and not value:
            place = known.step(place, part)
    _query(known, place, split.query)
    if action is not None:
        _action(known, action, request)
    elif value and request.method != "GET":
        raise Unlawful("$value is read only")
    elif action is None and not value:
        _resource(known, place, request)


def _query(known: Model, place: Place, query: str) -> None:
    for name, text in parse_qsl(query, keep_blank_values=True):
        if name not in QUERY | TOKENS:
            raise Unlawful(f"the query has {name}")
        if name == "$select":
            for wanted in text.split(","):
                if known.property_of(place.type, wanted) is None:
                    raise Unlawful(f"{place.type} has no {wanted}")
        if name == "$filter":
            _filter(known, place.type, text)


def _filter(known: Model, kind: str, text: str) -> None:
    if whole := LAMBDA.fullmatch(text):
        inner = known.property_of(kind, whole[1])
        if inner is None:
            raise Unlawful(f"{kind} has no {whole[1]}")
        for term in whole[3].split(" and "):
            found = TERM.fullmatch(term)
            if found is None or not found[1].startswith(f"{whole[2]}/"):
                raise Unlawful(f"the filter says {term}")
            _filter(known, _bare(inner), term.removeprefix(f"{whole[2]}/"))
        return
    for term in text.split(" and "):
        found = TERM.fullmatch(term)
        if found is None or known.property_of(kind, found[1]) is None:
            raise Unlawful(f"the filter says {term}")


def _action(known: Model, action: Any, request: Request) -> None:
    function = etree.QName(action).localname == "Function"
    if request.method != ("GET" if function else "POST"):
        raise Unlawful(f"{action.get('Name')} is not for {request.method}")
    parameters = {one.get("Name").lower(): one for one in action.iterfind("e:Parameter", EDM)}
    given = _json(request) if request.body else {}
    names = {name.lower() for name in given}
    if names - (parameters.keys() - {"bindingparameter"}):
        raise Unlawful(f"{action.get('Name')} does not take {sorted(names)}")
    for name, one in list(parameters.items())[1:]:
        if one.get("Nullable") == "false" and name not in names:
            raise Unlawful(f"{action.get('Name')} needs {name}")
    for name, content in given.items():
        kind = parameters[name.lower()].get("Type")
        if kind == "Edm.String" and not isinstance(content, str):
            raise Unlawful(f"{name} is no text")
        if kind.startswith("graph."):
            _fits(known, _bare(kind), content)


def _resource(known: Model, place: Place, request: Request) -> None:
    if request.method in ("GET", "DELETE"):
        if request.body or (request.method == "DELETE" and place.many):
            raise Unlawful(f"{request.method} of this is not possible")
        return
    if request.method != ("POST" if place.many else "PATCH"):
        raise Unlawful(f"{request.method} of this is not possible")
    kind = request.headers.get("Content-Type", "")
    if kind == "text/plain":
        parts = urlsplit(request.path).path.strip("/").split("/")
        if place != Place("message", many=True) or "mailFolders" in parts:
            raise Unlawful("MIME is taken at /messages only")
        try:
            base64.b64decode(request.body, validate=True)
        except binascii.Error:
            raise Unlawful("the MIME content is not base64") from None
        return
    if kind != "application/json":
        raise Unlawful(f"the content type is {kind}")
    _fits(known, place.type, _json(request))


def _json(request: Request) -> dict[str, Any]:
    try:
        given = json.loads(request.body)
    except ValueError:
        raise Unlawful("the body is no JSON") from None
    if not isinstance(given, dict):
        raise Unlawful("the body is no JSON object")
    return given


def _fits(known: Model, kind: str, content: Any) -> None:
    """Every name must be the model's own; a message's values must fit the JSON schema too."""
    if not isinstance(content, dict):
        raise Unlawful(f"{kind} is no object")
    actual = str(content.get("@odata.type", kind)).rpartition(".")[2]
    names = [name for name in content if not name.startswith("@odata.")]
    for name in names:
        if known.property_of(actual, name) is None:
            raise Unlawful(f"{actual} has no {name}")
    for header in content.get("internetMessageHeaders") or []:
        if not str(header.get("name")).lower().startswith("x-"):
            raise Unlawful("only headers that begin with x- can be given")
    whole = _schema()
    if actual in whole["$defs"]:
        schema = {"$defs": whole["$defs"], "$ref": f"#/$defs/{actual}"}
        try:
            jsonschema.Draft202012Validator(schema).validate(content)
        except jsonschema.ValidationError as problem:
            raise Unlawful(problem.message) from problem
