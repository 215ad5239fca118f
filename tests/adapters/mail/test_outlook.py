"""A message saved from Outlook becomes the mail it was, and proves no more than it did."""

import builtins
import io
from types import SimpleNamespace
from typing import Any

import oxmsg
import pytest

from govflow.adapters.mail.outlook import is_outlook, read_outlook
from govflow.adapters.mail.parse_mail import read_mail
from govflow.core.errors import GovflowError, MailError
from govflow.core.replies.mail import Mail, first_header
from tests.adapters.mail.outlook_file import outlook_file

TRANSPORT = (
    "Authentication-Results: mx.union.example; dmarc=pass\r\n header.from=union.example\r\n"
    "From: Ada Staff <ada@union.example>\r\nTo: governance+k7@union.example\r\n"
    "Subject: Re: Social Media Policy\r\nIn-Reply-To: <first@union.example>\r\n"
    "Content-Type: multipart/alternative;\r\n boundary=gone\r\nMIME-Version: 1.0\r\n\r\n"
)
WORDS = "I have read and understood it – Siân\r\n"


def read(texts: dict[int, str]) -> Mail:
    raw = outlook_file(texts)
    assert is_outlook(raw)
    mail = read_mail(read_outlook(raw, "reply.msg"))
    assert isinstance(mail, Mail)
    return mail


def test_the_headers_it_came_with_and_its_words_are_kept() -> None:
    mail = read({0x0037: "Re: Social Media Policy", 0x007D: TRANSPORT, 0x1000: WORDS})
    assert (mail.sender, mail.subject) == ("ada@union.example", "Re: Social Media Policy")
    assert mail.in_reply_to == ("first@union.example",)
    assert mail.text.strip() == WORDS.strip()
    assert "dmarc=pass" in first_header(mail, "Authentication-Results")


def test_without_headers_the_sender_is_named_and_nothing_proves_it() -> None:
    said = {
        0x0037: "Re: x\r\nBcc: all@union.example",
        0x0C1A: 'Ada "A" <x@y.example>',
        0x1000: "ok",
    }
    mail = read({**said, 0x5D01: "ada@union.example"})
    assert mail.sender == "ada@union.example"
    assert mail.subject == "Re: x Bcc: all@union.example"
    assert first_header(mail, "Authentication-Results") == ""


PAGE = "<p>I have read and understood it</p>"


def loaded(monkeypatch: pytest.MonkeyPatch, **changed: Any) -> bytes:
    """A message as the library reads it, with what a small file cannot hold."""
    whole = oxmsg.Message.load(io.BytesIO(outlook_file({0x007D: TRANSPORT, 0x1000: WORDS})))
    shown = {"body": WORDS, "html_body": PAGE, "attachments": (), "properties": whole.properties}
    message = SimpleNamespace(**{**shown, **changed})
    monkeypatch.setattr(oxmsg.Message, "load", lambda file: message)
    return read_outlook(outlook_file({0x1000: WORDS}), "reply.msg")


def test_the_same_file_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    file = SimpleNamespace(file_bytes=b"%PDF", mime_type="application/pdf", file_name="signed.pdf")
    first = loaded(monkeypatch, attachments=(file,))
    assert first == loaded(monkeypatch, attachments=(file,))
    assert len(read_mail(first).parts) == 3


def test_an_attached_file_is_named_and_never_read_as_their_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = SimpleNamespace(file_bytes=b"I agree", mime_type="text/plain", file_name="a\r\nb.txt")
    link = SimpleNamespace(file_bytes=None, mime_type=None, file_name="link")
    mail = read_mail(loaded(monkeypatch, body="", html_body="", attachments=(text, link)))
    assert mail.text.strip() == ""
    assert [(p.name, p.attached) for p in mail.parts if p.attached] == [("a b.txt", True)]


def test_a_damaged_file_is_refused_with_its_name() -> None:
    whole = outlook_file({0x1000: WORDS})
    for cut in (whole[:8], whole[:700], whole[:-600]):
        with pytest.raises(MailError) as refusal:
            read_outlook(cut, "reply.msg")
        assert refusal.value.place == "reply.msg"


def test_without_the_extra_the_remedy_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "oxmsg":
            raise ModuleNotFoundError(name)
        return whole(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(GovflowError) as refusal:
        read_outlook(outlook_file({0x1000: WORDS}), "reply.msg")
    assert "govflow[outlook]" in refusal.value.remedy
