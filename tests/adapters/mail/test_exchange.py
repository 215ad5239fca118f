"""Letters by Exchange: sent once, whatever the server answers, and every request as the schema says."""

import base64
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from govflow.adapters.mail.exchange import ExchangeTransport
from govflow.adapters.mail.exchange_session import ExchangeServer, ExchangeSession
from govflow.adapters.mail.message import build
from govflow.adapters.mail.traces import MemoryNotes
from govflow.core.errors import MailError, SettingsError, TemporaryError
from govflow.core.people.letters import Deferred, Refused, Sent, Unknown
from tests.adapters.mail.certificates import Authority
from tests.adapters.mail.doubles.ews import Busy, Cut, EwsDouble, Says, Status, exchange
from tests.adapters.mail.doubles.ews_schema import M, T, fault_in, operation
from tests.adapters.mail.exchange_rig import LETTER, MESSAGE_ID, RAW, SIAN, Desk, exchange_desk
from tests.adapters.mail.letter_samples import envelope, rendered


@pytest.fixture
def desk() -> Iterator[Desk]:
    with exchange_desk() as made:
        yield made


def test_one_letter_is_one_request_and_its_copy_carries_our_property(desk: Desk) -> None:
    assert isinstance(desk.send(), Sent)
    assert desk.double.sent == [RAW]
    assert desk.double.requests.count("CreateItem") == 1
    [copy] = [item for item in desk.double.items.values() if item.folder == "sentitems"]
    assert [key.partition("/")[2] for key in copy.properties] == ["GovflowId"]
    assert desk.found() is True


def test_a_copy_whose_message_id_the_server_changed_is_found_by_our_property(desk: Desk) -> None:
    desk.send()
    for item in desk.double.items.values():
        item.mime = item.mime.replace(MESSAGE_ID.encode(), b"<other@server.example>")
    assert desk.found() is True


def test_a_copy_without_our_property_is_found_by_its_message_id(desk: Desk) -> None:
    desk.send()
    for item in desk.double.items.values():
        item.properties.clear()
    assert desk.found() is True


@pytest.mark.parametrize(
    "fault",
    [Status(503, processed=True), Status(504, processed=True), Cut(processed=True)],
    ids=["503", "504", "cut"],
)
def test_a_lost_answer_is_settled_by_looking_and_the_letter_went_once(
    desk: Desk, fault: Status | Cut
) -> None:
    desk.double.script["CreateItem"] = [fault]
    assert isinstance(desk.send(), Unknown)
    assert desk.found() is True
    assert desk.double.sent == [RAW]
    assert desk.double.requests.count("CreateItem") == 1


@pytest.mark.parametrize(
    "fault", [Status(503), Cut(processed=False), Says("ErrorInternalServerTransientError")]
)
def test_that_a_letter_is_absent_counts_only_after_a_wait(
    desk: Desk, fault: Status | Cut | Says
) -> None:
    desk.double.script["CreateItem"] = [fault]
    assert isinstance(desk.send(), Unknown)
    assert desk.found() is None
    desk.hand.time += timedelta(seconds=119)
    assert desk.found() is None
    desk.hand.time += timedelta(seconds=1)
    assert desk.found() is False
    assert desk.double.requests.count("CreateItem") == 1


def test_sending_again_after_a_lost_answer_looks_first_and_sends_nothing(desk: Desk) -> None:
    desk.double.script["CreateItem"] = [Cut(processed=True)]
    desk.send()
    assert isinstance(desk.send(), Sent)
    assert desk.double.sent == [RAW]


def test_sending_again_too_early_waits_and_later_sends_once(desk: Desk) -> None:
    desk.double.script["CreateItem"] = [Cut(processed=False)]
    desk.send()
    assert isinstance(desk.send(), Deferred)
    desk.hand.time += timedelta(minutes=2)
    assert isinstance(desk.send(), Sent)
    assert desk.double.sent == [RAW]


def test_with_no_note_left_the_wait_begins_with_the_first_question(desk: Desk) -> None:
    assert desk.found() is None
    desk.hand.time += timedelta(minutes=2)
    assert desk.found() is False


def test_throttling_pauses_the_whole_mailbox_for_as_long_as_the_server_says(desk: Desk) -> None:
    desk.double.script["CreateItem"] = [Busy(297_749), Busy(None)]
    assert desk.send() == Deferred(298, "The server cannot service this", whole_mailbox=True)
    assert desk.send() == Deferred(60, "The server cannot service this", whole_mailbox=True)
    assert isinstance(desk.send(), Sent)
    assert desk.double.sent == [RAW]
    assert desk.hand.slept == []


def test_throttling_before_the_letter_pauses_too(desk: Desk) -> None:
    desk.double.script["GetFolder"] = [Busy(40_000)]
    result = desk.send()
    assert isinstance(result, Deferred)
    assert (result.seconds, result.whole_mailbox) == (40, True)
    assert "CreateItem" not in desk.double.requests


def test_a_server_that_is_not_there_was_handed_nothing() -> None:
    with exchange_desk() as gone:
        pass
    result = gone.send()
    assert isinstance(result, Deferred)
    assert result.whole_mailbox
    assert gone.transport._attempts.last("x") is None


def test_a_wrong_password_defers_everything_and_is_said_when_reading() -> None:
    with exchange_desk(password="wrong") as desk:
        result = desk.send()
        assert isinstance(result, Deferred)
        assert result.whole_mailbox
        assert "does not accept the sign-in of 'officer'" in result.text
        with pytest.raises(MailError, match="does not accept the sign-in of 'officer'"):
            desk.fetched()
        assert desk.double.sent == []


def test_an_address_the_server_knows_to_be_wrong_is_refused(desk: Desk) -> None:
    raw = build(envelope(to_address="nobody@union.example"), rendered())
    result = desk.send(to="nobody@union.example", raw=raw)
    assert result == Refused("ErrorInvalidRecipients", "At least one recipient is not valid")


@pytest.mark.parametrize("code", ["ErrorSendAsDenied", "ErrorQuotaExceeded", "ErrorAccessDenied"])
def test_a_missing_right_pauses_everything_instead_of_refusing_one_letter(
    desk: Desk, code: str
) -> None:
    desk.double.script["CreateItem"] = [Says(code)]
    result = desk.send()
    assert isinstance(result, Deferred)
    assert result.whole_mailbox


def test_a_letter_whose_headers_name_somebody_else_is_refused_unsent(desk: Desk) -> None:
    for raw in (
        RAW,
        RAW.replace(b"Subject:", b"Cc: board@union.example\r\nSubject:"),
        RAW.replace(b"Subject:", b"Bcc: board@union.example\r\nSubject:"),
    ):
        to = SIAN if raw != RAW else "jo@union.example"
        assert isinstance(desk.send(to=to, raw=raw), Refused)
    assert desk.double.requests == []


def test_every_letter_may_be_tried_without_the_first_one_spoiling_the_rest(desk: Desk) -> None:
    desk.double.script["CreateItem"] = [Cut(processed=True)]
    results = [
        desk.transport.send(
            name, build(envelope(letter=name, message_id=key), rendered()), "", SIAN
        )
        for name, key in [("A/1/first", "<a@x.example>"), ("A/2/first", "<b@x.example>")]
    ]
    assert [type(result) for result in results] == [Unknown, Sent]
    assert len(desk.double.sent) == 2


class Issuer:
    """Gives access tokens; each time a fresh one is asked for, the next."""

    def __init__(self) -> None:
        self.number = 1

    def __call__(self, fresh: bool) -> str:
        self.number += fresh
        return f"token-{self.number}"


def test_an_expired_token_is_renewed_once_and_the_letter_goes_once(tmp_path: Path) -> None:
    with exchange_desk(token=Issuer(), authority=Authority(tmp_path)) as desk:
        desk.double.tokens = {"token-1"}
        desk.session.read(lambda: desk.session.account.sent)
        desk.double.tokens = {"token-2"}
        assert isinstance(desk.send(), Sent)
        assert desk.double.sent == [RAW]


def test_a_token_that_is_never_accepted_is_asked_for_twice_and_then_said(tmp_path: Path) -> None:
    issuer = Issuer()
    with exchange_desk(token=issuer, authority=Authority(tmp_path)) as desk:
        result = desk.send()
        assert isinstance(result, Deferred)
        assert result.whole_mailbox
        assert issuer.number == 2


def test_a_shared_mailbox_is_used_by_right_or_by_impersonation() -> None:
    with exchange_desk(access="delegate") as desk:
        desk.send()
        assert all(b"ExchangeImpersonation" not in body for body in desk.double.bodies)
    with exchange_desk(access="impersonation") as desk:
        desk.send()
        for body in desk.double.bodies:
            sid = etree.fromstring(body).find(f".//{{{T}}}ConnectingSID")
            assert sid is not None
            assert sid[0].text == "governance@union.example"


def test_the_certificate_is_verified_before_a_password_is_shown(tmp_path: Path) -> None:
    trusted, stranger = Authority(tmp_path), Authority(_made(tmp_path / "stranger"))
    with exchange(EwsDouble(), tls=trusted.issue("localhost")) as (double, url):
        server = ExchangeServer(url, double.mailbox, "officer", "basic", double.password)
        for ca_file in ("", str(stranger.ca)):
            session = ExchangeSession(replace(server, ca_file=ca_file))
            with pytest.raises(MailError, match="the certificate of localhost is not one"):
                session.read(lambda session=session: session.account.inbox)
            result = ExchangeTransport(session, MemoryNotes()).send(LETTER, RAW, "", SIAN)
            assert isinstance(result, Deferred)
        assert double.headers == []
        good = ExchangeSession(replace(server, ca_file=str(trusted.ca)))
        assert isinstance(ExchangeTransport(good, MemoryNotes()).send(LETTER, RAW, "", SIAN), Sent)
        good.close()


def _made(place: Path) -> Path:
    place.mkdir()
    return place


@pytest.mark.parametrize("endpoint", ["http://mail.union.example/EWS/Exchange.asmx", "mail", ""])
def test_an_address_that_is_not_https_is_refused_before_anything_is_sent(endpoint: str) -> None:
    with pytest.raises(SettingsError, match=r"mail\.exchange\.endpoint"):
        ExchangeSession(ExchangeServer(endpoint, "governance@union.example"))


def test_a_wrong_address_of_the_server_is_said(desk: Desk) -> None:
    desk.double.script["GetFolder"] = [Status(404)]
    with pytest.raises(MailError, match="there is no Exchange at this address"):
        desk.session.read(lambda: desk.session.account.inbox)


def test_a_short_pause_while_reading_is_waited_for_and_a_long_one_is_said(desk: Desk) -> None:
    desk.double.script["GetFolder"] = [Busy(9_000), Busy(500_000)]
    with pytest.raises(TemporaryError, match="asks for a pause of 500 seconds"):
        desk.session.read(lambda: desk.session.account.inbox)
    assert desk.hand.slept == [9]


def test_no_part_of_a_letter_reaches_a_log(desk: Desk) -> None:
    heard: list[logging.LogRecord] = []
    ear = logging.Handler(logging.DEBUG)
    ear.emit = heard.append  # type: ignore[method-assign]
    root, library = logging.getLogger(), logging.getLogger("exchangelib")
    root.addHandler(ear)
    library.setLevel(logging.DEBUG)
    try:
        desk.double.script["CreateItem"] = [Status(500)]
        desk.send()
    finally:
        root.removeHandler(ear)
        library.setLevel(logging.NOTSET)
    assert [record for record in heard if record.name.startswith("exchangelib")] == []


def test_every_request_is_what_microsofts_schema_allows(desk: Desk) -> None:
    """Holds the double to its work: `complaints` is checked at the end of each test with a desk."""
    desk.send()
    desk.found()
    desk.double.deliver(RAW)
    for message in desk.mailbox.fetch_new():
        desk.mailbox.mark(message.handle, quarantined=True)
    desk.mailbox.close()
    asked = dict(zip(desk.double.requests, desk.double.bodies, strict=True))
    assert {"GetFolder", "CreateItem", "FindItem", "SyncFolderItems", "GetItem"} <= asked.keys()
    assert {"FindFolder", "CreateFolder", "UpdateItem", "MoveItem"} <= asked.keys()
    for body in asked.values():
        assert fault_in(operation(body)) == ""


MUTATIONS = [
    (f"{{{M}}}CreateItem", "MessageDisposition", "SendTwice"),
    (f"{{{M}}}CreateItem", "Unheard", "of"),
    (f"{{{T}}}ExtendedFieldURI", "PropertyType", "Text"),
    (f"{{{T}}}ExtendedFieldURI", "PropertySetId", "ours"),
    (f"{{{T}}}DistinguishedFolderId", "Id", "sent"),
    (f"{{{T}}}Sensitivity", "", "Rather"),
    (f"{{{T}}}Message", "+", "Attachment"),
    (f"{{{M}}}Items", "-", ""),
]


@pytest.mark.parametrize(("tag", "attribute", "value"), MUTATIONS)
def test_a_request_with_one_thing_changed_is_rejected(
    desk: Desk, tag: str, attribute: str, value: str
) -> None:
    desk.send()
    body = desk.double.bodies[desk.double.requests.index("CreateItem")]
    assert fault_in(operation(body)) == ""
    root = etree.fromstring(body)
    element = next(root.iter(tag))
    if attribute == "+":
        etree.SubElement(element, f"{{{T}}}{value}")
    elif attribute == "-":
        element.getparent().remove(element)
    elif attribute:
        element.set(attribute, value)
    else:
        element.text = value
    assert fault_in(operation(etree.tostring(root))) != ""


def test_the_double_rejects_such_a_request_as_exchange_does(desk: Desk) -> None:
    desk.send()
    body = desk.double.bodies[desk.double.requests.index("CreateItem")]
    wrong = body.replace(b"SendAndSaveCopy", b"SendTwice")
    session = desk.session.account.protocol.get_session()
    answer = session.post(desk.session.server.endpoint, data=wrong)
    assert answer.status_code == 500
    assert b"ErrorSchemaValidation" in answer.content
    assert len(desk.double.complaints) == 1
    assert desk.double.sent == [RAW]
    desk.double.complaints.clear()


def test_what_is_handed_over_is_the_bytes_themselves(desk: Desk) -> None:
    desk.send()
    body = desk.double.bodies[desk.double.requests.index("CreateItem")]
    mime = etree.fromstring(body).find(f".//{{{T}}}MimeContent")
    assert mime is not None
    assert base64.b64decode(mime.text or "") == RAW
