"""Letters by Microsoft Graph: a draft, our property, send; sent once whatever is answered."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from govflow.adapters.mail.graph import GraphTransport
from govflow.adapters.mail.graph_session import GraphSession
from govflow.adapters.mail.traces import MemoryNotes
from govflow.core.errors import MailError, SettingsError, TemporaryError
from govflow.core.people.letters import Deferred, Refused, Sent, Unknown
from tests.adapters.mail.certificates import Authority
from tests.adapters.mail.doubles.graph import Cut, Fault, Status, graph
from tests.adapters.mail.exchange_rig import LETTER, MESSAGE_ID, RAW, SIAN
from tests.adapters.mail.graph_rig import Desk, graph_desk

USER = "/v1.0/users/governance@union.example"


@pytest.fixture
def desk() -> Iterator[Desk]:
    with graph_desk() as made:
        yield made


def test_a_letter_is_drafted_marked_sent_and_read_back(desk: Desk) -> None:
    result = desk.send()
    [message] = desk.double.sent
    assert result == Sent(message.id)
    assert message.mime == RAW
    assert [name.partition(" Name ")[2] for name in message.properties] == ["GovflowId"]
    wanted = ["POST messages", "PATCH message", "POST send", "GET message"]
    assert desk.double.requests == wanted
    assert desk.found() is True


def test_the_id_is_on_disk_before_the_letter_is_sent(desk: Desk) -> None:
    kept: list[str] = []
    respond = desk.double._send
    desk.double._send = lambda message: (kept.extend(desk.notes.kept.values()), respond(message))[1]
    desk.send()
    [message] = desk.double.sent
    assert message.id in kept[0]


def test_a_message_id_the_server_changed_is_told(desk: Desk) -> None:
    desk.double.renames = True
    [result, message] = desk.send(), desk.double.sent[0]
    assert result == Sent(message.id, message.internet_id)
    assert desk.found() is True


@pytest.mark.parametrize("lag", [0, 1])
@pytest.mark.parametrize(
    "fault",
    [
        Cut(processed=True),
        Status(500, processed=True),
        Status(502, processed=True),
        Status(504, processed=True),
        Status(503, processed=True),
    ],
    ids=["cut", "500", "502", "504", "503"],
)
def test_a_lost_answer_is_settled_by_the_immutable_id(desk: Desk, fault: Fault, lag: int) -> None:
    desk.double.script["POST send"] = [fault]
    assert isinstance(desk.send(), Unknown)
    desk.double.sent[0].shows_after = 3 * lag
    assert [desk.found(), desk.found()] == ([None, True] if lag else [True, True])
    assert desk.sent() == [RAW]
    assert desk.double.requests.count("POST send") == 1


def test_a_letter_whose_id_was_lost_is_found_by_our_property(desk: Desk) -> None:
    desk.double.renames = True
    desk.send()
    desk.notes.kept.clear()
    assert desk.found() is True


def test_a_letter_without_our_property_is_found_by_its_message_id(desk: Desk) -> None:
    desk.send()
    desk.notes.kept.clear()
    desk.double.sent[0].properties.clear()
    assert desk.found() is True


def test_an_id_that_is_not_found_yet_is_not_taken_for_absence(desk: Desk) -> None:
    desk.double.script["POST send"] = [Cut(processed=True)]
    desk.send()
    [message] = desk.double.messages.values()
    desk.double.messages.clear()
    assert desk.found() is None
    desk.double.messages[message.id] = message
    assert desk.found() is True


def test_a_letter_that_is_no_longer_under_its_id_is_looked_for_by_its_other_signs(
    desk: Desk,
) -> None:
    desk.double.script["POST send"] = [Cut(processed=True)]
    desk.send()
    [message] = desk.double.messages.values()
    desk.double.messages = {"another id": message}
    assert desk.found() is True


def test_that_it_is_still_a_draft_counts_only_after_a_wait(desk: Desk) -> None:
    desk.double.script["POST send"] = [Cut(processed=False)]
    assert isinstance(desk.send(), Unknown)
    assert desk.found() is None
    desk.hand.time += timedelta(minutes=5, seconds=-1)
    assert desk.found() is None
    desk.hand.time += timedelta(seconds=1)
    assert desk.found() is False


def test_sending_again_looks_first_waits_and_leaves_one_letter_and_no_draft(desk: Desk) -> None:
    desk.double.script["POST send"] = [Cut(processed=False)]
    desk.send()
    assert isinstance(desk.send(), Deferred)
    desk.hand.time += timedelta(minutes=5)
    assert isinstance(desk.send(), Sent)
    assert desk.sent() == [RAW]
    assert desk.double.lying_in("drafts") == []


def test_sending_again_after_a_letter_that_went_sends_nothing(desk: Desk) -> None:
    desk.double.script["POST send"] = [Cut(processed=True)]
    desk.send()
    assert desk.send() == Sent(desk.double.sent[0].id)
    assert desk.sent() == [RAW]


@pytest.mark.parametrize("step", ["POST messages", "PATCH message"])
@pytest.mark.parametrize("processed", [True, False])
def test_what_breaks_before_send_has_sent_nothing_and_leaves_no_draft_for_long(
    desk: Desk, step: str, processed: bool
) -> None:
    desk.double.script[step] = [Cut(processed)]
    result = desk.send()
    assert isinstance(result, Deferred)
    assert result.whole_mailbox
    assert desk.found() is False
    assert isinstance(desk.send(), Sent)
    assert desk.sent() == [RAW]
    assert desk.double.lying_in("drafts") == []


@pytest.mark.parametrize("step", ["POST messages", "PATCH message", "POST send"])
@pytest.mark.parametrize("code", [429, 503])
def test_throttling_pauses_the_whole_mailbox_for_as_long_as_the_server_says(
    desk: Desk, step: str, code: int
) -> None:
    desk.double.script[step] = [Status(code, "TooManyRequests", headers={"Retry-After": "37"})]
    result = desk.send()
    assert isinstance(result, Deferred)
    assert (result.seconds, result.whole_mailbox) == (37, True)
    assert desk.sent() == []
    assert desk.hand.slept == []
    desk.hand.time += timedelta(minutes=5)
    assert isinstance(desk.send(), Sent)
    assert desk.sent() == [RAW]
    assert desk.double.lying_in("drafts") == []


def test_a_503_that_had_sent_the_letter_after_all_does_not_send_it_twice(desk: Desk) -> None:
    busy = Status(503, "ServiceUnavailable", processed=True, headers={"Retry-After": "5"})
    desk.double.script["POST send"] = [busy]
    assert isinstance(desk.send(), Deferred)
    assert isinstance(desk.send(), Sent)
    assert desk.sent() == [RAW]


def test_an_expired_token_is_renewed_once_and_the_letter_goes_once(desk: Desk) -> None:
    desk.double.script["POST send"] = [Status(401, "InvalidAuthenticationToken")]
    desk.double.tokens.add("token-2")
    assert isinstance(desk.send(), Sent)
    assert desk.sent() == [RAW]
    assert desk.issuer.number == 2


def test_a_token_that_is_never_accepted_defers_everything_and_is_said_when_reading(
    desk: Desk,
) -> None:
    desk.double.tokens.clear()
    result = desk.send()
    assert isinstance(result, Deferred)
    assert result.whole_mailbox
    with pytest.raises(MailError, match="does not accept the sign-in"):
        desk.fetched()


def test_a_missing_right_pauses_everything_instead_of_refusing_one_letter(desk: Desk) -> None:
    for step in ("POST messages", "POST send"):
        desk.double.script[step] = [Status(403, "ErrorSendAsDenied")]
        result = desk.send()
        assert isinstance(result, Deferred)
        assert result.whole_mailbox
        assert "may not do this in governance@union.example" in result.text
    assert isinstance(desk.send(), Sent)
    assert desk.double.lying_in("drafts") == []


def test_an_address_the_server_knows_to_be_wrong_is_refused_and_its_draft_dropped(
    desk: Desk,
) -> None:
    raw = RAW.replace(SIAN.encode(), b"nobody@union.example")
    result = desk.send(to="nobody@union.example", raw=raw)
    assert result == Refused("ErrorInvalidRecipients", "At least one recipient is not valid.")
    assert desk.double.lying_in("drafts") == []


def test_a_letter_whose_headers_name_somebody_else_is_refused_unsent(desk: Desk) -> None:
    raw = RAW.replace(b"Subject:", b"Bcc: board@union.example\r\nSubject:")
    assert isinstance(desk.send(raw=raw), Refused)
    assert isinstance(desk.send(to="jo@union.example"), Refused)
    assert desk.double.requests == []


def test_a_server_that_is_not_there_was_handed_nothing() -> None:
    with graph_desk() as gone:
        pass
    result = gone.send()
    assert isinstance(result, Deferred)
    assert result.whole_mailbox


def large(*sizes: int) -> tuple[bytes, list[bytes]]:
    message = MIMEMultipart()
    message["From"], message["To"] = "governance@union.example", f"Sian <{SIAN}>"
    message["Message-ID"], message["In-Reply-To"] = MESSAGE_ID, "<before@union.example>"
    message["Subject"] = "=?utf-8?q?The_Board=27s_pack?= " + "x" * 120
    alternative = MIMEMultipart("alternative")
    alternative.attach(MIMEText("Siân, please read.\r\n", "plain", "utf-8"))
    alternative.attach(MIMEText("<p>Siân</p>\r\n", "html", "utf-8"))
    message.attach(alternative)
    contents = [bytes(range(256)) * (size // 256) + b"\xff" * (size % 256) for size in sizes]
    for number, content in enumerate(contents):
        part = MIMEApplication(content, "vnd.example")
        part.add_header("Content-Disposition", "attachment", filename=f"{number} pâck.docx")
        message.attach(part)
    raw = message.as_bytes().replace(b"\n", b"\r\n")
    return b"X-Long: " + b"unfolded words " * 20 + b"\r\n" + raw, contents


def test_a_letter_over_four_megabytes_arrives_with_every_attachment_as_its_bytes(
    desk: Desk,
) -> None:
    raw, contents = large(700_000, 3_500_000, 9_000_001)
    assert isinstance(desk.send(raw=raw), Sent)
    [message] = desk.double.sent
    assert [content for _, _, content in message.attachments] == contents
    assert {kind for _, kind, _ in message.attachments} == {"application/vnd.example"}
    assert message.attachments[0][0] == "0 pâck.docx"
    kept, meant = message_from_bytes(message.mime), message_from_bytes(raw)
    assert message.mime.partition(b"\r\n\r\n")[0] == raw.partition(b"\r\n\r\n")[0]
    assert kept.items() == meant.items()
    parts = [part.get_payload(decode=True) for part in kept.walk() if not part.is_multipart()]
    assert parts == ["Siân, please read.\r\n".encode(), "<p>Siân</p>\r\n".encode()]


def test_a_letter_just_under_the_limit_goes_in_one_piece(desk: Desk) -> None:
    raw, _ = large(2_200_000)
    assert isinstance(desk.send(raw=raw), Sent)
    assert desk.sent() == [raw]


def test_an_upload_that_breaks_sends_nothing_and_the_next_try_is_whole(desk: Desk) -> None:
    raw, contents = large(9_000_001)
    desk.double.script["PUT upload"] = [Cut(processed=True)]
    assert isinstance(desk.send(raw=raw), Deferred)
    assert isinstance(desk.send(raw=raw), Sent)
    assert [[content for _, _, content in one.attachments] for one in desk.double.sent] == [
        contents
    ]
    assert desk.double.lying_in("drafts") == []


def test_an_upload_to_an_unsafe_address_is_not_made(desk: Desk) -> None:
    raw, _ = large(9_000_001)
    desk.double.elsewhere = "http://upload.example"
    result = desk.send(raw=raw)
    assert isinstance(result, Deferred)
    assert "unencrypted" in result.text


def test_a_text_that_alone_is_too_large_is_refused(desk: Desk) -> None:
    raw = RAW + b"x" * 76 * 60_000
    result = desk.send(raw=raw)
    assert isinstance(result, Refused)
    assert "larger than Microsoft 365 takes" in result.text
    assert desk.double.requests == []


@pytest.mark.parametrize("base_url", ["http://graph.example/v1.0", "graph", ""])
def test_an_address_that_is_not_https_is_refused_before_anything_is_sent(base_url: str) -> None:
    with pytest.raises(SettingsError, match=r"mail\.graph\.base_url"):
        GraphSession(base_url, "governance@union.example", lambda fresh: "token")


def test_the_certificate_is_verified_before_a_token_is_shown(tmp_path: Path) -> None:
    trusted = Authority(tmp_path)
    with graph(tls=trusted.issue("localhost")) as (double, url):
        stranger = GraphSession(url, double.mailbox, lambda fresh: "token-1")
        with pytest.raises(MailError, match="the certificate of localhost is not one"):
            stranger.read("GET", f"{stranger.user}/mailFolders/inbox")
        assert double.seen == []
        ours = GraphSession(url, double.mailbox, lambda fresh: "token-1", ca_file=str(trusted.ca))
        sent = GraphTransport(ours, MemoryNotes()).send(LETTER, RAW, "", SIAN)
        assert isinstance(sent, Sent)
        ours.close()
        stranger.close()


def test_no_bundle_of_the_environment_or_of_a_library_widens_whom_we_trust(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stranger").mkdir()
    ours, stranger = Authority(tmp_path), Authority(tmp_path / "stranger")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(stranger.ca))
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(stranger.ca))
    with graph(tls=stranger.issue("localhost")) as (double, url):
        for ca_file in (str(ours.ca), ""):
            session = GraphSession(url, double.mailbox, lambda fresh: "token-1", ca_file=ca_file)
            session._http.trust_env = True
            with pytest.raises(MailError, match="the certificate of localhost is not one"):
                session.read("GET", f"{session.user}/mailFolders/inbox")
            session.close()
        assert double.seen == []


def test_a_token_in_netrc_or_a_proxy_never_replaces_ours(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login x password y\n", encoding="ascii")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    desk.session._http.trust_env = True
    assert isinstance(desk.send(), Sent)
    assert desk.double.seen[0].headers["Authorization"] == "Bearer token-1"


def test_a_short_pause_while_reading_is_waited_for_and_a_long_one_is_said(desk: Desk) -> None:
    wait, long = ({"Retry-After": seconds} for seconds in ("9", "500"))
    desk.double.script["GET delta"] = [Status(429, headers=wait), Status(503, headers=long)]
    with pytest.raises(TemporaryError, match="asks for a pause of 500 seconds"):
        desk.fetched()
    assert desk.hand.slept == [9]
