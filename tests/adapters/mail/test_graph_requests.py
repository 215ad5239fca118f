"""Requests to Graph held to its own metadata: ours pass, and each changed in one thing is rejected."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.adapters.mail.doubles.graph_schema import Unlawful, judge
from tests.adapters.mail.doubles.server import Request
from tests.adapters.mail.exchange_rig import RAW
from tests.adapters.mail.graph_rig import Desk, graph_desk

USER = "/v1.0/users/governance@union.example"


@pytest.fixture
def desk() -> Iterator[Desk]:
    with graph_desk() as made:
        yield made


GOOD: list[tuple[str, str, Any]] = [
    ("GET", "/messages?$filter=internetMessageId eq '<a''b@x>'&$select=id,isDraft", None),
    ("GET", "/mailFolders/inbox/messages/delta?$select=id&changeType=created", None),
    ("GET", "/messages/1/$value", None),
    ("POST", "/messages", b"aGVsbG8="),
    ("POST", "/messages/1/send", None),
    ("PATCH", "/messages/1", {"categories": ["x"]}),
    ("POST", "/messages/1/move", {"destinationId": "x"}),
    ("POST", "/mailFolders/inbox/childFolders", {"displayName": "x"}),
    (
        "POST",
        "/messages/1/attachments/createUploadSession",
        {"AttachmentItem": {"attachmentType": "file", "name": "x", "size": 4}},
    ),
]
BAD: list[tuple[str, str, Any]] = [
    ("GET", "/mesages", None),
    ("GET", "/messages?$select=id,draft", None),
    ("GET", "/messages?$filter=isSent eq true", None),
    ("GET", "/messages?$filter=singleValueExtendedProperties/Any(ep: ep/name eq 'x')", None),
    ("GET", "/messages?limit=5", None),
    ("GET", "/messages/1/send", None),
    ("POST", "/messages/delta", None),
    ("POST", "/messages/1/send/now", None),
    ("POST", "/mailFolders/inbox/messages", b"aGVsbG8="),
    ("POST", "/messages", b"not base64!"),
    ("POST", "/messages", {"importance": "urgent"}),
    ("POST", "/messages", {"isDraft": "no"}),
    ("POST", "/messages", {"internetMessageHeaders": [{"name": "In-Reply-To", "value": "x"}]}),
    ("PATCH", "/messages/1", {"category": ["x"]}),
    ("PATCH", "/messages/1", {"categories": "x"}),
    ("PATCH", "/messages/1", {"singleValueExtendedProperties": [{"id": "x", "val": "y"}]}),
    ("PUT", "/messages/1", {"categories": []}),
    ("POST", "/messages/1/move", {"folder": "x"}),
    ("POST", "/messages/1/move", {}),
    ("POST", "/mailFolders/inbox/childFolders", {"name": "x"}),
    ("DELETE", "/messages", None),
    ("POST", "/messages/1/attachments/createUploadSession", {"AttachmentItem": {"length": 4}}),
]


def asked(method: str, path: str, content: Any) -> Request:
    if isinstance(content, bytes):
        return Request(method, USER + path, {"Content-Type": "text/plain"}, content)
    body = b"" if content is None else json.dumps(content).encode()
    return Request(method, USER + path, {"Content-Type": "application/json"}, body)


@pytest.mark.parametrize(("method", "path", "content"), GOOD)
def test_the_oracle_lets_documented_requests_pass(method: str, path: str, content: Any) -> None:
    judge(asked(method, path, content))


@pytest.mark.parametrize(("method", "path", "content"), BAD)
def test_the_oracle_rejects_requests_the_metadata_does_not_know(
    method: str, path: str, content: Any
) -> None:
    with pytest.raises(Unlawful):
        judge(asked(method, path, content))


def test_each_request_of_ours_with_one_thing_changed_is_rejected(desk: Desk) -> None:
    desk.send()
    desk.found()
    desk.double.deliver(RAW)
    for message in desk.mailbox.fetch_new():
        desk.mailbox.mark(message.handle, quarantined=False)
    changed = 0
    for request in desk.double.seen:
        judge(request)
        for other in mutations(request):
            changed += 1
            with pytest.raises(Unlawful):
                judge(other)
    assert changed > 30


def mutations(request: Request) -> Iterator[Request]:
    """The same request with another method, a name misspelt in path or query, a strange body."""
    head, body = request.headers, request.body
    swapped = {"GET": "POST", "POST": "PATCH", "PATCH": "PUT"}[request.method]
    yield Request(swapped, request.path, head, body)
    yield (
        Request(request.method, request.path.replace("/messages", "/letters", 1), head, body)
        if ("/messages" in request.path)
        else Request(request.method, request.path.replace("/mailFolders", "/folders"), head, body)
    )
    if "select=" in request.path:
        yield Request(request.method, request.path.replace("select=", "select=no,"), head, body)
    if body.startswith(b"{"):
        yield Request(request.method, request.path, head, body.replace(b'{"', b'{"un', 1))
        yield Request(request.method, request.path, head, b"[]")
    elif body:
        yield Request(request.method, request.path, head, base64.b64encode(RAW) + b"*")
