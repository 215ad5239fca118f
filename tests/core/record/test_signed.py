"""Signed checkpoints: the published form of signed notes, and nothing that merely looks like one."""

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govflow.adapters.system.signing import is_signed, make_key, sign
from govflow.core.errors import RecordError, SettingsError
from govflow.core.record.chain import Checkpoint
from govflow.core.record.seen import read_seen
from govflow.core.record.signed import (
    note_of,
    read_key,
    read_name,
    read_note,
    refuse_unsigned,
    signature_line,
    signed_text,
)

PUBLISHED = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
"""The example key of the published description of signed notes, and what it signed."""
SAID = (
    b"If you think cryptography is the answer to your problem,\n"
    b"then you don't know what your problem is.\n"
)
SIGNATURE = (
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
)
END = Checkpoint(214, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")


def signed_note(end: Checkpoint = END, name: str = "union.example/govflow") -> tuple[str, str]:
    """(public key as printed, note) of a fresh key."""
    key, secret = make_key(name)
    line = signature_line(key, sign(key, secret, signed_text(name, end)))
    return str(key), note_of(end, line)


def test_a_published_signed_note_is_read_and_its_signature_holds():
    key = read_key(PUBLISHED)
    raw = base64.b64decode(SIGNATURE)
    assert (key.name, key.id.hex()) == ("PeterNeumann", "c74f20a3")
    assert raw[:4] == key.id
    assert is_signed(key.public, raw[4:], SAID)
    assert not is_signed(key.public, raw[4:], SAID.replace(b"you", b"they"))


def test_a_note_has_the_three_lines_and_the_signature_of_the_published_form():
    key, note = signed_note()
    text, _, signatures = note.partition("\n\n")
    assert text.split("\n") == [
        "union.example/govflow",
        "214",
        "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
    ]
    assert re.fullmatch("— union.example/govflow [A-Za-z0-9+/]{90}[A-Za-z0-9+/=]{2}\n", signatures)
    found = read_note(note)
    assert found is not None
    assert found.checkpoint == END
    refuse_unsigned(found, read_key(key), is_signed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("214", "215"),
        ("n4bQ", "o4bQ"),
        ("union.example/govflow\n214", "union.example/other\n214"),
        ("— union", "— onion"),
    ],
)
def test_a_note_altered_anywhere_is_not_signed_by_the_key(old, new):
    key, note = signed_note()
    altered = read_note(note.replace(old, new, 1))
    assert altered is not None
    with pytest.raises(RecordError, match="is not signed by the key"):
        refuse_unsigned(altered, read_key(key), is_signed)


def test_a_note_of_another_key_of_the_same_name_is_refused():
    key, _ = signed_note()
    _, note = signed_note()
    found = read_note(note)
    assert found is not None
    with pytest.raises(RecordError):
        refuse_unsigned(found, read_key(key), is_signed)


def test_line_ends_of_windows_do_no_harm():
    _, note = signed_note()
    assert read_note(note.replace("\n", "\r\n")) == read_note(note)


@given(st.text(max_size=300) | st.sampled_from([signed_note()[1]]).flatmap(
    lambda note: st.integers(0, len(note) - 1).map(lambda at: note[:at] + note[at + 1 :])
))  # fmt: skip
def test_any_text_is_a_whole_note_or_none_or_refused(text):
    try:
        found = read_note(text)
    except RecordError:
        return
    if found is not None:
        assert str(found).strip("\n") == text.replace("\r\n", "\n").strip("\n")


@pytest.mark.parametrize(
    "printed", ["", "x", PUBLISHED[:-1], PUBLISHED.replace("c74f", "c74e"), PUBLISHED[13:]]
)
def test_a_key_copied_wrongly_is_refused(printed):
    with pytest.raises(SettingsError):
        read_key(printed)


@pytest.mark.parametrize("name", ["", "our register", "a+b", "caf\u00e9", "a\nb"])
def test_a_name_that_could_not_stand_in_a_note_is_refused(name):
    with pytest.raises(SettingsError):
        read_name(name)


def test_a_letter_shows_its_signed_checkpoint_even_where_a_server_folded_the_lines():
    _, note = signed_note()
    line = note.rstrip("\n").rpartition("— ")[2]
    letter = (
        f"Date: Fri, 27 Nov 2026 10:00:00 +0000\r\nGovflow-Checkpoint: {END}\r\n"
        f"govflow-signature: {line.replace(' ', chr(13) + chr(10) + ' ')}\r\n\r\n"
        "Govflow-Checkpoint: 1 " + "0" * 64
    )
    seen = read_seen(letter)
    assert seen.checkpoint == END
    assert seen.note == read_note(note)
    assert str(seen.at) == "2026-11-27 10:00:00+00:00"
