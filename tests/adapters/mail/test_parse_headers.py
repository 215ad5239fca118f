"""Single header values: strict about who, tolerant about the rest, and never raising."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govflow.adapters.mail.parse_headers import (
    addresses,
    decode_bytes,
    decode_words,
    message_ids,
    read_date,
    read_sender,
)


@pytest.mark.parametrize(
    "value",
    [
        "alice@example.org",
        "Alice <alice@example.org>",
        '"Jones, Alice" <ALICE@example.org>',
        "=?utf-8?q?Al=C3=AFce?= <alice@example.org>",
        "Alice (she/her) <alice@EXAMPLE.org>",
        '"alice@example.org" <alice@example.org>',
        "Alice\r\n <alice@example.org>",
    ],
)
def test_one_plain_address_is_the_sender(value: str) -> None:
    assert read_sender([value])[0] == "alice@example.org"


@pytest.mark.parametrize(
    "values",
    [
        [],
        ["alice@example.org", "bob@evil.example"],
        ["alice@example.org, bob@evil.example"],
        ["<alice@example.org>bob@evil.example"],
        ["alice@example.org)bob@evil.example"],
        ["alice@example.org:bob@evil.example;"],
        ["alice@example.org <bob@evil.example>"],
        ['"alice@example.org" <bob@evil.example>'],
        ["=?utf-8?q?alice=40example=2Eorg?= <bob@evil.example>"],
        ["alice@example.org(<bob@evil.example>)"],
        ["team: alice@example.org;"],
        ["<@relay:alice@example.org>"],
        ["alice@example.org\x00"],
        ["alice@localhost"],
        ["alice.@example.org"],
        ["\u0430lice@example.org"],
        ["(" * 5000],
        ["a" * 10_000 + "@example.org"],
    ],
)
def test_any_other_form_is_nobody_and_says_why(values: list[str]) -> None:
    address, _, problem = read_sender(values)
    assert address == ""
    assert problem


def test_encoded_words_are_read_and_control_marks_are_not() -> None:
    assert decode_words("=?iso-8859-1?Q?Caf=E9?=\r\n =?utf-8?b?4oKs?=") == "Café€"
    assert decode_words("=?utf-8?q?x=0D=0ABcc:_evil@x?=") == "xBcc: evil@x"
    assert decode_words("=?zlib?q?x?=").startswith("x")


def test_charsets_that_surprise_are_not_used() -> None:
    assert decode_bytes(b"+ADw-script+AD4-", "utf-7") == "+ADw-script+AD4-"
    assert decode_bytes(b"caf\xe9", "nonsense") == "café"
    assert decode_bytes("żółć".encode("iso-8859-2"), "ISO-8859-2") == "żółć"


def test_ids_are_found_between_commas() -> None:
    assert message_ids(["<a@x>,<b@x>\r\n <c@x>"]) == ["a@x", "b@x", "c@x"]
    many = " ".join(f"<{n}@x>" for n in range(60_000))
    assert message_ids([many], newest=True)[-1] == "59999@x"
    assert len(message_ids([many])) == 50


def test_a_date_nobody_can_read_is_none() -> None:
    assert read_date("Tue, 1 Dec 2026 11:00:00 +0100") is not None
    for odd in ("", "yesterday", "Tue, 99 Dec 2026", "1 Jan 99999999999 00:00:00 +9999999"):
        assert read_date(odd) is None


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_header_value_makes_reading_fail(value: str) -> None:
    decode_words(value)
    addresses([value])
    message_ids([value])
    read_date(value)
    address, _, problem = read_sender([value])
    assert bool(address) != bool(problem)
