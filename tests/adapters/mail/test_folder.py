"""Letters and replies as files: safe names, nothing written twice, nothing overwritten."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from govflow.adapters.mail import folder
from govflow.adapters.mail.folder import FolderMailbox, FolderTransport
from govflow.core.errors import MailError, TemporaryError
from govflow.core.people.letters import Deferred, Refused, Sent

RAW = b"Subject: x\r\nMessage-ID: <a@x>\r\n\r\nText.\r\n"


def send(mail: Path, letter: str = "SMP-1/017/first", raw: bytes = RAW, to: str = "jo@x") -> object:
    return FolderTransport(mail).send(letter, raw, "g@x", to)


def test_a_letter_is_named_after_itself_and_the_person(tmp_path: Path) -> None:
    assert send(tmp_path, to="jo.whitby@union.example") == Sent("SMP-1_017_first_jo.whitby.eml")
    assert (tmp_path / "outbox" / "SMP-1_017_first_jo.whitby.eml").read_bytes() == RAW


def test_sending_again_writes_nothing(tmp_path: Path) -> None:
    first = send(tmp_path)
    [file] = (tmp_path / "outbox").iterdir()
    os.utime(file, (1, 1))
    assert send(tmp_path) == first
    assert file.stat().st_mtime == 1


def test_a_letter_already_sent_by_hand_is_not_written_again(tmp_path: Path) -> None:
    send(tmp_path)
    [file] = (tmp_path / "outbox").iterdir()
    (tmp_path / "sent").mkdir()
    file.rename(tmp_path / "sent" / file.name)
    assert isinstance(send(tmp_path), Sent)
    assert list((tmp_path / "outbox").iterdir()) == []
    assert FolderTransport(tmp_path).find_sent("SMP-1/017/first", "<a@x>") is True


def test_another_letter_under_the_same_name_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    send(tmp_path)
    assert isinstance(send(tmp_path, raw=RAW + b"More.\r\n"), Refused)
    assert [file.read_bytes() for file in (tmp_path / "outbox").iterdir()] == [RAW]


@pytest.mark.parametrize(
    "letter", ["../../evil", "SMP:1\\17", "CON", "a" * 300, "x/..", "ŵ/1/first"]
)
def test_a_strange_letter_id_still_makes_a_safe_name(tmp_path: Path, letter: str) -> None:
    assert isinstance(send(tmp_path, letter=letter, to="../<jo>|?*@x"), Sent)
    [file] = (tmp_path / "outbox").iterdir()
    assert len(file.name) < 120
    assert not set(file.name) & set('<>:"/\\|?*')
    assert file.name.partition(".")[0].upper() not in {"CON", "NUL", "PRN", "AUX"}


def test_letters_with_like_ids_do_not_meet_in_one_file(tmp_path: Path) -> None:
    letters = ["SMP-1/017/first", "SMP-1/017/first_2", "SMP-1/017/first/x", "SMP-1_017/first"]
    for letter in letters:
        assert isinstance(send(tmp_path, letter=letter, raw=RAW + letter.encode()), Sent)
    assert len(list((tmp_path / "outbox").iterdir())) == len(letters)
    assert FolderTransport(tmp_path).find_sent("SMP-1/017/firs", "<a@x>") is False


def test_a_full_disk_defers_every_letter_and_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise TemporaryError("the disk is full; nothing was changed.")

    monkeypatch.setattr(folder, "write_file", full)
    result = send(tmp_path)
    assert isinstance(result, Deferred)
    assert result.whole_mailbox


def inbox(tmp_path: Path, **files: bytes) -> FolderMailbox:
    (tmp_path / "inbox").mkdir(exist_ok=True)
    for name, content in files.items():
        (tmp_path / "inbox" / name.replace("__", ".")).write_bytes(content)
    return FolderMailbox(tmp_path)


def test_only_messages_are_read_and_junk_is_left_alone(tmp_path: Path) -> None:
    mailbox = inbox(tmp_path, a__eml=RAW, b__EML=RAW, Thumbs__db=b"", __hidden=b"", d__eml__tmp=b"")
    assert [message.handle for message in mailbox.fetch_new()] == ["a.eml", "b.EML"]
    assert mailbox.set_aside() == []


def test_an_empty_or_missing_inbox_holds_nothing(tmp_path: Path) -> None:
    assert list(FolderMailbox(tmp_path).fetch_new()) == []


def test_what_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "LARGEST", 1000)
    mailbox = inbox(tmp_path, reply__msg=b"\xd0\xcf", notes__txt=b"x", big__eml=b"x" * 1001)
    assert list(mailbox.fetch_new()) == []
    assert mailbox.set_aside() == [
        "big.eml is over 0 MB: no reply is that large.",
        "notes.txt is not a message: only .eml files are read.",
        "reply.msg is in Outlook's own format: save it from Outlook as .eml, or forward it.",
    ]


def test_a_reply_was_received_when_its_file_was_written(tmp_path: Path) -> None:
    mailbox = inbox(tmp_path, a__eml=RAW)
    os.utime(tmp_path / "inbox" / "a.eml", (1_700_000_000, 1_700_000_000))
    [message] = mailbox.fetch_new()
    assert message.received == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_a_pretended_time_may_be_given(tmp_path: Path) -> None:
    inbox(tmp_path, a__eml=RAW)
    pretended = datetime(2026, 12, 2, 9, tzinfo=UTC)
    [message] = FolderMailbox(tmp_path, lambda path: pretended).fetch_new()
    assert message.received == pretended


def test_two_messages_of_one_name_both_stay(tmp_path: Path) -> None:
    for content in (RAW, RAW + b"2", RAW + b"3"):
        inbox(tmp_path, a__eml=content).mark("a.eml", quarantined=False)
    kept = sorted(file.read_bytes() for file in (tmp_path / "processed").iterdir())
    assert kept == [RAW, RAW + b"2", RAW + b"3"]


def test_the_same_message_dropped_again_leaves_one_file(tmp_path: Path) -> None:
    for _ in range(2):
        inbox(tmp_path, a__eml=RAW).mark("a.eml", quarantined=True)
    assert [file.name for file in (tmp_path / "quarantine").iterdir()] == ["a.eml"]


@pytest.mark.parametrize("handle", ["../a.eml", "/etc/passwd", "", "..", "x\\a.eml"])
def test_a_handle_that_is_no_plain_name_is_refused(tmp_path: Path, handle: str) -> None:
    with pytest.raises(MailError, match="is not the name of a message"):
        inbox(tmp_path, a__eml=RAW).mark(handle, quarantined=False)
