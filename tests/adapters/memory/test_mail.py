"""The pretended mail of stories: faults come as ordered, and only then."""

from datetime import UTC, datetime

from govflow.adapters.memory.mail import LostAnswer, MemoryMailbox, MemoryTransport
from govflow.core.people.letters import Deferred, Refused, Sent, Unknown

RAW = b"Subject: x\r\nMessage-ID: <a@x>\r\n\r\nText.\r\n"


def send(transport: MemoryTransport, to: str = "jo@x") -> object:
    return transport.send("SMP-1/001/first", RAW, "g@x", to)


def test_faults_come_in_order_and_then_it_works() -> None:
    no, later = Refused("550", "no"), Deferred(60, "later")
    transport = MemoryTransport({"jo@x": [no, later]})
    assert [send(transport) for _ in range(3)] == [no, later, Sent("memory-1")]
    assert len(transport.posted) == 1
    assert len(transport.attempts) == 3


def test_a_fault_for_one_person_or_letter_does_not_touch_the_others() -> None:
    transport = MemoryTransport({"jo@x": [Refused("550", "no")], "SMP-9": [Refused("1", "x")]})
    assert isinstance(send(transport, "bo@x"), Sent)
    assert isinstance(send(transport, "jo@x"), Refused)


def test_a_lost_answer_tells_apart_what_arrived_only_to_those_who_look() -> None:
    for arrived in (True, False):
        transport = MemoryTransport({"jo@x": [LostAnswer(arrived)]})
        assert isinstance(send(transport), Unknown)
        assert transport.find_sent("SMP-1/001/first", "<a@x>") is arrived


def test_where_nobody_can_be_asked_nobody_answers() -> None:
    transport = MemoryTransport(can_tell=False)
    send(transport)
    assert transport.find_sent("SMP-1/001/first", "<a@x>") is None


def test_a_message_taken_out_is_kept_where_it_went() -> None:
    mailbox = MemoryMailbox()
    first = mailbox.put(b"1", datetime(2026, 12, 1, tzinfo=UTC))
    second = mailbox.put(b"2", datetime(2026, 12, 1, tzinfo=UTC))
    mailbox.mark(first, quarantined=True)
    mailbox.mark(second, quarantined=False)
    assert [message.raw for message in mailbox.quarantined] == [b"1"]
    assert [message.raw for message in mailbox.processed] == [b"2"]
    assert list(mailbox.fetch_new()) == []
