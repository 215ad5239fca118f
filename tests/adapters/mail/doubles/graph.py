"""A double of Microsoft Graph's mail: one mailbox in memory, as Microsoft documents it.

Drafts with immutable ids that stay across send and move, a Sent copy that may lag, delta links, 410, 429
and 503 with Retry-After, 401, lost answers, upload sessions. Faults are put into `script`.
"""

import base64
import email
import itertools
import json
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import getaddresses
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.adapters.mail.doubles.graph_schema import Unlawful, judge
from tests.adapters.mail.doubles.server import Answer, Dropped, Request, serving

START = datetime(2026, 12, 1, 9, tzinfo=UTC)
PROPERTY = re.compile(r"ep/id eq '(.*)' and ep/value eq '(.*)'\)")


@dataclass(frozen=True)
class Status:
    """An answer that is no yes, before or after the request was carried out."""

    code: int
    name: str = "UnknownError"
    processed: bool = False
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cut:
    """The connection is cut, before or after the request was carried out."""

    processed: bool


Fault = Status | Cut


@dataclass
class Message:
    id: str
    mime: bytes
    folder: str
    draft: bool
    received: datetime
    internet_id: str
    properties: dict[str, str] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)
    attachments: list[tuple[str, str, bytes]] = field(default_factory=list)
    shows_after: int = 0


class GraphDouble:
    """`requests` lists 'METHOD step' in order; `sent` the messages that left, in order.

    With `lag` a sent letter stays a draft in every answer until it was asked for so many times.
    """

    def __init__(self, mailbox: str = "governance@union.example") -> None:
        self.mailbox = mailbox
        self.tokens = {"token-1"}
        self.readable = {mailbox}
        self.plus = True
        self.script: dict[str, list[Fault]] = {}
        self.requests: list[str] = []
        self.seen: list[Request] = []
        self.complaints: list[str] = []
        self.sent: list[Message] = []
        self.messages: dict[str, Message] = {}
        self.folders: dict[str, tuple[str, str]] = {}
        self.groups: dict[str, dict[str, Any]] = {}
        self.lag = 0
        self.page = 100
        self.renames = False
        self.forgets_ids = False
        self.epoch = "1"
        self.url = ""
        self.elsewhere = ""
        self._numbers = itertools.count(1)
        self._clock = itertools.count()
        self._log: list[tuple[str, str]] = []
        self._uploads: dict[str, tuple[str, dict[str, Any], bytearray]] = {}

    def deliver(self, raw: bytes) -> str:
        """Let a message arrive in the inbox."""
        made = self._message(raw, "inbox", draft=False)
        self._log.append((made.id, "inbox"))
        return made.id

    def lying_in(self, *path: str) -> list[bytes]:
        """The messages of a folder: 'inbox', 'drafts', 'sentitems', or names below the inbox."""
        place = path[0]
        for name in path[1:]:
            place = next(key for key, value in self.folders.items() if value == (place, name))
        return [one.mime for one in self.messages.values() if one.folder == place]

    def respond(self, request: Request) -> Answer | Dropped:
        try:
            return self._respond(request)
        except Exception:
            self.complaints.append(traceback.format_exc())
            raise

    def _respond(self, request: Request) -> Answer | Dropped:
        self.seen.append(request)
        if request.path.startswith("/upload/"):
            return self._scripted("PUT upload", lambda: self._on_upload(request))
        bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if bearer not in self.tokens:
            return _no(401, "InvalidAuthenticationToken", "Access token has expired.")
        parts = [unquote(one) for one in urlsplit(request.path).path.strip("/").split("/")]
        if parts[1] == "groups":
            return self._groups(request, parts[2:])
        assert "ImmutableId" in request.headers.get("Prefer", ""), "ids would change"
        try:
            judge(request)
        except Unlawful as why:
            self.complaints.append(str(why))
            return _no(400, "BadRequest", str(why))
        step = _step(request, parts[3:])
        self.requests.append(step)
        if parts[2] not in self.readable:
            return _no(403, "ErrorAccessDenied", "Access is denied.")
        return self._scripted(step, lambda: self._carry_out(request, parts[3:]))

    def _scripted(self, step: str, do: Any) -> Answer | Dropped:
        steps = self.script.get(step)
        match steps.pop(0) if steps else None:
            case None:
                return do()
            case Status(code, name, processed, headers):
                if processed:
                    do()
                return _no(code, name, "No.", headers)
            case Cut(processed):
                if processed:
                    do()
                return Dropped()

    def _carry_out(self, request: Request, rest: list[str]) -> Answer:
        match request.method, rest:
            case "POST", ["messages"]:
                return self._create(request)
            case "GET", ["messages"]:
                return self._find(request, None)
            case method, ["messages", name, *more]:
                message = self.messages.get(name)
                if message is None:
                    return _no(404, "ErrorItemNotFound", "The specified object was not found.")
                return self._on_message(method, message, more, request)
            case "GET", ["mailFolders", "inbox"]:
                inside = sum(one.folder == "inbox" for one in self.messages.values())
                return _json({"id": "inbox", "totalItemCount": inside})
            case "GET", ["mailFolders", "inbox", "messages"]:
                return self._find(request, "inbox")
            case "GET", ["mailFolders", "inbox", "messages", "delta"]:
                return self._delta(request)
            case "GET", ["mailFolders", parent, "childFolders"]:
                below = [
                    {"id": key, "displayName": name}
                    for key, (above, name) in self.folders.items()
                    if above == parent
                ]
                return _json({"value": below})
            case "POST", ["mailFolders", parent, "childFolders"]:
                key = f"folder-{next(self._numbers)}"
                self.folders[key] = (parent, json.loads(request.body)["displayName"])
                return _json({"id": key}, 201)
        raise AssertionError(f"{request.method} {rest}")

    def _on_message(
        self, method: str, message: Message, more: list[str], request: Request
    ) -> Answer:
        given = json.loads(request.body) if request.body else {}
        match method, more:
            case "GET", []:
                return _json(self._told(message))
            case "GET", ["$value"]:
                return Answer(200, message.mime, {"Content-Type": "text/plain"})
            case "PATCH", []:
                for one in given.get("singleValueExtendedProperties", []):
                    message.properties[one["id"]] = one["value"]
                message.categories = given.get("categories", message.categories)
                return _json(self._told(message))
            case "DELETE", []:
                assert message.draft, "a letter that was sent is never deleted"
                del self.messages[message.id]
                return Answer(204)
            case "POST", ["send"]:
                return self._send(message)
            case "POST", ["move"]:
                assert given["DestinationId"] in self.folders
                message.folder = given["DestinationId"]
                return _json(self._told(message), 201)
            case "POST", ["attachments"]:
                content = base64.b64decode(given["contentBytes"])
                message.attachments.append((given["name"], given["contentType"], content))
                return _json({"id": "attachment"}, 201)
            case "POST", ["attachments", "createUploadSession"]:
                key = f"{next(self._numbers)}"
                self._uploads[key] = (message.id, given["AttachmentItem"], bytearray())
                return _json({"uploadUrl": f"{self.elsewhere or self.url}/upload/{key}"}, 201)
        raise AssertionError(f"{method} {more}")

    def _create(self, request: Request) -> Answer:
        if len(request.body) > 4 * 1024 * 1024:
            return _no(413, "RequestEntityTooLarge", "The request is too large.")
        mime = base64.b64decode(request.body)
        made = self._message(mime, "drafts", draft=True)
        return _json({"id": made.id, "isDraft": True}, 201)

    def _send(self, message: Message) -> Answer:
        if not message.draft:
            return _no(404, "ErrorItemNotFound", "The specified object was not found.")
        head = email.message_from_bytes(message.mime)
        [(_, recipient)] = getaddresses(head.get_all("To", []))
        if recipient.startswith("nobody@"):
            return _no(400, "ErrorInvalidRecipients", "At least one recipient is not valid.")
        self.sent.append(message)
        message.draft, message.folder, message.shows_after = False, "sentitems", self.lag
        if self.renames:
            message.internet_id = f"<{message.id}@server.example>"
        if re.sub(r"\+[^@]*", "", recipient) == self.mailbox and self.plus >= recipient.count("+"):
            self.deliver(message.mime)
        return Answer(202)

    def _message(self, mime: bytes, folder: str, *, draft: bool) -> Message:
        received = START + timedelta(seconds=next(self._clock))
        name = f"AAkALgAA{next(self._numbers)}="
        internet_id = str(email.message_from_bytes(mime)["Message-ID"] or "")
        made = Message(name, mime, folder, draft, received, internet_id)
        self.messages[name] = made
        return made

    def _told(self, message: Message) -> dict[str, Any]:
        """What an answer says of a message; a letter just sent still looks like a draft for a while."""
        lagging = message.shows_after > 0
        message.shows_after -= lagging
        return {
            "id": message.id,
            "isDraft": message.draft or lagging,
            "internetMessageId": message.internet_id,
            "receivedDateTime": f"{message.received:%Y-%m-%dT%H:%M:%SZ}",
            "categories": message.categories,
        }

    def _find(self, request: Request, folder: str | None) -> Answer:
        wanted = parse_qs(urlsplit(request.path).query)["$filter"][0]
        found = [
            one
            for one in self.messages.values()
            if folder in (None, one.folder) and _meets(one, wanted)
        ]
        return _json({"value": [self._told(one) for one in found]})

    def _delta(self, request: Request) -> Answer:
        query = parse_qs(urlsplit(request.path).query)
        token = (query.get("$deltatoken") or query.get("$skiptoken") or ["1/0"])[0]
        epoch, _, start = token.partition("/")
        if ("$deltatoken" in query or "$skiptoken" in query) and epoch != self.epoch:
            return _no(410, "SyncStateNotFound", "The sync state is not found.")
        begun = "$deltatoken" in query or "$skiptoken" in query
        assert begun or query["changeType"] == ["created"]
        first = int(start)
        entries = self._log[first : first + self.page]
        value: list[dict[str, Any]] = []
        for name, folder in entries:
            one = self.messages.get(name)
            if one is not None and one.folder == folder:
                value.append(self._told(one))
            else:
                value.append({"id": name, "@removed": {"reason": "changed"}})
        last = first + len(entries)
        kind, name = (
            ("@odata.nextLink", "$skiptoken")
            if last < len(self._log)
            else ("@odata.deltaLink", "$deltatoken")
        )
        path = f"{self.elsewhere or self.url}/v1.0/users/{self.mailbox}/mailFolders/inbox/messages/delta"
        return _json({"value": value, kind: f"{path}?{name}={self.epoch}/{last}"})

    def _on_upload(self, request: Request) -> Answer:
        assert "Authorization" not in request.headers, "the address is the permission"
        key = request.path.rpartition("/")[2]
        message, item, content = self._uploads[key]
        found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", request.headers["Content-Range"])
        assert found is not None
        first, last, whole = map(int, found.groups())
        assert (first, last) == (len(content), len(content) + len(request.body) - 1)
        assert whole == item["size"]
        assert len(request.body) < 4 * 1024 * 1024
        content.extend(request.body)
        if len(content) < whole:
            return _json({"nextExpectedRanges": [f"{len(content)}-"]})
        made = (item["name"], item["contentType"], bytes(content))
        self.messages[message].attachments.append(made)
        return Answer(201)

    def _groups(self, request: Request, rest: list[str]) -> Answer:
        """Groups are not in the slice of the metadata; the few requests are looked at here."""
        query = parse_qs(urlsplit(request.path).query)
        assert request.method == "GET"
        if not rest:
            found = re.fullmatch(r"mail eq '(.*)' or displayName eq '(.*)'", query["$filter"][0])
            assert found is not None
            named = [
                {"id": key, "displayName": group["name"]}
                for key, group in self.groups.items()
                if found[1].replace("''", "'") in (group["mail"], group["name"])
            ]
            return _json({"value": named})
        assert rest[1:] == ["transitiveMembers"]
        if rest[0] not in self.groups:
            return _no(404, "Request_ResourceNotFound", "It does not exist.")
        members = self.groups[rest[0]]["members"]
        first = int((query.get("$skiptoken") or ["0"])[0])
        answer: dict[str, Any] = {"value": members[first : first + 2]}
        if first + 2 < len(members):
            answer["@odata.nextLink"] = (
                f"{self.url}/v1.0/groups/{rest[0]}/transitiveMembers?$skiptoken={first + 2}"
            )
        return _json(answer)


def _step(request: Request, rest: list[str]) -> str:
    """The kind of request, for scripts and counts: 'POST send', 'GET message'."""
    names = {"messages": "messages", "mailFolders": "folder"}
    if len(rest) == 2 and rest[0] == "messages":
        return f"{request.method} message"
    return f"{request.method} {names.get(rest[-1], rest[-1])}"


def _meets(message: Message, wanted: str) -> bool:
    if found := PROPERTY.search(wanted):
        name, value = (text.replace("''", "'") for text in found.groups())
        return message.properties.get(name) == value
    subject = email.message_from_bytes(message.mime)["Subject"]
    return wanted in (f"internetMessageId eq '{message.internet_id}'", f"subject eq '{subject}'")


def _json(content: dict[str, Any], status: int = 200) -> Answer:
    return Answer(status, json.dumps(content).encode(), {"Content-Type": "application/json"})


def _no(status: int, code: str, words: str, headers: dict[str, str] | None = None) -> Answer:
    body = json.dumps({"error": {"code": code, "message": words}}).encode()
    return Answer(status, body, {"Content-Type": "application/json", **(headers or {})})


@contextmanager
def graph(
    double: GraphDouble | None = None, *, tls: tuple[Path, Path] | None = None
) -> Iterator[tuple[GraphDouble, str]]:
    """The double and Graph's base address."""
    made = double or GraphDouble()
    with serving(lambda request: made.respond(request), tls=tls) as url:
        made.url = url
        yield made, f"{url}/v1.0"
