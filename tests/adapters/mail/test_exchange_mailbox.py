"""Replies by Exchange: nothing lost, nothing read as new twice, one bad message never hides the rest."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from govflow.adapters.mail import exchange_mailbox
from govflow.adapters.mail.exchange_check import look_exchange
from govflow.adapters.mail.exchange_directory import exchange_list
from govflow.adapters.mail.exchange_mailbox import ExchangeMailbox
from govflow.core.errors import GovflowError, MailError, TemporaryError
from govflow.core.people.people import Person
from tests.adapters.mail.checking import checks_of
from tests.adapters.mail.doubles.ews import Busy, Cut, Says, Status
from tests.adapters.mail.exchange_rig import Desk, exchange_desk


def reply(number: int) -> bytes:
    return f"From: sian@union.example\r\nMessage-ID: <r{number}@x>\r\n\r\nYes.\r\n".encode()


@pytest.fixture
def desk() -> Iterator[Desk]:
    with exchange_desk() as made:
        yield made


def collect(desk: Desk) -> list[bytes]:
    """Fetch everything and mark it, as collecting replies does."""
    got = []
    for message in desk.mailbox.fetch_new():
        got.append(message.raw)
        desk.mailbox.mark(message.handle, quarantined=False)
    desk.mailbox.close()
    return got


def test_marked_messages_get_a_category_and_lie_in_folders_of_the_inbox(desk: Desk) -> None:
    desk.double.deliver(reply(1))
    desk.double.deliver(reply(2))
    first, second = list(desk.mailbox.fetch_new())
    desk.mailbox.mark(first.handle, quarantined=False)
    desk.mailbox.mark(second.handle, quarantined=True)
    desk.mailbox.close()
    assert desk.double.lying_in("inbox", "govflow", "Processed") == [reply(1)]
    assert desk.double.lying_in("inbox", "govflow", "Quarantine") == [reply(2)]
    categories = [item.categories for item in desk.double.items.values()]
    assert categories == [["govflow: processed"], ["govflow: quarantine"]]


def test_categories_other_people_set_stay(desk: Desk) -> None:
    name = desk.double.deliver(reply(1))
    desk.double.items[name].categories = ["Green"]
    collect(desk)
    [item] = desk.double.items.values()
    assert item.categories == ["Green", "govflow: processed"]


def test_folders_that_are_there_are_used_whatever_their_case(desk: Desk) -> None:
    desk.double.deliver(reply(1))
    collect(desk)
    for folder in desk.double.folders.values():
        folder.name = folder.name.upper()
    desk.double.deliver(reply(2))
    collect(desk)
    assert desk.double.lying_in("inbox", "GOVFLOW", "PROCESSED") == [reply(1), reply(2)]
    assert desk.double.requests.count("CreateFolder") == 2


def test_messages_marked_one_by_one_are_moved_by_the_end_of_the_look(desk: Desk) -> None:
    for number in (1, 2, 3):
        desk.double.deliver(reply(number))
    for message in desk.mailbox.fetch_new():
        desk.mailbox.mark(message.handle, quarantined=False)
    assert desk.double.lying_in("inbox") == []
    assert desk.double.requests.count("MoveItem") == 1


def test_only_what_is_new_is_asked_for_the_next_time(desk: Desk) -> None:
    desk.double.deliver(reply(1))
    assert collect(desk) == [reply(1)]
    desk.double.deliver(reply(2))
    before = len(desk.double.requests)
    assert collect(desk) == [reply(2)]
    assert b"SyncState" in desk.double.bodies[before]


def test_a_state_exchange_no_longer_knows_means_starting_over(desk: Desk) -> None:
    desk.double.deliver(reply(1))
    assert collect(desk) == [reply(1)]
    desk.double.forget_states()
    desk.double.deliver(reply(2))
    assert collect(desk) == [reply(2)]
    assert collect(desk) == []


def test_a_refused_state_without_a_new_one_in_the_answer_means_starting_over_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some servers leave the state out of the refusal, which exchangelib does not expect."""
    desk.double.deliver(reply(1))
    collect(desk)
    desk.double.deliver(reply(2))
    monkeypatch.setattr("tests.adapters.mail.doubles.ews.fault_in", lambda element: "")
    desk.double.script["SyncFolderItems"] = [Says("ErrorInvalidSyncStateData")]
    assert collect(desk) == [reply(2)]


def test_many_changes_come_in_several_answers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_mailbox, "CHANGES", 4)
    monkeypatch.setattr(exchange_mailbox, "BATCH", 3)
    replies = [reply(number) for number in range(11)]
    for raw in replies:
        desk.double.deliver(raw)
    assert collect(desk) == replies
    assert desk.double.requests.count("SyncFolderItems") == 3
    assert desk.double.requests.count("GetItem") == 4


def test_a_reader_that_stops_half_way_meets_the_rest_again(desk: Desk) -> None:
    for number in range(4):
        desk.double.deliver(reply(number))
    for message, _ in zip(desk.mailbox.fetch_new(), range(2), strict=False):
        desk.mailbox.mark(message.handle, quarantined=False)
    desk.mailbox.close()
    again = ExchangeMailbox(desk.session, desk.notes)
    assert [message.raw for message in again.fetch_new()] == [reply(2), reply(3)]


def test_marks_that_were_lost_with_the_program_bring_the_messages_again(desk: Desk) -> None:
    desk.double.deliver(reply(1))
    [message] = desk.mailbox.fetch_new()
    desk.mailbox.mark(message.handle, quarantined=False)
    again = ExchangeMailbox(desk.session, desk.notes)
    assert [message.raw for message in again.fetch_new()] == [reply(1)]


def test_a_message_that_cannot_be_given_is_named_and_the_others_are_read(desk: Desk) -> None:
    desk.double.deliver(reply(1))
    desk.double.unreadable.add(desk.double.deliver(reply(2)))
    desk.double.deliver(reply(3))
    assert collect(desk) == [reply(1), reply(3)]
    [words] = desk.mailbox.set_aside()
    assert words == "the message of 01 December 2026 09:00 is not read: It cannot be converted."
    assert collect(desk) == []


@pytest.mark.parametrize("kind", ["MeetingRequest", "SharingMessage", "PostItem", "Item", "Task"])
def test_an_item_of_another_kind_is_read_like_any_message(desk: Desk, kind: str) -> None:
    desk.double.deliver(reply(1), kind=kind)
    desk.double.deliver(reply(2))
    assert collect(desk) == [reply(1), reply(2)]
    assert desk.double.lying_in("inbox", "govflow", "Processed") == [reply(1), reply(2)]


def test_a_message_that_is_gone_meanwhile_is_no_matter(desk: Desk) -> None:
    desk.double.deliver(reply(1))
    for message in desk.mailbox.fetch_new():
        desk.double.items.clear()
        desk.mailbox.mark(message.handle, quarantined=False)
    desk.mailbox.close()
    assert desk.mailbox.set_aside() == []


def test_a_message_too_large_stays_and_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_mailbox, "LARGEST", 100)
    desk.double.deliver(reply(1) + b"x" * 100)
    desk.double.deliver(reply(2))
    assert collect(desk) == [reply(2)]
    assert "no reply is that large" in desk.mailbox.set_aside()[0]
    assert desk.double.lying_in("inbox") == [reply(1) + b"x" * 100]


def test_times_written_with_fractions_of_a_second_are_read(desk: Desk) -> None:
    desk.double.fractions = True
    body = reply(1) + b">2026-01-01T01:01:01.123Z<"
    desk.double.deliver(body)
    desk.hand.time = datetime(2027, 1, 1, tzinfo=UTC)
    [message] = desk.mailbox.fetch_new()
    assert message.received == datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert message.raw == body


def test_mail_from_before_the_beginning_is_left_alone() -> None:
    with exchange_desk(since=datetime(2026, 12, 1, 9, 0, 1, tzinfo=UTC)) as desk:
        desk.double.deliver(reply(1))
        desk.double.deliver(reply(2))
        assert collect(desk) == [reply(2)]
        assert desk.double.lying_in("inbox") == [reply(1)]


def test_where_moving_is_not_allowed_messages_stay_and_are_still_read_only_once(
    desk: Desk,
) -> None:
    desk.double.deliver(reply(1))
    desk.double.script["MoveItem"] = [Says("ErrorAccessDenied")]
    assert collect(desk) == [reply(1)]
    assert "1 messages stay in the inbox" in desk.mailbox.set_aside()[0]
    assert collect(desk) == []


def test_a_broken_connection_is_temporary_and_loses_nothing(desk: Desk) -> None:
    desk.double.deliver(reply(1))
    desk.double.script["GetItem"] = [Cut(processed=True)]
    with pytest.raises(TemporaryError, match="cannot be reached"):
        collect(desk)
    assert collect(desk) == [reply(1)]


def test_throttling_while_reading_is_waited_for(desk: Desk) -> None:
    desk.double.deliver(reply(1))
    desk.double.script["GetItem"] = [Busy(5_000)]
    desk.double.script["MoveItem"] = [Status(429, headers={"Retry-After": "7"})]
    assert collect(desk) == [reply(1)]
    assert desk.hand.slept == [5, 7]


def test_a_mailbox_that_is_not_ours_is_said() -> None:
    with (
        exchange_desk(mailbox="finance@union.example") as desk,
        pytest.raises(MailError, match=r"'officer' may not use the mailbox finance@union.example"),
    ):
        collect(desk)


LISTS = {
    "staff@union.example": [
        ("Siân Okafor", "Sian@union.example", "Mailbox"),
        ("Bar team", "bar@union.example", "PublicDL"),
    ],
    "bar@union.example": [
        ("Ann Lee", "ann@union.example", "Mailbox"),
        ("Siân Okafor", "sian@union.example", "Mailbox"),
        ("All staff", "staff@union.example", "PublicDL"),
        ("The printer", "/o=Union/cn=printer", "OneOff"),
    ],
}


def test_a_distribution_list_gives_each_person_once_lists_within_lists_opened(desk: Desk) -> None:
    desk.double.lists = dict(LISTS)
    listing = exchange_list(desk.session, "Staff@union.example", "Staff")
    assert listing.people == (
        Person("ann@union.example", "Ann Lee", "ann@union.example", ("staff",)),
        Person("sian@union.example", "Siân Okafor", "sian@union.example", ("staff",)),
    )
    assert listing.left_out == ("The printer has no e-mail address in the list bar@union.example.",)
    assert exchange_list(desk.session, "staff@union.example", "staff") == listing


def test_a_list_exchange_does_not_know_is_said(desk: Desk) -> None:
    with pytest.raises(GovflowError, match=r"no distribution list 'board@union\.example'"):
        exchange_list(desk.session, "board@union.example", "trustees")


def checks(desk: Desk, other: str = "finance@union.example") -> dict[str, bool | None]:
    return checks_of(look_exchange(desk.session, other=other), desk.hand)


def test_the_doctor_finds_a_good_mailbox_in_order(desk: Desk) -> None:
    names = ("sign_in", "scope", "dedicated", "send", "find", "read_back", "plus_address")
    assert checks(desk) == dict.fromkeys(names, True)
    assert desk.hand.slept == []


def test_the_doctor_warns_when_the_permission_reaches_another_mailbox(desk: Desk) -> None:
    desk.double.readable.add("finance@union.example")
    assert checks(desk)["scope"] is False


def test_the_doctor_wonders_at_an_inbox_full_of_other_mail(desk: Desk) -> None:
    for number in range(201):
        desk.double.deliver(reply(number))
    assert checks(desk)["dedicated"] is None


def test_the_doctor_says_when_addresses_with_a_plus_sign_do_not_arrive(desk: Desk) -> None:
    desk.double.plus = False
    assert checks(desk)["plus_address"] is False


def test_the_doctor_stops_at_a_wrong_password() -> None:
    with exchange_desk(password="wrong") as desk:
        assert checks(desk) == {"sign_in": False}


def test_the_doctor_says_when_sent_mail_is_not_kept_or_does_not_come_back(desk: Desk) -> None:
    desk.double.mailbox = "elsewhere@union.example"  # the note never reaches our inbox
    desk.double.keeps_sent = False
    found = checks(desk, other="")
    assert (found["send"], found["find"], found["read_back"]) == (True, False, False)
    assert desk.hand.time - datetime(2026, 12, 1, 9, tzinfo=UTC) < timedelta(minutes=5)
