"""A letter's bytes: what is in them, that they read back, and that nothing else gets in."""

import email
import email.policy
from email.message import EmailMessage
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govflow.adapters.mail.message import build, folded, mail_address, named_address
from govflow.core.errors import MailError
from tests.adapters.mail.letter_samples import envelope, rendered

DOCX = bytes(range(256)) * 50
EXPECTED = [
    "Date",
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Message-ID",
    "X-Auto-Response-Suppress",
    "Govflow-Reference",
    "Govflow-Letter",
    "Govflow-Loop",
    "Govflow-Checkpoint",
    "MIME-Version",
    "Content-Type",
]
UNSEEN = {
    chr(code)
    for first, last in [(0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x2069), (0xFEFF, 0xFEFF)]
    for code in range(first, last + 1)
}
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "x\r\nBcc: evil@example.org",
            "x\nBcc: evil@example.org",
            "=?utf-8?q?x=0D=0ABcc:_evil@x?=",
            "=?utf-8?b?eA0KQmNjOiBldmls?=",
            "a\x00b",
            "\ud800",
            '"Governance" <evil@example.org>',
            "\u202eevil\u202c",
            "é" * 300,
            "word " * 200,
            "w" * 1200,
            "\r",
            " ",
            "\x85\u2028",
        ]
    ),
)


def read(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_letter_has_exactly_the_headers_that_were_meant() -> None:
    assert read(build(envelope(), rendered())).keys() == EXPECTED


def test_a_letter_reads_back_as_it_was_written() -> None:
    subject = "Polisi: atebwch erbyn dydd Gŵyl (SMP-7K3QX)"
    message = read(build(envelope(), rendered(subject=subject), [("by-law.docx", DOCX)]))
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content() == "Dear Siân,\r\n\r\nRead it.\r\n"
    assert html.get_content() == "<p>Dear Siân,</p>\r\n"
    assert [(a.get_filename(), a.get_content()) for a in message.iter_attachments()] == [
        ("by-law.docx", DOCX)
    ]
    assert message["Subject"] == subject
    assert message["To"] == "Siân Okafor <sian@union.example>"
    assert message["Reply-To"].addresses[0].addr_spec == envelope().reply_to
    assert not message.defects
    assert message.get_content_type() == "multipart/mixed"


def test_the_same_letter_is_always_the_same_bytes() -> None:
    assert build(envelope(), rendered(), [("a.docx", DOCX)]) == build(
        envelope(), rendered(), [("a.docx", bytes(DOCX))]
    )


def test_servers_are_asked_for_no_automatic_replies_but_bounces_and_away_notes_stay_welcome() -> (
    None
):
    assert read(build(envelope(), rendered()))["X-Auto-Response-Suppress"] == "RN, NRN, AutoReply"


def test_an_automatic_receipt_says_that_it_is_one_and_what_it_answers() -> None:
    receipt = envelope(auto_submitted="auto-replied", in_reply_to="<their.1@mail.example>")
    message = read(build(receipt, rendered()))
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["In-Reply-To"] == message["References"] == "<their.1@mail.example>"


def test_no_line_of_a_letter_is_longer_than_mail_allows() -> None:
    letter = rendered(subject="word " * 300, text="x" * 5000, html="<p>" + "é" * 5000 + "</p>")
    raw = build(envelope(to_name="Ŵ" * 200), letter, [("ŵ" * 200 + ".pdf", DOCX)])
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    head = raw.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 100


def test_a_long_subject_reads_back_whole() -> None:
    subject = " ".join(f"gair-{n}" for n in range(60)) + " ŵ " + "tail " * 20
    message = read(build(envelope(), rendered(subject=subject)))
    assert message["Subject"] == " ".join(subject.split())


def test_the_reference_in_a_subject_stays_readable_in_the_raw_bytes() -> None:
    raw = build(envelope(), rendered(subject="Rhŵyd wedi newid (SMP-7K3QX)"))
    assert b"(SMP-7K3QX)" in raw


@pytest.mark.parametrize(
    "name",
    [
        "Jo O'Neill",
        "Whitby, Jo",
        'Jo "JJ" Whitby',
        "J. Whitby",
        "jo@home",
        "Ŵyn Äö",
        "(Jo)",
        "a\\b",
    ],
)
def test_a_name_reads_back_as_it_is_spelt(name: str) -> None:
    message = read(build(envelope(to_name=name), rendered()))
    assert message["To"].addresses[0].display_name == name
    assert message["To"].addresses[0].addr_spec == "sian@union.example"


def test_what_looks_like_an_encoded_word_is_shown_as_it_was_typed() -> None:
    typed = "=?utf-8?q?x=0D=0ABcc:_evil@x?="
    message = read(build(envelope(), rendered(subject=typed)))
    assert message["Subject"] == typed
    assert message["Bcc"] is None


def test_an_attachment_keeps_a_name_in_other_letters() -> None:
    message = read(build(envelope(), rendered(), [("Polisi gŵyl.docx", DOCX)]))
    assert [a.get_filename() for a in message.iter_attachments()] == ["Polisi gŵyl.docx"]


def test_a_domain_in_other_letters_goes_out_in_its_ascii_form() -> None:
    assert mail_address("jo@gŵyl.example") == "jo@xn--gyl-b2a.example"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "jo",
        "jo@",
        "@union.example",
        "jo@union.example, evil@example.org",
        "jo@union.example\r\nBcc: evil@example.org",
        "jo whitby@union.example",
        "jo@union..example",
        "jö@union.example",
        "<jo@union.example>",
        "jo@union.example>",
    ],
)
def test_what_is_no_single_address_is_refused(address: str) -> None:
    with pytest.raises(MailError, match="is not an address"):
        mail_address(address)


def test_a_sender_may_have_a_name() -> None:
    assert named_address("Governance <g@union.example>") == ("Governance", "g@union.example")
    assert named_address('"Union, the" <g@union.example>') == ("Union, the", "g@union.example")
    assert named_address("g@union.example") == ("", "g@union.example")


def test_a_line_of_its_own_kind_in_the_text_stays_text() -> None:
    text = ".\n--boundary\nFrom here\ntrailing \n\ttab\nBcc: evil@example.org\n"
    plain = read(build(envelope(), rendered(text=text))).get_body(("plain",))
    assert plain is not None
    assert plain.get_content() == text.replace("\n", "\r\n")


@given(name=HOSTILE, subject=HOSTILE, text=HOSTILE, html=HOSTILE, file=HOSTILE)
@settings(max_examples=300, deadline=None)
def test_no_writing_adds_a_header_or_a_bare_line_end(
    name: str, subject: str, text: str, html: str, file: str
) -> None:
    letter = rendered(subject=subject or "-", text=text, html=html)
    raw = build(envelope(to_name=name), letter, [(file, b"x")])
    expected = EXPECTED if read(raw)["Subject"] else [h for h in EXPECTED if h != "Subject"]
    assert email.message_from_bytes(raw).keys() == expected
    assert raw.count(b"\r\n") == raw.count(b"\n") == raw.count(b"\r")
    assert raw.isascii()


@given(value=HOSTILE)
@settings(max_examples=300, deadline=None)
def test_a_hostile_value_in_an_address_or_a_mark_is_refused_or_harmless(value: str) -> None:
    for field in ("sender", "to_address", "reply_to", "message_id", "date", "loop", "reference"):
        try:
            raw = build(envelope(**{field: value}), rendered())
        except MailError:
            continue
        assert set(email.message_from_bytes(raw).keys()) <= set(EXPECTED)


@given(text=st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_free_text_in_a_header_reads_back_on_one_line(text: str) -> None:
    value = folded(text, label="Subject")
    seen = read(f"Subject: {value}\r\n\r\n".encode("ascii"))["Subject"]
    kept = "".join(" " if category(c) in {"Cc", "Cs"} or c in UNSEEN else c for c in text)
    assert str(seen) == " ".join(kept.split())
