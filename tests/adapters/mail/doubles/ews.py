"""A double of an Exchange server: one mailbox in memory, behind EWS as Microsoft documents it.

Behaviour is that of the documentation, never of exchangelib: folders by distinguished id, named
properties, synchronisation states, throttling with BackOffMilliseconds. Faults are put into `script`.
"""

import base64
import itertools
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from pathlib import Path
from typing import Any

from lxml import etree

from tests.adapters.mail.doubles.ews_schema import T, fault_in, operation
from tests.adapters.mail.doubles.ews_wire import (
    NS,
    START,
    Busy,
    Cut,
    Fault,
    Folder,
    Item,
    Says,
    Status,
    enveloped,
    error,
    first_folders,
    id_of,
    m,
    ok,
    soap_fault,
    t,
    value_of,
)
from tests.adapters.mail.doubles.server import Answer, Dropped, Request, serving


class EwsDouble:
    """`requests` lists the operations in order; `sent` the bytes handed over, in order."""

    def __init__(
        self, mailbox: str = "governance@union.example", password: str = "open sesame"
    ) -> None:
        self.mailbox = mailbox
        self.password = password
        self.tokens: set[str] = set()
        self.readable = {mailbox}
        self.plus = True
        self.script: dict[str, list[Fault]] = {}
        self.requests: list[str] = []
        self.bodies: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self.complaints: list[str] = []
        self.sent: list[bytes] = []
        self.lists: dict[str, list[tuple[str, str, str]]] = {}
        self.epoch = "1"
        self.newest_first = True
        self.keeps_sent = True
        self.fractions = False
        self.unreadable: set[str] = set()
        self._numbers = itertools.count(1)
        self._clock = itertools.count()
        self.folders = first_folders()
        self.items: dict[str, Item] = {}
        self._log: list[tuple[str, str, str]] = []

    def deliver(self, raw: bytes, kind: str = "Message") -> str:
        """Let a message arrive in the inbox."""
        return self._add(raw, "inbox", kind=kind).id

    def lying_in(self, *path: str) -> list[bytes]:
        """The messages of a folder: a distinguished one, or names below the inbox."""
        place = path[0]
        for name in path[1:]:
            place = next(f.id for f in self.folders.values() if (f.parent, f.name) == (place, name))
        return [item.mime for item in self.items.values() if item.folder == place]

    def forget_states(self) -> None:
        """Synchronisation states given so far are no longer known."""
        self.epoch += "1"

    def respond(self, request: Request) -> Answer | Dropped:
        try:
            return self._respond(request)
        except Exception:
            self.complaints.append(traceback.format_exc())
            raise

    def _respond(self, request: Request) -> Answer | Dropped:
        self.headers.append(dict(request.headers))
        if not self._signed_in(request):
            return Answer(401, headers={"WWW-Authenticate": 'Basic realm="EWS"'})
        self.bodies.append(request.body)
        asked = operation(request.body)
        name = etree.QName(asked).localname
        self.requests.append(name)
        if complaint := fault_in(asked):
            self.complaints.append(complaint)
            return soap_fault("ErrorSchemaValidation", complaint)
        steps = self.script.get(name)
        return self._faulty(steps.pop(0), name, asked) if steps else self._answer(name, asked)

    def _signed_in(self, request: Request) -> bool:
        given = request.headers.get("Authorization", "")
        if given.startswith("Bearer "):
            return given.removeprefix("Bearer ") in self.tokens
        user, _, password = base64.b64decode(given[6:] or "").decode().partition(":")
        return (user, password) == ("officer", self.password)

    def _faulty(self, fault: Fault, name: str, asked: Any) -> Answer | Dropped:
        match fault:
            case Status(code, processed, headers):
                if processed:
                    self._answer(name, asked)
                return Answer(code, b"<html>Service Unavailable</html>", dict(headers))
            case Cut(processed):
                if processed:
                    self._answer(name, asked)
                return Dropped()
            case Busy(milliseconds):
                value = (
                    t.Value(str(milliseconds), Name="BackOffMilliseconds") if milliseconds else None
                )
                return soap_fault("ErrorServerBusy", "The server cannot service this.", value)
            case Says(code):
                after = [m.Items()] if name.endswith("Item") else []
                return self._reply(name, [error(name, code, "No.", *after)])

    def _answer(self, name: str, asked: Any) -> Answer:
        return self._reply(name, getattr(self, f"_on_{name}")(asked))

    def _reply(self, name: str, messages: list[Any]) -> Answer:
        response = m(f"{name}Response", m.ResponseMessages(*messages))
        if name == "ExpandDL":
            response = m.ExpandDLResponse(m.ResponseMessages(*messages))
        complaint = fault_in(response)
        assert not complaint, f"the double's own answer: {complaint}"
        return enveloped(response)

    def _folder(self, element: Any) -> Folder | None:
        if element.tag == f"{{{T}}}DistinguishedFolderId":
            owner = element.findtext("t:Mailbox/t:EmailAddress", self.mailbox, NS)
            return self.folders.get(element.get("Id")) if owner in self.readable else None
        return self.folders.get(base64.b64decode(element.get("Id")).decode())

    def _folder_xml(self, folder: Folder) -> Any:
        children = [f for f in self.folders.values() if f.parent == folder.id and f is not folder]
        inside = [i for i in self.items.values() if i.folder == folder.id]
        known = t.DistinguishedFolderId(folder.distinguished) if folder.distinguished else None
        return t.Folder(
            t.FolderId(Id=id_of(folder.id), ChangeKey="AQ=="),
            t.ParentFolderId(Id=id_of(folder.parent)),
            t.FolderClass("IPF.Note"),
            t.DisplayName(folder.name),
            t.TotalCount(str(len(inside))),
            t.ChildFolderCount(str(len(children))),
            *([known] if known is not None else []),
            t.UnreadCount("0"),
        )

    def _on_GetFolder(self, asked: Any) -> list[Any]:
        answers = []
        for element in asked.find("m:FolderIds", NS):
            folder = self._folder(element)
            answers.append(
                ok("GetFolder", m.Folders(self._folder_xml(folder)))
                if folder
                else error("GetFolder", "ErrorAccessDenied", "Not yours.", m.Folders())
            )
        return answers

    def _on_FindFolder(self, asked: Any) -> list[Any]:
        parent = self._folder(asked.find("m:ParentFolderIds", NS)[0])
        assert parent is not None
        assert asked.get("Traversal") == "Shallow"
        found = [f for f in self.folders.values() if f.parent == parent.id and f is not parent]
        assert asked.find("m:Restriction", NS) is None
        root = m.RootFolder(
            t.Folders(*map(self._folder_xml, found)),
            IndexedPagingOffset=str(len(found)),
            TotalItemsInView=str(len(found)),
            IncludesLastItemInRange="true",
        )
        return [ok("FindFolder", root)]

    def _on_CreateFolder(self, asked: Any) -> list[Any]:
        parent = self._folder(asked.find("m:ParentFolderId", NS)[0])
        assert parent is not None
        name = asked.findtext(".//t:DisplayName", "", NS)
        if any((f.parent, f.name) == (parent.id, name) for f in self.folders.values()):
            return [error("CreateFolder", "ErrorFolderExists", "It is there.", m.Folders())]
        folder = Folder(f"folder-{next(self._numbers)}", name, parent.id)
        self.folders[folder.id] = folder
        made = t.Folder(t.FolderId(Id=id_of(folder.id), ChangeKey="AQ=="))
        return [ok("CreateFolder", m.Folders(made))]

    def _add(self, mime: bytes, folder: str, **said: Any) -> Item:
        received = START + timedelta(seconds=next(self._clock))
        item = Item(f"item-{next(self._numbers)}", mime, folder, received, **said)
        self.items[item.id] = item
        self._log.append(("create", folder, item.id))
        return item

    def _item(self, element: Any) -> Item | None:
        return self.items.get(base64.b64decode(element.get("Id")).decode())

    def _item_xml(self, item: Item, fields: set[str]) -> Any:
        content: list[Any] = []
        if "item:MimeContent" in fields:
            mime = base64.b64encode(item.mime).decode()
            content.append(t.MimeContent(mime, CharacterSet="UTF-8"))
        content.append(t.ItemId(Id=id_of(item.id), ChangeKey=id_of(str(item.change))))
        if "item:DateTimeReceived" in fields:
            form = "%Y-%m-%dT%H:%M:%S.4724237Z" if self.fractions else "%Y-%m-%dT%H:%M:%SZ"
            content.append(t.DateTimeReceived(f"{item.received:{form}}"))
        if "item:Size" in fields:
            content.append(t.Size(str(len(item.mime))))
        if "item:Categories" in fields and item.categories:
            content.append(t.Categories(*[t.String(one) for one in item.categories]))
        return t(item.kind, *content)

    def _on_CreateItem(self, asked: Any) -> list[Any]:
        assert asked.get("MessageDisposition") == "SendAndSaveCopy"
        folder = self._folder(asked.find("m:SavedItemFolderId", NS)[0])
        [message] = asked.find("m:Items", NS)
        mime = base64.b64decode(message.findtext("t:MimeContent", "", NS))
        properties = {
            uri.get("PropertySetId") + "/" + uri.get("PropertyName"): value
            for one in message.findall("t:ExtendedProperty", NS)
            for uri, value in [
                (one.find("t:ExtendedFieldURI", NS), one.findtext("t:Value", "", NS))
            ]
        }
        assert folder is not None
        head = BytesHeaderParser().parsebytes(mime)
        [(_, recipient)] = getaddresses(head.get_all("To", []))
        if recipient.startswith("nobody@"):
            text = "At least one recipient is not valid."
            return [error("CreateItem", "ErrorInvalidRecipients", text, m.Items())]
        self.sent.append(mime)
        if self.keeps_sent:
            self._add(mime, folder.id, properties=properties)
        if re.sub(r"\+[^@]*", "", recipient) == self.mailbox and self.plus >= recipient.count("+"):
            self.deliver(mime)
        return [ok("CreateItem", m.Items())]  # Exchange names no item that was sent

    def _on_FindItem(self, asked: Any) -> list[Any]:
        folder = self._folder(asked.find("m:ParentFolderIds", NS)[0])
        [test] = asked.find("m:Restriction", NS)
        assert etree.QName(test).localname == "IsEqualTo"
        wanted = test.find(".//t:Constant", NS).get("Value")
        uri = test[0]
        assert folder is not None
        found = [
            item
            for item in self.items.values()
            if item.folder == folder.id and value_of(item, uri) == wanted
        ]
        root = m.RootFolder(
            t.Items(*[self._item_xml(item, set()) for item in found]),
            IndexedPagingOffset=str(len(found)),
            TotalItemsInView=str(len(found)),
            IncludesLastItemInRange="true",
        )
        return [ok("FindItem", root)]

    def _on_GetItem(self, asked: Any) -> list[Any]:
        fields = {one.get("FieldURI") for one in asked.iterfind(".//t:FieldURI", NS)}
        answers = []
        for element in asked.find("m:ItemIds", NS):
            item = self._item(element)
            if item is None:
                code, text = "ErrorItemNotFound", "The object was not found in the store."
                answers.append(error("GetItem", code, text, m.Items()))
            elif item.id in self.unreadable:
                code, text = "ErrorMimeContentConversionFailed", "It cannot be converted."
                answers.append(error("GetItem", code, text, m.Items()))
            else:
                answers.append(ok("GetItem", m.Items(self._item_xml(item, fields))))
        return answers

    def _on_UpdateItem(self, asked: Any) -> list[Any]:
        answers = []
        for change in asked.find("m:ItemChanges", NS):
            item = self._item(change.find("t:ItemId", NS))
            if item is None:
                code, text = "ErrorItemNotFound", "The object was not found in the store."
                answers.append(error("UpdateItem", code, text, m.Items()))
                continue
            [update] = change.find("t:Updates", NS)
            assert update.find("t:FieldURI", NS).get("FieldURI") == "item:Categories"
            if etree.QName(update[1]).localname != item.kind:
                text = "The object type changed."
                answers.append(error("UpdateItem", "ErrorObjectTypeChanged", text, m.Items()))
                continue
            item.categories = [one.text for one in update.iterfind(".//t:String", NS)]
            item.change += 1
            self._log.append(("update", item.folder, item.id))
            done = m.Items(self._item_xml(item, set()))
            none = m.ConflictResults(t.Count("0"))
            answers.append(ok("UpdateItem", done, none))
        return answers

    def _on_MoveItem(self, asked: Any) -> list[Any]:
        target = self._folder(asked.find("m:ToFolderId", NS)[0])
        assert target is not None
        answers = []
        for element in asked.find("m:ItemIds", NS):
            item = self._item(element)
            if item is None:
                code, text = "ErrorItemNotFound", "The object was not found in the store."
                answers.append(error("MoveItem", code, text, m.Items()))
                continue
            self._log.append(("delete", item.folder, item.id))
            del self.items[item.id]  # Exchange gives a moved item a new id
            moved = self._add(item.mime, target.id, kind=item.kind, categories=item.categories)
            answers.append(ok("MoveItem", m.Items(self._item_xml(moved, set()))))
        return answers

    def _on_SyncFolderItems(self, asked: Any) -> list[Any]:
        folder = self._folder(asked.find("m:SyncFolderId", NS)[0])
        assert folder is not None
        state = asked.findtext("m:SyncState", "", NS)
        epoch, _, done = base64.b64decode(state or "").decode().partition("/")
        if state and epoch != self.epoch:
            text = "Synchronization state data is corrupt or otherwise invalid."
            empty = (m.SyncState(), m.IncludesLastItemInRange("true"))
            code = "ErrorInvalidSyncStateData"
            return [error("SyncFolderItems", code, text, *empty)]
        first, most = int(done or 0), int(asked.findtext("m:MaxChangesReturned", "0", NS))
        fields = {one.get("FieldURI") for one in asked.iterfind(".//t:FieldURI", NS)}
        changes = list(self._changes(folder.id, first, fields))
        last = len(self._log)
        if len(changes) > most:
            changes, last = changes[:most], changes[most - 1][0] + 1
        elements = [element for _, element in changes]
        if self.newest_first and last == len(self._log):
            elements.reverse()
        new = base64.b64encode(f"{self.epoch}/{last}".encode()).decode()
        whole = "true" if last == len(self._log) else "false"
        return [
            ok(
                "SyncFolderItems",
                m.SyncState(new),
                m.IncludesLastItemInRange(whole),
                m.Changes(*elements),
            )
        ]

    def _changes(self, folder: str, first: int, fields: set[str]) -> Iterator[tuple[int, Any]]:
        made = {i for kind, place, i in self._log[first:] if (kind, place) == ("create", folder)}
        told: set[str] = set()
        for number, (kind, place, name) in enumerate(self._log):
            if number < first or place != folder or name in told:
                continue
            item = self.items.get(name)
            gone = item is None or item.folder != folder
            if gone and name not in made and kind == "delete":
                yield number, t.Delete(t.ItemId(Id=id_of(name)))
            elif not gone and item is not None:
                xml = self._item_xml(item, fields)
                yield number, t.Create(xml) if name in made else t.Update(xml)
            else:
                continue
            told.add(name)

    def _on_ExpandDL(self, asked: Any) -> list[Any]:
        address = asked.findtext("m:Mailbox/t:EmailAddress", "", NS)
        if address not in self.lists:
            text = "No results were found."
            return [error("ExpandDL", "ErrorNameResolutionNoResults", text)]
        members = [
            t.Mailbox(
                t.Name(name), t.EmailAddress(mail), t.RoutingType("SMTP"), t.MailboxType(kind)
            )
            for name, mail, kind in self.lists[address]
        ]
        count = str(len(members))
        expansion = m.DLExpansion(*members, TotalItemsInView=count, IncludesLastItemInRange="true")
        return [ok("ExpandDL", expansion)]


@contextmanager
def exchange(
    double: EwsDouble | None = None, *, tls: tuple[Path, Path] | None = None
) -> Iterator[tuple[EwsDouble, str]]:
    """The double and the address of its EWS endpoint."""
    made = double or EwsDouble()
    with serving(lambda request: made.respond(request), tls=tls) as url:
        yield made, f"{url}/EWS/Exchange.asmx"
