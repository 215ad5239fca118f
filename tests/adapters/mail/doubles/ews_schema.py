"""Microsoft's own EWS schema as an oracle: every request and every answer of the double is held to it."""

from functools import cache
from typing import Any

from lxml import etree

from tests.support import require_shared

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
M = "http://schemas.microsoft.com/exchange/services/2006/messages"
T = "http://schemas.microsoft.com/exchange/services/2006/types"


@cache
def _compiled(path: str) -> Any:
    return etree.XMLSchema(etree.parse(path))


def schema() -> Any:
    return _compiled(str(require_shared("schemas/ews/Messages.xsd")))


def operation(envelope: bytes) -> Any:
    """The first child of the SOAP body."""
    root = etree.fromstring(envelope)
    return root.find(f"{{{SOAP}}}Body")[0]


def fault_in(element: Any) -> str:
    """What the schema has against an operation's request or answer; '' when nothing."""
    checked = schema()
    return "" if checked.validate(element) else str(checked.error_log[0].message)
