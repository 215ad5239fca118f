"""What every transport and mailbox promises, told once and held against each of them."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from govflow.adapters.mail.message import build
from govflow.core.people.letters import Sent
from tests.adapters.mail.letter_samples import envelope, rendered
from tests.adapters.mail.rigs import RIGS, Rig, smtp_imap_rig

REPLY = b"From: sian@union.example\r\nSubject: Re: policy\r\nMessage-ID: <r1@x>\r\n\r\nYes.\r\n"


@pytest.fixture(params=[*RIGS, pytest.param("smtp_imap", marks=pytest.mark.servers)])
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    if request.param == "smtp_imap":
        making = smtp_imap_rig(tmp_path, request.getfixturevalue("host"))
    else:
        making = RIGS[request.param](tmp_path)
    with making as made:
        yield made


def letter(number: int) -> tuple[str, str, bytes]:
    name, message_id = f"SMP-1/{number:03}/first", f"<smp-1.{number:03}.first@union.example>"
    return name, message_id, build(envelope(letter=name, message_id=message_id), rendered())


def test_a_letter_arrives_as_exactly_the_bytes_that_were_built(rig: Rig) -> None:
    name, _, raw = letter(17)
    result = rig.transport.send(name, raw, "governance@union.example", "sian@union.example")
    assert isinstance(result, Sent)
    assert rig.arrived() == [raw]


def test_what_was_sent_is_found_again_and_nothing_else_is(rig: Rig) -> None:
    name, message_id, raw = letter(17)
    rig.transport.send(name, raw, "governance@union.example", "sian@union.example")
    other, other_id, _ = letter(18)
    assert rig.transport.find_sent(name, message_id) is True
    assert rig.transport.find_sent(other, other_id) is not True
    assert rig.transport.find_sent(name, other_id) is not True


def test_letters_to_different_people_all_arrive(rig: Rig) -> None:
    sent = [letter(number) for number in range(1, 6)]
    for name, _, raw in sent:
        rig.transport.send(name, raw, "governance@union.example", "sian@union.example")
    assert sorted(rig.arrived()) == sorted(raw for _, _, raw in sent)


def test_a_message_is_fetched_as_the_bytes_that_came_with_a_time_in_utc(rig: Rig) -> None:
    rig.deliver(REPLY)
    [message] = rig.mailbox.fetch_new()
    assert message.raw == REPLY
    assert message.received.tzinfo is UTC


def test_messages_come_in_the_order_in_which_they_arrived(rig: Rig) -> None:
    bodies = [REPLY.replace(b"r1", b"r%d" % number) for number in range(12)]
    for body in bodies:
        rig.deliver(body)
    assert [message.raw for message in rig.mailbox.fetch_new()] == bodies


def test_a_message_that_was_not_marked_comes_again(rig: Rig) -> None:
    rig.deliver(REPLY)
    first = [message.handle for message in rig.mailbox.fetch_new()]
    assert [message.handle for message in rig.mailbox.fetch_new()] == first


@pytest.mark.parametrize("quarantined", [False, True])
def test_a_marked_message_does_not_come_again_and_marking_twice_does_no_harm(
    rig: Rig, quarantined: bool
) -> None:
    rig.deliver(REPLY)
    rig.deliver(REPLY.replace(b"r1", b"r2"))
    first, second = list(rig.mailbox.fetch_new())
    rig.mailbox.mark(first.handle, quarantined=quarantined)
    rig.mailbox.mark(first.handle, quarantined=quarantined)
    assert [message.raw for message in rig.mailbox.fetch_new()] == [second.raw]
