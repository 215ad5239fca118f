"""Traces of letters, notes on disk, and what an address or an error of the network says."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError

from govflow.adapters.mail.https import bounded, never_left, retry_after, safe_url
from govflow.adapters.mail.traces import (
    Attempts,
    FolderNotes,
    MemoryNotes,
    message_id_of,
    refuse_other_recipients,
    trace_of,
)
from govflow.core.errors import MailError, SettingsError

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
IDS = st.text(min_size=0, max_size=200)


@given(IDS, IDS, IDS, IDS)
def test_two_letters_never_share_a_trace(one: str, id_one: str, two: str, id_two: str) -> None:
    same = trace_of(one, id_one) == trace_of(two, id_two)
    assert same == ((one, id_one) == (two, id_two)) or f"{one} {id_one}" == f"{two} {id_two}"
    assert len(trace_of(one, id_one)) <= 120


@pytest.mark.parametrize("kind", ["memory", "folder"])
def test_notes_are_kept_replaced_and_removed(kind: str, tmp_path: Path) -> None:
    notes = MemoryNotes() if kind == "memory" else FolderNotes(tmp_path / "notes")
    assert notes.get("a/b") is None
    notes.put("a/b", "one")
    notes.put("ŵ: strange/../key", "two")
    notes.put("a/b", "three")
    assert (notes.get("a/b"), notes.get("ŵ: strange/../key")) == ("three", "two")
    notes.put("a/b", None)
    notes.put("a/b", None)
    assert notes.get("a/b") is None


def test_notes_outlive_the_program_and_a_spoilt_one_counts_as_none(tmp_path: Path) -> None:
    FolderNotes(tmp_path).put("key", "value")
    assert FolderNotes(tmp_path).get("key") == "value"
    [file] = tmp_path.iterdir()
    file.write_bytes(b'{"key": "other", "value": "x"}')
    assert FolderNotes(tmp_path).get("key") is None
    file.write_bytes(b"\xff")
    assert FolderNotes(tmp_path).get("key") is None


def test_a_clock_that_was_set_back_begins_the_wait_anew_and_keeps_the_id() -> None:
    times = [NOW]
    attempts = Attempts(MemoryNotes(), "x", timedelta(minutes=5), lambda: times[0])
    attempts.begin("letter", "id-1")
    times[0] = NOW - timedelta(days=1)
    assert attempts.waits("letter")
    times[0] += timedelta(minutes=5)
    assert not attempts.waits("letter")
    last = attempts.last("letter")
    assert last is not None
    assert last.remote_id == "id-1"


def test_what_was_only_prepared_needs_no_wait() -> None:
    attempts = Attempts(MemoryNotes(), "x", timedelta(minutes=5), lambda: NOW)
    attempts.begin("letter", handed_over=False)
    assert not attempts.waits("letter")
    attempts.begin("letter")
    assert attempts.waits("letter")


def test_the_message_id_is_read_as_it_stands_in_the_header_only() -> None:
    assert message_id_of(b"To: x\r\nmessage-id:\r\n <a@x>\r\n\r\nMessage-ID: <b@x>\r\n") == "<a@x>"
    assert message_id_of(b"To: x\r\n\r\nMessage-ID: <b@x>\r\n") == ""


@pytest.mark.parametrize(
    "head",
    [
        "To: jo@x.example",
        "To: sian@x.example, jo@x.example",
        "To: sian@x.example\r\nCc: jo@x.example",
        "To: sian@x.example\r\nBCC: jo@x.example",
        "To: sian@x.example\r\nResent-To: jo@x.example",
        "To: sian@x.example\r\nTo: jo@x.example",
        "To: undisclosed-recipients:;",
        "From: sian@x.example",
    ],
)
def test_headers_that_name_anybody_else_are_refused(head: str) -> None:
    with pytest.raises(MailError, match="name other people"):
        refuse_other_recipients(f"{head}\r\n\r\nText".encode(), "sian@x.example")


@pytest.mark.parametrize(
    "head",
    ["To: Sian@X.example", 'to: "O\'Kafor, Sian" <sian@x.example>', "To:\r\n sian@x.example"],
)
def test_headers_that_name_the_recipient_alone_pass(head: str) -> None:
    refuse_other_recipients(f"{head}\r\n\r\nCc: jo@x.example".encode(), "sian@x.example")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("12", 12),
        ("0", 1),
        ("-5", 1),
        ("2.2", 3),
        ("99999", 3600),
        ("nan", 3600),
        ("inf", 3600),
        ("Tue, 01 Dec 2026 09:01:30 GMT", 90),
        ("Tue, 01 Dec 2020 09:00:00 GMT", 1),
        ("soon", 60),
        ("", None),
    ],
)
def test_how_long_a_server_asks_to_wait_is_read_and_bounded(
    value: str, seconds: int | None
) -> None:
    assert retry_after({"Retry-After": value}, NOW.timestamp()) == seconds
    assert bounded(0.1) == 1


@pytest.mark.parametrize(
    "url",
    ["https://mail.example/x/", "http://127.0.0.1:8/x", "http://localhost/x", "http://[::1]/x"],
)
def test_https_and_this_computer_are_safe(url: str) -> None:
    assert safe_url(url, "setting") == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.example/",
        "http://localhost.example/",
        "http://127.0.0.1.example",
        "ftp://x",
        "x",
    ],
)
def test_anything_else_is_not(url: str) -> None:
    with pytest.raises(SettingsError):
        safe_url(url, "setting")


def test_only_a_connection_that_was_never_made_proves_that_nothing_left() -> None:
    pool: object = object()
    unmade = NewConnectionError(pool, "refused")  # type: ignore[arg-type]
    wrapped = requests.ConnectionError(MaxRetryError(pool, "/", unmade))  # type: ignore[arg-type]
    broken = requests.ConnectionError(ProtocolError("aborted", ConnectionResetError()))
    distrusted = requests.exceptions.SSLError(ssl.SSLCertVerificationError("no"))
    assert never_left(wrapped)
    assert never_left(distrusted)
    assert not never_left(broken)
    assert not never_left(requests.ReadTimeout())
    with pytest.raises(requests.ConnectionError) as later:
        _break_after(wrapped, broken)
    assert not never_left(later.value)


def _break_after(first: Exception, second: Exception) -> None:
    """The second error, met while the first was dealt with: it must not be taken for the first."""
    try:
        raise first
    except requests.ConnectionError:
        raise second  # noqa: B904
