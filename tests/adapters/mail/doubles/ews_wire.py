"""What Exchange says on the wire: the shapes of its answers and faults, and what a mailbox holds."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from tests.adapters.mail.doubles.ews_schema import SOAP, M, T
from tests.adapters.mail.doubles.server import Answer

m = ElementMaker(namespace=M, nsmap={"m": M, "t": T})
t = ElementMaker(namespace=T, nsmap={"m": M, "t": T})
s = ElementMaker(namespace=SOAP, nsmap={"s": SOAP})
NS = {"m": M, "t": T, "s": SOAP}
START = datetime(2026, 12, 1, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Status:
    """An HTTP answer with no SOAP in it, before or after the request was carried out."""

    code: int
    processed: bool = False
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cut:
    """The connection is cut, before or after the request was carried out."""

    processed: bool


@dataclass(frozen=True)
class Busy:
    """ErrorServerBusy as Exchange throttles: a SOAP fault with the time to wait."""

    milliseconds: int | None = 12_000


@dataclass(frozen=True)
class Says:
    """An answer of ResponseClass Error with this code."""

    code: str


Fault = Status | Cut | Busy | Says


@dataclass
class Folder:
    id: str
    name: str
    parent: str
    distinguished: str = ""


@dataclass
class Item:
    id: str
    mime: bytes
    folder: str
    received: datetime
    change: int = 1
    kind: str = "Message"
    properties: dict[str, str] = field(default_factory=dict)
    categories: list[str] = field(default_factory=list)


def soap_fault(code: str, text: str, value: Any = None) -> Answer:
    errors = "http://schemas.microsoft.com/exchange/services/2006/errors"
    e = ElementMaker(namespace=errors, nsmap={"e": errors})
    detail = etree.Element("detail")
    detail.append(e.ResponseCode(code))
    detail.append(e.Message(text))
    if value is not None:
        detail.append(t.MessageXml(value))
    fault = s.Fault()
    for tag, content in (("faultcode", f"a:{code}"), ("faultstring", text)):
        etree.SubElement(fault, tag).text = content
    fault.append(detail)
    return enveloped(fault, status=500)


def error(name: str, code: str, text: str, *after: Any) -> Any:
    return m(
        f"{name}ResponseMessage",
        m.MessageText(text),
        m.ResponseCode(code),
        m.DescriptiveLinkKey("0"),
        *after,
        ResponseClass="Error",
    )


def ok(name: str, *content: Any) -> Any:
    return m(f"{name}ResponseMessage", m.ResponseCode("NoError"), *content, ResponseClass="Success")


def value_of(item: Item, uri: Any) -> str:
    if uri.tag == f"{{{T}}}ExtendedFieldURI":
        return item.properties.get(f"{uri.get('PropertySetId')}/{uri.get('PropertyName')}", "")
    name = {"message:InternetMessageId": "Message-ID", "item:Subject": "Subject"}[
        uri.get("FieldURI")
    ]
    return str(BytesHeaderParser().parsebytes(item.mime)[name])


def id_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def enveloped(content: Any, status: int = 200) -> Answer:
    version = t.ServerVersionInfo(
        MajorVersion="15", MinorVersion="2", MajorBuildNumber="2562", MinorBuildNumber="17"
    )
    whole = s.Envelope(s.Header(version), s.Body(content))
    body = etree.tostring(whole, xml_declaration=True, encoding="utf-8")
    return Answer(status, body, {"Content-Type": "text/xml; charset=utf-8"})


def first_folders() -> dict[str, Folder]:
    """The folders of a new mailbox, named as in a German one: a name must never be relied upon."""
    names = [
        ("root", "Stamm"),
        ("msgfolderroot", "Oberste Ebene"),
        ("inbox", "Posteingang"),
        ("sentitems", "Gesendete Elemente"),
    ]
    return {name: Folder(name, title, "root", name) for name, title in names}
