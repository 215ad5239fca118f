"""Events as canonical JSON, and back."""

import hashlib
import hmac
import json
from dataclasses import fields, replace
from datetime import date
from types import UnionType
from typing import get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govflow.core.errors import RecordError
from govflow.core.record.chain import Checkpoint, link, read_checkpoint
from govflow.core.record.columns import restored, stored
from govflow.core.record.encode import (
    KINDS,
    Moment,
    canonical,
    commitment,
    decode,
    encode,
    opens,
    salts,
)
from govflow.core.record.events import Private
from govflow.core.record.roll import Roll, digest, lines, personal_line
from govflow.core.record.tables import ROW_TYPES
from tests.registers import adopted, letter, recipient, reply

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


def values_for(hint):
    """A strategy for the values of one field of an event or row."""
    if hint is Private:
        return WORDS.map(Private)
    if get_origin(hint) is tuple:
        inner = [one for one in get_args(hint) if one is not Ellipsis]
        if len(inner) == len(get_args(hint)):
            return st.tuples(*(values_for(one) for one in inner))
        return st.lists(values_for(inner[0]), max_size=3).map(tuple)
    if get_origin(hint) is UnionType:
        return st.none() | values_for(get_args(hint)[0])
    plain = {str: WORDS, int: st.integers(-(2**53) + 1, 2**53 - 1), bool: st.booleans()}
    return st.dates() if hint is date else plain[hint]


def anything(kind):
    hints = get_type_hints(kind)
    return st.builds(kind, **{f.name: values_for(hints[f.name]) for f in fields(kind)})


EVENTS = st.one_of(*(anything(kind) for kind in KINDS.values()))
ROWS = st.one_of(*(anything(table) for table in ROW_TYPES))
MOMENTS = st.builds(
    Moment, st.integers(1, 10**6), st.just("2026-11-24T10:00:00.000Z"), st.none() | st.dates()
)


@settings(max_examples=300, deadline=None)
@given(EVENTS, MOMENTS, st.lists(st.sampled_from(["a" * 64, "b" * 64]), unique=True))
def test_an_event_read_back_is_the_event_recorded(event, moment, kept):
    body, personal = encode(event, moment, salts("seed"), kept=tuple(kept))
    opened = {(one.field, one.item): one.value for one in personal}
    entry = decode(json.loads(body), opened)
    assert (entry.event, entry.moment, entry.kept) == (event, moment, tuple(kept))
    assert canonical(json.loads(body)) == body


@settings(max_examples=200, deadline=None)
@given(ROWS)
def test_a_row_read_back_is_the_row_written(row):
    values = stored(row)
    assert restored(type(row), values) == row
    assert all(value is None or type(value) in (str, int) for value in values)


def test_a_personal_value_is_recorded_as_a_commitment_to_it():
    event = reply("e" * 64, sender=Private("kim@union.example"))
    body, personal = encode(event, Moment(1, "2026-11-24T10:00:00.000Z"), salts("seed"))
    assert "kim@union.example" not in body
    sender = next(one for one in personal if one.field == "sender")
    assert sender.value == "kim@union.example"
    assert len(bytes.fromhex(sender.salt)) == 16
    right = hmac.new(bytes.fromhex(sender.salt), b"kim@union.example", hashlib.sha256).hexdigest()
    assert json.loads(body)["sender"] == {"commitment": right}


def test_equal_values_have_different_commitments():
    one, two = (value for value, _ in zip(salts("seed"), range(2), strict=False))
    assert commitment("kim", one) != commitment("kim", two)


def test_a_salt_opens_only_as_it_was_written():
    salt = "ab" * 16
    right = commitment("kim", salt)
    assert opens("kim", salt, right)
    for other in (salt.upper(), f" {salt}", salt[:-2], "", "no salt"):
        assert not opens("kim", other, right)
    assert not opens("Kim", salt, right)


def test_an_erased_value_reads_as_nothing():
    body, _ = encode(reply("e" * 64), Moment(1, "2026-11-24T10:00:00.000Z"), salts("seed"))
    assert decode(json.loads(body), {}).event == reply(
        "e" * 64, sender=Private(""), message_id=Private("")
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"v": 2}, "format this govflow does not know"),
        ({"kind": "SomethingNew"}, "format this govflow does not know"),
        ({"colour": "blue"}, "field of another format"),
    ],
)
def test_an_event_of_a_newer_format_is_refused_not_guessed(change, words):
    body, _ = encode(adopted(), Moment(1, "2026-11-24T10:00:00.000Z"), salts("seed"))
    with pytest.raises(RecordError, match=words):
        decode(json.loads(body) | change, {})


def test_salts_never_repeat():
    drawn = [one for one, _ in zip(salts("seed"), range(5000), strict=False)]
    assert len(set(drawn)) == 5000
    assert {len(one) for one in drawn} == {32}
    assert next(salts("another")) != drawn[0]


def test_the_chain_is_what_its_ten_lines_say():
    body = '{"kind":"Ó"}'
    assert link("0" * 64, body) == hashlib.sha256(("0" * 64 + body).encode("utf-8")).hexdigest()


def test_a_checkpoint_is_read_as_it_is_printed():
    checkpoint = Checkpoint(12, "ab" * 32)
    assert read_checkpoint(str(checkpoint)) == checkpoint
    assert read_checkpoint(f" {checkpoint.short}\n").is_of(12, "ab" * 32)
    assert not read_checkpoint(checkpoint.short).is_of(12, "ac" * 32)
    assert not read_checkpoint(checkpoint.short).is_of(13, "ab" * 32)


@pytest.mark.parametrize("size", [1, 999, 10**9])
def test_a_short_checkpoint_has_at_most_forty_characters(size):
    short = Checkpoint(size, "ab" * 32).short
    assert len(short) == 40
    assert read_checkpoint(short).size == size


@pytest.mark.parametrize(
    "text",
    ["", "12", "12 abc", f"x {'ab' * 32}", f"12 {'AB' * 32}", f"-1 {'ab' * 32}", "12 " + "a" * 65],
)
def test_what_is_no_checkpoint_is_refused_not_passed_over(text):
    with pytest.raises(RecordError, match="not a checkpoint"):
        read_checkpoint(text)


@given(WORDS, WORDS, st.lists(WORDS, max_size=3))
def test_the_lines_of_a_roll_are_canonical_json(name, email, others):
    row = replace(recipient(3), name=name, email=email, other_emails=tuple(others), commitment="c")
    assert personal_line(row) == canonical(
        [row.person, name, email, others, row.reference, row.secret]
    )
    first, second = lines(Roll([row], [letter(3)]))
    assert first == canonical(["recipient", 3, "", "staff", "en", "c"])
    one = letter(3)
    assert second == canonical(["letter", one.letter, "SMP-1", 3, "first", one.message_id])


def test_a_rolls_digest_is_that_of_its_lines():
    roll = Roll([recipient(1), recipient(2)], [letter(1)])
    text = "".join(f"{line}\n" for line in lines(roll))
    assert digest(roll) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("wrong", ["a\0b", "a\ud800b"])
def test_a_name_that_no_database_keeps_whole_is_refused(wrong):
    with pytest.raises(RecordError, match="cannot be kept"):
        personal_line(replace(recipient(1), name=wrong))
    with pytest.raises(RecordError, match="cannot be kept"):
        digest(Roll([], [replace(letter(1), message_id=wrong)]))
